"""The Executive Readiness Report as a value: every sentence with its figure and source, what blocks, who acts by when."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import NamedTuple

from iso20k.document import Place
from iso20k.facts.artifact import Artifact
from iso20k.judging.assessment import Assessment
from iso20k.judging.checks import is_over
from iso20k.judging.evidence import day_told
from iso20k.judging.gates import Gate, stage_milestone
from iso20k.judging.matrix import matrix_of
from iso20k.judging.next_action import next_actions
from iso20k.judging.prediction import Class
from iso20k.judging.stage_two import stage_two
from iso20k.judging.verdict import NOT_ASSESSED, Verdict, outlook
from iso20k.standard.steps import STEPS, Step
from iso20k.wording.phrases import count

#: The skill's name beside the 22; it writes no artifact of the SMS.
EXECUTIVE_REPORT = "executive-readiness-report"
#: A board reads two pages: so many rows of a table, the rest is counted.
ROWS = 8
NOBODY = "no owner named"


class Source(NamedTuple):
    """Where a statement comes from: a command that shows it, or a line of a document."""

    command: str = ""
    place: Place | None = None
    step: int = 0


class Statement(NamedTuple):
    """A sentence with its source."""

    text: str
    source: Source


class Block(NamedTuple):
    """What stands between a verdict and the next better one, who lifts it and by when."""

    stage: int
    needed: str
    actual: str
    cure: str
    who: str
    by: str
    source: Source


class Task(NamedTuple):
    """A decision, action or CAPA that is open: `overdue` as of the report's day."""

    label: str
    text: str
    who: str
    due: date | None
    overdue: bool
    source: Source


class AreaLine(NamedTuple):
    """An area of the radar: readiness on paper and for Stage 2, in percent, and what holds it down ('' for nothing)."""

    key: str
    name: str
    weight: int
    paper: int
    stage_2: int
    held: str


class ExecutiveReport(NamedTuple):
    """One to two pages for a board, as of a day and at a commit."""

    organisation: str
    as_of: date
    edition: str
    commit: str
    ready: tuple[Statement, ...]
    areas: tuple[AreaLine, ...]
    blocks: tuple[Block, ...]
    tasks: tuple[Task, ...]
    gains: tuple[Statement, ...]
    not_assessed: tuple[str, ...]


def executive_report(assessment: Assessment, owner_of: Callable[[Step], str]) -> ExecutiveReport:
    """The report of an assessment; `owner_of` names who owns the document of a step, '' for nobody."""
    two = stage_two(assessment)
    areas = tuple(
        AreaLine(one.key, one.name, one.weight, one.value, second.value, one.cap.reason if one.cap else "")
        for one, second in zip(assessment.readiness.areas, two.areas, strict=True)
    )
    verdicts = outlook(assessment).stages
    return ExecutiveReport(
        assessment.workspace.configuration.organisation,
        assessment.as_of,
        assessment.workspace.edition,
        assessment.commit or "",
        tuple(_ready(assessment)),
        areas,
        tuple(block for verdict in verdicts for block in blocks_of(assessment, verdict, owner_of)),
        open_tasks(assessment),
        tuple(
            Statement(f"{action.words}: {_gain(float(action.gain), at_most=action.at_most)}.", Source("iso20k status"))
            for action in next_actions(assessment, 3)
        ),
        NOT_ASSESSED,
    )  # fmt: skip


def _gain(gain: float, *, at_most: bool) -> str:
    if gain < 0.05:
        return "readiness on paper rises by less than 0.1"
    return f"readiness on paper rises by {'at most ' if at_most else ''}{gain:.1f}"


def _ready(assessment: Assessment) -> Iterator[Statement]:
    figures, two, told = assessment.readiness, stage_two(assessment), outlook(assessment)
    held = f", {figures.cap.reason}" if figures.cap else ""
    yield Statement(
        f"Readiness on paper is {figures.overall} %{held}.", Source("iso20k status --explain overall")
    )
    held = f", {two.cap.reason}" if two.cap else ""
    yield Statement(
        f"Readiness for Stage 2 is {two.overall} %{held}.", Source("iso20k status --explain stage-2")
    )
    done = [step for step in assessment.steps if step.status == "complete"]
    begun = [step for step in assessment.steps if step.path]
    words = f"{len(done)} of {len(STEPS)} documents are approved and without an error, {len(STEPS) - len(begun)} not begun."
    yield Statement(words, Source("iso20k check"))
    found = matrix_of(assessment)
    total = len(found.rows)
    words = f"{total - len(found.incomplete)} of the {total} documents and records demanded are found, {found.approved} approved."
    yield Statement(words, Source("iso20k matrix"))
    for verdict in told.stages:
        yield _verdict(assessment, verdict)
    majors, minors, chances = (
        sum(one.kind is kind for one in told.predicted) for kind in (Class.MAJOR, Class.MINOR, Class.OFI)
    )
    words = (
        f"From the documents an auditor could raise {count(majors, 'major candidate')}, "
        f"{count(minors, 'minor candidate')} and {count(chances, 'opportunity', 'opportunities')} for improvement."
    )
    yield Statement(words, Source("iso20k status --format json"))


def _verdict(assessment: Assessment, verdict: Verdict) -> Statement:
    """'Stage 2, planned for 2026-11-23 in 24 days: not ready, on paper.'"""
    name, _, told = verdict.words.partition(": ")
    milestone = stage_milestone(assessment, verdict.stage)
    if milestone is None:
        return Statement(f"{name}, for which no day is set: {told}, on paper.", Source("iso20k status"))
    days = (milestone.day - assessment.as_of).days
    when = f"in {count(days, 'day')}" if days >= 0 else f"{count(-days, 'day')} ago"
    step = next(step for step in STEPS if step.skill == milestone.skill)
    source = Source("iso20k status", milestone.place, step.number)
    return Statement(f"{name}, planned for {milestone.day}, {when}: {told}, on paper.", source)


def blocks_of(assessment: Assessment, verdict: Verdict, owner_of: Callable[[Step], str]) -> Iterator[Block]:
    """What stands between a verdict and the next better one; `owner_of` names who owns the document of a step."""
    milestone = stage_milestone(assessment, verdict.stage)
    if milestone is None:
        by = "no day set"
    else:
        by = str(milestone.day) if milestone.day >= assessment.as_of else f"at once, {milestone.day} is past"
    for gate in verdict.path:
        who = dict.fromkeys(_owners(assessment, gate, owner_of))
        lifts = _first(tuple(_short(lift.rstrip(".")) for lift in gate.lifts), 3)
        cure = "; ".join(lifts) or "Lift what stands above, and what 'iso20k status' lists"
        told = ", ".join(_first(tuple(who), 3)) or NOBODY
        yield Block(verdict.stage, gate.needed, gate.actual, cure, told, by, Source("iso20k status"))


def _first(words: tuple[str, ...], limit: int) -> tuple[str, ...]:
    return words if len(words) <= limit else (*words[:limit], f"and {len(words) - limit} more")


def _short(words: str, limit: int = 120) -> str:
    """A board reads what it is about; the source has the rest."""
    return words if len(words) <= limit else f"{words[:limit].rsplit(' ', 1)[0]} …"


def _owners(assessment: Assessment, gate: Gate, owner_of: Callable[[Step], str]) -> Iterator[str]:
    """Who owns the documents in which a gate is lifted; the plan's owner answers for the whole."""
    skills = gate.skills or ("service-management-plan",)
    for step in STEPS:
        if step.skill in skills:
            artifact = assessment.workspace.artifact(step.skill)
            named = artifact.field("owner").text if artifact else ""
            yield named or owner_of(step) or f"{NOBODY} for step {step.number}"


def open_tasks(assessment: Assessment) -> tuple[Task, ...]:
    """Open actions and CAPAs, and decisions to come that no action carries out, by their days; an ID is told once."""
    return tuple(sorted(_tasks(assessment), key=lambda task: (task.due or date.max, task.label)))


def _tasks(assessment: Assessment) -> Iterator[Task]:
    workspace, seen = assessment.workspace, set[str]()
    review, monitoring = workspace.artifact("management-review"), workspace.artifact("monitoring-measurement")
    for artifact, register, words in (
        (review, "actions", "action"),
        (monitoring, "capas", "action"),
        (monitoring, "actions", "action"),
    ):
        for task in _open(assessment, artifact, register, words):
            if not task.label or task.label not in seen:
                seen.add(task.label)
                yield task
    carried = " ".join(row.text("decision_id") for row in (review.records("actions") if review else ()))
    for task in _open(assessment, review, "decisions", "decision"):
        if not task.overdue and not (task.label and task.label in carried):
            yield task


def _open(assessment: Assessment, artifact: Artifact | None, register: str, words: str) -> Iterable[Task]:
    """A decision carries no status, so one whose day is past is not told as overdue: nobody can tell."""
    for row in artifact.records(register) if artifact else ():
        if not row.filled(words) or is_over(row, checked=True):
            continue
        due = day_told(row.text("revised")) or day_told(row.text("due"))
        overdue = due is not None and due < assessment.as_of
        step = next(step.number for step in STEPS if artifact and step.skill == artifact.skill)
        source = Source(place=row.place, step=step)
        yield Task(row.text("id"), row.text(words), row.text("owner") or NOBODY, due, overdue, source)
