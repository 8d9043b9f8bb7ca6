"""The numbered requirements of ISO/IEC 20000-1 in its 2011 and 2018 editions, by short title.

Clauses 1 to 3 (application, references, terms) carry no requirement that is audited on its own, but
documents cite them, so their numbers are known here; `is_auditable` tells the two kinds apart.
"""

from typing import Literal, NamedTuple

Edition = Literal["2011", "2018"]

EDITIONS: tuple[Edition, ...] = ("2011", "2018")

CLAUSES_2011: dict[str, str] = {
    "1": "scope",
    "1.1": "general",
    "1.2": "application",
    "2": "normative references",
    "3": "terms and definitions",
    "4": "SMS general requirements",
    "4.1": "management responsibility",
    "4.1.1": "management commitment",
    "4.1.2": "service management policy",
    "4.1.3": "authority, responsibility and communication",
    "4.1.4": "management representative",
    "4.2": "governance of processes operated by other parties",
    "4.3": "documentation management",
    "4.3.1": "establish and maintain documents",
    "4.3.2": "control of documents",
    "4.3.3": "control of records",
    "4.4": "resource management",
    "4.4.1": "provision of resources",
    "4.4.2": "human resources",
    "4.5": "establish and improve the SMS",
    "4.5.1": "define scope",
    "4.5.2": "plan the SMS (Plan)",
    "4.5.3": "implement and operate the SMS (Do)",
    "4.5.4": "monitor and review the SMS (Check)",
    "4.5.4.1": "monitor and review, general",
    "4.5.4.2": "internal audit",
    "4.5.4.3": "management review",
    "4.5.5": "maintain and improve the SMS (Act)",
    "4.5.5.1": "maintain and improve, general",
    "4.5.5.2": "management of improvements",
    "5": "design and transition of new or changed services",
    "5.1": "design and transition, general",
    "5.2": "plan new or changed services",
    "5.3": "design and development of new or changed services",
    "5.4": "transition of new or changed services",
    "6": "service delivery processes",
    "6.1": "service level management",
    "6.2": "service reporting",
    "6.3": "service continuity and availability management",
    "6.3.1": "service continuity and availability requirements",
    "6.3.2": "service continuity and availability plans",
    "6.3.3": "service continuity and availability monitoring and testing",
    "6.4": "budgeting and accounting for services",
    "6.5": "capacity management",
    "6.6": "information security management",
    "6.6.1": "information security policy",
    "6.6.2": "information security controls",
    "6.6.3": "information security changes and incidents",
    "7": "relationship processes",
    "7.1": "business relationship management",
    "7.2": "supplier management",
    "8": "resolution processes",
    "8.1": "incident and service request management",
    "8.2": "problem management",
    "9": "control processes",
    "9.1": "configuration management",
    "9.2": "change management",
    "9.3": "release and deployment management",
}

CLAUSES_2018: dict[str, str] = {
    "1": "scope",
    "1.1": "general",
    "1.2": "application",
    "2": "normative references",
    "3": "terms and definitions",
    "4": "context of the organization",
    "4.1": "organization and its context",
    "4.2": "needs and expectations of interested parties",
    "4.3": "scope of the SMS",
    "4.4": "service management system",
    "5": "leadership",
    "5.1": "leadership and commitment",
    "5.2": "policy",
    "5.2.1": "establish the service management policy",
    "5.2.2": "communicate the service management policy",
    "5.3": "roles, responsibilities and authorities",
    "6": "planning",
    "6.1": "risks and opportunities",
    "6.1.1": "risks and opportunities, general",
    "6.1.2": "risks determined and documented",
    "6.1.3": "actions on risks and opportunities",
    "6.2": "objectives and planning to achieve them",
    "6.2.1": "establish objectives",
    "6.2.2": "plan to achieve objectives",
    "6.3": "plan the SMS",
    "7": "support of the SMS",
    "7.1": "resources",
    "7.2": "competence",
    "7.3": "awareness",
    "7.4": "communication",
    "7.5": "documented information",
    "7.5.1": "documented information, general",
    "7.5.2": "create and update documented information",
    "7.5.3": "control of documented information",
    "7.5.3.1": "documented information available and protected",
    "7.5.3.2": "distribution, storage, version and retention of documented information",
    "7.5.4": "SMS documented information",
    "7.6": "knowledge",
    "8": "operation of the SMS",
    "8.1": "operational planning and control",
    "8.2": "service portfolio",
    "8.2.1": "service delivery",
    "8.2.2": "plan the services",
    "8.2.3": "control of parties involved in the service lifecycle",
    "8.2.3.1": "parties involved, general",
    "8.2.3.2": "parties involved, controls",
    "8.2.4": "service catalogue management",
    "8.2.5": "asset management",
    "8.2.6": "configuration management",
    "8.3": "relationship and agreement",
    "8.3.1": "relationship and agreement, general",
    "8.3.2": "business relationship management",
    "8.3.3": "service level management",
    "8.3.4": "supplier management",
    "8.3.4.1": "external suppliers",
    "8.3.4.2": "internal suppliers and customers acting as a supplier",
    "8.4": "supply and demand",
    "8.4.1": "budgeting and accounting for services",
    "8.4.2": "demand management",
    "8.4.3": "capacity management",
    "8.5": "service design, build and transition",
    "8.5.1": "change management",
    "8.5.1.1": "change management policy",
    "8.5.1.2": "change management initiation",
    "8.5.1.3": "change management activities",
    "8.5.2": "service design and transition",
    "8.5.2.1": "plan new or changed services",
    "8.5.2.2": "design new or changed services",
    "8.5.2.3": "build and transition new or changed services",
    "8.5.3": "release and deployment management",
    "8.6": "resolution and fulfilment",
    "8.6.1": "incident management",
    "8.6.2": "service request management",
    "8.6.3": "problem management",
    "8.7": "service assurance",
    "8.7.1": "service availability management",
    "8.7.2": "service continuity management",
    "8.7.3": "information security management",
    "8.7.3.1": "information security policy",
    "8.7.3.2": "information security controls",
    "8.7.3.3": "information security incidents",
    "9": "performance evaluation",
    "9.1": "monitoring, measurement, analysis and evaluation",
    "9.2": "internal audit",
    "9.2.1": "internal audit, planned intervals",
    "9.2.2": "internal audit programme",
    "9.3": "management review",
    "9.4": "service reporting",
    "10": "improvement",
    "10.1": "nonconformity and corrective action",
    "10.1.1": "reaction to a nonconformity",
    "10.1.2": "evidence of nonconformities and corrective actions",
    "10.2": "continual improvement",
}

CLAUSES: dict[Edition, dict[str, str]] = {"2011": CLAUSES_2011, "2018": CLAUSES_2018}


class Crossing(NamedTuple):
    """A requirement of 2011 and the clauses of 2018 where it lives on.

    `part` is the letter or topic when only a part of the clause moved there, else "".
    """

    number: str
    part: str
    successors: tuple[str, ...]


CROSSWALK: tuple[Crossing, ...] = (
    Crossing("1.2", "", ("1.2",)),
    Crossing("4.1.1", "", ("5.1",)),
    Crossing("4.1.2", "", ("5.2.1", "5.2.2")),
    Crossing("4.1.3", "a", ("5.3",)),
    Crossing("4.1.3", "b", ("7.4",)),
    Crossing("4.1.4", "", ("5.3", "8.2.5", "4.4")),
    Crossing("4.2", "", ("8.2.3",)),
    Crossing("4.3.1", "", ("7.5.1", "7.5.4")),
    Crossing("4.3.2", "", ("7.5.2", "7.5.3")),
    Crossing("4.3.3", "", ("7.5.2", "7.5.3")),
    Crossing("4.4.1", "", ("7.1",)),
    Crossing("4.4.2", "", ("7.2", "7.3")),
    Crossing("4.5.1", "", ("4.3",)),
    Crossing("4.5.2", "a", ("6.2.1", "6.2.2")),
    Crossing("4.5.2", "j", ("6.1.1", "6.1.2", "6.1.3")),
    Crossing("4.5.2", "b-l", ("6.3",)),
    Crossing("4.5.3", "", ("8.1", "8.2.1")),
    Crossing("4.5.4.1", "", ("9.1",)),
    Crossing("4.5.4.2", "", ("9.2",)),
    Crossing("4.5.4.3", "", ("9.3",)),
    Crossing("4.5.5.1", "", ("10.1", "10.2")),
    Crossing("4.5.5.2", "", ("10.2",)),
    Crossing("5.1", "", ("8.5.1.1", "8.5.1.2", "8.5.2")),
    Crossing("5.2", "", ("8.5.2.1",)),
    Crossing("5.3", "", ("8.5.2.2", "8.5.2.3")),
    Crossing("5.4", "", ("8.5.2.3",)),
    Crossing("6.1", "", ("8.3.3",)),
    Crossing("6.1", "catalogue", ("8.2.4",)),
    Crossing("6.1", "internal groups", ("8.3.4.2",)),
    Crossing("6.2", "", ("9.4",)),
    Crossing("6.3.1", "", ("8.7.1", "8.7.2")),
    Crossing("6.3.2", "", ("8.7.1", "8.7.2")),
    Crossing("6.3.3", "", ("8.7.1", "8.7.2")),
    Crossing("6.4", "", ("8.4.1",)),
    Crossing("6.5", "", ("8.4.3",)),
    Crossing("6.6.1", "", ("8.7.3.1",)),
    Crossing("6.6.2", "", ("8.7.3.2",)),
    Crossing("6.6.3", "incidents", ("8.7.3.3",)),
    Crossing("6.6.3", "changes", ("8.5.1.3",)),
    Crossing("7.1", "", ("8.3.2",)),
    Crossing("7.2", "", ("8.3.4.1",)),
    Crossing("8.1", "incidents", ("8.6.1",)),
    Crossing("8.1", "service requests", ("8.6.2",)),
    Crossing("8.2", "", ("8.6.3",)),
    Crossing("9.1", "", ("8.2.6",)),
    Crossing("9.1", "assets", ("8.2.5",)),
    Crossing("9.2", "", ("8.5.1.1", "8.5.1.2", "8.5.1.3")),
    Crossing("9.3", "", ("8.5.3",)),
)

NEW_IN_2018: tuple[str, ...] = ("4.1", "4.2", "7.6", "8.2.2", "8.2.5", "8.4.2")


def order(number: str) -> tuple[int, ...]:
    """Clauses are read in the order of their numbers, part by part: 9.3 stands before 10."""
    return tuple(int(part[:6]) for part in number.split(".") if part.isdecimal())


def within(number: str, ancestor: str) -> bool:
    """A sub-clause belongs to each clause that its number begins with, and to itself."""
    return number == ancestor or number.startswith(f"{ancestor}.")


def is_clause(number: str, edition: Edition) -> bool:
    """A clause of this number exists in the edition; the terms under 3 are known without their own titles."""
    return number in CLAUSES[edition] or number.startswith("3.")


def is_auditable(number: str, edition: Edition) -> bool:
    """Requirements stand in clauses 4 to 9 of 2011 and 4 to 10 of 2018."""
    return number in CLAUSES[edition] and order(number)[0] >= 4


def title(number: str, edition: Edition) -> str | None:
    """The short title under which an edition lists a clause, or None when it has no such clause."""
    return CLAUSES[edition].get(number) or ("terms and definitions" if number.startswith("3.") else None)


def children(number: str, edition: Edition) -> tuple[str, ...]:
    """The clauses directly below a clause, in order."""
    depth = number.count(".") + 1
    return tuple(n for n in CLAUSES[edition] if n.startswith(f"{number}.") and n.count(".") == depth)


def leaves(edition: Edition) -> tuple[str, ...]:
    """The lowest numbered clauses with requirements (39 in 2011), in order."""
    parents = {number.rpartition(".")[0] for number in CLAUSES[edition]}
    return tuple(n for n in CLAUSES[edition] if is_auditable(n, edition) and n not in parents)


def known_prefix(number: str, edition: Edition) -> str | None:
    """The deepest clause of the edition that contains the number, itself included."""
    while number and number not in CLAUSES[edition]:
        number = number.rpartition(".")[0]
    return number or None


def successors(number: str, part: str = "") -> tuple[str, ...]:
    """Where a clause of 2011, or only a lettered part of it, lives on in 2018; a clause speaks for those below it.

    A number without an entry of its own answers as the nearest clause above it.
    """
    rows = [row for row in CROSSWALK if within(row.number, number)]
    if part and any(row.part == part for row in rows):
        rows = [row for row in rows if row.part == part]
    if not rows and "." in number:
        return successors(number.rpartition(".")[0], part)
    return tuple(dict.fromkeys(found for row in rows for found in row.successors))


def predecessors(number: str) -> tuple[str, ...]:
    """Which clauses of 2011 a clause of 2018 continues; empty for what is new in 2018."""
    rows = [row for row in CROSSWALK if any(within(s, number) or within(number, s) for s in row.successors)]
    return tuple(dict.fromkeys(row.number for row in rows))
