"""What is counted as cost: named categories that leave none of the kinds of cost out."""

import re
from collections.abc import Iterator

from iso20k.facts.artifact import Artifact
from iso20k.judging.checks import Topic
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.wording.phrases import count
from validators.budgeting_accounting.categories import KINDS, categories, explained

BUDGET = "budgeting-accounting"
_LEAST = 3


@rule(
    "BUD-01", "cost-categories", Severity.ERROR, Kind.PRESENCE, "6.4 / 8.4.1", BUDGET,
    source="S",
    why="Without named kinds of cost every booking is a matter of taste, and no two periods can be compared.",
    hint="List at least three cost categories, such as personnel, hardware, software, facilities and third-party services.",
    fails=Example(
        (
            Edit("| Hardware | Assets | capital, by depreciation | direct | Asset register, invoices |\n", ""),
            Edit("| Software and licences | Assets including licences | operating | direct | Licence records in the CMDB, invoices |\n", ""),
            Edit("| Facilities | Facilities | operating | indirect | Lease, power and cooling invoices |\n", ""),
            Edit("| Third-party services | External services; shared resources | operating | direct; service management tools indirect | Invoices of SPL-001 to SPL-004 |\n", ""),
        ),
        (Found("2 cost categories are defined, expected at least 3", at="## Cost categories"),),
    ),
    more=(
        Example(
            (
                Edit("", "# Budgeting and Accounting\n\n## Cost categories\n\n| Category | Kind | Capital/operating | Direct/indirect | Source |\n"
                     "|---|---|---|---|---|\n| Personnel | Personnel | operating | direct | Payroll |\n| Hardware | Assets | capital | direct | Invoices |\n| | | | | |\n"),
            ),
            (Found("2 cost categories are defined, expected at least 3", at="## Cost categories"),),
        ),
        Example(
            (Edit("", "# Budgeting and Accounting\n\n## Policy\n\nCost categories will follow.\n\n## Cost categories\n"),),
            (Found("no cost category is defined", at="## Cost categories"),),
        ),
        Example((Edit("", "# Budgeting and Accounting\n\n## 2. Cost types\n\n- Personnel: salaries and on-costs\n- Licences and subscriptions\n- Facilities\n"),)),
        Example((Edit("", "# Budgeting and Accounting\n\n## Cost categories\n\nWe book every cost as personnel, hardware, software or overhead, from the ledger of the company.\n"),)),
    ),
)  # fmt: skip
def cost_categories(workspace: Workspace, budget: Artifact) -> Iterator[Problem]:
    known = categories(budget)
    if not known:
        yield Problem(budget.home("categories"), "no cost category is defined")
    elif len(known) < _LEAST:
        verb = "is" if len(known) == 1 else "are"
        message = f"{count(len(known), 'cost category', 'cost categories')} {verb} defined, expected at least {_LEAST}"
        yield Problem(budget.home("categories"), message)


@rule(
    "BUD-05", "seven-kinds", Severity.STRICT, Kind.PRESENCE, "6.4 / -", BUDGET,
    editions=("2011",),
    why="Licences, facilities and overheads are what a cost per service forgets; the standard names seven kinds of cost.",
    hint="Map a category to this kind of cost, or say why there is none.",
    fails=Example(
        (
            Edit("| Overhead | Overheads | operating | indirect | General ledger: management, finance, insurance |\n", ""),
            Edit("## Allocation\n\nDirect cost carries", "## Allocation\n\nDirect bookings carry"),
            *(
                Edit(f"| Overhead | revenue | Revenue invoiced in the last financial year | {service} |", f"| Marketing | revenue | Revenue | {service} |")
                for service in ("SVC-001 Managed Infrastructure", "SVC-002 Cloud Hosting", "SVC-003 Help Desk")
            ),
        ),
        (Found("overheads are neither mapped to a cost category nor explained as none", at="## Cost categories"),),
    ),
    more=(
        Example(
            (
                Edit("| Facilities | Facilities | operating | indirect | Lease, power and cooling invoices |\n", ""),
                Edit("## Allocation\n\nDirect cost", "There are no facilities costs because all employees work at home and the racks are hired.\n\n## Allocation\n\nDirect cost"),
            ),
        ),
        Example(
            (
                Edit("| Facilities | Facilities | operating | indirect | Lease, power and cooling invoices |\n", "| Rent and power | | operating | indirect | Lease |\n"),
            ),
        ),
        Example(
            (Edit("", "# Budgeting and Accounting\n\n## Cost categories\n\n- Personnel\n- Hardware and licences\n- Rent\n- Suppliers\n- Management overhead\n- Shared platforms\n"),),
            (Found("capital and operating cost are neither mapped to a cost category nor explained as none", at="## Cost categories"),),
        ),
    ),
)  # fmt: skip
def seven_kinds(workspace: Workspace, budget: Artifact) -> Iterator[Problem]:
    if not categories(budget):
        return  # BUD-01 asks for categories first
    for kind in KINDS:
        if not _covered(budget, kind):
            verb = "are" if re.search(r"s$|cost$", kind.name) else "is"
            message = f"{kind.name} {verb} neither mapped to a cost category nor explained as none"
            yield Problem(budget.home("categories"), message)


def _covered(budget: Artifact, kind: Topic) -> bool:
    pattern = re.compile(rf"\b(?:{kind.words})", re.IGNORECASE)
    natures = "capital" in kind.words and any(row.filled("nature") for row in budget.records("categories"))
    return natures or any(pattern.search(text) for text in categories(budget)) or explained(budget, pattern)
