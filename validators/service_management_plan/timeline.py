"""The plan read as phases and milestones; dates are calendar days or project months ("Month 6")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from iso20k.document import Place, Text
from iso20k.facts.artifact import Artifact, Record, derived
from iso20k.values.dates import Moment, earlier, find_moments, moments_of, parse_moment, placed
from iso20k.values.deferred import deferred
from iso20k.values.listing import split_list
from iso20k.values.period import Period, parse_period
from iso20k.wording.filled import filled_cell

_STAGE = deferred(r"\bstage[ -]?(1|2|one|two|ii|i)\b", re.IGNORECASE)
_STAGES: Mapping[str, int] = {"1": 1, "one": 1, "i": 1, "2": 2, "two": 2, "ii": 2}
_PHASE_ITEM = deferred(r"(?:phase|stage|step) ?\d|\d{1,2} ?[.:–—-] ", re.IGNORECASE)
_FIRST_MONTH = deferred(
    r"\bmonth (?:1|one) (?:is|=|means|starts in|begins in|corresponds to) ([^.;,]{3,30})", re.IGNORECASE
)


class Milestone(NamedTuple):
    """An event of the plan; `moment` is None when it has no date of its own."""

    name: str
    moment: Moment | None
    place: Place


class Phase(NamedTuple):
    """A stretch of the plan; `start` and `end` are None where they cannot be read."""

    name: str
    start: Moment | None
    end: Moment | None
    focus: str
    milestones: tuple[Milestone, ...]
    place: Place
    start_place: Place
    end_place: Place

    @property
    def reversed(self) -> bool:
        """Whether it ends before it starts; what does not compare is not reversed."""
        return bool(self.start and self.end and earlier(self.end, self.start))


@derived
def phases(plan: Artifact) -> tuple[Phase, ...]:
    """The phases of the table, else of the list under 'Implementation timeline', in document order."""
    rows = tuple(_of_row(record) for record in plan.records("phases") if _is_phase(record))
    return rows or tuple(_of_list(plan))


def _is_phase(record: Record) -> bool:
    return any(record.filled(key) for key in ("phase", "focus", "milestone"))


def _of_row(record: Record) -> Phase:
    period = parse_period(record.text("period"))
    start, end = _ends(record.text("start"), record.text("end"), period)
    at_period = "period" in record.cells and "start" not in record.cells
    return Phase(
        record.text("phase") or record.text("focus"),
        start,
        end,
        record.text("focus"),
        tuple(_milestones(record)),
        record.place,
        record.at("period" if at_period else "start"),
        record.at("period" if at_period else "end"),
    )


def _ends(start: str, end: str, period: Period | None) -> tuple[Moment | None, Moment | None]:
    first, last = moments_of(start), moments_of(end)
    return (
        first[0] if first else period.start if period else None,
        last[1] if last else period.end if period else None,
    )


def _milestones(record: Record) -> Iterator[Milestone]:
    dated = parse_moment(record.text("milestone_date"))
    if not record.filled("milestone"):
        return
    names = split_list(record.text("milestone"))
    for name in names:
        own = find_moments(name)
        moment = own[-1] if own else dated if len(names) == 1 else None
        key = "milestone_date" if moment is dated and dated else "milestone"
        yield Milestone(name, moment, record.at(key))


def _of_list(plan: Artifact) -> Iterator[Phase]:
    section = plan.sections.get("timeline")
    for text in section.texts if section else ():
        if (
            text.item
            and filled_cell(text.text)
            and (_PHASE_ITEM().match(text.text) or find_moments(text.text))
        ):
            yield _of_item(plan, text)


def _of_item(plan: Artifact, item: Text) -> Phase:
    bracket = re.search(r"\(([^()]{3,60})\)", item.text)
    period = parse_period(bracket[1]) if bracket else None
    place = plan.at(item)
    start, end = (period.start, period.end) if period else (None, None)
    return Phase(item.text, start, end, item.text, (), place, place, place)


@derived
def milestones(plan: Artifact) -> tuple[Milestone, ...]:
    """Every event with a name: those of the milestone table first, then those of the phases."""
    listed = tuple(
        Milestone(record.text("milestone"), _moment(record.text("date")), record.at("date"))
        for record in plan.records("milestones")
        if record.filled("milestone") and (record.filled("date") or "date" not in record.cells)
    )
    return (*listed, *(milestone for phase in phases(plan) for milestone in phase.milestones))


def _moment(text: str) -> Moment | None:
    whole = parse_moment(text)
    found = find_moments(text)
    return whole or (found[-1] if found else None)


def stage_dates(plan: Artifact) -> Mapping[int, Milestone]:
    """When the certification body comes, by stage (1, 2); only milestones with a date, the table's own first."""
    found: dict[int, Milestone] = {}
    for milestone in milestones(plan):
        stages = {_STAGES[name.lower()] for name in _STAGE().findall(milestone.name)}
        if milestone.moment is not None and len(stages) == 1:
            found.setdefault(stages.pop(), milestone)
    return found


@derived
def first_day(document: Artifact) -> date | None:
    """The first day of month 1, when the document says it ("Month 1 is March 2026")."""
    for cell in document.words():
        told = _FIRST_MONTH().search(cell.text)
        moments = moments_of(told[1].strip()) if told else None
        if moments and moments[0].day:
            return moments[0].day
    return None


def told(moment: Moment) -> str:
    """A moment for messages: the date as written, "Month 6" for a project month."""
    return moment.text if moment.month is None else f"Month {moment.month}"


def last_day(moment: Moment, start: date | None) -> date | None:
    """The day by which a moment is over: a date itself, a project month's last day when month 1 is known."""
    if moment.day is not None:
        return moment.day
    end = placed(moment, start)
    return end - timedelta(days=1) if end else None
