"""The counted areas of an SMS: 13 process areas, 14 with clause 5, 15 with clause 4.

The areas are those of the 2011 edition; clauses of 2018 belong to the area whose requirements they continue.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from iso20k.standard.clauses import CLAUSES, Edition, known_prefix, leaves, order, within


class ClauseArea(NamedTuple):
    """One of the 15 areas that a gap assessment scores and an audit programme covers.

    `key` is P01 to P13 for a process area, else ""; `step` is the number of the document that is its home;
    `clauses_2018` are the highest clauses of 2018 that belong to it.
    """

    number: str
    name: str
    synonyms: tuple[str, ...]
    step: int
    clauses_2018: tuple[str, ...]
    key: str


class SubArea(NamedTuple):
    """A part of clause 4 with its own readiness; `clauses` (2011) and `clauses_2018` are its highest clauses."""

    key: str
    name: str
    clauses: tuple[str, ...]
    clauses_2018: tuple[str, ...]


SMS_AREA = ClauseArea(
    "4",
    "SMS general requirements",
    (
        "general requirements",
        "SMS requirements",
        "SMS governance",
        "governance",
        "management responsibility",
        "management commitment",
        "governance of processes operated by other parties",
        "other parties",
        "documentation",
        "document control",
        "documented information",
        "resource",
        "establish and improve the SMS",
        "SMS scope",
        "service management plan",
        "internal audit",
        "management review",
        "monitoring and measurement",
        "continual improvement",
        "context of the organization",
        "leadership",
        "planning",
        "support of the SMS",
        "knowledge",
        "operational planning and control",
        "performance evaluation",
        "improvement",
    ),
    5,
    ("4", "5", "6", "7", "8.1", "8.2.1", "8.2.3", "9.1", "9.2", "9.3", "10"),
    "",
)

DESIGN_AREA = ClauseArea(
    "5",
    "Design and transition of new or changed services",
    (
        "design and transition",
        "new or changed services",
        "new and changed services",
        "design",
        "transition",
        "design, build and transition",
        "design and development",
    ),
    19,
    ("8.5.2",),
    "",
)

PROCESS_AREAS: tuple[ClauseArea, ...] = (
    ClauseArea(
        "6.1",
        "Service level management",
        ("SLM", "service level", "service levels", "SLA", "service catalogue", "service catalog"),
        6,
        ("8.2.2", "8.2.4", "8.3.3", "8.3.4.2"),
        "P01",
    ),
    ClauseArea("6.2", "Service reporting", ("reporting", "service reports"), 7, ("9.4",), "P02"),
    ClauseArea(
        "6.3",
        "Service continuity and availability management",
        ("continuity", "availability", "SCM", "ITSCM", "SCAM", "service continuity", "service availability"),
        8,
        ("8.7.1", "8.7.2"),
        "P03",
    ),
    ClauseArea(
        "6.4",
        "Budgeting and accounting for services",
        ("budgeting", "accounting", "budget", "financial", "finance"),
        9,
        ("8.4.1",),
        "P04",
    ),
    ClauseArea("6.5", "Capacity management", ("capacity", "demand"), 10, ("8.4.2", "8.4.3"), "P05"),
    ClauseArea(
        "6.6",
        "Information security management",
        ("information security", "security", "ISM"),
        11,
        ("8.7.3",),
        "P06",
    ),
    ClauseArea(
        "7.1",
        "Business relationship management",
        ("BRM", "business relationship", "business relations", "customer relationship"),
        12,
        ("8.3.1", "8.3.2"),
        "P07",
    ),
    ClauseArea(
        "7.2", "Supplier management", ("supplier", "supplier relationship", "vendor"), 13, ("8.3.4",), "P08"
    ),
    ClauseArea(
        "8.1",
        "Incident and service request management",
        (
            "incident",
            "service request",
            "request fulfilment",
            "request fulfillment",
            "major incident",
            "request",
        ),
        14,
        ("8.6.1", "8.6.2"),
        "P09",
    ),
    ClauseArea("8.2", "Problem management", ("problem",), 15, ("8.6.3",), "P10"),
    ClauseArea(
        "9.1",
        "Configuration management",
        ("configuration", "CMDB", "asset", "service asset and configuration", "SACM"),
        16,
        ("8.2.5", "8.2.6"),
        "P11",
    ),
    ClauseArea(
        "9.2", "Change management", ("change", "change enablement", "change control"), 17, ("8.5.1",), "P12"
    ),
    ClauseArea(
        "9.3", "Release and deployment management", ("release", "deployment", "RDM"), 18, ("8.5.3",), "P13"
    ),
)

PROCESS_CLAUSE_AREAS: tuple[ClauseArea, ...] = (DESIGN_AREA, *PROCESS_AREAS)

CLAUSE_AREAS: tuple[ClauseArea, ...] = (SMS_AREA, *PROCESS_CLAUSE_AREAS)

SUB_AREAS: tuple[SubArea, ...] = (
    SubArea("4a", "Management responsibility and scope", ("4.1", "4.5.1"), ("4", "5")),
    SubArea(
        "4b",
        "Governance, documentation, resources, plan and operation",
        ("4.2", "4.3", "4.4", "4.5.2", "4.5.3"),
        ("6", "7", "8.1", "8.2.1", "8.2.3"),
    ),
    SubArea(
        "4c",
        "Monitoring, internal audit and improvement",
        ("4.5.4.1", "4.5.4.2", "4.5.5"),
        ("9.1", "9.2", "10"),
    ),
    SubArea("4d", "Management review", ("4.5.4.3",), ("9.3",)),
)

_HOME_2018 = {clause: area for area in CLAUSE_AREAS for clause in area.clauses_2018}
_HOME: dict[Edition, dict[str, ClauseArea]] = {
    "2011": {a.number: a for a in CLAUSE_AREAS},
    "2018": _HOME_2018,
}

# Words that say "this is a process" and not which one; "service" may stand with any of them.
_NEUTRAL_WORDS = "a and area clause for it its management mgmt of or process processe procedure policy practice service sms the"
_NEUTRAL = frozenset(_NEUTRAL_WORDS.split())


def area_of(number: str, edition: Edition) -> ClauseArea | None:
    """Each requirement rolls up to one of the 15 areas: 6.3.2 to 6.3, all of 4 to 4.

    None for a number above several areas ("6"), for clauses 1 to 3, and for what lies beside every known area.
    """
    found = known_prefix(number, edition)
    while found:
        if found in _HOME[edition]:
            return _HOME[edition][found]
        found = found.rpartition(".")[0]
    return None


def areas_of(number: str, edition: Edition) -> tuple[ClauseArea, ...]:
    """A clause above several areas stands for all of them: 6 for 6.1 to 6.6; an unknown number for none."""
    own = area_of(number, edition)
    if own is not None:
        return (own,)
    if number not in CLAUSES[edition]:
        return ()
    return in_order(_HOME[edition][home] for home in _HOME[edition] if within(home, number))


def areas_between(first: str, last: str, edition: Edition) -> tuple[ClauseArea, ...]:
    """A range of clauses stands for every area with a requirement from its first to the end of its last clause."""
    low, high = sorted((first, last), key=order)
    inside = (
        n for n in leaves(edition) if order(low) <= order(n) and (order(n) <= order(high) or within(n, high))
    )
    return in_order(found for n in inside if (found := area_of(n, edition)) is not None)


def in_order(areas: Iterable[ClauseArea]) -> tuple[ClauseArea, ...]:
    """Areas are listed once each, in the order of the standard."""
    wanted = {area.number for area in areas}
    return tuple(area for area in CLAUSE_AREAS if area.number in wanted)


def sub_area_of(number: str, edition: Edition) -> SubArea | None:
    """Requirements of area 4 divide into 4a to 4d; None above them ("4.5") and outside area 4."""
    if area_of(number, edition) is not SMS_AREA:
        return None
    for sub in SUB_AREAS:
        if any(within(number, clause) for clause in (sub.clauses if edition == "2011" else sub.clauses_2018)):
            return sub
    return None


@lru_cache(maxsize=4096)
def area_named(text: str) -> ClauseArea | None:
    """A process goes by several names ("SLM", "Incident Management", "Availability & continuity").

    Every word that carries meaning must belong to one and the same area, so "Change and release" names none.
    """
    words = _significant(re.sub(r"\([^()]{0,80}\)", " ", text[:300]))
    if not words - _NEUTRAL:
        words = _significant(text[:300])
    found = [area for area in CLAUSE_AREAS if _covers(_KEYS[area.number], words)]
    return found[0] if len(found) == 1 else None


def _covers(keys: tuple[frozenset[str], ...], words: frozenset[str]) -> bool:
    covered: frozenset[str] = frozenset().union(*(key for key in keys if key <= words))
    return bool(covered) and words - _NEUTRAL <= covered


def _significant(text: str) -> frozenset[str]:
    words = re.findall(r"[^\W\d_]+(?![\w])", text.casefold())
    return frozenset(w[:-1] if len(w) > 3 and w[-1] == "s" and w[-2] not in "siu" else w for w in words)


def _keys(area: ClauseArea) -> tuple[frozenset[str], ...]:
    joints = {"and", "of", "the", "or", "for"}
    # "management" may be left out of a full name; in a synonym ("management review") it is part of the meaning
    names = [_significant(area.name) - joints - {"management"}]
    return tuple(names + [_significant(name) - joints for name in area.synonyms])


_KEYS = {area.number: _keys(area) for area in CLAUSE_AREAS}
