"""What the management review saw of services and customers against what the other documents know."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from iso20k.facts.artifact import Artifact
from iso20k.judging.checks import day_of
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Related, Replacement, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.values.listing import find_identifiers
from iso20k.wording.names import normalise
from iso20k.wording.negation import states
from iso20k.wording.phrases import listed
from validators.business_relationship.satisfaction import Measure, measures
from validators.management_review.figures import percents, scores
from validators.management_review.inputs import Entry, of_kinds
from validators.management_review.kinds import SATISFACTION, SERVICES
from validators.management_review.meeting import meeting
from validators.service_level_management.agreements import active
from validators.service_level_management.levels import ServiceLevel, agreements, service_levels

REVIEW, SLM, BRM = "management-review", "service-level-management", "business-relationship"
_SUCCESS = r"\b(?:met|reached|achieved|kept|fulfilled|on target|on track|above (?:the )?target|in order|ok|green|yes)\b"
_SLA_001 = "| SLA-001 Managed Infrastructure | 99.92 % availability (target: 99.9 %) in September 2026; July 99.94 %, August 99.91 % | NOS-SMS-06 Service Level Management; report RPT-002 | 1.0; issue of 2026-10-05 | Met in all three months |\n"
_SLA_002 = "| SLA-002 Cloud Hosting | 99.97 % uptime (target: 99.95 %) in September 2026; July 99.98 %, August 99.97 % | NOS-SMS-06 Service Level Management; report RPT-002 | 1.0; issue of 2026-10-05 | Met in all three months; no margin against Azure's own 99.95 % until two zones are in use, IMP-003 |\n"
_SLA_003 = "| SLA-003 Help Desk | 84 % of L1 tickets within 30 min (target: 80 %) in September 2026; July 82 %, August 83 % | NOS-SMS-06 Service Level Management; report RPT-002 | 1.0; issue of 2026-10-05 | Met, with a rising trend |\n"
_CONFORMITY = "| Conformity of the services | No SLA missed in July to September 2026; one nonconformity with a customer requirement, CMP-003 | NOS-SMS-07 Service Reporting, RPT-004 | 1.0; issue of 2026-10-12 | Cause removed by CAPA-003 |\n"


@rule(
    "X68", "review-sla-per-service", Severity.WARNING, Kind.CROSS, "4.5.4.3 b / 9.3 h", (REVIEW, SLM),
    source="S",
    why="An average over all services hides the one that failed; management has to see each agreement with its target.",
    hint="Give each SLA its own row with result and target, as in the service reports.",
    fails=Example(
        (Edit(_SLA_001, "| All services | Availability of 99.95 % in September 2026 | NOS-SMS-07 Service Reporting | 1.0 | Good |\n"), Edit(_SLA_002, ""), Edit(_SLA_003, ""), Edit(_CONFORMITY, "")),
        (Found("service performance is given as one figure and not for each of SLA-001, SLA-002 and SLA-003: 'All services; Availability of 99.95 % in September 2026; Good'", at="| All services |"),),
    ),
    more=(
        Example(
            (Edit(_SLA_002, ""),),
            (Found("SLA-002 has no result in the review", at="| SLA-001 Managed Infrastructure |"),),
        ),
        Example(
            (Edit("| 84 % of L1 tickets within 30 min (target: 80 %) in September 2026; July 82 %, August 83 % |", "| 84 % of L1 tickets within 30 min in September 2026 |"),),
            (Found("the result of SLA-003 stands without its target of 80 %", at="| SLA-003 Help Desk |"),),
        ),
        Example(
            (Edit("| 99.97 % uptime (target: 99.95 %) in September 2026; July 99.98 %, August 99.97 % |", "| 99.97 % uptime (target: 99.5 %) in September 2026 |"),),
            (Found("the target of SLA-002 is given as 99.5 %, it is 99.95 %", at="| SLA-002 Cloud Hosting |"),),
        ),
        # a success that the figure does not carry is an error
        Example(
            (Edit("| 99.92 % availability (target: 99.9 %) in September 2026; July 99.94 %, August 99.91 % |", "| 99.82 % availability (target: 99.9 %) in September 2026 |"),),
            (Found("SLA-001 is called 'Met in all three months' with 99.82 %, its target is 99.9 %", at="| SLA-001 Managed Infrastructure |"),),
        ),
        Example((Edit("| 99.92 % availability (target: 99.9 %) in September 2026; July 99.94 %, August 99.91 % |", "| 99.82 % availability (target: 99.9 %) in September 2026 |"), Edit("| 1.0; issue of 2026-10-05 | Met in all three months |\n", "| 1.0; issue of 2026-10-05 | Not met, see PRB-002 |\n"))),
        # the service may stand for its only SLA
        Example((Edit("| SLA-001 Managed Infrastructure | 99.92 %", "| Managed Infrastructure | 99.92 %"),)),
    ),
)  # fmt: skip
def review_sla_per_service(workspace: Workspace, review: Artifact, slm: Artifact) -> Iterator[Problem]:
    known = [one for one in active(agreements(slm)) if one.id]
    said = of_kinds(review, (SERVICES,))
    if not known or not said:
        return  # that the input is missing is MRV-01's
    by_sla = {one.id: [e for e in said if _names(e, one.id, one.service, one.name)] for one in known}
    own = {sla: [e for e in found if _figures(e)] for sla, found in by_sla.items()}
    related = {one.id: (Related(one.record.place, one.id),) for one in known}
    figured = [entry for entry in said if _figures(entry)]
    if len(figured) == 1 and not any(own.values()) and len(known) > 1:
        blended = figured[0]
        start = "service performance is given as one figure and not for each of"
        message = f"{start} {listed(one.id for one in known)}: '{blended.text}'"
        yield Problem(blended.place, message, related=tuple(r for one in known for r in related[one.id]))
        return
    for one in known:
        if not own[one.id]:
            place = by_sla[one.id][0].place if by_sla[one.id] else said[0].place
            yield Problem(
                place, f"{one.id} has no result in the review", related=related[one.id], missing=True
            )
        elif level := _level(slm, one.id):
            yield from _against_target(own[one.id][0], level)


def _names(entry: Entry, sla: str, service: str, name: str) -> bool:
    text = f"{entry.title} {entry.text}"
    if ids := find_identifiers(text, ("SLA",)):
        return sla.upper() in ids
    return any(word and normalise(word) in normalise(text) for word in (service, name))


def _figures(entry: Entry) -> bool:
    return any(sign.isdigit() for sign in re.sub(r"\b[A-Z]{2,}-\d+\b", "", entry.figures or entry.conclusion))


def _level(slm: Artifact, sla: str) -> ServiceLevel | None:
    """The only promise of an SLA that is a share; of several nobody can say which one a figure is for."""
    levels = [level for level in service_levels(slm) if level.id == sla and level.measure.percent is not None]
    return levels[0] if len(levels) == 1 else None


def _against_target(entry: Entry, level: ServiceLevel) -> Iterator[Problem]:
    promise = level.measure.percent
    targets, results = percents(entry.figures or entry.text)
    related = (Related(level.measure.place, f"the target of {level.id}"),)
    if promise is None:
        return
    if not targets and promise not in results:
        message = f"the result of {level.id} stands without its target of {_percent(promise)}"
        yield Problem(entry.place, message, related=related)
    elif targets and promise not in targets:
        yield Problem(
            entry.place,
            f"the target of {level.id} is given as {_percent(targets[0])}, it is {_percent(promise)}",
            related=related,
            edit=Replacement(_percent(targets[0]), _percent(promise)),
        )
        return
    reached = [result for result in results if result != promise or targets]
    claimed = states(entry.conclusion or entry.figures, _SUCCESS)
    if reached and all(result < promise for result in reached) and claimed.verdict == "stated":
        yield Problem(
            entry.place,
            f"{level.id} is called '{claimed.sentence}' with {_percent(reached[0])}, its target is {_percent(promise)}",
            related=related,
            severity=Severity.ERROR,
        )


def _percent(value: Decimal) -> str:
    return f"{value} %"


@rule(
    "X69", "review-satisfaction-latest", Severity.ERROR, Kind.CROSS, "4.5.4.3 a / 9.3 e", (REVIEW, BRM),
    source="S",
    why="A review that looks at an old score, or at another one than the survey gave, decides for customers who do not exist.",
    hint="Quote the latest result and the target of the relationship document.",
    fails=Example(
        (Edit("| NPS 42 (July 2026), target 40; 31 in December 2025 |", "| NPS 45 (July 2026), target 40; 31 in December 2025 |"),
         Edit("| OBJ-04 Satisfy customers | NPS 42 (July 2026),", "| OBJ-04 Satisfy customers | NPS 45 (July 2026),")),
        (Found("the review gives NPS 45, the latest result is 42", at="| Relationship survey |"),),
    ),
    more=(
        Example(
            (Edit("| CSAT 4.4 (September 2026), target 4.2 |", "| CSAT 4.4 (September 2026), target 4.5 |"),),
            (Found("the review gives a target of 4.5 for CSAT, it is >= 4.2", at="| Ticket survey |"),),
        ),
        Example(
            (Edit("| NPS 42 (July 2026), target 40; 31 in December 2025 |", "| Content customers, 12 detractors of July 2026 |"), Edit("| CSAT 4.4 (September 2026), target 4.2 |", "| Good marks in September 2026 |")),
            (Found("the review gives no result of NPS, the latest is 42", at="| Relationship survey |"),),
        ),
        # a survey after the meeting could not be seen
        Example((Edit("| 42 | 2026-07-31 |", "| 47 | 2026-10-29 |", BRM),)),
        Example((Edit("| NPS 42 (July 2026), target 40; 31 in December 2025 |", "| NPS 42 (target: 40+) |"),)),
        # an earlier result beside the latest, and that of a part of the customers
        Example((Edit("| NPS 42 (July 2026), target 40; 31 in December 2025 |", "| NPS 31 (December 2025), NPS 42 (July 2026), target 40; NPS of enterprise customers 55 |"),)),
    ),
)  # fmt: skip
def review_satisfaction_latest(workspace: Workspace, review: Artifact, brm: Artifact) -> Iterator[Problem]:
    said, held = of_kinds(review, (SATISFACTION,)), meeting(review).held
    known = [one for one in measures(brm) if one.metric and one.result is not None]
    seen = [one for one in known if not (held and (day := day_of(one.record, "measured")) and day > held)]
    if not said or not seen:
        return
    mentioned = False
    for measure in seen:
        told = [(entry, *scores(_metric(measure), entry.text)) for entry in said]
        mentioned = mentioned or any(_mentions(entry, measure) for entry in said)
        values = [(entry, value) for entry, _, results in told for value, _ in results]
        yield from _other_results(values, measure)
        yield from _other_targets(
            [(entry, value) for entry, targets, _ in told for value in targets], measure
        )
    if not mentioned:
        first = seen[0]
        yield Problem(
            said[0].place,
            f"the review gives no result of {first.metric}, the latest is {first.record.text('result')}",
            related=(Related(first.record.at("result"), "the latest result"),),
            missing=True,
        )


def _mentions(entry: Entry, measure: Measure) -> bool:
    name = re.search(
        rf"\b(?:{re.escape(_metric(measure))}|{re.escape(measure.metric)})\b(?P<rest>.*)",
        entry.text,
        re.IGNORECASE | re.DOTALL,
    )
    return name is not None and any(sign.isdigit() for sign in name["rest"])


def _metric(measure: Measure) -> str:
    return "NPS" if measure.is_nps else measure.metric


def _other_results(told: Sequence[tuple[Entry, Decimal]], measure: Measure) -> Iterator[Problem]:
    """Another result than the latest; where the latest stands as well, the others are those of earlier surveys."""
    latest = measure.result.quantity if measure.result else None
    if not isinstance(latest, Decimal) or not told or any(value == latest for _, value in told):
        return
    entry, value = told[-1]
    yield Problem(
        entry.place,
        f"the review gives {measure.metric} {value}, the latest result is {measure.record.text('result')}",
        related=(Related(measure.record.at("result"), "the latest result"),),
    )


def _other_targets(told: Sequence[tuple[Entry, Decimal]], measure: Measure) -> Iterator[Problem]:
    promised = measure.target.quantity if measure.target else None
    for entry, value in told:
        if isinstance(promised, Decimal) and value != promised:
            yield Problem(
                entry.place,
                f"the review gives a target of {value} for {measure.metric}, it is {measure.record.text('target')}",
                related=(Related(measure.record.at("target"), "the target"),),
                edit=Replacement(f"target {value}", f"target {promised}"),
            )
