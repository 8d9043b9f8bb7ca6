"""Design and transition as people write it: other headings, other columns, tall stages, lists and sentences."""

from __future__ import annotations

import pytest
from asking import asked

from iso20k.configuration import Configuration
from iso20k.edges.examples import sample
from iso20k.facts.artifact import Artifact
from iso20k.judging.checks import missing_stages
from iso20k.judging.examples import SAMPLE_DAY, Staged, workspace_of
from iso20k.judging.finding import Finding
from iso20k.judging.workspace import Workspace
from validators.design_transition.contents import INTEGRATIONS, integrated
from validators.design_transition.criteria import criteria
from validators.design_transition.draft import draft
from validators.design_transition.lifecycle import STAGES, stages
from validators.design_transition.projects import accepted, projects
from validators.registry import catalogue

SKILL, PATH = "design-transition", "sms/19-design-transition.md"
#: Numbered headings, synonyms, another column order.
WIDE = """# Service Design and Transition Process

## 1. Scope

The change policy decides.

## 2. Lifecycle stages

| Approved by | Phase | Exit criteria | Entry criteria |
|---|---|---|---|
| A | 1. Requirements gathering | x | RFC |
| A | 2. Service design | x | y |
| A | 3. Build | x | y |
| A | 4. Test | x | y |
| A | 5. Handover to operations | x | y |
| A | 6. Go live | x | y |
| A | 7. PIR | x | y |

## 3. Service acceptance criteria

| Threshold | Acceptance criterion |
|---|---|
| 100 % passed | Functional testing |
| 5 days | Performance baseline |
| signed | SLA targets defined |

## 4. Process integration

| Linked process | How |
|---|---|
| Change management (9.2) | New service requires RFC |
| CMDB and configuration management | CMDB population |
| SLM | New SLA drafting |

## 5. New and changed services

| Service | Type | Project ID | Change request | Go-live planned | Live since | Acceptance |
|---|---|---|---|---|---|---|
| SOC-as-a-Service | new | PRJ-001 | RFC-2026-041 | 12 Oct 2026 | - | open |
"""
#: The same, tall and in sentences.
TALL = """# New or Changed Services

## Stages and gates

### 1 Requirements gathering

- Entry criteria: RFC

### 2 Service design

| Entry | Exit |
|---|---|
| RFC | reviewed |

### 3 Build

- Entry: last stage left

### 4 Test

- Entry: last stage left

### 5 Handover to operations

- Entry: last stage left

### 6 Go live

- Entry: last stage left

### 7 PIR

- Entry: last stage left

## Acceptance

- Functional testing: 100 % passed
- Performance baseline: 5 days
- SLA targets defined: signed

## Integrations

- Change management: new service requires RFC
- Configuration management: CMDB population
- Service level management: new SLA drafting

## Project register

### SOC-as-a-Service (PRJ-001)

| Field | Value |
|---|---|
| Kind | New service |
| RFC ID | RFC-2026-041 |
| Planned | 2026-10-12 |
| Actual | not yet |
| Acceptance status | open |
"""
CHAIN = """# Design & Transition

## Lifecycle

Stages: Requirements gathering → Service design → Build → Test → Handover to operations → Go live → PIR.

## Acceptance criteria

The acceptance criteria are: Functional testing, Performance baseline, SLA targets defined.

## Interfaces

A new service requires RFC and change management. The CMDB is populated by configuration management. SLM drafts the new SLA.

## Projects

| Project ID | Project | Kind | RFC | Planned go-live | Actual go-live | Acceptance status |
|---|---|---|---|---|---|---|
| PRJ-001 | SOC-as-a-Service | introduction of a new service | RFC-2026-041 | October 12, 2026 | | open |
"""


def judged(text: str, path: str = PATH) -> tuple[Workspace, Artifact, list[Finding]]:
    space, findings = asked("DTN", {path: text})
    return space, space.artifacts[SKILL], findings


def test_verdict_sentence_of_the_known_example() -> None:
    space, dtn, findings = judged(sample().texts[PATH])
    assert findings == []
    skill = catalogue().skill(SKILL)
    assert skill is not None
    assert skill.summary(space, dtn) == (
        "7 of 7 lifecycle stages defined: requirements → design → development → testing → transition → go-live → "
        "post-implementation review. 6 acceptance criteria documented: functional testing, performance baseline, SLA targets "
        "defined, CMDB updated, support team trained and customer communication sent. Integration with change management (new "
        "service requires RFC), configuration management (CMDB population) and service level management (new SLA drafting) is "
        "documented. 1 project: PRJ-001 SOC-as-a-Service, go-live planned for 2027-02-15."
    )


@pytest.mark.parametrize("text", [WIDE, TALL, CHAIN], ids=["wide", "tall", "chain"])
def test_dialects_give_the_same_facts(text: str) -> None:
    _, dtn, findings = judged(text)
    names = [stage.name for stage in stages(dtn)]
    assert names == [
        "Requirements gathering", "Service design", "Build", "Test", "Handover to operations", "Go live", "PIR",
    ]  # fmt: skip
    assert missing_stages(names, STAGES) == ()
    assert [c.name for c in criteria(dtn)] == [
        "Functional testing",
        "Performance baseline",
        "SLA targets defined",
    ]
    assert all(integrated(dtn, number, topic, "2011") for number, topic in INTEGRATIONS)
    (project,) = projects(dtn)
    assert (project.id, project.name, project.kind, project.rfcs) == (
        "PRJ-001", "SOC-as-a-Service", "new", ("RFC-2026-041",),
    )  # fmt: skip
    assert project.planned is not None
    assert (str(project.planned.day), project.actual) == ("2026-10-12", None)
    assert {f.rule for f in findings if f.is_error} == {"DTN-03"}


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("accepted 2026-08-21", True),
        ("Signed off by the customer", True),
        ("6 of 6 criteria met", True),
        ("5 of 6 criteria met", False),
        ("5/6 met, waiver by James Park", True),
        ("partially accepted", False),
        ("not accepted", False),
        ("rejected", False),
        ("no decision", False),
        ("open", False),
        ("", False),
    ],
)
def test_acceptance_status(text: str, verdict: bool) -> None:
    assert accepted(text) is verdict


def test_draft_takes_interfaces_and_pipeline_services() -> None:
    texts = {path: text for path, text in sample().texts.items() if path != PATH}
    space = workspace_of(Staged(texts, Configuration()), catalogue().schemas)
    known = draft(space)
    assert [row.cells["process"] for row in known["interfaces"]] == ["9.2 Change"]
    assert known["interfaces"][0].source.path == "sms/05-service-management-plan.md"
    assert known["projects"] == ()
    catalog = "sms/03-service-catalog.md"
    texts[catalog] = texts[catalog].replace("| no | live |", "| no | planned |", 1)
    space = workspace_of(Staged(texts, Configuration()), catalogue().schemas)
    (project,) = draft(space)["projects"]
    assert (project.cells["service_id"], project.cells["kind"]) == ("SVC-004", "new")
    assert draft(Workspace({}, Configuration(), SAMPLE_DAY)) == {"interfaces": (), "projects": ()}


def test_unfilled_template_is_refused() -> None:
    skill = catalogue().skill(SKILL)
    assert skill is not None
    with open(f"{skill.folder}/template.md", encoding="utf-8") as file:
        text = file.read()
    _, dtn, findings = judged(text)
    assert {f.rule for f in findings if f.is_error} == {"DTN-01", "DTN-02", "DTN-03", "DTN-04"}
    assert (stages(dtn), criteria(dtn)) == ((), ())
