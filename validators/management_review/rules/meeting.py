"""The meeting itself: top management was there, in time, closed the loop of the last one and planned the next."""

from __future__ import annotations

import re
from collections.abc import Iterator

from iso20k.facts.artifact import Artifact
from iso20k.judging.checks import TOLERANCE
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Related, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.values.deferred import deferred
from iso20k.values.frequency import next_due
from validators.management_review.figures import contradictions, stated
from validators.management_review.inputs import of_kinds
from validators.management_review.kinds import PREVIOUS
from validators.management_review.meeting import (
    attendance,
    is_first,
    is_top_management,
    meeting,
    planned_frequency,
)
from validators.management_review.outcomes import previous_actions

REVIEW = "management-review"
_NO_ACTIONS = deferred(
    r"\bno (?:\w+ ){0,2}(?:actions?|points?|items?)\b|\ball (?:\w+ ){0,2}actions? (?:\w+ ){0,3}(?:closed|done|completed)\b|\bnone\b",
    re.IGNORECASE,
)
_FIRST = "This is the first review, so there are no prior actions (NOS-SMS-05 Service Management Plan, timeline of 2026-04-24)."
_NONE = "There are none, since no management review was held before. From April 2027 this section lists the actions above with what became of them: closed with the date, or carried with a new date and the reason."
_TABLE = "| Action ID | Action | Owner | Due | Status | New date |\n|---|---|---|---|---|---|\n"
_NEXT = "The next management review is on 2027-04-16, half a year after this one and after the surveillance of the first year has been planned."


@rule(
    "MRV-05", "top-management-present", Severity.STRICT, Kind.PRESENCE, "4.5.4.3 / 9.3", REVIEW,
    why="A review that top management leaves to others decides on nothing that costs money.",
    hint="Hold the review with the sponsor or another member of top management, and record the attendance.",
    fails=Example(
        (Edit("| James Park | CTO, top-management sponsor | yes |", "| James Park | CTO, top-management sponsor | no, represented by Sarah Chen |"),),
        (Found("top management was not present: James Park is recorded as absent", at="| James Park |"),),
    ),
    more=(
        Example(
            (Edit("| James Park | CTO, top-management sponsor | yes |\n", ""), Edit("| Chair | James Park |", "| Chair | Sarah Chen |")),
            (Found("nobody of top management is recorded as present", at="## Attendance"),),
        ),
        Example((Edit("| James Park | CTO, top-management sponsor | yes |", "| James Park | | ✓ |"),)),
        Example((Edit("| James Park | CTO, top-management sponsor | yes |", "| Ada Byrne | Chief Executive Officer | yes |"),)),
        # a deputy of the sponsor is not the sponsor
        Example(
            (Edit("| James Park | CTO, top-management sponsor | yes |", "| Ada Byrne | Deputy of the sponsor | yes |"), Edit("| Chair | James Park |", "| Chair | Sarah Chen |")),
            (Found("nobody of top management is recorded as present", at="## Attendance"),),
        ),
    ),
)  # fmt: skip
def top_management_present(workspace: Workspace, review: Artifact) -> Iterator[Problem]:
    there = attendance(review)
    leading = [attendee for attendee in there if is_top_management(workspace, attendee)]
    if any(attendee.present for attendee in leading):
        return
    if leading:
        names = leading[0].persons[0] if leading[0].persons else leading[0].text
        message = f"top management was not present: {names} is recorded as absent"
        yield Problem(leading[0].place, message, missing=False)
    else:
        yield Problem(review.section_place("attendance"), "nobody of top management is recorded as present")


@rule(
    "MRV-08", "previous-actions-closed-loop", Severity.ERROR, Kind.PRESENCE, "4.5.4.3 g / 9.3 a", REVIEW,
    source="S",
    why="A loop that stays open teaches everybody that decisions of the review need not be carried out.",
    hint="Close each earlier action or carry it with a new date; for the first review, say that there are none.",
    fails=Example(
        (Edit(_NONE, _TABLE + "| ACT-001 | Publish the policy | Sarah Chen | 2026-06-30 | open | |"),),
        (Found("ACT-001 was due on 2026-06-30 and is neither closed nor carried with a new date", at="ACT-001"),),
    ),
    more=(
        Example((Edit(_NONE, _TABLE + "| ACT-001 | Publish the policy | Sarah Chen | 2026-06-30 | open | 2026-11-30 |"),)),
        Example((Edit(_NONE, _TABLE + "| ACT-001 | Publish the policy | Sarah Chen | 2026-06-30 | closed 2026-06-28 | |"),)),
        Example((Edit(_NONE, _TABLE + "| ACT-001 | Publish the policy | Sarah Chen | 2026-06-30 | open, carried to 2026-11-30 | |"),)),
        Example((Edit(_NONE, _TABLE + "| ACT-001 | Publish the policy | Sarah Chen | 2026-12-31 | in progress | |"),)),
        Example(
            (Edit(_NONE, _TABLE + "| ACT-001 | Publish the policy | Sarah Chen | | in progress | |"),),
            (Found("ACT-001 is neither closed nor carried with a new date", at="ACT-001"),),
        ),
        Example(
            (Edit(_NONE, "The actions were looked at one by one, with their owners, and most of them are well under way or nearly finished today."),
             Edit(_FIRST, "The list of the spring was read out (NOS-SMS-05, 2026-04-24)."),
             Edit("| Previous review | none, this is the first management review |\n", "")),
            (Found("nothing says what became of the actions of the previous review", at="### 2. Status of previous actions"),),
        ),
    ),
)  # fmt: skip
def previous_actions_closed(workspace: Workspace, review: Artifact) -> Iterator[Problem]:
    known, held = previous_actions(review), meeting(review).held or workspace.as_of
    for action in known:
        if action.closed or (action.due and action.due >= held):
            continue
        was = f"was due on {action.due} and is" if action.due else "is"
        message = f"{action.label} {was} neither closed nor carried with a new date"
        yield Problem(action.record.at("status"), message)
    if known or is_first(review):
        return
    said = of_kinds(review, (PREVIOUS,))  # an input that says nothing at all is MRV-01's
    if said and not any(_NO_ACTIONS().search(entry.text) for entry in said):
        message = "nothing says what became of the actions of the previous review"
        yield Problem(review.section_place("previous"), message)


@rule(
    "MRV-09", "planned-interval", Severity.WARNING, Kind.VALIDITY, "4.1.1 f / 9.3", REVIEW,
    why="Planned intervals that nobody keeps let a bad half-year pass before top management hears of it.",
    hint="Hold the review in its interval, or change the planned frequency with a reason.",
    fails=Example(
        (Edit("| Previous review | none, this is the first management review |", "| Previous review | 2025-12-10 |"),),
        (Found("the review of 2026-10-16 follows that of 2025-12-10, it was due on 2026-06-10 (half-yearly)", at="| Previous review |"),),
    ),
    more=(
        Example((Edit("| Previous review | none, this is the first management review |", "| Previous review | 2026-04-14 |"),)),
        # the plan tells how often, when the review does not
        Example(
            (Edit("| Previous review | none, this is the first management review |", "| Previous review | 2025-12-10 |"), Edit("| Frequency | half-yearly |\n", "")),
            (Found("the review of 2026-10-16 follows that of 2025-12-10, it was due on 2026-06-10 (half-yearly)", at="| Previous review |"),),
        ),
        Example((Edit("| Previous review | none, this is the first management review |", "| Previous review | 2025-12-10 |"), Edit("| Frequency | half-yearly |", "| Frequency | annual |"))),
    ),
)  # fmt: skip
def planned_interval(workspace: Workspace, review: Artifact) -> Iterator[Problem]:
    held = meeting(review)
    often = planned_frequency(workspace, review)
    if held.held is None or held.last is None or often is None or not often[0].days:
        return
    due = next_due(held.last, often[0])
    if (held.held - due).days > often[0].days * TOLERANCE:
        yield Problem(
            held.at("last"),
            f"the review of {held.held} follows that of {held.last}, it was due on {due} ({often[0].text})",
            related=(Related(often[1], "the planned frequency"),),
        )


@rule(
    "MRV-13", "next-review", Severity.WARNING, Kind.PRESENCE, "4.5.4.3 / 9.3", REVIEW,
    why="A review without a date for the next one is the last one until an auditor asks.",
    hint="Set the date of the next review, within the planned interval.",
    fails=Example(
        (Edit(_NEXT, "The next management review is on 2026-10-23."),),
        (Found("the next review was planned for 2026-10-23, which has passed", at="2026-10-23"),),
    ),
    more=(
        Example(
            (Edit(_NEXT, "The next management review is arranged by Sarah Chen with all members in due time."),),
            (Found("no date is set for the next review", at="## Next review"),),
        ),
        Example((Edit(_NEXT, "The next management review is arranged by Sarah Chen."), Edit("| Frequency | half-yearly |", "| Frequency | half-yearly |\n| Next review | April 2027 |"))),
    ),
)  # fmt: skip
def next_review(workspace: Workspace, review: Artifact) -> Iterator[Problem]:
    held = meeting(review)
    if held.following is None:
        yield Problem(held.following_place, "no date is set for the next review")
    elif held.following.day and not held.following.ambiguous and held.following.day < workspace.as_of:
        message = f"the next review was planned for {held.following.text}, which has passed"
        yield Problem(held.following_place, message, missing=False)


@rule(
    "MRV-15", "figures-consistent-inside", Severity.ERROR, Kind.VALIDITY, "- / -", REVIEW,
    source="P",
    why="Minutes that give one figure in two sizes were put together from two states of the truth, and no reader knows which was decided on.",
    hint="Correct the figure, so that it is the same wherever it stands.",
    fails=Example(
        (Edit("| OBJ-04 Satisfy customers | NPS 42 (July 2026), target >= 40 |", "| OBJ-04 Satisfy customers | NPS 45 (July 2026), target >= 40 |"),),
        (Found("the NPS of July 2026 is 42, elsewhere it is 45", at="| Relationship survey |"),),
    ),
    more=(
        Example(
            (Edit("the audit found no major nonconformity.", "the audit found no major nonconformity in all 5 findings."),),
            (Found("the number of findings is 5, elsewhere it is 3", at="in all 5 findings"),),
        ),
        Example(
            (Edit("| NPS 42 (July 2026), target 40; 31 in December 2025 |", "| NPS 42 (July 2026), target 45; 31 in December 2025 |"),),
            (Found("the NPS target is 45, elsewhere it is 40", at="| Relationship survey |"),),
        ),
        # another period is another figure, and a part of the findings is not all of them
        Example((Edit("customers are more content than before it began", "NPS 31 in December 2025 has grown since, 1 of the findings is in work"),)),
    ),
)  # fmt: skip
def figures_consistent(workspace: Workspace, review: Artifact) -> Iterator[Problem]:
    for figure, other in contradictions(stated(review)):
        yield Problem(
            figure.place,
            f"{figure.said} is {figure.value}, elsewhere it is {other.value}",
            related=(Related(other.place, f"here it is {other.value}"),),
        )
