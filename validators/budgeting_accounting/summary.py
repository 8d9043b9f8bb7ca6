"""What a person would read out about budgeting and accounting."""

from iso20k.facts.artifact import Artifact
from iso20k.judging.workspace import Workspace
from iso20k.values.money import Money, sum_money
from iso20k.wording.phrases import count, listed
from validators.budgeting_accounting.allocation import pools
from validators.budgeting_accounting.categories import categories
from validators.budgeting_accounting.control import cycle
from validators.budgeting_accounting.costs import money_text, service_costs


def summary(workspace: Workspace, budget: Artifact) -> str:
    """'6 cost categories; 4 indirect pools by usage, headcount and revenue; cycle of 6 steps. FY 2026-27: …'."""
    known, shared, steps = categories(budget), pools(budget), cycle(budget)
    if not (known or shared or steps or service_costs(budget)):
        return "No cost category, allocation method or budgeting cycle is defined."
    methods = tuple(dict.fromkeys(pool.method.lower() for pool in shared if pool.method))
    by = f" by {listed(methods)}" if methods else ""
    head = (
        f"{count(len(known), 'cost category', 'cost categories')}; "
        f"{count(len(shared), 'indirect pool')}{by}; budgeting cycle of {count(len(steps), 'step')}."
    )
    periods = dict.fromkeys(cost.period for cost in service_costs(budget))
    return " ".join((head, *(_of_period(budget, period) for period in periods)))


def _of_period(budget: Artifact, period: str) -> str:
    costs = [cost for cost in service_costs(budget) if cost.period == period]
    figures = [
        f"{word} {money_text(total)}"
        for word, amounts in (
            ("budget", [cost.budget for cost in costs]),
            ("actual", [cost.actual for cost in costs]),
            ("forecast", [cost.forecast for cost in costs]),
        )
        if (total := _sum(amounts)) is not None
    ]
    start = f"{period}: " if period else ""
    return f"{start}{count(len(costs), 'service')}, {listed(figures) or 'no total'}."


def _sum(amounts: list[Money | None]) -> Money | None:
    known = [amount for amount in amounts if amount is not None]
    return sum_money(known) if len(known) == len(amounts) else None
