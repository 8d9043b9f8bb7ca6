"""Budgeting and accounting in the forms in which people keep accounts: by rows, by headings, as a matrix."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from asking import asked

from iso20k.configuration import Configuration
from iso20k.edges.examples import sample
from iso20k.facts.artifact import Artifact
from iso20k.judging.examples import Staged, workspace_of
from iso20k.judging.finding import Finding
from validators.budgeting_accounting.allocation import pools
from validators.budgeting_accounting.categories import categories
from validators.budgeting_accounting.costs import rest_of_total, service_costs
from validators.budgeting_accounting.periods import span_of
from validators.registry import catalogue

PATH = "sms/09-budgeting-accounting.md"
ROWS = """# Budgeting and Accounting

## 5. Service costs

| Cost category | Actuals | Planned | Service | Year | Ccy |
|---|---|---|---|---|---|
| Personnel | 9.500 | 9.000 | SVC-001 Hosting | 2026 | EUR |
| Licences | 1.000 | 1.000 |  | 2026 | EUR |
| **Total** | 10.500 | 10.000 | SVC-001 Hosting | 2026 | EUR |
| Personnel | 4.000 | 4.000 | SVC-002 Help Desk | 2026 | EUR |
"""
HEADINGS = """# IT Financial Management

All amounts are in EUR.

## Cost per service

### Cost model: SVC-001 Hosting

| Cost type | Period | Budget | Actual |
|---|---|---|---|
| Personnel | 2026 | 9 000 | 9 500 |
| Licences | 2026 | 1k | 1k |
| Total | 2026 | 10 000 | 10 500 |

### SVC-002 Help Desk

- Category: Personnel
- Period: 2026
- Budget: 4,000
- Actual: € 4,000
"""
MATRIX = """# Budgeting and Accounting

## Service cost models

| Category | SVC-001 Hosting (EUR) | SVC-002 Help Desk (EUR) | Total (EUR) |
|---|---|---|---|
| Personnel | 9,000 | 4,000 | 13,000 |
| Licences | 1,000 | - | 1,000 |
| Total | 10,000 | 4,000 | 14,000 |
"""
DATED = """# Budgeting and Accounting

## Service costs

| Service | Cost type | 2026 Budget (EUR) | Actual 2026 (EUR) | Comment |
|---|---|---|---|---|
| SVC-001 Hosting | Staff | 9,000 | 9,500 | |
| | All other costs | 1,000 | 1,000 | |
| SVC-002 Help Desk | Staff | 4,000 | 4,000 | |
| Total | | 14,000 | 14,500 | |
"""


def judged(text: str) -> tuple[Artifact, list[Finding]]:
    space, findings = asked("BUD", {PATH: text})
    return space.artifacts["budgeting-accounting"], findings


def test_known_example_reads_out_its_figures() -> None:
    budget, findings = judged(sample().texts[PATH])
    assert findings == []
    skill = catalogue().skill("budgeting-accounting")
    assert skill is not None
    space = workspace_of(Staged({PATH: sample().texts[PATH]}, Configuration()), catalogue().schemas)
    assert skill.summary(space, budget) == (
        "6 cost categories; 4 indirect pools by usage, headcount and revenue; budgeting cycle of 6 steps. FY 2026-27: "
        "3 services, budget AUD 6,200,000 and forecast AUD 6,241,600. Q2 2026: 3 services, budget AUD 1,495,000 and "
        "actual AUD 1,528,200."
    )


def test_every_figure_of_the_known_example_agrees() -> None:
    budget, _ = judged(sample().texts[PATH])
    costs = {cost.service[:7]: cost for cost in service_costs(budget) if cost.period == "FY 2026-27"}
    amounts = {
        row: record.text("amount").replace(",", "") for row, record in enumerate(budget.records("allocation"))
    }
    assert sum(Decimal(amount) for amount in amounts.values()) == 1_340_000
    assert [pool.total for pool in pools(budget)] == [100, 100, 100, 100]
    for unit in budget.records("units"):
        yearly = costs[unit.text("service")[:7]].budget
        assert yearly is not None
        assert unit.text("cost") == f"AUD {yearly.amount:,}"
        volume = Decimal(unit.text("volume").replace(",", ""))
        assert unit.text("unit_cost") == f"AUD {yearly.amount / volume:,.2f}"
    external = sum(Decimal(row.text("budget")[4:].replace(",", "")) for row in budget.records("external"))
    assert external == 1_002_000


@pytest.mark.parametrize("text", [ROWS, HEADINGS, MATRIX, DATED], ids=["rows", "headings", "matrix", "dated"])
def test_dialects_give_the_same_costs(text: str) -> None:
    budget, findings = judged(text)
    assert [
        (
            cost.service[:7],
            cost.budget.amount if cost.budget else None,
            cost.budget.currency if cost.budget else "",
        )
        for cost in service_costs(budget)
        if not cost.service.startswith("Total")
    ] == [("SVC-001", 10000, "EUR"), ("SVC-002", 4000, "EUR")]
    assert not {"BUD-04", "BUD-06", "BUD-08", "BUD-09", "BUD-10"} & {finding.rule for finding in findings}


def test_categories_stand_in_a_table_a_list_or_a_sentence() -> None:
    table, _ = judged(
        "# Budgeting and Accounting\n\n## Cost elements\n\n| Type | Name |\n|---|---|\n| assets | Servers |\n| people | Staff |\n"
    )
    assert [name.partition(" | ")[0] for name in categories(table)] == ["Servers", "Staff"]
    told, _ = judged(
        "# Budgeting and Accounting\n\n## Cost categories\n\nCosts are personnel and hardware; there is no overhead.\n"
    )
    assert categories(told) == ("personnel", "hardware")


@pytest.mark.parametrize(
    ("text", "first", "last", "length"),
    [
        ("Q2 2026", date(2026, 4, 1), date(2026, 6, 30), "quarter"),
        ("FY 2026-27", date(2026, 1, 1), date(2027, 12, 31), "year"),
        ("FY 2026/27 (Jul 2026 - Jun 2027)", date(2026, 7, 1), date(2027, 6, 30), "year"),
        ("FY26", date(2025, 1, 1), date(2027, 12, 31), "year"),
        ("May 2026", date(2026, 5, 1), date(2026, 5, 31), "month"),
    ],
)
def test_periods(text: str, first: date, last: date, length: str) -> None:
    assert span_of(text) == (first, last, length)


def test_the_month_of_may_is_a_time() -> None:
    rows = "| Planning | March | CFO |\n| Approval | May | CEO |\n"
    _, findings = judged(
        f"# Budgeting and Accounting\n\n## Budget cycle\n\n| Step | When | Approver |\n|---|---|---|\n{rows}"
    )
    assert "BUD-03" not in {finding.rule for finding in findings}


def test_totals_say_what_they_are_of() -> None:
    said = ("Total", "Total personnel", "All services", "Grand total cost", "Subtotal: direct", "Help Desk")
    assert [rest_of_total(text) for text in said] == ["", "personnel", "", "", "direct", "Help Desk"]


def test_draft_knows_services_and_suppliers() -> None:
    texts = {path: text for path, text in sample().texts.items() if path != PATH}
    skill = catalogue().skill("budgeting-accounting")
    assert skill is not None
    drafted = skill.draft(workspace_of(Staged(texts, Configuration()), catalogue().schemas))
    assert [row.cells["service"][:7] for row in drafted["costs"]] == ["SVC-001", "SVC-002", "SVC-003"]
    assert [(row.cells["supplier"], row.cells["service"][:7]) for row in drafted["external"]][:3] == [
        ("Zabbix", "SVC-001"),
        ("Microsoft", "SVC-001"),
        ("Microsoft", "SVC-002"),
    ]
    assert skill.draft(workspace_of(Staged({}, Configuration()), catalogue().schemas)) == {}


def test_unfilled_template_is_refused_for_what_lacks_only() -> None:
    skill = catalogue().skill("budgeting-accounting")
    assert skill is not None
    with open(f"{skill.folder}/template.md", encoding="utf-8") as file:
        _, findings = judged(file.read())
    assert {finding.rule for finding in findings if finding.is_error} <= {"BUD-01", "BUD-02", "BUD-03"}
    assert all(finding.missing for finding in findings)
