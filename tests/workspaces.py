"""Workspaces as tests need them: the NetOps example in a Git repository, edited and committed by real git."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest

from iso20k.edges.examples import examples_folder

ROOT = Path(__file__).parent.parent
NETOPS = Path(examples_folder()) / "netops"
APEX = Path(examples_folder()) / "apex"


@contextmanager
def commits_of_the_test_writer() -> Iterator[None]:
    """Commits are the test writer's, for fixtures that outlive a test."""
    with pytest.MonkeyPatch.context() as patch:
        name_the_writer(patch)
        yield


def name_the_writer(patch: pytest.MonkeyPatch) -> None:
    """Who writes the commits of tests, whatever the machine is set to."""
    for role in ("AUTHOR", "COMMITTER"):
        patch.setenv(f"GIT_{role}_NAME", "Test Writer")
        patch.setenv(f"GIT_{role}_EMAIL", "writer@example.com")


class Ran(NamedTuple):
    """What a command said."""

    code: int
    out: str
    err: str


def run(*words: str, cwd: Path, check: bool = False, **environment: str) -> Ran:
    """Run a command in `cwd`; with `check` it must succeed."""
    done = subprocess.run(
        words,
        cwd=cwd,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env=os.environ | environment,
    )
    if check:
        assert done.returncode == 0, f"{words} failed: {done.stdout}{done.stderr}"
    return Ran(done.returncode, done.stdout, done.stderr)


def iso20k(*words: str, cwd: Path, **environment: str) -> Ran:
    """Run the iso20k command as a user's shell would."""
    return run(sys.executable, "-I", "-m", "iso20k", *words, cwd=cwd, **environment)


class Repository(NamedTuple):
    """A Git repository with a workspace in it."""

    top: Path
    workspace: Path

    def git(self, *words: str, check: bool = True, **environment: str) -> Ran:
        return run("git", *words, cwd=self.top, check=check, **environment)

    def path(self, skill: str) -> Path:
        return next((self.workspace / "sms").glob(f"[0-9][0-9]-{skill}.md"))

    def edit(self, skill: str, old: str, new: str) -> None:
        """Replace the one place of `old` in a document."""
        path = self.path(skill)
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path.name}"
        path.write_text(text.replace(old, new), encoding="utf-8")

    def commit(self, subject: str = "Change", *words: str, **environment: str) -> Ran:
        """Stage everything and commit; the result tells whether the hook let it pass."""
        self.git("add", "-A")
        return self.git("commit", "-qm", subject, *words, check=False, **environment)


def netops(top: Path, folder: str = ".", *, hook: bool = True, committed: bool = True) -> Repository:
    """The NetOps example in a new repository, its hook installed as a plain Git hook."""
    workspace = top / folder
    for name in ("iso20k.yaml", *(f"sms/{path.name}" for path in sorted((NETOPS / "sms").iterdir()))):
        (workspace / name).parent.mkdir(parents=True, exist_ok=True)
        (workspace / name).write_bytes((NETOPS / name).read_bytes())
    repository = Repository(top, workspace)
    run("git", "init", "-q", "-b", "main", cwd=top, check=True)
    if committed:
        repository.git("add", "-A")
        repository.git("commit", "-qm", "Begin")
    if hook:
        install_hook(top)
    return repository


def install_hook(top: Path) -> None:
    """The hook without pre-commit: the same entry point, started by git itself."""
    hook = top / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(parents=True, exist_ok=True)
    hook.write_text(f"#!/bin/sh\nexec '{sys.executable}' -I -m hooks.check\n", encoding="utf-8")
    hook.chmod(0o755)
