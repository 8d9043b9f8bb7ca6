"""The first screen of the site: both verdicts, the audit's day, what blocks, and who must act by when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from dashboard_gen.addresses import line_page
from dashboard_gen.blockers import Blocker, blockers
from dashboard_gen.material import Material
from iso20k.judging.assessment import Assessment
from iso20k.judging.executive import NOBODY, ExecutiveReport, Task, executive_report
from iso20k.judging.gates import Gate, stage_milestone
from iso20k.judging.verdict import Verdict, outlook
from iso20k.wording.persons import person_names
from iso20k.wording.phrases import count

#: What the first screen holds of each; the sections below tell the rest.
BLOCKS, ACTS, DUE = 3, 2, 5


class Told(NamedTuple):
    """The verdict on a stage on paper, with its planned day ('' for none), how far away that is, and the line that says so."""

    stage: int
    words: str
    day: str
    distance: str
    address: str
    gates: tuple[Gate, ...]


class Act(NamedTuple):
    """Something that somebody has to do: `person` is '' when nobody is named; `when` is '34 days late' or 'in 20 days'."""

    label: str
    text: str
    who: str
    person: str
    due: str
    when: str
    late: bool
    address: str


class Headline(NamedTuple):
    """What a reader knows after ten seconds; `more` counts the blockers beyond those that are told."""

    verdicts: tuple[Told, ...]
    blocks: tuple[Blocker, ...]
    more: int
    acts: tuple[Act, ...]
    due: tuple[Act, ...]


def headline(told: Material) -> Headline:
    """The first screen of the state that the site shows."""
    now = told.now
    report = executive_report(now, lambda step: told.site.rows[step.number - 1].owner)
    blocks = blockers(now, report.blocks)
    acts = tuple(_act(task, now.as_of) for task in report.tasks if task.due)
    return Headline(
        tuple(_told(now, verdict) for verdict in outlook(now).stages),
        blocks[:BLOCKS],
        len(blocks[BLOCKS:]),
        acts[:ACTS] or tuple(_gains(report)),
        acts[:DUE],
    )


def _told(now: Assessment, verdict: Verdict) -> Told:
    gates = tuple(dict.fromkeys(gate for gate in (*verdict.lower, *verdict.gates) if not gate.holds))
    milestone = stage_milestone(now, verdict.stage)
    said = verdict.words.partition(": ")[2]
    if milestone is None:
        return Told(verdict.stage, said, "", "", "", gates)
    address = line_page(milestone.place.path, milestone.place.line)
    distance = _distance((milestone.day - now.as_of).days)
    return Told(verdict.stage, said, milestone.day.isoformat(), distance, address, gates)


def _distance(days: int) -> str:
    if not days:
        return "today"
    return f"in {count(days, 'day')}" if days > 0 else f"{count(-days, 'day')} ago"


def _act(task: Task, as_of: date) -> Act:
    assert task.due is not None
    people, days = person_names(task.who), (task.due - as_of).days
    place = task.source.place
    return Act(
        task.label, task.text, task.who, people[0] if people and task.who != NOBODY else "", task.due.isoformat(),
        f"{count(-days, 'day')} late" if days < 0 else _distance(days), days < 0,
        line_page(place.path, place.line) if place else "",
    )  # fmt: skip


def _gains(report: ExecutiveReport) -> Iterator[Act]:
    """Where no document names an open action: what raises readiness most."""
    for gain in report.gains[:ACTS]:
        yield Act("", gain.text.rstrip("."), "", "", "", "", late=False, address="areas.html")
