"""Scope, catalog and profile describe one business: the same services, sites and units, in or out."""

import re
from collections.abc import Iterator

from iso20k.document import Place
from iso20k.facts.artifact import Artifact
from iso20k.judging.near_miss import near_miss
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Related, Replacement, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.values.listing import split_list
from iso20k.wording.names import nearest, normalise, same_name
from validators.organization_profile.organisation import own_names
from validators.service_catalog.services import (
    Service,
    business_services,
    dependencies,
    find_service,
    graph,
    named,
    reached_from,
    services,
)
from validators.sms_scope.boundaries import (
    InScope,
    Site,
    is_excluded,
    is_in_scope,
    locations,
    services_in_scope,
    units,
)

SCOPE, CATALOG, PROFILE = "sms-scope", "service-catalog", "organization-profile"
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_LOCATION_ID = re.compile(r"[A-Z]{2,6}-\d{1,4}")


@rule(
    "X01", "scope-service-in-catalog", Severity.ERROR, Kind.CROSS, "4.5.1, 6.1 / 4.3, 8.2.4", (SCOPE, CATALOG),
    source="S",
    each=("services",),
    why="When scope and catalogue differ, they describe different businesses; auditors compare these two first.",
    hint="Add the service to the catalog, or correct its ID or name in the scope.",
    fails=Example(
        (Edit("| SVC-002 | Cloud Hosting | business |", "| | Cloud Hosting Premium | business |"),),
        (Found("the in-scope service Cloud Hosting Premium has no catalog entry, the nearest is 'Cloud Hosting'", at="Cloud Hosting Premium"),),
    ),
    more=(
        Example(
            (Edit("| SVC-002 | Cloud Hosting | business |", "| SVC-002 | Application Hosting | business |"),),
            (Found("SVC-002 is 'Application Hosting' in the scope and 'Cloud Hosting' in the catalog", at="SVC-002"),),
        ),
        Example((Edit("| SVC-003 | Help Desk | business |", "| | Help Desk (L1/L2 support) | business |"),)),
    ),
)  # fmt: skip
def scope_service_in_catalog(workspace: Workspace, scope: Artifact, catalog: Artifact) -> Iterator[Problem]:
    known = services(catalog)
    for service in services_in_scope(scope):
        if not service.named and not service.id:
            continue  # a service without a name is SCO-01's
        entry = _entry(service, known)
        if entry is None:
            near = near_miss(service.name, (s.name for s in known if s.name))
            related = (Related(catalog.home("services"), "the services of the catalog"),)
            message = f"the in-scope service {service.label} has no catalog entry{near.ending}"
            yield Problem(service.place, message, related=related, missing=False)
        elif service.id and service.named and not _same(service.name, entry.name):
            related = (Related(entry.record.at("name"), "its name in the catalog"),)
            message = f"{service.id} is '{service.name}' in the scope and '{entry.name}' in the catalog"
            edit = Replacement(service.name, entry.name)  # the catalog is where services get their names
            yield Problem(service.place, message, related=related, missing=False, edit=edit)


def _entry(service: InScope, known: tuple[Service, ...]) -> Service | None:
    """The catalog entry by id, else by name, brackets left out."""
    for text in (service.id, service.name, _BRACKETS.sub("", service.name)):
        found = find_service(text, known) if normalise(text) else None
        if found:
            return found
    return None


def _same(one: str, other: str) -> bool:
    return not other or any(
        same_name(a, b) for a in (one, _BRACKETS.sub("", one)) for b in (other, _BRACKETS.sub("", other))
    )


@rule(
    "X02", "catalog-service-in-scope", Severity.ERROR, Kind.CROSS, "4.5.1 / 4.3", (CATALOG, SCOPE),
    source="S",
    each=("services",),
    why="A service that customers receive and that the scope does not know runs outside the SMS without anybody saying so.",
    hint="Take the service into the scope, or exclude it by name with a justification.",
    fails=Example(
        (Edit("| SVC-003 | Help Desk | business | L1 and L2: incident logging, triage, resolution | Enterprise, Mid-market, SMB | LOC-001, LOC-003 |\n", "", SCOPE),),
        (Found("the live business service Help Desk is neither in scope nor excluded", at="SVC-003"),),
    ),
    more=(
        Example(
            (
                Edit("| SVC-003 | Help Desk | business | L1 and L2: incident logging, triage, resolution | Enterprise, Mid-market, SMB | LOC-001, LOC-003 |\n", "", SCOPE),
                Edit("| Mobile App Development | unit |", "| SVC-003 Help Desk | service |", SCOPE),
            ),
        ),
    ),
)  # fmt: skip
def catalog_service_in_scope(workspace: Workspace, catalog: Artifact, scope: Artifact) -> Iterator[Problem]:
    for service in business_services(catalog):
        names = (service.id, service.name, _BRACKETS.sub("", service.name))
        if service.status != "live" or is_in_scope(scope, *names) or is_excluded(scope, *names):
            continue
        near = nearest(service.name, (s.name for s in services_in_scope(scope) if s.name))
        ending = f", the nearest in scope is '{near}'" if near else ""
        related = (Related(scope.home("services"), "the services in scope"),)
        message = f"the live business service {service.label} is neither in scope nor excluded{ending}"
        yield Problem(service.record.place, message, related=related)


@rule(
    "X03", "scope-site-and-unit-known", Severity.WARNING, Kind.CROSS, "4.5.1 / 4.3", (SCOPE, PROFILE),
    source="P",
    why="A site or unit that only the scope knows is missing where the certificate's addresses come from.",
    hint="Use the ID and name of the profile, or add the site or unit there.",
    fails=Example(
        (Edit("| Cloud Platform | Delivers Cloud Hosting and", "| Cloud Platforms | Delivers Cloud Hosting and"),),
        (Found("the unit Cloud Platforms is not in the profile, the nearest is 'Cloud Platform'", at="Cloud Platforms"),),
    ),
    more=(
        Example(
            (Edit("| LOC-002 | Port Melbourne Data Centre | Zabbix servers,", "| LOC-004 | Sydney Office | Zabbix servers,"),),
            (Found("the location LOC-004 Sydney Office is not in the profile", at="LOC-004"),),
        ),
        Example(
            (Edit("| LOC-002 | Port Melbourne Data Centre | Zabbix servers, customer racks, network core |", "| LOC-002 | Geelong Data Centre | |"),),
            (
                Found("LOC-002 is 'Geelong Data Centre' in the scope and 'Port Melbourne Data Centre' in the profile", at="LOC-002"),
                Found("nothing says what is done at Geelong Data Centre", at="LOC-002"),
            ),
        ),
        Example(
            (Edit("| Enterprise, Mid-market, SMB | LOC-001, LOC-003 |", "| Enterprise, Mid-market, SMB | LOC-001, LOC-009 |"),),
            (Found("the delivery location 'LOC-009' of Help Desk is not in the profile", at="SVC-003"),),
        ),
    ),
)  # fmt: skip
def scope_site_and_unit_known(workspace: Workspace, scope: Artifact, profile: Artifact) -> Iterator[Problem]:
    if profile.records("locations"):
        yield from _strange_sites(scope, profile)
    if profile.records("units"):
        yield from _strange_units(scope, profile)


def _strange_sites(scope: Artifact, profile: Artifact) -> Iterator[Problem]:
    rows = profile.records("locations")
    by_name = {normalise(row.text(key)): row for row in reversed(rows) for key in ("city", "name", "id")}
    home = Related(profile.home("locations"), "the locations of the profile")
    for site in locations(scope):
        row = by_name.get(normalise(site.id)) if site.id else None
        row = row or by_name.get(normalise(site.name))
        if row is None:
            yield _unknown("location", site, [r.text("name") for r in rows], home)
        elif site.id and site.name and not _same(site.name, row.text("name")):
            related = (Related(row.at("name"), "its name in the profile"),)
            message = f"{site.id} is '{site.name}' in the scope and '{row.text('name')}' in the profile"
            yield Problem(site.place, message, related=related)
        if row is not None and site.id and not normalise(site.activities):
            message = f"nothing says what is done at {site.label}"
            yield Problem(site.place, message, "Name the activities at the site.", severity=Severity.ADVICE)
    for service in services_in_scope(scope):
        for name in service.locations:
            if _LOCATION_ID.fullmatch(name) and normalise(name) not in by_name:
                message = f"the delivery location '{name}' of {service.label} is not in the profile"
                yield Problem(service.place, message, related=(home,))


def _strange_units(scope: Artifact, profile: Artifact) -> Iterator[Problem]:
    names = [row.text("unit") for row in profile.records("units")] + [*own_names(profile)]
    home = Related(profile.home("units"), "the units of the profile")
    for unit in units(scope):
        if not any(_same(unit.name, name) for name in names if name):
            yield _unknown("unit", unit, names, home)


def _unknown(word: str, site: Site, names: list[str], home: Related) -> Problem:
    label = f"{site.id} {site.name}".strip()
    near = near_miss(site.name, names)
    message = f"the {word} {label} is not in the profile{near.ending}"
    return Problem(site.place, message, related=(home,), edit=near.edit)


@rule(
    "X04", "in-scope-needs-excluded", Severity.WARNING, Kind.CROSS, "4.5.1, 4.2 / 8.2.3", (CATALOG, SCOPE),
    source="P",
    why="An exclusion that hides a needed component takes away the control over it; an interface gives it back.",
    hint="Add an interface with its agreement to the scope, or take the component into the scope.",
    fails=Example(
        (Edit("| Mobile App Development | unit |", "| Knowledge Base | service |", SCOPE),),
        (Found("Help Desk needs Knowledge Base, which the scope excludes without an interface", at="SVC-003"),),
    ),
    more=(
        Example(
            (
                Edit("| Mobile App Development | unit |", "| Knowledge Base | service |", SCOPE),
                Edit("| Staff accounts and workplaces | Help Desk | Corporate IT |", "| Articles | Help Desk | Knowledge Base |", SCOPE),
            ),
        ),
        Example(
            (
                Edit("| Mon-Fri 07:00-19:00 | 80 % of L1 tickets resolved within 30 min | SLA-003 | SVC-007 Ticketing System, SVC-008 Knowledge Base | ServiceNow, Atlassian |",
                     "| Mon-Fri 07:00-19:00 | 80 % of L1 tickets resolved within 30 min | SLA-003 | SVC-007 Ticketing System, SVC-008 Knowledge Base | ServiceNow, Mobile App Development |"),
            ),
            (Found("Help Desk needs Mobile App Development, which the scope excludes without an interface", at="SVC-003"),),
        ),
    ),
)  # fmt: skip
def in_scope_needs_excluded(workspace: Workspace, catalog: Artifact, scope: Artifact) -> Iterator[Problem]:
    bridged = [
        row.text(key) for row in scope.records("interfaces") for key in ("other", "interface", "crosses")
    ]
    for service in business_services(catalog):
        if not is_in_scope(scope, service.id, service.name):
            continue
        told: set[str] = set()
        for name, place in _needs(catalog, service):
            excluded = is_excluded(scope, name, _BRACKETS.sub("", name))
            if excluded is None or excluded.item in told or _is_bridged(excluded.item, bridged):
                continue
            told.add(excluded.item)
            message = f"{service.label} needs {name}, which the scope excludes without an interface"
            yield Problem(place, message, related=(Related(excluded.place, "the exclusion"),))


def _needs(catalog: Artifact, service: Service) -> Iterator[tuple[str, Place]]:
    """What a service stands on, directly or through others, and who supplies it."""
    edges, known = graph(catalog), services(catalog)
    reached = reached_from(service.label, edges)
    for other in known:
        if other.label in reached:
            yield other.label, service.record.at("depends_on")
        if other.label in reached or other.label == service.label:
            for supplier in named(other.record, "suppliers"):
                yield supplier, other.record.at("suppliers")
    for dependency in dependencies(catalog):
        if (
            find_service(dependency.target, known) is None
            and find_service(dependency.source, known) == service
        ):
            yield dependency.target, dependency.place


def _is_bridged(item: str, bridged: list[str]) -> bool:
    wanted = normalise(item)
    return any(wanted and wanted in normalise(part) for text in bridged for part in split_list(text))
