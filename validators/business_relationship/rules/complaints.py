"""Complaints: handled to the end, in which time, and what is late."""

from __future__ import annotations

from collections.abc import Iterator

from iso20k.facts.artifact import Artifact
from iso20k.judging.checks import day_of
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.wording.phrases import listed
from validators.business_relationship.complaints import complaints, exceeds
from validators.business_relationship.procedure import (
    CLOSURE,
    LIFECYCLE,
    acknowledgement,
    lacking_stages,
    resolution,
    stages,
)

BRM = "business-relationship"
_STAGES = (
    "| 1 Receipt | The complaint is taken by telephone, e-mail, portal or in person and acknowledged to the sender | Whoever receives it, Help Desk for the portal | 2 business days for the acknowledgement |\n",
    "| 3 Investigation | Facts and cause are established with the people concerned; the sender is heard | Relationship owner | 5 business days after receipt |\n",
    "| 5 Feedback | The result is reported to the sender in writing; the complaint is closed when the sender agrees or after two unanswered messages | Relationship owner | 2 business days after the resolution |",
)
_CLOSED = "| 2026-08-25 | closed | no | 2026-09-04 | CAPA-003 |"
_OPEN = Edit(_CLOSED, "| 2026-08-25 | open | no | | |")
_ROWS = (
    "| CMP-001 | 2026-06-09 | CUS-005 | SVC-003 | Same printer fault reported three times, told the story anew each time | 2026-06-10 | closed | no | 2026-06-19 | none; calls of a sender are now linked |\n",
    "| CMP-002 | 2026-07-14 | CUS-004 | SVC-001 | Patch window announced one day ahead instead of five | 2026-07-14 | closed | no | 2026-07-24 | none; reminder added to the change calendar |\n",
    "| CMP-003 | 2026-08-24 | CUS-020 | SVC-003 | Call back promised for the same day came the next morning | 2026-08-25 | closed | no | 2026-09-04 | CAPA-003 |\n",
)
#: No complaint at all, said in a sentence or in a row: a register is then complete.
_NONE_RECEIVED = (
    Example((Edit(_ROWS[0], ""), Edit(_ROWS[1], ""), Edit(_ROWS[2], "| none received | | | | since 1 May 2026 only questions reached the relationship owners | | | | | |\n"))),
    Example((Edit(_ROWS[0], ""), Edit(_ROWS[1], ""), Edit(_ROWS[2], "\nNo complaint was received between 1 May and 28 October 2026; all 38 letters were questions or praise.\n"))),
)  # fmt: skip


@rule(
    "BRM-02", "complaint-stages", Severity.ERROR, Kind.PRESENCE, "7.1 / 8.3.2", BRM,
    source="S",
    why="A complaint has to be recorded, investigated, acted upon, reported and closed; one that stops half-way comes back louder.",
    hint="Describe every stage from receipt to closure: what happens, who does it and in which time.",
    fails=Example(
        (Edit(_STAGES[1], ""),),
        (Found("the complaint procedure has no stage for investigation", at="## Complaint definition"),),
    ),
    more=(
        Example(
            (Edit(_STAGES[0], ""), Edit("| 2 Logging | It is recorded", "| 2 Triage | It is given a number"), Edit(_STAGES[2], "")),
            (Found("the complaint procedure has no stage for receipt and recording, report or feedback and closure", at="## Complaint definition"),),
        ),
        Example(
            (Edit("; the complaint is closed when the sender agrees or after two unanswered messages", ""),),
            (Found("no stage says when a complaint is closed", at="## Complaint definition"),),
        ),
        Example(
            (Edit("", "# BRM\n\n## Complaint procedure\n\nComplaints are welcome. There is no investigation of anonymous complaints.\n"),),
            (Found("the complaint procedure has no stages", at="## Complaint procedure"),),
        ),
        Example(
            (Edit("", "# BRM\n\n## Complaint handling\n\n1. Recording: the Help Desk opens a case.\n2. Analysis: the account manager asks for facts.\n3. Action: a remedy is agreed.\n4. Feedback and closure: the customer hears the result.\n"),),
        ),
    ),
)  # fmt: skip
def complaint_stages(workspace: Workspace, brm: Artifact) -> Iterator[Problem]:
    lacking = lacking_stages(brm)
    place = brm.home("stages")
    if not stages(brm) and len(lacking) >= 3:
        yield Problem(place, "the complaint procedure has no stages")
    elif lacking == (CLOSURE,):
        # feedback is often the last stage that a list names; what is left open then is only when the case ends
        message, hint = "no stage says when a complaint is closed", "Say who closes a complaint, and when."
        yield Problem(place, message, hint, severity=Severity.WARNING)
    elif lacking:
        yield Problem(
            place,
            f"the complaint procedure has no stage for {listed(t.name for t in LIFECYCLE if t in lacking)}",
        )


@rule(
    "BRM-09", "complaint-time-limits", Severity.WARNING, Kind.PRESENCE, "7.1 / 8.3.2", BRM,
    source="S",
    why="Promptly means nothing to somebody who waits; limits in hours or days make slow handling visible.",
    hint="Write the time limits for acknowledgement and resolution as figures, such as 2 business days.",
    fails=Example(
        (Edit("| 2 business days for the acknowledgement |", "| promptly |"),),
        (Found("the complaint procedure has no numeric time limit for the acknowledgement", at="## Complaint definition"),),
    ),
    more=(
        Example(
            (Edit("| Relationship owner with the service owner | 10 business days after receipt |", "| Relationship owner with the service owner | as soon as possible |"),),
            (Found("the complaint procedure has no numeric time limit for the resolution", at="## Complaint definition"),),
        ),
        Example(
            (Edit("", "# BRM\n\n## Complaint procedure\n\nEach complaint is acknowledged within two working days and resolved within 10 working days.\n"),),
        ),
    ),
)  # fmt: skip
def complaint_time_limits(workspace: Workspace, brm: Artifact) -> Iterator[Problem]:
    for limit, word in ((acknowledgement(brm), "acknowledgement"), (resolution(brm), "resolution")):
        if limit is None:
            yield Problem(
                brm.home("stages"), f"the complaint procedure has no numeric time limit for the {word}"
            )


@rule(
    "BRM-13", "complaint-overdue", Severity.WARNING, Kind.VALIDITY, "7.1 / 8.3.2", BRM,
    each=("complaints",),
    why="A complaint that stays open beyond its limit without escalation shows that the procedure is not followed.",
    hint="Escalate the complaint and record to whom, or close it.",
    fails=Example(
        (_OPEN,),
        (Found("CMP-003 has been open since 2026-08-24, longer than the limit, and is not escalated", at="CMP-003"),),
    ),
    more=(
        *_NONE_RECEIVED,
        Example((Edit(_CLOSED, "| 2026-08-25 | open | Grace Mitchell, 2026-09-08 | | |"),)),
        # a complaint cannot be closed before it comes, so how long it was open is unknown
        Example(
            (Edit("| CMP-003 | 2026-08-24 |", "| CMP-003 | 2026-09-24 |"),),
            (Found("CMP-003 was closed on 2026-09-04, before it was received on 2026-09-24", at="CMP-003"),),
        ),
        Example((Edit("| CMP-003 | 2026-08-24 |", "| CMP-003 | 2026-09-04 |"),)),
        # 14 calendar days are 10 business days
        Example((_OPEN, Edit("| CMP-003 | 2026-08-24 |", "| CMP-003 | 2026-10-16 |"))),
        # the limit is no figure, so nothing can be late
        Example(
            (_OPEN, Edit("| Relationship owner with the service owner | 10 business days after receipt |", "| Relationship owner with the service owner | as soon as possible |")),
        ),
    ),
)  # fmt: skip
def complaint_overdue(workspace: Workspace, brm: Artifact) -> Iterator[Problem]:
    for complaint in complaints(brm):
        closed = day_of(complaint.record, "closed")
        if closed and complaint.received and closed < complaint.received:
            message = (
                f"{complaint.label} was closed on {closed}, before it was received on {complaint.received}"
            )
            yield Problem(complaint.record.at("closed"), message, "Correct the date that is wrong.")
    limit = resolution(brm)
    for complaint in complaints(brm) if limit else ():
        if not complaint.open or complaint.escalated or complaint.received is None or limit is None:
            continue
        if exceeds(complaint.received, workspace.as_of, limit.duration):
            message = f"{complaint.label} has been open since {complaint.received}, longer than the limit, and is not escalated"
            yield Problem(complaint.record.place, message)
