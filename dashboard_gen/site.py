"""From a folder in a repository to the site on disk: the one place where history, pages and files meet."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache as remembered
from typing import NamedTuple

from git import Repo

from dashboard_gen import pdf, roles
from dashboard_gen.archive import refuse_foreign, write_archive
from dashboard_gen.history import History, replay
from dashboard_gen.material import Origins, Sources, material
from dashboard_gen.pages import build
from dashboard_gen.writing import Written, write
from iso20k.configuration import CONFIGURATION_FILE
from iso20k.edges.cache import Cache
from iso20k.edges.disk import InputError, workspace_around
from iso20k.edges.git import Repository
from iso20k.edges.progress import Progress
from iso20k.edges.sources import committed, lines_of
from iso20k.judging.assessment import Assessment
from iso20k.judging.catalogue import Catalogue
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


def make(
    folder: str,
    output: str,
    revision: str,
    cache: Cache,
    as_of: date | None = None,
    *,
    names: str = "keep",
    zipped: str = "",
) -> Made:
    """Write the site of the workspace around `folder` to the folder `output` and to the zip `zipped`, where they are named.

    `names` is 'keep', or 'roles' to show no personal names. Raises `GitError` outside a repository and `InputError` for
    what cannot be read or written.
    """
    if zipped:
        refuse_foreign(zipped)
    repository = Repository.around(folder)
    root = workspace_around(folder) or folder
    with Progress("Reading the history"):
        rules = catalogue()
        history = replay(repository, repository.relative(root), revision, rules, cache, as_of)
    checkout = _checkout(repository.top)
    notes = (*_notes(history, shallow=checkout.shallow), *((roles.NOTE,) if names == "roles" else ()))
    prefix = repository.relative(root)
    read = sources(repository, prefix, history.current.commit)
    told = material(history, rules, read, notes, assessor(repository, prefix, rules, cache))
    files = build(told._replace(prints=pdf.available()))
    if names == "roles":
        files = roles.replaced(files, roles.roles(told))
    if pdf.available():
        files[pdf.PDF] = pdf.report_pdf(files)
    if zipped:
        write_archive(zipped, files)
    done = write(output, files) if output else Written(len(files), 0, 0)
    values = told.site
    where = f"as of {values.origin.as_of} at commit {values.origin.short}"
    on = f" on {checkout.branch}" if checkout.branch and revision == "HEAD" else ""
    return Made(history.current.readiness.overall, where + on, *done, notes)


def assessor(
    repository: Repository, prefix: str, rules: Catalogue, cache: Cache
) -> Callable[[str, date], Assessment | None]:
    """Judges any commit of the history as of a day, each once; None where its settings or a document cannot be read."""

    @remembered
    def assessment_at(commit: str, day: date) -> Assessment | None:
        try:
            found = committed(repository, prefix, commit).judged(cache, rules, day)
        except InputError:
            return None
        return None if found.unreadable else found

    return assessment_at


def sources(repository: Repository, prefix: str, commit: str | None) -> Sources:
    """The documents of the commit that is shown, and who last changed each line of them."""
    assert commit is not None
    snapshot = committed(repository, prefix, commit)
    lines = lines_of(snapshot)
    linked = (fault.place.path for fault in snapshot.faults)

    @remembered
    def origins(path: str) -> tuple[Origins, ...]:
        return tuple(Origins(*line) for line in repository.line_origins(commit, prefix + path))

    return Sources(lines, origins, (CONFIGURATION_FILE, *sorted({*snapshot.blobs, *linked})))


def _checkout(top: str) -> Checkout:
    """The branch is told on the terminal only: pages of one commit are the same from every clone and branch."""
    with Repo(top) as opened:
        branch = "" if opened.head.is_detached else opened.active_branch.name
        return Checkout(branch, os.path.isfile(os.path.join(opened.common_dir, "shallow")))


def _notes(history: History, *, shallow: bool) -> Iterator[str]:
    if shallow:
        yield "This clone holds only the end of the history; a full clone shows the whole trend."
    if history.before:
        yield f"Not shown: {count(history.before, 'commit')} before its first document."
    if history.untouched:
        yield f"Not shown: {count(history.untouched, 'commit')} that changed nothing that is judged."
