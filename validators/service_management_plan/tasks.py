"""The plan read as tasks that close gaps; the roadmap of the gap assessment joins on them."""

from __future__ import annotations

from typing import NamedTuple

from iso20k.facts.artifact import Artifact, Record
from iso20k.standard.areas import ClauseArea
from iso20k.standard.rows import areas_of_cell
from iso20k.values.dates import Moment, find_moments, parse_moment
from iso20k.values.deferred import deferred

_IDENTIFIER = deferred(r"(?<![\w.-])[A-Z][A-Z0-9]{0,9}(?:-[A-Z0-9]{1,10}){0,2}-?[0-9]{1,5}(?![\w-])")


class Task(NamedTuple):
    """A task; `references` are the actions that it carries out ("ACT-01"), `areas` the clause areas that it names."""

    record: Record
    id: str
    text: str
    references: tuple[str, ...]
    areas: tuple[ClauseArea, ...]
    owner: str
    due: Moment | None

    @property
    def label(self) -> str:
        """How messages call it: its id, else its text in quotes."""
        return self.id or f"'{self.text}'"


def tasks(plan: Artifact, edition: str = "2011") -> tuple[Task, ...]:
    """The tasks of the plan, in document order."""
    return tuple(
        _task(record, edition)
        for record in plan.records("tasks")
        if record.filled("task") or record.filled("id")
    )


def _task(record: Record, edition: str) -> Task:
    told, due = record.text("gap"), record.text("due")
    references = _IDENTIFIER().findall(f"{told} {record.text('task') if not told else ''}".upper())
    moments = find_moments(due)
    return Task(
        record,
        record.text("id") if record.filled("id") else "",
        record.text("task"),
        tuple(references),
        () if references else areas_of_cell(told, edition),
        record.text("owner") if record.filled("owner") else "",
        parse_moment(due) or (moments[-1] if moments else None),
    )
