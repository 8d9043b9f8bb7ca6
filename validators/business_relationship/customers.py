"""Who the customers are, in which segments, with which services, and how often they are met; other documents join here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from iso20k.document import Place
from iso20k.facts.artifact import Artifact, Record, derived
from iso20k.values.frequency import parse_frequency
from iso20k.values.listing import split_list
from iso20k.values.number import parse_number
from iso20k.wording.filled import filled_cell
from iso20k.wording.names import normalise

BRM = "business-relationship"
_WORDS = re.compile(r"[a-z0-9]+")
_EVERYBODY = re.compile(
    r"^(?:all|any|every|each)\b|^(?:our )?(?:customers|clients|everyone|everybody)$", re.IGNORECASE
)
_EXCEPT = re.compile(r"\b(?:except|excluding|but not|other than|without)\b", re.IGNORECASE)
_TOTAL = frozenset(
    ("total", "sum", "all", "alltogether", "allcustomers", "allsegments", "grandtotal", "overall")
)
_NOTHING = re.compile(r"(?:none|no|nil)\b", re.IGNORECASE)


class Customer(NamedTuple):
    """A row of the register: one customer, or a segment whose members are looked after together (`group`).

    `services` are the IDs or names as written; `number` counts the members of a group, None when not said.
    """

    record: Record
    id: str
    name: str
    segment: str
    services: tuple[str, ...]
    group: bool
    number: int | None

    @property
    def label(self) -> str:
        """How messages call it: its name, else its id."""
        return self.name or self.id or "the customer"


class Segment(NamedTuple):
    """A class of customers with one rhythm of reviews; `number` of its members is None when nothing says it."""

    name: str
    number: int | None
    place: Place


class Rhythm(NamedTuple):
    """How often a segment is met, as written, and where that stands."""

    text: str
    place: Place


class ServedService(NamedTuple):
    """A row that says who receives a service: `customers` as written there, 'none' left out."""

    record: Record
    id: str
    name: str
    customers: tuple[str, ...]

    @property
    def label(self) -> str:
        """How messages call it: its name, else its id."""
        return self.name or self.id or "the service"


@derived
def customers(brm: Artifact) -> tuple[Customer, ...]:
    """The customers of the register, in document order; where only segments are listed, those are the customers."""
    proper = [
        row for row in brm.records("customers") if not _is_segment_row(row) and not is_total(row.text("name"))
    ]
    rows = proper or list(segment_rows(brm))
    known = {normalise(row.text("segment")) for row in (*proper, *segment_rows(brm))} - {""}
    return tuple(_customer(row, known) for row in rows)


@derived
def segment_rows(brm: Artifact) -> tuple[Record, ...]:
    """The rows that are about a whole segment, without the one that totals; they may stand in the customers' table."""
    own = (row for row in brm.records("customers") if _is_segment_row(row))
    return tuple(
        row
        for row in (*brm.records("segments"), *own)
        if row.filled("segment") and not is_total(row.text("segment"))
    )


def _is_segment_row(row: Record) -> bool:
    named = row.filled("name") and not row.text("name").strip().isdigit()
    return row.filled("segment") and not named and not row.filled("id")


def members(row: Record) -> int | None:
    """How many customers a row stands for, from its number, else from a column 'Customers' with a count in it."""
    return _whole(row.text("number")) if row.filled("number") else _whole(row.text("name"))


def _customer(row: Record, known: set[str]) -> Customer:
    told, segment = row.text("name") if row.filled("name") else "", row.text("segment")
    if _is_segment_row(row):
        told = segment
    counted = members(row)
    group = normalise(told) in known or (counted or 1) > 1
    services = tuple(
        part for part in split_list(row.text("services")) if filled_cell(part) and not _NOTHING.match(part)
    )
    return Customer(
        row,
        row.text("id") if row.filled("id") else "",
        told,
        segment,
        services,
        group,
        counted if group else 1,
    )


def _whole(text: str) -> int | None:
    number = parse_number(text) if filled_cell(text) else None
    return int(number) if number is not None and number == int(number) else None


def is_total(name: str) -> bool:
    """Whether a row is called 'Total' and counts the others."""
    return normalise(name) in _TOTAL


@derived
def segments(brm: Artifact) -> tuple[Segment, ...]:
    """The segments that the document names, each once; members are counted from the table, else from the register."""
    found: dict[str, Segment] = {}
    for row in segment_rows(brm):
        name = row.text("segment")
        found.setdefault(normalise(name), Segment(name, members(row), row.at("segment")))
    for customer in customers(brm):
        name = customer.segment or (customer.name if customer.group else "")
        if filled_cell(name):
            found.setdefault(normalise(name), Segment(name, None, customer.record.at("segment")))
    return tuple(_counted(brm, segment) for segment in found.values())


def _counted(brm: Artifact, segment: Segment) -> Segment:
    """A group with a number counts for its segment; single customers may be an excerpt and count for nothing."""
    if segment.number is not None:
        return segment
    key = normalise(segment.name)
    rows = [c for c in customers(brm) if key in (normalise(c.segment), normalise(c.name)) and c.group]
    numbers = [c.number for c in rows if c.number is not None]
    return segment._replace(number=sum(numbers)) if numbers and len(numbers) == len(rows) else segment


@derived
def served_services(brm: Artifact) -> tuple[ServedService, ...]:
    """The rows that list a service with its customers, in document order."""
    return tuple(
        ServedService(
            row,
            row.text("id") if row.filled("id") else "",
            row.text("name") if row.filled("name") else "",
            tuple(p for p in split_list(row.text("customers")) if filled_cell(p) and not _NOTHING.match(p)),
        )
        for row in brm.records("services")
        if row.filled("id") or row.filled("name")
    )


def customers_of(brm: Artifact, *names: str) -> tuple[str, ...]:
    """The customers of a service by its id or name: from the rows of services, else those whose row names it."""
    wanted = {normalise(name) for name in names} - {""}
    for service in served_services(brm):
        if wanted & {normalise(service.id), normalise(service.name)} and service.customers:
            return service.customers
    return tuple(c.label for c in customers(brm) if any(_is_named(told, wanted) for told in c.services))


def _is_named(told: str, wanted: set[str]) -> bool:
    first = told.split()[0] if told.split() else ""
    return bool(wanted & {normalise(told), normalise(first), normalise(told.removeprefix(first))})


def speaks_of(text: str, name: str) -> bool:
    """Whether a cell such as 'Enterprise, Mid-market', 'SMB customers' or 'All segments' includes a segment or customer."""
    limits = _EXCEPT.split(text, maxsplit=1)
    if len(limits) > 1 and _names(limits[1], name):
        return False
    return _names(limits[0], name) or any(_EVERYBODY.search(part.strip()) for part in split_list(limits[0]))


def _names(text: str, name: str) -> bool:
    wanted = _phrase(name)
    return bool(wanted.strip()) and wanted in _phrase(text)


def _phrase(text: str) -> str:
    words = (
        word[:-1] if len(word) > 3 and word.endswith("s") else word for word in _WORDS.findall(text.lower())
    )
    return f" {' '.join(words)} "


def rhythm_of(brm: Artifact, name: str) -> Rhythm | None:
    """How often a segment or customer is reviewed: from its rows, the reviews, else the plan of communication."""
    return next(_rhythms(brm, name), None)


def _rhythms(brm: Artifact, name: str) -> Iterator[Rhythm]:
    key = normalise(name)
    for customer in customers(brm):
        if key in (normalise(customer.segment), normalise(customer.name)):
            yield from _rhythm(customer.record, "review_frequency")
    for row in segment_rows(brm):
        if normalise(row.text("segment")) == key:
            yield from _rhythm(row, "review_frequency")
    for row in brm.records("reviews"):
        if speaks_of(row.text("segment"), name):
            yield from _rhythm(row, "frequency")
    for row in brm.records("communication"):
        meets = re.search(r"review|meeting", f"{row.text('channel')} {row.text('content')}", re.IGNORECASE)
        if meets and speaks_of(row.text("segment"), name) and parse_frequency(row.text("frequency")):
            yield from _rhythm(row, "frequency")


def _rhythm(row: Record, key: str) -> Iterator[Rhythm]:
    if row.filled(key):
        yield Rhythm(row.text(key), row.at(key))
