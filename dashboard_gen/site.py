"""From a folder in a repository to the site on disk: the one place where history, pages and files meet."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from typing import NamedTuple

from git import GitCommandError, Repo

from dashboard_gen.history import History, replay
from dashboard_gen.pages import build
from dashboard_gen.series import site
from dashboard_gen.writing import write
from iso20k.edges.cache import Cache
from iso20k.edges.git import Repository
from iso20k.edges.progress import Progress
from iso20k.edges.sources import workspace_around
from iso20k.wording.phrases import count
from validators.registry import catalogue


class Made(NamedTuple):
    """What was written: readiness in percent, 'as of DAY at COMMIT on BRANCH', counts of files, notes on the history."""

    readiness: int
    of: str
    files: int
    written: int
    removed: int
    notes: tuple[str, ...]


class Checkout(NamedTuple):
    """What Git says about this clone and not about its commits: the branch ('' detached), whether history is cut."""

    branch: str
    shallow: bool


def make(folder: str, output: str, revision: str, cache: Cache, as_of: date | None = None) -> Made:
    """Write the site of the workspace around `folder` to `output`.

    Raises `GitError` outside a repository and `InputError` for what cannot be read or written.
    """
    repository = Repository.around(folder)
    root = workspace_around(folder) or folder
    with Progress("Reading the history"):
        rules = catalogue()
        history = replay(repository, repository.relative(root), revision, rules, cache, as_of)
    checkout = _checkout(repository.top)
    notes = tuple(_notes(history, shallow=checkout.shallow))
    values = site(history.points, history.current, history.previous, len(rules.rules), notes)
    done = write(output, build(values))
    where = f"as of {values.origin.as_of} at commit {values.origin.short}"
    on = f" on {checkout.branch}" if checkout.branch and revision == "HEAD" else ""
    return Made(history.current.readiness.overall, where + on, *done, notes)


def _checkout(top: str) -> Checkout:
    """The branch is told on the terminal only: pages of one commit are the same from every clone and branch."""
    with Repo(top) as opened, opened.git.custom_environment(GIT_DIR="", GIT_WORK_TREE=""):
        branch = ""
        with suppress(GitCommandError):
            branch = str(opened.git.symbolic_ref("--quiet", "--short", "HEAD"))
        return Checkout(branch, opened.git.rev_parse("--is-shallow-repository") == "true")


def _notes(history: History, *, shallow: bool) -> Iterator[str]:
    if shallow:
        yield "This clone holds only the end of the history; a full clone shows the whole trend."
    if history.before:
        yield f"{count(history.before, 'commit')} before the workspace existed are not shown."
    if history.untouched:
        told = "changed" if history.untouched > 1 else "that changed"
        yield f"{count(history.untouched, 'commit')} {told} nothing that is judged and are not shown."
