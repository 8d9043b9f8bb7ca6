"""Decisions and actions: owned, dated, of all three kinds, and each action the child of a decision."""

from __future__ import annotations

import re
from collections.abc import Iterator

from iso20k.facts.artifact import Artifact
from iso20k.judging.checks import unfilled
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Related, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.values.deferred import deferred
from validators.management_review.meeting import meeting
from validators.management_review.outcomes import (
    RESOURCES,
    SERVICES,
    SMS,
    Decision,
    actions,
    decision_kinds,
    decisions,
    find_decision,
    needs_work,
)

REVIEW = "management-review"
_NONE_NEEDED = deferred(
    r"\b(?:no|none|not any)\b.{0,60}\b(?:needed|required|necessary|taken|decisions?|changes?|actions?)\b|\bnone (?:needed|required|necessary)\b",
    re.IGNORECASE,
)
_NO_ACTION = deferred(
    r"\bno (?:\w+ ){0,2}actions? (?:is|are|was|were|has|have)\b|^\W*(?:none|no actions?)\b", re.IGNORECASE
)
_DECISIONS = (
    "| DEC-01 | Grant one extra FTE for the launch of SOC-as-a-Service, within the AUD 118,000 of PRJ-001 | resources | Daniel Okafor | 2027-01-15 |\n",
    "| DEC-02 | Dates of verifications and SLA reviews are kept by the steering group's calendar | SMS | Sarah Chen | 2026-11-06 |\n",
    "| DEC-03 | SOC-as-a-Service goes on to development after the design review | services | Mei Tanaka | 2026-11-20 |\n",
    "| DEC-04 | Policy and the four objectives stay as they are, suitable | policy-objectives | James Park | 2026-10-16 |\n",
    "| DEC-05 | The three improvements IMP-001, IMP-002 and IMP-003 are approved | SMS | Sarah Chen | 2026-10-30 |\n",
)
_ACTIONS = (
    "| ACT-101 | DEC-01 | Recruit one security analyst | Daniel Okafor | 2027-01-15 | open |\n",
    "| ACT-102 | DEC-02 | Enter the verification and review dates with a reminder ten working days ahead | Sarah Chen | 2026-11-06 | open |\n",
    "| ACT-103 | DEC-03 | Finish the design review of SOC-as-a-Service | Mei Tanaka | 2026-11-20 | open |\n",
)
_NOTE = "The actions are tracked in the register of NOS-SMS-21 Monitoring and Measurement; the improvements of DEC-05 have their own rows there and need no action here."


@rule(
    "MRV-02", "decisions-owned", Severity.ERROR, Kind.PRESENCE, "4.5.4.3 / 9.3", REVIEW,
    source="S",
    each=("decisions",),
    why="A decision that belongs to nobody and has no date is a wish; the next review finds it where this one left it.",
    hint="Write each decision as a row with its owner and target date.",
    fails=Example(
        (Edit("| services | Mei Tanaka | 2026-11-20 |", "| services | | 2026-11-20 |"),),
        (Found("DEC-03 has no owner", at="DEC-03"),),
    ),
    more=(
        Example(
            (Edit("| services | Mei Tanaka | 2026-11-20 |", "| services | Mei Tanaka | as soon as possible |"),),
            (Found("DEC-03 has no date that can be read: 'as soon as possible'", at="DEC-03"),),
        ),
        Example(
            tuple(Edit(row, "") for row in _DECISIONS),
            (Found("no decision is recorded", at="## Decisions"),),
        ),
        # 'none needed' is an answer that nobody has to own
        Example((Edit(_DECISIONS[2], "| DEC-03 | None needed for the services | services | | |\n"), Edit(_ACTIONS[2], ""))),
    ),
)  # fmt: skip
def decisions_owned(workspace: Workspace, review: Artifact) -> Iterator[Problem]:
    known = decisions(review)
    if not known:
        yield Problem(review.section_place("decisions"), "no decision is recorded")
    for decision in known:
        if decision.none:
            continue
        yield from unfilled(decision.record, decision.label, {"owner": "owner", "due": "target date"})
        told = decision.record.text("due")
        if decision.record.filled("due") and not any(sign.isdigit() for sign in told):
            yield Problem(
                decision.record.at("due"), f"{decision.label} has no date that can be read: '{told}'", missing=False
            )  # fmt: skip


@rule(
    "MRV-03", "actions-tracked", Severity.ERROR, Kind.PRESENCE, "4.5.4.3 / 9.3", REVIEW,
    source="S",
    each=("actions",),
    why="Actions that stand in minutes only are remembered at the next review; a register with owner, date and status is followed.",
    hint="Enter each action in the action register with owner, due date and status.",
    fails=Example(
        (Edit("| Mei Tanaka | 2026-11-20 | open |", "| Mei Tanaka | 2026-11-20 | |"),),
        (Found("ACT-103 has no status", at="ACT-103"),),
    ),
    more=(
        Example(
            tuple(Edit(row, "") for row in _ACTIONS),
            (Found("the action register is empty", at="## Action register"),),
        ),
        Example((*(Edit(row, "") for row in _ACTIONS), Edit(_NOTE, "No action is needed: what was decided takes effect at once."))),
    ),
)  # fmt: skip
def actions_tracked(workspace: Workspace, review: Artifact) -> Iterator[Problem]:
    known = actions(review)
    section = review.sections.get("actions")
    if not known and not any(_NO_ACTION().search(text.text) for text in (section.texts if section else ())):
        yield Problem(review.section_place("actions"), "the action register is empty")
    for action in known:
        yield from unfilled(
            action.record, action.label, {"owner": "owner", "due": "due date", "status": "status"}
        )


@rule(
    "MRV-07", "outputs-three-kinds", Severity.STRICT, Kind.PRESENCE, "4.5.4.3 / 9.3", REVIEW,
    why="The review must leave decisions on resources, on the SMS and on the services; a kind that is not named was not considered.",
    hint="Record a decision of this kind, or say that none is needed.",
    fails=Example(
        (Edit(_DECISIONS[0], ""), Edit(_ACTIONS[0], "")),
        (Found("there is no decision on resources, and nothing says that none is needed", at="## Decisions"),),
    ),
    more=(
        Example((Edit(_DECISIONS[0], ""), Edit(_ACTIONS[0], "| ACT-101 | DEC-02 | Recruit one security analyst | Daniel Okafor | 2027-01-15 | open |\n"),
                 Edit("## Action register", "No decision on resources was needed.\n\n## Action register"))),
        # without the column the words of a decision tell its kind
        Example((Edit("| Decision ID | Decision | Kind |", "| Decision ID | Decision | Remark |"),)),
    ),
)  # fmt: skip
def outputs_three_kinds(workspace: Workspace, review: Artifact) -> Iterator[Problem]:
    known = decisions(review)
    if not known:
        return  # MRV-02 says that nothing is decided
    told = {kind for decision in known for kind in decision.kinds}
    section = review.sections.get("decisions")
    for text in section.texts if section else ():
        if _NONE_NEEDED().search(text.text):
            told.update(decision_kinds(text.text))
    for kind in (RESOURCES, SMS, SERVICES):
        if kind not in told:
            name = kind if kind == RESOURCES else f"the {kind}"
            message = f"there is no decision on {name}, and nothing says that none is needed"
            yield Problem(review.section_place("decisions"), message)


@rule(
    "MRV-10", "action-dates", Severity.ERROR, Kind.VALIDITY, "- / -", REVIEW,
    source="P",
    each=("actions",),
    why="An action that was due before it was decided is a slip, or a register that was written afterwards.",
    hint="Correct the due date; it lies after the meeting.",
    fails=Example(
        (Edit("| Mei Tanaka | 2026-11-20 | open |", "| Mei Tanaka | 2026-09-20 | open |"),),
        (Found("ACT-103 is due on 2026-09-20, before the meeting of 2026-10-16", at="ACT-103"),),
    ),
    more=(
        Example((Edit("| Mei Tanaka | 2026-11-20 | open |", "| Mei Tanaka | 2026-10-16 | done 2026-10-16 |"),)),
        Example((Edit("| Mei Tanaka | 2026-11-20 | open |", "| Mei Tanaka | Month 9 | open |"),)),
    ),
)  # fmt: skip
def action_dates(workspace: Workspace, review: Artifact) -> Iterator[Problem]:
    held = meeting(review)
    for action in actions(review):
        if held.held and action.due and action.due < held.held:
            yield Problem(
                action.record.at("due"),
                f"{action.label} is due on {action.due}, before the meeting of {held.held}",
                related=(Related(held.at("date"), "the date of the meeting"),),
            )


@rule(
    "MRV-14", "action-has-decision", Severity.WARNING, Kind.VALIDITY, "- / -", REVIEW,
    source="P",
    each=("actions",),
    why="Actions that no decision asked for, and decisions that no action carries out, show that minutes and register were never compared.",
    hint="Name the decision in the action's row, and give each decision that needs work an action.",
    fails=Example(
        (Edit("| ACT-103 | DEC-03 |", "| ACT-103 | DEC-02 |"),),
        (Found("no action carries out DEC-03 'SOC-as-a-Service goes on to development after the design review'", at="DEC-03"),),
    ),
    more=(
        Example(
            (Edit("| ACT-103 | DEC-03 |", "| ACT-103 | DEC-03, DEC-09 |"),),
        ),
        Example(
            (Edit("| ACT-103 | DEC-03 | Finish", "| ACT-103 | DEC-09 | Finish"), Edit(_DECISIONS[2], "")),
            (Found("ACT-103 belongs to DEC-09, which is no decision of this review", at="ACT-103"),),
        ),
        Example(
            (Edit("| ACT-103 | DEC-03 | Finish", "| ACT-103 | | Finish"), Edit(_DECISIONS[2], "")),
            (Found("ACT-103 belongs to no decision", at="ACT-103"),),
        ),
    ),
)  # fmt: skip
def action_has_decision(workspace: Workspace, review: Artifact) -> Iterator[Problem]:
    known, held = decisions(review), meeting(review).held
    if not known or not any(decision.id for decision in known):
        return
    carried: set[str] = set()
    for action in actions(review):
        found = [d for d in known if find_decision(action.decision, (d,)) is not None]
        carried.update(decision.label for decision in found)
        if not found:
            named = (
                f"{action.decision}, which is no decision of this review"
                if action.decision
                else "no decision"
            )
            yield Problem(action.record.at("decision_id"), f"{action.label} belongs to {named}")
    for decision in known:
        if decision.label not in carried and actions(review) and needs_work(decision, held):
            yield Problem(decision.record.place, f"no action carries out {_told(decision)}")


def _told(decision: Decision) -> str:
    return f"{decision.id} '{decision.text}'" if decision.id else decision.label
