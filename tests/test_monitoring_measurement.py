"""Monitoring and measurement in the dialects in which people write it: split tables, tall CAPAs, colours, other units."""

from __future__ import annotations

from datetime import date

import pytest
from asking import asked, sentence

from iso20k.configuration import Configuration
from iso20k.edges.examples import sample
from iso20k.facts.artifact import Artifact
from iso20k.judging.examples import Staged, workspace_of
from iso20k.judging.finding import Finding
from iso20k.judging.rule import Kind
from validators.monitoring_measurement.actions import CLOSED, OPEN, OVERDUE, TOTAL, capas, counted, counts_in
from validators.monitoring_measurement.draft import draft
from validators.monitoring_measurement.kpis import AMBER, GREEN, RED, kpis
from validators.registry import catalogue

SKILL, PATH = "monitoring-measurement", "sms/21-monitoring-measurement.md"
OTHER = """# KPI and CAPA Register
## 1. Method
Values come from Jira on the first working day of each month and are checked by the process owners.
## 2. Key Performance Indicators
| Indicator | No | Process | Calculation | Source | Collected | Responsible | Current value | As of | RAG |
|---|---|---|---|---|---|---|---|---|---|
| Resolved in time | KPI-1 | Incident management | in time / all | Jira | monthly | Ann Lee | 91 % | September 2026 | amber |
| Failed changes | KPI-2 | 9.2 | failed / all | Jira | monthly | Bob Ray | 2 | 30 Sep 2026 | green |
## 3. Warning and Critical Thresholds
| KPI ID | Target | Amber | Red | Better is |
|---|---|---|---|---|
| KPI-1 | 95 % | 92 % | 90 % | higher |
| KPI-2 | at most 3 | 4 | 6 | lower |
## 6. Corrective Actions
### CAPA-1 Backups failed unseen
- Root cause: The alarm went to a mailbox of somebody who had left
- Action: Alarms go to the on-call queue
- Responsible person: Ann Lee
- Raised on: 1 June 2026
- Target date: 2026-07-01
- Status: Closed
- Closed on: 2026-06-20
- Verified by: Bob Ray, 2026-07-20
### CAPA-2 Tickets without priority
- Root cause: The form does not ask
- Action: Field is mandatory
- Owner: Bob Ray
- Opened: 2026-09-01
- Due: 2026-10-01
- Status: in progress
"""


def judged(texts: dict[str, str]) -> tuple[Artifact, list[Finding]]:
    space, findings = asked("MON", texts)
    return space.artifacts[SKILL], findings


def test_known_example_reads_out_with_its_figures() -> None:
    texts = {PATH: sample().texts[PATH]}
    _, found = judged(texts)
    assert found == []
    assert sentence(SKILL, texts) == (
        "23 KPIs over 13 of 13 process areas: 20 on target and 1 warning. 3 CAPAs: 2 open, 1 closed, 0 overdue. "
        "3 improvements registered."
    )


def test_other_dialect_gives_figures_and_dates() -> None:
    artifact, found = judged({PATH: OTHER})
    assert [(k.id, k.areas, k.reckoned, k.state, str(k.measured)) for k in kpis(artifact)] == [
        ("KPI-1", ("8.1",), AMBER, AMBER, "2026-09-30"),
        ("KPI-2", ("9.2",), GREEN, GREEN, "2026-09-30"),
    ]
    assert [(c.id, c.is_closed, c.checkers, str(c.checked)) for c in capas(artifact)] == [
        ("CAPA-1", True, ("Bob Ray",), "2026-07-20"),
        ("CAPA-2", False, (), "None"),
    ]
    assert {finding.rule for finding in found} == {"MON-01", "MON-07"}


def test_counts_are_those_of_a_day() -> None:
    artifact, _ = judged({PATH: sample().texts[PATH]})
    assert counted(artifact, date(2026, 10, 16)) == {OPEN: 2, CLOSED: 1, OVERDUE: 0, TOTAL: 3}
    assert counted(artifact, date(2026, 9, 10)) == {OPEN: 1, CLOSED: 0, OVERDUE: 0, TOTAL: 1}
    assert counted(artifact, date(2027, 3, 1))[OVERDUE] == 2


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        (
            "3 CAPAs in all: 2 in progress, 1 closed, 0 overdue",
            [(TOTAL, 3), (OPEN, 2), (CLOSED, 1), (OVERDUE, 0)],
        ),
        ("two are open and none is overdue", [(OPEN, 2), (OVERDUE, 0)]),
        ("in 2026 all went well", []),
    ],
)
def test_counts_in_sentences(text: str, counts: list[tuple[str, int]]) -> None:
    assert list(counts_in(text)) == counts


@pytest.mark.parametrize(
    ("direction", "target", "critical", "value", "state"),
    [
        ("higher", "95 %", "90 %", "96 %", GREEN),
        ("higher", "95 %", "90 %", "90.1 %", AMBER),
        ("higher", "95 %", "90 %", "90 %", RED),
        ("lower", "<= 3", "6", "5", AMBER),
        ("lower", "<= 3", "6", "6", RED),
        ("", ">= 40", "30", "42", GREEN),
        ("", "95 %", "", "90 %", ""),
        ("higher", "95 %", "90 %", "4 h", ""),
    ],
)
def test_state_by_value(direction: str, target: str, critical: str, value: str, state: str) -> None:
    table = (
        "# Monitoring and measurement\n\n## KPI register\n\n| KPI ID | KPI | Direction | Target | Critical | Last value |\n|---|---|---|---|---|---|\n"
        f"| KPI-1 | Something | {direction} | {target} | {critical} | {value} |\n"
    )
    artifact, _ = judged({PATH: table})
    (kpi,) = kpis(artifact)
    assert kpi.reckoned == state


def test_draft_takes_over_objectives_slas_and_findings() -> None:
    texts = {path: text for path, text in sample().texts.items() if path != PATH}
    drafted = draft(workspace_of(Staged(texts, Configuration()), catalogue().schemas))
    assert [one.cells.get("id") for one in drafted["kpis"]][:4] == [
        "KPI-001",
        "KPI-002",
        "KPI-003",
        "KPI-004",
    ]
    assert [one.cells["target"] for one in drafted["kpis"]][4:6] == [">= 99.9 %", ">= 99.95 %"]
    assert [one.cells["id"] for one in drafted["capas"]] == ["CAPA-001", "CAPA-002"]
    assert not any(draft(workspace_of(Staged({}, Configuration()), catalogue().schemas)).values())


def test_unfilled_template_is_refused_for_what_is_missing_only() -> None:
    skill = catalogue().skill(SKILL)
    assert skill is not None
    with open(f"{skill.folder}/template.md", encoding="utf-8") as file:
        _, found = judged({PATH: file.read()})
    errors = {finding.rule for finding in found if finding.is_error}
    kinds = {rule.id: rule.kind for rule in catalogue().rules}
    assert errors
    assert {kinds[rule] for rule in errors} == {Kind.PRESENCE}
