"""Satisfaction is measured with an instrument, among enough people, against a target, and acted upon."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from iso20k.facts.artifact import Artifact
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.wording.filled import filled_cell
from iso20k.wording.names import normalise
from iso20k.wording.negation import states
from validators.business_relationship.satisfaction import Measure, measures, misses, range_of
from validators.service_management_plan.prose import prose_of

BRM = "business-relationship"
_CUSTOMERS = re.compile(
    r"\b(?:customer|client|representative|contact|decision[ -]maker|sponsor|contract owner)", re.IGNORECASE
)
_USERS = re.compile(
    r"\b(?:(?:end[ -])?users?|employees|staff|callers?|requesters?|requestors?|ticket|respondents of)",
    re.IGNORECASE,
)
_SIZE = re.compile(
    r"[0-9]|\b(?:all|every|each|half|third|fifth|tenth|twenty|fifty|hundred|per ?cent)\b", re.IGNORECASE
)
_NO_ACTION = re.compile(r"^\W*(?:none|nil|no\b|not\b|nothing)", re.IGNORECASE)
_ACTED = r"\baction|improv|\bfollow[- ]?up|corrective|remed|measure (?:is|was) (?:agreed|taken)"
_NPS_ROW = "| Relationship survey | NPS | -100 to 100 | >= 40 | quarterly |"


@rule(
    "BRM-03", "satisfaction-measured", Severity.ERROR, Kind.PRESENCE, "7.1 / 8.3.2", BRM,
    source="S",
    why="Satisfaction that is assumed and not measured is a hope; the standard asks for measurement at planned intervals.",
    hint="Name the instrument, a target in figures and the frequency.",
    fails=Example(
        (Edit(_NPS_ROW, "| Relationship survey | NPS | -100 to 100 | high | quarterly |"),),
        (Found("the target 'high' of NPS is no figure", at="Relationship survey"),),
    ),
    more=(
        Example(
            (Edit(_NPS_ROW, "| Relationship survey | NPS | -100 to 100 | >= 40 | |"),),
            (Found("NPS has no frequency", at="Relationship survey"),),
        ),
        Example(
            (Edit("", "# BRM\n\n## Satisfaction measurement\n\nCustomers are satisfied, as we hear again and again from all of them.\n"),),
            (Found("no instrument measures satisfaction", at="## Satisfaction"),),
        ),
        Example(
            (Edit("", "# BRM\n\n## Customer satisfaction\n\nThere is no survey yet.\n"),),
            (Found("no instrument measures satisfaction", at="## Customer satisfaction"),),
        ),
        Example((Edit("", "# BRM\n\n## Customer satisfaction\n\nA quarterly NPS survey asks customers and users; the target is 40+.\n"),)),
    ),
)  # fmt: skip
def satisfaction_measured(workspace: Workspace, brm: Artifact) -> Iterator[Problem]:
    if not measures(brm):
        yield Problem(brm.home("satisfaction"), "no instrument measures satisfaction")
    for measure in measures(brm):
        row = measure.record
        if not measure.instrument and not measure.is_nps:
            yield Problem(row.at("instrument"), f"{measure.label} has no instrument")
        if not row.filled("target"):
            yield Problem(row.at("target"), f"{measure.label} has no target")
        elif measure.target is None and not any(sign.isdigit() for sign in row.text("target")):
            message = f"the target '{row.text('target')}' of {measure.label} is no figure"
            yield Problem(row.at("target"), message, missing=False)
        if not row.filled("frequency"):
            yield Problem(row.at("frequency"), f"{measure.label} has no frequency")


@rule(
    "BRM-10", "sample-representative", Severity.STRICT, Kind.PRESENCE, "7.1 / 8.3.2", BRM,
    why="Three friendly contacts are no sample; customers pay and users work with the service, and both have to be heard.",
    hint="Say how many customers and how many users are asked, and how they are chosen.",
    fails=Example(
        (Edit("All 45 customer representatives and 300 users drawn at random from the portal accounts; 38 and 117 answered", "Friendly contacts of the account managers"),),
        (Found("the sample 'Friendly contacts of the account managers' of NPS has no size", at="Relationship survey"),),
    ),
    more=(
        Example(
            (Edit("All 45 customer representatives and 300 users drawn at random from the portal accounts; 38 and 117 answered", ""),),
            (
                Found("NPS has no sample", at="Relationship survey"),
                Found("the samples cover users but no customers", at="## Satisfaction"),
            ),
        ),
        Example(
            (
                Edit("All 45 customer representatives and 300 users drawn at random from the portal accounts; 38 and 117 answered", "All 45 customer representatives"),
                Edit("| Ticket survey | CSAT | 1 to 5 | >= 4.2 | monthly | Users of every fifth closed ticket; 231 of 640 answered | 4.4 | 2026-09-30 | none needed |\n", ""),
                Edit("the customer or user is to recommend", "the customer is to recommend"),
            ),
            (Found("the samples cover customers but no users", at="## Satisfaction"),),
        ),
    ),
)  # fmt: skip
def sample_representative(workspace: Workspace, brm: Artifact) -> Iterator[Problem]:
    known = measures(brm)
    for measure in known:
        told = measure.record.text("sample")
        if not filled_cell(told):
            yield Problem(measure.record.at("sample"), f"{measure.label} has no sample")
        elif not _SIZE.search(told):
            message = f"the sample '{told}' of {measure.label} has no size"
            yield Problem(measure.record.at("sample"), message, missing=False)
    told = "\n".join(f"{m.record.text('sample')} {m.instrument}" for m in known if m.record.filled("sample"))
    customers, users = bool(_CUSTOMERS.search(told)), bool(_USERS.search(told))
    if filled_cell(told) and customers != users:
        message = (
            "the samples cover customers but no users"
            if customers
            else "the samples cover users but no customers"
        )
        yield Problem(brm.home("satisfaction"), message)


@rule(
    "BRM-11", "metric-in-range", Severity.ERROR, Kind.VALIDITY, "7.1 / 8.3.2", BRM,
    source="P",
    each=("satisfaction",),
    why="A score outside its scale is a typing error or another metric; both make the trend worthless.",
    hint="Correct the figure or the scale; a net promoter score lies between -100 and 100.",
    fails=Example(
        (Edit("38 and 117 answered | 42 |", "38 and 117 answered | 142 |"),),
        (Found("the last result 142 of NPS lies outside -100 to 100", at="Relationship survey"),),
    ),
    more=(
        Example(
            (Edit("| Ticket survey | CSAT | 1 to 5 | >= 4.2 |", "| Ticket survey | CSAT | 1 to 5 | >= 8.2 |"),),
            (Found("the target 8.2 of CSAT lies outside 1 to 5", at="Ticket survey"),),
        ),
        # the question is asked from 0 to 10, the score runs from -100 to 100; a share is no grade
        Example((Edit(_NPS_ROW, "| Relationship survey | NPS | 0 to 10 | >= 40 | quarterly |"),)),
        Example((Edit("| Ticket survey | CSAT | 1 to 5 | >= 4.2 |", "| Ticket survey | CSAT | 1 to 5 | 85 % satisfied |"),)),
        Example((Edit("38 and 117 answered | 42 |", "38 and 117 answered | -12 (July 2026) |"),)),
    ),
)  # fmt: skip
def metric_in_range(workspace: Workspace, brm: Artifact) -> Iterator[Problem]:
    for measure in measures(brm):
        for score, key, word in (
            (measure.target, "target", "target"),
            (measure.result, "result", "last result"),
        ):
            possible = range_of(measure, score) if score else None
            if score is None or possible is None or not isinstance(score.quantity, Decimal):
                continue
            if not possible.low <= score.quantity <= possible.high:
                message = f"the {word} {score.quantity} of {measure.label} lies outside {possible.low} to {possible.high}"
                yield Problem(measure.record.at(key), message)


@rule(
    "BRM-12", "below-target-acted", Severity.WARNING, Kind.VALIDITY, "7.1 / 8.3.2", BRM,
    each=("satisfaction",),
    why="A poor result that leads to nothing teaches customers not to answer the next survey.",
    hint="Name the action that follows from the result, with owner and date.",
    fails=Example(
        (Edit("231 of 640 answered | 4.4 |", "231 of 640 answered | 3.9 |"), Edit("| CSAT 4.4, September 2026 |", "| Forum, September 2026 |")),
        (Found("the result 3.9 of CSAT is worse than the target >= 4.2, and no action follows", at="Ticket survey"),),
    ),
    more=(
        Example((Edit("231 of 640 answered | 4.4 |", "231 of 640 answered | 3.9 |"), Edit("| CSAT 4.4, September 2026 |", "| CSAT 3.9, September 2026 |"))),
        Example((Edit("38 and 117 answered | 42 |", "38 and 117 answered | 38 |"),)),
        # a share against a grade does not compare
        Example((Edit("231 of 640 answered | 4.4 |", "231 of 640 answered | 70 % |"),)),
    ),
)  # fmt: skip
def below_target_acted(workspace: Workspace, brm: Artifact) -> Iterator[Problem]:
    for measure in measures(brm):
        if misses(measure) and not _acted(brm, measure):
            result, target = measure.record.text("result"), measure.record.text("target")
            message = f"the result {result} of {measure.label} is worse than the target {target}, and no action follows"
            yield Problem(measure.record.at("result"), message)


def _acted(brm: Artifact, measure: Measure) -> bool:
    own = measure.record.text("action")
    if filled_cell(own) and not _NO_ACTION.match(own):
        return True
    rows = [row for row in brm.records("results") if row.filled("action")]
    names = [normalise(name) for name in (measure.metric, measure.instrument) if name]
    if any(name in normalise(row.text("result")) for row in rows for name in names):
        return True
    section = brm.sections.get("results")
    return not rows and states(prose_of(section), _ACTED).verdict == "stated"
