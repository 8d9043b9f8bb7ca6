"""The figures of the service costs: there for each service, added up rightly, compared and explained."""

from collections.abc import Iterator
from decimal import Decimal

from iso20k.facts.artifact import Artifact
from iso20k.judging.checks import corrected, sums_to
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Related, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.values.money import Money
from iso20k.values.percent import parse_percent
from iso20k.wording.filled import filled_cell
from validators.budgeting_accounting.costs import (
    CostLine,
    added,
    cost_lines,
    is_total,
    lines_of,
    money_text,
    service_costs,
)
from validators.budgeting_accounting.layout import AMOUNTS
from validators.budgeting_accounting.periods import span_of

BUDGET = "budgeting-accounting"
_ROUNDING = Decimal("0.5")
_THRESHOLD = 10.0
_AZURE = "| SVC-002 Cloud Hosting | Third-party services | Q2 2026 | AUD | 164,000 | 186,200 |"
_PERSONNEL = "| SVC-003 Help Desk | Personnel | Q2 2026 | AUD |"
_HEAD = "# Budgeting and Accounting\n\n## Service cost models\n\n"


@rule(
    "BUD-04", "cost-per-service", Severity.WARNING, Kind.PRESENCE, "6.4 / 8.4.1", BUDGET,
    source="s",
    why="Total spending on technology says nothing about what one service costs, and so about no price and no decision.",
    hint="Give each service its lines of cost and their total.",
    fails=Example(
        (Edit("| All services | Total | FY 2026-27 |", "| - | Training | FY 2026-27 | AUD | 0 | 0 |\n| All services | Total | FY 2026-27 |"),),
        (Found("the cost of Training is given for no service", at="| - | Training |"),),
    ),
    more=(
        Example(
            (Edit("", f"{_HEAD}| Category | Period | Currency | Budget |\n|---|---|---|---|\n| Personnel | 2026 | EUR | 900,000 |\n| Hardware | 2026 | EUR | 200,000 |\n"),),
            (Found("the cost of Personnel is given for no service", at="| Personnel |"), Found("the cost of Hardware is given for no service", at="| Hardware |")),
        ),
        Example(
            (Edit("", f"{_HEAD}Costs are tracked for all of IT; no cost is known per service.\n"),),
            (Found("no cost is given for any service", at="## Service cost models"),),
        ),
        Example(
            (Edit("", f"{_HEAD}| Service | Category | Budget |\n|---|---|---|\n| Hosting | Personnel | EUR 9,000 |\n| Hosting | Licences | as last year |\n| Help Desk | Personnel | EUR 7,000 |\n"),),
            (Found("the cost of Hosting cannot be added up, 'as last year' is no amount", at="| Licences |"),),
        ),
        Example((Edit("", f"{_HEAD}### SVC-001 Hosting\n\n| Category | Budget (EUR) |\n|---|---|\n| Personnel | 9,000 |\n| Licences | 1,000 |\n"),)),
        Example((Edit("", f"{_HEAD}| Cost category | Hosting | Help Desk | Total |\n|---|---|---|---|\n| Personnel | 9,000 | 4,000 | 13,000 |\n| Licences | 1,000 | - | 1,000 |\n"),)),
    ),
)  # fmt: skip
def cost_per_service(workspace: Workspace, budget: Artifact) -> Iterator[Problem]:
    lines = cost_lines(budget)
    if not lines:
        yield Problem(budget.home("costs"), "no cost is given for any service")
    for line in lines:
        if not line.total and not filled_cell(line.service):
            yield Problem(line.record.at("service"), f"the cost of {line.label} is given for no service")
    for service in service_costs(budget):
        if not any((service.budget, service.actual, service.forecast)):
            yield _not_added(budget, service.service)


def _not_added(budget: Artifact, service: str) -> Problem:
    unread = (
        (line.record, key)
        for line in cost_lines(budget)
        for key in AMOUNTS
        if line.service == service and line.record.filled(key) and line.amount(key) is None
    )
    record, key = next(unread, (None, ""))
    if record is None:
        place = next(line.record.place for line in cost_lines(budget) if line.service == service)
        return Problem(place, f"{service} has no cost that can be added up")
    message = f"the cost of {service} cannot be added up, '{record.text(key)}' is no amount"
    return Problem(record.at(key), message, missing=False)


@rule(
    "BUD-06", "sums-correct", Severity.ERROR, Kind.VALIDITY, "6.4 / 8.4.1", BUDGET,
    source="P",
    each=("costs",),
    why="A total that its own lines do not give makes an auditor doubt every other figure of the accounts.",
    hint="Correct the line or the total, so that both give one sum.",
    fails=Example(
        (Edit("| SVC-002 Cloud Hosting | Total | FY 2026-27 | AUD | 2,211,100 |", "| SVC-002 Cloud Hosting | Total | FY 2026-27 | AUD | 2,311,100 |"),),
        (Found("the stated budget of SVC-002 Cloud Hosting is AUD 2,311,100, its lines add up to AUD 2,211,100", at="| SVC-002 Cloud Hosting | Total | FY 2026-27 |"),),
    ),
    more=(
        Example(
            (Edit("| All services | Total | Q2 2026 | AUD | 1,495,000 | 1,528,200 | +33,200 | |", "| All services | Total | Q2 2026 | AUD | 1,495,000 | 1,582,200 | +87,200 | |"),),
            (Found("the stated actual of all services is AUD 1,582,200, its lines add up to AUD 1,528,200", at="| All services | Total | Q2 2026 |"),),
        ),
        Example((Edit("| All services | Total | FY 2026-27 | AUD | 6,200,000 |", "| All services | Total | FY 2026-27 | AUD | 6,2 million |"),)),
        Example((Edit("| SVC-003 Help Desk | Overhead | FY 2026-27 | AUD | 118,800 |", "| SVC-003 Help Desk | Overhead | FY 2026-27 | AUD | as last year |"),)),
        Example(
            (Edit("", f"{_HEAD}| Cost category | Hosting | Help Desk | Total |\n|---|---|---|---|\n| Personnel | 9,000 | 4,000 | 13,000 |\n| Licences | 1,000 | 500 | 1,600 |\n| Total | 10,000 | 4,500 | 14,500 |\n"),),
            (Found("the stated budget of Licences is 1,600, its lines add up to 1,500", at="| Licences |"),),
        ),
        Example((Edit("", f"{_HEAD}| Service | Period | Budget |\n|---|---|---|\n| Hosting | Q1 2026 | EUR 9,000 |\n| Hosting | Q2 2026 | EUR 7,000 |\n| Total | 2026 | EUR 34,000 |\n"),)),
        Example(
            (Edit("", f"{_HEAD}| Service | Period | Budget |\n|---|---|---|\n| Hosting | Q1 2026 | EUR 9,000 |\n| Help Desk | Q1 2026 | EUR 7,000 |\n| Total | | EUR 17,000 |\n"),),
            (Found("the stated budget of all services is EUR 17,000, its lines add up to EUR 16,000", at="| Total |"),),
        ),
    ),
)  # fmt: skip
def sums_correct(workspace: Workspace, budget: Artifact) -> Iterator[Problem]:
    for total in cost_lines(budget):
        parts = lines_of(budget, total) if total.total else ()
        for key in AMOUNTS:
            stated, given = total.amount(key) if total.record.filled(key) else None, added(parts, key)
            if stated is None or given is None or stated.currency != given.currency:
                continue  # what cannot be read is BUD-04's, mixed currencies are BUD-10's
            if not sums_to((given.amount,), stated.amount, percent=_ROUNDING):
                yield Problem(
                    total.record.at(key),
                    f"the stated {key} of {total.label} is {money_text(stated)}, its lines add up to {money_text(given)}",
                    related=(Related(parts[0].record.place, "the first of the lines"),),
                )


@rule(
    "BUD-08", "variance-correct", Severity.ERROR, Kind.VALIDITY, "6.4 / 8.4.1", BUDGET,
    source="P",
    each=("costs",),
    why="A variance with the wrong sign shows an overspend as a saving.",
    hint="Write actual minus budget, so that an overspend is positive.",
    fails=Example(
        (Edit(f"{_PERSONNEL} 310,000 | 318,900 | +8,900 |", f"{_PERSONNEL} 310,000 | 318,900 | -8,900 |"),),
        (Found("the variance -8,900 of Personnel of SVC-003 Help Desk has the wrong sign, actual minus budget is AUD 8,900", at=_PERSONNEL),),
    ),
    more=(
        Example(
            (Edit(f"{_PERSONNEL} 310,000 | 318,900 | +8,900 |", f"{_PERSONNEL} 310,000 | 318,900 | 9,800 |"),),
            (Found("the variance 9,800 of Personnel of SVC-003 Help Desk is not actual minus budget, AUD 8,900", at=_PERSONNEL),),
        ),
        Example((Edit(f"{_PERSONNEL} 310,000 | 318,900 | +8,900 |", f"{_PERSONNEL} 310,000 | 318,900 | +2.9 % |"),)),
        Example((Edit(f"{_PERSONNEL} 310,000 | 318,900 | +8,900 |", f"{_PERSONNEL} 310,000 | 318,900 | 8,900 adverse |"),)),
        Example((Edit("| 352,000 | 349,500 | -2,500 |", "| 352,000 | 349,500 | (2,500) |"),)),
        Example(
            (Edit(f"{_PERSONNEL} 310,000 | 318,900 | +8,900 |", f"{_PERSONNEL} 310,000 | 318,900 | -2.9 % |"),),
            (Found("the variance -2.9 % of Personnel of SVC-003 Help Desk has the wrong sign, actual minus budget is AUD 8,900", at=_PERSONNEL),),
        ),
    ),
)  # fmt: skip
def variance_correct(workspace: Workspace, budget: Artifact) -> Iterator[Problem]:
    for line in cost_lines(budget):
        difference = _difference(line)
        verdict = _variance_is(line, difference) if difference else ""
        if difference and verdict:
            text = f"the variance {line.record.text('variance')} of {line.label} {verdict}{money_text(difference)}"
            edit = corrected(line.record, "variance", _signed(line, difference))
            yield Problem(line.record.at("variance"), text, edit=edit)


def _signed(line: CostLine, difference: Money) -> str:
    """Actual minus budget as the field says it: an amount, or the share of the budget."""
    planned = line.amount("budget")
    if parse_percent(line.record.text("variance")) is not None and planned and planned.amount:
        return f"{difference.amount / planned.amount * 100:+.1f}"
    return f"{difference.amount:+,.2f}".removesuffix(".00")


def _difference(line: CostLine) -> Money | None:
    """Actual minus budget; None when one is missing or they differ in currency."""
    planned, spent = line.amount("budget"), line.amount("actual")
    if not (planned and spent and line.record.filled("actual")) or planned.currency != spent.currency:
        return None
    return Money(spent.amount - planned.amount, spent.currency)


def _variance_is(line: CostLine, difference: Money) -> str:
    """What is wrong with the stated variance, '' when it is right within rounding or cannot be read."""
    percent, planned = parse_percent(line.record.text("variance")), line.amount("budget")
    if percent is not None and planned and planned.amount:
        stated, given, slack = percent, difference.amount / planned.amount * 100, Decimal("0.51")
    elif (money := line.amount("variance")) and money.currency == difference.currency:
        stated, given = money.amount, difference.amount
        slack = max(Decimal(1), abs(stated) * _ROUNDING / 100)
    else:
        return ""
    if abs(stated - given) <= slack:
        return ""
    return (
        "has the wrong sign, actual minus budget is "
        if abs(stated + given) <= slack
        else "is not actual minus budget, "
    )


@rule(
    "BUD-09", "variance-explained", Severity.WARNING, Kind.PRESENCE, "6.4 / 8.4.1", BUDGET,
    each=("costs",),
    why="A large difference that nobody explains is a cost that nobody manages.",
    hint="Say what caused the variance, and correct the forecast when it will stay.",
    fails=Example(
        (Edit(f"{_AZURE} +22,200 | Azure consumption of Kestrel Insurance from April instead of July; its revenue came with it |", f"{_AZURE} +22,200 | |"),),
        (Found("the variance of 13.5 % of Third-party services of SVC-002 Cloud Hosting is not explained", at=_AZURE),),
    ),
    more=(
        Example(
            (Edit("; its revenue came with it |", " |"), Edit("| 40,000 | 41,200 | +1,200 | |", "| 40,000 | 44,000 | +4,000 | |")),
        ),
        Example(
            (Edit("| 40,000 | 41,200 | +1,200 | |", "| 40,000 | 41,200 | +1,200 | |\n| SVC-001 Managed Infrastructure | Travel | Q2 2026 | AUD | 0 | 900 | +900 | |"),),
        ),
        Example(
            (Edit("| 75,000 | 74,100 | -900 | |", "| 75,000 | 71,100 | -3,900 | |"),),
            (Found("the variance of -5.2 % of Other costs of SVC-003 Help Desk is not explained", at="| 75,000 | 71,100 |"),),
            settings="thresholds:\n  budget-variance: 5\n",
        ),
    ),
)  # fmt: skip
def variance_explained(workspace: Workspace, budget: Artifact) -> Iterator[Problem]:
    limit = Decimal(str(workspace.configuration.thresholds.get("budget-variance", _THRESHOLD)))
    for line in cost_lines(budget):
        planned, difference = line.amount("budget"), _difference(line)
        if not (planned and planned.amount and difference):
            continue
        percent = difference.amount / planned.amount * 100
        if abs(percent) > limit and not line.record.filled("explanation"):
            message = f"the variance of {percent:.1f} % of {line.label} is not explained"
            yield Problem(line.record.at("variance"), message)


@rule(
    "BUD-10", "period-currency", Severity.WARNING, Kind.VALIDITY, "6.4 / 8.4.1", BUDGET,
    source="P",
    each=("costs",),
    why="A quarter beside a year, or euros beside dollars, cannot be added and must not be compared.",
    hint="Use one currency and periods of one length in a table, or make two tables.",
    fails=Example(
        (Edit("| SVC-003 Help Desk | Third-party services | Q2 2026 | AUD |", "| SVC-003 Help Desk | Third-party services | Q2 2026 | USD |"),),
        (Found("a table of costs in AUD has a line in USD", at="| SVC-003 Help Desk | Third-party services | Q2 2026 |"),),
    ),
    more=(
        Example(
            (Edit("| SVC-003 Help Desk | Third-party services | Q2 2026 |", "| SVC-003 Help Desk | Third-party services | May 2026 |"),),
            (Found("the period 'May 2026' is a month, the other lines of the table are for a quarter", at="May 2026"),),
        ),
        Example((Edit("", f"{_HEAD}| Service | Period | Budget |\n|---|---|---|\n| Hosting | Q1 2026 | EUR 9,000 |\n| Hosting | Q2 2026 | EUR 7,000 |\n| Total | 2026 | EUR 16,000 |\n"),)),
        Example((Edit("", f"{_HEAD}| Service | Period | Budget |\n|---|---|---|\n| Hosting | until renewal | EUR 9,000 |\n| Help Desk | 2026 | € 7,000 |\n"),)),
    ),
)  # fmt: skip
def period_currency(workspace: Workspace, budget: Artifact) -> Iterator[Problem]:
    tables: dict[int, list[CostLine]] = {}
    for line in cost_lines(budget):
        tables.setdefault(line.table, []).append(line)
    for lines in tables.values():
        yield from _currencies(lines)
        yield from _periods([line for line in lines if not line.total and not is_total(line.period)])


def _currencies(lines: list[CostLine]) -> Iterator[Problem]:
    usual = ""
    for line in lines:
        amounts = [
            (key, amount) for key in AMOUNTS if line.record.filled(key) and (amount := line.amount(key))
        ]
        for key, amount in amounts:
            usual = usual or amount.currency
            if amount.currency != usual:
                told = "currency" if line.record.filled("currency") else key
                message = f"a table of costs in {usual} has a line in {amount.currency}"
                yield Problem(line.record.at(told), message)
                break


def _periods(lines: list[CostLine]) -> Iterator[Problem]:
    lengths = [(line, span.length) for line in lines if (span := span_of(line.period))]
    names = [length for _, length in lengths]
    usual = max(dict.fromkeys(names), key=names.count, default="")
    for line, length in lengths:
        if length != usual:
            message = (
                f"the period '{line.period}' is a {length}, the other lines of the table are for a {usual}"
            )
            yield Problem(line.record.at("period"), message)
