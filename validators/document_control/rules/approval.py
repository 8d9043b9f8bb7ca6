"""Approval and review: by whom, when, in which order, and how long it holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from iso20k.document import Cell
from iso20k.facts.artifact import Artifact
from iso20k.judging.control import cycle_months
from iso20k.judging.near_miss import NearMiss
from iso20k.judging.rule import EVERY, Edit, Example, Found, Kind, Problem, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.values.dates import add_months, parse_moment
from iso20k.wording.filled import filled_cell
from iso20k.wording.names import normalise
from validators.organization_profile.people import nearest_person, person_or_role_known


def _day(cell: Cell) -> date | None:
    moment = parse_moment(cell.text)
    return moment.day if moment and not moment.ambiguous else None


@rule(
    "DOC-03", "doc-approved", Severity.STRICT, Kind.PRESENCE, "4.3.2 / 7.5.2", EVERY,
    why="Approved without an approver and a day is a word; an approval in the future has not happened.",
    hint="Name the approver and the day of approval, or set the status to in review.",
    fails=Example(
        (Edit("approver: James Park\n", "approver:\n"),),
        (Found("the document is approved, but no approver is named", at="status: approved"),),
    ),
    more=(
        Example(
            (Edit("approved: 2026-06-05", "approved: 2026-11-02"), Edit("effective: 2026-06-08", "effective: 2026-11-03")),
            (Found("the approval date 2026-11-02 lies after 2026-10-30", at="approved: 2026-11-02"),),
        ),
    ),
)  # fmt: skip
def doc_approved(workspace: Workspace, artifact: Artifact) -> Iterator[Problem]:
    if artifact.status != "approved":
        return
    if not filled_cell(artifact.field("approver").text):
        yield Problem(
            artifact.at(artifact.field("status")), "the document is approved, but no approver is named"
        )
    told = artifact.field("approved")
    day = _day(told)
    if day is None:
        yield Problem(
            artifact.at(artifact.field("status")),
            "the document is approved, but no day of approval can be read",
        )
    elif day > workspace.as_of:
        yield Problem(
            artifact.at(told), f"the approval date {day} lies after {workspace.as_of}", missing=False
        )


@rule(
    "DOC-04", "doc-approver-not-author", Severity.ADVICE, Kind.VALIDITY, "4.3.2 / 7.5.2", EVERY,
    source="P",
    why="Who approves their own text adds a signature, not a second pair of eyes.",
    hint="Let somebody else approve.",
    fails=Example(
        (Edit("approver: James Park", "approver: Emily Nguyen"),),
        (Found("Emily Nguyen approved their own document", at="approver: Emily Nguyen"),),
    ),
)  # fmt: skip
def doc_approver_not_author(workspace: Workspace, artifact: Artifact) -> Iterator[Problem]:
    approver, author = artifact.field("approver"), artifact.field("author")
    if filled_cell(approver.text) and normalise(approver.text) == normalise(author.text):
        yield Problem(artifact.at(approver), f"{approver.text} approved their own document")
    yield from _all_at_once(workspace, artifact)


#: From so many approved documents on, a common day of approval says something; and this share of them, in percent.
FEW_DOCUMENTS, MOST_PERCENT = 5, 80


def _all_at_once(workspace: Workspace, artifact: Artifact) -> Iterator[Problem]:
    """Approving everything on one day leaves no time to read it; told once, at the first document."""
    if artifact is not next(iter(workspace.artifacts.values()), None):
        return
    days = [
        day
        for a in workspace.artifacts.values()
        if a.status == "approved" and (day := _day(a.field("approved")))
    ]
    if len(days) < FEW_DOCUMENTS:
        return
    day, number = Counter(days).most_common(1)[0]
    if 100 * number > MOST_PERCENT * len(days):
        message = f"{number} of {len(days)} approved documents were approved on one day, {day}"
        yield Problem(
            artifact.at(artifact.field("approved")), message, "Read and approve documents one by one."
        )


@rule(
    "DOC-05", "doc-review-not-past", Severity.WARNING, Kind.VALIDITY, "4.3.2 / 7.5.3", EVERY,
    why="A review date that has passed says that the organisation does not do what it planned.",
    hint="Review the document, then move the next review forward.",
    fails=Example(
        (Edit("next_review: 2027-06-04", "next_review: 2026-09-30"),),
        (Found("the review was due on 2026-09-30", at="next_review: 2026-09-30"),),
    ),
)  # fmt: skip
def doc_review_not_past(workspace: Workspace, artifact: Artifact) -> Iterator[Problem]:
    told = artifact.field("next_review")
    day = _day(told)
    if day and day < workspace.as_of:
        yield Problem(artifact.at(told), f"the review was due on {day}")


@rule(
    "DOC-06", "doc-review-within-cycle", Severity.ADVICE, Kind.VALIDITY, "4.3.2 / 7.5.3", EVERY,
    source="P",
    why="A review parked for years is no review; the documentation framework promises a cycle.",
    hint="Bring the next review within the review cycle.",
    fails=Example(
        (Edit("next_review: 2027-06-04", "next_review: 2028-06-04"),),
        (Found("the next review is more than 12 months after the approval", at="next_review: 2028-06-04"),),
    ),
)  # fmt: skip
def doc_review_within_cycle(workspace: Workspace, artifact: Artifact) -> Iterator[Problem]:
    approved, review = _day(artifact.field("approved")), _day(artifact.field("next_review"))
    months = cycle_months(workspace)
    if approved and review and review > add_months(approved, months):
        message = f"the next review is more than {months} months after the approval"
        yield Problem(artifact.at(artifact.field("next_review")), message)


@rule(
    "DOC-07", "doc-dates-ordered", Severity.ERROR, Kind.VALIDITY, "4.3.2 / 7.5.2", EVERY,
    source="P",
    why="A document in force before its approval, or approved before it was written, shows back-dating.",
    hint="Correct the date: written, approved, effective, next review.",
    fails=Example(
        (Edit("effective: 2026-06-08", "effective: 2026-05-08"),),
        (Found("the effective date 2026-05-08 lies before the approval date 2026-06-05", at="effective: 2026-05-08"),),
    ),
)  # fmt: skip
def doc_dates_ordered(workspace: Workspace, artifact: Artifact) -> Iterator[Problem]:
    steps = [
        ("day of writing", artifact.field("authored")),
        ("approval date", artifact.field("approved")),
        ("effective date", artifact.field("effective")),
        ("next review", artifact.field("next_review")),
    ]
    dated = [(word, cell, day) for word, cell in steps if (day := _day(cell))]
    for (earlier_word, _, earlier), (word, cell, day) in pairwise(dated):
        if day < earlier:
            yield Problem(artifact.at(cell), f"the {word} {day} lies before the {earlier_word} {earlier}")


@rule(
    "DOC-14", "doc-owner-known", Severity.WARNING, Kind.VALIDITY, "4.1.3 / 5.3", EVERY,
    why="A document whose owner has left, or never was, is kept by nobody.",
    hint="Name a person or a role of the organization profile, or add the person there.",
    fails=Example(
        (Edit("owner: Emily Nguyen", "owner: Emely Nguyen"),),
        (Found("the document owner 'Emely Nguyen' is not in the organization profile, the nearest is Emily Nguyen", at="owner: Emely"),),
    ),
)  # fmt: skip
def doc_owner_known(workspace: Workspace, artifact: Artifact) -> Iterator[Problem]:
    profile = workspace.artifact("organization-profile")
    owner = artifact.field("owner")
    if profile is None or not filled_cell(owner.text) or person_or_role_known(profile, owner.text):
        return
    near = nearest_person(profile, owner.text)
    ending = f", the nearest is {near}" if near else ""
    message = f"the document owner '{owner.text}' is not in the organization profile{ending}"
    yield Problem(artifact.at(owner), message, edit=NearMiss(owner.text, near or "").edit)
