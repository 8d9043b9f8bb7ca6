"""The workspaces of a repository and what a commit changes in each; a repository may hold several, in any folder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from iso20k.configuration import CONFIGURATION_FILE
from iso20k.edges.disk import InputError
from iso20k.edges.git import Entry, Repository
from iso20k.edges.sources import Snapshot, snapshot_of


class Change(NamedTuple):
    """A workspace before and after; `paths` are the documents that differ from every commit before."""

    prefix: str
    after: Snapshot
    before: tuple[Snapshot, ...]
    paths: frozenset[str]


def workspaces(entries: Iterable[Entry]) -> tuple[str, ...]:
    """The folders that hold an iso20k.yaml, '' for the repository's top, else ending in '/'."""
    ends = (entry.path for entry in entries if entry.path.rsplit("/", 1)[-1] == CONFIGURATION_FILE)
    return tuple(sorted(path.removesuffix(CONFIGURATION_FILE) for path in ends))


def changes(repository: Repository, base: str | None = None, head: str | None = None) -> Iterator[Change]:
    """What the staged files (or the commit `head`) change against HEAD (or `base`), one workspace at a time.

    A merge follows two commits: what either side already had is not the merge's doing. Without any commit yet,
    everything is new.
    """
    after = repository.tree(head) if head else repository.index()
    parents = (base,) if base else repository.parents()
    trees = [(parent, repository.tree(parent)) for parent in parents]
    for prefix in workspaces(after):
        here = {(e.path, e.blob, e.mode) for e in after if e.path.startswith(prefix)}
        others = [{(e.path, e.blob, e.mode) for e in tree} for _, tree in trees]
        touched = {path.removeprefix(prefix) for path, _, _ in here.difference(*others)}
        gone = any(_missing(tree, here, prefix) for _, tree in trees)
        if touched or gone:
            snapshot = snapshot_of(repository, prefix, after, None)
            yield Change(prefix, snapshot, tuple(_before(repository, prefix, trees)), frozenset(touched))


def _missing(tree: Iterable[Entry], here: set[tuple[str, str, str]], prefix: str) -> bool:
    paths = {path for path, _, _ in here}
    return any(entry.path.startswith(prefix) and entry.path not in paths for entry in tree)


def _before(
    repository: Repository, prefix: str, trees: Iterable[tuple[str, tuple[Entry, ...]]]
) -> Iterator[Snapshot]:
    """The workspace in the commits before; one that had no usable settings yet has nothing to compare with."""
    for commit, tree in trees:
        try:
            yield snapshot_of(repository, prefix, tree, commit)
        except InputError:
            continue
