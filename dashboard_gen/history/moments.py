"""The commits that matter: which of them changed what is judged, and what each of them holds.

The state of each commit follows from the one before it. Its documents are known by a sum over their paths and content ids,
so that a commit costs no more than what it changed, however many documents there are.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from iso20k.configuration import CONFIGURATION_FILE, Configuration
from iso20k.edges.disk import InputError
from iso20k.edges.git import SUBMODULE, SYMBOLIC_LINK, Commit, Entry, Repository
from iso20k.edges.sources import Snapshot, configuration_from, snapshot_of


class Moment(NamedTuple):
    """A commit that changed what is judged; `state` is a digest of settings and documents, '' when `fault` says why none.

    `step` is its place among the commits read; `assumed`: it is judged with settings that came later.
    """

    commit: str
    when: str
    author: str
    subject: str
    step: int
    state: str
    fault: str = ""
    assumed: bool = False

    @property
    def day(self) -> date:
        """The commit's own date, in the zone in which it was made."""
        return date.fromisoformat(self.when[:10])


class Settings(NamedTuple):
    """A version of iso20k.yaml: its bytes, and what they say or why they say nothing that can be used."""

    data: bytes
    configuration: Configuration | None
    fault: str = ""


class Line:
    """A branch, first commit first, as the workspace at `prefix` ('' or 'a/b/') sees it."""

    def __init__(self, repository: Repository, prefix: str, head: str) -> None:
        self.commits: Sequence[Commit] = repository.history(head, *_pathspecs(prefix))
        self._repository = repository
        self._prefix = prefix
        self._path = f"{prefix}{CONFIGURATION_FILE}"
        if self.commits:
            first = self.commits[0]
            self.commits = (first._replace(changes=repository.tree(first.id)), *self.commits[1:])
        self._settings = self._read_settings()
        self.assumed = self._first_usable()

    def moments(self) -> tuple[list[Moment], int, int]:
        """The commits that matter, how many came before them, and how many changed nothing that is judged."""
        found: list[Moment] = []
        tree = _Tree(self._prefix)
        before = untouched = 0
        for step, commit in enumerate(self.commits):
            touched = tree.apply(commit.changes)
            moment = self._moment(step, commit, tree, found) if touched else None
            if moment is None and not found:
                before += 1
            elif moment is None or (found and moment.state and moment.state == found[-1].state):
                untouched += 1
            else:
                found.append(moment)
        return found, before, untouched

    def snapshots(self, steps: Collection[int]) -> Iterator[tuple[int, Snapshot]]:
        """The workspace at some commits, by their place, in order."""
        tree = _Tree(self._prefix)
        for step, commit in enumerate(self.commits):
            tree.apply(commit.changes)
            if step in steps:
                yield step, self._snapshot(commit.id, tree)

    def snapshot(self, step: int) -> Snapshot:
        """The workspace at one commit."""
        return next(self.snapshots({step}))[1]

    def _read_settings(self) -> Mapping[str, Settings]:
        """Every version of iso20k.yaml by its content id; one that is not in this clone is none."""
        path = self._path
        blobs = {entry.blob for commit in self.commits for entry in commit.changes if entry.path == path}
        contents = self._repository.blobs(sorted(blobs - {""}))
        return {blob: _settings(contents.get(blob), path) for blob in blobs}

    def _first_usable(self) -> Settings | None:
        for commit in self.commits:
            for entry in commit.changes:
                if entry.path == self._path and self._settings[entry.blob].configuration is not None:
                    return self._settings[entry.blob]
        return None

    def _moment(self, step: int, commit: Commit, tree: _Tree, found: Sequence[Moment]) -> Moment | None:
        head = (commit.id, commit.when, commit.author, commit.subject, step)
        entry = tree.entries.get(self._path)
        early = not tree.settled
        used = self.assumed if early else self._settings[entry.blob if entry else ""]
        if used is None:
            return None
        if used.configuration is None:
            return Moment(*head, "", used.fault)
        documents = tree.documents(used.configuration.folder)
        if early and not documents and not found:
            return None
        return Moment(*head, state_digest(used.data, documents), "", early)

    def _snapshot(self, commit: str, tree: _Tree) -> Snapshot:
        """Raises `InputError` when the settings cannot be used."""
        entries = tree.entries.values()
        if self._path in tree.entries or self.assumed is None:
            return snapshot_of(self._repository, self._prefix, entries, commit)
        assert self.assumed.configuration is not None
        return snapshot_of(self._repository, self._prefix, entries, commit, self.assumed.data)


class _Tree:
    """The files of a commit that matter, and the sum over those of the documents; `settled`: there were settings once."""

    def __init__(self, prefix: str) -> None:
        self.entries: dict[str, Entry] = {}
        self.settled = False
        self._prefix = prefix
        self._folder: str | None = None
        self._sum = 0

    def apply(self, changes: Iterable[Entry]) -> bool:
        """Go on to the next commit; whether anything changed."""
        touched = False
        for entry in changes:
            if not _matters(entry.path, self._prefix):
                continue
            touched = True
            self._count(self.entries.pop(entry.path, None), -1)
            if entry.blob:
                self.settled = self.settled or entry.path == f"{self._prefix}{CONFIGURATION_FILE}"
                self.entries[entry.path] = entry
                self._count(entry, 1)
        return touched

    def documents(self, folder: str) -> int:
        """The sum over the documents in a folder of the workspace, 0 for none."""
        if folder != self._folder:
            self._folder, self._sum = folder, 0
            for entry in self.entries.values():
                self._count(entry, 1)
        return self._sum

    def _count(self, entry: Entry | None, sign: int) -> None:
        if entry is None or self._folder is None or entry.mode == SUBMODULE:
            return
        path = entry.path[len(self._prefix) :]
        if path.lower().endswith(".md") and (self._folder == "." or path.startswith(f"{self._folder}/")):
            self._sum = (
                self._sum + sign * _part(path, _LINK if entry.mode == SYMBOLIC_LINK else entry.blob)
            ) % _WHOLE


_WHOLE = 1 << 256
#: A symbolic link is a finding, wherever it leads.
_LINK = "link"


def _part(path: str, content: str) -> int:
    told = f"{path}\0{content}".encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.sha256(told).digest(), "big")


def state_digest(settings: bytes, documents: int) -> str:
    """A digest of all that is judged at a commit; `documents` is the sum over the documents."""
    return hashlib.sha256(hashlib.sha256(settings).digest() + documents.to_bytes(32, "big")).hexdigest()


def state_of(snapshot: Snapshot) -> str:
    """The digest of a snapshot."""
    links = [_part(fault.place.path, _LINK) for fault in snapshot.faults]
    files = [_part(path, blob) for path, blob in snapshot.blobs.items()]
    return state_digest(snapshot.settings, sum(files + links) % _WHOLE)


def _settings(data: bytes | None, path: str) -> Settings:
    try:
        return Settings(data or b"", configuration_from(data, path))
    except InputError as error:
        return Settings(data or b"", None, f"{CONFIGURATION_FILE}: {error.message}")


def _pathspecs(prefix: str) -> tuple[str, ...]:
    """Git is told to look below the workspace only; two paths, since one alone could be followed over renames."""
    if not prefix:
        return ()
    return f":(top,literal){prefix.rstrip('/')}", f":(top,literal){prefix}{CONFIGURATION_FILE}"


def _matters(path: str, prefix: str) -> bool:
    return path.startswith(prefix) and (
        path.lower().endswith(".md") or path == f"{prefix}{CONFIGURATION_FILE}"
    )
