"""Capacity in the dialects in which people write it, the scale on which figures compare, and what the catalog knows before."""

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
from iso20k.judging.workspace import Workspace
from validators.capacity_management.amounts import Amount, amount_of, on_one_scale
from validators.capacity_management.draft import draft
from validators.capacity_management.forecasts import crossing, forecast_for, forecasts, measured
from validators.capacity_management.resources import kind_of, resources, upgrades
from validators.registry import catalogue
from validators.service_continuity_availability.served import catalog_pairs

SKILL = "capacity-management"
PATH = f"sms/10-{SKILL}.md"
WIDE = """# Capacity Plan

## 2. Resources and baselines

| Used by | Peak utilization | Resource | Measured | Average utilization | Total | Type | Amber | Red | Action |
|---|---|---|---|---|---|---|---|---|---|
| Cloud Hosting | 77 % | vCPU quota | Aug 2026 | 68 % | 2000 vCPU | compute | 80 % | 90 % | Request quota |
| Help Desk | 4,780 tickets | Analysts | 21 August 2026 | 4420 tickets | 5400 tickets | staff | 90% | 95% | Agency staff |

## 3. Forecast

| Driver | Service | Today | 6 months | 12 months | Growth |
|---|---|---|---|---|---|
| VMs | Cloud Hosting | 410 | 445 | 490 | +19.5% |
| Tickets | Help Desk | 4,600 | 4,800 | 5,000 | 8.7 |
"""
TALL = """# Capacity Management Plan

## Current capacity

- Measured on: 2026-08-20

### RES-001 vCPU quota

- Service: SVC-002 Cloud Hosting
- Kind: technical
- Unit: vCPU
- Capacity: 2,000
- Average: 1,360
- Peak: 1,540

### RES-008 Analysts

| Field | Value |
|---|---|
| Service | SVC-003 Help Desk |
| Kind | human |
| Capacity | 5,400 tickets |
| Average | 4,420 tickets |
| Peak | 4,780 tickets |

## Thresholds

| Resource | Warning threshold | Critical threshold | Trigger action |
|---|---|---|---|
| RES-001 vCPU quota | 1,600 vCPU | 1,800 vCPU | Request quota |
| All other resources | >= 90 % | >= 95 % | Owner decides |

## Demand

### SVC-002 Cloud Hosting

- Driver: Virtual machines
- Current demand: 410
- Demand in 12 months: 490
- Growth %: 19.5 %

### SVC-003 Help Desk

- Driver: Tickets
- Current demand: 4,600
- Demand in 12 months: 5,000
- Growth %: 8.7 %
"""


def staged(text: str) -> tuple[Workspace, Artifact, list[Finding]]:
    texts = {PATH: text, "sms/03-service-catalog.md": sample().texts["sms/03-service-catalog.md"]}
    space, findings = asked("CAP", texts)
    return space, space.artifacts[SKILL], findings


@pytest.mark.parametrize("text", [sample().texts[PATH], WIDE, TALL], ids=["sample", "wide", "tall"])
def test_dialects_say_the_same(text: str) -> None:
    space, plan, findings = staged(text)
    known = catalog_pairs(space)
    found = {row.services[0].label: row for row in resources(plan, known) if row.services[0].id != "SVC-001"}
    rows = [row for row in resources(plan, known) if "vCPU" in row.label or "nalysts" in row.label]
    assert [(row.services[0].id, row.kind, row.over_critical) for row in rows] == [
        ("SVC-002", "technical", False),
        ("SVC-003", "human", False),
    ]
    assert set(found) == {"Cloud Hosting", "Help Desk"}
    ahead = [(row.services[0].id, row.growth, row.horizon) for row in forecasts(plan, known)][-2:]
    assert ahead == [("SVC-002", Decimal("19.5"), 12), ("SVC-003", Decimal("8.7"), 12)]
    months = []
    for row in rows:
        forecast = forecast_for(plan, row, known)
        assert forecast
        reached = crossing(row, forecast, measured(row) or space.as_of)
        months.append(reached and reached.year)
    assert months == [2027, 2027]
    assert [finding for finding in findings if finding.is_error] == []


def test_sentence_of_the_known_example() -> None:
    space, plan, findings = staged(sample().texts[PATH])
    assert findings == []
    skill = catalogue().skill(SKILL)
    assert skill is not None
    assert skill.summary(space, plan) == (
        "Baselines of 11 resources (6 technical, 1 information, 3 human and 1 financial) for 3 services, each with thresholds "
        "and actions. Demand forecast over 12 months: Managed Infrastructure (Managed servers) +10.9 %, Cloud Hosting (Virtual "
        "machines) +19.5 %, Help Desk (Tickets a month) +8.7 %. 5 upgrades planned, the next one due on 2026-11-30."
    )
    assert [one.resources[0].id for one in upgrades(plan)] == [
        "RES-001",
        "RES-006",
        "RES-008",
        "RES-009",
        "RES-011",
    ]


def test_figures_compare_by_way_of_the_capacity() -> None:
    capacity = Amount(Decimal(250), "tb")
    assert on_one_scale(Amount(Decimal(200), "tb"), Amount(Decimal(90), "%"), capacity) == (
        Decimal(80),
        Decimal(90),
    )
    assert on_one_scale(Amount(Decimal(80), "%"), Amount(Decimal(225), "tb"), capacity) == (
        Decimal(80),
        Decimal(90),
    )
    assert on_one_scale(Amount(Decimal(80), "gb"), Amount(Decimal(90), "%"), capacity) is None
    assert amount_of("1,540", "vCPU") == Amount(Decimal(1540), "vcpu", bare=True)
    money = amount_of("AUD 210,000")
    assert money
    assert (money.value, money.unit) == (Decimal(210000), "AUD")


def test_kinds_of_resources() -> None:
    told = ("Personnel", "compute", "licences", "data", "Budget", "FTE", "Misc")
    assert [kind_of(text) for text in told] == [
        "human",
        "technical",
        "technical",
        "information",
        "financial",
        "human",
        "",
    ]


def test_dated_columns_are_points_in_time() -> None:
    text = WIDE.replace("| Today | 6 months | 12 months |", "| Aug 2026 | Feb 2027 | Aug 2027 |")
    space, plan, _ = staged(text)
    points = forecasts(plan, catalog_pairs(space))[0].points
    assert [round(point.months or 0) for point in points] == [0, 6, 12]


def test_crossing_lies_between_two_points() -> None:
    space, plan, _ = staged(sample().texts[PATH])
    known = catalog_pairs(space)
    engineers = next(row for row in resources(plan, known) if row.label == "Cloud engineers")
    forecast = forecast_for(plan, engineers, known)
    assert forecast
    assert crossing(engineers, forecast, date(2026, 10, 23)) == date(2027, 3, 15)


def test_draft_takes_what_the_catalog_knows() -> None:
    texts = {path: text for path, text in sample().texts.items() if path != PATH}
    rows = draft(workspace_of(Staged(texts, Configuration()), catalogue().schemas))
    assert [row.cells["sla"] for row in rows["requirements"]] == ["SLA-001", "SLA-002", "SLA-003"]
    assert [row.cells["service_id"] for row in rows["baselines"]] == ["SVC-001", "SVC-002", "SVC-003"]
    assert draft(workspace_of(Staged({}, Configuration()), catalogue().schemas)) == {}


def test_unfilled_template_is_refused() -> None:
    skill = catalogue().skill(SKILL)
    assert skill is not None
    with open(f"{skill.folder}/template.md", encoding="utf-8") as file:
        _, _, findings = staged(file.read())
    assert {finding.rule for finding in findings if finding.is_error} == {"CAP-01", "CAP-02", "CAP-03"}
