"""How cost reaches services: every indirect pool by a method, a driver and shares that use it up."""

import re
from collections.abc import Iterator
from decimal import Decimal

from iso20k.facts.artifact import Artifact
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.wording.negation import states
from validators.budgeting_accounting.allocation import pools
from validators.budgeting_accounting.categories import categories

BUDGET = "budgeting-accounting"
_TOLERANCE = Decimal("0.1")
_BY_DRIVER = (
    r"\b(?:allocated|apportioned|distributed|charged|assigned|split|shared)\b[^.;]{0,120}\b(?:by|per|based on|on the basis of"
    r"|in proportion to|according to|proportional|directly)\b"
)
_SHARES = (
    "| Service management tools | usage | Tickets of the last twelve months | SVC-001 Managed Infrastructure | 25 | 48,000 |\n"
    "| Service management tools | usage | Tickets of the last twelve months | SVC-002 Cloud Hosting | 15 | 28,800 |\n"
    "| Service management tools | usage | Tickets of the last twelve months | SVC-003 Help Desk | 60 | 115,200 |"
)
_TOOLS = "| Service management tools | usage | Tickets of the last twelve months |"


@rule(
    "BUD-02", "allocation-method", Severity.ERROR, Kind.PRESENCE, "6.4 / 8.4.1", BUDGET,
    source="S",
    each=("allocation",),
    why="Shared cost without a method and a driver stays with nobody, and the cost of a service is a guess.",
    hint="Give the pool a method (usage, headcount, revenue) and the figure by which it is shared out.",
    fails=Example(
        tuple(
            Edit(f"{_TOOLS} {service} |", f"| Service management tools | usage | | {service} |")
            for service in ("SVC-001 Managed Infrastructure", "SVC-002 Cloud Hosting", "SVC-003 Help Desk")
        ),
        (Found("the pool Service management tools has no driver", at="| Service management tools | usage | |"),),
    ),
    more=(
        Example(
            (Edit("", "# Budgeting and Accounting\n\n## Cost categories\n\n| Category | Direct/indirect |\n|---|---|\n| Personnel | direct |\n| Overhead | indirect |\n\n"
                      "## Allocation\n\nThere is no allocation of overheads to services yet.\n"),),
            (Found("no allocation method for indirect cost is defined", at="## Allocation"),),
        ),
        Example((Edit("", "# Budgeting and Accounting\n\n## Allocation\n\nShared platforms are allocated to the services by the number of tickets in the quarter.\n"),)),
        Example((Edit("", "# Budgeting and Accounting\n\n## Cost categories\n\n| Category | Direct/indirect |\n|---|---|\n| Personnel | direct |\n| Cloud | direct |\n| Licences | direct |\n"),)),
        Example((Edit(_SHARES, _SHARES.replace("\n| Service management tools | usage | Tickets of the last twelve months |", "\n| | | |")),)),
    ),
)  # fmt: skip
def allocation_method(workspace: Workspace, budget: Artifact) -> Iterator[Problem]:
    known = pools(budget)
    if not known and not _all_direct(budget):
        section = budget.sections.get("allocation")
        told = states(section.prose, _BY_DRIVER).verdict if section else "absent"
        if told != "stated":
            yield Problem(budget.home("allocation"), "no allocation method for indirect cost is defined")
    for pool in known:
        for key, said in (("method", pool.method), ("driver", pool.driver)):
            if not said:
                yield Problem(pool.record.at(key), f"the pool {pool.name} has no {key}")


def _all_direct(budget: Artifact) -> bool:
    """Whether nothing is left to allocate: every category is charged directly."""
    rows = [row for row in budget.records("categories") if row.filled("category")]
    direct = re.compile(r"\s*direct\s*", re.IGNORECASE)
    return bool(categories(budget) and rows) and all(direct.fullmatch(row.text("assignment")) for row in rows)


@rule(
    "BUD-07", "allocation-100", Severity.ERROR, Kind.VALIDITY, "6.4 / 8.4.1", BUDGET,
    source="P",
    each=("allocation",),
    why="Shares below a hundred lose cost, shares above it count cost twice.",
    hint="Correct the shares of the pool, so that they add up to 100 %.",
    fails=Example(
        (Edit("| SVC-003 Help Desk | 60 | 115,200 |", "| SVC-003 Help Desk | 65 | 115,200 |"),),
        (Found("the shares of the pool Service management tools add up to 105 %", at=_SHARES.split("\n")[0]),),
    ),
    more=(
        Example((Edit("| SVC-003 Help Desk | 60 | 115,200 |", "| SVC-003 Help Desk | 60.05 % | 115,200 |"),)),
        Example((Edit("| SVC-003 Help Desk | 60 | 115,200 |", "| SVC-003 Help Desk | metered each month | |"),)),
        Example((Edit(_SHARES, f"{_SHARES}\n| Service management tools | | | Total | 100 | 192,000 |"),)),
        Example(
            (
                Edit("", "# Budgeting and Accounting\n\n## Allocation\n\n| Pool | Method | Driver | Hosting | Help Desk | Total |\n|---|---|---|---|---|---|\n"
                         "| Tools | usage | Tickets | 30 % | 70 % | 100 % |\n| Rent | headcount | Staff | 0.4 | 0.6 | 1 |\n| Management | revenue | Revenue | 50 % | 40 % | 90 % |\n"),
            ),
            (Found("the shares of the pool Management add up to 90 %", at="| Management |"),),
        ),
    ),
)  # fmt: skip
def allocation_100(workspace: Workspace, budget: Artifact) -> Iterator[Problem]:
    for pool in pools(budget):
        total = pool.total
        if total is not None and abs(total - 100) > _TOLERANCE:
            yield Problem(
                pool.record.at("share"),
                f"the shares of the pool {pool.name} add up to {total.normalize():f} %",
            )
