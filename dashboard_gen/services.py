"""The services of the catalog with their active SLAs, their promises and what they need; which count for coverage and why not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from dashboard_gen.material import Material
from iso20k.facts.artifact import Artifact
from iso20k.facts.commitment import Commitment
from iso20k.once import once
from iso20k.wording.names import normalise
from validators.impact import commitments_of
from validators.service_catalog.services import BUSINESS, Service, graph, services
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


@once
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
    needs = graph(catalog).get(service.label, ())
    return Served(service, own, _why_not(service), about, needs)


def _why_not(service: Service) -> str:
    if service.status == "retired":
        return "retired"
    if service.kind != BUSINESS:
        return f"{service.kind or 'no'} service"
    return "not live yet" if service.status == "pipeline" else ""
