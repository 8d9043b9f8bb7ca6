"""What the documents of capacity and suppliers will cost stands in the budget."""

from collections.abc import Iterator

from iso20k.facts.artifact import Artifact, Record
from iso20k.judging.checks import day_of
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Related, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.values.listing import find_identifiers
from iso20k.values.money import parse_money
from iso20k.wording.names import normalise
from validators.budgeting_accounting.periods import span_of
from validators.capacity_management.resources import Upgrade, resources, upgrades
from validators.supplier_management.suppliers import CRITICAL, Supplier, find_supplier, suppliers

BUDGET, SUPPLIERS, CAPACITY = "budgeting-accounting", "supplier-management", "capacity-management"


@rule(
    "X38", "supplier-cost-present", Severity.WARNING, Kind.CROSS, "6.4 / 8.4.1", (BUDGET, SUPPLIERS),
    source="P",
    why="The service stands on a critical supplier whose bill nobody planned; the first invoice is the first warning.",
    hint="Add the critical supplier to the external services of the budget.",
    fails=Example(
        (Edit("| SPL-003 | ServiceNow | Pool Service management tools | CT-2021-003 | FY 2026-27 | AUD 168,000 |\n", ""), Edit("Invoices of SPL-001 to SPL-004", "Invoices")),
        (Found("the critical supplier ServiceNow has no cost in the budget", at="## Service cost models"),),
    ),
    more=(
        Example((Edit("| SPL-004 | Atlassian | Pool Service management tools | CT-2022-011 | FY 2026-27 | AUD 24,000 |\n", ""),)),  # a standard one
        Example((Edit("| SPL-003 | ServiceNow | Pool Service management tools | CT-2021-003 |", "| | ServiceNow (ITSM) | Pool Service management tools | |"),)),
    ),
)  # fmt: skip
def supplier_cost_present(workspace: Workspace, budget: Artifact, register: Artifact) -> Iterator[Problem]:
    known = suppliers(register)
    costed = {one.label for row in budget.records("external", "costs") for one in _named(row, known)}
    for supplier in known:
        if supplier.tier == CRITICAL and not supplier.is_sub and supplier.label not in costed:
            yield Problem(
                budget.home("external"),
                f"the critical supplier {supplier.label} has no cost in the budget",
                related=(Related(supplier.record.place, f"{supplier.label} in the supplier register"),),
                missing=True,
            )


def _named(row: Record, known: tuple[Supplier, ...]) -> Iterator[Supplier]:
    for cell in row.cells.values():
        if found := find_supplier(cell.text, known):
            yield found


@rule(
    "X39", "upgrade-in-budget", Severity.WARNING, Kind.CROSS, "6.5 c, 6.4 / 8.4.3", (CAPACITY, BUDGET),
    source="P",
    each=("upgrades",),
    why="An upgrade without money is a wish: when the threshold is reached, the order waits for a budget that was never asked for.",
    hint="Put the upgrade into the budget or forecast of its period, by its ID or for its service, with at least its cost.",
    fails=Example(
        (Edit("| Ten analyst licences, contained in software and licences | UPG-02 | SVC-003 Help Desk | FY 2026-27 | AUD 14,500 |\n", "", BUDGET), Edit("| Two L1 analysts from February 2027, requested with the half-year revision | UPG-03 | SVC-003 Help Desk | FY 2026-27 |", "| Two L1 analysts from February 2027, requested with the half-year revision | UPG-03 | SVC-003 Help Desk | FY 2025-26 |", BUDGET)),
        (
            Found("UPG-02 (AUD 14,500 a year, due 2027-01-15) is not among the planned investments of the budget", at="UPG-02"),
            Found("UPG-03 is due 2027-02-01, the budget has it in FY 2025-26", at="UPG-03"),
        ),
    ),
    more=(
        Example(
            (Edit("| UPG-01 | SVC-002 Cloud Hosting | FY 2026-27 | AUD 4,800 |", "| UPG-01 | SVC-002 Cloud Hosting | FY 2026-27 | AUD 3,000 |", BUDGET),),
            (Found("UPG-01 costs AUD 4,800, the budget has AUD 3,000", at="UPG-01"),),
        ),
        Example((Edit("| UPG-01 | SVC-002 Cloud Hosting | FY 2026-27 | AUD 4,800 |", "| UPG-01 | SVC-002 Cloud Hosting | FY 2026-27 | EUR 3,000 |", BUDGET),)),  # another currency
        Example((Edit("| Ten analyst licences, contained in software and licences | UPG-02 | SVC-003 Help Desk |", "| More analyst licences | Capacity plan | SVC-003 Help Desk |", BUDGET),)),
        Example((Edit("| Higher vCPU quota in Australia East | 80 % | 600 vCPU | AUD 4,800 |", "| Higher vCPU quota in Australia East | 80 % | 600 vCPU | none |"),)),
    ),
)  # fmt: skip
def upgrade_in_budget(workspace: Workspace, capacity: Artifact, budget: Artifact) -> Iterator[Problem]:
    rows = budget.records("investments")
    if not rows:
        return  # nothing tells upgrades from running cost: not comparable
    for upgrade in upgrades(capacity):
        told = upgrade.record.text("cost")
        if parse_money(told) is None:
            continue
        due = upgrade.record.text("due")
        named = [row for row in rows if _names(row, upgrade)]
        if not named and not any(_for_service(row, capacity, upgrade) for row in rows):
            message = (
                f"{upgrade.label} ({told}, due {due}) is not among the planned investments of the budget"
            )
            related = (Related(budget.home("investments"), "the planned investments"),)
            yield Problem(upgrade.record.at("cost"), message, related=related, missing=True)
        for row in named[:1]:
            yield from _against(row, upgrade)


def _names(row: Record, upgrade: Upgrade) -> bool:
    told = " ".join(cell.text for cell in row.cells.values())
    own = upgrade.record.text("id").strip()
    prefix = own.partition("-")[0]
    return bool(own) and own.upper() in find_identifiers(told, (prefix,))


def _for_service(row: Record, capacity: Artifact, upgrade: Upgrade) -> bool:
    """Whether a row without any upgrade's ID is for the upgrade's service and period: one sum for several upgrades."""
    if any(_names(row, other) for other in upgrades(capacity)):
        return False
    served = {
        key
        for resource in resources(capacity)
        if any(resource.ref.same(ref) for ref in upgrade.resources)
        for ref in resource.services
        for key in (normalise(ref.id), normalise(ref.name))
        if key
    }
    told = row.text("service")
    names = {normalise(told), *(normalise(one) for one in find_identifiers(told, ("SVC",)))}
    return bool(served & names) and _within(row, upgrade) is not False


def _within(row: Record, upgrade: Upgrade) -> bool | None:
    """Whether the upgrade is due in the budget's period; None when one of the two cannot be read."""
    span, due = span_of(row.text("period")), day_of(upgrade.record, "due")
    return None if span is None or due is None else span.first <= due <= span.last


def _against(row: Record, upgrade: Upgrade) -> Iterator[Problem]:
    related = (Related(row.place, f"{upgrade.label} in the budget"),)
    if _within(row, upgrade) is False:
        message = (
            f"{upgrade.label} is due {upgrade.record.text('due')}, the budget has it in {row.text('period')}"
        )
        yield Problem(upgrade.record.at("due"), message, related=related)
        return
    cost, planned = parse_money(upgrade.record.text("cost")), parse_money(row.text("budget"))
    comparable = cost and planned and (cost.currency, cost.per) == (planned.currency, planned.per)
    if cost and planned and comparable and planned.amount < cost.amount:
        message = f"{upgrade.label} costs {upgrade.record.text('cost')}, the budget has {row.text('budget')}"
        yield Problem(upgrade.record.at("cost"), message, related=related)
