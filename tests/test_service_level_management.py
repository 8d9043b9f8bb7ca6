"""Service levels in the dialects in which people write them, and what backs them on like and unlike terms."""

from __future__ import annotations

from decimal import Decimal

import pytest
from asking import asked

from iso20k.configuration import Configuration
from iso20k.edges.examples import sample
from iso20k.facts.artifact import Artifact
from iso20k.judging.examples import Staged, workspace_of
from iso20k.judging.finding import Finding
from iso20k.values.hours import MeasurePeriod
from validators.registry import catalogue
from validators.service_level_management.agreements import active
from validators.service_level_management.draft import draft
from validators.service_level_management.levels import agreements, promises, service_levels
from validators.service_level_management.measures import kind_of, priority_of
from validators.service_level_management.support import OLA, UC, operational_levels, supporting_agreements

SKILL = "service-level-management"
PATH = "sms/06-service-level-management.md"
WIDE = """# Service Level Agreements

## 2. Service level agreements

| Status | SLA | Service | Client | Measure | Comparison | Value | UoM | Measured per | Measured by | Source | Reviews |
|---|---|---|---|---|---|---|---|---|---|---|---|
| active | SLA-001 | SVC-001 Managed Infrastructure | Acme | Service availability | at least | 99,9 | percent | calendar month | Zabbix uptime monitoring | Zabbix | every 3 months |
| active | SLA-001 | SVC-001 Managed Infrastructure | Acme | P1 response time | max. | 240 | minutes | month | ServiceNow reporting | ServiceNow | every 3 months |
"""
TALL = """# SLA Framework

## Service level targets

### SLA-001 Managed Infrastructure

| Field | Value |
|---|---|
| Service ID | SVC-001 |
| Customers | Acme |
| Measurement period | per month |
| Measurement | Zabbix uptime monitoring |
| Data source | Zabbix |
| Review cycle | quarterly |

| Target | Metric | Remarks |
|---|---|---|
| ≥ 99.90 % | Uptime | |
| within four hours | Response to critical incidents | telephone |
"""
SPREAD = """# Service Levels

## SLAs

- Review frequency: quarterly
- Data source: Zabbix

| SLA ID | Service ID | Customer | Availability | P1 response time | Period | Measurement method |
|---|---|---|---|---|---|---|
| SLA-001 | SVC-001 | Acme | >= 99.9 % | 4 h | monthly | Zabbix uptime monitoring |
"""


def judged(text: str, *, others: bool = False) -> tuple[Artifact, list[Finding]]:
    texts = {**(sample().texts if others else {}), PATH: text}
    space, findings = asked("SLM", texts)
    return space.artifacts[SKILL], findings


def test_known_example() -> None:
    slm, findings = judged(sample().texts[PATH], others=True)
    assert {(finding.rule, finding.is_error) for finding in findings} == {("SLM-12", False)}
    assert len(active(agreements(slm))) == 3
    assert len(supporting_agreements(slm, OLA)) == len(supporting_agreements(slm, UC)) == 2
    assert len(promises(slm)) == 3 + 24


def test_verdict_sentence_of_the_known_example() -> None:
    space = workspace_of(Staged(sample().texts, Configuration()), catalogue().schemas)
    skill = catalogue().skill(SKILL)
    assert skill is not None
    assert skill.summary(space, space.artifacts[SKILL]) == (
        "3 SLAs and 2 OLAs, each with measurable targets with units, measurement method and quarterly review: Managed "
        "Infrastructure (SVC-001) availability >= 99.9 % and P1 response 4 h; Cloud Hosting (SVC-002) uptime >= 99.95 % and "
        "P1 response 1 h; Help Desk (SVC-003) L1 ticket resolution 80 % of L1 tickets within 30 min and P1 response 1 h. "
        "Measured by Zabbix uptime monitoring and ServiceNow reporting. 2 underpinning contracts: Azure SLA (VM uptime >= "
        "99.95 %) and Zabbix support contract (P1 case response <= 2 h). SLA coverage: 3 of 3 live business services (100 %)."
    )


@pytest.mark.parametrize("text", [WIDE, TALL, SPREAD], ids=["wide", "tall", "spread"])
def test_dialects_give_the_same_facts(text: str) -> None:
    slm, findings = judged(text)
    assert [finding.message for finding in findings if finding.is_error] == []
    (sla,) = agreements(slm)
    assert (sla.id, sla.service, sla.customers, sla.state) == ("SLA-001", "SVC-001", ("Acme",), "active")
    levels = [level.measure for level in service_levels(slm)]
    assert [(measure.kind, measure.percent) for measure in levels] == [
        ("availability", Decimal("99.9")),
        ("response", None),
    ]
    assert levels[0].period is MeasurePeriod.MONTH
    assert levels[1].limit is not None
    assert levels[1].limit.minutes == 240
    assert levels[1].priority == 1


def test_rows_below_a_heading_belong_to_its_agreement() -> None:
    slm, _ = judged(TALL)
    assert {level.id for level in service_levels(slm)} == {"SLA-001"}
    assert {level.record.text("method") for level in service_levels(slm)} == {"Zabbix uptime monitoring"}


def test_common_chapter_tells_olas_and_contracts_by_their_ids() -> None:
    slm, findings = judged(
        SPREAD
        + "\n## OLAs and underpinning contracts\n\n### OLA-001 Operations\n\n- Supports SLA: SLA-001\n- Metric: Uptime\n"
        "- Target: >= 99.5 %\n\n### UC-001 Azure\n\n- Supports SLA: SLA-001\n- Supplier: Microsoft\n- Metric: VM uptime\n- Target: 99.9 %\n"
    )
    assert [one.id for one in supporting_agreements(slm, OLA)] == ["OLA-001"]
    assert [one.record.text("supplier") for one in supporting_agreements(slm, UC)] == ["Microsoft"]
    assert operational_levels(slm)[0].measure.percent == Decimal("99.5")
    told = {(finding.rule, finding.is_error) for finding in findings if finding.rule in ("SLM-11", "SLM-12")}
    assert told == {("SLM-11", True), ("SLM-12", False)}


def test_metrics_and_priorities() -> None:
    kinds = [
        kind_of(text) for text in ("VM uptime", "Unavailability", "MTTR", "First contact resolution", "NPS")
    ]
    assert kinds == ["availability", "downtime", "resolution", "", ""]
    assert [priority_of(text) for text in ("P1", "1 - Critical", "Sev 2", "Low", "")] == [1, 1, 2, 4, 0]
    assert priority_of("High availability", words=False) == 0


def test_draft_from_catalog_and_scope() -> None:
    texts = {path: text for path, text in sample().texts.items() if path != PATH}
    known = draft(workspace_of(Staged(texts, Configuration()), catalogue().schemas))
    assert [row.cells["id"] for row in known["slas"]] == ["SLA-001", "SLA-002", "SLA-003"]
    assert known["slas"][1].cells["target"] == "99.95 %"
    assert "metric" not in known["slas"][2].cells
    assert [row.cells["supports"] for row in (*known["olas"], *known["ucs"])] == [
        "SLA-003",
        "SLA-002",
        "SLA-001",
    ]
    assert draft(workspace_of(Staged({}, Configuration()), catalogue().schemas)) == {}


def test_unfilled_template_is_refused_for_what_it_lacks_only() -> None:
    skill = catalogue().skill(SKILL)
    assert skill is not None
    with open(f"{skill.folder}/template.md", encoding="utf-8") as file:
        slm, findings = judged(file.read())
    assert [sla.id for sla in agreements(slm)] == ["SLA-001"]
    assert all(finding.missing for finding in findings if finding.is_error)
    assert {finding.rule for finding in findings if finding.is_error} == {
        "SLM-01",
        "SLM-02",
        "SLM-03",
        "SLM-04",
        "SLM-10",
    }
