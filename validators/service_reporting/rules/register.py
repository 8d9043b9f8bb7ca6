"""Each report: its type, purpose, readers, source, rhythm, owner and the agreement with its readers."""

import re
from collections.abc import Iterator

from iso20k.facts.artifact import Artifact
from iso20k.judging.checks import missing_stages, repeated, unfilled
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Related, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.wording.names import normalise
from iso20k.wording.negation import states
from validators.service_catalog.services import business_services, named
from validators.service_reporting.reports import TYPES, Report, for_customers, reports

REPORTING = "service-reporting"
_VAGUE = re.compile(
    r"(?:(?:various|several|different|multiple|diverse|all|any|other|relevant|the|our|internal) )*"
    r"(?:various|several|different|multiple|diverse|systems?|tools?|sources?|databases?|data|everyone|everybody|anyone|all|"
    r"anybody|people|persons|stakeholders|(?:interested )?parties|as (?:needed|required|applicable|appropriate))",
    re.IGNORECASE,
)
_TRIGGERED = re.compile(r"\b(?:after|per|upon|following|for|at) (?:each|every|a|an|any|the)? ?(?:major|P1|incident|release|deployment|invocation|test|breach)", re.IGNORECASE)  # fmt: skip
_DECIDES = re.compile(
    r"\b(?:deci[ds]|approv|priorit|allocat|act(?:s|ion|ions)?\b|correct|adjust|invest|escalat|plan\b|plans\b|planning|agree|select|"
    r"choos|choice|order|authori[sz]|improv|renegotiat|chang|trigger|steer|judg|whether|set(?:s|ting)?\b|reduc|prevent|open(?:s|ing)?\b|"
    r"assign|remov|stop|start|enlarg|buy|fund|budget|accept|reject|direct|intervene|respond|remed|determin|evaluat)",
    re.IGNORECASE,
)


@rule(
    "REP-01", "report-types", Severity.ERROR, Kind.PRESENCE, "6.2 / 9.4", REPORTING,
    source="S",
    why="Each type of report answers a need of its own: how a service runs, whether promises are kept, where it is heading, what "
    "management must decide, what disturbs the users. No report at all is refused, a missing type is pointed out.",
    hint="Add a report of the type, or name the type of the report that answers this need.",
    fails=Example(
        (Edit("", "# Service Reporting\n\n## Report register\n\nReports are written when somebody asks for figures.\n"),),
        (Found("no report is registered", at="## Report register"),),
    ),
    more=(
        Example(
            (Edit("| RPT-003 | Quarterly trend report | Trend analysis |", "| RPT-003 | Quarterly capacity report | Capacity |"),),
            (Found("no report is of the type trend", at="## Report register"),),
        ),
        Example((Edit("| RPT-004 | Management summary | Management summary |", "| RPT-004 | Board paper | Executive report |"),)),
        Example((Edit("| RPT-004 | Management summary | Management summary |", "| RPT-004 | Incident management report | |"),), (Found("no report is of the type management summary"),)),
    ),
)  # fmt: skip
def report_types(workspace: Workspace, reporting: Artifact) -> Iterator[Problem]:
    known = reports(reporting)
    if not known:
        yield Problem(
            reporting.home("reports"),
            "no report is registered",
            "Add a report with purpose, audience, frequency, source and owner.",
        )
        return
    names = [
        report.record.text("type") if report.kinds and report.record.filled("type") else report.name
        for report in known
    ]
    for kind in missing_stages(names, TYPES):
        yield Problem(
            reporting.home("reports"), f"no report is of the type {kind.name}", severity=Severity.WARNING
        )


@rule(
    "REP-02", "audience", Severity.ERROR, Kind.PRESENCE, "6.2 / 9.4", REPORTING,
    source="S",
    each=("reports",),
    why="A report for nobody in particular is read by nobody, and its maker does not know what it must say.",
    hint="Name who reads the report: a customer group, a role or a body.",
    fails=Example(
        (Edit("| Service owners, process owners, customers' service managers | monthly |", "| | monthly |"),),
        (Found("RPT-002 has no audience", at="RPT-002"),),
    ),
    more=(
        Example(
            (Edit("| Service owners, process owners, customers' service managers | monthly |", "| all stakeholders | monthly |"),),
            (Found("the audience 'all stakeholders' of RPT-002 names nobody", at="RPT-002"),),
        ),
    ),
)  # fmt: skip
def audience(workspace: Workspace, reporting: Artifact) -> Iterator[Problem]:
    yield from _named(reports(reporting), "audience", "audience", "names nobody")


@rule(
    "REP-03", "data-source", Severity.ERROR, Kind.PRESENCE, "6.2 / 9.4", REPORTING,
    source="S",
    each=("reports",),
    why="A figure that cannot be traced to a tool or record cannot be checked, and the first doubt about it is the last word.",
    hint="Name the tool or the record from which the figures come.",
    fails=Example(
        (Edit("| ServiceNow tickets | Tom Fraser | Dashboard with comments |", "| various | Tom Fraser | Dashboard with comments |"),),
        (Found("the data source 'various' of RPT-005 names no tool or record", at="RPT-005"),),
    ),
    more=(
        Example(
            (Edit("| ServiceNow tickets | Tom Fraser | Dashboard with comments |", "| | Tom Fraser | Dashboard with comments |"),),
            (Found("RPT-005 has no data source", at="RPT-005"),),
        ),
        Example((Edit("| ServiceNow tickets | Tom Fraser | Dashboard with comments |", "| various ServiceNow tables | Tom Fraser | Dashboard with comments |"),)),
    ),
)  # fmt: skip
def data_source(workspace: Workspace, reporting: Artifact) -> Iterator[Problem]:
    yield from _named(reports(reporting), "sources", "data source", "names no tool or record")


def _named(known: tuple[Report, ...], key: str, word: str, verdict: str) -> Iterator[Problem]:
    """A field is filled and says more than 'various'."""
    for report in known:
        told = report.record.text(key)
        if not report.record.filled(key):
            yield Problem(report.record.at(key), f"{report.label} has no {word}")
        elif _VAGUE.fullmatch(told.strip(" .")):
            yield Problem(
                report.record.at(key), f"the {word} '{told}' of {report.label} {verdict}", missing=False
            )


@rule(
    "REP-04", "frequency", Severity.ERROR, Kind.PRESENCE, "6.2 / 9.4", REPORTING,
    source="S",
    each=("reports",),
    why="Reports that come when somebody has time show neither trend nor reliability.",
    hint="Say how often the report is issued, such as monthly or quarterly, or after which event.",
    fails=Example(
        (Edit("| SLA achievement | Service owners decide on actions for each missed or endangered target of SLA-001, SLA-002 and SLA-003 | Service owners, process owners, customers' service managers | monthly |", "| SLA achievement | Service owners decide on actions for each missed or endangered target of SLA-001, SLA-002 and SLA-003 | Service owners, process owners, customers' service managers | on request |"),),
        (Found("the frequency 'on request' of RPT-002 is no interval", at="RPT-002"),),
    ),
    more=(
        Example(
            (Edit("customers' service managers | monthly |", "customers' service managers | |"),),
            (Found("RPT-002 has no frequency", at="RPT-002"),),
        ),
        Example(
            (Edit("customers' service managers | monthly |", "customers' service managers | bi-monthly |"),),
            (Found("the frequency 'bi-monthly' of RPT-002 has two meanings", at="RPT-002"),),
        ),
        Example((Edit("customers' service managers | monthly |", "customers' service managers | monthly, by the third working day |"),)),
        Example((Edit("| Help Desk Operations, Infrastructure Operations, Cloud Platform | monthly |", "| Help Desk Operations, Infrastructure Operations, Cloud Platform | within 48 h after each major incident |"),)),
    ),
)  # fmt: skip
def frequency(workspace: Workspace, reporting: Artifact) -> Iterator[Problem]:
    for report in reports(reporting):
        told, place = report.record.text("frequency"), report.record.at("frequency")
        if not report.record.filled("frequency"):
            yield Problem(place, f"{report.label} has no frequency")
        elif report.frequency is None and not _TRIGGERED.search(told):
            yield Problem(place, f"the frequency '{told}' of {report.label} is no interval", missing=False)
        elif report.frequency and report.frequency.ambiguous:
            yield Problem(
                place,
                f"the frequency '{told}' of {report.label} has two meanings",
                "Write every two months, twice a month, half-yearly, or one interval.",
                severity=Severity.WARNING,
                missing=False,
            )


@rule(
    "REP-05", "identity-purpose", Severity.STRICT, Kind.PRESENCE, "6.2 / 9.4", REPORTING,
    each=("reports",),
    why="The standard asks for the identity and the purpose of each report; a purpose that names no decision only informs, and such "
    "reports are made for years without anybody needing them.",
    hint="Give the report an ID of its own, and say who decides what with it.",
    fails=Example(
        (Edit("| James Park decides on resources, priorities and accepted risks |", "| Information of top management |"),),
        (Found("the purpose 'Information of top management' of RPT-004 names no decision", at="RPT-004"),),
    ),
    more=(
        Example(
            (Edit("| James Park decides on resources, priorities and accepted risks |", "| |"),),
            (Found("RPT-004 has no purpose", at="RPT-004"),),
        ),
        Example(
            (Edit("| RPT-005 | Monthly incident summary |", "| RPT-004 | Monthly incident summary |"),),
            (Found("the report ID RPT-004 stands twice", at="Monthly incident summary"),),
        ),
        Example(
            (Edit("| RPT-005 | Monthly incident summary |", "| | Monthly incident summary |"),),
            (Found("Monthly incident summary has no report ID", at="Monthly incident summary"),),
        ),
    ),
)  # fmt: skip
def identity_purpose(workspace: Workspace, reporting: Artifact) -> Iterator[Problem]:
    known = reports(reporting)
    for report in known:
        row, told = report.record, report.record.text("purpose")
        yield from unfilled(row, report.label, {"id": "report ID", "purpose": "purpose"})
        if row.filled("purpose") and not _DECIDES.search(told):
            yield Problem(row.at("purpose"), f"the purpose '{told}' of {report.label} names no decision")
    for row, first in repeated(
        [report.record for report in known if report.id], lambda row: normalise(row.text("id"))
    ):
        related = (Related(first.at("id"), "the first report"),)
        yield Problem(
            row.at("id"), f"the report ID {row.text('id')} stands twice", related=related, missing=False
        )


@rule(
    "REP-07", "customer-report", Severity.WARNING, Kind.PRESENCE, "6.2, 7.1 / 9.4", REPORTING,
    why="Customers who never see results against their targets learn about them from their own users.",
    hint="Add a report for customers, or add them to the audience of one.",
    fails=Example(
        (
            Edit("| Enterprise and mid-market customers | monthly |", "| Customer Success team | monthly |"),
            Edit("| Service owners, process owners, customers' service managers | monthly |", "| Service owners | monthly |"),
        ),
        (Found("no report is for customers", at="## Report register"),),
    ),
    more=(
        Example(
            (
                Edit("| Enterprise and mid-market customers | monthly |", "| Enterprise, Mid-market | monthly |"),
                Edit("| Service owners, process owners, customers' service managers | monthly |", "| Service owners | monthly |"),
            ),
        ),
    ),
)  # fmt: skip
def customer_report(workspace: Workspace, reporting: Artifact) -> Iterator[Problem]:
    known, catalog = reports(reporting), workspace.artifact("service-catalog")
    sold = business_services(catalog) if catalog else ()
    customers = frozenset(normalise(name) for service in sold for name in named(service.record, "customers"))
    if known and not any(for_customers(report, customers) for report in known):
        yield Problem(reporting.home("reports"), "no report is for customers")


@rule(
    "REP-08", "agreed", Severity.STRICT, Kind.PRESENCE, "6.2 / 9.4", REPORTING,
    each=("reports",),
    why="Reports are agreed between the provider and those who read them; otherwise the provider reports what looks good.",
    hint="Name with whom the report was agreed, and when.",
    fails=Example(
        (Edit("| James Park, 2026-07-16 |", "| |"),),
        (Found("RPT-004 was agreed with nobody", at="RPT-004"),),
    ),
    more=(
        Example(
            (Edit("| James Park, 2026-07-16 |", "| not yet agreed |"),),
            (Found("RPT-004 was agreed with nobody: 'not yet agreed'", at="RPT-004"),),
        ),
    ),
)  # fmt: skip
def agreed(workspace: Workspace, reporting: Artifact) -> Iterator[Problem]:
    for report in reports(reporting):
        told = report.record.text("agreed_with")
        denied = states(told, r"agree|accept|confirm|sign").verdict == "doubtful"
        if denied or not report.record.filled("agreed_with"):
            ending = f": '{told}'" if denied else ""
            yield Problem(report.record.at("agreed_with"), f"{report.label} was agreed with nobody{ending}")


@rule(
    "REP-09", "owner", Severity.WARNING, Kind.PRESENCE, "6.2 / 9.4", REPORTING,
    source="s",
    each=("reports",),
    why="A report that nobody owns is the first to be skipped in a busy month.",
    hint="Name who answers for the report.",
    fails=Example(
        (Edit("| RPT-001, RPT-002 and RPT-005, budget report | Sarah Chen |", "| RPT-001, RPT-002 and RPT-005, budget report | |"),),
        (Found("RPT-004 has no owner", at="RPT-004"),),
    ),
)  # fmt: skip
def owner(workspace: Workspace, reporting: Artifact) -> Iterator[Problem]:
    for report in reports(reporting):
        yield from unfilled(report.record, report.label, {"owner": "owner"})
