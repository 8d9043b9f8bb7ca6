"""What was promised to customers is reported to somebody, at least as often as it is measured."""

from collections.abc import Iterator

from iso20k.facts.artifact import Artifact
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Related, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.values.frequency import parse_frequency
from iso20k.values.listing import find_identifiers
from validators.service_level_management.agreements import ACTIVE, Agreement, find_agreement
from validators.service_level_management.levels import ServiceLevel, agreements, service_levels
from validators.service_reporting.reports import Report, reports

REPORTING, SLM = "service-reporting", "service-level-management"
_PERFORMANCE = ("service performance", "SLA achievement")
#: A monthly report of a figure measured by the month may be a day or two longer than the mean month.
_SLACK = 1.1


@rule(
    "X35", "report-covers-sla", Severity.STRICT, Kind.CROSS, "6.2 a / 9.4", (REPORTING, SLM),
    source="S",
    why="A target that no report shows is one that nobody misses: neither the customer nor the provider learns that it was not kept.",
    hint="Name the SLA in a report that is issued at least as often as its figure is measured.",
    fails=Example(
        (
            Edit("endangered target of SLA-001, SLA-002 and SLA-003 | Service owners", "endangered target of SLA-001 and SLA-002 | Service owners"),
            Edit("| Performance against targets | Significant events |", "| Targets of the infrastructure | Significant events |"),
            Edit("| RPT-001 | Monthly service report | Service performance |", "| RPT-001 | Monthly ticket report | Workload |"),
        ),
        (Found("no report shows L1 ticket resolution of SLA-003", at="## Report register"),),
    ),
    more=(
        Example(
            (
                Edit("| RPT-001 | Monthly service report | Service performance | Customer and NetOps decide in the service review on corrections and changed requirements | Enterprise and mid-market customers | monthly |", "| RPT-001 | Service report | Service performance | Customer and NetOps decide in the service review on corrections and changed requirements | Enterprise and mid-market customers | quarterly |"),
                Edit("| Service owners, process owners, customers' service managers | monthly |", "| Service owners, process owners, customers' service managers | quarterly |"),
            ),
            (
                Found("Availability of SLA-001 is measured by the month and reported quarterly", at="RPT-001"),
                Found("Uptime of SLA-002 is measured by the month and reported quarterly", at="RPT-001"),
                Found("L1 ticket resolution of SLA-003 is measured by the month and reported quarterly", at="RPT-001"),
            ),
        ),
        Example((Edit("| RPT-002 | SLA achievement report | SLA achievement | Service owners decide on actions for each missed or endangered target of SLA-001, SLA-002 and SLA-003 |", "| RPT-002 | SLA achievement report | SLA achievement | Service owners decide on actions for each missed or endangered target |"),)),
        Example((Edit("endangered target of SLA-001, SLA-002 and SLA-003 | Service owners, process owners, customers' service managers | monthly |", "endangered target of SLA-001, SLA-002 and SLA-003 | Service owners, process owners, customers' service managers | as needed |"),)),
    ),
)  # fmt: skip
def report_covers_sla(workspace: Workspace, reporting: Artifact, slm: Artifact) -> Iterator[Problem]:
    known = reports(reporting)
    if not known:
        return  # that no report is registered is REP-01's
    slas = agreements(slm)
    for level in service_levels(slm):
        sla = find_agreement(level.id, slas)
        if sla is None or sla.state != ACTIVE:
            continue
        showing = [report for report in known if _shows(reporting, report, sla)]
        name = level.measure.name or "the target"
        related = (Related(level.record.place, f"{name} of {sla.label}"),)
        if not showing:
            message = f"no report shows {name} of {sla.label}"
            yield Problem(reporting.home("reports"), message, related=related, missing=True)
        else:
            yield from _too_seldom(level, name, sla, showing, related)


def _shows(reporting: Artifact, report: Report, sla: Agreement) -> bool:
    """A report names its SLAs; one of a type that shows targets, naming none, shows all of them."""
    rows = [row for row in reporting.records("matrix") if report.id and report.id in row.text("report")]
    told = {
        *report.slas,
        *find_identifiers(" ".join(c.text for row in rows for c in row.cells.values()), ("SLA",)),
    }
    if told:
        return sla.id.upper() in told
    return any(kind in _PERFORMANCE for kind in report.kinds)


def _too_seldom(
    level: ServiceLevel, name: str, sla: Agreement, showing: list[Report], related: tuple[Related, ...]
) -> Iterator[Problem]:
    period = level.measure.period
    often = [report for report in showing if report.frequency and not report.frequency.ambiguous]
    measured = parse_frequency(f"every {period.value}") if period else None
    if measured is None or len(often) < len(showing):
        return  # a report without an interval may come in time: not comparable
    best = min(often, key=lambda report: report.frequency.days if report.frequency else 0)
    if best.frequency and best.frequency.days > measured.days * _SLACK:
        yield Problem(
            best.record.at("frequency"),
            f"{name} of {sla.label} is measured by the {period.value if period else ''} and reported {best.frequency.text}",
            related=related,
        )
