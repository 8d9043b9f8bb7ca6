"""What top management has decided: who holds the roles, what it commits, by when."""

import re
from collections import Counter
from collections.abc import Iterator

from iso20k.facts.artifact import Artifact
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Related, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.standard.areas import PROCESS_CLAUSE_AREAS, area_named
from iso20k.values.dates import earlier
from iso20k.wording.negation import states
from validators.organization_profile.completeness import names_resource
from validators.organization_profile.milestones import stage_dates
from validators.organization_profile.organisation import name_words
from validators.organization_profile.people import (
    Appointment,
    appointments,
    representative,
    sms_manager,
    sponsor,
)
from validators.organization_profile.tools import vendors

PROFILE = "organization-profile"
_MANAGEMENT = re.compile(
    r"manager|director|\bhead\b|\blead(?:er)?\b|\bchief\b|\bc[a-z]{1,2}o\b|\bofficer\b|president|\bvp\b|executive|"
    r"\bmd\b|\bpartner\b|\bprincipal\b|management|supervisor|\bchair|proprietor|founder",
    re.IGNORECASE,
)
_OUTSIDER = re.compile(
    r"\bconsultants?\b|\bcontractors?\b|\bfreelanc\w*|\bexternal\b|\bsuppliers?\b|\bvendors?\b|\bcontracted\b|\binterim agency\b",
    re.IGNORECASE,
)
_PROCESSES = frozenset(area.number for area in PROCESS_CLAUSE_AREAS)
_COMMITTED = re.compile(
    r"\bcommit(?:s|ted|ment)?\b|\breleas(?:e|es|ed)\b|\bapprov(?:e|es|ed)\b|\bprovid(?:e|es|ed)\b|\breserv(?:e|es|ed)\b",
    re.IGNORECASE,
)
_FIGURE = re.compile(
    r"[$€£¥]\s?\d|\d\s?(?:k\b|fte|days|usd|eur|gbp|aud|%)|\bFTE\b|\bminutes of\b|\b20\d\d\b", re.IGNORECASE
)


@rule(
    "PRO-04", "sms-roles-named", Severity.ERROR, Kind.PRESENCE, "4.1.4 / 5.3", PROFILE,
    source="S",
    why="Without a named SMS manager and a named sponsor nobody has been appointed, whatever the documents say.",
    hint="Name one person for the SMS manager and one for top management under 'SMS roles'.",
    fails=Example(
        (Edit("| Top-management sponsor | James Park |", "| Top-management sponsor | Board |"),),
        (Found("the top-management sponsor is 'Board', expected a named person", at="| Board |"),),
    ),
    more=(
        Example(
            (Edit("| SMS manager (management representative) | Sarah Chen |", "| Programme office | Sarah Chen |"),),
            (Found("no SMS manager is named", at="## SMS roles"),),
        ),
    ),
)  # fmt: skip
def sms_roles_named(workspace: Workspace, profile: Artifact) -> Iterator[Problem]:
    for word, find in (("SMS manager", sms_manager), ("top-management sponsor", sponsor)):
        held = find(profile)
        if held is None:
            yield Problem(profile.home("roles"), f"no {word} is named")
        elif not held.person:
            told = held.record.text("person") if held.record.filled("person") else ""
            message = f"the {word} is '{told}', expected a named person" if told else f"no {word} is named"
            yield Problem(held.record.at("person"), message)


@rule(
    "PRO-05", "commitment-concrete", Severity.ERROR, Kind.PRESENCE, "4.1.1 / 5.1", PROFILE,
    source="S",
    why="A commitment that leaves no trace, neither a decision nor money nor time, is a slogan.",
    hint="Give one commitment of top management its evidence or the resources that it releases.",
    fails=Example(
        (
            Edit("| Board minutes of 16 February 2026, item 3 |", "| |"),
            Edit("| Programme charter signed, five planning documents due by the end of April |", "| |"),
            Edit("| All-hands meeting of 23 February 2026, 112 of 120 employees attended |", "| |"),
            Edit("| $80,000 released for the implementation; 0.6 FTE of the SMS manager reserved |", "| TBD |"),
            Edit("| Management review entered in the board calendar, twice a year |", "| |"),
            Edit("| Risk register started in ServiceNow with the unit leads |", "| |"),
        ),
        (Found("no commitment of top management has evidence or a resource figure", at="## Management commitment and milestones"),),
    ),
)  # fmt: skip
def commitment_concrete(workspace: Workspace, profile: Artifact) -> Iterator[Problem]:
    rows = [row for row in profile.records("commitments") if row.filled("commitment")]
    if any(row.filled("evidence") or names_resource(row) for row in rows):
        return
    section = profile.sections.get("commitment")
    told = states(section.prose, _COMMITTED) if section else None
    if not rows and told and told.verdict == "stated" and _FIGURE.search(told.sentence):
        return
    if not rows and told and told.verdict == "doubtful":
        message = f"it is doubtful whether top management commits itself: '{told.sentence}'"
        yield Problem(profile.home("commitments"), message, severity=Severity.WARNING, missing=False)
        return
    place = profile.home("commitments")
    yield Problem(place, "no commitment of top management has evidence or a resource figure")


@rule(
    "PRO-06", "stage-dates", Severity.WARNING, Kind.PRESENCE, "4.1.1 / 6.2", PROFILE,
    source="S",
    why="Without dates for Stage 1 and Stage 2 no plan can be calculated backwards; Stage 2 cannot precede Stage 1.",
    hint="Add the target dates of the Stage 1 and the Stage 2 audit to the milestones, as dates or project months.",
    fails=Example(finds=(Found("the target dates of Stage 1 and Stage 2 are missing", at="## Management commitment and milestones"),)),
    passes=Example(
        (Edit("| Internal audit complete | 2026-09-30 |", "| Stage 1 audit | 2026-08-27 |\n| Stage 2 audit | 2026-11-23 |"),)
    ),
    more=(
        Example(
            (Edit("| Internal audit complete | 2026-09-30 |", "| Stage 1 audit | Month 9 |\n| Stage 2 audit | Month 6 |"),),
            (Found("Stage 1 (Month 9) is not before Stage 2 (Month 6)", at="| Stage 1 audit |"),),
        ),
        Example(
            (Edit("| Internal audit complete | 2026-09-30 |", "| Stage 1 audit | 2026-08-27 |\n| Stage 2 audit | when ready |"),),
            (Found("the target date 'when ready' of Stage 2 cannot be read", at="when ready"),),
        ),
        Example(
            (Edit("| Internal audit complete | 2026-09-30 |", "| Stage 1 audit | 2026-08-27 |"),),
            (Found("the target date of Stage 2 is missing", at="## Management commitment and milestones"),),
        ),
        Example((Edit("Two drivers stand behind", "Our target is the Stage 1 audit in 6 months, Stage 2 in 9 months. Two drivers stand behind"),)),
    ),
)  # fmt: skip
def stage_dates_present(workspace: Workspace, profile: Artifact) -> Iterator[Problem]:
    dates = stage_dates(profile)
    missing = [stage for stage in (1, 2) if stage not in dates]
    if len(missing) == 2:
        yield Problem(profile.home("milestones"), "the target dates of Stage 1 and Stage 2 are missing")
    elif missing:
        yield Problem(profile.home("milestones"), f"the target date of Stage {missing[0]} is missing")
    for date in dates.values():
        if date.moment is None:
            message = f"the target date '{date.text}' of Stage {date.stage} cannot be read"
            yield Problem(date.place, message, missing=False)
    if missing or dates[1].moment is None or dates[2].moment is None:
        return
    first, second = dates[1], dates[2]
    same = dates[1].moment[:2] == dates[2].moment[:2] and not dates[1].moment.ambiguous
    if same or earlier(dates[2].moment, dates[1].moment):
        related = Related(second.place, "Stage 2")
        message = f"Stage 1 ({first.text}) is not before Stage 2 ({second.text})"
        yield Problem(first.place, message, related=(related,), severity=Severity.ERROR, missing=False)


@rule(
    "PRO-09", "representative-is-management", Severity.STRICT, Kind.PRESENCE, "4.1.4 / -", PROFILE,
    editions=("2011",),
    why="The representative has to be a member of the provider's own management; a consultant cannot speak for it.",
    hint="Appoint a member of the organization's own management, and give the position.",
    fails=Example(
        (Edit("| Sarah Chen | IT Service Manager |", "| Sarah Chen | ITSM Consultant |"),),
        (Found("the position 'ITSM Consultant' of Sarah Chen, the management representative, is not in the organization's own management", at="ITSM Consultant"),),
    ),
    more=(
        Example(
            (Edit("| Sarah Chen | IT Service Manager |", "| Sarah Chen | |"),),
            (Found("Sarah Chen, the management representative, has no position", at="SMS manager (management"),),
        ),
        Example(
            (Edit("| Sarah Chen | IT Service Manager |", "| Sarah Chen | Account Manager, Atlassian |"),),
            (Found("the position 'Account Manager, Atlassian' of Sarah Chen, the management representative, is at the supplier Atlassian", at="SMS manager (management"),),
        ),
    ),
)  # fmt: skip
def representative_is_management(workspace: Workspace, profile: Artifact) -> Iterator[Problem]:
    held = representative(profile)
    if held is None or not held.person:
        return  # nobody named is PRO-04's
    place, position = held.record.at("position"), held.position
    if not held.record.filled("position"):
        yield Problem(place, f"{held.person}, the management representative, has no position")
        return
    subject = f"the position '{position}' of {held.person}, the management representative,"
    employer = next((v for v in vendors(profile) if name_words(v.name) <= name_words(position)), None)
    if employer:
        yield Problem(place, f"{subject} is at the supplier {employer.name}", missing=False)
    elif _OUTSIDER.search(position) or not _MANAGEMENT.search(position):
        yield Problem(place, f"{subject} is not in the organization's own management", missing=False)


@rule(
    "PRO-14", "role-concentration", Severity.ADVICE, Kind.VALIDITY, "4.1.3 / 5.3", PROFILE,
    source="P",
    why="An SMS that rests on one person stops when that person is away, and nobody is left to audit impartially.",
    hint="Spread the process roles over more people.",
    fails=Example(
        (
            Edit("| Laura Bennett | Finance and Procurement Manager |", "| Emily Nguyen | Service Delivery Lead |"),
            Edit("| Raj Mehta | Cloud Platform Lead | 6.3", "| Emily Nguyen | Service Delivery Lead | 6.3"),
            Edit("| Hannah Lim | Infrastructure Operations Lead | 8.2", "| Emily Nguyen | Service Delivery Lead | 8.2"),
            Edit("| Grace Mitchell | Customer Success Lead |", "| Emily Nguyen | Service Delivery Lead |"),
        ),
        (Found("Emily Nguyen holds 8 of 14 process roles", at="Service level and reporting process owner | Emily Nguyen"),),
    ),
)  # fmt: skip
def role_concentration(workspace: Workspace, profile: Artifact) -> Iterator[Problem]:
    held: Counter[str] = Counter()
    first: dict[str, Appointment] = {}
    for appointment in appointments(profile):
        number = _process_roles(appointment)
        if appointment.person and number:
            held[appointment.person] += number
            first.setdefault(appointment.person, appointment)
    total = held.total()
    for person, number in held.most_common(1):
        if total >= 4 and 2 * number > total:
            yield Problem(
                first[person].record.at("person"), f"{person} holds {number} of {total} process roles"
            )


def _process_roles(appointment: Appointment) -> int:
    """Each process of an owner counts as one role; a process owner without a named process counts once."""
    areas = _PROCESSES & set(appointment.areas)
    if areas:
        return len(areas)
    named = area_named(re.sub(r"(?i)\bowner\b", "", appointment.role))
    return int(
        (named is not None and named.number in _PROCESSES) or "process owner" in appointment.role.lower()
    )
