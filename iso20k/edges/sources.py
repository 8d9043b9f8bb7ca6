"""Where a workspace's files come from: the work tree, the index, or a commit; all give the same snapshot."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from iso20k.configuration import CONFIGURATION_FILE, Configuration, ConfigurationError
from iso20k.document import Document, Place, ReadingError
from iso20k.edges.cache import Cache
from iso20k.edges.disk import InputError, content_id, is_inside, markdown_below, read_file
from iso20k.edges.git import SUBMODULE, SYMBOLIC_LINK, Entry, Repository
from iso20k.edges.memory import documents
from iso20k.edges.outcomes import Outcomes
from iso20k.judging.assembly import reading_finding
from iso20k.judging.assessment import Assessment, assess
from iso20k.judging.catalogue import Catalogue
from iso20k.judging.finding import Finding
from iso20k.reading.source import MAX_BYTES


class Snapshot(NamedTuple):
    """A workspace at one moment: content ids by path relative to the workspace, read on demand.

    `faults` are files that are there but must not be followed; `commit` is None for the work tree and the index.
    """

    configuration: Configuration
    blobs: Mapping[str, str]
    contents: Callable[[Iterable[str]], Mapping[str, bytes]]
    faults: tuple[Finding, ...] = ()
    commit: str | None = None
    settings: bytes = b""

    def documents(self, cache: Cache) -> dict[str, Document | ReadingError]:
        """The documents, parsed or remembered."""
        return documents(self.blobs, self.contents, cache)

    def judged(self, cache: Cache, catalogue: Catalogue, as_of: date, *, strict: bool = False) -> Assessment:
        """The assessment of this moment as of a day; rules are asked about what has changed since they were."""
        outcomes = Outcomes(cache, self.blobs, self.settings, as_of, strict=strict)
        assessment = assess(
            self.documents(cache), catalogue, self.configuration, as_of,
            strict=strict, commit=self.commit, extra=self.faults, asked=outcomes.ask,
        )  # fmt: skip
        outcomes.keep(assessment.outcomes, assessment.workspace.artifacts)
        return assessment


def configuration_from(data: bytes | None, where: str = CONFIGURATION_FILE) -> Configuration:
    """The settings in the bytes of iso20k.yaml; raises `InputError` naming the line."""
    if data is None:
        raise InputError(where, "there is no iso20k.yaml", "Run 'iso20k init' to make a workspace.")
    try:
        return _configuration(data)
    except ConfigurationError as error:
        raise InputError(f"{where}:{error.line}", error.message, error.hint) from None


@lru_cache(maxsize=16)
def _configuration(data: bytes) -> Configuration:
    """A history asks for the same settings at every commit."""
    from iso20k.reading.settings import read_configuration

    return read_configuration(data)


def work_tree(root: str, extra: Iterable[str] = ()) -> Snapshot:
    """The workspace as it lies on disk; `extra` are further files (relative paths) to take in."""
    path = os.path.join(root, CONFIGURATION_FILE)
    settings = read_file(path) if os.path.exists(path) else None
    configuration = configuration_from(settings, path)
    blobs: dict[str, str] = {}
    held: dict[str, bytes] = {}
    faults: list[Finding] = []
    for relative in (*markdown_below(root, configuration.folder), *extra):
        full = os.path.join(root, relative)
        if os.path.islink(full) or not is_inside(root, full):
            faults.append(link_fault(relative))
            continue
        data = read_file(full)
        blobs[relative] = content_id(data)
        held[blobs[relative]] = data
    return Snapshot(
        configuration, blobs, lambda ids: {i: held[i] for i in ids}, tuple(faults), None, settings or b""
    )


def loose_files(paths: Iterable[str]) -> Snapshot:
    """Files outside any workspace, judged alone with the default settings."""
    held = {path: read_file(path) for path in paths}
    blobs = {path: content_id(data) for path, data in held.items()}
    by_id = {blobs[path]: data for path, data in held.items()}
    return Snapshot(Configuration(), blobs, lambda ids: {i: by_id[i] for i in ids})


def staged(repository: Repository, prefix: str) -> Snapshot:
    """The workspace as the next commit will hold it."""
    return snapshot_of(repository, prefix, repository.index(), None)


def committed(repository: Repository, prefix: str, revision: str) -> Snapshot:
    """The workspace as a commit holds it; raises `InputError` when there is no such commit."""
    commit = repository.resolve(revision)
    if commit is None:
        raise InputError(
            revision, f"'{revision}' names no commit", "Name a commit, branch or tag of this repository."
        )
    return snapshot_of(repository, prefix, repository.tree(commit), commit)


def snapshot_of(
    repository: Repository,
    prefix: str,
    entries: Iterable[Entry],
    commit: str | None,
    settings: bytes | None = None,
) -> Snapshot:
    """The workspace below `prefix` in these files of the index or of a commit; `settings` stand in for a missing iso20k.yaml."""
    below = {e.path[len(prefix) :]: e for e in entries if e.path.startswith(prefix)}
    settings_entry = below.get(CONFIGURATION_FILE)
    if settings_entry:
        settings = repository.blobs([settings_entry.blob]).get(settings_entry.blob)
    configuration = configuration_from(settings, f"{prefix}{CONFIGURATION_FILE}")
    folder = "" if configuration.folder == "." else f"{configuration.folder}/"
    blobs: dict[str, str] = {}
    faults: list[Finding] = []
    for path, entry in sorted(below.items()):
        if entry.mode == SUBMODULE or not path.startswith(folder) or not path.lower().endswith(".md"):
            continue
        if entry.mode == SYMBOLIC_LINK:
            faults.append(link_fault(path))
        else:
            blobs[path] = entry.blob
    return Snapshot(configuration, blobs, repository.blobs, tuple(faults), commit, settings or b"")


def link_fault(path: str) -> Finding:
    """The finding for a document that is a symbolic link."""
    return reading_finding(
        "READ-06",
        Place(path, 0),
        "the document is a symbolic link or lies outside the workspace, and links are not followed",
        "Put the document itself into the workspace.",
    )


def lines_of(snapshot: Snapshot) -> Callable[[str], Sequence[str]]:
    """A reader of a snapshot's source lines, for quoting; what cannot be decoded is not quoted."""
    held: dict[str, list[str]] = {}

    def lines(path: str) -> list[str]:
        if path not in held:
            blob = snapshot.blobs.get(path)
            data = snapshot.contents([blob]).get(blob, b"") if blob else b""
            data = snapshot.settings if path == CONFIGURATION_FILE else data
            held[path] = data[:MAX_BYTES].decode("utf-8-sig", "replace").replace("\r\n", "\n").split("\n")
        return held[path]

    return lines
