"""Each project leaves its chain: a catalog entry, an approved request, an SLA before go-live, and items after it."""

from collections.abc import Iterator
from datetime import date

from iso20k.facts.artifact import Artifact
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Related, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.values.dates import Moment
from iso20k.wording.names import same_name
from validators.change_management.log import changes, find_change, follows_ids, named_changes
from validators.configuration_management.items import items
from validators.cross_document.joins import service_in, unknown_service
from validators.design_transition.projects import (
    NEW,
    REMOVED,
    Project,
    Reservation,
    projects,
    reservations,
)
from validators.design_transition.statements import moment_in
from validators.service_catalog.services import BUSINESS, Service
from validators.service_level_management.agreements import ENDED
from validators.service_level_management.levels import agreements

DTN, CATALOG, SLM = "design-transition", "service-catalog", "service-level-management"
CHANGE, CONFIGURATION = "change-management", "configuration-management"
_RESERVED = """### Reserved service IDs

An ID is reserved when a project starts and enters the catalog as planned service before the CAB decides on go-live.

| Service ID | Service | Customers | Owner | Catalog entry |
|---|---|---|---|---|
| SVC-009 | SOC-as-a-Service | Enterprise | Daniel Okafor | Due 2027-01-29 |
"""
_ENTRY = "| SVC-003 | Help Desk | Incident logging,"
_NEW_ENTRY = "| SVC-009 | SOC-as-a-Service | Detection of attacks | Attacks are seen | business | Daniel Okafor | Enterprise | Customers' security teams | High | 24x7 | 24x7 | 99.9 % | SLA-009 (planned 2027-02-01) | SVC-007 | Microsoft | planned | 2027-02-15 |\n"
_LIVE = Edit("| Actual go-live | not yet |", "| Actual go-live | 2026-10-12 |")
_PLANNED_IN_CATALOG = Edit(_ENTRY, _NEW_ENTRY + _ENTRY, CATALOG)
_LIVE_IN_CATALOG = Edit(_ENTRY, _NEW_ENTRY.replace("| planned |", "| live |") + _ENTRY, CATALOG)
_DRAFT = "| SLA draft | Draft of 2026-10-09, with the pilot customers for comment |"


@rule(
    "X57", "new-service-chain", Severity.WARNING, Kind.CROSS, "5.2-5.4 / 8.5.2",
    (DTN, CATALOG, SLM, CHANGE, CONFIGURATION),
    source="S",
    each=("projects",),
    why="A service that goes live without catalog entry, change, SLA or items is operated by people who do not know that it exists.",
    hint="Enter the service in the catalog, name the request for change, draft the SLA before go-live and record the items after it.",
    fails=Example(
        (Edit(_RESERVED, ""),),
        (Found("the catalog has no entry for SVC-009 of PRJ-001, and nothing says when it gets one", at="| Service ID | SVC-009 |"),),
    ),
    more=(
        Example(
            (Edit("| Daniel Okafor | Due 2027-01-29 |", "| Daniel Okafor | Due 2026-09-30 |"),),
            (Found("the catalog has no entry for SVC-009 of PRJ-001, which was due on 2026-09-30", at="| SVC-009 | SOC-as-a-Service | Enterprise |"),),
        ),
        Example(
            (_LIVE_IN_CATALOG,),
            (Found("SVC-009 of PRJ-001 is live in the catalog and not yet by the project register", at="| Actual go-live |"),),
        ),
        Example(
            (_LIVE, _PLANNED_IN_CATALOG),
            (
                Found("SVC-009 of PRJ-001 is live since 2026-10-12, in the catalog it is 'planned'", at="| Actual go-live |"),
                Found("SVC-009 of PRJ-001 is live since 2026-10-12, and no listed CI belongs to it", at="| Actual go-live |"),
            ),
        ),
        Example(
            (_LIVE,),
            (
                Found("SVC-009 of PRJ-001 is live since 2026-10-12 and has no catalog entry", at="| Actual go-live |"),
                Found("SVC-009 of PRJ-001 is live since 2026-10-12, and no listed CI belongs to it", at="| Actual go-live |"),
            ),
        ),
        Example(
            (Edit("| Service ID | SVC-009 |\n| Kind", "| Service ID | |\n| Kind"),),
            (Found("PRJ-001 names no service of the catalog", at="| Service ID | |"),),
        ),
        Example(
            (Edit("| RFC | RFC-2026-041 |", "| RFC | none |"),),
            (Found("PRJ-001 has no request for change", at="| RFC | none |"),),
        ),
        Example(
            (Edit("| RFC | RFC-2026-041 |", "| RFC | RFC-41 |"),),
            (Found("PRJ-001 refers to RFC-41, which the change log does not have and whose IDs look like 'RFC-2026-031'", at="| RFC | RFC-41 |"),),
        ),
        Example(
            (Edit(_DRAFT, "| SLA draft | none |"),),
            (Found("PRJ-001 has no SLA draft, go-live is planned for 2027-02-15", at="| SLA draft | none |"),),
        ),
        # a draft that has its date, and an SLA that is registered
        Example((Edit(_DRAFT, "| SLA draft | not yet |"), Edit("### SLA-003 Help Desk\n\n- Service ID: SVC-003", "### SLA-003 Help Desk\n\n- Service ID: SVC-009", SLM))),
        Example((Edit(_DRAFT, "| SLA draft | due 2026-11-20 |"),)),
        # an entry that is planned or changed, under its name as well
        Example((Edit(_RESERVED, ""), _PLANNED_IN_CATALOG)),
        Example((Edit(_RESERVED, ""), Edit("| Service ID | SVC-009 |\n| Kind | new |", "| Service ID | SVC-002 Cloud Hosting |\n| Kind | changed |"), Edit(f"{_DRAFT}\n", ""))),
        Example((Edit(_RESERVED, ""), Edit("| Service ID | SVC-009 |\n| Kind | new |", "| Service ID | Cloud Hosting |\n| Kind | changed |"))),
        # what is removed leaves the catalog, and what was given up leaves nothing
        Example((Edit(_RESERVED, ""), Edit("| Kind | new |", "| Kind | removed |"), Edit(_DRAFT, "| SLA draft | none |"), _LIVE)),
        Example((Edit(_RESERVED, ""), Edit("| Outcome | not yet due |", "| Outcome | cancelled by James Park on 2026-10-20 |"))),
        Example((Edit("| RFC | RFC-2026-041 |", "| RFC | RFC-2025-112 |"),)),  # older than the log
    ),
)  # fmt: skip
def new_service_chain(
    workspace: Workspace, dtn: Artifact, catalog: Artifact, slm: Artifact, chg: Artifact, cfg: Artifact
) -> Iterator[Problem]:
    asked = any(project.record.text("rfc") for project in projects(dtn))
    for project in projects(dtn):
        if not project.dropped:
            yield from _in_catalog(project, dtn, catalog, workspace.as_of)
            yield from _requested(project, chg, asked=asked)
            yield from _promised(project, slm, workspace.as_of)
            yield from _recorded(project, dtn, catalog, cfg)


def _names(project: Project, dtn: Artifact, catalog: Artifact) -> tuple[str, ...]:
    """The services of a project by ID, else by the project's own name where it is that of a service."""
    known = service_in(catalog, project.name) or _reserved(project, project.name, dtn)
    return project.services or ((project.name,) if known else ())


def _in_catalog(project: Project, dtn: Artifact, catalog: Artifact, as_of: date) -> Iterator[Problem]:
    named = project.services or service_in(catalog, project.name)
    if not named and "service_id" in project.record.cells:
        related = (Related(catalog.home("services"), "the services of the catalog"),)
        message = f"{project.label} names no service of the catalog"
        yield Problem(project.record.at("service_id"), message, related=related, missing=True)
        return
    for name in _names(project, dtn, catalog):
        entry = _entry(project, name, catalog)
        if entry is None:
            yield from _no_entry(project, name, dtn, catalog, as_of)
        elif project.kind == NEW and entry.record.filled("status"):
            yield from _other_status(project, name, entry)


def _entry(project: Project, name: str, catalog: Artifact) -> Service | None:
    """The entry by ID; a new service may have been entered under its name."""
    return service_in(catalog, name) or (service_in(catalog, project.name) if project.kind == NEW else None)


def _no_entry(
    project: Project, name: str, dtn: Artifact, catalog: Artifact, as_of: date
) -> Iterator[Problem]:
    related = (Related(catalog.home("services"), "the services of the catalog"),)
    if project.live:
        if project.kind != REMOVED:
            message = (
                f"{_called(project, name)} is live since {_told(project.actual)} and has no catalog entry"
            )
            yield Problem(project.record.at("actual"), message, related=related)
        return
    reserved = _reserved(project, name, dtn)
    due = reserved.due if reserved else None
    start = f"the catalog has no entry for {_called(project, name)}"
    if reserved is None or (due is None and not reserved.record.filled("entry")):
        near = unknown_service(catalog, name)
        message = f"{start}, and nothing says when it gets one{near}"
        yield Problem(project.record.at("service_id"), message, related=related, missing=True)
    elif due and due.day and not due.ambiguous and due.day < as_of:
        message = f"{start}, which was due on {due.day}"
        yield Problem(reserved.record.place, message, related=related)


def _reserved(project: Project, name: str, dtn: Artifact) -> Reservation | None:
    return next(
        (
            one
            for one in reservations(dtn)
            if same_name(one.id, name) or same_name(one.name, name) or same_name(one.name, project.name)
        ),
        None,
    )


def _other_status(project: Project, name: str, entry: Service) -> Iterator[Problem]:
    related = (Related(entry.record.at("status"), f"{entry.label} in the catalog"),)
    place = project.record.at("actual")
    if not project.live and entry.status == "live":
        message = f"{_called(project, name)} is live in the catalog and not yet by the project register"
        yield Problem(place, message, related=related)
    elif project.live and entry.status == "pipeline":
        status = entry.record.text("status")
        message = (
            f"{_called(project, name)} is live since {_told(project.actual)}, in the catalog it is '{status}'"
        )
        yield Problem(place, message, related=related)


def _requested(project: Project, chg: Artifact, *, asked: bool) -> Iterator[Problem]:
    place, related = project.record.at("rfc"), (Related(chg.home("log"), "the change log"),)
    named = named_changes(project.record.text("rfc"))
    if not asked and "rfc" not in project.record.cells:
        return  # a register without such a column may be read under another heading
    if not project.record.filled("rfc") or (not named and not _speaks(project.record.text("rfc"))):
        yield Problem(place, f"{project.label} has no request for change", related=related, missing=True)
    for name in named:
        if find_change(name, chg) is None and not follows_ids(name, chg):
            sample = next(change for change in changes(chg) if change.id)
            message = (
                f"{project.label} refers to {name}, which the change log does not have"
                f" and whose IDs look like '{sample.id}'"
            )
            yield Problem(place, message, related=related)


def _speaks(text: str) -> bool:
    """'Approved by the CAB in May' names a request in words; 'none' and 'not yet' name none."""
    return len(text.split()) > 2


def _promised(project: Project, slm: Artifact, as_of: date) -> Iterator[Problem]:
    """A draft, the date of a draft to come, or an agreement that is registered; nobody drafts one for a removal."""
    if project.kind == REMOVED or project.sla_drafted:
        return
    due = moment_in(project.record.text("sla_draft"))
    names = {*project.services, project.name} - {""}
    registered = any(
        one.state != ENDED and (same_name(one.service, name) or same_name(one.name, name))
        for one in agreements(slm)
        for name in names
    )
    if registered or (due and due.day and due.day >= as_of):
        return
    when = (
        f"it is live since {_told(project.actual)}"
        if project.live
        else f"go-live is planned for {_told(project.planned)}"
    )
    ending = f", {when}" if project.live or project.planned else ""
    related = (Related(slm.home("slas"), "the SLA register"),)
    message = f"{project.label} has no SLA draft{ending}"
    yield Problem(project.record.at("sla_draft"), message, related=related, missing=True)


def _recorded(project: Project, dtn: Artifact, catalog: Artifact, cfg: Artifact) -> Iterator[Problem]:
    """Items after go-live, where items are listed; for a live business service of the catalog X55 asks."""
    if not project.live or project.kind == REMOVED or not items(cfg):
        return
    for name in _names(project, dtn, catalog):
        entry = _entry(project, name, catalog)
        if entry and entry.kind == BUSINESS and entry.status == "live":
            continue
        called = {name, project.name, *((entry.id, entry.name) if entry else ())} - {""}
        listed = (text for item in items(cfg) for text in (*item.services, item.name))
        if not any(same_name(text, one) for text in listed for one in called):
            message = f"{_called(project, name)} is live since {_told(project.actual)}, and no listed CI belongs to it"
            related = (Related(cfg.home("cis"), "the listed items"),)
            yield Problem(project.record.at("actual"), message, related=related, missing=True)


def _called(project: Project, name: str) -> str:
    return name if same_name(name, project.name) else f"{name} of {project.label}"


def _told(moment: Moment | None) -> str:
    return moment.text if moment else ""
