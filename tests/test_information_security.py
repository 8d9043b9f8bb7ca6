"""Information security in the dialects in which people write it: tall controls, domains as headings, words for scores."""

from __future__ import annotations

import pytest
from asking import asked

from iso20k.configuration import Configuration
from iso20k.edges.examples import sample
from iso20k.facts.artifact import Artifact
from iso20k.judging.examples import Staged, workspace_of
from iso20k.judging.finding import Finding
from validators.information_security.controls import DOMAINS, controls, controls_of, external_access
from validators.information_security.draft import draft
from validators.information_security.incidents import classes
from validators.information_security.policy import approver, informed
from validators.information_security.risks import risks, threshold
from validators.registry import catalogue

PATH = "sms/11-information-security.md"
TALL = """# Information Security Policy and Controls

## 1. Security policy

The policy was approved by Sarah Chen, IT Service Manager, and communicated to all employees, customers and suppliers.

## 2. Security risks

Likelihood and impact run from low to high. Low and medium risks are accepted by the risk owner.

### RSK-101 Stolen account

- Service: SVC-002
- Likelihood: High
- Impact: High
- Risk score: High
- Response: Mitigate
- Residual risk: Low

## 3. Security controls

### CTL-001 Multi-factor logon

| Field | Value |
|---|---|
| Domain | Identity and access |
| Control type | Technical |
| Applies to | all services |
| Treats | RSK-101 |
| Next review | 31 Jan 2027 |

### Locked server room (CTL-002)

- Category: Physical security
- Control type: Physical
- Service: SVC-001
- Risk: RSK-101
- Next review: 2027-01-31

## 4. Third-party access

No other organization can reach our systems, because everything is run by our own staff in our own building.

## 5. Security incidents

Every security incident is logged through the incident management process and escalated to the security officer.

| Severity | Description | Report within |
|---|---|---|
| Major | Data lost | 72 hours |
| Minor | Mail reported | next business day |

## 6. Internal security audits

The internal security audit is planned for October 2026.
"""
HEADED = """# Information Security

## Controls

### Access Control

| Services | Control | ID |
|---|---|---|
| SVC-001 | Password rules | C-1 |

### Physical and Network Security

| Services | Control | ID |
|---|---|---|
| SVC-001; SVC-002 | Door locks and firewalls | C-2 |

### Data Protection

| Services | Control | ID |
|---|---|---|
| | Encryption | C-3 |

## Services and controls

| Controls | Service |
|---|---|
| C-3 Encryption, C-1 | Cloud Hosting |
"""


def judged(text: str) -> tuple[Artifact, list[Finding]]:
    space, findings = asked("SEC", {PATH: text})
    return space.artifacts["information-security"], findings


def test_verdict_sentence_of_the_known_example() -> None:
    space = workspace_of(Staged(sample().texts, Configuration()), catalogue().schemas)
    skill = catalogue().skill("information-security")
    assert skill is not None
    assert skill.summary(space, space.artifacts["information-security"]) == (
        "18 controls (2 physical, 6 administrative and 10 technical) cover 6 of 6 security domains, each mapped to a "
        "service. 12 risks assessed, 1 with a residual score above the threshold of 6. Security incidents have 5 classes, "
        "5 with escalation and 5 with a notification time, linked to incident management."
    )


def test_known_example_has_no_finding_and_gives_its_facts() -> None:
    sec, findings = judged(sample().texts[PATH])
    assert findings == []
    known = approver(sec)
    assert known is not None
    assert known.person == "James Park"
    assert [access.organization for access in external_access(sec)][:2] == ["Microsoft", "Zabbix"]
    assert [item.priority for item in classes(sec)] == ["P1", "P1", "P2", "P3", "P4"]
    # the mapping by service and the services of each control say the same
    for row in sec.records("mapping"):
        assert ", ".join(c.id for c in controls_of(sec, row.text("id"))) == row.text("controls")


def test_tall_controls_and_worded_scores() -> None:
    sec, findings = judged(TALL)
    assert [(c.id, c.domains, c.types) for c in controls(sec)] == [
        ("CTL-001", ("access management",), ("technical",)),
        ("CTL-002", ("physical",), ("physical",)),
    ]
    assert [c.id for c in controls_of(sec, "SVC-001", "Managed Infrastructure")] == ["CTL-001", "CTL-002"]
    assert risks(sec)[0].controls == ("CTL-001", "CTL-002")
    assert informed(sec) == ("staff", "customers", "suppliers")
    limit = threshold(sec)
    assert limit is not None
    assert not limit.rating.numeric
    assert [item.notify is not None for item in classes(sec)] == [True, True]
    assert {(f.rule, f.message) for f in findings} == {
        ("SEC-01", "no control covers the domains network, data protection, endpoint and application"),
        ("SEC-09", "no control is of the type administrative"),
    }


def test_domains_as_headings_and_services_from_the_mapping() -> None:
    sec, _ = judged(HEADED)
    assert [(c.id, c.domains) for c in controls(sec)] == [
        ("C-1", ("access management",)),
        ("C-2", ("physical", "network")),
        ("C-3", ("data protection",)),
    ]
    assert [c.services for c in controls(sec)] == [
        ("SVC-001", "Cloud Hosting"),
        ("SVC-001", "SVC-002"),
        ("Cloud Hosting",),
    ]


@pytest.mark.parametrize(
    ("criteria", "limit", "inclusive"),
    [
        ("A residual score up to 6 is acceptable.", 6, True),
        ("The acceptance threshold is set at 9.", 9, True),
        ("Scores below 10 are accepted by the owner.", 10, False),
        ("Risks with a score of 8 or more must be treated before they are accepted.", 8, False),
        ("Scores from 1 to 5 are acceptable, higher ones need treatment.", 5, True),
        ("| Score | Decision |\n|---|---|\n| 1-4 | Accept |\n| 5-9 | Treat |", 4, True),
        ("Low and medium risks are tolerated.", 3, True),
    ],
)
def test_acceptable_scores(criteria: str, limit: int, *, inclusive: bool) -> None:
    sec, _ = judged(f"# Information Security\n\n## Risk assessment\n\n{criteria}\n")
    known = threshold(sec)
    assert known is not None
    assert (int(known.rating.level), known.inclusive) == (limit, inclusive)


def test_domain_words_do_not_overlap_where_names_do() -> None:
    sec, _ = judged(
        "# Information Security\n\n## Controls\n\n| ID | Domain | Control |\n|---|---|---|\n| C-1 | Physical access | Doors |\n"
        "| C-2 | Data centre security | Fences |\n| C-3 | Endpoint and application | Allow list |\n"
    )
    assert [c.domains for c in controls(sec)] == [("physical",), ("physical",), ("endpoint", "application")]
    assert len(DOMAINS) == 6


def test_draft_takes_services_and_suppliers_from_the_catalog() -> None:
    texts = {path: text for path, text in sample().texts.items() if path != PATH}
    drafted = draft(workspace_of(Staged(texts, Configuration()), catalogue().schemas))
    assert [row.cells["id"] for row in drafted["mapping"]] == [f"SVC-00{number}" for number in range(1, 9)]
    assert [row.cells["organization"] for row in drafted["access"]] == [
        "Zabbix",
        "Microsoft",
        "ServiceNow",
        "Atlassian",
    ]
    assert drafted["roles"][0].cells["person"] == "Daniel Okafor"
    assert draft(workspace_of(Staged({}, Configuration()), catalogue().schemas)) == {}


def test_unfilled_template_is_refused_for_its_placeholders_only() -> None:
    skill = catalogue().skill("information-security")
    assert skill is not None
    with open(f"{skill.folder}/template.md", encoding="utf-8") as file:
        _, findings = judged(file.read())
    assert {finding.rule for finding in findings if finding.is_error} <= {"SEC-01", "SEC-02", "SEC-03"}
    assert all(finding.missing for finding in findings if finding.is_error)
