"""What an audit would have met at a commit: both verdicts with their planned days, what blocked, who had to act by when."""

from __future__ import annotations

from typing import Any, NamedTuple

from dashboard_gen.blockers import blockers
from iso20k.judging.assessment import Assessment
from iso20k.judging.executive import NOBODY, blocks_of, open_tasks
from iso20k.judging.gates import stage_milestone
from iso20k.judging.stage_two import stage_two
from iso20k.judging.verdict import outlook

#: So many open actions are kept of each commit, the most urgent first.
KEPT_ACTS = 5


class Stage(NamedTuple):
    """The verdict on an audit, such as 'not ready', and its planned day (ISO 8601, '' where no document names one)."""

    words: str
    day: str


class Held(NamedTuple):
    """A thing that held the state back, and whose it was ('' for nobody's)."""

    text: str
    owner: str


class Due(NamedTuple):
    """An open decision, action or CAPA with its day (ISO 8601): its number ('' for none), words, and who had to act."""

    label: str
    text: str
    who: str
    day: str


class Prospect(NamedTuple):
    """Readiness for Stage 2 in percent, the verdicts on Stage 1 and 2, all that blocked, and the first acts by their days."""

    stage_2: int
    stages: tuple[Stage, ...]
    blocks: tuple[Held, ...]
    acts: tuple[Due, ...]


def prospect(assessment: Assessment) -> Prospect:
    """What an audit would meet, as of the assessment's day."""
    verdicts = outlook(assessment, lifts=False).stages
    blocks = (block for verdict in verdicts for block in blocks_of(assessment, verdict, lambda _: ""))
    stages = []
    for verdict in verdicts:
        milestone = stage_milestone(assessment, verdict.stage)
        stages.append(Stage(verdict.words.partition(": ")[2], milestone.day.isoformat() if milestone else ""))
    acts = [
        Due(task.label, task.text, task.who, task.due.isoformat())
        for task in open_tasks(assessment)
        if task.due
    ]
    return Prospect(
        stage_two(assessment).overall,
        tuple(stages),
        tuple(Held(one.text, _named(one.owner)) for one in blockers(assessment, blocks, "then")),
        tuple(acts[:KEPT_ACTS]),
    )


def _named(owner: str) -> str:
    """Long lists of steps without an owner say no more than the blocker itself."""
    return "" if owner.startswith(NOBODY) else owner


def read_prospect(value: Any) -> Prospect | None:
    """A prospect from its JSON values; raises `TypeError` or `ValueError` for what is none."""
    if value is None:
        return None
    stage_2, stages, blocks, acts = value
    if type(stage_2) is not int or not 0 <= stage_2 <= 100 or len(stages) != 2:
        raise ValueError("no packed prospect")
    return Prospect(
        stage_2,
        tuple(Stage(*map(_text, one)) for one in stages),
        tuple(Held(*map(_text, one)) for one in blocks),
        tuple(Due(*map(_text, one)) for one in acts),
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("no text")
    return value
