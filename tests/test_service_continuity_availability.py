"""Continuity and availability in the dialects in which people write it, and what the catalog knows before it is written."""

from __future__ import annotations

import pytest
from asking import asked

from iso20k.configuration import Configuration
from iso20k.edges.examples import sample
from iso20k.facts.artifact import Artifact
from iso20k.judging.examples import Staged, workspace_of
from iso20k.judging.finding import Finding
from iso20k.judging.workspace import Workspace
from iso20k.values.duration import spell_duration
from validators.registry import catalogue
from validators.service_continuity_availability.criticality import rank
from validators.service_continuity_availability.draft import draft
from validators.service_continuity_availability.exercises import exercises, kind_of
from validators.service_continuity_availability.recovery import (
    copy_interval,
    impacts,
    most_critical,
    strategies,
)
from validators.service_continuity_availability.served import catalog_pairs

SKILL = "service-continuity-availability"
PATH = f"sms/08-{SKILL}.md"
WIDE = """# IT Service Continuity

## 2 BIA

| Recovery point objective | Service | Business impact | Tier | Recovery time objective | Strategy |
|---|---|---|---|---|---|
| 15min | **Cloud Hosting** | Orders are lost | Tier 1 | 120 minutes | Geo-redundant failover |
| 1h | Managed Infrastructure | Failures go unseen | Tier 2 | 8 hrs | Backup restoration |
| 240 min | Help Desk | Users wait | Tier 3 | 1 d | E-mail fallback |

## 5. Testing schedule

- Quarterly tabletop exercises, annual failover test for Cloud Hosting, and bi-annual full DR test.
"""
TALL = """# Continuity and Availability Plan

## Impact analysis

- Agreed with: Customer forum

### SVC-002 Cloud Hosting

- Criticality: Critical
- Impact: Orders are lost
- RTO: <= 2 h
- RPO: 15 minutes

### SVC-001 Managed Infrastructure

| Field | Value |
|---|---|
| Criticality | High |
| Impact of outage | Failures go unseen |
| RTO | 8h |
| RPO | 60 min |

### Help Desk (SVC-003)

- Criticality: Medium
- Impact: Users wait
- RTO: 24 hours
- RPO: 4 hours

## Recovery strategies

Cloud Hosting fails over to the second Azure region.

### Managed Infrastructure

Servers are rebuilt from the backup vault in the second region.

### Help Desk

Intake moves to the shared mailbox and the phones.

## Tests

| What is tested | How often | Exercise |
|---|---|---|
| All services | every 3 months | Table-top |
| SVC-002 | yearly | Fail-over |
| DR plan | twice a year | Disaster recovery test |
"""


def staged(text: str) -> tuple[Workspace, Artifact, list[Finding]]:
    texts = {PATH: text, "sms/03-service-catalog.md": sample().texts["sms/03-service-catalog.md"]}
    space, findings = asked("CON", texts)
    return space, space.artifacts[SKILL], findings


def objectives(space: Workspace, plan: Artifact) -> list[tuple[str, str, str, str]]:
    return [
        (
            row.service.id,
            row.label,
            spell_duration(row.rto) if row.rto else "",
            spell_duration(row.rpo) if row.rpo else "",
        )
        for row in impacts(plan, catalog_pairs(space))
    ]


@pytest.mark.parametrize("text", [sample().texts[PATH], WIDE, TALL], ids=["sample", "wide", "tall"])
def test_dialects_say_the_same(text: str) -> None:
    space, plan, findings = staged(text)
    assert objectives(space, plan) == [
        ("SVC-002", "Cloud Hosting", "2 h", "15 min"),
        ("SVC-001", "Managed Infrastructure", "8 h", "1 h"),
        ("SVC-003", "Help Desk", "24 h", "4 h"),
    ]
    known = catalog_pairs(space)
    assert [row.label for row in most_critical(plan, known)] == ["Cloud Hosting"]
    served = [service.label for one in strategies(plan, known) for service in one.services]
    assert served == ["Cloud Hosting", "Managed Infrastructure", "Help Desk"]
    kinds = [(one.kind, len(one.services)) for one in exercises(plan, known)][:3]
    assert kinds == [("tabletop", 3), ("failover", 1), ("full DR", 3)]
    assert [finding for finding in findings if finding.is_error] == []


def test_verdict_sentence_of_the_known_example() -> None:
    space, plan, findings = staged(sample().texts[PATH])
    assert findings == []
    skill = catalogue().skill(SKILL)
    assert skill is not None
    assert skill.summary(space, plan) == (
        "BIA of 3 services with RTO/RPO 2 h/15 min, 8 h/1 h, 24 h/4 h: Cloud Hosting with Azure geo-redundant failover, "
        "Managed Infrastructure with Backup restoration, Help Desk with E-mail fallback. Tests: quarterly tabletop, annual "
        "failover of Cloud Hosting, half-yearly full DR, quarterly backup restore of Managed Infrastructure."
    )
    space, plan, _ = staged(WIDE)
    assert "Tests: quarterly tabletop, annual failover of Cloud Hosting, bi-annual full DR." in skill.summary(
        space, plan
    )


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("every 5 min", 5),
        ("hourly", 60),
        ("nightly full, log every 15 min", 15),
        ("continuous", 0),
        ("24 h", 1440),
        ("on tape", None),
    ],
)
def test_copies_lie_apart(text: str, minutes: int | None) -> None:
    interval = copy_interval(text)
    assert (interval and interval.minutes) == minutes or (interval is None and minutes is None)


def test_levels_rank_within_their_scale() -> None:
    for higher, lower in (
        ("Critical", "High"),
        ("Tier 1", "Tier 3"),
        ("Gold", "Bronze"),
        ("P1", "P2"),
        ("Class A", "Class B"),
    ):
        one, other = rank(higher), rank(lower)
        assert one
        assert other
        assert one.scale == other.scale
        assert one.height > other.height
    assert rank("1") is None


def test_kinds_of_tests() -> None:
    told = (
        "Desk-top walk-through",
        "Full failover",
        "switchover",
        "Restore from backup",
        "Table-top DR exercise",
        "Review",
    )
    assert [kind_of(text) for text in told] == [
        "tabletop",
        "full DR",
        "failover",
        "backup restore",
        "tabletop",
        "",
    ]


def test_draft_takes_what_catalog_and_profile_know() -> None:
    texts = {path: text for path, text in sample().texts.items() if path != PATH}
    rows = draft(workspace_of(Staged(texts, Configuration()), catalogue().schemas))
    assert [row.cells["criticality"] for row in rows["bia"]] == ["High", "Critical", "Medium"]
    assert rows["availability"][2].cells["spof"] == "SVC-007 Ticketing System"
    assert rows["contacts"][1].cells["deputy"] == "Hannah Lim"
    assert all(row.source.line > 1 for group in rows.values() for row in group)
    assert draft(workspace_of(Staged({}, Configuration()), catalogue().schemas)) == {}


def test_unfilled_template_is_refused() -> None:
    skill = catalogue().skill(SKILL)
    assert skill is not None
    with open(f"{skill.folder}/template.md", encoding="utf-8") as file:
        _, _, findings = staged(file.read())
    assert {finding.rule for finding in findings if finding.is_error} == {
        "CON-01",
        "CON-02",
        "CON-03",
        "CON-04",
    }
