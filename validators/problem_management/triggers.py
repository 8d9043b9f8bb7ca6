"""What opens a problem: events, and numbers of incidents within a time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from iso20k.document import Place
from iso20k.facts.artifact import Artifact, Record, derived
from iso20k.values.deferred import deferred
from iso20k.values.digits import COUNT, number_of
from iso20k.values.frequency import find_frequencies
from iso20k.wording.sentences import sentences
from validators.incident_management.statements import Line, lines
from validators.incident_management.targets import times_in

_DAY = 1440
#: 30.4375 days, 30 and 31 are one month.
_MONTH = 0.03
_INCIDENTS = deferred(r"\b(?:incidents?|tickets?|calls?|occurrences?|recurrences?|times)$", re.IGNORECASE)
_NUMBER = deferred(
    rf"(?<![\w.,-])(?<!every )(?<!each )(?<!any )(?P<count>{COUNT})(?![\w%]|[.,][0-9])", re.IGNORECASE
)
_COUNTED = deferred(
    rf"(?<![\w.,-])(?<!every )(?<!each )(?<!any )(?P<count>{COUNT})(?: or more| and more|\+| times| x)?(?: (?!days?\b|hours?\b|weeks?\b|months?\b)[\w-]+){{0,3}}?"
    r" (?:incidents?|tickets?|occurrences?|recurrences?|events?|alerts?|calls?|times)\b",
    re.IGNORECASE,
)
_OF_LATE = deferred(r"\b(?:day|week|month|quarter|year)s?\b", re.IGNORECASE)


class Threshold(NamedTuple):
    """So many incidents within so many days, as written, and where it stands; `of_incidents` tells them from alerts."""

    number: int
    days: float
    text: str
    place: Place
    of_incidents: bool = True

    @property
    def told(self) -> str:
        """How messages quote it: '3 within 30 days'."""
        return f"{self.number} within {self.days:.3g} days"

    def same(self, other: Threshold) -> bool:
        """Whether both mean one thing; a month is 30 days."""
        return self.number == other.number and abs(self.days - other.days) <= _MONTH * max(
            self.days, other.days
        )


@derived
def thresholds(artifact: Artifact) -> tuple[Threshold, ...]:
    """The triggers with a number and a period, from the trigger table, else from what is said about identification."""
    found = tuple(told for record in artifact.records("triggers") if (told := _of_record(record)))
    said = lines(artifact, "identification", "reactive", "incident_link", "interfaces")
    return found or tuple(thresholds_in(said))


def thresholds_in(said: tuple[Line, ...]) -> Iterator[Threshold]:
    """Sentences that name a number of incidents and a time: '3 or more incidents of one category within 30 days'."""
    for line in said:
        for sentence in sentences(line.text):
            counted = _COUNTED().search(sentence)
            days = days_in(sentence[counted.end() :]) if counted else None
            if counted and days and (count := number_of(counted["count"])) is not None:
                about = _INCIDENTS().search(counted.group()) is not None
                yield Threshold(int(count), days, sentence, line.place, about)


def _of_record(record: Record) -> Threshold | None:
    told = [record.text(key) for key in ("threshold", "trigger", "period") if record.filled(key)]
    text = " ".join(told)
    days = next((d for key in ("period", "threshold", "trigger") if (d := days_in(record.text(key)))), None)
    counted = _NUMBER().search(record.text("threshold")) or _COUNTED().search(text)
    count = number_of(counted["count"]) if counted else None
    if days is None or count is None:
        return None
    noun = _COUNTED().search(text)
    about = noun is not None and _INCIDENTS().search(noun.group()) is not None
    place = record.at("threshold" if record.filled("threshold") else "trigger")
    return Threshold(int(count), days, text, place, about)


def days_in(text: str) -> float | None:
    """The time that a text names, in days: '30 days', 'per quarter', 'a rolling month'."""
    times = times_in(text)
    if times:
        return float(times[0].minutes) / _DAY
    found = find_frequencies(text) or (
        find_frequencies(f"per {m.group()}") if (m := _OF_LATE().search(text)) else ()
    )
    return found[0].days if found and found[0].days else None
