"""The meeting: when it was held, who led it, who was there, and when the next one is planned."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from iso20k.document import Place
from iso20k.facts.artifact import Artifact, Record, derived
from iso20k.judging.workspace import Workspace
from iso20k.values.dates import Moment, find_moments
from iso20k.values.deferred import deferred
from iso20k.values.frequency import Frequency, parse_frequency
from iso20k.wording.filled import filled_cell, is_placeholder
from iso20k.wording.names import normalise
from iso20k.wording.persons import person_names
from validators.organization_profile.people import sponsor
from validators.service_management_plan.governance import SMS_MANAGER, SPONSOR

_ABSENT = deferred(
    r"^\W*(?:n|no|not|absent|apolog\w*|excused|declined|represented|deputi[sz]ed|sent)\b.*$|^[\s✗✘❌☐-]+$",
    re.IGNORECASE,
)
_APOLOGIES = deferred(r"^\W*(?:absent|apologies|excused|not present|regrets)\b", re.IGNORECASE)
_LABEL = deferred(
    r"^\W*(?:present|attendees|attended(?: by)?|participants|absent|apologies|excused)\s*:\s*", re.IGNORECASE
)
_TOP = deferred(
    r"sponsor|\btop[ -]management\b|\bC[EITOF]O\b|\bchief \w+(?: \w+)? officer|\bmanaging director|\bgeneral manager|"
    r"\b(?:executive|board)\b|\bdirector\b|\b(?:vice[- ])?president\b",
    re.IGNORECASE,
)
_FOR_ANOTHER = deferred(
    r"\b(?:deputy|delegate|assistant|on behalf|representing|vice for|for the)\b", re.IGNORECASE
)
_ROLES = {
    SMS_MANAGER: r"\bSMS (?:manager|lead)\b|\bmanagement representative\b",
    SPONSOR: r"(?<!project )\bsponsor\b",
}
_REVIEW = deferred(r"management review", re.IGNORECASE)
_FIRST = deferred(
    r"\bfirst (?:management )?review\b|\bthis is the first (?:one|meeting)\b|\bno (?:previous|earlier|prior|former) (?:management )?reviews?\b",
    re.IGNORECASE,
)


class Meeting(NamedTuple):
    """What the meeting's data say; `held`, `last` and `following` are None when no unambiguous day is named."""

    id: str
    held: date | None
    chair: tuple[str, ...]
    last: date | None
    frequency: Frequency | None
    following: Moment | None
    following_place: Place
    record: Record | None
    place: Place

    def at(self, key: str) -> Place:
        """Where a field stands or belongs."""
        return self.record.at(key) if self.record and key in self.record.cells else self.place


class Attendee(NamedTuple):
    """Somebody on the list of attendance, with the role as written."""

    text: str
    persons: tuple[str, ...]
    role: str
    present: bool
    place: Place

    def acts_as(self, kind: str) -> bool:
        """Whether the role is that of the SMS manager or of the sponsor itself, and not of a deputy."""
        return bool(re.search(_ROLES[kind], self.role, re.IGNORECASE)) and not _FOR_ANOTHER().search(
            self.role
        )


@derived
def meeting(review: Artifact) -> Meeting:
    """The meeting as the form under 'Meeting data' tells it, the next date also from its own section."""
    record = next(iter(review.records("meeting")), None)
    home = review.section_place("meeting")
    following, place = _following(review, record)
    return Meeting(
        record.text("id") if record and record.filled("id") else "",
        _day(record, "date") or _day_told(review),
        person_names(record.text("chair")) if record else (),
        _day(record, "last"),
        parse_frequency(record.text("frequency")) if record and record.filled("frequency") else None,
        following,
        place,
        record,
        home,
    )


def _day(record: Record | None, key: str) -> date | None:
    found = find_moments(record.text(key)) if record and record.filled(key) else ()
    return next((moment.day for moment in found if moment.day and not moment.ambiguous), None)


def _day_told(review: Artifact) -> date | None:
    """'The review was held on 16 October 2026.'"""
    section = review.sections.get("meeting")
    told = (moment for text in (section.texts if section else ()) for moment in find_moments(text.text))
    return next((moment.day for moment in told if moment.day and not moment.ambiguous), None)


def _following(review: Artifact, record: Record | None) -> tuple[Moment | None, Place]:
    """The date of the next review: the latest one that is named for it."""
    section = review.sections.get("next")
    told: list[tuple[str, Place]] = [(record.text("next"), record.at("next"))] if record else []
    told += [(text.text, review.at(text)) for text in (section.texts if section else ())]
    tables = section.tables if section else ()
    told += [(c.text, review.at(c)) for table in tables for row in table.rows for c in row]
    dated = [(moment, place) for text, place in told for moment in find_moments(text)]
    if dated:
        return max(dated, key=lambda pair: pair[0].day or date.min)
    return None, review.section_place("next" if "next" in review.sections else "meeting")


@derived
def attendance(review: Artifact) -> tuple[Attendee, ...]:
    """Everybody on the list, from the table, else from the lines under 'Attendance'."""
    rows = tuple(
        Attendee(
            row.text("attendee"),
            person_names(row.text("attendee")),
            row.text("role") if row.filled("role") else "",
            not _ABSENT().match(row.text("present")),
            row.at("attendee"),
        )
        for row in review.records("attendance")
        if row.filled("attendee")
    )
    return rows or tuple(_of_lines(review))


def _of_lines(review: Artifact) -> Iterator[Attendee]:
    section = review.sections.get("attendance")
    away = False
    for text in section.texts if section else ():
        if is_placeholder(text.text) or not filled_cell(text.text):
            continue
        labelled = _LABEL().match(text.text)
        away = bool(_APOLOGIES().match(text.text)) if labelled or not text.item else away
        told = _LABEL().sub("", text.text)
        names = person_names(told)
        for name in names:
            role = told if len(names) == 1 else _bracket_behind(told, name)
            yield Attendee(name, (name,), role, not away, review.at(text))


def _bracket_behind(text: str, name: str) -> str:
    found = re.search(rf"{re.escape(name)}\s*\(([^()]*)\)", text)
    return found[1] if found else ""


def is_top_management(workspace: Workspace, attendee: Attendee) -> bool:
    """Whether somebody is the sponsor of the profile, or top management by the role on the list."""
    profile = workspace.artifact("organization-profile")
    appointed = sponsor(profile) if profile else None
    if appointed and normalise(appointed.person) in {normalise(name) for name in attendee.persons}:
        return True
    role = attendee.role or attendee.text
    return bool(_TOP().search(role)) and not _FOR_ANOTHER().search(role)


def planned_frequency(workspace: Workspace, review: Artifact) -> tuple[Frequency, Place] | None:
    """How often reviews are planned: as the review says, else as the plan's body or measurement says."""
    held = meeting(review)
    if held.frequency and not held.frequency.ambiguous:
        return held.frequency, held.at("frequency")
    plan = workspace.artifact("service-management-plan")
    for row in plan.records("bodies", "measurement") if plan else ():
        told = " ".join(cell.text for cell in row.cells.values())
        often = parse_frequency(row.text("frequency"))
        if _REVIEW().search(told) and often and not often.ambiguous:
            return often, row.at("frequency")
    return None


@derived
def is_first(review: Artifact) -> bool:
    """Whether the document says that no review was held before this one."""
    return any(_FIRST().search(cell.text) and not is_placeholder(cell.text) for cell in review.words())
