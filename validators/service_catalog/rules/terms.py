"""What the catalog promises about a service: how critical it is, when it is there, and that the customer agreed."""

from collections.abc import Iterator

from iso20k.facts.artifact import Artifact
from iso20k.judging.near_miss import near_miss
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.values.dates import find_moments
from iso20k.values.hours import parse_hours
from iso20k.wording.names import normalise
from iso20k.wording.negation import states
from validators.service_catalog.services import BUSINESS, business_services, services

CATALOG = "service-catalog"
_USUAL_LEVELS = frozenset(
    [
        "critical",
        "high",
        "medium",
        "low",
        "significant",
        "important",
        "standard",
        "normal",
        "minor",
        "major",
        "moderate",
        "gold",
        "silver",
        "bronze",
        "platinum",
        "1",
        "2",
        "3",
        "4",
        "5",
        "tier",
        "1",
        "tier",
        "2",
        "tier",
        "3",
        "tier",
        "4",
    ]
)


@rule(
    "CAT-09", "criticality-differentiated", Severity.WARNING, Kind.VALIDITY, "6.3.1 / 8.2.2", CATALOG,
    source="s",
    why="Where everything is critical, nothing is restored first.",
    hint="Use the levels of the criticality scale, and tell the services apart.",
    fails=Example(
        (Edit("application users | Critical | 24x7", "application users | Urgent | 24x7"),),
        (Found("the criticality 'Urgent' of Cloud Hosting is not in the scale", at="SVC-002"),),
    ),
    more=(
        Example(
            (Edit("application users | Critical | 24x7", "application users | Critcal | 24x7"),),
            (Found("the criticality 'Critcal' of Cloud Hosting is not in the scale, the nearest is 'Critical'", at="SVC-002"),),
        ),
    ),
)  # fmt: skip
def criticality_differentiated(workspace: Workspace, catalog: Artifact) -> Iterator[Problem]:
    scale = {normalise(row.text("level")) for row in catalog.records("scale") if row.filled("level")}
    rated = [s for s in services(catalog) if s.record.filled("criticality")]
    for service in rated:
        told = service.record.text("criticality")
        if normalise(told) not in (scale or _USUAL_LEVELS):
            near = near_miss(told, (row.text("level") for row in catalog.records("scale")))
            message = f"the criticality '{told}' of {service.label} is not in the scale{near.ending}"
            yield Problem(service.record.at("criticality"), message, edit=near.edit)
    for service in services(catalog):
        if service.kind == BUSINESS and not service.record.filled("criticality"):
            yield Problem(
                service.record.at("criticality"), f"{service.label} has no criticality", missing=True
            )
    levels = {normalise(s.record.text("criticality")) for s in rated}
    if len(rated) >= 4 and len(levels) == 1:
        yield Problem(
            rated[0].record.at("criticality"),
            f"all {len(rated)} services have the criticality '{rated[0].record.text('criticality')}'",
        )


@rule(
    "CAT-10", "sla-ref", Severity.WARNING, Kind.PRESENCE, "6.1 / 8.3.3", CATALOG,
    source="s",
    each=("services",),
    why="A live service without an SLA, or a date for one, makes promises that nobody wrote down.",
    hint="Give the SLA's ID, or the date on which it is planned.",
    fails=Example(
        (Edit("| SLA-003 |", "| to be agreed |"),),
        (Found("the live service Help Desk has no SLA and no planned date for one", at="SVC-003"),),
    ),
    more=(
        Example((Edit("| SLA-003 |", "| SLA-003 (planned 2026-11-27) |"),)),
        Example((Edit("| SLA-003 |", "| to be agreed by 2026-11-27 |"),)),
    ),
)  # fmt: skip
def sla_ref(workspace: Workspace, catalog: Artifact) -> Iterator[Problem]:
    for service in business_services(catalog):
        text = service.record.text("sla")
        if service.status == "live" and not (service.record.filled("sla") or find_moments(text)):
            yield Problem(
                service.record.at("sla"),
                f"the live service {service.label} has no SLA and no planned date for one",
            )


@rule(
    "CAT-11", "hours-parse", Severity.WARNING, Kind.VALIDITY, "6.1 / 8.3.3", CATALOG,
    source="s",
    each=("services",),
    why="Availability is counted over the service hours; hours that cannot be read make every figure arguable.",
    hint="Write 24x7, business hours, or days and times such as 'Mon-Fri 08:00-18:00'.",
    fails=Example(
        (Edit("| Medium | Mon-Fri 07:00-19:00 | Mon-Fri 07:00-19:00 |", "| Medium | when needed | Mon-Fri 07:00-19:00 |"),),
        (Found("the service hours 'when needed' of Help Desk cannot be read", at="SVC-003"),),
    ),
)  # fmt: skip
def hours_parse(workspace: Workspace, catalog: Artifact) -> Iterator[Problem]:
    for service in services(catalog):
        for field, word in (("service_hours", "service hours"), ("support_hours", "support hours")):
            text = service.record.text(field)
            if not service.record.filled(field):
                if service.kind == BUSINESS and field == "service_hours":
                    yield Problem(service.record.at(field), f"{service.label} has no {word}", missing=True)
            elif parse_hours(text) is None:
                yield Problem(
                    service.record.at(field), f"the {word} '{text}' of {service.label} cannot be read"
                )


@rule(
    "CAT-13", "customer-agreed", Severity.STRICT, Kind.PRESENCE, "6.1 / 8.2.4", CATALOG,
    why="The catalogue is agreed with the customer; without that it is the provider's private list.",
    hint="Say under 'Agreement and access' who agreed it, when, and where the record is.",
    fails=Example(
        (
            Edit("| Customer forum, 5 of 5 customers present | 2026-03-20 |", "| Customer forum, 5 of 5 customers present | |"),
            Edit("| Customer forum, 11 of 15 present; 4 agreed by e-mail | 2026-03-24 |", "| 11 of 15 present | |"),
            Edit("| Notice with two weeks for objections, none received | 2026-03-24 |", "| Notice | |"),
        ),
        (Found("nothing shows that customers agreed the catalog, and when", at="## Agreement and access"),),
    ),
)  # fmt: skip
def customer_agreed(workspace: Workspace, catalog: Artifact) -> Iterator[Problem]:
    agreed = [
        row
        for row in catalog.records("agreements")
        if row.filled("customer") and find_moments(row.text("date"))
    ]
    if agreed:
        return
    section = catalog.sections.get("agreement")
    if section is None:
        yield Problem(catalog.place, "nothing shows that customers agreed the catalog")
        return
    told = states(section.prose, r"agreed|accepted|approved|signed|confirmed")
    if told.verdict == "doubtful":
        yield Problem(
            section.place,
            f"it is doubtful whether customers agreed the catalog: '{told.sentence}'",
            missing=False,
        )
    elif told.verdict == "absent" or not find_moments(section.prose):
        yield Problem(section.place, "nothing shows that customers agreed the catalog, and when")
