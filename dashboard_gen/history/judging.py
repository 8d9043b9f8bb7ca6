"""Commits judged one after the other: a document is read once, and a rule is asked when something it has read has changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple, TypeVar

from dashboard_gen.history.lifetimes import Found
from dashboard_gen.history.moments import Moment
from dashboard_gen.points import Point, judged, not_readable
from iso20k.document import Document, ReadingError
from iso20k.edges.sources import Snapshot
from iso20k.facts.artifact import Artifact
from iso20k.judging.assessment import Assessment, assess
from iso20k.judging.catalogue import Catalogue
from iso20k.judging.former import Former
from iso20k.reading.revision import Version, read_version

Key = TypeVar("Key")
Value = TypeVar("Value")
Contents = Callable[[Iterable[str]], Mapping[str, bytes]]

#: So many contents are fetched at one time.
FETCHED = 64
#: Documents that are no longer there are kept for a while, since changes are reverted and branches merged.
KEPT = 64


class Judged(NamedTuple):
    """What is said about a commit: its point, and what was found there in order (None when nothing could be judged)."""

    point: Point
    found: tuple[Found, ...] | None


class Case(NamedTuple):
    """A commit to be judged as of a day; `snapshot` is None for one that has a fault."""

    moment: Moment
    day: date
    snapshot: Snapshot | None


class Judging:
    """The documents, artifacts and outcomes of the commits judged last."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._contents: dict[str, bytes] = {}
        self._documents: dict[str, Version | ReadingError] = {}
        self._versions: dict[str, Version] = {}
        self._artifacts: dict[tuple[str, str], Artifact | None] = {}
        self._former = Former()
        self._settings: bytes | None = None
        self._found: tuple[Found, ...] = ()
        self._finds: dict[Found, Found] = {}

    def judge_all(self, cases: Sequence[Case], contents: Contents) -> Iterator[Judged]:
        """What is said about commits that follow each other."""
        for start in range(0, len(cases), FETCHED):
            part = cases[start : start + FETCHED]
            self._fetch((case.snapshot for case in part if case.snapshot), contents)
            for case in part:
                yield self._judge(case)

    def _fetch(self, snapshots: Iterable[Snapshot], contents: Contents) -> None:
        """Have the contents of these snapshots at hand that have not been read."""
        wanted = dict.fromkeys(blob for snapshot in snapshots for blob in snapshot.blobs.values())
        self._documents = _kept(self._documents, lambda blob: blob in wanted)
        self._artifacts = _kept(self._artifacts, lambda key: key[1] in wanted)
        self._contents = dict(contents([blob for blob in wanted if blob not in self._documents]))

    def _judge(self, case: Case) -> Judged:
        """What is said about the next commit."""
        moment, snapshot = case.moment, case.snapshot
        fault = moment.fault if snapshot is None else self._read(snapshot)
        if snapshot is None or fault:
            told = (moment.commit, moment.when, case.day.isoformat(), moment.subject, fault, moment.author)
            return Judged(not_readable(*told, assumed=moment.assumed), None)
        assessment = self._assess(snapshot, case.day)
        point = judged(
            moment.commit, moment.when, moment.subject, assessment, moment.author, assumed=moment.assumed
        )
        found = tuple(self._finds.setdefault(one, one) for one in found_in(assessment))
        self._found = self._found if found == self._found else found
        return Judged(point, self._found)

    def _read(self, snapshot: Snapshot) -> str:
        """Read the documents that are new; why the snapshot cannot be judged, '' when it can."""
        for path, blob in sorted(snapshot.blobs.items()):
            if blob in self._documents:
                self._documents[blob] = self._documents.pop(blob)
            elif blob in self._contents:
                self._documents[blob] = self._document(path, self._contents[blob])
            else:
                return f"the content of {path} is not in this clone"
        return ""

    def _document(self, path: str, data: bytes) -> Version | ReadingError:
        """A document, read as the next version of what was at its path before."""
        try:
            self._versions[path] = read_version(data, self._versions.get(path))
        except ReadingError as error:
            return error
        return self._versions[path]

    def _assess(self, snapshot: Snapshot, day: date) -> Assessment:
        if snapshot.settings != self._settings:
            self._settings, self._former, self._artifacts = snapshot.settings, Former(), {}
        read = {path: self._documents[blob] for path, blob in snapshot.blobs.items()}
        documents = {p: v.document if isinstance(v, Version) else v for p, v in read.items()}
        return assess(
            documents, self._catalogue, snapshot.configuration, day, commit=snapshot.commit,
            extra=snapshot.faults, asked=self._former.ask, read=self._reader(snapshot),
        )  # fmt: skip

    def _reader(self, snapshot: Snapshot) -> Callable[[str, Document], Artifact | None]:
        def read(path: str, document: Document) -> Artifact | None:
            key = (path, snapshot.blobs[path])
            if key in self._artifacts:
                self._artifacts[key] = self._artifacts.pop(key)
            else:
                self._artifacts[key] = self._former.read(path, document, self._catalogue.schemas)
            return self._artifacts[key]

        return read


def _kept(known: dict[Key, Value], wanted: Callable[[Key], bool]) -> dict[Key, Value]:
    """What is wanted, and the `KEPT` of the others that were used last; those used last stand at the end."""
    others = [key for key in known if not wanted(key)]
    for key in others[:-KEPT]:
        del known[key]
    return known


def found_in(assessment: Assessment) -> tuple[Found, ...]:
    """What was found, waived or not, each once and by the skill of its document.

    Where a message tells the day of judging, it would be another finding at every commit; here it says 'that day'.
    """
    skills = {artifact.path: skill for skill, artifact in assessment.workspace.artifacts.items()}
    day = assessment.as_of.isoformat()
    found = {
        Found(
            f.rule,
            skills.get(f.place.path, f.place.path),
            f.message.replace(day, "that day"),
            str(f.severity),
        )
        for f in assessment.findings
    }
    return tuple(sorted(found))
