"""The demo's repository: the same commits each time, and reviews whose tags hold the board's report."""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import pytest
from workspaces import Ran, iso20k, run

from iso20k.commands.demo import REVIEWS

#: In a process of its own, since it clears what Git says of a surrounding repository from the environment.
MAKE = "import sys; from rich.console import Console; from iso20k.commands.demo import make_history; make_history(Console(), sys.argv[1])"


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("demo") / "netops")


def made(folder: Path) -> Path:
    home = str(folder.parent)
    words = (sys.executable, "-I", "-c", MAKE, str(folder))
    run(
        *words,
        cwd=folder.parent,
        check=True,
        HOME=home,
        ISO20K_CACHE_DIR=f"{home}/cache",
        GIT_CONFIG_NOSYSTEM="1",
    )
    return folder


def git(repository: Path, *words: str) -> str:
    found: Ran = run("git", *words, cwd=repository, check=True)
    return found.out.strip()


def test_the_same_commits_each_time(repository: Path, tmp_path: Path) -> None:
    refs = ("for-each-ref", "--format=%(refname) %(objectname)")
    assert git(made(tmp_path / "again"), *refs) == git(repository, *refs)
    assert git(repository, "status", "--porcelain") == ""


@pytest.mark.parametrize(("tag", "day"), REVIEWS)
def test_a_review_holds_the_report_of_the_commit_before_it(repository: Path, tag: str, day: str) -> None:
    path = f"reports/executive-readiness-report-{day}.md"
    assert git(repository, "show", "--format=", "--name-only", tag) == path
    assert git(repository, "log", "-1", "--format=%cs", tag) == day
    parent = git(repository, "rev-parse", f"{tag}^")
    assert f"As of {day}, commit {parent[:10]}, " in git(repository, "show", f"{tag}:{path}")
    later = git(repository, "log", "--format=%cs", f"{tag}..main").splitlines()
    assert later
    assert min(later) > day


def test_the_site_shows_reported_beside_recomputed(repository: Path, tmp_path: Path) -> None:
    done = iso20k("dashboard", "-o", str(tmp_path / "site"), cwd=repository)
    assert done.code == 0, done
    with open(tmp_path / "site" / "data" / "reported.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["as_of"] for row in rows] == [day for _, day in REVIEWS]
    for row, (tag, _) in zip(rows, REVIEWS, strict=True):
        assert row["difference"] == "0"
        assert row["readiness_reported"] == row["readiness_recomputed"]
        frozen = (tmp_path / "site" / "at" / tag / "index.html").read_text(encoding="utf-8")
        assert "As reported then" in frozen
        assert f"{row['readiness_reported']} %" in frozen
