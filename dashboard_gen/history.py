"""A repository's history is replayed without a checkout: trees and blobs are read, nothing is written.

The state of each commit follows from the one before it; a content is parsed once, however many commits hold it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from dashboard_gen.points import Point, judged, not_readable, pack, unpack
from iso20k.configuration import CONFIGURATION_FILE
from iso20k.document import Document, ReadingError
from iso20k.edges.cache import Cache, code_fingerprint, key_of
from iso20k.edges.disk import InputError
from iso20k.edges.git import Commit, Entry, Repository
from iso20k.edges.memory import documents
from iso20k.edges.sources import Snapshot, snapshot_of
from iso20k.judging.assessment import Assessment, assess
from iso20k.judging.catalogue import Catalogue

#: Commits whose documents are held in memory at one time.
CHUNK = 64

Documents = dict[str, Document | ReadingError]


class Moment(NamedTuple):
    """A commit that changed what is judged; `snapshot` is None when `fault` says why there is none."""

    commit: str
    when: str
    subject: str
    snapshot: Snapshot | None
    fault: str = ""

    @property
    def day(self) -> date:
        """The commit's own date, in the zone in which it was made."""
        return date.fromisoformat(self.when[:10])


class History(NamedTuple):
    """The points of the trend, oldest first, and the last two different states in full.

    `before` counts the commits before the workspace existed, `untouched` those that changed nothing that is judged.
    """

    points: tuple[Point, ...]
    current: Assessment
    previous: Assessment | None
    before: int
    untouched: int


def replay(
    repository: Repository,
    prefix: str,
    revision: str,
    catalogue: Catalogue,
    cache: Cache,
    as_of: date | None = None,
) -> History:
    """The history of the workspace at `prefix` ('' or 'a/b/') up to `revision`.

    Every commit is judged as of its own date, the last one as of `as_of` when that is given. Raises `InputError`
    when the revision names no commit or its workspace cannot be judged.
    """
    head = repository.resolve(revision)
    if head is None:
        raise _no_commit(repository, revision)
    commits = repository.history(head, *_pathspecs(prefix))
    moments, before, untouched = _moments(repository, prefix, commits)
    last = _at_head(repository, prefix, head, moments)
    if moments and moments[-1].commit == head:
        moments.pop()
    days = [*(moment.day for moment in moments), as_of or last.day]
    moments.append(last)
    reader = Reader(repository, cache, catalogue)
    points = tuple(reader.points(moments, days))
    current = reader.assessment(last, days[-1])
    earlier = _last_different(moments)
    previous = reader.assessment(earlier, earlier.day) if earlier else None
    return History(points, current, previous, before, untouched)


def _no_commit(repository: Repository, revision: str) -> InputError:
    if revision == "HEAD":
        return InputError(
            repository.top, "the repository has no commit yet", "Commit the workspace, then try again."
        )
    return InputError(
        revision, f"'{revision}' names no commit", "Name a commit, branch or tag of this repository."
    )


def _pathspecs(prefix: str) -> tuple[str, ...]:
    """Git is told to look below the workspace only; two paths, since one alone could be followed over renames."""
    if not prefix:
        return ()
    return f":(top,literal){prefix.rstrip('/')}", f":(top,literal){prefix}{CONFIGURATION_FILE}"


def _moments(repository: Repository, prefix: str, commits: Sequence[Commit]) -> tuple[list[Moment], int, int]:
    """The commits that matter, how many came before the workspace, and how many changed nothing that is judged."""
    settings, found = f"{prefix}{CONFIGURATION_FILE}", list[Moment]()
    entries: dict[str, Entry] = {}
    before = untouched = 0
    for number, commit in enumerate(commits):
        changes = repository.tree(commit.id) if number == 0 else commit.changes
        touched = _apply(entries, (entry for entry in changes if _matters(entry.path, prefix)))
        if not found and settings not in entries:
            before += 1
            continue
        moment = _moment(repository, prefix, commit, entries) if touched else None
        if moment is None or (found and _same(moment, found[-1])):
            untouched += 1
        else:
            found.append(moment)
    return found, before, untouched


def _matters(path: str, prefix: str) -> bool:
    return path.startswith(prefix) and (
        path.lower().endswith(".md") or path == f"{prefix}{CONFIGURATION_FILE}"
    )


def _apply(entries: dict[str, Entry], changes: Iterable[Entry]) -> bool:
    """Bring `entries` to the next commit; whether anything changed."""
    touched = False
    for entry in changes:
        touched = True
        if entry.blob:
            entries[entry.path] = entry
        else:
            entries.pop(entry.path, None)
    return touched


def _moment(repository: Repository, prefix: str, commit: Commit, entries: dict[str, Entry]) -> Moment:
    try:
        snapshot = snapshot_of(repository, prefix, entries.values(), commit.id)
    except InputError as error:
        return Moment(commit.id, commit.when, commit.subject, None, f"{CONFIGURATION_FILE}: {error.message}")
    return Moment(commit.id, commit.when, commit.subject, snapshot)


def _at_head(repository: Repository, prefix: str, head: str, moments: Sequence[Moment]) -> Moment:
    """The last state under the name and date of the commit asked for; raises `InputError` when it has none."""
    printed = repository.run(
        "log", "-1", "--no-show-signature", "--format=%cI%x00%s", "--end-of-options", head
    )
    when, subject = printed.decode(errors="replace").rstrip("\n").split("\0", 1)
    if moments and moments[-1].snapshot is not None:
        return Moment(head, when, subject, moments[-1].snapshot._replace(commit=head))
    entries = [entry for entry in repository.tree(head) if _matters(entry.path, prefix)]
    return Moment(head, when, subject, snapshot_of(repository, prefix, entries, head))


def _same(one: Moment, other: Moment) -> bool:
    """Whether two commits hold the same documents and settings; those that cannot be read are never the same."""
    if one.snapshot is None or other.snapshot is None:
        return False
    return _inputs(one.snapshot) == _inputs(other.snapshot)


def _inputs(snapshot: Snapshot) -> tuple[object, ...]:
    return snapshot.settings, dict(snapshot.blobs), tuple(fault.place.path for fault in snapshot.faults)


def _last_different(moments: Sequence[Moment]) -> Moment | None:
    """The latest earlier commit that can be judged and holds other documents than the last one."""
    *earlier, last = moments
    return next((m for m in reversed(earlier) if m.snapshot is not None and not _same(m, last)), None)


class Reader:
    """Judges moments; holds the documents of a few commits at a time and remembers points in the cache."""

    def __init__(self, repository: Repository, cache: Cache, catalogue: Catalogue) -> None:
        self._repository = repository
        self._cache = cache
        self._catalogue = catalogue
        self._held: Documents = {}

    def points(self, moments: Sequence[Moment], days: Sequence[date]) -> Iterator[Point]:
        """The points of all moments, each judged as of its day."""
        for start in range(0, len(moments), CHUNK):
            pairs = list(zip(moments[start : start + CHUNK], days[start : start + CHUNK], strict=True))
            keys = [_key(moment, day) for moment, day in pairs]
            known = self._cache.get(key for key in keys if key)
            self._hold(m.snapshot for (m, _), key in zip(pairs, keys, strict=True) if key not in known)
            fresh: dict[str, object] = {}
            for (moment, day), key in zip(pairs, keys, strict=True):
                point = _remembered(moment, day, known.get(key)) or self._point(moment, day)
                if key and key not in known and point.state != "unreadable":
                    fresh[key] = pack(point)
                yield point
            self._cache.put(fresh)

    def assessment(self, moment: Moment, day: date) -> Assessment:
        """The whole judgement of a moment; raises `InputError` when contents are not in this clone."""
        assert moment.snapshot is not None
        self._hold([moment.snapshot])
        if lacking := self._lacking(moment.snapshot):
            raise InputError(moment.commit[:7], lacking, "Fetch the contents ('git fetch --refetch').")
        return self._assess(moment.snapshot, day)

    def _point(self, moment: Moment, day: date) -> Point:
        snapshot = moment.snapshot
        fault = moment.fault if snapshot is None else self._lacking(snapshot)
        if snapshot is None or fault:
            return not_readable(moment.commit, moment.when, day.isoformat(), moment.subject, fault)
        return judged(moment.commit, moment.when, moment.subject, self._assess(snapshot, day))

    def _assess(self, snapshot: Snapshot, day: date) -> Assessment:
        read = {path: self._held[blob] for path, blob in snapshot.blobs.items()}
        return assess(
            read, self._catalogue, snapshot.configuration, day, commit=snapshot.commit, extra=snapshot.faults
        )

    def _hold(self, snapshots: Iterable[Snapshot | None]) -> None:
        wanted = {blob for snapshot in snapshots if snapshot for blob in snapshot.blobs.values()}
        missing = {blob: blob for blob in sorted(wanted) if blob not in self._held}
        kept = {blob: document for blob, document in self._held.items() if blob in wanted}
        self._held = kept | documents(missing, self._repository.blobs, self._cache)

    def _lacking(self, snapshot: Snapshot) -> str:
        lacking = sorted(path for path, blob in snapshot.blobs.items() if blob not in self._held)
        return f"the content of {lacking[0]} is not in this clone" if lacking else ""


def _key(moment: Moment, day: date) -> str:
    """What a point depends on: settings, documents, the day and the code; '' when it cannot be judged."""
    snapshot = moment.snapshot
    if snapshot is None:
        return ""
    files = [part for pair in sorted(snapshot.blobs.items()) for part in pair]
    faults = [fault.place.path for fault in snapshot.faults]
    return key_of(
        "point-1", code_fingerprint(), day.isoformat(), snapshot.settings, *files, "faults", *faults
    )


def _remembered(moment: Moment, day: date, packed: object) -> Point | None:
    if not isinstance(packed, list):
        return None
    try:
        return unpack(moment.commit, moment.when, day.isoformat(), moment.subject, packed)
    except (TypeError, ValueError):
        return None
