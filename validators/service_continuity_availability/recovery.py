"""What an outage does to each service, how fast it must come back, and by which means; other documents' rules join on these."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from iso20k.document import Place, Text
from iso20k.facts.artifact import Artifact, Record, derived
from iso20k.values.deferred import deferred
from iso20k.values.duration import Duration, find_durations, parse_duration
from iso20k.values.frequency import find_frequencies
from iso20k.values.target import Target, parse_target
from iso20k.wording.filled import filled_cell, informative_words
from iso20k.wording.negation import states
from validators.service_continuity_availability.criticality import top
from validators.service_continuity_availability.served import (
    ItemRef,
    Known,
    pairs_in,
    served_by,
    service_of,
)

_NO_LOSS = deferred(r"(?:no|zero|near[- ]?zero|nil)(?: data)?(?: loss)?(?: \([^()]*\))?", re.IGNORECASE)
_ALWAYS = deferred(r"\bcontinuous|\breal[- ]?time|(?<!a)synchronous|\balways[- ]on", re.IGNORECASE)
_ALL = deferred(r"\b(?:all|every|each)\b", re.IGNORECASE)
_NO_STRATEGY = deferred(
    r"(?:none|nil|no)(?: (?:strategy|plan|measure))?(?: (?:yet|defined|in place|exists?))?\.?|not (?:yet )?defined",
    re.IGNORECASE,
)


class Impact(NamedTuple):
    """A row of the business impact analysis; a duration is None when its cell is empty or cannot be read."""

    record: Record
    service: ItemRef
    rto: Duration | None
    rpo: Duration | None
    mtpd: Duration | None

    @property
    def label(self) -> str:
        """How messages call its service."""
        return self.service.label

    @property
    def criticality(self) -> str:
        """The level as written, '' for none."""
        return self.record.text("criticality") if self.record.filled("criticality") else ""


class Strategy(NamedTuple):
    """A means by which services come back; `record` is None for one told in prose.

    `interval` is the time between two backups or replications, 0 for continuous ones.
    """

    record: Record | None
    services: tuple[ItemRef, ...]
    text: str
    rto: Duration | None
    rpo: Duration | None
    interval: Duration | None
    place: Place


class Availability(NamedTuple):
    """What is promised for the presence of a service; `target` is None when the cell cannot be read."""

    record: Record
    service: ItemRef
    target: Target | None


@derived
def impacts(plan: Artifact, known: Known = ()) -> tuple[Impact, ...]:
    """Every row of the business impact analysis that says something, in document order."""
    pairs = pairs_in(plan, known)
    return tuple(
        Impact(
            record,
            service_of(record, pairs),
            parse_duration(record.text("rto")),
            data_loss(record.text("rpo")),
            parse_duration(record.text("mtpd")),
        )
        for record in plan.records("bia")
        if any(record.filled(key) for key in record.cells)
    )


@derived
def most_critical(plan: Artifact, known: Known = ()) -> tuple[Impact, ...]:
    """The rows of the highest criticality that the analysis gives; none when the levels cannot be ranked."""
    return top(impacts(plan, known), lambda row: row.criticality)


def data_loss(text: str) -> Duration | None:
    """A recovery point as the span of data that may be lost: '15 min', 'no data loss'."""
    return Duration(Fraction(0)) if _NO_LOSS().fullmatch(text.strip()) else parse_duration(text)


def copy_interval(text: str) -> Duration | None:
    """How far two copies of the data lie apart: 'every 5 min', 'continuous', 'nightly full, hourly log' (the shortest)."""
    if _ALWAYS().search(text):
        return Duration(Fraction(0))
    if whole := parse_duration(text):
        return whole
    often = [
        Fraction(f.days).limit_denominator(100_000) * 1440 for f in find_frequencies(text) if not f.ambiguous
    ]
    if often:
        return Duration(min(often))
    named = find_durations(text)
    return named[0] if len(named) == 1 else None


@derived
def strategies(plan: Artifact, known: Known = ()) -> tuple[Strategy, ...]:
    """The means of recovery: rows of the register, strategies in the impact analysis, and those told in prose."""
    wanted = tuple(row.service for row in impacts(plan, known))
    rows = [_of_row(record, _served(plan, record, wanted, known)) for record in plan.records("strategies")]
    beside = [
        _of_row(row.record, (row.service,))._replace(rto=None, rpo=None)
        for row in impacts(plan, known)
        if is_strategy(row.record.text("strategy"))
    ]
    told = [] if rows else list(_in_prose(plan, wanted))
    return (*(row for row in rows if is_strategy(row.text)), *beside, *told)


def _served(plan: Artifact, record: Record, wanted: tuple[ItemRef, ...], known: Known) -> tuple[ItemRef, ...]:
    """The services of a strategy; 'all services' are those of the impact analysis."""
    named = " ".join(record.text(key) for key in ("service_id", "service"))
    if _ALL().search(named):
        return wanted
    pairs = (*pairs_in(plan, known), *((one.id, one.name) for one in wanted))
    return served_by(plan, record, pairs)


def is_strategy(text: str) -> bool:
    """Whether a cell names a means; 'none' and a placeholder do not."""
    return filled_cell(text) and not _NO_STRATEGY().fullmatch(text.strip())


def _of_row(record: Record, served: tuple[ItemRef, ...]) -> Strategy:
    return Strategy(
        record,
        served,
        record.text("strategy"),
        parse_duration(record.text("rto")),
        data_loss(record.text("rpo")),
        copy_interval(record.text("interval")),
        record.place,
    )


def _in_prose(plan: Artifact, wanted: Sequence[ItemRef]) -> Iterator[Strategy]:
    """Sentences of the section that name a service, and what stands under a heading that does."""
    section = plan.sections.get("strategies")
    for service in wanted:
        for text in section.texts if section else ():
            if _tells(text, service, plan):
                yield Strategy(None, (service,), text.text, None, None, None, plan.at(text))


def _under_heading(plan: Artifact, service: ItemRef) -> Iterable[Text]:
    for section in plan.document.sections:
        if service.named_in(section.title):
            yield from (block for block in section.blocks if isinstance(block, Text))


def _tells(text: Text, service: ItemRef, plan: Artifact) -> bool:
    enough = len(informative_words(text.text)) >= 4
    if service.named_in(text.text):
        return enough and states(text.text, service.name or service.id).verdict != "doubtful"
    return enough and text in _under_heading(plan, service) and not _NO_STRATEGY().match(text.text)


@derived
def availabilities(plan: Artifact, known: Known = ()) -> tuple[Availability, ...]:
    """What the availability plan promises, in document order."""
    pairs = pairs_in(plan, known)
    return tuple(
        Availability(record, service_of(record, pairs), parse_target(record.text("target")))
        for record in plan.records("availability")
        if record.filled("target") or record.filled("service_id") or record.filled("service")
    )
