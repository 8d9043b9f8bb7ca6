"""A repository's history is replayed without a checkout: trees and blobs are read, nothing is written.

What was said about a commit is remembered by what was judged; only what nobody has judged yet is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from dashboard_gen.history.judging import Case, Judged, Judging, found_in
from dashboard_gen.history.lifetimes import Lifetime, Mark, Recurrence, Sighting, lifetimes, recurrences
from dashboard_gen.history.memory import key_of_moment, recall, remember, runs
from dashboard_gen.history.moments import Line, Moment, state_of
from dashboard_gen.history.processes import Run, judge_runs
from dashboard_gen.history.reported import Reported, Review, brought, read_report, reviews
from dashboard_gen.points import Point, judged
from iso20k.edges.cache import Cache, code_fingerprint, key_of
from iso20k.edges.disk import InputError
from iso20k.edges.git import Repository
from iso20k.edges.sources import Snapshot, committed
from iso20k.judging.assessment import Assessment
from iso20k.judging.catalogue import Catalogue
from iso20k.standard.steps import STEPS


class History(NamedTuple):
    """The points of the trend, oldest first, and the last two different states in full.

    `before` counts the commits before the first document, `untouched` those that changed nothing that is judged.
    `reported` are the reports committed, in the order of their commits, `reviews` the tagged commits; `lifetimes` tells of
    every finding there ever was, `recurrences` of every rule that ever found something, by document.
    """

    points: tuple[Point, ...]
    current: Assessment
    previous: Assessment | None
    before: int
    untouched: int
    reported: tuple[Reported, ...] = ()
    reviews: tuple[Review, ...] = ()
    lifetimes: tuple[Lifetime, ...] = ()
    recurrences: tuple[Recurrence, ...] = ()


def replay(
    repository: Repository,
    prefix: str,
    revision: str,
    catalogue: Catalogue,
    cache: Cache,
    as_of: date | None = None,
    processes: int | None = None,
) -> History:
    """The history of the workspace at `prefix` ('' or 'a/b/') up to `revision`.

    Every commit is judged as of its own date, the last one as of `as_of` when that is given. Raises `InputError`
    when the revision names no commit or its workspace cannot be judged. `processes` judge what is not known, by default
    one for each core when there is much of it.
    """
    head = repository.resolve(revision)
    if head is None:
        raise _no_commit(repository, revision)
    snapshot = committed(repository, prefix, head)
    line = Line(repository, prefix, head)
    moments, before, untouched = line.moments()
    if moments and moments[-1].commit == head:
        moments.pop()
    elif untouched and line.commits[-1].id == head:
        untouched -= 1  # the last commit is shown whatever it changed
    last = _last(repository, head, snapshot)
    moments.append(last)
    days = [*(moment.day for moment in moments[:-1]), as_of or last.day]
    current = _assessment(snapshot, cache, catalogue, days[-1])
    told = judged(head, last.when, last.subject, current, last.author)
    replayed = _Replay(repository, line, moments, days, cache)
    said = replayed.all(Judged(told, found_in(current)), catalogue, processes)
    early = next(n for n, one in enumerate(said) if not (one.point.assumed and _is_bare(one.point)))
    said, shown = said[early:], moments[early:]
    earlier = _last_different(shown)
    previous = (
        _assessment(line.snapshot(earlier.step), cache, catalogue, earlier.day)
        if earlier is not None
        else None
    )
    lives = lifetimes(_sightings(said))
    return History(
        tuple(one.point for one in said), current, previous, before + early, untouched,
        tuple(_reported(repository, prefix, head, line, catalogue, cache)),
        reviews(repository, head, [moment.commit for moment in shown]),
        lives, recurrences(lives),
    )  # fmt: skip


def _no_commit(repository: Repository, revision: str) -> InputError:
    if revision == "HEAD":
        return InputError(
            repository.top, "the repository has no commit yet", "Commit the workspace, then try again."
        )
    return InputError(
        revision, f"'{revision}' names no commit", "Name a commit, branch or tag of this repository."
    )


def _last(repository: Repository, head: str, snapshot: Snapshot) -> Moment:
    """The last state under the name and date of the commit asked for."""
    printed = repository.run(
        "log", "-1", "--no-show-signature", "--format=%cI%x00%an%x00%s", "--end-of-options", head
    )
    when, author, subject = printed.decode(errors="replace").rstrip("\n").split("\0", 2)
    return Moment(head, when, author, subject, -1, state_of(snapshot))


def _assessment(snapshot: Snapshot, cache: Cache, catalogue: Catalogue, day: date) -> Assessment:
    """The whole judgement of a snapshot; raises `InputError` when contents are not in this clone."""
    read = snapshot.documents(cache)
    lacking = sorted(path for path in snapshot.blobs if path not in read)
    if lacking:
        told = f"the content of {lacking[0]} is not in this clone"
        raise InputError((snapshot.commit or "")[:7], told, "Fetch the contents ('git fetch --refetch').")
    return snapshot.judged(cache, catalogue, day)


def _last_different(moments: Sequence[Moment]) -> Moment | None:
    """The latest earlier commit that can be judged and holds other documents than the last one."""
    *earlier, last = moments
    return next((m for m in reversed(earlier) if m.state and m.state != last.state), None)


def _is_bare(point: Point) -> bool:
    """Whether nothing of the system is there yet."""
    return bool(point.steps) and all(mark.status == "not-started" for mark in point.steps)


def _sightings(said: Iterable[Judged]) -> Iterator[Sighting]:
    for number, (point, found) in enumerate(said):
        mark = Mark(number, point.commit, point.when, point.day, point.author, point.subject)
        there = (
            step.skill for step, one in zip(STEPS, point.steps, strict=False) if one.status != "not-started"
        )
        yield Sighting(mark, found, frozenset(there), point.state == "judged")


class _Replay:
    """What is said about each commit: remembered, or judged and put away run by run."""

    def __init__(
        self,
        repository: Repository,
        line: Line,
        moments: Sequence[Moment],
        days: Sequence[date],
        cache: Cache,
    ) -> None:
        self._repository, self._line, self._cache = repository, line, cache
        self._moments, self._days = moments, days
        self._keys = [key_of_moment(moment, day) for moment, day in zip(moments, days, strict=True)]

    def all(self, last: Judged, catalogue: Catalogue, processes: int | None) -> list[Judged]:
        """What is said about all commits, the last of which has been judged already."""
        end = len(self._moments) - 1
        known = recall(self._cache, self._keys, self._moments, self._days)
        fresh = end not in known
        known[end] = last
        spans = list(runs(self._keys))
        unknown = [[place for place in span if place not in known] for span in spans]
        cases = self._cases(unknown)
        for number, said in judge_runs(cases, self._repository, catalogue, processes):
            known.update(zip(unknown[number], said, strict=True))
            self._remember(spans[number], known)
        if fresh and not unknown[-1]:
            self._remember(spans[-1], known)
        return [known[place] for place in range(len(self._moments))]

    def _remember(self, span: range, known: Mapping[int, Judged]) -> None:
        remember(self._cache, [self._keys[place] for place in span], [known[place] for place in span])

    def _cases(self, unknown: Sequence[Sequence[int]]) -> list[Run]:
        """The commits to judge, by run; runs in which all is known are left out."""
        steps = {self._moments[place].step for run in unknown for place in run if self._moments[place].state}
        snapshots = self._line.snapshots(steps)
        return [
            Run(number, [self._case(place, snapshots) for place in run])
            for number, run in enumerate(unknown)
            if run
        ]

    def _case(self, place: int, snapshots: Iterator[tuple[int, Snapshot]]) -> Case:
        moment = self._moments[place]
        snapshot = next(snapshots)[1] if moment.state else None
        return Case(moment, self._days[place], snapshot)


def _reported(
    repository: Repository, prefix: str, head: str, line: Line, catalogue: Catalogue, cache: Cache
) -> Iterator[Reported]:
    """The reports committed, each beside what today's rules say of the same commit as of the same day."""
    found = list(brought(line.commits, prefix))
    if not found:
        return
    contents = repository.blobs(sorted({one.blob for one in found}))
    branch = repository.first_parents(head)
    judging = Judging(catalogue)
    for path, blob, commit in found:
        statement = read_report(contents.get(blob, b""))
        if statement is None:
            continue
        named = (one for one in branch if statement.of and one.startswith(statement.of))
        of = next(named, commit.id)
        figure = _recomputed(repository, prefix, of, statement.as_of, judging, cache)
        yield Reported(
            path, statement.line, commit.id, commit.when, commit.author, statement.as_of.isoformat(), statement.of,
            statement.edition, statement.readiness, statement.stage_2, statement.areas, of, figure,
        )  # fmt: skip


def _recomputed(
    repository: Repository, prefix: str, commit: str, day: date, judging: Judging, cache: Cache
) -> int | None:
    try:
        snapshot = committed(repository, prefix, commit)
    except InputError:
        return None
    key = key_of("recomputed", code_fingerprint(), state_of(snapshot), str(day))
    known = cache.get([key]).get(key)
    if type(known) is int and 0 <= known <= 100:
        return known
    case = Case(Moment(commit, str(day), "", "", -1, state_of(snapshot)), day, snapshot)
    (one,) = judging.judge_all([case], repository.blobs)
    if one.point.readiness is not None:
        cache.put({key: one.point.readiness})
    return one.point.readiness
