"""What a person would read out about service levels."""

from iso20k.facts.artifact import Artifact
from iso20k.judging.workspace import Workspace
from iso20k.values.frequency import parse_frequency
from iso20k.wording.phrases import count, listed
from validators.service_catalog.services import find_service, services
from validators.service_level_management.agreements import Agreement, service_of
from validators.service_level_management.coverage import sla_coverage
from validators.service_level_management.levels import agreements, promises, service_levels
from validators.service_level_management.measures import RESOLUTION, Measure, has_unit
from validators.service_level_management.support import (
    OLA,
    UC,
    operational_levels,
    supporting_agreements,
    underpinning_levels,
)


def summary(workspace: Workspace, slm: Artifact) -> str:
    """'3 SLAs and 2 OLAs, each with measurable targets with units, measurement method and quarterly review: …'."""
    slas = agreements(slm)
    if not slas:
        return "No SLA is registered."
    parts = [_head(slm), _promised(workspace, slm), _methods(slm), _contracts(slm), _coverage(workspace, slm)]
    return " ".join(part for part in parts if part)


def _head(slm: Artifact) -> str:
    slas, olas = agreements(slm), supporting_agreements(slm, OLA)
    complete = [one for one in (*slas, *olas) if _complete(slm, one)]
    share = "each" if len(complete) == len(slas) + len(olas) else f"{len(complete)} of them"
    named = {one.record.text("review_frequency").lower() for one in (*slas, *olas)}
    review = f"{named.pop()} review" if len(named) == 1 and all(named) else "a review interval"
    kinds = listed([count(len(slas), "SLA"), *([count(len(olas), "OLA")] if olas else [])])
    return f"{kinds}, {share} with measurable targets with units, measurement method and {review}:"


def _complete(slm: Artifact, agreement: Agreement) -> bool:
    """Whether all its figures have a unit and a method, and it is reviewed and linked to its service or SLA."""
    rows = [(level.record, level.measure) for level in service_levels(slm) if level.id == agreement.id]
    rows += [(level.record, level.measure) for level in operational_levels(slm) if level.id == agreement.id]
    linked = all(service_of(row) or row.filled("supports") for row, _ in rows)
    measured = all(has_unit(measure) and row.filled("method") for row, measure in rows)
    return (
        bool(rows)
        and linked
        and measured
        and bool(parse_frequency(agreement.record.text("review_frequency")))
    )


def _promised(workspace: Workspace, slm: Artifact) -> str:
    catalog = workspace.artifact("service-catalog")
    known = services(catalog) if catalog else ()
    told = []
    for sla in agreements(slm):
        service = find_service(sla.service, known)
        name = (service.name if service else "") or sla.name or sla.service or sla.label
        ref = f" ({sla.service})" if sla.service and sla.service != name else ""
        figures = (
            [p.measure for p in promises(slm) if p.sla == sla.id and _telling(p.measure)] if sla.id else []
        )
        told.append(f"{name}{ref} {listed(dict.fromkeys(figure.said for figure in figures))}".rstrip())
    return f"{'; '.join(told)}."


def _telling(measure: Measure) -> bool:
    """Of the times by priority only the first response is read out."""
    return not measure.priority or (measure.priority == 1 and measure.kind != RESOLUTION)


def _methods(slm: Artifact) -> str:
    methods = dict.fromkeys(
        level.record.text("method") for level in service_levels(slm) if level.record.filled("method")
    )
    return f"Measured by {listed(methods)}." if methods else ""


def _contracts(slm: Artifact) -> str:
    contracts = supporting_agreements(slm, UC)
    if not contracts:
        return "No underpinning contract is registered."
    told = []
    for contract in contracts:
        figures = [level.measure.said for level in underpinning_levels(slm) if level.id == contract.id]
        name = contract.name or contract.record.text("supplier") or contract.label
        told.append(f"{name} ({listed(figures)})" if any(figures) else name)
    return f"{count(len(contracts), 'underpinning contract')}: {listed(told)}."


def _coverage(workspace: Workspace, slm: Artifact) -> str:
    catalog = workspace.artifact("service-catalog")
    if catalog is None:
        return ""
    coverage = sla_coverage(workspace, catalog, slm)
    return f"SLA coverage: {coverage.said}."
