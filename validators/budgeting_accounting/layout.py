"""Where a figure of the cost tables stands, and what heading, header and sentences say about it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from iso20k.document import Cell, Section, Table, Text
from iso20k.facts.artifact import Artifact, Record, derived
from iso20k.values.dates import MONTH_NAME
from iso20k.values.deferred import deferred
from iso20k.values.money import parse_money
from validators.budgeting_accounting.periods import span_of

#: Stands for the one currency of a document that never names it.
UNNAMED = "¤"
AMOUNTS = ("budget", "actual", "forecast")

_CODE = deferred(r"[A-Z]{3}|[A-Z]{0,2}[$€£¥₹]")
_CURRENCY_TOLD = deferred(r"amount|currenc|figure|stated in|money", re.IGNORECASE)
_COST_HEADING = deferred(
    r"^\W*(?:the )?(?:(?:yearly |annual |service )?(?:cost model|costs?|budgets?)(?: (?:of|for))?[ :–-]*)",
    re.IGNORECASE,
)
_WHEN = deferred(
    r"\b(?:FY ?'?(?:20)?[0-9]{2}(?: ?[-/–] ?(?:20)?[0-9]{2})?|(?:Q[1-4]|H[12])(?: ?20[0-9]{2})?"
    r"|20[0-9]{2}(?: ?[-/–] ?(?:20)?[0-9]{2})?|YTD"
    rf"|{MONTH_NAME}(?: ?20[0-9]{{2}})?)\b",
    re.IGNORECASE,
)
_NO_SERVICE = deferred(
    r"\b(?:by|per|each|categor\w*|overview|summary|totals?|budgets?|actuals?|forecasts?|lines?|quarter|year|month"
    r"|external|units?)\b",
    re.IGNORECASE,
)


@derived
def spots(budget: Artifact) -> Mapping[int, tuple[Section, Table]]:
    """The heading and the table of each row, by its line."""
    return {
        row[0].line: (section, block)
        for section in budget.document.sections
        for block in section.blocks
        if isinstance(block, Table)
        for row in block.rows
        if row
    }


def service_of_heading(section: Section) -> str:
    """The service that a heading below the section's names: 'Cost model of SVC-001 Hosting'; '' for any other heading."""
    name = _COST_HEADING().sub("", section.title).strip() if section.level > 2 else ""
    return name if name and not _NO_SERVICE().search(name) and span_of(name) is None else ""


class Unrolled(NamedTuple):
    """A table whose columns are services or periods, as records of one service and period each; `tables` are its lines."""

    records: tuple[Record, ...]
    tables: frozenset[int]


@derived
def unrolled(budget: Artifact) -> Unrolled:
    """The cost tables that are no list of lines: categories by services, and amounts by periods ('Budget 2026')."""
    named = budget.schema.register("costs").column_named
    records: list[Record] = []
    tables: set[int] = set()
    for section in (budget.sections[key] for key in ("models", "monitoring") if key in budget.sections):
        for table in section.tables:
            found = tuple(_by_period(budget, table, named) or _by_service(budget, table, named))
            records.extend(record._replace(home=section.key) for record in found)
            tables.update({table.line} if found else ())
    return Unrolled(tuple(records), frozenset(tables))


def _by_service(budget: Artifact, table: Table, named: Callable[[str], str]) -> Iterator[Record]:
    """A table of categories by services: each figure is the budget of one category of one service."""
    keys = [named(cell.text) for cell in table.header]
    if len(keys) < 3 or keys[0] != "category" or any(keys[1:]):
        return
    for row in table.rows:
        for service, amount in zip(table.header[1:], row[1:], strict=False):
            if parse_money(amount.text, UNNAMED):
                yield Record(
                    budget.path, amount.line, "", {"service": service, "category": row[0], "budget": amount}
                )


def _by_period(budget: Artifact, table: Table, named: Callable[[str], str]) -> tuple[Record, ...]:
    """A table whose amounts stand under headings with their period: a record for each period of each row."""
    heads = [_dated(cell.text, named) for cell in table.header]
    periods = dict.fromkeys(period for _, period in heads if period)
    found = []
    for row in table.rows if periods else ():
        for period in periods:
            cells: dict[str, Cell] = {}
            for (key, when), cell in zip(heads, row, strict=False):
                if key and when in ("", period):
                    cells.setdefault(key, cell)
            if row:
                cells.setdefault("period", Cell(period, row[0].line, row[0].column))
                found.append(Record(budget.path, row[0].line, "", cells))
    return tuple(found)


def _dated(heading: str, named: Callable[[str], str]) -> tuple[str, str]:
    """The column that a heading names and its period: 'FY25 budget' is the budget of FY25."""
    when = _WHEN().search(heading)
    key = named(f"{heading[: when.start()]} {heading[when.end() :]}") if when else ""
    return (key, when.group()) if when and key in (*AMOUNTS, "variance") else (named(heading), "")


def currency_of(budget: Artifact, table: Table | None) -> str:
    """The currency of a table whose rows name none: from its header, else from a sentence of the document."""
    for cell in table.header if table else ():
        if code := _code_in(cell.text):
            return code
    return _currency_told(budget)


@derived
def _currency_told(budget: Artifact) -> str:
    texts = (
        block for section in budget.document.sections for block in section.blocks if isinstance(block, Text)
    )
    told = (text.text for text in texts if _CURRENCY_TOLD().search(text.text))
    return next((code for text in told if (code := _code_in(text))), UNNAMED)


def _code_in(text: str) -> str:
    found = (parse_money(f"1 {code}") for code in _CODE().findall(text))
    return next((money.currency for money in found if money), "")
