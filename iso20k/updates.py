"""What came into the NetOps documents after their approval: the second catalog, results, reports and reviews."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

_CATALOG, _PLAN, _REPORTS = "service-catalog", "service-management-plan", "service-reporting"
_CONTINUITY, _BUDGET, _CAPACITY = (
    "service-continuity-availability",
    "budgeting-accounting",
    "capacity-management",
)
_SECURITY, _CUSTOMERS, _SUPPLIERS = "information-security", "business-relationship", "supplier-management"
_PROBLEMS, _CMDB, _CHANGES = "problem-management", "configuration-management", "change-management"
_RELEASES, _TRANSITION = "release-management", "design-transition"
_AUDIT, _MEASUREMENT = "internal-audit", "monitoring-measurement"


class Change(NamedTuple):
    """A text that an update brought, and the one that stood there before ('' when it was added)."""

    new: str
    old: str


class Section(NamedTuple):
    """A section whose whole content an update wrote, and what stood under its heading before."""

    heading: str
    old: str


class Cells(NamedTuple):
    """Cells that an update filled, by a pattern, and what stood in each of them before."""

    pattern: str
    old: str


class Update(NamedTuple):
    """A later change of approved documents: its day (ISO date), author, subject, and what changed by skill."""

    day: str
    author: str
    subject: str
    changes: Mapping[str, tuple[Change | Section | Cells, ...]]


def _moved(before: str, old: str, new: str) -> Change:
    """A field whose value changed, found by the text before it."""
    return Change(f"{before}{new} |", f"{before}{old} |")


def _added(row: str) -> Change:
    return Change(f"{row}\n", "")


_SLAS = (" | SVC-004 Monitoring", " | SVC-006 Azure", " | SVC-007 Ticketing")
_DEFICIENT = "- Deficiencies: 8 records: 5 outdated versions, 2 missing relations, 1 retired server in use; "
_RIGHT = "- Result: 96.2 % (202 of 210 records right), the first since the initial population of May 2026\n"
#: Done, result, back-out, CMDB, release and review of a change that is approved and not yet deployed.
_SCHEDULED = "not yet | Scheduled | {} | not yet | none | After deployment"
_MISSED = "- CAPA ID: CAPA-001, since the verification of August 2026 was missed\n"

#: Average, peak, source and day of each resource in August, September and October 2026, behind what stands before them in its row.
_MEASURED = (
    ("| vCPU in use | vCPU | 2,000 | ", "1,360 | 1,540 | Azure | 2026-08-20", "1,400 | 1,602 | Azure | 2026-09-21", "1,436 | 1,640 | Azure | 2026-10-22"),
    ("| Storage allocated | TB | 400 | ", "268 | 281 | Azure | 2026-08-20", "271 | 285 | Azure | 2026-09-21", "275 | 289 | Azure | 2026-10-22"),
    ("| Storage used | TB | 250 | ", "184 | 196 | Azure | 2026-08-20", "186 | 198 | Azure | 2026-09-21", "188 | 199 | Azure | 2026-10-22"),
    ("| Utilization | % | 100 | ", "58 | 71 | Zabbix | 2026-08-20", "58 | 70 | Zabbix | 2026-09-21", "59 | 72 | Zabbix | 2026-10-22"),
    ("| Throughput | Mbit/s | 2,000 | ", "640 | 1,180 | Zabbix | 2026-08-20", "655 | 1,190 | Zabbix | 2026-09-21", "662 | 1,215 | Zabbix | 2026-10-22"),
    ("| Licences in use | licences | 90 | ", "74 | 81 | ServiceNow | 2026-08-21", "74 | 81 | ServiceNow | 2026-09-22", "75 | 82 | ServiceNow | 2026-10-23"),
    ("| Size of the database | GB | 1,500 | ", "1,010 | 1,130 | Zabbix | 2026-08-20", "1,025 | 1,142 | Zabbix | 2026-09-21", "1,041 | 1,155 | Zabbix | 2026-10-22"),
    ("| Tickets a month | tickets | 5,400 | ", "4,420 | 4,780 | ServiceNow | 2026-08-21", "4,390 | 4,760 | ServiceNow | 2026-09-22", "4,430 | 4,800 | ServiceNow | 2026-10-23"),
    ("| Hours a month | h | 1,850 | ", "1,490 | 1,640 | ServiceNow | 2026-08-21", "1,500 | 1,645 | ServiceNow | 2026-09-22", "1,510 | 1,650 | ServiceNow | 2026-10-23"),
    ("| Hours a month | h | 2,420 | ", "1,890 | 2,050 | ServiceNow | 2026-08-21", "1,900 | 2,060 | ServiceNow | 2026-09-22", "1,895 | 2,055 | ServiceNow | 2026-10-23"),
    ("| Spend a month | AUD | 210,000 | ", "172,400 | 178,900 | Azure | 2026-08-24", "174,100 | 180,600 | Azure | 2026-09-22", "176,300 | 183,200 | Azure | 2026-10-23"),
)  # fmt: skip

#: In the order of their days. Each text stands once in the document as the update left it.
UPDATES: tuple[Update, ...] = (
    Update("2026-05-29", "Sarah Chen", "Close the tasks of the SLAs and the CMDB", {_PLAN: (
        _moved("| Emily Nguyen | 2026-05-29 | ", "in progress", "done 2026-05-29"),
        _moved("| Chris Doyle | 2026-05-29 | ", "in progress", "done 2026-05-29"),
    )}),
    Update("2026-06-05", "Emily Nguyen", "Refer to the signed SLAs in version 1.1 of the catalog", {_CATALOG: (
        Change('version: "1.1"\nstatus', 'version: "1.0"\nstatus'),
        Change(
            "approved: 2026-06-05\neffective: 2026-06-08\nnext_review: 2027-06-04\n",
            "approved: 2026-03-27\neffective: 2026-04-01\nnext_review: 2027-03-26\n",
        ),
        Change(
            '  - version: "1.1"\n    date: 2026-06-03\n    author: Emily Nguyen\n'
            "    change: The three SLAs signed in May 2026 replace the planned ones\n",
            "",
        ),
        *(
            Change(f"| SLA-00{n}{after}", f"| SLA-00{n} (planned 2026-05-29){after}")
            for n, after in enumerate(_SLAS, 1)
        ),
    )}),
    Update("2026-06-08", "Chris Doyle", "Enter the catalog now in force in the CMDB", {_CMDB: (
        _moved("| Managed Infrastructure | Hannah Lim | In use | Catalog ", "1.0", "1.1"),
        _moved("| Cloud Hosting | Raj Mehta | In use | Catalog ", "1.0", "1.1"),
        _moved("| Help Desk | Tom Fraser | In use | Catalog ", "1.0", "1.1"),
    )}),
    Update("2026-06-12", "Sarah Chen", "Close the task of the business impact analysis", {_PLAN: (
        _moved("| Raj Mehta | 2026-06-12 | ", "open", "done 2026-06-12"),
    )}),
    Update("2026-06-26", "Sarah Chen", "Close the tasks of capacity, continuity and availability", {_PLAN: (
        _moved("forecast twelve months | Raj Mehta | 2026-06-26 | ", "open", "done 2026-06-26"),
        _moved("schedule the tests | Raj Mehta | 2026-06-26 | ", "open", "done 2026-06-26"),
    )}),
    Update("2026-09-03", "Emily Nguyen", "Issue the SLA and incident reports of August", {_REPORTS: (
        _moved("| Hannah Lim, Raj Mehta and Tom Fraser, 2026-07-13 | ", "2026-08-05 | 2026-09-03", "2026-09-03 | 2026-10-05"),
        _moved("| Tom Fraser and Hannah Lim, 2026-07-13 | ", "2026-08-05 | 2026-09-03", "2026-09-03 | 2026-10-05"),
        _added("| RPT-002 | August 2026 | 2026-09-03 | Service and process owners | ServiceNow dashboard snapshot |"),
        _added("| RPT-005 | August 2026 | 2026-09-03 | Team leads | ServiceNow dashboard snapshot |"),
    )}),
    Update("2026-09-04", "Tom Fraser", "Close the complaint about the late call back", {_CUSTOMERS: (
        _moved("| 2026-08-25 | ", "open | no | |", "closed | no | 2026-09-04 | CAPA-003"),
    )}),
    Update("2026-09-07", "Emily Nguyen", "Issue the service reports of August", {_REPORTS: (
        _moved("customer forum, 2026-07-15 | ", "2026-08-07 | 2026-09-07", "2026-09-07 | 2026-10-07"),
        _added("| RPT-001 | August 2026 | 2026-09-07 | 20 customers | ServiceNow, report archive |"),
    )}),
    Update("2026-09-08", "Chris Doyle", "Record the reviews of the changes of August", {
        _CHANGES: (
            _moved("| Old templates kept | 2026-08-24 | REL-2026-08 | ", "Due 2026-09-08", "2026-09-08"),
            _moved("| Disable new checks | 2026-08-24 | REL-2026-08 | ", "Due 2026-09-08", "2026-09-08"),
            _moved("| Return to the old form | 2026-08-22 | none | ", "Due 2026-09-08", "2026-09-08"),
            Change("July and August 2026, as of 2026-09-08.", "July and August 2026, as of 2026-08-28."),
        ),
        _RELEASES: (
            Change("a failed load test |\n| Incidents after | 0 |", "a failed load test |\n| Incidents after | 0 until 2026-08-28 |"),
            Change("last update 2026-09-08.", "last update 2026-08-28."),
        ),
    }),
    Update("2026-09-10", "Sarah Chen", "Issue the management summary of August and close the storage forecast", {_REPORTS: (
        _moved("| James Park, 2026-07-16 | ", "2026-08-12 | 2026-09-10", "2026-09-10 | 2026-10-12"),
        _added("| RPT-004 | August 2026 | 2026-09-10 | James Park | Confluence, minutes of 14 September 2026 |"),
        _moved("| Raj Mehta | 2026-09-11 | Laura Bennett, SMS Steering Group | ", "open", "done 2026-09-10"),
    )}),
    Update("2026-09-10", "Grace Mitchell", "Record the first customer reviews of September", {_CUSTOMERS: (
        _moved("| Head of IT | Grace Mitchell | monthly | ", "2026-08-11 | 2026-09-08", "2026-09-08 | 2026-10-06"),
        _moved("| IT Operations Manager | Grace Mitchell | monthly | ", "2026-08-12 | 2026-09-09", "2026-09-09 | 2026-10-07"),
        _moved("| Infrastructure Manager | Grace Mitchell | monthly | ", "2026-08-13 | 2026-09-10", "2026-09-10 | 2026-10-08"),
    )}),
    Update("2026-09-15", "Emily Nguyen", "Close the wish for a patch window on Saturdays", {_REPORTS: (
        _moved("| Emily Nguyen | 2026-09-18 | Acme Logistics | ", "open", "done 2026-09-15, no change agreed"),
    )}),
    Update("2026-09-16", "Emily Nguyen", "Record the other customer reviews of September and the dated call-backs", {_CUSTOMERS: (
        _moved("| Chief Information Officer | Emily Nguyen | monthly | ", "2026-08-18 | 2026-09-15", "2026-09-15 | 2026-10-13"),
        _moved("| IT Manager | Emily Nguyen | monthly | ", "2026-08-19 | 2026-09-16", "2026-09-16 | 2026-10-14"),
        _moved("| Tom Fraser | 2026-09-18 | ", "in progress", "done 2026-09-16"),
    )}),
    Update("2026-09-16", "Daniel Okafor", "Record the result of the internal security audit", {_SECURITY: (
        _moved("| 2026-09-16 | Olivia Grant | ", "planned", "8 of 8 sampled controls operate; CTL-011 and CTL-017 confirmed effective"),
    )}),
    Update("2026-09-24", "Chris Doyle", "Record the review with ServiceNow", {_SUPPLIERS: (
        _moved("| SPL-003 | quarterly | ", "2026-06-25 | 2026-09-24", "2026-09-24 | 2026-12-17"),
        _added("| ServiceNow | 2026-09-24 | Chris Doyle, ServiceNow account manager | Levels kept, licence numbers checked | None needed | Minutes in ServiceNow |"),
    )}),
    Update("2026-09-24", "Raj Mehta", "Measure the capacity baselines of September", {_CAPACITY: (
        *(_moved(row, august, september) for row, august, september, _ in _MEASURED),
        Change("were measured in September 2026.", "were measured in August 2026."),
        _moved("| Virtual machines | ", "410 | 445 | 490 | 19.5 %", "415 | 450 | 496 | 19.5 %"),
    )}),
    Update("2026-09-28", "Grace Mitchell", "Note the talks with the detractors", {_CUSTOMERS: (
        _moved("| 42 | 2026-07-31 | ", "Talk with each of the 12 detractors by 2026-09-30, Grace Mitchell", "Talks with the 12 detractors held by 2026-09-28, Grace Mitchell"),
        _moved("| Grace Mitchell | 2026-09-30 | ", "open", "done 2026-09-28"),
    )}),
    Update("2026-09-29", "David Wong", "Report the internal audit of September 2026", {
        _AUDIT: (
            Change('version: "1.1"\nstatus', 'version: "1.0"\nstatus'),
            Change(
                "approved: 2026-09-29\neffective: 2026-09-30\nnext_review: 2027-09-28\n",
                "approved: 2026-08-14\neffective: 2026-08-17\nnext_review: 2027-08-13\n",
            ),
            Change(
                '  - version: "1.1"\n    date: 2026-09-28\n    author: David Wong\n'
                "    change: Report and findings of the audits of September 2026\n",
                "",
            ),
            Cells(r"(?<= \| )2026-09-\d\d \| reported \|(?=\n)", " | planned |"),
            Cells(r"\| AUD-2027-01 .*\n", ""),
            Section("## Audit report and summary", "The first audits are held in September 2026. The lead auditor writes one report about all of them; it is due on 2026-09-25, goes to James Park and all process owners, counts findings by class and judges whether the system works."),
            Section("## Findings", "No audit has been held yet. Each finding is entered here with class, clause, evidence, root cause, correction, corrective action, owner and target date, on the day the report is issued, and stays until its effect is verified."),
        ),
        _MEASUREMENT: (
            Section("## CAPA register", "No corrective or preventive action has been opened since the procedure came into force; the first entries are expected from complaints, missed thresholds and the internal audit of September 2026, each with cause, owner, due date and effectiveness check."),
        ),
    }),
    Update("2026-09-30", "Chris Doyle", "Enter the changes and the release of September", {
        _CHANGES: (
            Cells(r"\| RFC-2026-0(?:4[2-9]|5[0-5]) \|.*\n", ""),
            Change("July to September 2026, as of 2026-09-30.", "July and August 2026, as of 2026-09-08."),
        ),
        _RELEASES: (
            Cells(r"(?s)### REL-2026-09 .*?(?=### )", ""),
            Change("(3 of 3, July to September 2026)", "(2 of 2, July and August 2026)"),
            Change("last update 2026-09-30.", "last update 2026-09-08."),
        ),
    }),
    Update("2026-10-02", "Grace Mitchell", "Enter the ticket survey of September", {_CUSTOMERS: (
        _moved("| Users of every fifth closed ticket; ", "214 of 611 answered | 4.4 | 2026-07-31", "231 of 640 answered | 4.4 | 2026-09-30"),
        Change("| CSAT 4.4, September 2026 |", "| CSAT 4.4, July 2026 |"),
    )}),
    Update("2026-10-05", "Emily Nguyen", "Issue the SLA and incident reports of September", {_REPORTS: (
        _moved("| Hannah Lim, Raj Mehta and Tom Fraser, 2026-07-13 | ", "2026-09-03 | 2026-10-05", "2026-10-05 | 2026-11-04"),
        _moved("| Tom Fraser and Hannah Lim, 2026-07-13 | ", "2026-09-03 | 2026-10-05", "2026-10-05 | 2026-11-04"),
        _added("| RPT-002 | September 2026 | 2026-10-05 | Service and process owners | ServiceNow dashboard snapshot |"),
        _added("| RPT-005 | September 2026 | 2026-10-05 | Team leads | ServiceNow dashboard snapshot |"),
    )}),
    Update("2026-10-05", "Emily Nguyen", "Enter the KPI values of the third quarter", {_MEASUREMENT: (
        Cells(r"\| [^|\n]+ \| (?:July|September 2026|2026-09-28|September) ?(?:2026)? \| (?:on target|warning) \|(?= [^|\n]*\|\n)", "| not yet measured | | |"),
        Section("## KPI results", "Values of several periods follow once the first quarter has been measured; until then the register above holds the last value of each indicator."),
    )}),
    Update("2026-10-06", "Laura Bennett", "Enter the supplier figures of the third quarter", {_SUPPLIERS: (
        _moved("| VM uptime | ≥ | 99.95 | % | month | Zabbix | ", "99.97 | 2026-06-30", "99.98 | 2026-09-30"),
        _moved("| First response to severity A cases | ≤ | 1 | h | month | ServiceNow | ", "0.7 | 2026-06-30", "0.6 | 2026-09-30"),
        Change(
            "| quarter | ServiceNow | 0.8 | 2026-09-30 | |",
            "| quarter | ServiceNow | 1.5 | 2026-06-30 | Second support contact for Australian hours named by Zabbix on 2026-07-02 |",
        ),
        _moved("| Instance availability | ≥ | 99.8 | % | month | Zabbix | ", "99.92 | 2026-06-30", "99.94 | 2026-09-30"),
        _moved("| First response to priority 1 cases | ≤ | 30 | min | month | ServiceNow | ", "21 | 2026-06-30", "19 | 2026-09-30"),
        _moved("| Site availability | ≥ | 99.9 | % | quarter | Zabbix | 99.96 | ", "2026-06-30", "2026-09-30"),
        Change(
            "all kept their target in the third quarter of 2026, after Zabbix had missed one in the second.",
            "six kept their target in the second quarter of 2026.",
        ),
    )}),
    Update("2026-10-07", "Emily Nguyen", "Issue the service reports of September", {_REPORTS: (
        _moved("customer forum, 2026-07-15 | ", "2026-09-07 | 2026-10-07", "2026-10-07 | 2026-11-06"),
        _added("| RPT-001 | September 2026 | 2026-10-07 | 20 customers | ServiceNow, report archive |"),
    )}),
    Update("2026-10-08", "Raj Mehta", "Record the review with Microsoft", {_SUPPLIERS: (
        _moved("| SPL-001 | quarterly | ", "2026-07-09 | 2026-10-08", "2026-10-08 | 2027-01-07"),
        _added("| Microsoft | 2026-10-08 | Raj Mehta, Microsoft customer manager | Uptime kept; quota for Australia East discussed | Quota request by 2026-11-06, see UPG-01 | Minutes in ServiceNow |"),
    )}),
    Update("2026-10-09", "Mei Tanaka", "Move SOC-as-a-Service to February 2027", {
        _CAPACITY: (Change("goes live in February 2027", "goes live in October 2026"),),
        _CHANGES: (
            Change("| RFC-2026-041 | 2027-02-15 |", "| RFC-2026-041 | 2026-10-12 |"),
            Change("| REL-2027-02 |", "| REL-2026-10 |"),
            Change("July to October 2026, as of 2026-10-09.", "July to September 2026, as of 2026-09-30."),
        ),
        _RELEASES: (
            Change("### REL-2027-02 ", "### REL-2026-10 "),
            _moved("| Planned | ", "2026-10-12", "2027-02-15"),
            _moved("| Acceptance approved on | due ", "2026-10-09", "2027-02-12"),
            Change("last update 2026-10-09.", "last update 2026-09-30."),
        ),
        _TRANSITION: (
            Change("from 2026-05-25 to 2027-03-19", "from 2026-05-25 to 2026-11-13"),
            Change("customers signed by 2027-06-30", "customers signed by 2026-12-31"),
            _moved("licences ready | Daniel Okafor | ", "2026-09-11", "2027-01-15"),
            _moved("to all enterprise customers | Grace Mitchell | ", "2026-09-25", "2027-01-29"),
            _moved("half a day for the Help Desk | Daniel Okafor | ", "2026-09-18", "2027-01-22"),
            _moved("tested in a dry run | Tom Fraser | ", "2026-10-02", "2027-02-05"),
            _moved("walked through with each shift | Emily Nguyen | ", "2026-09-30", "2027-02-03"),
            _moved("| Design | ", "Service design 1.0 of 2026-08-07; development under way", "Design phase: service design 0.9 of 2026-10-09, review due 2026-11-20"),
            Change("| Draft of 2026-10-09,", "| Draft of 2026-08-07,"),
            Change("testing starts 2027-01-11 |", "testing starts 2026-09-07 |"),
            _moved("| Planned go-live | ", "2026-10-12", "2027-02-15"),
            _moved("| PIR date | ", "2026-11-11", "2027-03-17"),
            _moved("| Daniel Okafor | Due ", "2026-09-25", "2027-01-29"),
            Change("last update 2026-10-09.", "last update 2026-08-28."),
        ),
    }),
    Update("2026-10-12", "Sarah Chen", "Issue the management summary of September", {_REPORTS: (
        _moved("| James Park, 2026-07-16 | ", "2026-09-10 | 2026-10-12", "2026-10-12 | 2026-11-11"),
        _added("| RPT-004 | September 2026 | 2026-10-12 | James Park | Confluence, input pack of the management review |"),
    )}),
    Update("2026-10-13", "Laura Bennett", "Review the forecast after the third quarter", {_BUDGET: (
        _added("| FY 2026-27 | AUD 6,241,600 | 2026-10-13 | James Park, Laura Bennett | Unchanged: the third quarter closed within 1 % of the forecast |"),
        Change("on 2027-01-12 with the results of the fourth quarter", "on 2026-10-13 with the results of the third quarter"),
    )}),
    Update("2026-10-14", "Chris Doyle", "Record the first verification of the CMDB, which was due in August", {_CMDB: (
        Change("- Last done: 2026-10-14\n", "- Last done: not yet, the CMDB is new\n"),
        Change(_RIGHT, "- Result: none yet\n"),
        Change(f"{_DEFICIENT}to be corrected by 2026-10-23\n", "- Deficiencies: none yet\n"),
        Change(_MISSED, "- CAPA ID: none\n"),
        Change("- Next: 2027-01-14\n", "- Next: 2026-08-20\n"),
    )}),
    Update("2026-10-14", "Grace Mitchell", "Check the effect of the new call-back task", {
        _AUDIT: (Change("| Correction | Verification carried out on 2026-10-14 |", "| Correction | Verification ordered for 2026-10-14 |"),),
        _MEASUREMENT: (
            Change("verification of 2026-10-14 done, second one on 2027-01-14", "verification on 2026-10-14, second one on 2027-01-14"),
            Change("| Grace Mitchell on 2026-10-14: no late call-back in four weeks |", "| |"),
        ),
    }),
    Update("2026-10-15", "Grace Mitchell", "Record the first customer reviews of October, a week late", {_CUSTOMERS: (
        _moved("| Head of IT | Grace Mitchell | monthly | ", "2026-09-08 | 2026-10-06", "2026-10-13 | 2026-11-10"),
        _moved("| IT Operations Manager | Grace Mitchell | monthly | ", "2026-09-09 | 2026-10-07", "2026-10-14 | 2026-11-11"),
        _moved("| Infrastructure Manager | Grace Mitchell | monthly | ", "2026-09-10 | 2026-10-08", "2026-10-15 | 2026-11-12"),
    )}),
    Update("2026-10-16", "Emily Nguyen", "Issue the trend report of the third quarter", {_REPORTS: (
        _moved("| SMS Steering Group, 2026-07-14 | ", "2026-07-24 | 2026-10-16", "2026-10-16 | 2027-01-18"),
        _added("| RPT-003 | July to September 2026 | 2026-10-16 | SMS Steering Group | Confluence, minutes of 19 October 2026 |"),
    )}),
    Update("2026-10-16", "Daniel Okafor", "Plan the next review of the security policy", {_SECURITY: (
        _moved("| Next review | Management review of ", "2026-10-16, then yearly", "April 2027, then yearly"),
    )}),
    Update("2026-10-19", "Chris Doyle", "Note the corrected records of the CMDB", {_CMDB: (
        Change(f"{_DEFICIENT}all corrected on 2026-10-19\n", f"{_DEFICIENT}to be corrected by 2026-10-23\n"),
    )}),
    Update("2026-10-20", "Raj Mehta", "Move the full DR test to November", {_CONTINUITY: (
        _moved("| first run ahead | - | - | - | - | - | ", "2026-10-24", "2026-11-07"),
    )}),
    Update("2026-10-20", "Tom Fraser", "Review the workaround for password resets", {_PROBLEMS: (
        _moved("| SVC-003 Help Desk | active | | ", "2026-08-24", "2026-10-20"),
        _moved("| Last update | ", "2026-08-24", "2026-10-20"),
    )}),
    Update("2026-10-20", "Laura Bennett", "Confirm that no dispute with a supplier is open", {_SUPPLIERS: (
        Change("No dispute was open on 2026-10-20.", "No dispute was open on 2026-07-20."),
    )}),
    Update("2026-10-20", "Sarah Chen", "Enter what the management review decided", {_MEASUREMENT: (
        Section("## Improvement register", "Proposals of employees are collected in ServiceNow and ranked by the four criteria of the improvement policy; the first initiatives go to the management review of October 2026 for approval and are entered here with target, owner and due date."),
        Section("## Actions of management reviews", "No management review has been held yet; actions of the first meeting in October 2026 will be entered here on the following day with their decision, owner, due date and status."),
    )}),
    Update("2026-10-21", "Emily Nguyen", "Record the other customer reviews of October", {_CUSTOMERS: (
        _moved("| Chief Information Officer | Emily Nguyen | monthly | ", "2026-09-15 | 2026-10-13", "2026-10-20 | 2026-11-17"),
        _moved("| IT Manager | Emily Nguyen | monthly | ", "2026-09-16 | 2026-10-14", "2026-10-21 | 2026-11-18"),
        _moved("| Emily Nguyen | quarterly | ", "2026-07-22 | 2026-10-21", "2026-10-21 | 2027-01-20"),
    )}),
    Update("2026-10-21", "Chris Doyle", "Enter the changes and the release of October, and the reviews of those of September", {
        _CHANGES: (
            _moved("| Previous port settings | 2026-09-21 | none | ", "Due 2026-10-06", "2026-10-06"),
            _moved("| Restore snapshots | 2026-09-21 | REL-2026-09 | ", "Due 2026-10-06", "2026-10-06"),
            _moved("| Restore the snapshot of the collector | 2026-09-21 | REL-2026-09 | ", "Due 2026-10-06", "2026-10-06"),
            _moved("| Return to one zone | 2026-09-28 | none | ", "Due 2026-10-13", "2026-10-13"),
            _moved("| Disable the event link of the vault | 2026-09-17 | none | ", "Due 2026-10-06", "2026-10-06"),
            _moved("| Import switched off | 2026-09-24 | none | ", "Due 2026-10-13", "2026-10-13"),
            _moved("| RFC-2026-055 | 2026-10-03 | ", _SCHEDULED.format("Tasks removed"), "2026-10-03 | Successful | Tasks removed | 2026-10-05 | none | 2026-10-20"),
            Cells(r"\| RFC-2026-0(?:5[6-9]|6[01]) \|.*\n", ""),
            Change("July to October 2026, as of 2026-10-21.", "July to October 2026, as of 2026-10-09."),
        ),
        _RELEASES: (
            Cells(r"(?s)### REL-2026-10 .*?(?=### )", ""),
            Change("(4 of 4, July to October 2026)", "(3 of 3, July to September 2026)"),
            Change("last update 2026-10-21.", "last update 2026-10-09."),
        ),
    }),
    Update("2026-10-23", "Raj Mehta", "Measure the capacity baselines of October", {_CAPACITY: (
        *(_moved(row, september, october) for row, _, september, october in _MEASURED),
        Change("were measured in October 2026.", "were measured in September 2026."),
        _moved("| Virtual machines | ", "415 | 450 | 496 | 19.5 %", "421 | 456 | 503 | 19.5 %"),
    )}),
    Update("2026-10-28", "Daniel Okafor", "Record the quarterly recertification of accounts", {_SECURITY: (
        _moved("| Service owners confirm lists in ServiceNow | Daniel Okafor | ", "2026-07-31 | 2026-10-30", "2026-10-28 | 2027-01-29"),
    )}),
    Update("2026-10-28", "Mei Tanaka", "Bring the registers up to date", {
        _CONTINUITY: (Change("the table shows 28 October 2026.", "the table shows 28 August 2026."),),
        _MEASUREMENT: (
            Change("The figures are those known on 28 October 2026.", "The figures are those known on the day of the last entry."),
            Change("On 28 October 2026 there are 3 CAPAs in all", "There are 3 CAPAs in all"),
            Change("| 96.2 % | October 2026 | on target |", "| not yet measured | | |"),
            Change("| not yet due, 34 of 38 on 2026-10-26 |", "| not yet due, 32 of 38 on 2026-10-16 |"),
        ),
        _CUSTOMERS: (Change("shown here as of 28 October 2026.", "shown here as of 28 August 2026."),),
        _PROBLEMS: (Change("records of ServiceNow as of 28 October 2026;", "records of ServiceNow as of 28 August 2026;"),),
        _CHANGES: (
            _moved("| RFC-2026-058 | 2026-10-25 | ", _SCHEDULED.format("Return both to one zone"), "2026-10-25 | Successful | Return both to one zone | 2026-10-26 | none | Due 2026-11-10"),
            _moved("| RFC-2026-061 | 2026-10-24 | ", _SCHEDULED.format("Report switched off"), "2026-10-24 | Successful | Report switched off | 2026-10-26 | none | Due 2026-11-10"),
            Change("July to October 2026, as of 2026-10-28.", "July to October 2026, as of 2026-10-21."),
        ),
        _RELEASES: (
            _moved("| Incidents after | ", "0 until 2026-10-21", "1 until 2026-10-28"),
            Change("last update 2026-10-28.", "last update 2026-10-21."),
        ),
        _TRANSITION: (Change("last update 2026-10-28.", "last update 2026-10-09."),),
    }),
)  # fmt: skip
