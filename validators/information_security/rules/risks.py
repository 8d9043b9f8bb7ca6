"""Risks are scored by stated criteria, joined to controls, and accepted only by name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from iso20k.facts.artifact import Artifact
from iso20k.judging.checks import corrected
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.values.number import Rating, compare_ratings
from iso20k.values.order import Order
from iso20k.wording.filled import filled_cell
from iso20k.wording.names import normalise
from iso20k.wording.persons import is_person_name
from validators.information_security.controls import control_named, controls, entries
from validators.information_security.risks import Risk, has_scale, multiplies, risks, threshold_of

SEC = "information-security"
_IDENTIFIER = re.compile(r"[A-Z][A-Z0-9]{1,9}(?:-[A-Z0-9]{1,10}){0,3}-?[0-9]{1,5}")
_NO_ACTION = re.compile(r"^\W*(?:none|nil|no\b|not\b)", re.IGNORECASE)
_CRITERIA = (
    "The acceptance criteria are those of the service management plan: a residual score up to 6 is acceptable and may be accepted by "
    "Sarah Chen. A score from 8 to 12 needs further treatment or acceptance by James Park. A score of 15 or more is never accepted."
)
_ACCEPTED = "| CTL-011, CTL-017 | 8 | Chris Doyle | James Park |"


@rule(
    "SEC-05", "acceptance-criteria", Severity.STRICT, Kind.PRESENCE, "6.6.1 / 8.7.3.2", SEC,
    why="Without a scale and a threshold each risk is accepted by mood, and two assessors never agree.",
    hint="State the scale of likelihood and impact, and up to which score a risk is acceptable.",
    fails=Example(
        (Edit(_CRITERIA, "Management decides which risks are acceptable."),),
        (Found("nothing says up to which score a risk is acceptable", at="## Risk assessment"),),
    ),
    more=(
        Example(
            (
                Edit("; likelihood and impact are then scored from 1 to 5, and the score is their product", ""),
                Edit("| Level | Likelihood | Impact |\n|---|---|---|\n| 1 | Less than once in ten years | No customer notices |\n| 2 | Once in three to ten years | One customer, less than a day |\n| 3 | Once in one to three years | Several customers, or personal data of a few people |\n| 4 | Once a year | A segment of customers, or personal data of many people |\n| 5 | Several times a year | All customers, or lasting loss of data |\n", ""),
            ),
            (Found("nothing says on which scale risks are scored", at="## Risk assessment"),),
        ),
        # the plan, to which the text refers, has the figure
        Example((Edit(_CRITERIA, "The acceptance criteria are those of the service management plan."),)),
        Example((Edit(_CRITERIA, "Risks with a score of 7 or more must be treated or accepted by James Park."),)),
    ),
)  # fmt: skip
def acceptance_criteria(workspace: Workspace, sec: Artifact) -> Iterator[Problem]:
    place = sec.section_place("risks")
    if not has_scale(sec):
        yield Problem(place, "nothing says on which scale risks are scored")
    if threshold_of(workspace, sec) is None:
        yield Problem(place, "nothing says up to which score a risk is acceptable")


@rule(
    "SEC-06", "score-correct", Severity.ERROR, Kind.VALIDITY, "6.6.1 / 8.7.3.2", SEC,
    source="P",
    each=("risks",),
    why="A wrong product moves a risk to the other side of the threshold; a residual above the inherent risk means controls that harm.",
    hint="Correct the score, or the ratings from which it is made.",
    fails=Example(
        (Edit("| Identity checked by name only | 4 | 3 | 12 |", "| Identity checked by name only | 4 | 3 | 7 |"),),
        (Found("the score 7 of RSK-106 is not 4 × 3 = 12", at="| RSK-106 |"),),
    ),
    more=(
        Example(
            (Edit("| CTL-004 | 6 | Tom Fraser | Sarah Chen |", "| CTL-004 | 16 | Tom Fraser | James Park |"),),
            (Found("the residual 16 of RSK-106 is above the inherent score 12", at="| RSK-106 |"),),
        ),
        Example((Edit("| Identity checked by name only | 4 | 3 | 12 |", "| Identity checked by name only | High | Medium | High |"),)),
        Example((Edit("| Identity checked by name only | 4 | 3 | 12 |", "| Identity checked by name only | 4 - yearly | 3 | 12 (medium) |"),)),
        Example(
            (
                Edit("the score is their product", "the score is the sum of both"),
                Edit("| Identity checked by name only | 4 | 3 | 12 |", "| Identity checked by name only | 4 | 3 | 7 |"),
            ),
        ),
    ),
)  # fmt: skip
def score_correct(workspace: Workspace, sec: Artifact) -> Iterator[Problem]:
    product = multiplies(sec)
    for risk in risks(sec):
        inherent = risk.score
        if product and risk.likelihood and risk.impact and risk.likelihood.numeric and risk.impact.numeric:
            rated = Rating(risk.likelihood.level * risk.impact.level, numeric=True)
            inherent = inherent or rated
            if risk.score and risk.score.numeric and risk.score.level != rated.level:
                made = f"{risk.likelihood.level} × {risk.impact.level} = {rated.level}"
                message = f"the score {risk.score.level} of {risk.label} is not {made}"
                edit = corrected(risk.record, "score", rated.level)
                yield Problem(risk.record.at("score"), message, edit=edit)
        if inherent and risk.residual and compare_ratings(risk.residual, inherent) is Order.GREATER:
            told = risk.record.text("score") or inherent.level
            message = f"the residual {risk.record.text('residual')} of {risk.label} is above the inherent score {told}"
            yield Problem(risk.record.at("residual"), message)


@rule(
    "SEC-07", "risk-control-link", Severity.STRICT, Kind.PRESENCE, "6.6.2 / 8.7.3.2", SEC,
    each=("risks", "controls"),
    why="A control without a risk costs money for no reason; a treated risk without a control is treated by hope.",
    hint="Name the controls in the risk's row, or the risks in the control's row.",
    fails=Example(
        (
            Edit("| Reduce: verification before each reset | CTL-004 |", "| Reduce: verification before each reset | |"),
            Edit("| administrative | SVC-003 | RSK-106 |", "| administrative | SVC-003 | |"),
        ),
        (
            Found("RSK-106 is treated, but no control does it", at="| RSK-106 |"),
            Found("CTL-004 treats no risk", at="| CTL-004 | Access"),
        ),
    ),
    more=(
        Example(
            (Edit("| Reduce: verification before each reset | CTL-004 |", "| Reduce: verification before each reset | CTL-040 |"),),
            (Found("RSK-106 names CTL-040, but no control in force has this ID", at="| RSK-106 |"),),
        ),
        Example(
            (Edit("| administrative | SVC-003 | RSK-106 |", "| administrative | SVC-003 | RSK-160 |"),),
            (Found("CTL-004 names RSK-160, but no risk has this ID", at="| CTL-004 | Access"),),
        ),
        Example((Edit("| Reduce: verification before each reset | CTL-004 |", "| Reduce: verification before each reset | |"),)),
        # the plan has this risk
        Example((Edit("| administrative | SVC-003 | RSK-106 |", "| administrative | SVC-003 | RSK-106, RSK-05 |"),)),
        Example(
            (
                Edit("| Reduce: verification before each reset | CTL-004 |", "| Accept | |"),
                Edit("| administrative | SVC-003 | RSK-106 |", "| administrative | SVC-003 | RSK-101 |"),
            ),
        ),
    ),
)  # fmt: skip
def risk_control_link(workspace: Workspace, sec: Artifact) -> Iterator[Problem]:
    known, registered = risks(sec), controls(sec)
    if registered and not known:
        yield Problem(sec.home("risks"), "no risk is assessed that the controls could treat")
        return
    for risk in known if registered else ():
        if risk.treated and not risk.controls:
            yield Problem(risk.record.at("controls"), f"{risk.label} is treated, but no control does it")
        for told in _identifiers(entries(risk.record, "controls")):
            if control_named(sec, told) is None:
                message = f"{risk.label} names {told}, but no control in force has this ID"
                yield Problem(risk.record.at("controls"), message, missing=False)
    ids = _risk_ids(workspace, known)
    named = {normalise(told.split()[0]) for risk in known for told in entries(risk.record, "controls")}
    by_name = {normalise(told) for risk in known for told in entries(risk.record, "controls")}
    for control in registered:
        if (
            not control.risks
            and not {normalise(control.id)} & named - {""}
            and normalise(control.name) not in by_name
        ):
            yield Problem(control.record.at("risks"), f"{control.label} treats no risk")
        for told in _identifiers(control.risks):
            if normalise(told) not in ids:
                message = f"{control.label} names {told}, but no risk has this ID"
                yield Problem(control.record.at("risks"), message, missing=False)


def _identifiers(told: tuple[str, ...]) -> Iterator[str]:
    """Those entries that begin with an ID: 'CTL-001 Firewall' gives CTL-001, 'Firewall' nothing."""
    for text in told:
        first = text.split()[0].strip("():,")
        if _IDENTIFIER.fullmatch(first):
            yield first


def _risk_ids(workspace: Workspace, known: tuple[Risk, ...]) -> frozenset[str]:
    plan = workspace.artifact("service-management-plan")
    planned = (row.text("id") for row in (plan.records("risks") if plan else ()))
    return frozenset(normalise(told) for told in (*planned, *(risk.id for risk in known))) - {""}


@rule(
    "SEC-08", "above-threshold-treated", Severity.ERROR, Kind.VALIDITY, "6.6.1 / 8.7.3.2", SEC,
    source="P",
    each=("risks",),
    why="A risk above the threshold that nobody treats or accepts was accepted silently, by whoever wrote the table.",
    hint="Plan a further action, or have somebody with the authority accept the risk by name.",
    fails=Example(
        (Edit(_ACCEPTED, "| CTL-011, CTL-017 | 8 | Chris Doyle | |"),),
        (Found("RSK-107 with 8 is above the threshold of 6, and neither an action nor an acceptance by name is recorded", at="| RSK-107 |"),),
    ),
    more=(
        Example(
            (Edit(_ACCEPTED, "| CTL-011, CTL-017 | 8 | Chris Doyle | CTO |"),),
            (Found("RSK-107 with 8 is above the threshold of 6 and accepted by 'CTO', expected a name", at="| RSK-107 |"),),
        ),
        Example(
            (Edit("| Reduce: handling rules, rights by role | CTL-011, CTL-017 | 8 | Chris Doyle | James Park |", "| | CTL-011, CTL-017 | | Chris Doyle | |"),),
            (Found("RSK-107 with 12 is above the threshold of 6, and neither an action nor an acceptance by name is recorded", at="| RSK-107 |"),),
        ),
        # a word does not compare with a figure, and without a threshold nothing lies above it
        Example((Edit(_ACCEPTED, "| CTL-011, CTL-017 | High | Chris Doyle | |"),)),
        Example((Edit(_ACCEPTED, "| CTL-011, CTL-017 | 8 | Chris Doyle | |"), Edit(_CRITERIA, "Management decides which risks are acceptable."))),
        Example(
            (
                Edit(_ACCEPTED, "| CTL-011, CTL-017 | 8 | Chris Doyle | |"),
                Edit(_CRITERIA, "Scores below 9 are acceptable."),
            ),
        ),
    ),
)  # fmt: skip
def above_threshold_treated(workspace: Workspace, sec: Artifact) -> Iterator[Problem]:
    limit = threshold_of(workspace, sec)
    for risk in risks(sec) if limit else ():
        left = risk.residual or (None if risk.treated else risk.score)
        if limit is None or left is None or not limit.exceeded_by(left) or _has_action(risk):
            continue
        accepted = risk.record.text("accepted")
        key = "accepted" if "accepted" in risk.record.cells else "residual"
        above = f"{risk.label} with {_said(risk)} is above the threshold of {_spelled(limit.rating)}"
        if not filled_cell(accepted) or _NO_ACTION.match(accepted):
            message = f"{above}, and neither an action nor an acceptance by name is recorded"
            yield Problem(risk.record.at(key), message)
        elif not is_person_name(accepted):
            message = f"{above} and accepted by '{accepted}', expected a name"
            yield Problem(risk.record.at(key), message, severity=Severity.WARNING)


def _has_action(risk: Risk) -> bool:
    return risk.record.filled("action") and not _NO_ACTION.match(risk.record.text("action"))


def _said(risk: Risk) -> str:
    return risk.record.text("residual") if risk.residual else risk.record.text("score")


def _spelled(rating: Rating) -> str:
    words = ("very low", "low", "medium", "high", "very high")
    return str(rating.level) if rating.numeric else words[int(rating.level) - 1]
