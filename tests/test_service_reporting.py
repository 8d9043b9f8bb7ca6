"""Service reports in the dialects in which people write them: turned matrices, tall records, other columns, events."""

from __future__ import annotations

import pytest
from asking import asked

from iso20k.configuration import Configuration
from iso20k.edges.examples import sample
from iso20k.facts.artifact import Artifact
from iso20k.judging.examples import Staged, workspace_of
from iso20k.judging.finding import Finding
from validators.registry import catalogue
from validators.service_reporting.draft import draft
from validators.service_reporting.reports import CONTENTS, TYPES, for_customers, reports, shown

SKILL = "service-reporting"
PATH = "sms/07-service-reporting.md"
ISSUES = """
## Report contents

| Content | RPT-001 | RPT-002 |
|---|---|---|
| Results against targets | x | x |
| Major incidents | - | x |
| Ticket volumes | ✓ | no |
| NCs | | x |
| Trends | 6 months | |
| Complaints | yes | |

## Decisions and actions

- Decision: Open a problem for password resets
- Owner: Tom Fraser
- Due: 14 August 2026
"""
WIDE = f"""# Service Reports

## 2. Service reports

| Cadence | Recipients | Ref | Title | Kind | Decision supported | Source systems | Prepared by | Agreed by | Last issue |
|---|---|---|---|---|---|---|---|---|---|
| every month | Clients | RPT-001 | Service performance and trends | Service performance, trend | Client decides on changes | ServiceNow | Emily Nguyen | Clients, 2026-07-01 | 7 October 2026 |
| every month, by working day 3 | Executives | RPT-002 | SLA and incident summary for management | SLA, incident, management | CTO decides on resources | Zabbix | Emily Nguyen | CTO | 2026-10-05 |
{ISSUES}"""
TALL = f"""# Reporting Framework

## Reports

- Frequency: monthly

### RPT-001 Service performance and trends

- Report type: Service performance and trend
- Audience: clients
- Purpose: The client decides on changes
- Data source: ServiceNow
- Owner: Emily Nguyen
- Agreed with: Clients on 1 July 2026
- Last issued: 2026-10-07

### RPT-002 SLA and incident summary for management

| Field | Value |
|---|---|
| Report type | SLA, incident, management |
| Audience | Executives |
| Purpose | CTO decides on resources |
| Source | Zabbix |
| Owner | Emily Nguyen |
| Agreed with | CTO |
| Last issued | 2026-10-05 |
{ISSUES}"""


def judged(text: str) -> tuple[Artifact, list[Finding]]:
    space, findings = asked("REP", {PATH: text})
    return space.artifacts[SKILL], findings


def test_known_example_passes_and_reads_out() -> None:
    reporting, findings = judged(sample().texts[PATH])
    assert findings == []
    space = workspace_of(Staged(sample().texts, Configuration()), catalogue().schemas)
    skill = catalogue().skill(SKILL)
    assert skill is not None
    assert skill.summary(space, reporting) == (
        "5 reports (monthly and quarterly), each with purpose, audience, frequency, data source and owner; 5 of 5 report types "
        "(service performance, SLA achievement, trend, management summary and incident summary); 6 of 6 required contents. "
        "5 decisions and actions logged."
    )
    assert {sla for report in reports(reporting) for sla in report.slas} == {"SLA-001", "SLA-002", "SLA-003"}


@pytest.mark.parametrize("text", [WIDE, TALL], ids=["wide", "tall"])
def test_dialects_give_the_same_facts(text: str) -> None:
    reporting, findings = judged(text)
    assert findings == []
    known = reports(reporting)
    assert [report.id for report in known] == ["RPT-001", "RPT-002"]
    assert {kind for report in known for kind in report.kinds} == {kind.name for kind in TYPES}
    assert [for_customers(report, frozenset()) for report in known] == [True, False]
    assert [str(report.issued) for report in known] == ["2026-10-07", "2026-10-05"]
    assert shown(reporting) == {
        "performance": ("RPT-001", "RPT-002"),
        "events": ("RPT-002",),
        "workload": ("RPT-001",),
        "nonconformities": ("RPT-002",),
        "trends": ("RPT-001",),
        "satisfaction": ("RPT-001",),
    }


def test_content_in_prose_counts_where_no_matrix_is() -> None:
    text = WIDE[: WIDE.index("| Content |")] + (
        "Every report shows performance against targets and the significant events of the month. It also gives workload with "
        "its monthly changes, and all nonconformities with their causes. Trends over the last 6 months are drawn per service.\n"
        "There are no complaints in the reports.\n"
    )
    _, findings = judged(text)
    told = [finding.message for finding in findings if finding.rule == "REP-06"]
    assert told == [f"no report shows {CONTENTS['satisfaction'].name}"]


def test_draft_from_service_levels() -> None:
    texts = {path: text for path, text in sample().texts.items() if path != PATH}
    known = draft(workspace_of(Staged(texts, Configuration()), catalogue().schemas))
    assert [row.cells["slas"] for row in known["reports"]] == ["SLA-001", "SLA-002", "SLA-003"]
    assert known["reports"][2].cells["sources"] == "ServiceNow"
    assert known["reports"][2].cells["frequency"] == "monthly"
    assert draft(workspace_of(Staged({}, Configuration()), catalogue().schemas)) == {}


def test_unfilled_template_is_refused_for_what_it_lacks_only() -> None:
    skill = catalogue().skill(SKILL)
    assert skill is not None
    with open(f"{skill.folder}/template.md", encoding="utf-8") as file:
        reporting, findings = judged(file.read())
    assert [report.id for report in reports(reporting)] == ["RPT-001"]
    assert all(finding.missing for finding in findings if finding.is_error)
    assert {finding.rule for finding in findings if finding.is_error} == {"REP-02", "REP-03", "REP-04"}
