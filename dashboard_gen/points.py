"""The trend: what is said about each commit of the history, as frozen values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from dashboard_gen.derivation import content_of
from dashboard_gen.maturity import declared
from dashboard_gen.portfolio import coverage
from dashboard_gen.prospect import Prospect, prospect
from iso20k.judging.assessment import Assessment, failing_paths, standing
from iso20k.judging.rule import Severity
from iso20k.judging.workspace import Workspace
from iso20k.standard.areas import CLAUSE_AREAS
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
