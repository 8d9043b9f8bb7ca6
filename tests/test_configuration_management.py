"""Configuration management in the dialects in which people write it: matrices, tall types, sentences, other patterns."""

from __future__ import annotations

from decimal import Decimal

import pytest
from asking import asked, sentence

from iso20k.configuration import Configuration
from iso20k.edges.examples import sample
from iso20k.facts.artifact import Artifact
from iso20k.judging.examples import Staged, workspace_of
from iso20k.judging.finding import Finding
from validators.configuration_management.attributes import REQUIRED, kinds_of, recorded
from validators.configuration_management.ci_types import ci_types, find_type
from validators.configuration_management.control import baselines, verifications
from validators.configuration_management.items import items
from validators.configuration_management.naming import conventions, follows
from validators.configuration_management.relations import relation_names, relations
from validators.registry import catalogue

SKILL = "configuration-management"
PATH = f"sms/16-{SKILL}.md"
SPOKEN = """# Configuration Management Process

## 1. CI Classes

- Servers: physical machines in our racks
- Virtual machines: guests and cloud instances
- Applications: installed products

## 2. Configuration information

For every CI we record its name, a unique identifier, the responsible person, the state and the site where it stands.
We also keep description, relations to other CIs, the services and components it serves, patch level, RFCs and problems.

## 3. Relations

A virtual machine runs on a server. Applications depend on other applications.

## 4. Naming rules

IDs are built as `TYPE-SITE-NNN`, for example SRV-MEL-001.

## 11. CMDB audit

The CMDB is verified every 3 months against discovery. At least 97,5 percent of the records must be correct.
"""
TALL = """# CMDB Design

## CI types

### Server (physical)

- Type prefix: SRV-
- Description: Physical machine
- Mandatory attributes: CI ID, hostname, owner, status, site

### Virtual Machine

| Field | Value |
|---|---|
| Abbreviation | VM |
| Required attributes | Identifier, name, custodian, lifecycle state, Azure region |

## CMDB verification

| What | Next audit | Accuracy | How often | Last audit | Accuracy found |
|---|---|---|---|---|---|
| Servers | 30 Nov 2026 | >= 95% | quarterly | 31 August 2026 | 93 % |
"""
MATRIX = """# CMDB Design

## CI types

| Class | Code |
|---|---|
| Server | SRV |
| Application | APP |

## Attributes

| Attribute | Server | Application |
|---|---|---|
| ID | ✓ | ✓ |
| Name | ✓ | ✓ |
| Owner | ✓ | ✓ |
| Status | M | M |
| Location | M | no |
"""


def judged(text: str) -> tuple[Artifact, list[Finding]]:
    space, findings = asked("CFG", {PATH: text})
    return space.artifacts[SKILL], findings


def errors(findings: list[Finding]) -> list[str]:
    return [f"{finding.rule} {finding.message}" for finding in findings if finding.is_error]


def test_verdict_sentence_of_the_known_example() -> None:
    assert sentence(SKILL, {PATH: sample().texts[PATH]}) == (
        "All 6 CI types (Server, Virtual Machine, Network Device, Application, Service and SLA Document) have the required "
        "attributes name, ID, owner, status and location. Naming convention {TYPE}-{CUSTOMER}-{SEQ}, e.g. VM-ACME-001. "
        "4 relationship types: runs on, depends on, used by and managed by. Verification scheduled quarterly with 95 % "
        "accuracy target, last done on 2026-10-14: 96.2 %."
    )
    assert judged(sample().texts[PATH])[1] == []


def test_sentences_and_lists() -> None:
    cfg, findings = judged(SPOKEN)
    assert errors(findings) == []
    assert [kind.name for kind in ci_types(cfg)] == ["Servers", "Virtual machines", "Applications"]
    assert all(recorded(cfg, kind).issuperset(REQUIRED) for kind in ci_types(cfg))
    assert relation_names(cfg) == ("runs on", "depend on")
    assert next((r.sources, r.targets) for r in relations(cfg)) == (("Virtual machines",), ("Servers",))
    (planned,) = verifications(cfg)
    assert planned.accuracy == Decimal("97.5")
    assert planned.frequency is not None
    assert {f.rule for f in findings if f.rule in ("CFG-05", "CFG-12")} == set()


def test_types_under_headings_and_other_columns() -> None:
    cfg, findings = judged(TALL)
    assert [(kind.name, kind.prefix) for kind in ci_types(cfg)] == [
        ("Server (physical)", "SRV"),
        ("Virtual Machine", "VM"),
    ]
    assert errors(findings) == ["CFG-02 no relationship type is defined", "CFG-03 no naming pattern is given"]
    assert {f.rule for f in findings} >= {"CFG-13", "CFG-05"}
    assert find_type("Servers", ci_types(cfg)) == ci_types(cfg)[0]


def test_matrix_of_attributes() -> None:
    cfg, findings = judged(MATRIX)
    assert not items(cfg)
    assert [message for message in errors(findings) if message.startswith("CFG-01")] == [
        "CFG-01 Application does not record the attribute location"
    ]
    turned, found = judged(
        MATRIX.split("## Attributes")[0]
        + "## Attributes\n\n| CI type | ID | Name | Owner | Status | Location |\n"
        "|---|---|---|---|---|---|\n| Server | x | x | x | x | x |\n| Application | x | x | x | x | |\n"
    )
    assert not items(turned)
    assert "CFG-01 Application does not record the attribute location" in errors(found)


@pytest.mark.parametrize(
    ("identifier", "pattern", "prefixes", "fits"),
    [
        ("VM-ACME-001", "{TYPE}-{CUSTOMER}-{SEQ}", ("VM", "SRV"), True),
        ("vm-acme-1", "{TYPE}-{CUSTOMER}-{SEQ}", ("VM",), True),
        ("DB-ACME-001", "{TYPE}-{CUSTOMER}-{SEQ}", ("VM",), False),
        ("VM-001", "{TYPE}-{CUSTOMER}-{SEQ}", ("VM",), False),
        ("SRV-MEL-001", "TYPE-SITE-NNN", (), True),
        ("SRV-MEL-01", "TYPE-SITE-NNN", (), False),
        ("SRV-007", "SRV-###", (), True),
        ("APP_2026_v1.2", "[prefix]_[year]_[version]", ("APP",), True),
        ("NETOPS.VM.0042", "NETOPS.{type}.{4-digit number}", (), True),
        ("NETOPS.VM.42", "NETOPS.{type}.{4-digit number}", (), False),
    ],
)
def test_patterns(identifier: str, pattern: str, prefixes: tuple[str, ...], fits: bool) -> None:
    assert follows(identifier, pattern, prefixes) is fits


def test_names_of_attributes() -> None:
    assert kinds_of("Customer name, service ID, serial number") == {"relations to service components"}
    assert kinds_of("Linked problems and known errors") == {"linked problems and known errors"}
    assert kinds_of("Name, ID, owner, status and location") == set(REQUIRED)


def test_facts_that_others_join_on() -> None:
    cfg, _ = judged(sample().texts[PATH])
    assert [kind.prefix for kind in ci_types(cfg)] == ["SRV", "VM", "NET", "APP", "SVC", "SLA"]
    assert [b.taken_by for b in baselines(cfg) if b.before_deployment] == ["Chris Doyle", "Chris Doyle"]
    assert {service for item in items(cfg) for service in item.services} == {
        f"SVC-00{n}" for n in range(1, 9)
    }
    assert all(item.kind for item in items(cfg))
    assert conventions(cfg)[0].examples == ("VM-ACME-001",)
    (planned,) = verifications(cfg)
    assert (planned.accuracy, planned.result) == (Decimal(95), Decimal("96.2"))


def test_draft_from_catalog_and_plan() -> None:
    texts = {path: text for path, text in sample().texts.items() if path < "sms/06"}
    skill = catalogue().skill(SKILL)
    assert skill is not None
    known = skill.draft(workspace_of(Staged(texts, Configuration()), catalogue().schemas))
    assert [row.cells["name"] for row in known["ci_types"]] == [
        "Virtual Machine", "Server", "Application", "Service", "SLA Document",
    ]  # fmt: skip
    assert [dict(row.cells) for row in known["verification"]] == [
        {"frequency": "quarterly", "target": "95 %"}
    ]
    assert known["cis"][0].cells == {
        "type": "Service",
        "name": "Managed Infrastructure",
        "owner": "Hannah Lim",
        "service": "SVC-001",
    }
    assert {row.source.path for row in known["cis"]} == {"sms/03-service-catalog.md"}
    assert {row.cells["process"][:3] for row in known["interfaces"]} == {"9.3", "8.1", "9.2"}
    assert not any(skill.draft(workspace_of(Staged({}, Configuration()), catalogue().schemas)).values())


def test_unfilled_template_is_refused() -> None:
    skill = catalogue().skill(SKILL)
    assert skill is not None
    with open(f"{skill.folder}/template.md", encoding="utf-8") as file:
        _, findings = judged(file.read())
    assert {finding.rule for finding in findings if finding.is_error} == {
        "CFG-01",
        "CFG-02",
        "CFG-03",
        "CFG-04",
    }
    assert all(finding.missing for finding in findings if finding.is_error)
