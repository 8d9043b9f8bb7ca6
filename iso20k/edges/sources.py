"""Where a workspace's files come from: the work tree, the index, or a commit; all give the same snapshot."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import NamedTuple

from iso20k.configuration import CONFIGURATION_FILE, Configuration, ConfigurationError
from iso20k.document import Document, Place, ReadingError
from iso20k.edges.cache import Cache
from iso20k.edges.git import SUBMODULE, SYMBOLIC_LINK, Entry, Repository
from iso20k.edges.memory import documents
from iso20k.judging.assembly import reading_finding
from iso20k.judging.assessment import Assessment, assess
from iso20k.judging.catalogue import Catalogue
from iso20k.judging.finding import Finding


class InputError(Exception):
    """What was asked for cannot be read: where, what is wrong, and the cure (exit code 2)."""

    def __init__(self, where: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.where = where
        self.message = message
        self.hint = hint


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
        """The assessment of this moment as of a day."""
        return assess(
            self.documents(cache), catalogue, self.configuration, as_of,
            strict=strict, commit=self.commit, extra=self.faults,
        )  # fmt: skip


def workspace_around(folder: str) -> str | None:
    """The nearest folder from `folder` upwards that holds iso20k.yaml."""
    here = os.path.realpath(folder)
    while True:
        if os.path.isfile(os.path.join(here, CONFIGURATION_FILE)):
            return here
        above = os.path.dirname(here)
        if above == here:
            return None
        here = above


def configuration_from(data: bytes | None, where: str = CONFIGURATION_FILE) -> Configuration:
    """The settings in the bytes of iso20k.yaml; raises `InputError` naming the line."""
    if data is None:
        raise InputError(where, "there is no iso20k.yaml", "Run 'iso20k init' to make a workspace.")
    from iso20k.reading.settings import read_configuration

    try:
        return read_configuration(data)
    except ConfigurationError as error:
        raise InputError(f"{where}:{error.line}", error.message, error.hint) from None


def work_tree(root: str, extra: Iterable[str] = ()) -> Snapshot:
    """The workspace as it lies on disk; `extra` are further files (relative paths) to take in."""
    path = os.path.join(root, CONFIGURATION_FILE)
    settings = read_file(path) if os.path.exists(path) else None
    configuration = configuration_from(settings, path)
    blobs: dict[str, str] = {}
    held: dict[str, bytes] = {}
    faults: list[Finding] = []
    for relative in (*_markdown_below(root, configuration.folder), *extra):
        full = os.path.join(root, relative)
        if os.path.islink(full) or not _inside(root, full):
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
    return _from_entries(repository, prefix, repository.index(), None)


def committed(repository: Repository, prefix: str, revision: str) -> Snapshot:
    """The workspace as a commit holds it; raises `InputError` when there is no such commit."""
    commit = repository.resolve(revision)
    if commit is None:
        raise InputError(
            revision, f"'{revision}' names no commit", "Name a commit, branch or tag of this repository."
        )
    return _from_entries(repository, prefix, repository.tree(commit), commit)


def _from_entries(
    repository: Repository, prefix: str, entries: Iterable[Entry], commit: str | None
) -> Snapshot:
    below = {e.path[len(prefix) :]: e for e in entries if e.path.startswith(prefix)}
    settings_entry = below.get(CONFIGURATION_FILE)
    settings = repository.blobs([settings_entry.blob]).get(settings_entry.blob) if settings_entry else None
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


def read_file(path: str) -> bytes:
    """The bytes of a file; raises `InputError` when it is not there or cannot be read."""
    try:
        with open(path, "rb") as file:
            return file.read()
    except IsADirectoryError:
        raise InputError(
            path, "this is a folder", "Name a file, or run the check in the workspace."
        ) from None
    except OSError as error:
        raise InputError(path, (error.strerror or "cannot be read").lower(), "Check the path.") from None


def content_id(data: bytes) -> str:
    """The id that Git gives to this content (SHA-1 repositories), so that disk and history share what is known."""
    digest = hashlib.sha1(f"blob {len(data)}\0".encode(), usedforsecurity=False)
    digest.update(data)
    return digest.hexdigest()


def link_fault(path: str) -> Finding:
    """The finding for a document that is a symbolic link."""
    return reading_finding(
        "READ-06",
        Place(path, 0),
        "the document is a symbolic link or lies outside the workspace, and links are not followed",
        "Put the document itself into the workspace.",
    )


def _inside(root: str, path: str) -> bool:
    return os.path.realpath(path).startswith(os.path.realpath(root) + os.sep)


def _markdown_below(root: str, folder: str) -> list[str]:
    found = []
    start = os.path.join(root, folder)
    if os.path.islink(start):
        return [folder]
    for here, below, files in os.walk(start):
        below[:] = sorted(name for name in below if not name.startswith("."))
        for name in sorted(files):
            if name.lower().endswith(".md"):
                found.append(os.path.relpath(os.path.join(here, name), root).replace(os.sep, "/"))
    return found
