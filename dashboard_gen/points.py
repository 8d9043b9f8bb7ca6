"""The trend: what is said about each commit of the history, as frozen values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

from dashboard_gen.derivation import content_of
from dashboard_gen.maturity import declared
from dashboard_gen.portfolio import coverage
from dashboard_gen.prospect import Prospect, prospect, read_prospect
from iso20k.judging.assessment import Assessment, failing_paths, standing
from iso20k.judging.rule import Severity
from iso20k.judging.workspace import Workspace
from iso20k.standard.areas import CLAUSE_AREAS
from iso20k.standard.radar import RADAR_AREAS
from iso20k.standard.steps import STEPS
from iso20k.wording.phrases import count
from validators.monitoring_measurement.actions import CLOSED, OPEN, OVERDUE, capas, counted

State = Literal["judged", "incomplete", "unreadable"]
STATES = ("judged", "incomplete", "unreadable")
STATUSES = ("not-started", "in-progress", "complete")
VERDICTS = ("PASS", "FAIL", None)


class StepMark(NamedTuple):
    """A step at a commit: `status` not-started, in-progress or complete; `verdict` PASS, FAIL or None; percent."""

    status: str
    verdict: str | None
    readiness: int


class Maturity(NamedTuple):
    """The declared levels 0 to 5 of the 15 areas in the order of the standard (None: not assessed), and their mean."""

    mean: float
    levels: tuple[float | None, ...]


class CapaCounts(NamedTuple):
    """Corrective and preventive actions at the end of the day; the overdue ones are among the open ones."""

    open: int
    overdue: int
    closed: int


class Agreed(NamedTuple):
    """How many of the live business services have an active SLA."""

    covered: int
    business: int


class Point(NamedTuple):
    """A commit that changed what is judged, on its own day.

    `state` is 'incomplete' when documents could not be read (they count 0, so `readiness` is a lower bound) and
    'unreadable' when nothing could be judged: `readiness` is then None; `note` says why. `day` and `when` are
    ISO 8601; `areas` holds the nine values in the order of the radar, `weights` theirs, `steps` the 22 steps, `content` the
    percent of the required content in the own document of each of the 15 clause areas, None where no check looks at any (all
    empty when unreadable; `prospect` is None then). `maturity`, `capas` and `agreed` are None where no document tells.
    `assumed`: the commit is older than iso20k.yaml and judged with the first settings that can be used.
    """

    commit: str
    when: str
    day: str
    subject: str
    state: State
    note: str
    readiness: int | None
    errors: int
    warnings: int
    complete: int
    in_progress: int
    areas: tuple[int, ...]
    edition: str
    advice: int = 0
    waived: int = 0
    steps: tuple[StepMark, ...] = ()
    maturity: Maturity | None = None
    capas: CapaCounts | None = None
    agreed: Agreed | None = None
    assumed: bool = False
    author: str = ""
    weights: tuple[int, ...] = ()
    content: tuple[int | None, ...] = ()
    prospect: Prospect | None = None

    @property
    def short(self) -> str:
        """The commit as people write it."""
        return self.commit[:7]

    @property
    def verdict(self) -> str:
        """'PASS' without an error, 'FAIL' with one; 'incomplete' and 'not readable' are no verdicts."""
        if self.state == "judged":
            return "FAIL" if self.errors else "PASS"
        return "incomplete" if self.state == "incomplete" else "not readable"

    @property
    def settings(self) -> str:
        """'assumed settings' for a commit older than iso20k.yaml, else ''."""
        return "assumed settings" if self.assumed else ""

    def step(self, skill: str) -> StepMark | None:
        """The step of a skill; None when nothing could be judged."""
        marks = (mark for step, mark in zip(STEPS, self.steps, strict=False) if step.skill == skill)
        return next(marks, None)


def judged(
    commit: str, when: str, subject: str, assessment: Assessment, author: str = "", *, assumed: bool = False
) -> Point:
    """What an assessment says about its commit."""
    found = assessment.findings
    unread = assessment.unreadable
    steps = _steps(assessment)
    status = [step.status for step in steps]
    workspace = assessment.workspace
    return Point(
        commit, when, assessment.as_of.isoformat(), subject,
        "incomplete" if unread else "judged",
        f"{unread[0].place.path}: {unread[0].message}" if unread else "",
        assessment.readiness.overall,
        sum(f.severity is Severity.ERROR and not f.waived for f in found),
        sum(f.severity is Severity.WARNING and not f.waived for f in found),
        status.count("complete"), status.count("in-progress"),
        tuple(area.value for area in assessment.readiness.areas),
        workspace.edition,
        sum(f.severity not in (Severity.ERROR, Severity.WARNING) and not f.waived for f in found),
        sum(bool(f.waived) for f in found),
        steps, _maturity(workspace), _capas(workspace), _agreed(workspace), assumed, author,
        tuple(area.weight for area in assessment.readiness.areas), _content(assessment), prospect(assessment),
    )  # fmt: skip


def _content(assessment: Assessment) -> tuple[int | None, ...]:
    figures = (assessment.readiness.artifacts.get(STEPS[area.step - 1].skill) for area in CLAUSE_AREAS)
    return tuple(content_of(figure) if figure else None for figure in figures)


def _steps(assessment: Assessment) -> tuple[StepMark, ...]:
    figures, failed = assessment.readiness.artifacts, failing_paths(assessment.findings)
    marks = []
    for step in STEPS:
        artifact = assessment.workspace.artifact(step.skill)
        if artifact is None:
            marks.append(StepMark("not-started", None, 0))
        else:
            marks.append(StepMark(*standing(artifact, failed), figures[step.skill].value))
    return tuple(marks)


def _maturity(workspace: Workspace) -> Maturity | None:
    levels = declared(workspace)
    if not levels:
        return None
    told = tuple(levels.get(area.number) for area in CLAUSE_AREAS)
    known = [level.value for level in told if level]
    mean = (sum(known) / len(known)) if known else 0
    return Maturity(round(float(mean), 4), tuple(float(level.value) if level else None for level in told))


def _capas(workspace: Workspace) -> CapaCounts | None:
    register = workspace.artifact("monitoring-measurement")
    if register is None or not capas(register):
        return None
    told = counted(register, workspace.as_of)
    return CapaCounts(told[OPEN], told[OVERDUE], told[CLOSED])


def _agreed(workspace: Workspace) -> Agreed | None:
    found = coverage(workspace)
    return Agreed(found.covered, found.business) if found else None


def not_readable(
    commit: str, when: str, day: str, subject: str, note: str, author: str = "", *, assumed: bool = False
) -> Point:
    """A commit whose workspace could not be judged at all, and why."""
    return Point(
        commit,
        when,
        day,
        subject,
        "unreadable",
        note,
        None,
        0,
        0,
        0,
        0,
        (),
        "",
        assumed=assumed,
        author=author,
    )


def pack(point: Point) -> list[Any]:
    """The figures of a point as plain JSON values; commit, time, subject and author stay with the commit."""
    return [
        *point[4:11],
        point.edition,
        point.advice,
        point.waived,
        point.assumed,
        list(point.areas),
        [list(mark) for mark in point.steps],
        [point.maturity.mean, list(point.maturity.levels)] if point.maturity else None,
        list(point.capas) if point.capas else None,
        list(point.agreed) if point.agreed else None,
        list(point.weights),
        list(point.content),
        point.prospect,
    ]


#: So many values of a packed point, from the first, are numbers and words; the others are lists.
PLAIN = 11


def unpack(commit: str, when: str, day: str, subject: str, packed: Sequence[Any], author: str = "") -> Point:
    """The inverse of `pack`; raises `TypeError` or `ValueError` for what is no packed point."""
    lists = [read(value) for read, value in zip(LISTS, packed[PLAIN:], strict=True)]
    return joined(commit, when, day, subject, author, packed[:PLAIN], lists)


def joined(
    commit: str, when: str, day: str, subject: str, author: str, plain: Sequence[Any], lists: Sequence[Any]
) -> Point:
    """A point from its plain values and from its lists as `LISTS` read them; raises `ValueError` for any other."""
    state, note, readiness, errors, warnings, complete, in_progress, edition, advice, waived, assumed = plain
    areas, steps, maturity, capa, agreed, weights, content, ahead = lists
    numbers = (errors, warnings, complete, in_progress, advice, waived)
    sound = (
        state in STATES
        and isinstance(note, str)
        and isinstance(edition, str)
        and isinstance(assumed, bool)
        and all(type(number) is int and number >= 0 for number in numbers)
        and (readiness is None) == (state == "unreadable")
        and (readiness is None or (_percent(readiness) and len(areas) == len(RADAR_AREAS)))
    )
    if not sound:
        raise ValueError("no packed point")
    return Point(
        commit, when, day, subject, state, note, readiness, errors, warnings, complete, in_progress,
        areas, edition, advice, waived, steps, maturity, capa, agreed, assumed, author,
        weights, content, ahead,
    )  # fmt: skip


def _percent(value: object) -> bool:
    return type(value) is int and 0 <= value <= 100


def _sound(value: object, *, holds: bool) -> None:
    if not holds:
        raise ValueError(f"no part of a packed point: {value!r}")


def _read_areas(value: Any) -> tuple[int, ...]:
    _sound(value, holds=isinstance(value, list) and all(map(_percent, value)))
    return tuple(value)


def _read_steps(value: Any) -> tuple[StepMark, ...]:
    marks = tuple(StepMark(*mark) for mark in value)
    _sound(value, holds=len(marks) in (0, len(STEPS)))
    for mark in marks:
        _sound(mark, holds=mark.status in STATUSES and mark.verdict in VERDICTS and _percent(mark.readiness))
    return marks


def _read_maturity(value: Any) -> Maturity | None:
    if value is None:
        return None
    mean, levels = value
    known = [mean, *(level for level in levels if level is not None)]
    _sound(value, holds=len(levels) == len(CLAUSE_AREAS) and all(0 <= float(level) <= 5 for level in known))
    return Maturity(mean, tuple(levels))


def _read_counts(value: Any, size: int) -> list[int]:
    _sound(value, holds=len(value) == size and all(type(one) is int and one >= 0 for one in value))
    counts: list[int] = value
    return counts


def _read_capas(value: Any) -> CapaCounts | None:
    return None if value is None else CapaCounts(*_read_counts(value, 3))


def _read_agreed(value: Any) -> Agreed | None:
    return None if value is None else Agreed(*_read_counts(value, 2))


def _read_content(value: Any) -> tuple[int | None, ...]:
    known = isinstance(value, list) and all(one is None or _percent(one) for one in value)
    _sound(value, holds=known and len(value) in (0, len(CLAUSE_AREAS)))
    return tuple(value)


#: How the lists of a packed point are read, in their order.
LISTS = (
    _read_areas, _read_steps, _read_maturity, _read_capas, _read_agreed, _read_areas, _read_content, read_prospect,
)  # fmt: skip


def thinned(points: Sequence[Point], limit: int) -> tuple[Point, ...]:
    """At most `limit` points, evenly spread, the first and the last among them: enough for a picture."""
    if len(points) <= limit:
        return tuple(points)
    last = len(points) - 1
    return tuple(points[round(index * last / (limit - 1))] for index in range(limit))


def trend_words(points: Sequence[Point]) -> str:
    """The trend in a sentence, for those who do not see the line."""
    known = [point for point in points if point.readiness is not None]
    if not known:
        return "No commit could be judged."
    first, last = known[0], known[-1]
    if len(known) == 1:
        return f"One commit was judged: {last.readiness} % ready, {count(last.errors, 'error')}."
    return (
        f"Readiness went from {first.readiness} % on {first.day} to {last.readiness} % on {last.day}, "
        f"errors from {first.errors} to {last.errors}, over {len(points)} commits."
    )
