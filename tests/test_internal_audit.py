"""The internal audit in the dialects in which people write it: other headings, wide findings, numbered, prose counts."""

from __future__ import annotations

import pytest
from asking import asked, sentence

from iso20k.configuration import Configuration
from iso20k.edges.examples import sample
from iso20k.facts.artifact import Artifact
from iso20k.judging.examples import Staged, workspace_of
from iso20k.judging.finding import Finding
from iso20k.judging.rule import Kind
from validators.internal_audit.draft import draft
from validators.internal_audit.findings import MINOR, OBSERVATION, counted, findings, stated_counts
from validators.internal_audit.programme import audited_areas, auditors, audits
from validators.registry import catalogue

SKILL, PATH = "internal-audit", "sms/20-internal-audit.md"
WIDE = """# Internal Audit Programme and Report
## 1. Purpose and Procedure
The lead auditor is responsible for planning, reports to the board and keeps all records for five years.
## 2. Annual Audit Program
| Clauses | Audit | Why | Date | Held on | Lead auditor | Methods | Audit criteria | Sites |
|---|---|---|---|---|---|---|---|---|
| 4 to 7.2 | AUD-01 | New SMS | 2 March 2026 | 2 March 2026 | Ann Lee | Interviews | ISO/IEC 20000-1 | All sites |
| 8.1-9.3 | AUD-02 | Earlier results | 2026-04-13 | 2026-04-14 | Ann Lee | Samples | ISO/IEC 20000-1 | All sites |
## 3. Audit Team
| Name | Certificate | Independent of |
|---|---|---|
| Ann Lee | Lead auditor 2024 | All processes |
## 4. Executive Summary
Two findings were made: 1 minor nonconformity and 1 observation.
## 5. Findings Register
| No | Audit | Category | Requirement | Description | Objective evidence | Cause | Action | Responsible | Deadline | State |
|---|---|---|---|---|---|---|---|---|---|---|
| FND-01 | AUD-02 | Minor nonconformity | 9.1 | CMDB unverified | Report of 2026-04-14 | No calendar | Calendar | Bob Ray | 2026-12-01 | open |
| FND-02 | AUD-01 | Observation | 6.2 | Reports late | Minutes of 2026-03-02 | | | | | open |
## 6. Follow-up of Findings
The lead auditor verifies each action.
"""


def judged(texts: dict[str, str]) -> tuple[Artifact, list[Finding]]:
    space, findings = asked("AUD", texts)
    return space.artifacts[SKILL], findings


def test_known_example_reads_out_with_its_figures() -> None:
    texts = {PATH: sample().texts[PATH]}
    artifact, found = judged(texts)
    assert found == []
    assert sentence(SKILL, texts) == (
        "All 15 clause areas (4 to 9) are covered by 6 audits, 5 held. David Wong and Olivia Grant have declared independence "
        "and no operational SMS role. 3 findings: 2 minor NC and 1 observation; 3 open."
    )
    assert [(f.id, f.kind, f.capa, str(f.due)) for f in findings(artifact)] == [
        ("FND-001", MINOR, "CAPA-001", "2027-01-29"),
        ("FND-002", MINOR, "CAPA-002", "2026-12-18"),
        ("FND-003", OBSERVATION, "", "2026-12-18"),
    ]


def test_wide_dialect_gives_the_same_facts() -> None:
    artifact, found = judged({PATH: WIDE})
    assert [(a.id, len(a.areas), a.auditors, str(a.actual)) for a in audits(artifact)] == [
        ("AUD-01", 10, ("Ann Lee",), "2026-03-02"),
        ("AUD-02", 5, ("Ann Lee",), "2026-04-14"),
    ]
    assert [(one.name, one.independence) for one in auditors(artifact)] == [("Ann Lee", "All processes")]
    assert [(f.kind, f.audit) for f in findings(artifact)] == [(MINOR, "AUD-02"), (OBSERVATION, "AUD-01")]
    assert {(s.kind, s.number) for s in stated_counts(artifact)} == {
        ("findings", 2),
        (MINOR, 1),
        (OBSERVATION, 1),
    }
    assert counted(artifact)["findings"] == 2
    assert {finding.rule for finding in found} == set()


@pytest.mark.parametrize(
    ("text", "areas"),
    [
        ("4-9", 15),
        ("Clauses 4 to 9", 15),
        ("all clause areas", 15),
        ("6.1; 6.2", 2),
        ("Problem management, change management", 2),
        ("4.5.4.2", 1),
        ("6.3.2 and 6.3.3", 1),
        ("canteen", 0),
    ],
)
def test_areas_of_a_cell(text: str, areas: int) -> None:
    assert len(audited_areas(text, "2011")) == areas


def test_draft_gives_every_area_its_reason_and_names_the_auditors() -> None:
    texts = {path: text for path, text in sample().texts.items() if path != PATH}
    drafted = draft(workspace_of(Staged(texts, Configuration()), catalogue().schemas))
    assert len(drafted["audits"]) == 15
    assert drafted["audits"][0].cells["reason"] == "Maturity 1 in the gap assessment"
    assert {one.source.path for one in drafted["audits"]} == {"sms/04-gap-assessment.md"}
    assert [one.cells["auditor"] for one in drafted["auditors"]] == ["David Wong", "Olivia Grant"]
    assert not any(draft(workspace_of(Staged({}, Configuration()), catalogue().schemas)).values())


def test_unfilled_template_is_refused_for_what_is_missing_only() -> None:
    skill = catalogue().skill(SKILL)
    assert skill is not None
    with open(f"{skill.folder}/template.md", encoding="utf-8") as file:
        _, found = judged({PATH: file.read()})
    errors = {finding.rule for finding in found if finding.is_error}
    assert errors == {"AUD-01", "AUD-04"}  # a placeholder for the finding is DOC-08's
    kinds = {rule.id: rule.kind for rule in catalogue().rules}
    assert {kinds[rule] for rule in errors} == {Kind.PRESENCE}
