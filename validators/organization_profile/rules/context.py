"""Around the organization: interested parties, tools, other parties, maturity and competence."""

import re
from collections.abc import Iterator

from iso20k.facts.artifact import Artifact, Record
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.values.dates import parse_moment
from iso20k.wording.filled import filled_cell
from iso20k.wording.names import normalise
from iso20k.wording.persons import person_names
from iso20k.wording.sentences import sentences
from validators.organization_profile.completeness import REQUIRED_FIELDS
from validators.organization_profile.organisation import name_words
from validators.organization_profile.parties import PARTY_CLASSES, parties_of
from validators.organization_profile.people import Appointment, appointments, role_keys
from validators.organization_profile.tools import has_tool, vendors

PROFILE = "organization-profile"
_NO_OTHER_PARTY = re.compile(
    r"\bno (?:part of (?:any |a )?)?process(?:es)?\b.{0,60}\b(?:operated|run|performed|executed|carried out)\b.{0,40}\b"
    r"(?:other|another|third|external)\b"
    r"|\b(?:all|every|each)\b.{0,20}\bprocess(?:es)?\b.{0,60}\b(?:operated|run|performed)\b.{0,60}\b(?:itself|ourselves|in-?house|own staff)\b"
    r"|\bno (?:other|third|external) part(?:y|ies)\b.{0,30}\b(?:operates?|runs?|performs?)\b.{0,40}\bprocess",
    re.IGNORECASE,
)


@rule(
    "PRO-07", "tools-listed", Severity.WARNING, Kind.PRESENCE, "4.5.2 k / 6.3 g", PROFILE,
    source="S",
    each=("tools",),
    why="Plans, reports and measurements refer to tools; a tool without purpose or process is money without a reason.",
    hint="List the ITSM tool, and give each tool its purpose and the process areas that use it.",
    fails=Example(
        (Edit("| Zabbix | Monitoring of servers, network and uptime | 6.3, 6.5, 8.1 |", "| Zabbix | | |"),),
        (
            Found("the tool Zabbix has no purpose", at="| Zabbix |"),
            Found("the tool Zabbix has no process area", at="| Zabbix |"),
        ),
    ),
    more=(
        Example(
            (Edit("| ServiceNow | ITSM: tickets, changes, CMDB, reporting | 6.1, 6.2, 8.1, 8.2, 9.1, 9.2, 9.3 | ServiceNow | Chris Doyle |\n", ""),),
            (Found("no ITSM tool is listed", at="## Technology and ITSM tools"),),
        ),
    ),
)  # fmt: skip
def tools_listed(workspace: Workspace, profile: Artifact) -> Iterator[Problem]:
    if not has_tool(profile, "itsm"):
        yield Problem(profile.home("tools"), "no ITSM tool is listed")
    for row in profile.records("tools"):
        for key, word in (("purpose", "purpose"), ("areas", "process area")):
            if not row.filled(key):
                yield Problem(row.at(key), f"the tool {row.text('tool') or 'without a name'} has no {word}")


@rule(
    "PRO-08", "maturity-stated", Severity.ADVICE, Kind.PRESENCE, "-", PROFILE,
    source="S",
    why="The gap assessment starts from what is there; without a baseline or a framework it starts from nothing.",
    hint="Say which framework is used and how far, for example 'ITIL v3, informal for 3 years'.",
    fails=Example(
        (
            Edit("| Framework | ITIL v3, used informally for 3 years |\n", ""),
            Edit("| Baseline | Informal ITIL v3 adoption with ServiceNow; incident and change work runs through the tool |\n", ""),
        ),
        (Found("neither a maturity baseline nor a framework is stated", at="## Service management maturity"),),
    ),
)  # fmt: skip
def maturity_stated(workspace: Workspace, profile: Artifact) -> Iterator[Problem]:
    told = [
        f.filled(profile)
        for f in REQUIRED_FIELDS
        if f.name in ("maturity baseline", "framework of service management")
    ]
    if not any(told):
        yield Problem(
            profile.section_place("maturity"), "neither a maturity baseline nor a framework is stated"
        )


@rule(
    "PRO-11", "interested-parties", Severity.WARNING, Kind.PRESENCE, "4.5.2 d / 4.2", PROFILE,
    source="s",
    why="Legal and contractual obligations come from somebody; a class of parties left out is an obligation overlooked.",
    hint="List customers, users, suppliers and regulators, each with what it requires.",
    fails=Example(
        (Edit("| Office of the Australian Information Commissioner | Regulator |", "| Melbourne City Football Club | Sponsor partner of the year |"),),
        (Found("no regulator is listed with a requirement", at="## Interested parties"),),
    ),
    more=(
        Example(
            (Edit("| Client employees | User | Quick help in plain words, status of their ticket at any time |", "| Client employees | User | TBD |"),),
            (Found("no user is listed with a requirement", at="| Client employees |"),),
        ),
    ),
)  # fmt: skip
def interested_parties(workspace: Workspace, profile: Artifact) -> Iterator[Problem]:
    for name in PARTY_CLASSES:
        rows = parties_of(profile, name)
        if not any(row.filled("requirement") for row in rows):
            place = rows[0].at("requirement") if rows else profile.home("parties")
            yield Problem(place, f"no {name} is listed with a requirement")


@rule(
    "PRO-12", "other-parties", Severity.STRICT, Kind.PRESENCE, "4.2 / 8.2.3", PROFILE,
    why="A process that a vendor runs is governed only if somebody knows that the vendor runs it.",
    hint="List the vendor under 'Other parties operating processes', or state there that no process is operated by another party.",
    fails=Example(
        (
            Edit("No process of clauses 5 to 9 is operated by another party. The suppliers", "The suppliers"),
            Edit("| Hosted Confluence beneath Knowledge Base | Atlassian | supplier | Subscription with availability target, half-yearly review by Emily Nguyen |\n", ""),
        ),
        (
            Found(
                "the vendor Atlassian of Confluence is not listed, and nothing states that no process is operated by "
                "another party",
                at="| Confluence |",
            ),
        ),
    ),
    more=(
        Example(
            (
                Edit("No process of clauses 5 to 9 is operated by another party. The suppliers", "Every process is run by NetOps Solutions itself. The suppliers"),
                Edit("| Hosted Confluence beneath Knowledge Base | Atlassian | supplier | Subscription with availability target, half-yearly review by Emily Nguyen |\n", ""),
            ),
        ),
        Example((Edit("No process of clauses 5 to 9 is operated by another party. The suppliers", "The suppliers"),)),
    ),
)  # fmt: skip
def other_parties(workspace: Workspace, profile: Artifact) -> Iterator[Problem]:
    section = profile.sections.get("other_parties")
    if section and any(_NO_OTHER_PARTY.search(sentence) for sentence in sentences(section.prose)):
        return
    listed = [name_words(f"{r.text('party')} {r.text('part')}") for r in profile.records("other_parties")]
    told: set[str] = set()
    for vendor in vendors(profile):
        words = name_words(vendor.name)
        if normalise(vendor.name) in told or any(words <= names for names in listed):
            continue
        told.add(normalise(vendor.name))
        yield Problem(
            vendor.record.at("vendor"),
            f"the vendor {vendor.name} of {vendor.tool} is not listed, and nothing states that no process is operated "
            "by another party",
        )


@rule(
    "PRO-13", "competence-evidence", Severity.STRICT, Kind.PRESENCE, "4.4.2 / 7.2", PROFILE,
    each=("roles", "competence"),
    why="Auditors ask every role holder for the record behind the competence, and look at its date.",
    hint="Give the role its required competence and valid evidence under 'Competence'.",
    fails=Example(
        (Edit("| CISM certificate | 2028-01-31 |", "| CISM certificate | 2026-01-31 |"),),
        (Found("the evidence of competence for Information security process owner expired on 2026-01-31", at="CISM"),),
    ),
    more=(
        Example(
            (Edit("| Problem process owner | Root cause analysis | Kepner-Tregoe workshop of 2024, certificate | 2027-11-30 |\n", ""),),
            (Found("no competence is stated for the role Problem process owner", at="| Problem process owner | Hannah Lim |"),),
        ),
        Example(
            (Edit("| Information security management | CISM certificate |", "| Information security management | TBD |"),),
            (Found("the competence of Information security process owner has no evidence", at="2028-01-31"),),
        ),
        Example((Edit("| Problem process owner | Root cause analysis |", "| Hannah Lim | Root cause analysis |"),)),
    ),
)  # fmt: skip
def competence_evidence(workspace: Workspace, profile: Artifact) -> Iterator[Problem]:
    rows = profile.records("competence")
    seen: set[frozenset[str]] = set()
    for held in appointments(profile):
        keys = role_keys(held.role)
        if held.role and keys not in seen and not any(_is_for(row, held) for row in rows):
            yield Problem(held.record.place, f"no competence is stated for the role {held.label}")
        seen.add(keys)
    for row in rows:
        role = row.text("role")
        for key, word in (("required", "required competence"), ("evidence", "evidence")):
            if filled_cell(role) and not row.filled(key):
                yield Problem(row.at(key), f"the competence of {role} has no {word}")
        until = parse_moment(row.text("valid_until"))
        if until and until.day and until.day < workspace.as_of:
            message = f"the evidence of competence for {role} expired on {row.text('valid_until')}"
            yield Problem(row.at("valid_until"), message, missing=False)


def _is_for(row: Record, held: Appointment) -> bool:
    role = row.text("role")
    if role_keys(role) & role_keys(held.role):
        return True
    return bool(held.person) and normalise(held.person) in map(normalise, person_names(role))
