"""Change management in the dialects in which people write it: headings, fields, tall logs, other words."""

from __future__ import annotations

from fractions import Fraction

import pytest
from asking import asked, sentence

from iso20k.configuration import Configuration
from iso20k.edges.examples import sample
from iso20k.facts.artifact import Artifact
from iso20k.judging.examples import Staged, workspace_of
from iso20k.judging.finding import Finding
from validators.change_management.board import board
from validators.change_management.change_types import authorities, change_types, is_requester, kind_of
from validators.change_management.log import changes, emergency_share
from validators.change_management.policy import controlled_types, major_criteria
from validators.registry import catalogue

SKILL = "change-management"
PATH = f"sms/17-{SKILL}.md"
SPOKEN = """# Change Management Process

## 1 Purpose and scope

All configuration items in the CMDB are under change control. A change with major impact, such as the retirement or the
handing over to a supplier of a service, goes to design and transition.

## 2 Types of changes

- **Pre-approved**: routine work with a tested procedure, authorised once by the board
- **Normal**: every other planned change, authorised by the board
- **Urgent**: restores or protects a service

## 3 Change Advisory Board

Members are Sam Ortiz, Lee Wong and Kim Lind. The board meets every two weeks and decides on all normal changes.

## 4 Urgent and emergency changes

The duty manager authorizes the change by phone. A request for change is logged within 24 hours. The board reviews each one at
its next meeting.

## 5 Integration with other processes

### Configuration management

The CMDB is updated by the engineer before the change is closed.

### Release and deployment

A release carries approved changes only. Incidents and problems lead to requests for change.
"""
TALL = """# Change Control

## CAB

| Field | Value |
|---|---|
| Chaired by | Lee Wong |
| Participants | Network Lead; Service Desk Manager |
| Meets | fortnightly |
| Mandate | Approves significant changes |

## RFC log

### CHG-0001 Replace core switch

- Change type: Normal
- Requested by: Lee Wong
- Approver: Lee Wong
- Approval date: 1 August 2026
- Implemented on: 2 Aug 2026
- Outcome: Successfully backed out
- Rollback: none

### CHG-0002 Patch web server

- Change type: Emergency (ECAB)
- Requested by: Sam Ortiz
- Approver: ECAB
- Implemented: 2026-08-03
- Approved: 2026-08-04
- Outcome: completed without failure
"""


def judged(text: str) -> tuple[Artifact, list[Finding]]:
    space, findings = asked("CHG", {PATH: text})
    return space.artifacts[SKILL], findings


def test_verdict_sentence_of_the_known_example() -> None:
    assert sentence(SKILL, {PATH: sample().texts[PATH]}) == (
        "3 of 3 change types defined (standard, normal and emergency). CAB of 7 members meets weekly. Emergency procedure "
        "described. Integrated with configuration, release, incident and problem management. 31 changes in the log: "
        "1 emergency, 1 failed."
    )
    assert judged(sample().texts[PATH])[1] == []


def test_sentences_and_headings() -> None:
    chg, findings = judged(SPOKEN)
    assert [finding.message for finding in findings if finding.is_error] == []
    assert [one.kind for one in change_types(chg)] == ["standard", "normal", "emergency"]
    found = board(chg)
    assert (found.members, found.interval) == (("Sam Ortiz", "Lee Wong", "Kim Lind"), "every two weeks")
    assert not {"CHG-05", "CHG-13"} & {finding.rule for finding in findings}


def test_tall_board_and_log() -> None:
    chg, findings = judged(TALL)
    found = board(chg)
    assert (found.chair, found.members, found.interval) == (
        "Lee Wong",
        ("Network Lead", "Service Desk Manager"),
        "fortnightly",
    )
    first, second = changes(chg)
    assert (first.id, first.kind, first.failed, first.back_out, first.self_approved) == (
        "CHG-0001",
        "normal",
        True,
        False,
        True,
    )
    assert (second.kind, second.failed, second.self_approved) == ("emergency", False, False)
    assert emergency_share(changes(chg)) == Fraction(1, 2)
    assert [finding.message for finding in findings if finding.rule == "CHG-15"] == [
        "CHG-0001 was approved by its requester Lee Wong",
        "CHG-0001 failed and has no back-out",
        "1 of 2 changes were emergencies, more than 10 %",
    ]
    assert not [finding for finding in findings if finding.rule == "CHG-02"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Standard (pre-approved)", "standard"),
        ("Non-standard", "normal"),
        ("Major", "normal"),
        ("Emergency / ECAB", "emergency"),
        ("Expedited", "emergency"),
        ("Latent", ""),
    ],
)
def test_names_of_types(name: str, kind: str) -> None:
    assert kind_of(name) == kind


def test_requesters_do_not_approve() -> None:
    assert [is_requester(text) for text in ("Requester", "the initiator", "CAB, never the requester", "CAB")] == [
        True, True, False, False,
    ]  # fmt: skip


def test_facts_that_others_join_on() -> None:
    chg, _ = judged(sample().texts[PATH])
    log = changes(chg)
    assert [change.id for change in log] == [f"RFC-2026-0{number}" for number in range(31, 62)]
    assert {release for change in log for release in change.releases} == {
        "REL-2026-07",
        "REL-2026-08",
        "REL-2026-09",
        "REL-2026-10",
        "REL-2027-02",
    }
    by_id = {change.id: change for change in log}
    fix = by_id["RFC-2026-035"]
    assert (fix.services, fix.cis, str(fix.approved_on), str(fix.done)) == (
        ("SVC-002",),
        ("VM-ACME-001",),
        "2026-07-21",
        "2026-07-26",
    )
    assert by_id["RFC-2026-041"].done is None
    assert [change.id for change in log if change.failed] == ["RFC-2026-039"]
    assert [one.name for one in controlled_types(chg)] == [
        "Server", "Virtual Machine", "Network Device", "Application", "Service", "SLA Document",
    ]  # fmt: skip
    assert len(major_criteria(chg)) == 6
    assert [one.what for one in authorities(chg)] == [
        "Standard",
        "Normal",
        "Emergency",
        "Minor",
        "Significant",
        "Major",
        "Emergency",
    ]


def test_items_of_the_log_are_in_the_cmdb() -> None:
    chg, _ = judged(sample().texts[PATH])
    cmdb = sample().texts["sms/16-configuration-management.md"]
    assert all(f"| {ci} |" in cmdb for change in changes(chg) for ci in change.cis)


def test_draft_from_plan_and_configuration() -> None:
    texts = {path: text for path, text in sample().texts.items() if path != PATH}
    skill = catalogue().skill(SKILL)
    assert skill is not None
    known = skill.draft(workspace_of(Staged(texts, Configuration()), catalogue().schemas))
    assert [row.cells["person"] for row in known["cab"]] == [
        "Chris Doyle", "Hannah Lim", "Raj Mehta", "Tom Fraser", "Daniel Okafor",
    ]  # fmt: skip
    assert known["boards"][0].cells["frequency"] == "weekly"
    assert len(known["controlled"]) == 6
    assert [row.cells["process"][:3] for row in known["interfaces"]] == ["8.2", "9.3", "9.1", "5 D"]
    assert not any(skill.draft(workspace_of(Staged({}, Configuration()), catalogue().schemas)).values())


def test_unfilled_template_is_refused() -> None:
    skill = catalogue().skill(SKILL)
    assert skill is not None
    with open(f"{skill.folder}/template.md", encoding="utf-8") as file:
        _, findings = judged(file.read())
    errors = [finding for finding in findings if finding.is_error]
    assert {finding.rule for finding in errors} == {"CHG-01", "CHG-02", "CHG-03", "CHG-04", "CHG-10"}
    assert all(finding.missing for finding in errors)
