"""The supplier register in the forms in which people keep it: wide, tall, split, with other words and other scales."""

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
from validators.registry import catalogue
from validators.supplier_management.contracts import contract_contents
from validators.supplier_management.performance import kpis
from validators.supplier_management.suppliers import find_supplier, suppliers, tier_of

PATH = "sms/13-supplier-management.md"
WIDE = """# Supplier Management

## 2. Supplier register

| Tier | Vendor | ID | Used for | Products | Contract | Valid from | Valid until | Notice | Responsible |
|---|---|---|---|---|---|---|---|---|---|
| **Tier 1** | Microsoft | SPL-001 | SVC-001, SVC-002 | Azure | CT-2020-014 Customer Agreement | 1 Feb 2020 | 30 June 2027 | 3 months | Raj Mehta |
| Tier 2 | Zabbix | SPL-002 | SVC-004 | Support | CT-2023-007 | 1 July 2023 | 2027-06-30 | 60 days | Hannah Lim |

## 5. Performance

| Vendor | Metric | Target | Result |
|---|---|---|---|
| Microsoft | VM uptime | at least 99,95 % per month | 99,97 % |
| SPL-002 | First response | within 60 minutes | 1 h 30 min |
"""
TALL = """# Vendor Management

## Suppliers

### SPL-001 Microsoft

| Field | Value |
|---|---|
| Service provided | Azure |
| Supports | SVC-001; SVC-002 |
| Criticality | Critical |
| Agreement | CT-2020-014 |
| Expires | 2027-06-30 |
| Contract manager | Raj Mehta |

### Zabbix (SPL-002)

- Provides: Support
- Supported services: SVC-004
- Criticality: important supplier
- Contract no: CT-2023-007
- End: 2027-06-30 (extended from 2026-06-30)

## KPIs

### SPL-001 Microsoft

| KPI | Operator | Target | Unit | Last value |
|---|---|---|---|---|
| VM uptime | ≥ | 99.95 | percent | 99.97 |

### Zabbix

| KPI | Target | Last value |
|---|---|---|
| First response | max. 1 h | 90 min |
"""
SPLIT = """# Supplier Management

## Supplier register

| Supplier ID | Supplier | Provides | Criticality | KPIs |
|---|---|---|---|---|
| SPL-001 | Microsoft (Azure) | Azure | high | VM uptime >= 99.95 % |
| SPL-002 | Zabbix | Support | medium | First response within 1 h |

| Supplier ID | Supports Service IDs | Contract ref | Expiry |
|---|---|---|---|
| SPL-001 | SVC-001, SVC-002 | CT-2020-014 | 2027-06-30 |
| SPL-002 | SVC-004 | CT-2023-007 | 2027-06-30 |
"""


def judged(text: str) -> tuple[Artifact, list[Finding]]:
    space, findings = asked("SUP", {PATH: text})
    return space.artifacts["supplier-management"], findings


def test_known_example_reads_out_its_figures() -> None:
    artifact, findings = judged(sample().texts[PATH])
    assert findings == []
    skill = catalogue().skill("supplier-management")
    assert skill is not None
    space = workspace_of(Staged({PATH: sample().texts[PATH]}, Configuration()), catalogue().schemas)
    assert skill.summary(space, artifact) == (
        "4 suppliers: 2 critical (Microsoft and ServiceNow), 1 important (Zabbix) and 1 standard (Atlassian). "
        "8 measurable KPIs for 4 of them, no target missed. The first contract ends on 2027-06-30."
    )
    assert [len(located.missing) for located in contract_contents(artifact).values()] == [0, 0, 0]


@pytest.mark.parametrize("text", [WIDE, TALL, SPLIT], ids=["wide", "tall", "split"])
def test_dialects_give_the_same_register(text: str) -> None:
    artifact, findings = judged(text)
    known = suppliers(artifact)
    assert [(s.id, s.name.partition(" ")[0], s.tier, s.contract, s.expiry) for s in known] == [
        ("SPL-001", "Microsoft", "critical", "CT-2020-014", date(2027, 6, 30)),
        ("SPL-002", "Zabbix", "important", "CT-2023-007", date(2027, 6, 30)),
    ]
    assert [s.services for s in known] == [("SVC-001", "SVC-002"), ("SVC-004",)]
    measured = kpis(artifact)
    assert [kpi.supplier.id if kpi.supplier else "" for kpi in measured] == ["SPL-001", "SPL-002"]
    first = measured[0].target
    assert first is not None
    assert first.quantity == Decimal("99.95")
    assert not {"SUP-01", "SUP-02", "SUP-03", "SUP-06", "SUP-14"} & {finding.rule for finding in findings}


@pytest.mark.parametrize("text", [WIDE, TALL], ids=["wide", "tall"])
def test_missed_targets_are_seen_in_other_units(text: str) -> None:
    artifact, findings = judged(text)
    assert [kpi.kept for kpi in kpis(artifact)] == [True, False]
    assert sum(finding.rule == "SUP-12" for finding in findings) == 1


def test_reviews_in_a_table_by_name_belong_to_the_register() -> None:
    text = (
        f"{SPLIT}\n## Reviews\n\n| Supplier | Review cycle | Last review | Next review |\n|---|---|---|---|\n"
    )
    artifact, findings = judged(
        f"{text}| Microsoft | quarterly | 2026-10-08 | 2027-01-07 |\n| Zabbix | annual | 2026-07-09 | 2027-07-09 |\n"
    )
    assert [supplier.record.text("last_review") for supplier in suppliers(artifact)] == [
        "2026-10-08",
        "2026-07-09",
    ]
    assert [f.message for f in findings if f.rule in ("SUP-01", "SUP-07", "SUP-08")] == [
        "the important supplier Zabbix is reviewed annual, expected at least half-yearly"
    ]


def test_tiers_in_other_words() -> None:
    told = (
        "Critical",
        "Tier 1",
        "strategic",
        "Medium",
        "B",
        "Tier 3 (standard)",
        "low",
        "not critical",
        "partner",
        "non-critical",
    )
    assert [tier_of(text) for text in told] == [
        *("critical",) * 3, "important", "important", "standard", "standard", "", "", "standard",
    ]  # fmt: skip


def test_a_contract_near_its_end_is_only_a_warning() -> None:
    _, findings = judged(sample().texts[PATH].replace("| 2027-10-31 | 30 days |", "| 2026-12-19 | 30 days |"))
    assert [(finding.rule, finding.is_error) for finding in findings] == [("SUP-06", False)]


def test_suppliers_are_found_by_id_or_name_and_never_nearly() -> None:
    known = suppliers(judged(SPLIT)[0])
    told = ("SPL-001", "Microsoft", "microsoft (azure)", "SPL-002 Zabbix", "Zabix", "")
    assert [supplier.id if (supplier := find_supplier(text, known)) else "" for text in told] == [
        "SPL-001", "SPL-001", "SPL-001", "SPL-002", "", "",
    ]  # fmt: skip


def test_draft_knows_suppliers_services_and_governance() -> None:
    texts = {path: text for path, text in sample().texts.items() if path != PATH}
    skill = catalogue().skill("supplier-management")
    assert skill is not None
    drafted = skill.draft(workspace_of(Staged(texts, Configuration()), catalogue().schemas))
    assert {row.cells["name"]: row.cells["services"] for row in drafted["suppliers"]} == {
        "Zabbix": "SVC-001, SVC-004",
        "Microsoft": "SVC-001, SVC-002, SVC-005, SVC-006",
        "ServiceNow": "SVC-003, SVC-007",
        "Atlassian": "SVC-003, SVC-008",
    }
    assert drafted["suppliers"][1].cells["provides"].startswith("Azure: ")
    assert [row.cells["party"] for row in drafted["governance"]] == [
        "Microsoft",
        "Zabbix",
        "ServiceNow",
        "Atlassian",
    ]
    assert skill.draft(workspace_of(Staged({}, Configuration()), catalogue().schemas)) == {}


def test_unfilled_template_is_refused_for_what_lacks_only() -> None:
    skill = catalogue().skill("supplier-management")
    assert skill is not None
    with open(f"{skill.folder}/template.md", encoding="utf-8") as file:
        _, findings = judged(file.read())
    assert {finding.rule for finding in findings if finding.is_error} <= {"SUP-01", "SUP-02", "SUP-03"}
    assert all(finding.missing for finding in findings)
