"""The profile: its people, dates and completeness in the dialects in which people write them."""

from __future__ import annotations

from datetime import date

import pytest

from iso20k.configuration import Configuration
from iso20k.edges.examples import sample
from iso20k.facts.artifact import Artifact
from iso20k.judging.engine import ask
from iso20k.judging.examples import Staged, workspace_of
from iso20k.judging.rule import Severity
from validators.organization_profile.completeness import REQUIRED_FIELDS, Completeness, completeness
from validators.organization_profile.milestones import stage_dates
from validators.organization_profile.organisation import classification, is_own
from validators.organization_profile.people import (
    nearest_person,
    people,
    person_or_role_known,
    sms_manager,
    sponsor,
)
from validators.registry import catalogue

PATH = "sms/01-organization-profile.md"


def profile(text: str = "") -> Artifact:
    texts = {PATH: text or sample().texts[PATH]}
    return workspace_of(Staged(texts, Configuration()), catalogue().schemas).artifacts["organization-profile"]


def apex() -> Artifact:
    return profile(sample("apex").texts[PATH])


def test_verdict_of_the_known_example() -> None:
    space = workspace_of(Staged({PATH: sample().texts[PATH]}, Configuration()), catalogue().schemas)
    rules = [rule for rule in catalogue().rules if rule.id.startswith("PRO-")]
    findings = [finding for outcome in ask(rules, space) for finding in outcome.findings]
    assert [(f.rule, f.severity) for f in findings] == [("PRO-06", Severity.WARNING)]
    skill = next(skill for skill in catalogue().skills if skill.name == "organization-profile")
    assert skill.summary(space, space.artifacts["organization-profile"]) == (
        "Service provider: external, written as Type II. The profile is 94 % complete: 31 of 33 required fields. "
        "1 gap: Stage 1 and Stage 2 target dates."
    )


def test_the_two_stage_dates_are_two_fields_and_one_gap() -> None:
    assert len(REQUIRED_FIELDS) == 33
    assert len({field.name for field in REQUIRED_FIELDS}) == 33
    told = completeness(profile())
    assert (told.filled, told.percent, told.gaps) == (31, 94, ("Stage 1 and Stage 2 target dates",))
    assert completeness(apex()) == Completeness(33, 33, ())


def test_half_a_percent_is_rounded_up() -> None:
    assert Completeness(1, 200, ()).percent == 1
    assert Completeness(30, 32, ()).percent == 94
    assert Completeness(0, 33, ()).percent == 0


def test_an_empty_profile_is_zero_percent_and_no_crash() -> None:
    told = completeness(profile("# Organization Profile\n\nNothing yet.\n"))
    assert (told.filled, told.percent) == (0, 0)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Type II (external)", "external"),
        ("Type II", "external"),
        ("II", "external"),
        ("Type I", "internal"),
        ("Type III", "both"),
        ("External service provider (ITIL type III)", "external"),
        ("internal", "internal"),
        ("Shared services unit", "internal"),
        ("internal and external", "both"),
        ("both", "both"),
        ("TBD", ""),
        ("medium-sized", ""),
    ],
)
def test_words_win_over_numbers(text: str, kind: str) -> None:
    document = profile(
        f"# Organization Profile\n\n## 2. Provider type\n\n| Field | Value |\n|---|---|\n| Type | {text} |\n"
    )
    assert classification(document).kind == kind


def test_classification_in_prose() -> None:
    document = profile(
        "# Organization Profile\n\n## Service provider classification\n\nAcme is an external provider, Type II.\n"
    )
    assert classification(document)[:3] == ("external", True, 2)


def test_people_are_everybody_whom_the_profile_names() -> None:
    known = {person.name: person for person in people(profile())}
    assert known["Emily Nguyen"].areas == ("6.1", "6.2")
    assert known["Emily Nguyen"].deputy == "Tom Fraser"
    assert known["Emily Nguyen"].position == "Service Delivery Lead"
    assert len(known["Emily Nguyen"].roles) == 2
    assert known["Olivia Grant"].roles == ()
    assert len(people(profile())) == len(known)


@pytest.mark.parametrize(
    "text",
    [
        "Sarah Chen", "sarah chen", "Sarah Chen (SMS manager)", "Hannah Lim, Raj Mehta", "CTO", "SMS manager",
        "management representative", "IT Service Manager", "Incident manager", "Change process owner", "Service owner",
        "Process owner", "", "TBD",
    ],
)  # fmt: skip
def test_known(text: str) -> None:
    assert person_or_role_known(profile(), text)


@pytest.mark.parametrize(
    "text", ["Sara Chen", "Sarah Chen, Paula Reyes", "Legal Counsel", "Facilities manager"]
)
def test_unknown(text: str) -> None:
    assert not person_or_role_known(profile(), text)


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("Sara Chen", "Sarah Chen"),
        ("S. Chen", "Sarah Chen"),
        ("Chris Doyel", "Chris Doyle"),
        ("Paula Reyes", None),
    ],
)
def test_nearest_person(text: str, near: str | None) -> None:
    assert nearest_person(profile(), text) == near


def test_roles_as_a_list_and_in_other_columns() -> None:
    listed = profile(
        "# Organization Profile\n\n## 4. SMS roles and responsibilities\n\n- SMS Manager: Sarah Chen\n"
        "- **Executive sponsor**: James Park, CTO\n"
    )
    table = profile(
        "# Organization Profile\n\n## Roles\n\n| Name | Position | Role |\n|---|---|---|\n"
        "| Sarah Chen | IT Service Manager | Management representative |\n| James Park | CTO | Top management |\n"
    )
    for document in (listed, table):
        manager, top = sms_manager(document), sponsor(document)
        assert manager is not None
        assert top is not None
        assert (manager.person, top.person) == ("Sarah Chen", "James Park")


@pytest.mark.parametrize(
    "body",
    [
        "| Milestone | Target date |\n|---|---|\n| Stage 1 audit | 2026-08-27 |\n| Stage 2 audit | 2026-11-23 |\n",
        "| Target date | Milestone |\n|---|---|\n| 27 Aug 2026 | Certification, stage 1 |\n| 23 Nov 2026 | Stage-2 |\n",
        "- Stage 1: 2026-08-27\n- Stage 2: 2026-11-23\n",
        "We aim at Stage 1 on 2026-08-27 and at Stage 2 on 2026-11-23.\n",
    ],
)
def test_stage_dates_in_several_forms(body: str) -> None:
    document = profile(f"# Organization Profile\n\n## 5. Management commitment\n\n{body}")
    days = {stage: told.moment.day for stage, told in stage_dates(document).items() if told.moment}
    assert days == {1: date(2026, 8, 27), 2: date(2026, 11, 23)}


def test_stage_months_in_a_sentence() -> None:
    text = "# Organization Profile\n\n## Management commitment\n\nOur target is Stage 1 audit in 6 months, Stage 2 in 9 months.\n"
    months = {stage: told.moment.month for stage, told in stage_dates(profile(text)).items() if told.moment}
    assert months == {1: 6, 2: 9}


def test_own_names() -> None:
    assert is_own(profile(), "NetOps")
    assert is_own(profile(), "NetOps Solutions Pty Ltd")
    assert not is_own(profile(), "Microsoft")
    assert not is_own(profile(), "")
