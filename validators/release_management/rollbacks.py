"""The way back, and the windows in which it has to fit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from iso20k.document import Place
from iso20k.facts.artifact import Artifact, Record, derived
from iso20k.values.deferred import deferred
from iso20k.values.duration import Duration, Order, compare_durations, parse_duration
from iso20k.values.timetable import parse_hours
from iso20k.wording.sentences import sentences
from validators.design_transition.statements import spans

_WINDOW = deferred(r"\b(?:maintenance|change|deployment|release) windows?\b", re.IGNORECASE)
_TIMES = deferred(
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?s?,? (?:from )?)?"
    r"\d{1,2}[:.]\d{2}\s*(?:-|–|to|until)\s*\d{1,2}[:.]\d{2}",
    re.IGNORECASE,
)


class Window(NamedTuple):
    """A stretch in which services may be worked on, and where it is said."""

    length: Duration
    place: Place


class Rollback(NamedTuple):
    """A row of the rollback table; `time` is how long it takes at most, None when nothing tells."""

    record: Record
    label: str
    time: Duration | None


@derived
def rollbacks(rel: Artifact) -> tuple[Rollback, ...]:
    """Every way back, in document order."""
    return tuple(
        Rollback(row, row.text("method") if row.filled("method") else row.text("trigger"), _time(row))
        for row in rel.records("rollback")
        if any(row.filled(key) for key in ("trigger", "steps", "method", "time"))
    )


def _time(row: Record) -> Duration | None:
    whole = parse_duration(row.text("time"))
    found = () if whole else spans(row.text("time"))
    return whole or (found[0] if len(found) == 1 else None)


@derived
def windows(rel: Artifact) -> tuple[Window, ...]:
    """The maintenance windows that the document names, in tables and in sentences."""
    return (*_of_rows(rel), *_of_sentences(rel))


def _of_rows(rel: Artifact) -> Iterator[Window]:
    for register in ("windows", "rollback"):
        for row in rel.records(register):
            told = ((key, length_of(row.text(key))) for key in ("length", "window"))
            found = next(((key, length) for key, length in told if length), None)
            if found:
                yield Window(found[1], row.at(found[0]))


def _of_sentences(rel: Artifact) -> Iterator[Window]:
    for key in ("policy", "lifecycle", "deployment", "rollback"):
        section = rel.sections.get(key)
        for text in section.texts if section else ():
            for sentence in sentences(text.text):
                length = length_of(sentence) if _WINDOW().search(sentence) else None
                if length:
                    yield Window(length, rel.at(text))


def length_of(text: str) -> Duration | None:
    """How long a window is: '4 h', 'Sunday 02:00-06:00', 'a window of four hours'; the longest that a text names."""
    whole = parse_duration(text)
    if whole:
        return whole
    named = [_of_times(found.group()) for found in _TIMES().finditer(text)]
    lengths = [length for length in (*named, *spans(text)) if length]
    return max(lengths, key=lambda length: length.minutes, default=None)


def _of_times(text: str) -> Duration | None:
    times = re.sub(r"\s*(?:–|to|until)\s*", "-", text.replace(" from", ""))
    hours = parse_hours(times if times[:1].isalpha() else f"Sun {times}")
    return Duration(Fraction(hours.weekly, hours.days)) if hours and hours.days else None


def overruns(rollback: Rollback, known: tuple[Window, ...]) -> Window | None:
    """The longest window when the way back takes longer than each of them; None when it fits or does not compare."""
    own = length_of(rollback.record.text("window"))
    asked = (Window(own, rollback.record.at("window")),) if own else known
    if rollback.time is None or not asked:
        return None
    time = rollback.time
    if any(compare_durations(time, window.length) is not Order.GREATER for window in asked):
        return None
    return max(asked, key=lambda window: window.length.minutes)
