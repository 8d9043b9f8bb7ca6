"""Business relationship management in the dialects in which people write it: tall customers, listed stages, surveys in prose."""

from __future__ import annotations

from datetime import date

import pytest
from asking import asked

from iso20k.configuration import Configuration
from iso20k.edges.examples import sample
from iso20k.facts.artifact import Artifact
from iso20k.judging.examples import Staged, workspace_of
from iso20k.judging.finding import Finding
from iso20k.values.duration import parse_duration
from validators.business_relationship.complaints import complaints, exceeds
from validators.business_relationship.counts import total_customers
from validators.business_relationship.customers import customers, customers_of, rhythm_of, segments, speaks_of
from validators.business_relationship.draft import draft
from validators.business_relationship.procedure import acknowledgement, resolution, stages
from validators.business_relationship.satisfaction import figure, measures, misses
from validators.registry import catalogue

PATH = "sms/12-business-relationship.md"
TALL = """# BRM Process

## 1. Clients

We serve 45 clients.

| Segment | Clients | Reviews |
|---|---|---|
| Enterprise | 5 | monthly |
| Mid market | 15 | once a quarter |
| SMB | 25 | every year |
| Total | 45 | |

### CUS-001 Acme Logistics

- Segment: Enterprise
- Services: SVC-001, SVC-003
- Account manager: Grace Mitchell

### Kestrel Insurance (CUS-004)

| Field | Value |
|---|---|
| Segment | Enterprise |
| Services used | SVC-002 Cloud Hosting |
| Account manager | Grace Mitchell |

## 2. Customer communication

- Enterprise: meeting, monthly
- Mid-market: call, quarterly
- SMB: letter, annual

## 3. Complaints

A complaint is any expression of dissatisfaction, as agreed with each customer in the contract. Escalation: the customer may turn to
the service manager, then to the managing director.

1. Receipt: acknowledged within two working days
2. Logging: entered in the tool
3. Investigation: the account manager finds the cause
4. Resolution: a remedy is carried out within 10 working days
5. Feedback: the customer hears the result

## 4. Complaint log

None received since January, as the monthly talks settle most matters.

## 5. Customer satisfaction

A quarterly NPS survey asks 45 customers and 200 users; the target is 40+.
"""
COLUMNS = """# Business Relationship Management

## Customer segments

| Account manager | Services | Client | Tier | Review cadence | Client ID |
|---|---|---|---|---|---|
| Grace Mitchell | SVC-001; SVC-002 | Acme Logistics | Enterprise | monthly | CUS-001 |

## Complaint handling

| Deadline | Responsible | Step |
|---|---|---|
| 16 business hours | Help Desk | Step 1 - Acknowledgement and registration |
| 5 bd | Owner | Step 2 - Analysis |
| 10 bd | Owner | Step 3 - Corrective action |
| 12 bd | Owner | Step 4 - Reply to the client and closing |

## Customer satisfaction

| Actual | Goal | Survey | Cadence | Indicator |
|---|---|---|---|---|
| NPS 42 (July 2026) | at least 40 points | Relationship survey | once a quarter | Net Promoter Score |
"""


def judged(text: str) -> tuple[Artifact, list[Finding]]:
    space, findings = asked("BRM", {PATH: text})
    return space.artifacts["business-relationship"], findings


def test_verdict_sentence_of_the_known_example() -> None:
    space = workspace_of(Staged(sample().texts, Configuration()), catalogue().schemas)
    skill = catalogue().skill("business-relationship")
    assert skill is not None
    assert skill.summary(space, space.artifacts["business-relationship"]) == (
        "All 3 services have identified customers (45 customers: 5 Enterprise, 15 Mid-market and 25 SMB). The complaint "
        "procedure covers 5 stages: receipt, logging, investigation, resolution and feedback, with acknowledgement within "
        "2 business days; 3 complaints, 0 open. Satisfaction is measured by quarterly NPS (target 40+, last result 42) and "
        "monthly CSAT (target 4.2+, last result 4.4). Reviews: monthly for Enterprise, quarterly for Mid-market and annual "
        "for SMB."
    )


def test_known_example_has_no_finding_and_gives_its_facts() -> None:
    brm, findings = judged(sample().texts[PATH])
    assert findings == []
    assert total_customers(brm) == 45
    assert [(s.name, s.number) for s in segments(brm)] == [("Enterprise", 5), ("Mid-market", 15), ("SMB", 25)]
    assert [c.name for c in customers(brm) if c.group] == ["Mid-market", "SMB"]
    assert customers_of(brm, "SVC-002") == customers_of(brm, "Cloud Hosting") == ("Enterprise", "Mid-market")


def test_tall_customers_listed_stages_and_a_survey_in_prose() -> None:
    brm, findings = judged(TALL)
    assert [(c.id, c.name, c.services) for c in customers(brm)] == [
        ("CUS-001", "Acme Logistics", ("SVC-001", "SVC-003")),
        ("CUS-004", "Kestrel Insurance", ("SVC-002 Cloud Hosting",)),
    ]
    assert [(s.name, s.number) for s in segments(brm)] == [("Enterprise", 5), ("Mid market", 15), ("SMB", 25)]
    rhythm = rhythm_of(brm, "SMB")
    assert rhythm is not None
    assert rhythm.text == "every year"
    assert complaints(brm) == ()
    # only when the case ends is left open
    assert [(f.rule, f.severity.value) for f in findings] == [("BRM-02", "warning")]


@pytest.mark.parametrize(("text", "numbered"), [(TALL, 5), (COLUMNS, 4)])
def test_dialects_give_the_same_facts(text: str, numbered: int) -> None:
    known, _ = judged(sample().texts[PATH])
    brm, findings = judged(text)
    assert not [f for f in findings if f.is_error]
    assert len(stages(brm)) == numbered
    for limit in (acknowledgement, resolution):
        told, expected = limit(brm), limit(known)
        assert told is not None
        assert expected is not None
        assert told.duration == expected.duration
    first, expected_first = measures(brm)[0], measures(known)[0]
    assert first.is_nps
    assert first.target is not None
    assert expected_first.target is not None
    assert first.target.quantity == expected_first.target.quantity
    assert misses(first) in (False, None)


@pytest.mark.parametrize(
    ("text", "value"),
    [("42", 42), ("NPS 42 (July 2026)", 42), ("42 in July 2026", 42), ("-12", -12), ("4.2 / 5", 4.2)],
)
def test_scores(text: str, value: float) -> None:
    score = figure(text)
    assert score is not None
    assert float(score.quantity) == value  # type: ignore[arg-type]


def test_who_is_spoken_to() -> None:
    assert speaks_of("Enterprise, Mid market customers", "Mid-market")
    assert speaks_of("All segments", "SMB")
    assert not speaks_of("All segments except SMB", "SMB")
    assert not speaks_of("Enterprise", "SMB")


def test_business_days_do_not_run_at_weekends() -> None:
    limit = parse_duration("10 business days")
    assert limit is not None
    assert exceeds(date(2026, 8, 17), date(2026, 8, 31), limit) is False
    assert exceeds(date(2026, 8, 14), date(2026, 8, 31), limit) is True


def test_draft_takes_customers_from_earlier_steps() -> None:
    texts = {path: text for path, text in sample().texts.items() if path != PATH}
    drafted = draft(workspace_of(Staged(texts, Configuration()), catalogue().schemas))
    assert [row.cells["name"] for row in drafted["customers"]][4:] == ["Portland Foods", "Mid-market", "SMB"]
    assert drafted["customers"][6].cells["services"] == "SVC-003"
    assert [row.cells["id"] for row in drafted["services"]] == ["SVC-001", "SVC-002", "SVC-003"]
    assert drafted["roles"][0].cells["person"] == "Grace Mitchell"
    assert draft(workspace_of(Staged({}, Configuration()), catalogue().schemas)) == {}


def test_unfilled_template_is_refused_for_its_placeholders_only() -> None:
    skill = catalogue().skill("business-relationship")
    assert skill is not None
    with open(f"{skill.folder}/template.md", encoding="utf-8") as file:
        _, findings = judged(file.read())
    assert {finding.rule for finding in findings if finding.is_error} <= {"BRM-01", "BRM-03"}
    assert all(finding.missing for finding in findings if finding.is_error)
