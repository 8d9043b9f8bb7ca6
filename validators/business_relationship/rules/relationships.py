"""Who answers for a customer, how often they meet, and by which channels they speak."""

from __future__ import annotations

import re
from collections.abc import Iterator

from iso20k.facts.artifact import Artifact
from iso20k.judging.checks import lapsed
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.values.frequency import find_frequencies, parse_frequency
from iso20k.wording.filled import filled_cell
from iso20k.wording.persons import person_names
from iso20k.wording.phrases import listed
from iso20k.wording.sentences import sentences
from validators.business_relationship.customers import (
    Customer,
    customers,
    rhythm_of,
    segment_rows,
    segments,
    speaks_of,
)
from validators.service_management_plan.prose import prose_of

BRM = "business-relationship"
_REASON = re.compile(
    r"\b(?:because|since|as|reason|so that|share|shared|together|same|one standard|due to)\b", re.IGNORECASE
)


@rule(
    "BRM-04", "relationship-owner", Severity.STRICT, Kind.PRESENCE, "7.1 / 8.3.2", BRM,
    each=("customers",),
    why="The standard asks for one designated person per customer; where everybody cares, nobody answers for satisfaction.",
    hint="Name one person as relationship owner; for a segment say why one person can look after all of it.",
    fails=Example(
        (Edit("| Chief Information Officer | Emily Nguyen |", "| Chief Information Officer | Customer Success team |"),),
        (Found("the relationship owner of Kestrel Insurance is 'Customer Success team', expected one named person", at="CUS-004"),),
    ),
    more=(
        Example(
            (Edit("| Head of IT | Grace Mitchell |", "| Head of IT | |"),),
            (Found("Acme Logistics has no relationship owner", at="CUS-001"),),
        ),
        Example(
            (Edit("| Head of IT | Grace Mitchell |", "| Head of IT | Grace Mitchell and Emily Nguyen |"),),
            (Found("Acme Logistics has 2 relationship owners, expected one: Grace Mitchell and Emily Nguyen", at="CUS-001"),),
        ),
        Example((Edit("| Head of IT | Grace Mitchell |", "| Head of IT | Grace Mitchell (deputy: Emily Nguyen) |"),)),
        Example(
            (
                Edit("| One standard contract; the Help Desk is the only service and the daily contact |", "| |"),
                Edit("; segments are kept together where the same person, rhythm and channel hold for all members", ""),
            ),
            (Found("nothing says why one person looks after the segment SMB as a whole", at="CUS-020"),),
        ),
    ),
)  # fmt: skip
def relationship_owner(workspace: Workspace, brm: Artifact) -> Iterator[Problem]:
    for customer in customers(brm):
        told, place = _owner(brm, customer), customer.record.at("owner")
        names = person_names(told)
        if not filled_cell(told):
            yield Problem(place, f"{customer.label} has no relationship owner")
        elif len(names) > 1:
            yield Problem(
                place,
                f"{customer.label} has {len(names)} relationship owners, expected one: {told}",
                missing=False,
            )
        elif not names:
            message = f"the relationship owner of {customer.label} is '{told}', expected one named person"
            yield Problem(place, message, missing=False)
        elif customer.group and not _has_reason(brm, customer):
            yield Problem(
                place, f"nothing says why one person looks after the segment {customer.label} as a whole"
            )


def _owner(brm: Artifact, customer: Customer) -> str:
    """The owner of the row, else the one that the table of segments names for it."""
    if customer.record.filled("owner"):
        return customer.record.text("owner")
    rows = (row for row in segment_rows(brm) if row.filled("owner"))
    name = customer.segment or customer.name
    return next(
        (row.text("owner") for row in rows if speaks_of(row.text("segment"), name)),
        customer.record.text("owner"),
    )


def _has_reason(brm: Artifact, customer: Customer) -> bool:
    rows = (row for row in segment_rows(brm) if speaks_of(row.text("segment"), customer.name))
    if any(row.filled("reason") for row in rows):
        return True
    sections = (brm.sections[key] for key in ("customers", "roles") if key in brm.sections)
    told = (sentence for section in sections for sentence in sentences(prose_of(section)))
    return any(_REASON.search(s) and (speaks_of(s, customer.name) or "segment" in s.lower()) for s in told)


@rule(
    "BRM-05", "review-cadence", Severity.WARNING, Kind.PRESENCE, "7.1 / 8.3.2", BRM,
    source="S",
    each=("customers",),
    why="Performance is reviewed with the customer at planned intervals; a review without a date is one that nobody misses.",
    hint="Give each customer or segment a review frequency, and hold or re-plan the review that is due.",
    fails=Example(
        (Edit("| monthly | 2026-10-13 | 2026-11-10 |", "| monthly | 2026-06-09 | 2026-07-14 |"),),
        (Found("the review of Acme Logistics was due on 2026-07-14", at="CUS-001"),),
    ),
    more=(
        Example(
            (
                Edit("| Tom Fraser | annual | 2026-05-28 | 2027-05-27 |", "| Tom Fraser | | | |"),
                Edit("| SMB | annual | Use, satisfaction", "| SMB | | Use, satisfaction"),
                Edit("wishes, complaints | annual | Tom Fraser |", "wishes, complaints | | Tom Fraser |"),
            ),
            (Found("SMB has no review frequency", at="CUS-020"),),
        ),
        Example(
            (Edit("| Tom Fraser | annual | 2026-05-28 |", "| Tom Fraser | when needed | 2026-05-28 |"),),
            (Found("the review frequency 'when needed' of SMB is no interval", at="CUS-020"),),
        ),
        Example(
            (Edit("| Tom Fraser | annual | 2026-05-28 |", "| Tom Fraser | bi-annual | 2026-05-28 |"),),
            (Found("the review frequency 'bi-annual' of SMB can mean twice a year or every two years", at="CUS-020"),),
        ),
        Example((Edit("| Tom Fraser | annual | 2026-05-28 | 2027-05-27 |", "| Tom Fraser | | | |"),)),
        Example((Edit("| Head of IT | Grace Mitchell | monthly |", "| Head of IT | Grace Mitchell | every 4 weeks |"),)),
    ),
)  # fmt: skip
def review_cadence(workspace: Workspace, brm: Artifact) -> Iterator[Problem]:
    for customer in customers(brm):
        yield from _rhythm_problems(brm, customer)
        late = lapsed(
            customer.record,
            workspace.as_of,
            last="last_review",
            frequency="review_frequency",
            following="next_review",
        )
        if late:
            yield Problem(late[0], f"the review of {customer.label} {late[1]}", missing=False)
    for row in brm.records("reviews"):
        late = lapsed(
            row, workspace.as_of, last="last_review", frequency="frequency", following="next_review"
        )
        if late:
            yield Problem(late[0], f"the review of {row.text('segment')} {late[1]}", missing=False)


def _rhythm_problems(brm: Artifact, customer: Customer) -> Iterator[Problem]:
    told, place = customer.record.text("review_frequency"), customer.record.at("review_frequency")
    if not customer.record.filled("review_frequency"):
        if not (rhythm_of(brm, customer.segment) or rhythm_of(brm, customer.name)):
            yield Problem(place, f"{customer.label} has no review frequency")
        return
    often = parse_frequency(told)
    if often is None:
        message = f"the review frequency '{told}' of {customer.label} is no interval"
        yield Problem(place, message, "Say how often: monthly, quarterly, annual.", missing=False)
    elif often.ambiguous and told.strip().lower().startswith("bi"):
        message = f"the review frequency '{told}' of {customer.label} can mean {_two_meanings(told)}"
        hint = "Write half-yearly, every two years, fortnightly or every two months."
        yield Problem(place, message, hint, missing=False)


def _two_meanings(told: str) -> str:
    if "week" in told.lower():
        return "twice a week or every two weeks"
    return (
        "twice a month or every two months" if "month" in told.lower() else "twice a year or every two years"
    )


@rule(
    "BRM-06", "communication-plan", Severity.WARNING, Kind.PRESENCE, "7.1 / 8.3.2", BRM,
    source="S",
    why="Customers who hear from the provider only after an outage learn to complain; the mechanism has to be planned.",
    hint="Give each segment a channel and a frequency in the communication plan.",
    fails=Example(
        (Edit("| SMB | Review call with a written summary |", "| SMB | |"),),
        (Found("the communication with SMB has no channel", at="Use of the Help Desk, wishes"),),
    ),
    more=(
        Example(
            (
                Edit("| SMB | Review call with a written summary | Use of the Help Desk, wishes, complaints | annual | Tom Fraser |\n", ""),
                Edit("| All segments | ServiceNow portal and e-mail |", "| Enterprise, Mid-market | ServiceNow portal and e-mail |"),
            ),
            (Found("the communication plan has nothing for SMB", at="## Communication plan"),),
        ),
        Example((Edit("| SMB | Review call with a written summary | Use of the Help Desk, wishes, complaints | annual | Tom Fraser |\n", ""),)),
    ),
)  # fmt: skip
def communication_plan(workspace: Workspace, brm: Artifact) -> Iterator[Problem]:
    rows = [row for row in brm.records("communication") if row.filled("segment") or row.filled("channel")]
    if not rows:
        section = brm.sections.get("communication")
        prose = prose_of(section)
        if not find_frequencies(prose) or any(not speaks_of(prose, s.name) for s in segments(brm)):
            yield Problem(
                brm.home("communication"),
                "no plan says by which channel and how often customers are spoken to",
            )
        return
    for row in rows:
        for key in ("channel", "frequency"):
            if not row.filled(key):
                yield Problem(
                    row.at(key), f"the communication with {row.text('segment') or 'customers'} has no {key}"
                )
    left = [s.name for s in segments(brm) if not any(speaks_of(row.text("segment"), s.name) for row in rows)]
    if left and "segment" in {key for row in rows for key in row.cells}:
        yield Problem(brm.home("communication"), f"the communication plan has nothing for {listed(left)}")
