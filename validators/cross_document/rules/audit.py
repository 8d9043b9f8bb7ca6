"""The audit programme against the scope, the people and the calendar of the SMS, and what its findings change."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from iso20k.document import Place
from iso20k.facts.artifact import Artifact
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Related, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.standard.areas import SMS_AREA, ClauseArea
from iso20k.standard.references import areas_in
from iso20k.standard.rows import edition_of
from iso20k.standard.steps import STEPS
from iso20k.values.day import iso_day
from iso20k.wording.names import normalise
from iso20k.wording.persons import person_names
from validators.internal_audit.findings import findings
from validators.internal_audit.programme import Audit, audited_areas, audits
from validators.organization_profile.people import PROFILE, Person, people
from validators.service_management_plan.governance import Owner, process_owners
from validators.service_management_plan.timeline import first_day, last_day, milestones, stage_dates
from validators.sms_scope.boundaries import locations, process_rows, services_in_scope

AUDIT, REVIEW, PLAN, SCOPE = "internal-audit", "management-review", "service-management-plan", "sms-scope"
_EVERYTHING = re.compile(
    r"\ball (?:the )?(?:three |two |four |our )?(?:services|sites|locations|findings)\b|\bwhole (?:SMS|scope)\b",
    re.IGNORECASE,
)


class Event(NamedTuple):
    """When something happened or is planned, in words, and where that stands."""

    day: date
    words: str
    place: Place


@rule(
    "X13", "stage1-after-audit-and-review", Severity.WARNING, Kind.CROSS, "4.5.4 / 9.2, 9.3", (PLAN, AUDIT),
    source="P",
    why="Stage 1 asks whether internal audit and management review are planned and performed; before Stage 2 both must have taken "
    "place, or there is nothing to certify.",
    hint="Hold the first internal audit and the management review before Stage 1, or show the auditor approved programmes and dates.",
    fails=Example(
        (Edit("| Stage 1 audit | 2026-08-27 |\n| Stage 2 audit | 2026-11-23 |", "| Stage 1 audit | 2026-10-20 |\n| Stage 2 audit | 2026-10-12 |"),),
        (Found("Stage 2 (2026-10-12) comes before the management review (2026-10-16)", at="| Stage 2 audit |"),),
    ),
    passes=Example((Edit("| Stage 1 audit | 2026-08-27 |", "| Stage 1 audit | 2026-10-23 |"),)),
    more=(
        Example((), (Found("Stage 1 (2026-08-27) comes before the end of the first internal audit (2026-09-21)", at="| Stage 1 audit |"), Found("Stage 1 (2026-08-27) comes before the management review (2026-10-16)", at="| Stage 1 audit |"))),
    ),
)  # fmt: skip
def stage1_after_audit_and_review(workspace: Workspace, plan: Artifact, audit: Artifact) -> Iterator[Problem]:
    start = first_day(plan)
    events = [
        event for event in (_first_cycle(workspace, audit), _first_review(workspace, plan, start)) if event
    ]
    for stage, milestone in stage_dates(plan).items():
        day = last_day(milestone.moment, start) if milestone.moment else None
        for event in events if day else ():
            if day and day < event.day:
                yield Problem(
                    milestone.place,
                    f"Stage {stage} ({day}) comes before {event.words} ({event.day})",
                    related=(Related(event.place, event.words),),
                    severity=Severity.ERROR if stage == 2 else None,
                )


def _first_cycle(workspace: Workspace, audit: Artifact) -> Event | None:
    """The day on which every area has been audited once, by actual dates, else planned ones; follow-ups come after it."""
    left = {area for one in audits(audit, edition_of(workspace.edition)) for area in one.areas}
    last: Event | None = None
    dated = [(one.actual or one.planned, one) for one in audits(audit, edition_of(workspace.edition))]
    for day, one in sorted(((day, one) for day, one in dated if day), key=lambda pair: pair[0]):
        if left.intersection(one.areas):
            left.difference_update(one.areas)
            place = one.record.at("actual" if one.actual else "planned")
            last = Event(day, "the end of the first internal audit", place)
    return last


def _first_review(workspace: Workspace, plan: Artifact, start: date | None) -> Event | None:
    """The management review's own date, else the plan's milestone for it."""
    review = workspace.artifact(REVIEW)
    for record in review.records("meeting") if review else ():
        if day := iso_day(record.text("date").strip()[:10]):
            return Event(day, "the management review", record.at("date"))
    for milestone in milestones(plan):
        if re.search(r"management review", milestone.name, re.IGNORECASE) and milestone.moment:
            day = last_day(milestone.moment, start)
            return Event(day, "the management review", milestone.place) if day else None
    return None


@rule(
    "X59", "programme-covers-scope", Severity.ERROR, Kind.CROSS, "4.5.4.2 / 9.2", (AUDIT, SCOPE),
    source="S",
    why="A site, service or process of the scope that no audit of the period names will be audited by the customer, in an incident.",
    hint="Name the process, the site or the service in the scope of an audit of the programme.",
    fails=Example(
        (
            Edit("data centre LOC-002 and remote work LOC-003 |", "data centre LOC-002 |"),
            Edit("| SVC-003, Help Desk at LOC-001 and LOC-003 |", "| SVC-003, Help Desk at LOC-001 |"),
            Edit("covers all 15 clause areas, the three services and the three sites once", "covers all 15 clause areas once"),
        ),
        (Found("no audit of the programme covers the site LOC-003 Remote Workforce", at="## Programme"),),
    ),
    more=(
        Example(
            (Edit("| AUD-2026-05 | 8.1; 8.2 | SVC-003, Help Desk at LOC-001 and LOC-003 |", "| AUD-2026-05 | 8.1 | Service desk staff |"), Edit("| AUD-2027-01 | 6.1; 8.2; 9.1 | Findings of September 2026, all services |", "| AUD-2027-01 | 6.1; 9.1 | Findings of September 2026 |"), Edit("| SVC-001 to SVC-003, customer and supplier files at LOC-001 |", "| SVC-001 to SVC-002, customer and supplier files at LOC-001 |")),
            (
                Found("no audit of the programme covers the process 8.2 Problem management", at="## Programme"),
                Found("no audit of the programme covers the service SVC-003 Help Desk", at="## Programme"),
            ),
        ),
        Example((Edit("data centre LOC-002 and remote work LOC-003 |", "data centre LOC-002, Remote Workforce |"),)),
    ),
)  # fmt: skip
def programme_covers_scope(workspace: Workspace, audit: Artifact, scope: Artifact) -> Iterator[Problem]:
    known = audits(audit, edition_of(workspace.edition))
    if not known:
        return  # that there is no programme is AUD-01's
    covered = {area for one in known for area in one.areas}
    home = audit.home("audits")
    start = "no audit of the programme covers"
    for row in process_rows(scope, edition_of(workspace.edition)):
        for area in row.areas:
            if row.applies and area.number not in covered:
                covered.add(area.number)
                related = (Related(row.record.place, f"{area.number} in the scope"),)
                yield Problem(home, f"{start} the process {area.number} {area.name}", related=related)
    told = _said_of_scope(known)
    if not any(one.record.filled("scope") for one in known) or _EVERYTHING.search(_introduction(audit)):
        return  # the programme does not go by sites and services, or says that it covers them all
    for site in locations(scope):
        if not _named(told, site.id, site.name):
            related = (Related(site.place, "the site in the scope"),)
            yield Problem(home, f"{start} the site {f'{site.id} {site.name}'.strip()}", related=related)
    for service in services_in_scope(scope):
        if not _named(told, service.id, service.name):
            related = (Related(service.place, "the service in the scope"),)
            yield Problem(
                home, f"{start} the service {f'{service.id} {service.name}'.strip()}", related=related
            )


def _introduction(audit: Artifact) -> str:
    section = audit.sections.get("programme")
    return section.prose if section else ""


def _said_of_scope(known: tuple[Audit, ...]) -> str:
    """The scopes of all audits as text, ranges of identifiers written out: 'SVC-001 to SVC-003'."""
    text = " ; ".join(f"{one.record.text('scope')} {one.record.text('areas')}" for one in known)
    for found in re.finditer(r"([A-Z]{2,5}-)(\d+)\s*(?:to|-|–)\s*(?:\1)?(\d+)", text):
        numbers = range(int(found[2]), min(int(found[3]), int(found[2]) + 200) + 1)
        text += " ; " + " ".join(f"{found[1]}{number:0{len(found[2])}d}" for number in numbers)
    return text


def _named(told: str, identifier: str, name: str) -> bool:
    if _EVERYTHING.search(told) and not re.search(r"findings", told, re.IGNORECASE):
        return True
    if identifier and re.search(rf"(?<![\w-]){re.escape(identifier)}(?![\w-])", told, re.IGNORECASE):
        return True
    return bool(normalise(name)) and normalise(name) in normalise(told)


@rule(
    "X60", "auditor-not-owner", Severity.ERROR, Kind.CROSS, "4.5.4.2 / 9.2", (AUDIT, PLAN, PROFILE),
    source="S",
    why="Who owns, deputizes or wrote a process finds it good; an audit of one's own work is no audit.",
    hint="Give the area to an auditor who neither owns, deputizes nor wrote the process.",
    fails=Example(
        (Edit("| Olivia Grant | 2026-09-16 | 2026-09-16 | reported |", "| Raj Mehta | 2026-09-16 | 2026-09-16 | reported |"),),
        (
            Found("Raj Mehta audits 6.3 Service continuity and availability management (AUD-2026-04) and owns it", at="AUD-2026-04"),
            Found("Raj Mehta audits 6.5 Capacity management (AUD-2026-04) and owns it", at="AUD-2026-04"),
            Found("Raj Mehta audits 6.6 Information security management (AUD-2026-04) and is deputy of its owner Daniel Okafor", at="AUD-2026-04"),
        ),
    ),
    more=(
        Example(
            (Edit("owner: Hannah Lim\nauthor: Hannah Lim\n", "owner: Hannah Lim\nauthor: David Wong\n", "problem-management"),),
            (Found("David Wong audits 8.2 Problem management (AUD-2026-05) and wrote its document", at="AUD-2026-05"),),
        ),
    ),
)  # fmt: skip
def auditor_not_owner(
    workspace: Workspace, audit: Artifact, plan: Artifact, profile: Artifact
) -> Iterator[Problem]:
    owned = process_owners(plan, workspace.edition)
    known = {normalise(one.name): one for one in people(profile)}
    told: set[tuple[str, str]] = set()
    for one in audits(audit, edition_of(workspace.edition)):
        for area in audited_areas(one.record.text("areas"), edition_of(workspace.edition)):
            for person in one.auditors:
                if (person, area.number) in told:
                    continue
                for words, place in _ties(workspace, person, area, owned, known):
                    told.add((person, area.number))
                    yield Problem(
                        one.record.at("auditor"),
                        f"{person} audits {area.number} {area.name} ({one.label}) and {words}",
                        related=(Related(place, f"{person} or its owner there"),),
                    )
                    break


def _ties(
    workspace: Workspace,
    person: str,
    area: ClauseArea,
    owned: Mapping[str, tuple[Owner, ...]],
    known: Mapping[str, Person],
) -> Iterator[tuple[str, Place]]:
    """What binds a person to an area, the strongest first; clause 4 is owned by whoever runs the SMS, never by its auditor."""
    wanted = normalise(person)
    for owner in owned.get(area.number, ()):
        if normalise(owner.person) == wanted:
            yield "owns it", owner.place
        row = known.get(normalise(owner.person))
        if row is not None and normalise(row.deputy) == wanted:
            yield f"is deputy of its owner {owner.person}", row.place
    if area is SMS_AREA:
        return
    document = workspace.artifact(STEPS[area.step - 1].skill)
    for field, words in (("owner", "owns its document"), ("author", "wrote its document")):
        cell = document.field(field) if document else None
        if document and cell and wanted in {normalise(name) for name in person_names(cell.text)}:
            yield words, document.at(cell)


@rule(
    "X62", "finding-clears-process", Severity.ADVICE, Kind.CROSS, "4.5.5.1 / 10.1", (AUDIT,),
    source="P",
    why="A nonconformity of a documented process that is closed without a newer version of its document was often closed on paper only.",
    hint="Approve a newer version of the process document, or record why the document needs no change.",
    fails=Example(
        (Edit("| Target date | 2027-01-29 |\n| Status | open, action in progress |", "| Target date | 2026-10-29 |\n| Status | closed |\n| Verified by | David Wong |\n| Verified on | 2026-10-28 |"),),
        (Found("FND-001 on 9.1 was closed on 2026-10-28, and the document of the process is still that of 2026-05-28", at="### FND-001"),),
    ),
    more=(
        Example((Edit("| Target date | 2027-01-29 |\n| Status | open, action in progress |", "| Target date | 2026-10-29 |\n| Status | closed, the document needs no change |\n| Verified by | David Wong |\n| Verified on | 2026-10-28 |"),)),
    ),
)  # fmt: skip
def finding_clears_process(workspace: Workspace, audit: Artifact) -> Iterator[Problem]:
    edition = edition_of(workspace.edition)
    days = {normalise(one.id): one.actual or one.planned for one in audits(audit, edition)}
    for finding in findings(audit):
        if not (finding.closed and finding.is_nonconformity):
            continue
        if re.search(
            r"\bno (?:change|new version)|unchanged|\breason\b",
            finding.record.text("status") + finding.record.text("action"),
            re.IGNORECASE,
        ):
            continue
        audited = days.get(normalise(finding.audit))
        for area in areas_in(finding.record.text("clause"), edition, cell=True):
            document = workspace.artifact(STEPS[area.step - 1].skill)
            approved = iso_day(document.field("approved").text) if document else None
            if document and approved and audited and approved < audited and area is not SMS_AREA:
                when = f"on {finding.verified}" if finding.verified else "already"
                yield Problem(
                    finding.record.place,
                    f"{finding.label} on {area.number} was closed {when}, and the document of the process is still that of {approved}",
                    related=(Related(document.at(document.field("approved")), "its approval"),),
                )
