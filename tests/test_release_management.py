"""Release management as people write it: other headings and columns, tall releases, windows and dates in words."""

from __future__ import annotations

import pytest
from asking import asked

from iso20k.configuration import Configuration
from iso20k.edges.examples import sample
from iso20k.facts.artifact import Artifact
from iso20k.judging.examples import SAMPLE_DAY, Staged, workspace_of
from iso20k.judging.finding import Finding
from iso20k.judging.workspace import Workspace
from iso20k.values.duration import spell_duration
from validators.registry import catalogue
from validators.release_management.draft import draft
from validators.release_management.releases import release_types, releases
from validators.release_management.rollbacks import length_of, overruns, rollbacks, windows

SKILL, PATH = "release-management", "sms/18-release-management.md"
#: Numbered headings, synonyms, another column order.
WIDE = """# Release and Deployment Process

## 2. Release Categories

| Typical frequency | Release type | Definition | Change category |
|---|---|---|---|
| quarterly | Major | New functions | Normal |
| as needed | Hotfix | Ends a major incident | Emergency |

## 5. Back-out Plan

The change window is four hours.

| Steps | Rollback trigger | Max duration |
|---|---|---|
| Restore the snapshot | Smoke test fails | 90 minutes |

## 7. Release Schedule

| RFC | Release | Deployed on | Services | Accepted by | Acceptance date |
|---|---|---|---|---|---|
| RFC-2026-033 | REL-2026-07 | 19 July 2026 | SVC-001 | Hannah Lim | 16/07/2026 |
"""
#: The same, tall.
TALL = """# Release Management

## Release types

### Major

- Scope: New functions
- Frequency: every quarter
- Change type: normal

### Hotfix

- Scope: Ends a major incident
- Frequency: as needed
- Change type: emergency

## Rollback

The maintenance window is Sunday 02:00 to 06:00.

### Smoke test fails

- Steps: Restore the snapshot
- Time: 1.5 h

## Release calendar

### July release (REL-2026-07)

| Field | Value |
|---|---|
| RFCs | RFC-2026-033 |
| Actual | 2026-07-19 |
| Service ID | SVC-001 Managed Infrastructure |
| Acceptance approved by/on | Hannah Lim, 2026-07-16 |
"""
#: Lists and one wide table with all columns of the outline.
LISTS = """# Release Management

## Release types

- Major: new functions, every quarter, normal change
- Hotfix: ends a major incident, under an emergency change

## Roll back

| Trigger | Steps | Time | Maintenance window |
|---|---|---|---|
| Smoke test fails | Restore the snapshot | 1 h 30 min | Sun 02:00-06:00 |

## Release plan

| Release ID | Type | Service ID | RFCs | Known errors closed | Planned | Actual | Method | Acceptance approved by/on | Result |
|---|---|---|---|---|---|---|---|---|---|
| REL-2026-07 | Major | SVC-001 | RFC-2026-033 | none | 2026-07-19 | 2026-07-19 | Rolling | Hannah Lim, 16 Jul 2026 | ok |
"""


def judged(text: str) -> tuple[Workspace, Artifact, list[Finding]]:
    space, findings = asked("REL", {PATH: text})
    return space, space.artifacts[SKILL], findings


def test_verdict_sentence_of_the_known_example() -> None:
    space, rel, findings = judged(sample().texts[PATH])
    assert findings == []
    skill = catalogue().skill(SKILL)
    assert skill is not None
    assert skill.summary(space, rel) == (
        "4 release types: major, minor, patch and emergency. Stages: plan → build → test → accept → deploy → review. "
        "5 acceptance criteria: functional tests, performance tests, security checks, operational readiness and rollback "
        "rehearsed. Deployment by rolling, blue-green and big bang. 4 rollbacks with trigger and steps. 4 releases deployed, "
        "1 planned."
    )


@pytest.mark.parametrize("text", [WIDE, TALL, LISTS], ids=["wide", "tall", "lists"])
def test_dialects_give_the_same_facts(text: str) -> None:
    _, rel, findings = judged(text)
    kinds = release_types(rel)
    assert [(kind.name, kind.emergency) for kind in kinds] == [("Major", False), ("Hotfix", True)]
    assert "REL-08" not in {finding.rule for finding in findings}
    (release,) = releases(rel)
    assert (release.id, release.rfcs, release.services) == ("REL-2026-07", ("RFC-2026-033",), ("SVC-001",))
    assert release.actual is not None
    assert release.accepted is not None
    assert (str(release.actual.day), str(release.accepted.day)) == ("2026-07-19", "2026-07-16")
    (back,) = rollbacks(rel)
    assert back.time is not None
    assert (back.record.text("trigger"), int(back.time.minutes)) == ("Smoke test fails", 90)
    assert {spell_duration(window.length) for window in windows(rel)} == {"4 h"}
    assert overruns(back, windows(rel)) is None
    assert {finding.rule for finding in findings if finding.is_error} == {"REL-02", "REL-04"}


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("4 h", "4 h"),
        ("Sunday 02:00-06:00", "4 h"),
        ("Sundays from 02:00 to 06:00 Melbourne time", "4 h"),
        ("the window is 22:00-02:00", "4 h"),
        ("a window of three hours, or six hours on Sundays", "6 h"),
        ("by agreement and as needed", ""),
    ],
)
def test_length_of_a_window(text: str, length: str) -> None:
    found = length_of(text)
    assert (spell_duration(found) if found else "") == length


def test_planned_releases_are_not_deployed() -> None:
    _, rel, _ = judged(sample().texts[PATH])
    last = releases(rel)[-1]
    assert (last.label, last.actual, last.accepted) == ("REL-2027-02", None, None)


def test_draft_takes_the_interfaces_of_the_plan() -> None:
    texts = {path: text for path, text in sample().texts.items() if path != PATH}
    known = draft(workspace_of(Staged(texts, Configuration()), catalogue().schemas))
    assert [row.cells["process"] for row in known["interfaces"]] == ["9.2 Change", "9.1 Configuration"]
    assert {row.source.path for row in known["interfaces"]} == {"sms/05-service-management-plan.md"}
    assert draft(Workspace({}, Configuration(), SAMPLE_DAY)) == {"interfaces": ()}


def test_unfilled_template_is_refused() -> None:
    skill = catalogue().skill(SKILL)
    assert skill is not None
    with open(f"{skill.folder}/template.md", encoding="utf-8") as file:
        text = file.read()
    _, rel, findings = judged(text)
    assert {finding.rule for finding in findings if finding.is_error} == {
        "REL-01",
        "REL-02",
        "REL-03",
        "REL-04",
    }
    assert releases(rel) == ()
