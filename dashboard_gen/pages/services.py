"""The services: which count, which have an SLA, and what is promised for each, with the lines that say so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dashboard_gen.addresses import line_page, owner_page
from dashboard_gen.material import Material, shared
from dashboard_gen.pages.origin import place_cell
from dashboard_gen.pages.page import Page, Table
from dashboard_gen.pages.sheet import Cell, Fact, Grid, Line, Part, Sheet, scripts_of
from iso20k.facts.artifact import Artifact
from iso20k.facts.commitment import Commitment
from iso20k.wording.names import normalise
from iso20k.wording.persons import person_names
from validators.impact import commitments_of
from validators.service_catalog.services import BUSINESS, Service, dependencies, services
from validators.service_level_management.agreements import Agreement, active
from validators.service_level_management.coverage import service_of_sla
from validators.service_level_management.levels import agreements


class Served(NamedTuple):
    """A service with its active SLAs; `counts` tells whether it is in the denominator, and `why` not."""

    service: Service
    slas: tuple[Agreement, ...]
    why: str
    promises: tuple[Commitment, ...]
    needs: tuple[str, ...]

    @property
    def counts(self) -> bool:
        """Whether it is a live business service: those are the ones that an SLA is asked for."""
        return not self.why


@shared
def served(told: Material) -> tuple[Served, ...]:
    """Every service of the catalog, in its order."""
    workspace = told.now.workspace
    catalog, register = (
        workspace.artifact(skill) for skill in ("service-catalog", "service-level-management")
    )
    if catalog is None:
        return ()
    known = services(catalog)
    promised = tuple(commitments_of(workspace, told.catalogue))
    return tuple(_served(service, known, catalog, register, promised) for service in known)


def _served(
    service: Service,
    known: tuple[Service, ...],
    catalog: Artifact,
    register: Artifact | None,
    promised: Sequence[Commitment],
) -> Served:
    slas = active(agreements(register)) if register else ()
    own = tuple(sla for sla in slas if service_of_sla(sla, known) == service)
    names = set(service.names())
    about = tuple(
        one for one in promised if names & {normalise(part) for part in (*one.service.split(","), one.holder)}
    )
    needs = tuple(one.target for one in dependencies(catalog) if normalise(one.source) in names)
    return Served(service, own, _why_not(service), about, needs)


def _why_not(service: Service) -> str:
    if service.status == "retired":
        return "retired"
    if service.kind != BUSINESS:
        return f"{service.kind or 'no'} service"
    return "not live yet" if service.status == "pipeline" else ""


def pages(told: Material) -> Iterator[Page]:
    """services.html."""
    sheet = _sheet(told)
    yield Page("services.html", "sheet.html", {"sheet": sheet}, scripts=scripts_of(sheet))


def tables(told: Material) -> Iterator[Table]:
    """data/services.csv."""
    header = ("id", "name", "kind", "status", "owner", "counts", "why_not", "slas", "needs", "path", "line")
    yield Table(
        "services",
        header,
        [
            (
                one.service.id, one.service.name, one.service.kind, one.service.status, one.service.record.text("owner"),
                "yes" if one.counts else "no", one.why, " ".join(sla.label for sla in one.slas), "; ".join(one.needs),
                one.service.record.place.path, one.service.record.place.line,
            )
            for one in served(told)
        ],
    )  # fmt: skip


def _sheet(told: Material) -> Sheet:
    found = served(told)
    if not found:
        return Sheet(
            "Services", ("There is no service catalog yet. Nothing is known, which is not zero.",), ()
        )
    lead = (
        "SLA coverage is the number of live business services with an active SLA, over the number of live business services. "
        "Supporting, third-party and retired services, and those that are not live yet, are in neither number."
    )
    facts = [
        Fact("What they need", "dependencies", to="dependencies.html"),
        Fact("Services cataloged", metric="services.catalogued", to="services.html#all"),
    ]
    if told.site.agreements:
        facts += [
            Fact("With an active SLA", metric="slas.covered", to="services.html#all"),
            Fact("Live business services", metric="slas.business", to="services.html#all"),
            Fact("SLAs documented", metric="slas.documented", to=line_page(told.site.agreements.path)),
        ]
    else:
        facts.append(Fact("SLA coverage", "no register yet"))
    parts = (
        _gaps(found),
        Part("all", "All services", grids=(_all(found),)),
        Part("promises", "What is promised for each", grids=(_promises(found),)),
    )
    return Sheet("Services", (lead,), parts, tuple(facts))


def _gaps(found: Sequence[Served]) -> Part:
    lines = tuple(
        Line((_name(one), _owner(one), place_cell(one.service.record.place)))
        for one in found
        if one.counts and not one.slas
    )
    columns = (("Service", ""), ("Owner", ""), ("Where", ""))
    grid = Grid(
        "Live business services without an active SLA", columns, lines, empty="every one has its SLA."
    )
    return Part("gaps", "Gaps", grids=(grid,))


def _all(found: Sequence[Served]) -> Grid:
    lines = tuple(
        Line(
            (
                _name(one),
                Cell(one.service.kind or "not told"),
                Cell(one.service.status),
                _owner(one),
                Cell("counted" if one.counts else f"not counted: {one.why}"),
                _slas(one),
                Cell(", ".join(one.needs) or "–"),
                place_cell(one.service.record.place),
            )
        )
        for one in found
    )
    columns = (
        ("Service", ""),
        ("Type", ""),
        ("Status", ""),
        ("Owner", ""),
        ("Coverage", ""),
        ("SLA", ""),
        ("Needs", ""),
        ("Where", ""),
    )
    return Grid("The catalog", columns, lines, tools=True, choices=(1, 2, 3))


def _promises(found: Sequence[Served]) -> Grid:
    lines = tuple(
        Line(
            (
                _name(one),
                Cell(promise.name),
                Cell(promise.told),
                Cell(promise.hours or "–"),
                place_cell(promise.place),
            )
        )
        for one in found
        for promise in one.promises
    )
    columns = (("Service", ""), ("Promise", ""), ("Figure", ""), ("Hours", ""), ("Where", ""))
    return Grid("Promises", columns, lines, tools=True, choices=(0,), empty="no document promises anything.")


def _name(one: Served) -> Cell:
    return Cell(f"{one.service.id} {one.service.name}".strip() or one.service.label)


def _owner(one: Served) -> Cell:
    words = one.service.record.text("owner")
    people = person_names(words)
    return Cell(words or "nobody", owner_page(people[0]) if people else "")


def _slas(one: Served) -> Cell:
    if not one.slas:
        return Cell("none" if one.counts else "–")
    first = one.slas[0].record.place
    return Cell(", ".join(sla.label for sla in one.slas), line_page(first.path, first.line))
