"""Problem management in the dialects in which people write it: other headings, other columns, tall, lists, prose."""

from __future__ import annotations

import pytest
from asking import asked, sentence

from iso20k.configuration import Configuration
from iso20k.edges.examples import sample
from iso20k.facts.artifact import Artifact
from iso20k.judging.examples import Staged, workspace_of
from iso20k.judging.finding import Finding
from iso20k.judging.rule import Kind
from validators.problem_management.draft import draft
from validators.problem_management.links import FEEDBACK, FIX, TRIGGER, link
from validators.problem_management.register import known_errors, problems
from validators.problem_management.techniques import kedb_elements, techniques
from validators.problem_management.triggers import days_in, thresholds
from validators.registry import catalogue

SKILL, PATH, INCIDENT = "problem-management", "sms/15-problem-management.md", "sms/14-incident-management.md"
NUMBERED = """# Problem Management Process
## 2. Problem Identification
| Source | Period | Number | Condition |
|---|---|---|---|
| Jira | month | > 3 | Same incident again |
## 4. Root Cause Analysis
| Used for | Method |
|---|---|
| One team | Five whys |
| Many teams | Fishbone diagram |
## 5. Known Errors
| State | Temporary solution | Root cause | Description | KE ID |
|---|---|---|---|---|
| active | Restart at night | Leak in the agent | Agent is slow | KE-001 |
## 6. Interfaces
- Incident to problem: recurring incidents open a problem
- Problem to incident: workarounds are published for the service desk
- Problem to change: each fix is raised as an RFC
## 9. Problem Log
| Problem ID | Raised on | Problem | Incidents | State | Cause | Change | Closure date |
|---|---|---|---|---|---|---|---|
| PRB-001 | 2026-06-01 | Slow agent | INC001, INC002 | Resolved | Leak in the agent | RFC-2026-001 | 2026-07-01 |
"""
PROSE = """# Problem Management
## Identification
A problem is opened when more than 3 incidents of one kind occur within a month.
## RCA techniques
Analysts ask 5 whys for simple failures and draw an Ishikawa diagram for those with many causes.
## Known error database
Each entry tells symptoms, cause, workaround and status of the error.

- Known error ID: KE-001
- Symptoms: Agent is slow
- Workaround: Restart at night
- Status: active
## Integration with incident management
Recurring incidents lead to a problem. Workarounds are shown to the agents of the service desk.
## Integration with change management
A permanent fix is submitted as a request for change.
## Problem register
### PRB-001 Slow agent
- Opened: 1 June 2026
- Linked incidents: INC001; INC002
- Status: closed
- Root cause: Leak in the agent
- RFC: RFC-2026-001
- Closed: 2026-07-01
"""


def judged(texts: dict[str, str]) -> tuple[Artifact, list[Finding]]:
    space, findings = asked("PRB", texts)
    return space.artifacts[SKILL], findings


def test_known_example_reads_out_with_its_figures() -> None:
    texts = {PATH: sample().texts[PATH]}
    artifact, findings = judged(texts)
    assert findings == []
    assert sentence(SKILL, texts) == (
        "4 root cause techniques: 5 Whys, Ishikawa, Fault tree analysis and Kepner-Tregoe. Known error database with symptoms, "
        "cause, workaround and status: 2 known errors. Linked with incident management by triggers and workarounds fed back "
        "and with change management by request for change (threshold 3 incidents within 30 days). 2 problems registered: "
        "1 open and 1 closed."
    )
    assert [(p.id, p.status, len(p.incidents)) for p in problems(artifact)] == [
        ("PRB-001", "closed", 3),
        ("PRB-002", "open", 3),
    ]
    assert [(k.problem, k.retired, k.rfcs) for k in known_errors(artifact)] == [
        ("PRB-001", True, ("RFC-2026-035",)),
        ("PRB-002", False, ()),
    ]


@pytest.mark.parametrize("text", [NUMBERED, PROSE], ids=["numbered", "prose"])
def test_dialects_give_the_same_facts(text: str) -> None:
    artifact, findings = judged({PATH: text})
    assert techniques(artifact) == ("5 Whys", "Ishikawa")
    assert kedb_elements(artifact) == ("symptoms", "cause", "workaround", "status")
    assert [(t.number, round(t.days)) for t in thresholds(artifact)] == [(3, 30)]
    assert {link(artifact, name).verdict for name in (TRIGGER, FEEDBACK, FIX)} == {"stated"}
    (known,) = problems(artifact)
    assert (known.id, known.title, known.status, known.incidents) == (
        "PRB-001",
        "Slow agent",
        "closed",
        ("INC001", "INC002"),
    )
    assert [str(m.day) for m in (known.opened, known.closed) if m] == ["2026-06-01", "2026-07-01"]
    assert [error.id for error in known_errors(artifact)] == ["KE-001"]
    assert {finding.rule for finding in findings} <= {"PRB-05", "PRB-06", "PRB-09"}


def test_periods() -> None:
    assert [days_in(t) for t in ("30 days", "weekly", "one week", "a rolling quarter", "often")][:3] == [
        30,
        7,
        7,
    ]
    assert days_in("as often as needed and at any time") is None


def test_draft_says_what_incident_management_and_the_plan_know() -> None:
    texts = {path: text for path, text in sample().texts.items() if path != PATH}
    drafted = draft(workspace_of(Staged(texts, Configuration()), catalogue().schemas))
    assert drafted["triggers"][0].cells["trigger"] == "Major incident (P1 and P2)"
    assert (drafted["triggers"][1].cells["threshold"], drafted["triggers"][1].cells["period"]) == (
        "3",
        "30 days",
    )
    assert {entry.source.path for entry in drafted["triggers"]} == {INCIDENT}
    assert len(drafted["integration"]) == 3
    assert not any(draft(workspace_of(Staged({}, Configuration()), catalogue().schemas)).values())


def test_unfilled_template_is_refused_for_what_is_missing_only() -> None:
    skill = catalogue().skill(SKILL)
    assert skill is not None
    with open(f"{skill.folder}/template.md", encoding="utf-8") as file:
        _, findings = judged({PATH: file.read()})
    errors = {finding.rule for finding in findings if finding.is_error}
    assert errors == {"PRB-01", "PRB-03", "PRB-04"}  # the header of the known error table is its structure
    kinds = {rule.id: rule.kind for rule in catalogue().rules}
    assert {kinds[rule] for rule in errors} == {Kind.PRESENCE}
