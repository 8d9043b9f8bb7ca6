"""How complete the profile is: the share of the fields that later steps read from it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from iso20k.facts.artifact import Artifact, Record, derived
from iso20k.wording.filled import filled_cell
from validators.organization_profile.milestones import stage_dates
from validators.organization_profile.parties import PARTY_CLASSES, parties_of
from validators.organization_profile.people import Appointment, appointments, sms_manager, sponsor
from validators.organization_profile.tools import has_tool

_RESOURCE = re.compile(
    r"[$€£¥]\s?\d|\b\d[\d,. ]*\s?(?:k|m)?\s?(?:usd|eur|gbp|aud|chf|brl|fte|person[- ]?days?|days?|million)\b|\bFTE\b",
    re.IGNORECASE,
)


class RequiredField(NamedTuple):
    """A field that the profile must fill, as gaps call it, and how to see that it is."""

    name: str
    filled: Callable[[Artifact], bool]


class Completeness(NamedTuple):
    """`filled` of `required` fields; `gaps` are the names of the others, the two stage dates taken together."""

    filled: int
    required: int
    gaps: tuple[str, ...]

    @property
    def percent(self) -> int:
        """The share in whole percent, half a percent rounded up."""
        return (200 * self.filled + self.required) // (2 * self.required)


@derived
def completeness(profile: Artifact) -> Completeness:
    """The profile measured against the required fields."""
    missing = [field.name for field in REQUIRED_FIELDS if not field.filled(profile)]
    filled = len(REQUIRED_FIELDS) - len(missing)
    if STAGE_1 in missing and STAGE_2 in missing:
        missing[missing.index(STAGE_1)] = "Stage 1 and Stage 2 target dates"
        missing.remove(STAGE_2)
    return Completeness(filled, len(REQUIRED_FIELDS), tuple(missing))


def names_resource(row: Record) -> bool:
    """Whether a commitment gives money, time or people ('$80,000', '0.6 FTE')."""
    return any(_RESOURCE.search(row.text(key)) for key in ("commitment", "evidence"))


def _form(register: str, *keys: str) -> Callable[[Artifact], bool]:
    return lambda profile: any(row.filled(key) for row in profile.records(register) for key in keys)


def _baseline(profile: Artifact) -> bool:
    section = profile.sections.get("maturity")
    return _form("maturity", "baseline")(profile) or bool(
        section
        and re.search(r"\blevel \d|\bmaturity (?:of )?\d|\binformal|\bformal", section.prose, re.IGNORECASE)
    )


def _framework(profile: Artifact) -> bool:
    section = profile.sections.get("maturity")
    return _form("maturity", "framework")(profile) or bool(
        section and re.search(r"\bITIL\b|\bCOBIT\b|\bISO\b|\bFitSM\b|\bVeriSM\b|\bSIAM\b", section.prose)
    )


def _existing(profile: Artifact) -> bool:
    section = profile.sections.get("maturity")
    return _form("maturity", "existing")(profile) or bool(
        section and re.search(r"\bprocess(?:es)?\b", section.prose, re.IGNORECASE)
    )


def _holder(find: Callable[[Artifact], Appointment | None]) -> Callable[[Artifact], bool]:
    def named(profile: Artifact) -> bool:
        found = find(profile)
        return found is not None and bool(found.person)

    return named


def _role(words: str) -> Callable[[Artifact], bool]:
    pattern = re.compile(words, re.IGNORECASE)
    return lambda profile: any(a.person and pattern.search(a.role) for a in appointments(profile))


def _authorities(profile: Artifact) -> bool:
    rows = profile.records("roles")
    return bool(rows) and all(row.filled("authority") for row in rows)


def _resources(profile: Artifact) -> bool:
    section = profile.sections.get("commitment")
    rows = profile.records("commitments")
    return any(map(names_resource, rows)) or bool(section and _RESOURCE.search(section.prose))


def _evidence(profile: Artifact) -> bool:
    return any(row.filled("evidence") or names_resource(row) for row in profile.records("commitments"))


def _section(key: str) -> Callable[[Artifact], bool]:
    return lambda profile: key in profile.sections and profile.sections[key].filled


def _stage(stage: int) -> Callable[[Artifact], bool]:
    return lambda profile: stage in stage_dates(profile)


def _party(name: str) -> Callable[[Artifact], bool]:
    return lambda profile: any(row.filled("requirement") for row in parties_of(profile, name))


STAGE_1, STAGE_2 = "Stage 1 target date", "Stage 2 target date"


def _required() -> Iterator[RequiredField]:
    facts = (
        ("legal name", "legal_name"), ("sector", "sector"), ("business description", "business"),
        ("number of employees", "employees"), ("headquarters", "headquarters"),
        ("service-providing unit", "unit"), ("customers", "customers"),
    )  # fmt: skip
    for name, key in facts:
        yield RequiredField(name, _form("facts", key))
    yield RequiredField("provider type", _form("classification", "type"))
    yield RequiredField("reason of the classification", _form("classification", "reason"))
    yield RequiredField("organizational units", _form("units", "unit"))
    yield RequiredField("locations", _form("locations", "name", "city"))
    yield RequiredField("top-management sponsor", _holder(sponsor))
    yield RequiredField("SMS manager", _holder(sms_manager))
    yield RequiredField(
        "process owners", _role(r"process owner|process manager|\bowner of the .{3,60} process")
    )
    yield RequiredField("service owners", _role(r"service owner|service manager"))
    yield RequiredField("authorities of the roles", _authorities)
    yield RequiredField("management commitments", _form("commitments", "commitment"))
    yield RequiredField("evidence of the commitments", _evidence)
    yield RequiredField("resources provided", _resources)
    yield RequiredField(STAGE_1, _stage(1))
    yield RequiredField(STAGE_2, _stage(2))
    for party in (*PARTY_CLASSES, "internal stakeholder"):
        yield RequiredField(f"requirements of {party}s", _party(party))
    yield RequiredField("ITSM tool", lambda profile: has_tool(profile, "itsm"))
    yield RequiredField("monitoring tool", lambda profile: has_tool(profile, "monitoring"))
    yield RequiredField("framework of service management", _framework)
    yield RequiredField("maturity baseline", _baseline)
    yield RequiredField("existing processes", _existing)
    yield RequiredField("other parties", _section("other_parties"))
    yield RequiredField("competence", lambda profile: any(
        filled_cell(row.text("required")) for row in profile.records("competence")))  # fmt: skip


#: The 33 required fields: 7 facts, 2 of the classification, 2 of the structure, 5 of the roles, 5 of the commitment
#: (the two stage dates among them), 5 of interested parties, 2 of tools, 3 of maturity, other parties, competence.
REQUIRED_FIELDS: tuple[RequiredField, ...] = tuple(_required())
