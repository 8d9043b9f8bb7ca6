"""Findings, complaints and targets live on in other documents: the same action, the same date, the same figure."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from iso20k.document import Place
from iso20k.facts.artifact import Artifact
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Related, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.standard.rows import edition_of
from iso20k.values.listing import find_identifiers
from iso20k.values.target import Target, parse_target
from iso20k.wording.names import normalise
from iso20k.wording.persons import person_names
from validators.business_relationship.satisfaction import Measure, measures
from validators.internal_audit.findings import Finding, findings
from validators.monitoring_measurement.actions import Capa, capas
from validators.monitoring_measurement.kpis import kpis
from validators.service_management_plan.objectives import objectives

AUDIT, MON, BRM, PLAN, REVIEW = (
    "internal-audit",
    "monitoring-measurement",
    "business-relationship",
    "service-management-plan",
    "management-review",
)
_AUDITED = re.compile(r"\baudit\b|\bAUD-|\bFND-", re.IGNORECASE)


@rule(
    "X61", "nc-has-capa", Severity.ERROR, Kind.CROSS, "4.5.4.2, 4.5.5.1 / 10.1", (AUDIT, MON),
    source="S",
    why="A nonconformity without an action in the register is one that everybody has read and nobody repairs; an action of an audit whose "
    "finding does not exist repairs nothing.",
    hint="Give each nonconformity a CAPA with the same owner and date, and let each CAPA of an audit name its finding.",
    fails=Example(
        (Edit("| Internal audit AUD-2026-03 | FND-002 | corrective |", "| Internal audit AUD-2026-03 | FND-020 | corrective |", MON), Edit("| CAPA ID | CAPA-002 |\n", "")),
        (
            Found("the nonconformity FND-002 has no CAPA", at="### FND-002"),
            Found("CAPA-002 names the finding FND-020, which the audit does not have", at="CAPA-002", document=MON),
        ),
    ),
    more=(
        Example(
            (Edit("| Emily Nguyen | 2026-09-25 | 2026-12-18 |", "| Raj Mehta | 2026-09-25 | 2026-12-18 |", MON),),
            (Found("CAPA-002 is owned by Raj Mehta, its finding FND-002 by Emily Nguyen", at="CAPA-002", document=MON),),
        ),
        Example(
            (Edit("| Chris Doyle | 2026-09-25 | 2027-01-29 |", "| Chris Doyle | 2026-09-25 | 2027-03-31 |", MON),),
            (Found("CAPA-001 is due 2027-03-31, its finding FND-001 2027-01-29", at="CAPA-001", document=MON),),
        ),
        Example((Edit("| CAPA ID | CAPA-002 |\n", ""),)),  # the register names the finding
        Example((Edit("| Class | Minor NC |\n| Clause | 6.1 |", "| Class | Observation |\n| Clause | 6.1 |"), Edit("| CAPA ID | CAPA-002 |\n", ""), Edit("| Minor NC | 2 |\n| Observation | 1 |", "| Minor NC | 1 |\n| Observation | 2 |"), Edit("two minor nonconformities and one observation", "one minor nonconformity and two observations"))),
    ),
)  # fmt: skip
def nc_has_capa(workspace: Workspace, audit: Artifact, mon: Artifact) -> Iterator[Problem]:
    known, actions = findings(audit), capas(mon)
    for finding in known:
        capa = _capa_of(finding, actions)
        if finding.is_nonconformity and capa is None:
            related = (Related(mon.home("capas"), "the CAPA register"),)
            message = f"the nonconformity {finding.label} has no CAPA"
            if finding.capa:
                message = f"the CAPA {finding.capa} of {finding.label} is not in the register"
            yield Problem(finding.record.place, message, related=related, missing=not finding.capa)
        elif capa is not None:
            yield from _disagreeing(finding, capa)
    ids = {normalise(finding.id) for finding in known}
    for capa in actions:
        if not _AUDITED.search(f"{capa.record.text('source')} {capa.record.text('ref')}"):
            continue
        for named in find_identifiers(capa.record.text("ref"), ("FND",)):
            if normalise(named) not in ids:
                related = (Related(audit.home("findings"), "the findings of the audit"),)
                message = f"{capa.label} names the finding {named}, which the audit does not have"
                yield Problem(capa.record.at("ref"), message, related=related)


def _capa_of(finding: Finding, actions: tuple[Capa, ...]) -> Capa | None:
    """The action that the finding names, else the one that names the finding."""
    for capa in actions:
        if finding.capa and normalise(capa.id) == normalise(finding.capa):
            return capa
    own = normalise(finding.id)
    return next(
        (
            c
            for c in actions
            if own and own in {normalise(i) for i in find_identifiers(c.record.text("ref"), ("FND",))}
        ),
        None,
    )


def _disagreeing(finding: Finding, capa: Capa) -> Iterator[Problem]:
    owners = person_names(finding.record.text("owner"))
    if owners and capa.owners and not {*map(normalise, owners)} & {*map(normalise, capa.owners)}:
        yield Problem(
            capa.record.at("owner"),
            f"{capa.label} is owned by {capa.owners[0]}, its finding {finding.label} by {owners[0]}",
            related=(Related(finding.record.at("owner"), "the owner of the finding"),),
        )
    due = capa.revised or capa.due
    if finding.due and due and capa.revised is None and due != finding.due:
        yield Problem(
            capa.record.at("due"),
            f"{capa.label} is due {due}, its finding {finding.label} {finding.due}",
            related=(Related(finding.record.at("due"), "the target date of the finding"),),
        )


class Quoted(NamedTuple):
    """A satisfaction target that another document quotes."""

    target: Target
    words: str
    place: Place


@rule(
    "X44", "satisfaction-target-same", Severity.ERROR, Kind.CROSS, "7.1 / 8.3.2", (BRM,),
    source="P",
    each=("satisfaction",),
    why="A satisfaction target that differs from document to document moves to wherever the last result is.",
    hint="Quote one target for the metric in relationship, measurement, plan and review.",
    fails=Example(
        (Edit("| higher | >= 40 | 35 | 30 |", "| higher | >= 35 | 32 | 30 |", MON),),
        (Found("the target of NPS is >= 40, in KPI-004 >= 35", at="Relationship survey"),),
    ),
    more=(
        Example(
            (Edit("| 31 in December 2025 | >= 40 |", "| 31 in December 2025 | >= 50 |", PLAN),),
            (Found("the target of NPS is >= 40, in OBJ-04 >= 50", at="Relationship survey"),),
        ),
        Example((Edit("| 31 in December 2025 | >= 40 |", "| 31 in December 2025 | 40+ |", PLAN),)),
        Example((Edit("| higher | >= 40 | 35 | 30 |", "| higher | 8 of 10 | 7 of 10 | 6 of 10 |", MON),)),  # another scale
    ),
)  # fmt: skip
def satisfaction_target_same(workspace: Workspace, brm: Artifact) -> Iterator[Problem]:
    for measure in measures(brm):
        if measure.target is None or not measure.metric:
            continue
        for quoted in _quoted(workspace, measure):
            if _other_figure(measure.target, quoted.target):
                told = measure.record.text("target")
                yield Problem(
                    measure.record.at("target"),
                    f"the target of {measure.label} is {told}, in {quoted.words}",
                    related=(Related(quoted.place, quoted.words),),
                )


def _quoted(workspace: Workspace, measure: Measure) -> Iterator[Quoted]:
    """Where measurement, plan and review quote the target of the metric, as far as these documents exist."""
    pattern = re.compile(rf"(?<!\w){re.escape(measure.metric)}(?!\w)", re.IGNORECASE)
    mon, plan, review = (workspace.artifact(skill) for skill in (MON, PLAN, REVIEW))
    for kpi in kpis(mon, edition_of(workspace.edition)) if mon else ():
        if kpi.target and pattern.search(kpi.name):
            yield Quoted(kpi.target, f"{kpi.label} {kpi.record.text('target')}", kpi.record.at("target"))
    for objective in objectives(plan) if plan else ():
        target = parse_target(objective.target)
        if target and pattern.search(f"{objective.text} {objective.metric}"):
            name = objective.id or "the plan"
            yield Quoted(target, f"{name} {objective.target}", objective.metric_place)
    for cell in review.words() if review else ():
        told = re.search(
            rf"{re.escape(measure.metric)}[^.;|]{{0,60}}?\btarget[:\s]+(?:of\s+|is\s+)?([><=≥≤]*\s?-?\d+(?:[.,]\d+)?\+?(?:\s?%)?)",
            cell.text,
            re.IGNORECASE,
        )
        if told and review and (target := parse_target(told[1])):
            yield Quoted(target, f"the management review {told[1].strip()}", review.at(cell))


def _other_figure(one: Target, other: Target) -> bool:
    """Two figures on one scale that differ; other units are not comparable."""
    plain = isinstance(one.quantity, Decimal) and isinstance(other.quantity, Decimal)
    return plain and one.unit == other.unit and one.quantity != other.quantity
