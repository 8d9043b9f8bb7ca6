"""Corrective and preventive actions, improvements and the actions of management reviews; other documents' rules join on these."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from iso20k.document import Place
from iso20k.facts.artifact import Artifact, Record, derived
from iso20k.judging.checks import day_of, is_over
from iso20k.values.dates import find_moments
from iso20k.values.deferred import deferred
from iso20k.values.digits import COUNT, number_of
from iso20k.values.listing import parse_identifier
from iso20k.values.number import parse_number
from iso20k.wording.persons import person_names

OPEN, CLOSED, OVERDUE, TOTAL = "open", "closed", "overdue", "in all"
_KINDS: Mapping[str, str] = {
    OVERDUE: r"overdue|late|past due",
    CLOSED: r"closed|complete(?:d)?|done",
    OPEN: r"open|in progress|under way|pending",
    TOTAL: r"in all|total|registered|actions?|CAPAs?",
}
_STATED = deferred(
    rf"(?<![\w.-])(?P<number>{COUNT}|no|none) (?:of (?:them|these|the)(?: \w+)? |CAPAs? |actions? )?"
    r"(?:is |are |was |were |stands? |still )*(?P<kind>overdue|past due|closed|completed?|open|in progress|CAPAs? in all|(?:corrective and preventive )?actions? in all)\b",
    re.IGNORECASE,
)  # fmt: skip


class Capa(NamedTuple):
    """A row of the CAPA register; dates None where no calendar day can be read."""

    record: Record
    id: str
    opened: date | None
    due: date | None
    revised: date | None
    closed: date | None

    @property
    def label(self) -> str:
        """How messages call it: its ID, else its problem."""
        return self.id or self.record.text("problem") or "the CAPA"

    @property
    def is_closed(self) -> bool:
        """Whether it is over: by its status, else by a closing date."""
        return is_over(self.record, checked=True)

    @property
    def corrective(self) -> bool:
        """Whether it removes the cause of something that has happened; an action without a kind is corrective."""
        return not re.search(r"\bprevent", self.record.text("kind"), re.IGNORECASE) or bool(
            re.search(r"\bcorrect", self.record.text("kind"), re.IGNORECASE)
        )

    @property
    def owners(self) -> tuple[str, ...]:
        """The persons who answer for it."""
        return person_names(self.record.text("owner"))

    @property
    def checkers(self) -> tuple[str, ...]:
        """Who checked its effectiveness."""
        return person_names(re.sub(r"\bon\b.*|\d{4}-\d\d-\d\d", "", self.record.text("effect")))

    @property
    def checked(self) -> date | None:
        """The day on which its effectiveness was checked."""
        days = [m.day for m in find_moments(self.record.text("effect")) if m.day and not m.ambiguous]
        return max(days, default=None)

    def overdue(self, as_of: date) -> bool:
        """Whether its date, or the revised one, has passed while it is open."""
        last = max((day for day in (self.due, self.revised) if day), default=None)
        return not self.is_closed and last is not None and last < as_of

    def open_on(self, day: date) -> bool:
        """Whether it was open at the end of a day."""
        return (self.opened is None or self.opened <= day) and not self.closed_on(day)

    def closed_on(self, day: date) -> bool:
        """Whether it had been closed by the end of a day."""
        return self.is_closed and (self.closed is None or self.closed <= day)


class Tracked(NamedTuple):
    """An improvement or an action of a review: `id`, owners and due date as far as they can be read."""

    record: Record
    id: str
    owners: tuple[str, ...]
    due: date | None

    @property
    def label(self) -> str:
        """How messages call it: its ID, else its words."""
        told = self.record.text("opportunity") or self.record.text("action")
        return self.id or told or "the action"


class Stated(NamedTuple):
    """A number of CAPAs that the document states: open, closed, overdue or in all."""

    kind: str
    number: int
    place: Place


@derived
def capas(artifact: Artifact) -> tuple[Capa, ...]:
    """Every corrective and preventive action, in document order."""
    return tuple(
        Capa(row, _id(row), *(day_of(row, key) for key in ("opened", "due", "revised", "closed")))
        for row in artifact.records("capas")
        if any(row.filled(key) for key in ("id", "problem", "action"))
    )


@derived
def improvements(artifact: Artifact) -> tuple[Tracked, ...]:
    """Every improvement, in document order."""
    return tuple(
        _tracked(row)
        for row in artifact.records("improvements")
        if row.filled("opportunity") or row.filled("id")
    )


@derived
def review_actions(artifact: Artifact) -> tuple[Tracked, ...]:
    """Every action of a management review that this document tracks, in document order."""
    return tuple(
        _tracked(row) for row in artifact.records("actions") if row.filled("action") or row.filled("id")
    )


def _tracked(row: Record) -> Tracked:
    return Tracked(row, _id(row), person_names(row.text("owner")), day_of(row, "due"))


def _id(row: Record) -> str:
    split = parse_identifier(row.text("id")) if row.filled("id") else None
    return split[0] if split else row.text("id") if row.filled("id") else ""


def counted(artifact: Artifact, as_of: date) -> Mapping[str, int]:
    """How many CAPAs were open, closed, overdue, and how many there were at all, at the end of a day."""
    known = [capa for capa in capas(artifact) if capa.opened is None or capa.opened <= as_of]
    return {
        OPEN: sum(capa.open_on(as_of) for capa in known),
        CLOSED: sum(capa.closed_on(as_of) for capa in known),
        OVERDUE: sum(capa.open_on(as_of) and capa.overdue(as_of) for capa in known),
        TOTAL: len(known),
    }


def stated_counts(artifact: Artifact) -> Iterator[Stated]:
    """The numbers of CAPAs that the document states, in its table and in the sentences of the register's section."""
    section = artifact.sections.get("capas")
    for table in section.tables if section else ():
        for row in table.rows if len(table.header) == 2 else ():
            told = parse_number(row[1].text) if len(row) > 1 else None
            if (kind := kind_named(row[0].text)) and told is not None and told == int(told):
                yield Stated(kind, int(told), artifact.at(row[1]))
    for text in section.texts if section else ():
        for kind, number in counts_in(text.text):
            yield Stated(kind, number, artifact.at(text))


def counts_in(text: str) -> Iterator[tuple[str, int]]:
    """The numbers of CAPAs in a sentence: '3 in all, 2 in progress, 1 closed, 0 overdue'."""
    for found in _STATED().finditer(text):
        word = found["number"].lower()
        number = 0 if word in ("no", "none") else number_of(word)
        if number is not None:
            yield kind_named(found["kind"]), int(number)


def kind_named(text: str) -> str:
    """The count that words stand for, '' for none."""
    return next((kind for kind, words in _KINDS.items() if re.search(words, text, re.IGNORECASE)), "")
