"""The test schedule read as exercises: of which kind, how often, of what, and with which result."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from iso20k.document import Place
from iso20k.facts.artifact import Artifact, Record, derived
from iso20k.values.deferred import deferred
from iso20k.values.duration import Duration, find_durations, parse_duration
from iso20k.values.frequency import Frequency, find_frequencies, parse_frequency
from iso20k.values.listing import split_list
from iso20k.wording.negation import states
from validators.service_continuity_availability.recovery import impacts
from validators.service_continuity_availability.served import ItemRef, Known

TABLETOP, RESTORE, FAILOVER, FULL = "tabletop", "backup restore", "failover", "full DR"
_KINDS = (
    (TABLETOP, r"table-?\s?top|desk-?\s?top|walk-?\s?through|paper|discussion|call tree|talk-?through"),
    (FULL, r"full|\bdr\b|disaster recovery|end[- ]to[- ]end|site evacuation|live (?:test|exercise)"),
    (FAILOVER, r"fail-?\s?over|switch-?\s?over|fail-?back|site switch|redundancy|cut-?over"),
    (RESTORE, r"restor|backup|recovery (?:test|check|exercise)|technical|component|rebuild"),
)
_EVERYTHING = deferred(
    r"\b(?:all|every|each|whole|entire|complete|both|plans?|bcp|drp|scp|itscp?|sms|site|sites|data ?cent(?:re|er)|environment)\b",
    re.IGNORECASE,
)
_PART = deferred(r"[,;.:\n]+|\band\b|\bplus\b", re.IGNORECASE)


class Exercise(NamedTuple):
    """A planned test: `services` are those of the impact analysis that it covers; `record` is None for prose.

    `kind` is 'tabletop', 'backup restore', 'failover', 'full DR' or '' when the words tell none.
    """

    record: Record | None
    type: str
    kind: str
    frequency: Frequency | None
    services: tuple[ItemRef, ...]
    place: Place

    @property
    def label(self) -> str:
        """How messages call it: its ID, else its type."""
        identifier = self.record.text("id") if self.record and self.record.filled("id") else ""
        return identifier or self.type or "the test"

    @property
    def technical(self) -> bool:
        """Whether something is really restored or switched."""
        return self.kind in (RESTORE, FAILOVER, FULL)

    def covers(self, service: ItemRef) -> bool:
        """Whether the service is among those tested."""
        return any(service.same(one) for one in self.services)


class Achieved(NamedTuple):
    """A time that a test reached: for one service, or for all of the exercise when nothing tells (None)."""

    service: ItemRef | None
    time: Duration


@derived
def exercises(plan: Artifact, known: Known = ()) -> tuple[Exercise, ...]:
    """The tests of the schedule; where there is no register, those that the section's sentences plan."""
    wanted = tuple(row.service for row in impacts(plan, known))
    rows = [
        r
        for r in plan.records("tests")
        if any(r.filled(key) for key in ("type", "frequency", "service_id", "service"))
    ]
    if rows:
        return tuple(_of_row(record, wanted) for record in rows)
    return tuple(_in_prose(plan, wanted))


def kind_of(text: str) -> str:
    """The kind of test that words name, '' for none."""
    return next((kind for kind, words in _KINDS if re.search(words, text, re.IGNORECASE)), "")


def achieved(exercise: Exercise, key: str) -> tuple[Achieved, ...]:
    """The times in the column 'rto' or 'rpo': '1 h 35 min', 'Cloud Hosting 1 h 50 min, Help Desk 3 h'."""
    text = exercise.record.text(key) if exercise.record else ""
    if whole := parse_duration(text):
        return (Achieved(exercise.services[0] if len(exercise.services) == 1 else None, whole),)
    found = []
    for part in split_list(text):
        service = next((one for one in exercise.services if one.named_in(part)), None)
        times = find_durations(part)
        if service and len(times) == 1:
            found.append(Achieved(service, times[0]))
    return tuple(found)


def _of_row(record: Record, wanted: tuple[ItemRef, ...]) -> Exercise:
    told, kind = record.text("type"), kind_of(record.text("type"))
    subject = "; ".join(record.text(key) for key in ("service_id", "service") if record.filled(key))
    return Exercise(
        record,
        told if record.filled("type") else "",
        kind,
        parse_frequency(record.text("frequency")),
        _covered(subject or told, wanted, everything=not subject),
        record.place,
    )


def _covered(text: str, wanted: Sequence[ItemRef], *, everything: bool) -> tuple[ItemRef, ...]:
    """Services that are named; without one, all of them when the words mean the plan or nothing is said."""
    named = tuple(service for service in wanted if service.named_in(text))
    if named and not re.search(r"\ball\b", text, re.IGNORECASE):
        return named
    return tuple(wanted) if everything or _EVERYTHING().search(text) else named


def _in_prose(plan: Artifact, wanted: tuple[ItemRef, ...]) -> Iterator[Exercise]:
    section = plan.sections.get("tests")
    for text in section.texts if section else ():
        alone = find_frequencies(text.text)
        for part in _PART().split(text.text):
            kind = kind_of(part)
            often = parse_frequency(part) or (alone[0] if len(alone) == 1 else None)
            if kind and often and states(text.text, re.escape(part.strip())).verdict == "stated":
                place = plan.at(text)
                yield Exercise(None, kind, kind, often, _covered(part, wanted, everything=True), place)
