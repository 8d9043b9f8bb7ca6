"""The document read as reports: what each shows, to whom, from what, how often; other documents' rules join on these."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from iso20k.document import Cell, Place, Table
from iso20k.facts.artifact import Artifact, Record, derived
from iso20k.judging.checks import Topic
from iso20k.values.dates import find_moments
from iso20k.values.digits import COUNT, number_of
from iso20k.values.frequency import Frequency, parse_frequency
from iso20k.values.listing import find_identifiers, parse_identifier, split_list
from iso20k.wording.filled import filled_cell
from iso20k.wording.names import normalise

TREND = "trend"
#: The five usual types of reports, with the words by which names and types tell them.
TYPES = (
    Topic(
        "service performance",
        r"service performance|service reports?|(?<!supplier )(?<!staff )performance|service levels? report",
    ),
    Topic("SLA achievement", r"SLA|service level (?:achievement|agreement)|target achievement"),
    Topic(TREND, r"trend"),
    Topic(
        "management summary",
        r"(?<!incident )(?<!problem )(?<!change )(?<!level )(?<!service )(?<!capacity )management\b|executive|board\b|leadership",
    ),
    Topic("incident summary", r"(?:major )?incidents?|ticket"),
)
#: What service reports must show between them (2011 6.2 a to f), by the keys of the content matrix.
CONTENTS: Mapping[str, Topic] = {
    "performance": Topic("performance against targets", r"performance|(?:against|per|each|every|service|SLA) targets?|SLA (?:results?|achievement)|target achievement"),
    "events": Topic("significant events", r"significant events?|events\b|major incidents?|deployments?|continuity"),
    "workload": Topic("workload and its changes", r"workload|volumes?\b|ticket (?:counts?|numbers?)"),
    "nonconformities": Topic("nonconformities with causes", r"non-?conformit|NCs\b|missed targets? with"),
    "trends": Topic("trends", r"trend"),
    "satisfaction": Topic("satisfaction and complaints", r"satisfaction|complaints?|NPS\b|CSAT\b|survey"),
}  # fmt: skip
_NOT_MARKED = re.compile(
    r"(?:no|n|none|nil|0|false|n/?a|not (?:included|applicable|covered))\b.{0,40}|[✗✘❌○-]", re.IGNORECASE
)
_BY = re.compile(
    r"[,;(]?\s*\b(?:by|on|at|until|within|before) (?:the |working|business|day|\d|mon|tue|wed|thu|fri).*$",
    re.IGNORECASE,
)
_SPANS = re.compile(
    rf"(?<![\w.])(?P<count>{COUNT})[ -]?(?:(?:calendar|rolling|full|past|last|previous|reporting) )?(?P<unit>periods?|months?|quarters?|weeks?|years?|half-years?)\b",
    re.IGNORECASE,
)
_OF_CUSTOMERS = re.compile(
    r"\b(?:customers?|clients?)\b(?!['’]?s? (?:success|relations?|services? (?:team|desk|manage)|support|care|experience|account)\b)",
    re.IGNORECASE,
)  # fmt: skip


class Report(NamedTuple):
    """A report of the register; `frequency` None when it has no interval, `issued` the last day it was sent."""

    record: Record
    id: str
    name: str
    frequency: Frequency | None
    issued: date | None

    @property
    def label(self) -> str:
        """How messages call it: its ID, else its name."""
        return self.id or self.name or "the report"

    @property
    def kinds(self) -> tuple[str, ...]:
        """Which of the five types it is, by its type or else its name."""
        told = self.record.text("type") if self.record.filled("type") else ""
        return _kinds(told) or _kinds(self.name)

    @property
    def audiences(self) -> tuple[str, ...]:
        """Its readers, as written."""
        return tuple(part for part in split_list(self.record.text("audience")) if filled_cell(part))

    @property
    def slas(self) -> tuple[str, ...]:
        """The SLAs that the report names anywhere in its row; 'SLA achievement' without IDs names none."""
        return find_identifiers(" ".join(cell.text for cell in self.record.cells.values()), ("SLA",))


@derived
def reports(reporting: Artifact) -> tuple[Report, ...]:
    """Every report of the register, in document order."""
    return tuple(_report(reporting, record) for record in reporting.records("reports"))


def _report(reporting: Artifact, record: Record) -> Report:
    split = parse_identifier(record.text("id")) if record.filled("id") else None
    identifier = split[0] if split else record.text("id") if record.filled("id") else ""
    name = record.text("name") if record.filled("name") else ""
    often = parse_frequency(_BY.sub("", record.text("frequency")))
    found = [record.text("last_issued")]
    found += [
        row.text("issued_on")
        for row in reporting.records("issued")
        if _same(row.text("report"), identifier, name)
    ]
    days = [
        moment.day for text in found for moment in find_moments(text) if moment.day and not moment.ambiguous
    ]
    return Report(record, identifier, name, often, max(days, default=None))


def _same(text: str, identifier: str, name: str) -> bool:
    split = parse_identifier(text)
    known = {normalise(identifier), normalise(name)} - {""}
    return normalise(split[0] if split else text) in known


def _kinds(text: str) -> tuple[str, ...]:
    return tuple(kind.name for kind in TYPES if re.search(rf"\b(?:{kind.words})", text, re.IGNORECASE))


def for_customers(report: Report, customers: frozenset[str]) -> bool:
    """Whether customers read it: by the word, or by the name of a customer or segment (normalised)."""
    told = report.record.text("audience")
    return bool(_OF_CUSTOMERS.search(told)) or any(normalise(part) in customers for part in report.audiences)


@derived
def shown(reporting: Artifact) -> Mapping[str, tuple[str, ...]]:
    """The reports that show each of the six contents, from the content matrix and the 'Contents' of the register."""
    found: dict[str, list[str]] = {key: [] for key in CONTENTS}
    for row in reporting.records("matrix"):
        for key in CONTENTS:
            if _marked(row.text(key)):
                found[key].append(row.text("report"))
    for report in reports(reporting):
        for key, topic in CONTENTS.items():
            if re.search(rf"\b(?:{topic.words})", report.record.text("contents"), re.IGNORECASE):
                found[key].append(report.label)
    for key, name, _ in _turned(reporting):
        found[key].append(name)
    return {key: tuple(dict.fromkeys(names)) for key, names in found.items()}


def _turned(reporting: Artifact) -> Iterator[tuple[str, str, Cell]]:
    """A matrix with a row per content and a column per report: content, report and what is marked."""
    section = reporting.sections.get("matrix")
    for table in section.tables if section else ():
        for row in table.rows if not _is_upright(table) else ():
            key = _content_named(row[0].text) if row else ""
            for title, cell in zip(table.header[1:], row[1:], strict=False):
                if key and _marked(cell.text):
                    yield key, title.text, cell


def _is_upright(table: Table) -> bool:
    return sum(bool(_content_named(cell.text)) for cell in table.header[1:]) >= 2


def _content_named(text: str) -> str:
    named = (
        key for key, topic in CONTENTS.items() if re.search(rf"\b(?:{topic.words})", text, re.IGNORECASE)
    )
    return next(named, "")


def _marked(text: str) -> bool:
    return filled_cell(text) and not _NOT_MARKED.fullmatch(text.strip())


def trend_depth(reporting: Artifact, report: Report) -> tuple[int | None, Place]:
    """Over how many periods a trend report looks, as far as its row or its trends in the matrix say; a year is 12."""
    rows = [row for row in reporting.records("matrix") if _same(row.text("report"), report.id, report.name)]
    told = [
        (cell.text, report.record.at(key))
        for key, cell in report.record.cells.items()
        if key not in ("frequency", "last_issued", "next_due")
    ]
    told += [(row.text("trends"), row.at("trends")) for row in rows]
    told += [
        (cell.text, reporting.at(cell))
        for key, name, cell in _turned(reporting)
        if key == "trends" and _same(name, report.id, report.name)
    ]
    found = [(number, place) for text, place in told for number in _spans(text)]
    return max(found, key=lambda pair: pair[0]) if found else (None, report.record.place)


def _spans(text: str) -> Iterator[int]:
    for match in _SPANS.finditer(text):
        number, unit = number_of(match["count"]), match["unit"].lower()
        if number is not None:
            yield int(number) * (12 if unit.startswith("year") else 6 if unit.startswith("half") else 1)
