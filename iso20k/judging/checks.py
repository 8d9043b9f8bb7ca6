"""What rules of many skills ask alike, as small questions to compose; each gives facts or problems, none knows a skill."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple, TypeVar

from iso20k.document import Place
from iso20k.facts.artifact import Artifact, Record, SectionText
from iso20k.judging.rule import Problem, Replacement
from iso20k.values.dates import parse_moment
from iso20k.values.frequency import next_due, parse_frequency
from iso20k.wording.closure import is_closed
from iso20k.wording.filled import filled_cell, informative_words
from iso20k.wording.negation import states

Thing = TypeVar("Thing")

#: A planned date may slip by this part of its interval before anybody is told (rules §5.1).
TOLERANCE = 0.1
#: A sentence of fewer informative words mentions a topic and says nothing about it.
MIN_WORDS = 4


def label_of(record: Record, *keys: str) -> str:
    """How a message calls a record: the first of its fields that says something."""
    return next((record.text(key) for key in keys if record.filled(key)), "the record")


def unfilled(record: Record, label: str, fields: Mapping[str, str]) -> Iterator[Problem]:
    """A problem for each field (column key to the word for it) that says nothing: 'SLA-001 has no owner'."""
    for key, word in fields.items():
        if not record.filled(key):
            yield Problem(record.at(key), f"{label} has no {word}")


def repeated(records: Iterable[Record], key_of: Callable[[Record], str]) -> Iterator[tuple[Record, Record]]:
    """Records with the key of an earlier one, each with that earlier one; an empty key is no key."""
    first: dict[str, Record] = {}
    for record in records:
        key = key_of(record)
        if key and key in first:
            yield record, first[key]
        elif key:
            first[key] = record


class Topic(NamedTuple):
    """A content that a document must cover: its name in messages, and a pattern of the words that stand for it."""

    name: str
    words: str


def uncovered(
    topics: Sequence[Topic], artifact: Artifact, *sections: str, registers: Sequence[str] = ()
) -> tuple[Topic, ...]:
    """The topics of which nothing is said in these sections (of the whole document when none are named).

    A topic is covered by a table row that names it and fills another cell, by a filled column of that name, or by a sentence
    that states it; a heading, an empty row and a denial ('there is no rollback plan') cover nothing. A column of
    `registers` that is called like the topic and filled in some record covers it as well.
    """
    parts = [artifact.sections[key] for key in sections if key in artifact.sections]
    whole = [] if sections else list(artifact.sections.values())
    return tuple(
        topic
        for topic in topics
        if not any(_covers(part, topic) for part in (*parts, *whole))
        and not _in_columns(artifact, registers, topic)
    )


def _covers(section: SectionText, topic: Topic) -> bool:
    pattern = re.compile(rf"\b(?:{topic.words})", re.IGNORECASE)
    for table in section.tables:
        for row in table.rows:
            named = any(pattern.search(cell.text) for cell in row[:2])
            if named and sum(filled_cell(cell.text) for cell in row) >= 2:
                return True
        for column, cell in enumerate(table.header):
            if pattern.search(cell.text) and any(
                len(r) > column and filled_cell(r[column].text) for r in table.rows
            ):
                return True
    return any(
        states(text.text, pattern).verdict == "stated" and len(informative_words(text.text)) >= MIN_WORDS
        for text in section.texts
    )


def _in_columns(artifact: Artifact, registers: Sequence[str], topic: Topic) -> bool:
    pattern = re.compile(rf"\b(?:{topic.words})", re.IGNORECASE)
    for key in registers:
        for column in artifact.schema.register(key).columns:
            if pattern.search(column.title) and any(r.filled(column.key) for r in artifact.records(key)):
                return True
    return False


def missing_stages(named: Iterable[str], expected: Sequence[Topic]) -> tuple[Topic, ...]:
    """The stages that none of the names stands for; one name may stand for several ('record and classify')."""
    names = tuple(named)
    return tuple(s for s in expected if not any(_is_stage(name, s) for name in names))


def out_of_order(named: Sequence[str], expected: Sequence[Topic]) -> tuple[str, str] | None:
    """The first two names that stand in another order than the stages they are for, None when all fit."""
    ranks = []
    for name in named:
        rank = next((number for number, stage in enumerate(expected) if _is_stage(name, stage)), None)
        if rank is not None:
            ranks.append((rank, name))
    return next(((one, two) for (a, one), (b, two) in pairwise(ranks) if b < a), None)


def _is_stage(name: str, stage: Topic) -> bool:
    return re.search(rf"\b(?:{stage.words})", name, re.IGNORECASE) is not None


def descents(
    items: Sequence[Thing], is_after: Callable[[Thing, Thing], bool | None]
) -> Iterator[tuple[Thing, Thing]]:
    """Neighbours in a list that should rise in which the first is greater; what cannot be compared is no descent."""
    for one, two in pairwise(items):
        if is_after(one, two) is True:
            yield one, two


_FIGURE_ONLY = re.compile(r"[-+−–]?\d[\d.,]*(?P<unit> ?%)?")


def corrected(record: Record, key: str, given: object) -> Replacement | None:
    """The figure of a field in place of the stated one; None where the field says more than a figure."""
    stated = record.text(key).strip()
    figure = _FIGURE_ONLY.fullmatch(stated)
    return Replacement(stated, f"{given}{figure['unit'] or ''}") if figure else None


def sums_to(parts: Iterable[Decimal], stated: Decimal, *, percent: Decimal) -> bool:
    """Whether the parts add up to the stated total, within `percent` of it."""
    total = sum(parts, Decimal(0))
    return abs(total - stated) <= abs(stated) * percent / 100


def day_of(record: Record, key: str) -> date | None:
    """The calendar day in a field; None for project months, ambiguous dates and everything else."""
    moment = parse_moment(record.text(key))
    return moment.day if moment and not moment.ambiguous else None


def is_over(record: Record, *, checked: bool = False) -> bool:
    """Whether what a row tracks is over: by its status, where that is empty by a closing day; `checked` as of `is_closed`."""
    if record.filled("status"):
        return is_closed(record.text("status"), checked=checked)
    return day_of(record, "closed") is not None


def lapsed(
    record: Record, as_of: date, *, last: str, frequency: str, following: str
) -> tuple[Place, str] | None:
    """Where and why a repeated activity is late as of a day: its next date has passed, or its interval since the last.

    The three names are the fields for the last time, how often, and the next time; a frequency that cannot be read or
    is ambiguous accuses nobody. A next date may lie a tenth of the interval behind.
    """
    planned, done = day_of(record, following), day_of(record, last)
    often = parse_frequency(record.text(frequency))
    slack = often.days * TOLERANCE if often and not often.ambiguous else 0
    if planned and (as_of - planned).days > slack:
        return record.at(following), f"was due on {planned}"
    if done and often and not often.ambiguous:
        due = next_due(done, often)
        if planned is None and (as_of - due).days > slack:
            return record.at(last), f"was last on {done} and is {often.text}, so it was due on {due}"
        if planned and (planned - due).days > slack:
            return record.at(following), f"is planned for {planned}, later than {often.text} after {done}"
    return None
