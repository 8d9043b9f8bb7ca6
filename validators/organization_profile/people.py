"""Who holds which role of the SMS; every other document's owners, auditors and attendees join on these facts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from iso20k.document import Place
from iso20k.facts.artifact import Artifact, Record, derived
from iso20k.standard.areas import area_named, in_order
from iso20k.standard.clauses import Edition
from iso20k.standard.references import areas_in
from iso20k.values.listing import split_list
from iso20k.wording.filled import filled_cell
from iso20k.wording.names import nearest, normalise
from iso20k.wording.persons import person_names

PROFILE = "organization-profile"

_SMS_MANAGER = re.compile(
    r"\bsms (?:manager|lead|owner|coordinator)\b|service management system manager|management representative",
    re.IGNORECASE,
)
_REPRESENTATIVE = re.compile(r"representative", re.IGNORECASE)
_SPONSOR = re.compile(r"sponsor|\btop[ -]management\b|accountable executive", re.IGNORECASE)
_BRACKETS = re.compile(r"\(([^()]*)\)")
_ITEM = re.compile(r"^\s*([^:\n]{3,60}?)\s*(?::|\s[–—-])\s+(\S.*)$", re.DOTALL)
_GENERIC_WORDS = "a and for lead manager of owner process the"
_GENERIC = frozenset(_GENERIC_WORDS.split())


class Appointment(NamedTuple):
    """One role with the person who holds it: a row of the roles register, or a line 'SMS manager: Sarah Chen'.

    `person` is the name as written, '' when none is named; `areas` are the clause areas ('6.1') of the role.
    """

    role: str
    person: str
    position: str
    areas: tuple[str, ...]
    deputy: str
    record: Record

    @property
    def label(self) -> str:
        """How messages call the role: without what stands in brackets."""
        return _BRACKETS.sub("", self.role).strip() or self.role


class Person(NamedTuple):
    """Somebody whom the profile names; deputies and unit leads without an SMS role have no `roles`."""

    name: str
    roles: tuple[str, ...]
    position: str
    place: Place
    areas: tuple[str, ...]
    deputy: str


@derived
def appointments(profile: Artifact) -> tuple[Appointment, ...]:
    """Every role of the SMS, in document order."""
    return tuple(_appointments(profile))


def _appointments(profile: Artifact) -> Iterator[Appointment]:
    edition: Edition = "2018" if "2018" in profile.field("edition").text else "2011"
    for row in profile.records("roles"):
        if row.text("role") or row.text("person"):
            person = next(iter(person_names(row.text("person"))), "")
            deputy = next(iter(person_names(row.text("deputy"))), "")
            areas = clause_areas(row.text("areas"), edition)
            yield Appointment(row.text("role"), person, row.text("position"), areas, deputy, row)
    section = profile.sections.get("roles")
    for text in section.texts if section else ():
        found = _ITEM.match(text.text) if text.item else None
        names = person_names(found[2]) if found else ()
        if found and names:
            row = Record(profile.path, text.line, "roles", {})
            yield Appointment(found[1], names[0], "", clause_areas(found[1], edition), "", row)


def clause_areas(text: str, edition: Edition) -> tuple[str, ...]:
    """The numbers of the 15 areas that a cell names, by clause ('6.1; 6.2') or by name ('Problem management')."""
    found = areas_in(text, edition, cell=True)
    if not found:
        named = (area_named(part) for part in split_list(text))
        found = in_order(area for area in named if area)
    return tuple(area.number for area in found)


@derived
def people(profile: Artifact) -> tuple[Person, ...]:
    """Everybody whom the profile names, once each: role holders first, then deputies and unit leads."""
    found: dict[str, Person] = {}
    for appointment in appointments(profile):
        key = normalise(appointment.person)
        known = found.get(key)
        if key and known is None:
            found[key] = Person(
                appointment.person,
                (appointment.role,),
                appointment.position,
                appointment.record.at("person"),
                appointment.areas,
                appointment.deputy,
            )
        elif known is not None:
            found[key] = known._replace(
                roles=(*known.roles, appointment.role),
                areas=tuple(dict.fromkeys((*known.areas, *appointment.areas))),
                position=known.position or appointment.position,
                deputy=known.deputy or appointment.deputy,
            )
    for register, column in (("roles", "deputy"), ("units", "led_by")):
        for row in profile.records(register):
            for name in person_names(row.text(column)):
                found.setdefault(normalise(name), Person(name, (), "", row.at(column), (), ""))
    return tuple(found.values())


def role_keys(text: str) -> frozenset[str]:
    """The names of a role in the form in which they are joined: as written, without brackets, and the bracket."""
    inside = _BRACKETS.findall(text)
    return frozenset(key for name in (text, _BRACKETS.sub(" ", text), *inside) if (key := normalise(name)))


def sms_manager(profile: Artifact) -> Appointment | None:
    """Who runs the SMS from day to day (the management representative of the 2011 edition)."""
    return _holder(profile, _SMS_MANAGER)


def representative(profile: Artifact) -> Appointment | None:
    """The member of management who is appointed as representative; the SMS manager when nobody else is named."""
    return _holder(profile, _REPRESENTATIVE) or sms_manager(profile)


def sponsor(profile: Artifact) -> Appointment | None:
    """Who stands for top management."""
    return _holder(profile, _SPONSOR)


def _holder(profile: Artifact, role: re.Pattern[str]) -> Appointment | None:
    fitting = [a for a in appointments(profile) if role.search(a.role)]
    return next((a for a in fitting if a.person), next(iter(fitting), None))


def person_known(profile: Artifact, name: str) -> bool:
    """Whether the profile names exactly this person."""
    key = normalise(name)
    return any(key == normalise(person.name) for person in people(profile))


def person_or_role_known(profile: Artifact, text: str) -> bool:
    """Whether each person in a cell is a person of the profile, or the cell is one of its roles or positions.

    'Incident manager' is the incident process owner; an empty cell and a placeholder are nobody's concern here.
    """
    if not filled_cell(text):
        return True
    names = person_names(text)
    if names:
        return all(person_known(profile, name) for name in names)
    return person_known(profile, text) or role_known(profile, text)


def role_known(profile: Artifact, text: str) -> bool:
    """Whether a text is a role or a position of the profile, in full or by the words that tell it from others."""
    if any(role_keys(text) & role_keys(name) for name in role_names(profile)):
        return True
    wanted = _telling_words(text)
    if not wanted:
        words = _words(text)
        return any(words <= _words(name) for name in role_names(profile))
    return any(wanted <= _telling_words(name) for name in role_names(profile))


def role_names(profile: Artifact) -> tuple[str, ...]:
    """The roles and positions that the profile names."""
    told = (name for a in appointments(profile) for name in (a.role, a.position))
    return tuple(dict.fromkeys(name for name in told if name))


def nearest_person(profile: Artifact, text: str) -> str | None:
    """The person whose name `text` nearly is ('Sara Chen', 'S. Chen'); None when nobody comes near."""
    names = [person.name for person in people(profile)]
    near = nearest(text, names)
    if near:
        return near
    given, _, surname = text.strip().rpartition(" ")
    fitting = [n for n in names if surname and normalise(n.rpartition(" ")[2]) == normalise(surname)]
    initial = given.strip(". ")
    same = [n for n in fitting if initial and len(initial) == 1 and n[:1].casefold() == initial.casefold()]
    return same[0] if len(same) == 1 else None


def _words(text: str) -> frozenset[str]:
    words = re.findall(r"[^\W_]+", text.casefold())
    return frozenset(w[:-1] if len(w) > 3 and w.endswith("s") and not w.endswith("ss") else w for w in words)


def _telling_words(text: str) -> frozenset[str]:
    return _words(text) - _GENERIC
