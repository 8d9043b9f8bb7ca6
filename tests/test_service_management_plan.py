"""The plan: the known verdicts, the printed excerpt, and the dialects in which plans are written."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from iso20k.configuration import Configuration
from iso20k.edges.examples import sample
from iso20k.facts.artifact import Artifact
from iso20k.judging.engine import ask
from iso20k.judging.examples import Staged, workspace_of
from iso20k.judging.finding import Finding
from iso20k.judging.rule import Severity
from iso20k.values.dates import parse_moment
from validators.registry import catalogue
from validators.service_management_plan.elements import elements
from validators.service_management_plan.framework import document_types, type_of_step
from validators.service_management_plan.governance import PROCESS_OWNER, SMS_MANAGER, holders, process_owners
from validators.service_management_plan.objectives import objectives
from validators.service_management_plan.resources import kinds, planned_cost, stated_budgets
from validators.service_management_plan.tasks import tasks
from validators.service_management_plan.timeline import first_day, last_day, phases, stage_dates

PATH = "sms/05-service-management-plan.md"
EXCERPT = Path(__file__).parent / "fixtures" / "published-plan-excerpt.md"


def judged(text: str, edition: str = "2011", path: str = PATH) -> tuple[Artifact, list[Finding]]:
    space = workspace_of(Staged({path: text}, Configuration(edition=edition)), catalogue().schemas)
    findings = [finding for outcome in ask(catalogue().rules, space) for finding in outcome.findings]
    return space.artifacts["service-management-plan"], findings


def plan(text: str) -> Artifact:
    return judged(f"# Service Management Plan\n\n{text}\n")[0]


def summary_of(name: str) -> str:
    texts = {PATH: sample(name).texts[PATH]}
    space = workspace_of(Staged(texts, Configuration()), catalogue().schemas)
    skill = catalogue().skill("service-management-plan")
    assert skill is not None
    return skill.summary(space, space.artifacts["service-management-plan"])


def test_verdict_sentences_of_the_known_examples() -> None:
    assert summary_of("netops") == (
        "6 of 6 required elements: 4 measurable, time-bound objectives; governance with SMS manager, sponsor and 9 process "
        "owners; PDCA for 14 of 14 process areas; resources for personnel, tools and training; documentation framework with "
        "document control, naming and retention; timeline of 5 phases with milestones."
    )
    assert summary_of("apex").startswith("6 of 6 required elements: 5 measurable, time-bound objectives; ")
    assert summary_of("apex").endswith("timeline of 5 phases with milestones.")


def test_printed_excerpt_fails_for_exactly_what_it_lacks() -> None:
    artifact, findings = judged(EXCERPT.read_text(encoding="utf-8"), path=EXCERPT.name)
    assert artifact.skill == "service-management-plan"
    assert [f.rule for f in findings if f.severity is Severity.ERROR] == ["PLA-04", "PLA-05", "PLA-06"]
    assert len(objectives(artifact)) == len(phases(artifact)) == 5
    assert [name for name, holds in elements(artifact, "2011").items() if not holds] == [
        "PDCA approach",
        "resource plan",
        "documentation framework",
    ]


def test_pdca_is_advice_in_2018() -> None:
    _, findings = judged(EXCERPT.read_text(encoding="utf-8"), "2018")
    assert [f.severity for f in findings if f.rule == "PLA-04"] == [Severity.ADVICE]
    assert {f.message.split(")")[0][-1] for f in findings if f.rule == "PLA-10"} == set("abcefgh") - {"e"}


def test_missing_process_is_a_warning_and_advice_in_2018() -> None:
    row = next(
        line for line in sample().texts[PATH].split("\n") if line.startswith("| 8.2 | Problem | Hannah Lim")
    )
    text = sample().texts[PATH].replace(row + "\n", "")
    for edition, severity in (("2011", Severity.WARNING), ("2018", Severity.ADVICE)):
        _, findings = judged(text, edition)
        told = [(f.severity, f.message) for f in findings if f.rule == "PLA-04"]
        assert told == [(severity, "8.2 Problem management has no Plan-Do-Check-Act")]


def test_bulleted_conversation_is_a_plan() -> None:
    told = plan(
        "## Objectives\n\n1. **Achieve ISO 20000 certification within 9 months** (Stage 1 at month 6)\n"
        "2. Reduce mean incident resolution time by 25% within 6 months\n\n"
        "## Governance\n\n- **SMS Manager**: Sarah Chen — day-to-day management\n- **Sponsor**: James Wright, MD\n"
        "- **Incident Process Owner**: Mike Torres\n\n"
        "## PDCA\n\n### Incident and Service Request Management (Clause 8.1)\n\n- **Plan**: Document the process\n"
        "- **Do**: Operate it in Jira\n- **Check**: Weekly review\n- **Act**: Quarterly improvement\n\n"
        "## Timeline\n\n- Phase 1 (Months 1-2): foundation\n- Phase 2 (Months 2-9): operation\n"
    )
    assert [(o.measurable, o.due is not None) for o in objectives(told)] == [(True, True), (True, True)]
    assert [role.person for role in holders(told, SMS_MANAGER)] == ["Sarah Chen"]
    assert [role.areas[0].number for role in holders(told, PROCESS_OWNER)] == ["8.1"]
    assert [(p.start and p.start.month, p.end and p.end.month) for p in phases(told)] == [(1, 2), (2, 9)]
    held = elements(told, "2011")
    assert [name for name, holds in held.items() if not holds] == ["resource plan", "documentation framework"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("## Resources\n\nTraining is not planned. We have no tools.", ()),
        ("## Resources\n\n### Training\n", ()),
        ("## 4. Resource Plan\n\n### Training needs\n\nFoundation course for all owners.", ("training",)),
        ("## Resources\n\n| Type | Description |\n|---|---|\n| Staff | Two people |\n| Human resources | 2 FTE |", ("personnel",)),
        ("## Tools and technology\n\n| Tool | Purpose |\n|---|---|\n| Jira | Tickets |", ("tools",)),
    ],
)  # fmt: skip
def test_kinds_of_resources(text: str, found: tuple[str, ...]) -> None:
    assert kinds(plan(text)) == found


def test_budget_and_lines() -> None:
    for name, total in (("netops", 80000), ("apex", 64000)):
        artifact, _ = judged(sample(name).texts[PATH])
        cost = planned_cost(artifact)
        assert cost is not None
        assert cost.amount == total
        assert {stated.amount.amount for stated in stated_budgets(artifact)} == {total}


def test_a_rate_among_the_lines_makes_no_sum() -> None:
    told = plan(
        "## Resources\n\nThe budget is €10,000.\n\n| Kind | Item | Cost |\n|---|---|---|\n| Tools | Licence | €500 / month |\n"
        "| Training | Course | €9,500 |"
    )
    assert planned_cost(told) is None


def test_owners_by_clause_area() -> None:
    artifact, _ = judged(sample("apex").texts[PATH])
    owners = process_owners(artifact)
    assert {number: [owner.person for owner in named] for number, named in owners.items()}["9.3"] == [
        "Priya Patel"
    ]
    assert all(len(named) == 1 for named in owners.values())
    assert len(owners) == 14


def test_stage_dates_in_dates_and_months() -> None:
    netops, _ = judged(sample().texts[PATH])
    assert {s: m.moment.text for s, m in stage_dates(netops).items() if m.moment} == {
        1: "2026-08-27",
        2: "2026-11-23",
    }
    excerpt, _ = judged(EXCERPT.read_text(encoding="utf-8"))
    assert {s: m.moment.month for s, m in stage_dates(excerpt).items() if m.moment} == {1: 6, 2: 9}


def test_months_end_on_days_once_the_first_month_is_known() -> None:
    artifact, _ = judged(sample("apex").texts[PATH])
    start = first_day(artifact)
    month = parse_moment("Month 6")
    assert start == date(2026, 2, 1)
    assert month is not None
    assert last_day(month, start) == date(2026, 7, 31)
    assert last_day(month, None) is None


def test_framework_by_step() -> None:
    artifact, _ = judged(sample().texts[PATH])
    kinds_known = document_types(artifact)
    assert [len(kind.steps) for kind in kinds_known] == [5, 14, 1, 3, 0, 0]
    kind = type_of_step(artifact, 14)
    assert kind is not None
    assert kind.naming is not None
    assert kind.naming.fullmatch("NOS-SMS-14")
    assert not kind.naming.fullmatch("NOS-SMS-144")
    assert kind.approvers == ("Sarah Chen",)
    assert kinds_known[-1].naming is None


def test_tasks_name_actions_or_areas() -> None:
    told = plan(
        "## Remediation tasks\n\n| # | Gap | Action | Responsible | Deadline |\n|---|---|---|---|---|\n"
        "| 1 | REM-7 | Write it | Sarah Chen | Month 2 |\n| 2 | 8.2 Problem | Open the database | Hannah Lim | 2026-05-01 |"
    )
    first, second = tasks(told)
    assert (first.references, first.due and first.due.month) == (("REM-7",), 2)
    assert (second.references, [area.number for area in second.areas]) == ((), ["8.2"])


def test_unfilled_template_is_refused() -> None:
    skill = catalogue().skill("service-management-plan")
    assert skill is not None
    with open(f"{skill.folder}/template.md", encoding="utf-8") as file:
        artifact, findings = judged(file.read())
    required = [section.key for section in artifact.schema.sections if section.required]
    assert set(required) <= set(artifact.sections)
    errors = {f.rule for f in findings if f.severity is Severity.ERROR and f.rule.startswith("PLA-")}
    assert {"PLA-01", "PLA-03", "PLA-05", "PLA-07"} <= errors
