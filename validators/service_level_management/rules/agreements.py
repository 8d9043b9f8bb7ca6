"""What an SLA must say of itself: its service, its contents, that the customer agreed, from when until when."""

from collections.abc import Iterator

from iso20k.document import Place
from iso20k.facts.artifact import Artifact
from iso20k.judging.checks import Topic, day_of, uncovered
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.values.dates import find_moments
from iso20k.wording.negation import states
from iso20k.wording.phrases import listed
from validators.service_catalog.services import find_service, services
from validators.service_level_management.agreements import ENDED, active, service_of
from validators.service_level_management.levels import ServiceLevel, agreements, service_levels

SLM = "service-level-management"
#: What every SLA holds beside its targets, with the words by which prose says it for all of them.
_CONTENTS = {
    "service_hours": Topic("service hours", r"service hours|hours of service|24 ?[x/] ?7"),
    "exceptions": Topic("exceptions", r"except|exclu|planned maintenance"),
    "workload": Topic("workload limits", r"workload|volume"),
}


@rule(
    "SLM-01", "sla-has-service", Severity.ERROR, Kind.PRESENCE, "6.1 / 8.3.3", SLM,
    source="S",
    each=("slas",),
    why="A target without a service belongs to nothing that the customer buys, and no other document can refer to it.",
    hint="Give the ID that the service has in the catalog, such as SVC-001.",
    fails=Example(
        (Edit("### SLA-003 Help Desk\n\n- Service ID: SVC-003\n", "### SLA-003 Gold support\n\n- Service ID:\n"),),
        (Found("SLA-003 carries no service ID", at="Service ID:"),),
    ),
    more=(
        Example(
            (Edit("- Service ID: SVC-003\n", ""),),
            (Found("SLA-003 names its service 'Help Desk' without the ID", at="### SLA-003"),),
        ),
        Example((Edit("- Service ID: SVC-003\n", "- Service: SVC-003 Help Desk\n"),)),
        Example(
            (Edit("", "# Service Level Management\n\n## SLA register\n\nService levels are agreed with customers.\n"),),
            (Found("no SLA is registered", at="## SLA register"),),
        ),
    ),
)  # fmt: skip
def sla_has_service(workspace: Workspace, slm: Artifact) -> Iterator[Problem]:
    levels = service_levels(slm)
    if not levels:
        yield Problem(
            slm.home("slas"),
            "no SLA is registered",
            "Add an SLA with service ID, target, method and review for each business service.",
        )
    heads = {sla.id: sla.record.place for sla in agreements(slm) if sla.id}
    told: set[Place] = set()
    for level in levels:
        row, service = level.record, service_of(level.record)
        place = row.at("service") if "service" in row.cells else heads.get(level.id, row.place)
        if place in told or any(sign.isdigit() for sign in service):
            continue
        told.add(place)
        label = level.id or level.label
        if name := service or _named_service(workspace, level):
            message = f"{label} names its service '{name}' without the ID"
            yield Problem(place, message, severity=Severity.WARNING)
        else:
            yield Problem(place, f"{label} carries no service ID")


def _named_service(workspace: Workspace, level: ServiceLevel) -> str:
    """The name of the SLA where it is that of a service of the catalog."""
    catalog = workspace.artifact("service-catalog")
    name = level.record.text("name")
    return name if name and catalog and find_service(name, services(catalog)) else ""


@rule(
    "SLM-08", "hours-exceptions-workload", Severity.STRICT, Kind.PRESENCE, "6.1 / 8.3.3", SLM,
    each=("slas",),
    why="The standard asks for targets, workload and exceptions in every SLA; without them each miss is argued about afterwards.",
    hint="State the service hours, what is not counted ('none' is an answer) and up to which volume the targets hold.",
    fails=Example(
        (Edit("- Workload limits: Up to 7,500 tickets a month and 450 a day; above that the target is suspended for the day\n", ""),),
        (Found("SLA-003 does not state the workload limits", at="### SLA-003"),),
    ),
    more=(
        Example((Edit("- Exceptions: Public holidays in Victoria; tickets that wait for the customer; a disaster under the continuity plan, for which RTO 24 h applies instead\n", "- Exceptions: none\n"),)),
        Example(
            (
                Edit("- Exceptions: Public holidays in Victoria; tickets that wait for the customer; a disaster under the continuity plan, for which RTO 24 h applies instead\n", "- Exceptions: TBD\n"),
                Edit("- Workload limits: Up to 7,500 tickets a month and 450 a day; above that the target is suspended for the day\n", ""),
            ),
            (Found("SLA-003 does not state the exceptions and workload limits", at="TBD"),),
        ),
    ),
)  # fmt: skip
def hours_exceptions_workload(workspace: Workspace, slm: Artifact) -> Iterator[Problem]:
    known = agreements(slm)
    for sla in known:
        lacking = [key for key in _CONTENTS if not sla.record.filled(key) and sla.state != ENDED]
        asked = [
            key for key in lacking if any(key in other.record.cells for other in known) or _unsaid(slm, key)
        ]
        if asked:
            words = listed(_CONTENTS[key].name for key in asked)
            yield Problem(sla.record.at(asked[0]), f"{sla.label} does not state the {words}")


def _unsaid(slm: Artifact, key: str) -> bool:
    """Whether the register's section does not say it either, once for all SLAs."""
    return "slas" not in slm.sections or bool(uncovered((_CONTENTS[key],), slm, "slas"))


@rule(
    "SLM-09", "customer-agreement", Severity.STRICT, Kind.PRESENCE, "6.1 / 8.3.3", SLM,
    each=("slas",),
    why="An SLA is agreed with the customer; what only the provider has written down is an intention.",
    hint="Name who signed for the customer and when, or set the status to planned until it is signed.",
    fails=Example(
        (Edit("- Agreed on: 2026-05-28\n", ""),),
        (Found("nothing shows on which day the customer agreed the active SLA-002", at="### SLA-002"),),
    ),
    more=(
        Example(
            (Edit("- Agreed by: Signatories of the 5 enterprise and 15 mid-market customers, signature sheet SLA-002\n", "- Agreed by: not signed yet\n"),),
            (Found("nobody has agreed the active SLA-002 for the customer: 'not signed yet'", at="not signed yet"),),
        ),
        Example(
            (Edit("- Agreed on: 2026-05-28\n", "- Agreed on: 2026-12-01\n"),),
            (Found("the active SLA-002 is agreed only on 2026-12-01", at="2026-12-01"),),
        ),
        Example((Edit("- Agreed on: 2026-05-28\n", "- Status: planned\n"),)),
        Example((Edit("- Agreed on: 2026-05-28\n", "- Agreed on: 28 May 2026 (signature sheet)\n"),)),
    ),
)  # fmt: skip
def customer_agreement(workspace: Workspace, slm: Artifact) -> Iterator[Problem]:
    for sla in active(agreements(slm)):
        row, by = sla.record, sla.record.text("agreed_by")
        days = [moment.day for moment in find_moments(f"{row.text('agreed_on')} {by}") if moment.day]
        denied = states(by, r"sign|agree|accept|confirm|approv").verdict == "doubtful"
        if not row.filled("agreed_by") or denied:
            told = f": '{by}'" if denied else ""
            yield Problem(
                row.at("agreed_by"), f"nobody has agreed the active {sla.label} for the customer{told}"
            )
        elif not days:
            yield Problem(
                row.at("agreed_on"), f"nothing shows on which day the customer agreed the active {sla.label}"
            )
        elif min(days) > workspace.as_of:
            yield Problem(
                row.at("agreed_on"), f"the active {sla.label} is agreed only on {min(days)}", missing=False
            )


@rule(
    "SLM-15", "sla-dates", Severity.ERROR, Kind.VALIDITY, "6.1 / 8.3.3", SLM,
    source="P",
    each=("slas",),
    why="An SLA that has expired binds nobody, although everybody still works by it.",
    hint="Correct the dates, renew the SLA with the customer, or set its status to ended.",
    fails=Example(
        (Edit("- Agreed on: 2026-05-29\n", "- Agreed on: 2026-05-29\n- End: 2026-07-31\n"),),
        (Found("the active SLA-003 expired on 2026-07-31", at="2026-07-31"),),
    ),
    more=(
        Example(
            (Edit("- Agreed on: 2026-05-29\n", "- Agreed on: 2026-05-29\n- End: 2026-05-31\n"),),
            (Found("SLA-003 starts on 2026-06-01 and ends on 2026-05-31", at="2026-05-31"),),
        ),
        Example((Edit("- Agreed on: 2026-05-29\n", "- Agreed on: 2026-05-29\n- End: 2026-07-31\n- Status: superseded by SLA-004\n"),)),
        Example((Edit("- Agreed on: 2026-05-29\n", "- Agreed on: 2026-05-29\n- End: until terminated with three months' notice\n"),)),
    ),
)  # fmt: skip
def sla_dates(workspace: Workspace, slm: Artifact) -> Iterator[Problem]:
    current = active(agreements(slm))
    for sla in agreements(slm):
        start, end = day_of(sla.record, "start"), day_of(sla.record, "end")
        if start and end and end <= start:
            yield Problem(sla.record.at("end"), f"{sla.label} starts on {start} and ends on {end}")
        elif end and end < workspace.as_of and sla in current:
            yield Problem(sla.record.at("end"), f"the active {sla.label} expired on {end}")
