"""Incident management in the dialects in which people write it: other headings, other columns, tall, lists, prose."""

from __future__ import annotations

from fractions import Fraction

import pytest
from asking import asked

from iso20k.configuration import Configuration
from iso20k.edges.examples import sample
from iso20k.facts.artifact import Artifact
from iso20k.judging.examples import Staged, workspace_of
from iso20k.judging.finding import Finding
from iso20k.judging.rule import Kind
from validators.incident_management.codes import code_of, codes_mentioned
from validators.incident_management.draft import draft
from validators.incident_management.escalation import FUNCTIONAL, HIERARCHICAL, path
from validators.incident_management.major import procedure
from validators.incident_management.matrix import contradictions, matrix
from validators.incident_management.requests import models
from validators.incident_management.targets import read_time, targets
from validators.registry import catalogue

SKILL, PATH = "incident-management", "sms/14-incident-management.md"
NUMBERED = """# Incident & Service Request Management Process
## 1. Prioritisation
| Urgency \\ Impact | Low | Medium | High |
|---|---|---|---|
| Low | 4 | 4 | 3 |
| Medium | 4 | 3 | 2 |
| High | 3 | 2 | 1 |
## 2. Response and Resolution Times
| Resolution time | Prio | Response time | Service hours |
|---|---|---|---|
| 4 hours | **1** | 0.25 h | 24/7 |
| 480 minutes | 2 | half an hour | 24/7 |
| 24h | 3 | 4h | 24/7 |
| 72 hrs | 4 | 8 hours | 24/7 |
## 5. Escalations
| Type | Level | Team |
|---|---|---|
| functional | first | L1 agents |
| functional | second | L2 specialists |
| functional | third | L3 engineers |
| hierarchical | first | Team Lead |
| hierarchical | second | Service Manager |
| hierarchical | third | CTO |
"""
LISTED = """# Incident Management
## Priority matrix
| Priority | Urgency | Impact |
|---|---|---|
| P1 | High | High |
| P2 | High | Medium |
| P2 | Medium | High |
| P3 | Low | High |
| P3 | Medium | Medium |
| P3 | High | Low |
| P4 | Low | Medium, Low |
| P4 | Medium | Low |
## Priority targets
| | P1 | P2 | P3 | P4 |
|---|---|---|---|---|
| Response | 15 min | 30 min | 4 h | 8 h |
| Resolution | 4 h | 8 h | 24 h | 72 h |
| Hours | 24x7 | 24x7 | 24x7 | 24x7 |
## Escalation
Functional escalation: L1 -> L2 -> L3. The hierarchical path is Team Lead → Service Manager → CTO.
"""
TALL = """# Incident process
## Priority levels
Hours of all targets are clock hours.

| Impact | High urgency | Medium urgency | Low urgency |
|---|---|---|---|
| High impact | Critical | High | Medium |
| Medium impact | High | Medium | Low |
| Low impact | Medium | Low | Low |
### P1 - Critical
- Response target: within 15 minutes
- Resolution target: 4 h
- Hours basis: 24x7
### P2 - High
- Response target: 30 min
- Resolution target: 8 h
- Hours basis: 24x7
### P3 - Medium
| Field | Value |
|---|---|
| Response target | 4 h |
| Resolution target | max. 24 h |
| Hours basis | 24x7 |
### P4 - Low
| Field | Value |
|---|---|
| Response target | 8 h |
| Resolution target | 3 days |
| Hours basis | 24x7 |
## Escalation
### Functional
1. L1 takes every call
2. L2 after 30 min
3. L3 after 1 h
### Hierarchical
1. Team Lead, when half of the time has passed
2. Service Manager, when a target will be missed
3. CTO, when it has been missed
"""


def judged(texts: dict[str, str]) -> tuple[Artifact, list[Finding]]:
    space, findings = asked("INC", texts)
    return space.artifacts[SKILL], findings


def test_known_example_reads_out_with_its_figures() -> None:
    texts = {PATH: sample().texts[PATH]}
    incident, findings = judged(texts)
    assert findings == []
    space = workspace_of(Staged(texts, Configuration()), catalogue().schemas)
    skill = catalogue().skill(SKILL)
    assert skill is not None
    assert skill.summary(space, incident) == (
        "Priority matrix with 3 impact × 3 urgency levels, 4 priorities P1 to P4. Targets: P1 15 min response / 4 h "
        "resolution, P2 30 min / 8 h, P3 4 h / 24 h, P4 8 h / 72 h. Functional escalation L1 → L2 → L3 and hierarchical "
        "escalation Team Lead → Service Manager → CTO. Major incident procedure for P1 and P2 with bridge call, status "
        "updates every 30 min, review within 48 h. 5 request models described separately: access provisioning, VM "
        "deployment, backup restore, report generation and password reset."
    )
    assert [model.service[:7] for model in models(incident)] == [
        "SVC-003",
        "SVC-002",
        "SVC-001",
        "SVC-003",
        "SVC-003",
    ]
    assert procedure(incident).codes == ("P1", "P2")


@pytest.mark.parametrize("text", [NUMBERED, LISTED, TALL], ids=["numbered", "listed", "tall"])
def test_dialects_give_the_same_facts(text: str) -> None:
    incident, findings = judged({PATH: text})
    table = matrix(incident)
    assert table is not None
    assert {(cell.impact, cell.urgency): cell.code for cell in table.cells} == {
        ("High", "High"): "P1", ("High", "Medium"): "P2", ("High", "Low"): "P3",
        ("Medium", "High"): "P2", ("Medium", "Medium"): "P3", ("Medium", "Low"): "P4",
        ("Low", "High"): "P3", ("Low", "Medium"): "P4", ("Low", "Low"): "P4",
    }  # fmt: skip
    assert contradictions(table) == ()
    minutes = [
        (t.code, *(p.duration.minutes if p.duration else None for p in (t.response, t.resolution)))
        for t in targets(incident)
    ]
    assert minutes == [("P1", 15, 240), ("P2", 30, 480), ("P3", 240, 1440), ("P4", 480, 4320)]
    assert path(incident, FUNCTIONAL) == ("L1", "L2", "L3")
    assert path(incident, HIERARCHICAL) == ("Team Lead", "Service Manager", "CTO")
    found = {finding.rule for finding in findings}
    assert not found & {"INC-01", "INC-02", "INC-04", "INC-07", "INC-08", "INC-09", "INC-10"}


def test_four_levels_of_impact_are_fine() -> None:
    grid = "| | Extensive | Significant | Moderate | Minor |\n|---|---|---|---|---|\n| High urgency | 1 | 1 | 2 | 3 |\n| Low urgency | 2 | 3 | 4 | 4 |\n"
    text = f"# Incident Management\n## Priority matrix\n{grid}{NUMBERED[NUMBERED.index('## 2.') :]}"
    incident, findings = judged({PATH: text})
    table = matrix(incident)
    assert table is not None
    assert (len(table.impacts), len(table.urgencies), contradictions(table)) == (4, 2, ())
    assert not {finding.rule for finding in findings} & {"INC-01", "INC-09", "INC-10"}


def test_codes_and_times() -> None:
    assert [code_of(t) for t in ("P1", "Priority 2", "3 - Medium", "sev-1", "critical", "15 min", "by agreement", "")] == [
        "P1", "P2", "P3", "S1", "Critical", "", "", "",
    ]  # fmt: skip
    assert list(codes_mentioned("P1-P4, P10, the P2P net, 24x7")) == ["P1", "P4"]
    told = read_time("95 % within 15 min", "24x7")
    assert told is not None
    assert (told.minutes, told.calendar.value) == (Fraction(15), "24x7")
    assert read_time("best effort") is None


def test_draft_says_what_the_catalog_and_the_plan_know() -> None:
    texts = {path: text for path, text in sample().texts.items() if path != PATH}
    drafted = draft(workspace_of(Staged(texts, Configuration()), catalogue().schemas))
    assert [entry.cells["service"] for entry in drafted["categories"]] == [
        "SVC-001 Managed Infrastructure", "SVC-002 Cloud Hosting", "SVC-003 Help Desk",
    ]  # fmt: skip
    assert {entry.source.path for entry in drafted["interfaces"]} == {"sms/05-service-management-plan.md"}
    assert not any(draft(workspace_of(Staged({}, Configuration()), catalogue().schemas)).values())


def test_unfilled_template_is_refused_for_what_is_missing_only() -> None:
    skill = catalogue().skill(SKILL)
    assert skill is not None
    with open(f"{skill.folder}/template.md", encoding="utf-8") as file:
        _, findings = judged({PATH: file.read()})
    errors = {finding.rule for finding in findings if finding.is_error}
    assert errors == {"INC-02", "INC-03", "INC-04", "INC-05", "INC-06"}
    kinds = {rule.id: rule.kind for rule in catalogue().rules}
    assert {kinds[rule] for rule in errors} == {Kind.PRESENCE}
