"""A new document holds what earlier steps say, with its source, and is refused for nothing but its placeholders."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from workspaces import iso20k, netops

from iso20k.edges.cache import Cache
from iso20k.edges.sources import work_tree
from iso20k.judging.refusal import refuses
from iso20k.standard.steps import STEPS
from validators.registry import catalogue

DAY = date(2026, 10, 30)
SKILLS = [skill.name for skill in catalogue().skills]

#: What each draft must hold of the NetOps documents of the steps before.
KNOWN = {
    "sms-scope": ("| LOC-002 | Port Melbourne Data Centre |", "| Cloud Platform |", "| Zabbix |"),
    "service-catalog": ("### SVC-002 Cloud Hosting", "| Customers | Enterprise, Mid-market, SMB |"),
    "gap-assessment": ("- Owner: Tom Fraser", "- Owner: Mei Tanaka"),
    "service-management-plan": (
        "| SMS manager | Sarah Chen |",
        "| 6.5 | Capacity | Raj Mehta |",
        "| TSK-01 | ACT-01 |",
        "| Emily Nguyen | 2026-05-29 |",
    ),
    "service-level-management": (
        "### SLA-002 Cloud Hosting",
        "- Service hours: 24x7",
        "- Supports SLA: SLA-003",
    ),
    "service-reporting": ("SLA-001 Managed Infrastructure", "owner: Emily Nguyen"),
    "service-continuity-availability": ("### SVC-001 Managed Infrastructure", "owner: Raj Mehta"),
    "budgeting-accounting": ("| SVC-002 Cloud Hosting |", "| Microsoft | SVC-001 Managed Infrastructure |"),
    "capacity-management": ("| SVC-002 | Cloud Hosting | SLA-002 | 99.95 % |",),
    "information-security": ("| SVC-003 | Help Desk |", "| Process owner | Daniel Okafor |"),
    "business-relationship": (
        "| SMB | 25 | SVC-003 |",
        "| SVC-001 | Managed Infrastructure | Enterprise, Mid-market |",
    ),
    "supplier-management": ("| Supports Service IDs | SVC-001, SVC-004 |",),
    "incident-management": ("| 1 h | 4 h |", "owner: Tom Fraser"),
    "problem-management": ("| 8.2 Problem | 9.2 Change |", "owner: Hannah Lim"),
    "configuration-management": ("| Virtual Machine |", "| SLA Document |"),
    "change-management": ("| Network Device |", "owner: Chris Doyle"),
    "release-management": ("Approved changes with schedule and risk", "owner: Mei Tanaka"),
    "design-transition": ("Requests for change for each new service", "owner: Mei Tanaka"),
    "management-review": (
        "| SLA-002 Cloud Hosting | Uptime: target >= 99.95 %; Uptime 99.97 % in September 2026 |",
        "| 3 CAPAs in all; 2 in progress: CAPA-001 and CAPA-002; 1 closed;",
        "| Chair | James Park |",
    ),
}


def draft_of(tmp_path: Path, skill: str) -> Path:
    """The document that `iso20k new` writes on the NetOps workspace of the steps before."""
    workspace = netops(tmp_path, hook=False, committed=False).workspace
    number = next(step.number for step in STEPS if step.skill == skill)
    for path in (workspace / "sms").iterdir():
        if int(path.name[:2]) >= number:
            path.unlink()
    assert iso20k("new", skill, cwd=workspace).code == 0
    return next((workspace / "sms").glob(f"*-{skill}.md"))


@pytest.mark.parametrize("skill", [name for name in SKILLS if name in KNOWN])
def test_draft_holds_what_is_known_and_names_its_source(tmp_path: Path, skill: str) -> None:
    text = draft_of(tmp_path, skill).read_text(encoding="utf-8")
    for known in KNOWN[skill]:
        assert known in text, f"{skill}: {known}"
    assert "<!-- From sms/" in text


@pytest.mark.parametrize("skill", SKILLS)
def test_draft_is_refused_for_its_placeholders_only(tmp_path: Path, skill: str) -> None:
    path = draft_of(tmp_path, skill)
    snapshot = work_tree(str(tmp_path))
    assessment = snapshot.judged(Cache("off"), catalogue(), DAY)
    findings = [f for f in assessment.findings if f.place.path == f"sms/{path.name}"]
    assert any(finding.rule == "DOC-08" for finding in findings)
    wrong = [f for f in findings if refuses(f, [f.place.path], snapshot.configuration)]
    assert not wrong, [f"{f.place.line}: {f.rule} {f.message}" for f in wrong]


@pytest.mark.parametrize("skill", SKILLS)
def test_draft_without_earlier_steps_is_the_template(tmp_path: Path, skill: str) -> None:
    (tmp_path / "iso20k.yaml").write_text("organisation: Example Ltd\n")
    assert iso20k("new", skill, cwd=tmp_path).code == 0
    assert "<!-- From sms/" not in next((tmp_path / "sms").iterdir()).read_text(encoding="utf-8")


def test_placeholders_of_earlier_drafts_are_not_taken_for_facts(tmp_path: Path) -> None:
    (tmp_path / "iso20k.yaml").write_text("organisation: Example Ltd\n")
    for skill in SKILLS:
        assert iso20k("new", skill, cwd=tmp_path).code == 0
    for path in (tmp_path / "sms").iterdir():
        text = path.read_text(encoding="utf-8")
        assert "Name of the service] | [Name of the service" not in text
        assert text.count("\\[") == 0, path.name


def test_values_are_made_safe_for_a_table(tmp_path: Path) -> None:
    repository = netops(tmp_path, hook=False, committed=False)
    repository.edit(
        "organization-profile", "| LOC-002 | Port Melbourne Data Centre |", r"| LOC-002 | Port \| Melbourne |"
    )
    repository.path("sms-scope").unlink()
    assert iso20k("new", "sms-scope", cwd=repository.workspace).code == 0
    assert r"| LOC-002 | Port \| Melbourne |" in repository.path("sms-scope").read_text(encoding="utf-8")
