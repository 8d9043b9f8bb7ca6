"""The plan read as governance: who holds which role, who owns which process, which bodies decide."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from iso20k.document import Place
from iso20k.facts.artifact import Artifact, Record, derived
from iso20k.standard.areas import PROCESS_CLAUSE_AREAS, ClauseArea, area_named
from iso20k.standard.rows import area_of_row, areas_of_cell
from iso20k.values.deferred import deferred
from iso20k.wording.filled import filled_cell
from iso20k.wording.names import normalise
from iso20k.wording.persons import person_names

SMS_MANAGER, SPONSOR, PROCESS_OWNER = "SMS manager", "sponsor", "process owner"
_KINDS: Mapping[str, str] = {
    SMS_MANAGER: r"\bsms (?:manager|lead|owner|coordinator|programme manager)\b|management representative"
    r"|service management system manager|service management (?:programme )?(?:manager|lead)\b",
    SPONSOR: r"sponsor|\btop[ -]management\b|accountable executive|managing director|\bceo\b|\bcto\b|\bcio\b",
    PROCESS_OWNER: r"process (?:owner|manager|lead|responsible)|\bowner\b",
}
_DEPUTY = deferred(r"^\W*(?:deputy|vice|assistant|backup)\b", re.IGNORECASE)
_SERVICE_OWNER = deferred(r"service owner", re.IGNORECASE)
_OWNER_WORDS = deferred(
    r"\b(?:process(?:es)?|owners?|managers?|leads?|responsible|management)\b", re.IGNORECASE
)
_JOINT = deferred(r",|;|/|&| and ", re.IGNORECASE)
_ITEM = deferred(r"^\W*([^:\n]{3,60}?)\s*(?::|\s[–—-])\s+(\S.*)$", re.DOTALL)


class Role(NamedTuple):
    """A row of the roles, or a line "SMS manager: Sarah Chen"; `persons` are the names in it, `areas` its processes."""

    name: str
    person: str
    persons: tuple[str, ...]
    areas: tuple[ClauseArea, ...]
    record: Record

    @property
    def place(self) -> Place:
        """Where the person stands or belongs."""
        return self.record.at("person")

    def is_a(self, kind: str) -> bool:
        """Whether the role is the SMS manager, the sponsor or a process owner."""
        if _DEPUTY().match(self.name):
            return False
        named = re.search(_KINDS[kind], self.name, re.IGNORECASE) is not None
        if kind == PROCESS_OWNER:
            owns = named and not _SERVICE_OWNER().search(self.name)
            return owns or any(area in PROCESS_CLAUSE_AREAS for area in self.areas)
        return named


class Owner(NamedTuple):
    """Who answers for a process, as written, and where the plan says so."""

    person: str
    place: Place


class Cycle(NamedTuple):
    """How a process is planned, run, checked and improved; `area` is None when nothing tells which one."""

    record: Record
    area: ClauseArea | None

    @property
    def label(self) -> str:
        """How messages call it: "6.2 Service reporting"."""
        clause, name = self.record.text("clause"), self.record.text("area")
        return name if name.startswith(clause) else f"{clause} {name}".strip()

    @property
    def lacking(self) -> tuple[str, ...]:
        """Those of the four parts that say nothing."""
        return tuple(key for key in ("plan", "do", "check", "act") if not self.record.filled(key))


@derived
def roles(plan: Artifact, edition: str = "2011") -> tuple[Role, ...]:
    """The roles of the table, else of the list under 'Governance', in document order."""
    rows = tuple(
        _role(record.text("role"), record, edition)
        for record in plan.records("roles")
        if record.filled("role") or record.filled("person")
    )
    return rows or tuple(_of_list(plan))


def _role(name: str, record: Record, edition: str) -> Role:
    told = record.text("person")
    areas = areas_of_cell(record.text("areas"), edition) if record.filled("areas") else _areas_of_role(name)
    return Role(name, told if filled_cell(told) else "", person_names(told), areas, record)


def _areas_of_role(name: str) -> tuple[ClauseArea, ...]:
    if not re.search(_KINDS[PROCESS_OWNER], name, re.IGNORECASE) or _SERVICE_OWNER().search(name):
        return ()
    bare = _OWNER_WORDS().sub(" ", name).strip()
    whole = area_named(bare) if bare else None
    if whole is not None:
        return (whole,)
    return tuple(area for part in _JOINT().split(bare) if part.strip() and (area := area_named(part)))


def _of_list(plan: Artifact) -> Iterator[Role]:
    section = plan.sections.get("governance")
    for text in section.texts if section else ():
        found = _ITEM().match(text.text) if text.item else None
        names = person_names(found[2]) if found else ()
        if found and names:
            record = Record(plan.path, text.line, "governance", {})
            yield Role(found[1], names[0], names[:1], _areas_of_role(found[1]), record)


def holders(plan: Artifact, kind: str, edition: str = "2011") -> tuple[Role, ...]:
    """The roles of one kind, those with a person in front."""
    found = [role for role in roles(plan, edition) if role.is_a(kind)]
    return tuple(sorted(found, key=lambda role: not role.person))


@derived
def cycles(plan: Artifact, edition: str = "2011") -> tuple[Cycle, ...]:
    """The Plan-Do-Check-Act of each process, in document order."""
    return tuple(
        Cycle(record, area_of_row(record.text("clause"), record.text("area"), edition))
        for record in plan.records("pdca")
        if any(record.filled(key) for key in ("clause", "area", "plan", "do", "check", "act"))
    )


@derived
def process_owners(plan: Artifact, edition: str = "2011") -> Mapping[str, tuple[Owner, ...]]:
    """The owners of each area by number ("5", "6.1" to "9.3"), each person once; roles come before the PDCA table."""
    found: dict[str, list[Owner]] = {area.number: [] for area in PROCESS_CLAUSE_AREAS}
    for area, told, place in _ownership(plan, edition):
        for person in person_names(told) or ((told,) if filled_cell(told) else ()):
            known = {normalise(owner.person) for owner in found.get(area.number, ())}
            if area.number in found and normalise(person) not in known:
                found[area.number].append(Owner(person, place))
    return {number: tuple(owners) for number, owners in found.items()}


def _ownership(plan: Artifact, edition: str) -> Iterator[tuple[ClauseArea, str, Place]]:
    for role in roles(plan, edition):
        if role.is_a(PROCESS_OWNER):
            yield from ((area, role.person, role.place) for area in role.areas)
    for cycle in cycles(plan, edition):
        if cycle.area is not None:
            yield cycle.area, cycle.record.text("owner"), cycle.record.at("owner")
