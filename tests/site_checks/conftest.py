"""The site of the whole NetOps history, built once, and the site of a day on which there was much to say."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from workspaces import run

#: On this day some documents were missing and one had an error.
TROUBLED = "Enter the capacity score from the workshop"


class Built(NamedTuple):
    """A repository, the cache that knows its history, and its site."""

    repository: Path
    cache: Path
    site: Path

    def make(self, output: Path, *words: str, repository: Path | None = None) -> Path:
        """The site at another place, by the command."""
        _iso20k(repository or self.repository, self.cache, "dashboard", "-o", str(output), *words)
        return output


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The demo's repository with two reviews tagged, as `iso20k dashboard` shows it."""
    room = tmp_path_factory.mktemp("netops")
    made = Built(room / "demo" / "netops", room / "cache", room / "site")
    _iso20k(room, made.cache, "demo", str(room / "demo"))
    for name, revision in (("review-half-way", "HEAD~70"), ("review-last", "HEAD~10")):
        run("git", "tag", name, revision, cwd=made.repository, check=True)
    made.make(made.site)
    return made


@pytest.fixture(scope="session")
def troubled(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as it was when a document had an error and others did not exist."""
    found = run("git", "log", "--format=%H", "--grep", TROUBLED, cwd=built.repository, check=True)
    return built.make(tmp_path_factory.mktemp("troubled") / "site", "--rev", found.out.split()[0])


@pytest.fixture
def copy(built: Built, tmp_path: Path) -> Path:
    """The site to spoil."""
    return Path(shutil.copytree(built.site, tmp_path / "copy"))


def program(name: str, what: str) -> str:
    """A program of the system; without it the test is skipped aloud, and fails in CI."""
    found = shutil.which(name)
    if found is None:
        if os.environ.get("CI", "").lower() == "true":
            pytest.fail(f"{name} is not installed, {what} cannot be checked")
        pytest.skip(f"{name} IS NOT INSTALLED: {what} WAS NOT CHECKED")
    return found


def _iso20k(folder: Path, cache: Path, *words: str) -> None:
    env = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    env |= {"ISO20K_CACHE_DIR": str(cache), "HOME": str(cache.parent), "GIT_CONFIG_NOSYSTEM": "1"}
    done = subprocess.run(
        [sys.executable, "-I", "-m", "iso20k", *words],
        cwd=folder,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
