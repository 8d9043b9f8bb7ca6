"""How far the live business services in scope are covered by active SLAs."""

from __future__ import annotations

from typing import NamedTuple

from iso20k.facts.artifact import Artifact
from iso20k.judging.workspace import Workspace
from iso20k.wording.names import nearest
from iso20k.wording.phrases import count
from validators.service_catalog.services import Service, business_services, find_service, services
from validators.service_level_management.agreements import Agreement, active
from validators.service_level_management.levels import agreements
from validators.sms_scope.boundaries import is_excluded


class Coverage(NamedTuple):
    """The live business services in scope, and those of them that an active SLA is for."""

    wanted: tuple[Service, ...]
    covered: tuple[Service, ...]

    @property
    def uncovered(self) -> tuple[Service, ...]:
        """The services without an active SLA."""
        return tuple(service for service in self.wanted if service not in self.covered)

    @property
    def said(self) -> str:
        """'2 of 3 live business services (66.7 %)'."""
        if not self.wanted:
            return "no live business service"
        share = f"{100 * len(self.covered) / len(self.wanted):.1f}".removesuffix(".0")
        return f"{len(self.covered)} of {count(len(self.wanted), 'live business service')} ({share} %)"


def sla_coverage(workspace: Workspace, catalog: Artifact, slm: Artifact) -> Coverage:
    """Which live business services have an active SLA; what the scope excludes is not counted."""
    scope = workspace.artifact("sms-scope")
    wanted = tuple(
        service
        for service in business_services(catalog)
        if service.status == "live" and not (scope and is_excluded(scope, service.id, service.name))
    )
    known = services(catalog)
    served = [found for sla in active(agreements(slm)) if (found := service_of_sla(sla, known))]
    return Coverage(wanted, tuple(service for service in wanted if service in served))


def service_of_sla(sla: Agreement, known: tuple[Service, ...]) -> Service | None:
    """The catalog entry that an SLA is for, by what it calls the service, else by its own name."""
    told = sla.service or sla.name
    return find_service(told, known) if told.strip() else None


def meant(catalog: Artifact, sla: Agreement) -> Service | None:
    """The entry whose name or ID an SLA nearly gives, None when it gives one exactly or nothing near."""
    known = services(catalog)
    if service_of_sla(sla, known):
        return None
    near = nearest(sla.service or sla.name, [text for one in known for text in (one.id, one.name) if text])
    return find_service(near, known) if near else None
