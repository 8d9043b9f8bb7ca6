"""How indirect cost reaches the services: pools with method, driver and the share of each service."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from iso20k.document import Place
from iso20k.facts.artifact import Artifact, Record, derived
from iso20k.values.deferred import deferred
from iso20k.values.number import parse_number
from iso20k.values.percent import parse_percent
from iso20k.wording.names import normalise
from validators.budgeting_accounting.costs import is_total
from validators.budgeting_accounting.layout import spots

_METERED = deferred(r"\b(?:meter|measured|actual|each month|monthly|variable|consum)", re.IGNORECASE)


class Share(NamedTuple):
    """The part of a pool that a service carries in percent; None when it cannot be read as a share."""

    service: str
    percent: Decimal | None
    place: Place


class Pool(NamedTuple):
    """An indirect cost that several services share; `method` and `driver` are '' when nothing says them."""

    name: str
    method: str
    driver: str
    shares: tuple[Share, ...]
    record: Record

    @property
    def total(self) -> Decimal | None:
        """What the shares add up to in percent; None when one cannot be read or none is given."""
        parts = [share.percent for share in self.shares]
        if not parts or None in parts:
            return None
        total = sum((part for part in parts if part is not None), Decimal(0))
        return total * 100 if total <= Decimal("1.001") and len(parts) > 1 else total


@derived
def pools(budget: Artifact) -> tuple[Pool, ...]:
    """The pools in document order; rows of one pool stand together, its name said in each or only in the first."""
    grouped: dict[str, list[Record]] = {}
    name = ""
    for record in budget.records("allocation"):
        name = record.text("pool") if record.filled("pool") else name
        if name and not is_total(name) and not is_total(record.text("service")):
            grouped.setdefault(normalise(name), []).append(record)
    return tuple(_pool(budget, rows) for rows in grouped.values())


def _pool(budget: Artifact, rows: list[Record]) -> Pool:
    first = rows[0]
    said = {key: next((row.text(key) for row in rows if row.filled(key)), "") for key in ("method", "driver")}
    shares = [
        Share(row.text("service"), _percent(row.text("share")), row.at("share"))
        for row in rows
        if row.filled("share")
    ]
    beside = [share for row in rows for share in _in_columns(budget, row)]
    return Pool(first.text("pool"), said["method"], said["driver"], tuple(shares or beside), first)


def _in_columns(budget: Artifact, record: Record) -> Iterator[Share]:
    """Shares that stand in a column per service instead of a row per service: percentages or parts of one."""
    named = budget.schema.register("allocation").column_named
    _, table = spots(budget).get(record.line, (None, None))
    row = next((row for row in table.rows if row and row[0].line == record.line), ()) if table else ()
    for head, cell in zip(table.header if table else (), row, strict=False):
        if named(head.text) or is_total(head.text):
            continue
        part = parse_percent(f"{cell.text} %") if "%" in head.text else parse_percent(cell.text)
        fraction = parse_number(cell.text) if part is None else None
        if part is not None or (fraction is not None and 0 < fraction < 1):
            yield Share(head.text, fraction if part is None else part, budget.at(cell))


def _percent(text: str) -> Decimal | None:
    if _METERED().search(text):
        return None
    percent = parse_percent(text)
    return parse_number(text) if percent is None else percent
