"""The plan read as objectives: what shall be reached, how it is measured, by when, and who answers for it."""

from __future__ import annotations

from typing import NamedTuple

from iso20k.document import Place
from iso20k.facts.artifact import Artifact, Record, derived
from iso20k.values.dates import Moment, find_moments, parse_moment
from iso20k.values.measurable import is_measurable
from iso20k.wording.filled import filled_cell


class Objective(NamedTuple):
    """An objective as written; `due` is a date or a project month, None when none can be read.

    `place` is where it begins, `metric_place` and `due_place` where its measure and its date stand or belong.
    """

    id: str
    text: str
    metric: str
    target: str
    due: Moment | None
    due_text: str
    owner: str
    kpi: str
    place: Place
    metric_place: Place
    due_place: Place

    @property
    def label(self) -> str:
        """How messages call it: "the objective OBJ-01 'Pass the certification audit'"."""
        return " ".join(
            part for part in ("the objective", self.id, f"'{self.text}'" if self.text else "") if part
        )

    @property
    def measurable(self) -> bool:
        """Whether a figure, a percentage, a metric or a KPI tells when it is reached."""
        return (
            filled_cell(self.metric)
            or filled_cell(self.kpi)
            or is_measurable(f"{self.text} {self.target if filled_cell(self.target) else ''}")
        )


@derived
def objectives(plan: Artifact) -> tuple[Objective, ...]:
    """The objectives of the table, else of the list under 'Objectives', in document order."""
    rows = tuple(
        _of_row(record)
        for record in plan.records("objectives")
        if record.filled("objective") or record.filled("metric")
    )
    return rows or _of_list(plan)


def _of_row(record: Record) -> Objective:
    due = record.text("due")
    text = record.text("objective") if record.filled("objective") else ""
    return Objective(
        record.text("id") if record.filled("id") else "",
        text,
        record.text("metric"),
        record.text("target"),
        _moment(due, text, record.text("target")),
        due if filled_cell(due) else "",
        record.text("owner"),
        record.text("kpi"),
        record.place,
        record.at("metric"),
        record.at("due"),
    )


def _of_list(plan: Artifact) -> tuple[Objective, ...]:
    section = plan.sections.get("objectives")
    items = [text for text in section.texts if text.item and filled_cell(text.text)] if section else []
    return tuple(
        Objective(
            str(number), item.text, "", "", _moment("", item.text, ""), "", "", "",
            plan.at(item), plan.at(item), plan.at(item),
        )
        for number, item in enumerate(items, 1)
    )  # fmt: skip


def _moment(due: str, *others: str) -> Moment | None:
    whole = parse_moment(due)
    if whole is not None:
        return whole
    for text in (due, *others):
        if found := find_moments(text):
            return found[-1]
    return None
