"""What services cost, line by line: budget, actual and forecast, with the totals that the document states."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from iso20k.document import Section, Table
from iso20k.facts.artifact import Artifact, Record, derived
from iso20k.facts.schema import normalise_heading
from iso20k.values.deferred import deferred
from iso20k.values.listing import parse_identifier
from iso20k.values.money import Money, parse_money, sum_money
from iso20k.wording.filled import filled_cell
from iso20k.wording.names import normalise
from validators.budgeting_accounting.layout import (
    AMOUNTS,
    UNNAMED,
    currency_of,
    service_of_heading,
    spots,
    unrolled,
)
from validators.budgeting_accounting.periods import span_of

_TOTAL = deferred(
    r"\W*(?:(?:grand |sub-? ?|overall )?totals?|sum)\b\W*|\W*(?:all|overall)(?: (?:(?:three|four|five|[0-9]{1,2}) )?(?:services?|categories|costs?))?\W*$",
    re.IGNORECASE,
)
_GENERIC = deferred(
    r"\b(?:of|for|the|all|services?|costs?|categor(?:y|ies)|budgets?|ownership|tco|year|yearly|annual)\b",
    re.IGNORECASE,
)
_NIL = deferred(r"[-–—]|nil|none|zero", re.IGNORECASE)


class CostLine(NamedTuple):
    """A cost of a service in a period, or (`total`) a sum that the document states.

    `service`, `category` and `period` are as written, '' for all; `table` is the line of its table, 0 for a tall record.
    """

    record: Record
    service: str
    category: str
    period: str
    currency: str
    table: int
    total: bool

    @property
    def label(self) -> str:
        """How messages call it: 'Third-party services of SVC-002 Cloud Hosting'."""
        if is_total(self.service) or not filled_cell(self.service):
            return self.category if self.category and not is_total(self.category) else "all services"
        whole = not self.category or is_total(self.category)
        return self.service if whole else f"{self.category} of {self.service}"

    def amount(self, key: str) -> Money | None:
        """The budget, actual, forecast or variance; a dash is nothing spent, None when it cannot be read."""
        text = self.record.text(key).strip()
        if _NIL().fullmatch(text):
            return Money(Decimal(0), self.currency)
        money = parse_money(text, self.currency)
        dollars = money is not None and money.currency == "$" and self.currency.endswith("D")
        return money._replace(currency=self.currency) if money and dollars else money


class ServiceCost(NamedTuple):
    """What one service costs in one period, as stated or else added up from its lines; None where nobody can say."""

    service: str
    period: str
    budget: Money | None
    actual: Money | None
    forecast: Money | None
    record: Record


def is_total(text: str) -> bool:
    """Whether a cell stands for everything, or for all of something: 'Total', 'All services', 'Total personnel'."""
    return bool(_TOTAL().match(text))


def rest_of_total(text: str) -> str:
    """What a total is of: 'Total personnel' is of 'personnel'; '' for everything."""
    rest = _TOTAL().sub("", text, count=1).strip() if is_total(text) else text.strip()
    return rest if _GENERIC().sub("", rest).strip(" :–-") else ""


@derived
def cost_lines(budget: Artifact) -> tuple[CostLine, ...]:
    """Every line and every stated total of the service costs, in document order."""
    places, other = spots(budget), unrolled(budget)
    listed = (record for record in budget.records("costs") if not _within(places, record, other.tables))
    found: list[CostLine] = []
    for record in sorted((*listed, *other.records), key=lambda record: record.line):
        section, table = places.get(record.line, (None, None))
        if not any(record.filled(key) for key in (*AMOUNTS, "variance", "service", "period")):
            continue
        above = found[-1] if found and table and found[-1].table == table.line else None
        service = record.text("service") or _service_above(budget, section, table, above, record)
        currency = record.text("currency") or currency_of(budget, table)
        category, period = record.text("category"), record.text("period")
        total = any(is_total(text) for text in (category, service, period))
        period = rest_of_total(period) if is_total(period) else period
        found.append(CostLine(record, service, category, period, currency, table.line if table else 0, total))
    return tuple(_totals_told(found))


def _within(places: Mapping[int, tuple[Section, Table]], record: Record, tables: frozenset[int]) -> bool:
    spot = places.get(record.line)
    return spot is not None and spot[1].line in tables


def _service_above(
    budget: Artifact, section: Section | None, table: Table | None, above: CostLine | None, record: Record
) -> str:
    """A service said once: by the heading above a table without such a column, or by a row further up."""
    if section is None or table is None:
        return ""
    column = budget.schema.register("costs").column_named
    if any(column(cell.text) == "service" for cell in table.header):
        told = record.filled("category") and not is_total(record.text("category"))
        return above.service if above and told else ""
    return service_of_heading(section)


def _totals_told(lines: Sequence[CostLine]) -> Iterator[CostLine]:
    """A line without a category is a total where the same service and period have lines with one."""
    detailed = {
        (service_key(line.service), normalise(line.period))
        for line in lines
        if line.category and not line.total
    }
    for line in lines:
        own = (service_key(line.service), normalise(line.period))
        yield line._replace(total=True) if not line.category and own in detailed else line


@derived
def service_names(budget: Artifact) -> Mapping[str, str]:
    """The identifier of each service by its name, where a cell gives both ('SVC-001 Managed Infrastructure')."""
    texts = (record.text("service") for record in budget.records("costs", "allocation", "units", "external"))
    pairs = (
        split
        for text in (*texts, *(line.service for line in cost_lines(budget)))
        if (split := parse_identifier(text))
    )
    return {normalise(name): identifier for identifier, name in pairs if name}


def service_key(service: str, names: Mapping[str, str] | None = None) -> str:
    """Under which a service is joined: its identifier, also for the name alone where `names` knows it."""
    split = parse_identifier(service)
    if split:
        return normalise(split[0])
    key = normalise(service)
    return normalise((names or {}).get(key, "")) or key


def lines_of(budget: Artifact, total: CostLine) -> tuple[CostLine, ...]:
    """The lines that a stated total is the sum of: those of its table, else those of the whole document.

    None for the total of a group that no line names ('Subtotal direct cost'), and where periods are mixed.
    """
    within = [line for line in cost_lines(budget) if not line.total and _belongs(budget, line, total)]
    beside = [line for line in within if line.table and line.table == total.table]
    lines = [line for line in beside or within if not total.period or _same_period(line, total)]
    if beside and any(_length(line.period) != _length(total.period) for line in beside if total.period):
        return ()
    return tuple(lines)


def _belongs(budget: Artifact, line: CostLine, total: CostLine) -> bool:
    names = service_names(budget)
    service, category = rest_of_total(total.service), rest_of_total(total.category)
    return (not service or service_key(service, names) == service_key(line.service, names)) and (
        not category or normalise_heading(category) == normalise_heading(line.category)
    )


def _same_period(line: CostLine, other: CostLine) -> bool:
    return normalise(line.period) == normalise(other.period)


def _length(period: str) -> str:
    span = span_of(period)
    return span.length if span else ""


def added(lines: Sequence[CostLine], key: str) -> Money | None:
    """What the lines add up to; None when one cannot be read, or when they differ in currency."""
    amounts = [line.amount(key) for line in lines]
    return None if None in amounts else sum_money(amount for amount in amounts if amount)


@derived
def service_costs(budget: Artifact) -> tuple[ServiceCost, ...]:
    """The cost of each service in each period, in document order."""
    names = service_names(budget)
    grouped: dict[tuple[str, str], list[CostLine]] = {}
    for line in cost_lines(budget):
        of_group = line.total and is_total(line.category) and rest_of_total(line.category)
        if filled_cell(line.service) and not is_total(line.service) and not of_group:
            grouped.setdefault((service_key(line.service, names), normalise(line.period)), []).append(line)
    return tuple(_service_cost(lines) for lines in grouped.values())


def _service_cost(lines: Sequence[CostLine]) -> ServiceCost:
    stated = next((line for line in lines if line.total), None)
    parts = [line for line in lines if not line.total]
    first = stated or parts[0]
    budget, actual, forecast = (
        (stated.amount(key) if stated else None) or added(parts, key) for key in AMOUNTS
    )
    return ServiceCost(first.service, first.period, budget, actual, forecast, first.record)


def money_text(amount: Money) -> str:
    """An amount for messages: 'AUD 1,476,000', '12,000.50' where no currency is named."""
    figure = f"{amount.amount:,.2f}".removesuffix(".00")
    return figure if amount.currency == UNNAMED else f"{amount.currency} {figure}"
