"""What a person would read out about the management review."""

from __future__ import annotations

import re
from collections.abc import Iterator

from iso20k.facts.artifact import Artifact
from iso20k.judging.workspace import Workspace
from iso20k.wording.phrases import count
from validators.management_review.inputs import of_kinds
from validators.management_review.kinds import NINE, PREVIOUS
from validators.management_review.meeting import is_first, meeting
from validators.management_review.outcomes import actions, decisions, previous_actions

_LONGEST = 70


def summary(workspace: Workspace, review: Artifact) -> str:
    """'9 of 9 required inputs compiled: … 5 decisions with owner and date. 3 actions tracked, none overdue. …'."""
    return " ".join(f"{part}." for part in (_inputs(review), *_outcomes(workspace, review), _next(review)))


def _inputs(review: Artifact) -> str:
    told = tuple(_told(review))
    return f"{len(told)} of {len(NINE)} required inputs compiled" + (f": {'; '.join(told)}" if told else "")


def _told(review: Artifact) -> Iterator[str]:
    """'results of audits and reviews, 3 findings' for each input that says something."""
    for asked in NINE:
        found = of_kinds(review, asked.kinds)
        if PREVIOUS in asked.kinds and (earlier := previous_actions(review)):
            open_ones = sum(not action.closed for action in earlier)
            yield f"{asked.name}, {count(len(earlier), 'action')} of earlier reviews, {open_ones} open"
        elif PREVIOUS in asked.kinds and found and is_first(review):
            yield f"{asked.name}, first review, no prior actions"
        elif found:
            said = re.split(r";|:(?![^(]*\))|\.\s", found[0].figures or found[0].conclusion)[0].strip()
            said = said[:1].lower() + said[1:] if said[1:2].islower() else said
            yield f"{asked.name}, {said}" if len(said) <= _LONGEST else asked.name


def _outcomes(workspace: Workspace, review: Artifact) -> Iterator[str]:
    known = [decision for decision in decisions(review) if not decision.none]
    owned = [d for d in known if d.record.filled("owner") and d.record.filled("due")]
    if not known:
        yield "No decision is recorded"
    elif len(owned) == len(known):
        yield f"{count(len(known), 'decision')} with owner and date"
    else:
        yield f"{len(owned)} of {count(len(known), 'decision')} with owner and date"
    tracked = actions(review)
    late = sum(not a.closed and a.due is not None and a.due < workspace.as_of for a in tracked)
    yield (
        f"{count(len(tracked), 'action')} tracked, {late or 'none'} overdue"
        if tracked
        else "No action is tracked"
    )


def _next(review: Artifact) -> str:
    following = meeting(review).following
    return f"Next review {following.text}" if following else "No next review is planned"
