"""Promises are carried: internal groups and suppliers give at least what the customer was promised."""

from collections.abc import Iterator

from iso20k.document import Place
from iso20k.facts.artifact import Artifact
from iso20k.judging.near_miss import near_miss
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Related, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.values.standing import Standing
from validators.service_level_management.agreements import ENDED
from validators.service_level_management.levels import Promise, agreements, promises
from validators.service_level_management.measures import AVAILABILITY
from validators.service_level_management.support import (
    Support,
    backing,
    counterparts,
    operational_levels,
    supported,
    supporting_agreements,
    underpinning_levels,
    unknown,
)

SLM = "service-level-management"


@rule(
    "SLM-10", "agreement-supports-sla", Severity.ERROR, Kind.VALIDITY, "6.1, 7.2 / 8.3.4", SLM,
    source="S",
    each=("olas", "ucs"),
    why="An OLA or contract that supports no SLA protects no promise, and a promise that it should carry stands alone.",
    hint="Name the SLA by its ID in the SLA register.",
    fails=Example(
        (Edit("| Azure virtual machines | SLA-002 | VM uptime |", "| Azure virtual machines | SLA-020 | VM uptime |"),),
        (Found("UC-001 supports 'SLA-020', which is not in the SLA register", at="SLA-020"),),
    ),
    more=(
        Example(
            (Edit("- Supports SLA: SLA-003\n", ""),),
            (Found("OLA-002 does not say which SLA it supports", at="### OLA-002"),),
        ),
        Example((Edit("- Supports SLA: SLA-003\n", "- Supports SLA: SLA-003 Help Desk, SLA-001\n"),)),
        Example((Edit("- Supports SLA: SLA-003\n", "- Supports SLA: all SLAs\n"),)),
        Example(
            (Edit("- Supports SLA: SLA-003\n", "- Supports SLA: Help Dessk\n"),),
            (Found("OLA-002 supports 'Help Dessk', which is not in the SLA register, the nearest is 'Help Desk'", at="Help Dessk"),),
        ),
    ),
)  # fmt: skip
def agreement_supports_sla(workspace: Workspace, slm: Artifact) -> Iterator[Problem]:
    slas = agreements(slm)
    told: set[tuple[Place, str]] = set()
    for support in (*operational_levels(slm), *underpinning_levels(slm)):
        place = _place(slm, support)
        lacking = unknown(support, slas) if support.supports else ("",)
        for name in lacking:
            if (place, name) not in told:
                told.add((place, name))
                yield _orphaned(
                    support, name, place, [text for sla in slas for text in (sla.id, sla.name) if text]
                )


def _place(slm: Artifact, support: Support) -> Place:
    """Where it says what it supports, else where its agreement begins."""
    if "supports" in support.record.cells:
        return support.record.at("supports")
    known = supporting_agreements(slm, support.kind)
    return next((whole.record.place for whole in known if whole.id == support.id), support.record.place)


def _orphaned(support: Support, name: str, place: Place, slas: list[str]) -> Problem:
    if not name:
        return Problem(place, f"{support.label} does not say which SLA it supports", missing=True)
    near = near_miss(name, slas)
    message = f"{support.label} supports '{name}', which is not in the SLA register{near.ending}"
    return Problem(place, message, edit=near.edit)


@rule(
    "SLM-11", "ola-at-least-as-strict", Severity.ERROR, Kind.VALIDITY, "6.1 / 8.3.4.2", SLM,
    source="P",
    each=("olas",),
    why="When the own group promises less than the customer was promised, the SLA can be missed while everybody keeps their word. "
    "Figures on unlike calendars, periods or units are not judged, only pointed out.",
    hint="Tighten the OLA, or promise the customer less; state both on one calendar, period and unit.",
    fails=Example(
        (Edit("| Availability of each component | >= 99.95 % | month |", "| Availability of each component | >= 99.5 % | month |"),),
        (Found("OLA-001 gives availability of each component >= 99.5 %, less than availability >= 99.9 % of SLA-001", at="99.5 %"),),
    ),
    more=(
        Example(
            (Edit("| P1 response | <= 15 min | month |", "| P1 response | <= 5 h | month |"),),
            (Found("OLA-001 gives P1 response <= 5 h, less than P1 response 4 h of SLA-001", at="<= 5 h"),),
        ),
        Example((Edit("| Availability of each component | >= 99.95 % | month |", "| Availability of each component | >= 99.9 % | month |"),)),
        Example((Edit("| P1 response | <= 15 min | month |", "| P2 response | <= 5 h | month |"),)),
        Example(
            (Edit("| P1 response | <= 15 min | month |", "| P1 response | <= 2 h (business hours) | month |"),),
            (Found("OLA-001 gives P1 response <= 2 h (business hours), not comparable with P1 response 4 h of SLA-001", at="<= 2 h (business hours)"),),
        ),
        Example(
            (Edit("| Availability of each component | >= 99.95 % | month |", "| Availability of each component | >= 99.95 % | year |"),),
            (Found("OLA-001 gives availability of each component >= 99.95 %, not comparable with availability >= 99.9 % of SLA-001", at="99.95 %"),),
        ),
        Example((Edit("| P1 response | <= 15 min | month |", "| P1 response | 98 % within 15 min | month |"),)),
    ),
)  # fmt: skip
def ola_strict(workspace: Workspace, slm: Artifact) -> Iterator[Problem]:
    for support, promise, verdict in _confronted(slm, operational_levels(slm)):
        yield from _judged(support, promise, verdict)


@rule(
    "SLM-12", "uc-at-least-as-strict", Severity.ERROR, Kind.VALIDITY, "7.2 / 8.3.4.1", SLM,
    source="P",
    each=("ucs",),
    why="A supplier who owes less than the customer was promised leaves the provider with the difference; one who owes exactly the "
    "same availability leaves no margin for anything of one's own, which is only pointed out.",
    hint="Renegotiate the contract, add redundancy, or promise the customer less.",
    fails=Example(
        (Edit("| VM uptime | >= 99.95 % | month |", "| VM uptime | >= 99.9 % | month |"),),
        (Found("UC-001 gives VM uptime >= 99.9 %, less than uptime >= 99.95 % of SLA-002", at="UC-001"),),
    ),
    passes=Example((Edit("| VM uptime | >= 99.95 % | month |", "| VM uptime | >= 99.99 % | month |"),)),
    more=(
        Example((), (Found("UC-001 gives VM uptime >= 99.95 %, no margin over uptime >= 99.95 % of SLA-002", at="UC-001"),)),
        Example(
            (
                Edit("| VM uptime | >= 99.95 % | month |", "| VM uptime | >= 99.99 % | month |"),
                Edit("| P1 case response | <= 2 h | month | 24x7 |", "| P1 case response | <= 4 h | month | 24x7 |"),
            ),
        ),
        Example(
            (
                Edit("| VM uptime | >= 99.95 % | month |", "| VM uptime | >= 99.99 % | month |"),
                Edit("| P1 case response | <= 2 h | month | 24x7 |", "| P1 case response | <= 2 h | month | Mon-Fri 09:00-17:00 |"),
            ),
            (Found("UC-002 gives P1 case response <= 2 h, not comparable with P1 response 4 h of SLA-001", at="UC-002"),),
        ),
    ),
)  # fmt: skip
def uc_strict(workspace: Workspace, slm: Artifact) -> Iterator[Problem]:
    for support, promise, verdict in _confronted(slm, underpinning_levels(slm)):
        yield from _judged(support, promise, verdict)
        if verdict is Standing.EQUAL and support.measure.kind == AVAILABILITY:
            yield _said(support, promise, "no margin over", Severity.WARNING)


def _confronted(slm: Artifact, supports: tuple[Support, ...]) -> Iterator[tuple[Support, Promise, Standing]]:
    """Each figure of support with each promise of the same metric in an SLA that it supports and that has not ended."""
    for support in supports:
        for sla in supported(support, agreements(slm)):
            if sla.state == ENDED:
                continue
            known = [
                (promise, backing(support, promise, sla.record.text("service_hours")))
                for promise in counterparts(support, sla, promises(slm))
                if promise.measure.percent is None or 0 < promise.measure.percent <= 100  # else SLM-07 speaks
            ]
            partly = not support.measure.priority and any(
                verdict is not Standing.WEAKER for _, verdict in known
            )
            for promise, verdict in known:
                # a figure without a priority that fits some priorities and not others may mean those
                yield (
                    support,
                    promise,
                    Standing.NOT_COMPARABLE if partly and verdict is Standing.WEAKER else verdict,
                )


def _judged(support: Support, promise: Promise, verdict: Standing) -> Iterator[Problem]:
    if verdict is Standing.WEAKER:
        yield _said(support, promise, "less than", Severity.ERROR)
    elif verdict is Standing.NOT_COMPARABLE:
        yield _said(support, promise, "not comparable with", Severity.ADVICE)


def _said(support: Support, promise: Promise, relation: str, severity: Severity) -> Problem:
    return Problem(
        support.measure.place,
        f"{support.label} gives {support.measure.said}, {relation} {promise.measure.said} of {promise.sla}",
        related=(Related(promise.measure.place, f"the promise of {promise.sla}"),),
        severity=severity,
    )
