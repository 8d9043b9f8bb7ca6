"""What the reports show between them, whether they come on time, and what follows from them."""

import re
from collections.abc import Iterator

from iso20k.facts.artifact import Artifact, Record
from iso20k.judging.checks import lapsed, uncovered, unfilled
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.values.dates import find_moments
from validators.service_reporting.reports import CONTENTS, TREND, Report, reports, shown, trend_depth

REPORTING = "service-reporting"
_ENOUGH = 3
#: The log of issued reports ends with the management summary of July.
_NO_LATER_ISSUE = (
    Edit(
        "| RPT-004 | August 2026 | 2026-09-10 | James Park | Confluence, minutes of 14 September 2026 |\n", ""
    ),
    Edit(
        "| RPT-004 | September 2026 | 2026-10-12 | James Park | Confluence, input pack of the management review |\n",
        "",
    ),
)
_NO_ACTION = re.compile(r"(?:none|nothing|no (?:decisions?|actions?|measures?)\b)", re.IGNORECASE)


@rule(
    "REP-06", "six-contents", Severity.STRICT, Kind.PRESENCE, "6.2 a-f / 9.4", REPORTING,
    why="Performance, events, workload, nonconformities, trends and satisfaction are asked for by the standard; what no report shows "
    "nobody acts on.",
    hint="Mark in the content matrix which report shows it.",
    fails=Example(
        (
            Edit("| complaints of the customer, NPS | agreed in the review |", "| - | agreed in the review |"),
            Edit("| NPS by quarter | proposals |", "| no | proposals |"),
            Edit("| NPS, complaints | decisions wanted |", "| | decisions wanted |"),
            Edit("| reopened tickets, survey per ticket | problems opened |", "| n/a | problems opened |"),
        ),
        (Found("no report shows satisfaction and complaints", at="## Content matrix"),),
    ),
    more=(
        Example(
            (
                Edit(
                    "",
                    "# Service Reporting\n\n## Report register\n\n| Report ID | Report |\n|---|---|\n| RPT-001 | Service report |\n\n"
                    "## Report contents\n\n| Content | RPT-001 |\n|---|---|\n| Performance against targets | x |\n| Major incidents | x |\n"
                    "| Workload | x |\n| Nonconformities | x |\n| Trends | x |\n| Complaints | |\n",
                ),
            ),
            (Found("no report shows satisfaction and complaints", at="## Report contents"),),
        ),
        Example(
            (
                Edit(
                    "",
                    "# Service Reporting\n\n## Report register\n\n| Report ID | Report | Contents |\n|---|---|---|\n"
                    "| RPT-001 | Service report | Performance against targets, major incidents, ticket volumes, nonconformities, trends, complaints |\n",
                ),
            ),
        ),
    ),
)  # fmt: skip
def six_contents(workspace: Workspace, reporting: Artifact) -> Iterator[Problem]:
    if not reports(reporting):
        return  # REP-01 says so
    told = shown(reporting)
    in_table = any(told.values())
    for key, topic in CONTENTS.items():
        in_prose = (
            not in_table and "matrix" in reporting.sections and not uncovered((topic,), reporting, "matrix")
        )
        if not told[key] and not in_prose:
            yield Problem(reporting.home("matrix"), f"no report shows {topic.name}")


@rule(
    "REP-10", "calendar-kept", Severity.WARNING, Kind.VALIDITY, "6.2 / 9.4", REPORTING,
    each=("reports",),
    why="A skipped report is seen by its readers at once, and by the auditor in the archive.",
    hint="Issue the report and enter the date, or agree another interval with its readers.",
    fails=Example(
        (
            Edit("| James Park, 2026-07-16 | 2026-10-12 | 2026-11-11 |", "| James Park, 2026-07-16 | 2026-06-12 | 2026-07-10 |"),
            Edit("| RPT-004 | July 2026 | 2026-08-12 |", "| RPT-004 | May 2026 | 2026-06-12 |"),
            *_NO_LATER_ISSUE,
        ),
        (Found("RPT-004 was due on 2026-07-10", at="RPT-004"),),
    ),
    more=(
        Example(
            (Edit("| James Park, 2026-07-16 | 2026-10-12 | 2026-11-11 |", "| James Park, 2026-07-16 | 2026-06-12 | |"),),
        ),
        Example(
            (
                Edit("| James Park, 2026-07-16 | 2026-10-12 | 2026-11-11 |", "| James Park, 2026-07-16 | 2026-06-12 | |"),
                Edit("| RPT-004 | July 2026 | 2026-08-12 |", "| RPT-004 | May 2026 | 2026-06-12 |"),
                *_NO_LATER_ISSUE,
            ),
            (Found("RPT-004 was last on 2026-06-12 and is monthly, so it was due on 2026-07-12", at="RPT-004"),),
        ),
        Example(
            (
                Edit("| James Park, 2026-07-16 | 2026-10-12 | 2026-11-11 |", "| James Park, 2026-07-16 | | |"),
                Edit("| RPT-004 | July 2026 | 2026-08-12 |", "| RPT-001 | July 2026 | 2026-08-12 |"),
                *_NO_LATER_ISSUE,
            ),
            (Found("RPT-004 was never issued and has no date for its first issue", at="RPT-004"),),
        ),
    ),
)  # fmt: skip
def calendar_kept(workspace: Workspace, reporting: Artifact) -> Iterator[Problem]:
    for report in reports(reporting):
        row = report.record
        if report.frequency is None or report.frequency.ambiguous:
            continue  # REP-04 says so
        if not (report.issued or row.filled("next_due")):
            message = f"{report.label} was never issued and has no date for its first issue"
            yield Problem(row.at("last_issued"), message, missing=True)
            continue
        late = lapsed(
            _as_issued(report),
            workspace.as_of,
            last="last_issued",
            frequency="frequency",
            following="next_due",
        )
        if late:
            place, words = late
            yield Problem(place, f"{report.label} {words}")


def _as_issued(report: Report) -> Record:
    """The row with the last issue that the log knows and with its bare interval; a next date before it is done with."""
    row = report.record
    cells = dict(row.cells)
    if report.frequency:
        cells["frequency"] = cells["frequency"]._replace(text=_interval(report))
    if report.issued:
        place = row.at("last_issued")
        blank = row.cells.get("last_issued") or row.cells["frequency"]
        cells["last_issued"] = blank._replace(text=report.issued.isoformat(), line=place.line)
        planned = [moment.day for moment in find_moments(row.text("next_due")) if moment.day]
        if planned and max(planned) <= report.issued:
            cells.pop("next_due")
    return row._replace(cells=cells)


def _interval(report: Report) -> str:
    return report.frequency.text if report.frequency else ""


@rule(
    "REP-11", "trend-depth", Severity.ADVICE, Kind.VALIDITY, "6.2 e / 9.4", REPORTING,
    source="P",
    each=("reports",),
    why="Two points are no trend: any two months differ, and a line through them points anywhere.",
    hint="Show at least three periods, and say how many.",
    fails=Example(
        (
            Edit("| Charts over the last 12 months |", "| Charts against the quarter before |"),
            Edit("| repeated causes | 12 months | NPS by quarter |", "| repeated causes | 2 quarters | NPS by quarter |"),
        ),
        (Found("the trend report RPT-003 looks at 2 periods, expected 3 or more", at="| repeated causes |"),),
    ),
    more=(
        Example(
            (
                Edit("| Charts over the last 12 months |", "| Charts |"),
                Edit("| repeated causes | 12 months | NPS by quarter |", "| repeated causes | x | NPS by quarter |"),
            ),
            (Found("the trend report RPT-003 does not say over how many periods it looks", at="RPT-003"),),
        ),
        Example((Edit("| Charts over the last 12 months |", "| Charts over four quarters |"),)),
    ),
)  # fmt: skip
def trend_depth_enough(workspace: Workspace, reporting: Artifact) -> Iterator[Problem]:
    for report in reports(reporting):
        if TREND not in report.kinds:
            continue
        depth, place = trend_depth(reporting, report)
        if depth is None:
            message = f"the trend report {report.label} does not say over how many periods it looks"
            yield Problem(place, message)
        elif depth < _ENOUGH:
            message = f"the trend report {report.label} looks at {depth} periods, expected {_ENOUGH} or more"
            yield Problem(place, message)


@rule(
    "REP-12", "actions-from-reports", Severity.STRICT, Kind.PRESENCE, "6.2 / 9.4", REPORTING,
    each=("log",),
    why="The standard asks for decisions and actions from the findings of reports; reports without consequences are paper.",
    hint="Log each decision or action with owner and date; when a report led to none, log that with the reason.",
    fails=Example(
        (Edit("forecast renewed before the budget round | Raj Mehta | 2026-09-11 |", "forecast renewed before the budget round | | 2026-09-11 |"),),
        (Found("the action 'Storage of Cloud Hosting grows 4 % a month: forecast renewed before the budget round' has no owner", at="Storage of Cloud"),),
    ),
    more=(
        Example(
            (Edit("forecast renewed before the budget round | Raj Mehta | 2026-09-11 |", "forecast renewed before the budget round | Raj Mehta | soon |"),),
            (Found("the action 'Storage of Cloud Hosting grows 4 % a month: forecast renewed before the budget round' has no date", at="Storage of Cloud"),),
        ),
        Example(
            (
                Edit(
                    "",
                    "# Service Reporting\n\n## Report register\n\n| Report ID | Report |\n|---|---|\n| RPT-001 | Service report |\n\n"
                    "## Decisions and actions log\n\nNo actions so far.\n",
                ),
            ),
            (Found("no decision or action from a report is logged", at="## Decisions and actions log"),),
        ),
    ),
)  # fmt: skip
def actions_from_reports(workspace: Workspace, reporting: Artifact) -> Iterator[Problem]:
    rows = [row for row in reporting.records("log") if row.filled("action")]
    if not rows and reports(reporting):
        yield Problem(reporting.home("log"), "no decision or action from a report is logged")
    for row in rows:
        told = row.text("action")
        if _NO_ACTION.match(told):
            continue  # a report that led to nothing needs no owner and no date
        label = f"the action '{told}'"
        yield from unfilled(row, label, {"owner": "owner"})
        if not find_moments(row.text("due")):
            yield Problem(row.at("due"), f"{label} has no date")
