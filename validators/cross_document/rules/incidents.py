"""Incidents and requests are tied to services, and incidents lead to problems on both sides alike."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from iso20k.document import Place
from iso20k.facts.artifact import Artifact, Record
from iso20k.judging.checks import label_of
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Related, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.values.listing import find_identifiers, parse_identifier, split_list
from iso20k.wording.filled import filled_cell
from iso20k.wording.phrases import listed
from validators.cross_document.joins import service_in, unknown_service
from validators.incident_management.codes import codes_mentioned, rank_of
from validators.incident_management.handover import hand_over, handing_over
from validators.incident_management.major import defining, procedure, told
from validators.incident_management.requests import models
from validators.incident_management.statements import answers
from validators.problem_management.links import TRIGGER, handed_over, link, major_triggers
from validators.problem_management.triggers import Threshold, thresholds, thresholds_in
from validators.service_catalog.services import business_services

INCIDENT, PROBLEM, CATALOG = "incident-management", "problem-management", "service-catalog"
_EVERY = re.compile(r"\b(?:all|any|every|each|various|several|general|other|not tied)\b", re.IGNORECASE)
_MAJOR = r"\bmajor incidents?\b"
_HANDED = "Every major incident, and 3 or more incidents of one category on one CI within 30 days, with history and workaround"
_IN_INTERFACES = f"| 8.1 Incident and service request | 8.2 Problem | {_HANDED} |\n"
_IN_REVIEW = (
    "causes, timeline and improvement actions with owner and date are recorded, a problem is opened |"
)


class Tie(NamedTuple):
    """What a category or request model says about its service, and where."""

    label: str
    names: tuple[str, ...]
    place: Place


@rule(
    "X47", "category-service-exists", Severity.WARNING, Kind.CROSS, "8.1 / 8.6.1-2", (INCIDENT, CATALOG),
    source="s",
    each=("categories", "requests"),
    why="An incident that cannot be tied to a service counts in no service level, and nobody sees which service fails.",
    hint="Name services of the catalog by their ID, and give each business service a category.",
    fails=Example(
        (Edit("| Virtual machine | SVC-002 Cloud Hosting |", "| Virtual machine | SVC-020 Cloud Hosting |"),),
        (Found("the category 'Virtual machine' names the service 'SVC-020 Cloud Hosting', which is not in the catalog, the nearest is 'Cloud Hosting'", at="| Virtual machine |"),),
    ),
    more=(
        Example(
            (Edit("| REQ-003 | Backup restore | SVC-001 Managed Infrastructure |", "| REQ-003 | Backup restore | Manged Infrastructure |"),),
            (Found("the request model REQ-003 Backup restore names the service 'Manged Infrastructure', which is not in the catalog, the nearest is 'Managed Infrastructure'", at="REQ-003"),),
        ),
        Example(
            (
                Edit("| Virtual machine | SVC-002 Cloud Hosting |", "| Virtual machine | SVC-001 Managed Infrastructure |"),
                Edit("| Storage and networking | SVC-002 Cloud Hosting |", "| Storage and networking | SVC-001 Managed Infrastructure |"),
                Edit("| Information security | All services |", "| Information security | SVC-003 |"),
            ),
            (Found("no category leads to Cloud Hosting, a business service of the catalog", at="## Categories"),),
        ),
        Example(
            (Edit("| Virtual machine | SVC-002 Cloud Hosting |", "| Virtual machine | SVC-003 Cloud Hosting |"),),
            (Found("the category 'Virtual machine' names the service 'SVC-003 Cloud Hosting', in the catalog SVC-003 is Help Desk", at="| Virtual machine |"),),
        ),
        Example(
            (
                Edit("| Virtual machine | SVC-002 Cloud Hosting |", "| Virtual machine | SVC-020 |"),
                Edit("| Storage and networking | SVC-002 Cloud Hosting |", "| Storage and networking | SVC-020 |"),
            ),
            (
                Found("the category 'Virtual machine' and the category 'Storage and networking' name the service 'SVC-020', which is not in the catalog", at="| Virtual machine |"),
            ),
        ),
        # a name alone, several services, and a category that holds for all
        Example(
            (
                Edit("| Virtual machine | SVC-002 Cloud Hosting |", "| Virtual machine | cloud hosting |"),
                Edit("| Backup and restore | SVC-001 Managed Infrastructure |", "| Backup and restore | SVC-001, SVC-002 |"),
            ),
        ),
        # the catalog's future services need no category yet
        Example((Edit("| business | Raj Mehta | Enterprise, Mid-market | Customers' IT teams and application users | Critical | 24x7 | 24x7 | 99.95 % | SLA-002 | SVC-006 Azure Management Portal | Microsoft | live |",
                      "| business | Raj Mehta | Enterprise, Mid-market | Customers' IT teams and application users | Critical | 24x7 | 24x7 | 99.95 % | SLA-002 | SVC-006 Azure Management Portal | Microsoft | planned |", CATALOG),)),
    ),
)  # fmt: skip
def category_service_exists(workspace: Workspace, incident: Artifact, catalog: Artifact) -> Iterator[Problem]:
    categories = [
        _tie(record, f"the category '{label_of(record, 'category')}'")
        for record in incident.records("categories")
    ]
    ties = (*categories, *(_tie(one.record, f"the request model {one.label}") for one in models(incident)))
    yield from _unknown(ties, catalog)
    yield from _unreached(categories, incident, catalog)


def _tie(record: Record, label: str) -> Tie:
    names = tuple(part for part in split_list(record.text("service")) if filled_cell(part))
    return Tie(label, names, record.at("service"))


def _unknown(ties: Iterable[Tie], catalog: Artifact) -> Iterator[Problem]:
    """One problem for each name, however many rows name it."""
    namers: dict[str, list[Tie]] = {}
    for tie in ties:
        for name in tie.names:
            namers.setdefault(name, []).append(tie)
    for name, found in namers.items():
        said = _wrong_name(name, catalog)
        if said:
            ending, other = said
            verb = "names" if len(found) == 1 else "name"
            related = (other, *(Related(tie.place, f"{tie.label} names it too") for tie in found[1:]))
            message = f"{listed(tie.label for tie in found)} {verb} the service '{name}', {ending}"
            yield Problem(found[0].place, message, related=related)


def _wrong_name(name: str, catalog: Artifact) -> tuple[str, Related] | None:
    """What is wrong with an ID or name, and the other place: the catalog does not have it, or it is that of two services."""
    entry, split = service_in(catalog, name), parse_identifier(name)
    bare = split[1] if split and split[1] else name
    by_name = service_in(catalog, bare)
    if entry is None:
        if (by_name and not filled_cell(by_name.id)) or (not split and _EVERY.search(name)):
            return None  # the entry without its ID is the catalog's fault
        ending = f", the nearest is '{by_name.name}'" if by_name else unknown_service(catalog, bare)
        home = Related(catalog.home("services"), "the services of the catalog")
        return f"which is not in the catalog{ending}", home
    if split and split[1] and by_name and by_name != entry:
        return f"in the catalog {split[0]} is {entry.label}", Related(entry.record.place, f"{split[0]} there")
    return None


def _unreached(categories: list[Tie], incident: Artifact, catalog: Artifact) -> Iterator[Problem]:
    """Categories that only tell CI types, or hold for all services, leave no service out."""
    names = [name for tie in categories for name in tie.names]
    if not names or any(_EVERY.search(name) and not find_identifiers(name, ("SVC",)) for name in names):
        return
    reached = [service_in(catalog, name) for name in names]
    for service in business_services(catalog):
        if service.status == "live" and service not in reached:
            message = f"no category leads to {service.label}, a business service of the catalog"
            related = (Related(service.record.place, f"{service.label} in the catalog"),)
            yield Problem(incident.home("categories"), message, related=related, missing=True)


@rule(
    "X48", "incident-problem-link", Severity.STRICT, Kind.CROSS, "8.1, 8.2 / 8.6.3", (INCIDENT, PROBLEM),
    source="S",
    why="When only one side knows of the hand-over, or each side counts differently, recurring incidents never become a problem.",
    hint="Describe the hand-over in both documents, with the same numbers and the same major incidents.",
    fails=Example(
        (Edit(_HANDED, _HANDED.replace("3 or more", "5 or more")),),
        (Found("incidents are handed over at 5 within 30 days, problem management opens a problem at 3 within 30 days", at="5 or more incidents"),),
    ),
    more=(
        Example(
            (Edit("| reactive | 3 or more incidents | 30 days |", "| reactive | 3 or more incidents | 14 days |", PROBLEM),),
            (Found("incidents are handed over at 3 within 30 days, problem management opens a problem at 3 within 14 days", at="3 or more incidents"),),
        ),
        Example(
            (Edit("| Major incident (P1 or P2) | reactive |", "| Major incident (P1) | reactive |", PROBLEM),),
            (Found("P1 and P2 are major incidents, problem management opens a problem for a major incident of P1", at="| Trigger | A major incident is any incident"),),
        ),
        Example(
            (Edit(_IN_INTERFACES, ""), Edit(_IN_REVIEW, _IN_REVIEW.replace(", a problem is opened", ""))),
            (Found("nothing says that incidents are handed to problem management, which expects them: 'Incidents of one category on one CI or service recur; reactive; 3 or more incidents; 30 days; ServiceNow incidents'", at="## Interfaces"),),
        ),
        Example(
            (Edit("Every major incident, and 3 or more", "Any 3 or more"), Edit(_IN_REVIEW, _IN_REVIEW.replace(", a problem is opened", ""))),
            (Found("nothing says that major incidents are handed to problem management, which opens a problem for them", at="## Major incident procedure"),),
        ),
        # a month is 30 days, and words are numbers
        Example((Edit(_HANDED, "Every major incident, and three or more tickets of one category within a month"),)),
        # one side may name no numbers, and problem management may look at more than it is handed
        Example((Edit(_HANDED, "Major and recurring incidents, with history and workaround"),)),
        Example((Edit("| Major incident (P1 or P2) | reactive |", "| Major incident | reactive |", PROBLEM),)),
        # the link that the problem document does not describe is that document's own fault
        Example((Edit("", "# Problem Management\n\n## Purpose\n\nFind causes and remove them for good.\n", PROBLEM),)),
    ),
)  # fmt: skip
def incident_problem_link(workspace: Workspace, incident: Artifact, problem: Artifact) -> Iterator[Problem]:
    expected = link(problem, TRIGGER)
    if expected.verdict != "stated" or expected.line is None:
        return
    given = hand_over(incident)
    if given.verdict != "stated":
        text = expected.line.text
        claim = "incidents are handed to problem management"
        message = f"nothing says that {claim}, which expects them: '{text}'"
        place = incident.section_place("interfaces")
        if given.line:
            message, place = f"it is doubtful whether {claim}: '{given.sentence}'", given.line.place
        related = (Related(expected.line.place, "what problem management expects"),)
        yield Problem(place, message, related=related, missing=given.line is None)
        return
    yield from _thresholds(incident, problem)
    yield from _majors(incident, problem)


def _thresholds(incident: Artifact, problem: Artifact) -> Iterator[Problem]:
    """Each number of the hand-over is one of the triggers, and one of the numbers that the other side repeats."""
    opened = tuple(one for one in thresholds(problem) if one.of_incidents)
    repeated = tuple(one for one in thresholds_in(handed_over(problem)) if one.of_incidents)
    for one in thresholds_in(handing_over(incident)):
        for others in (opened, repeated):
            if one.of_incidents and others and not any(one.same(other) for other in others):
                yield _other_number(one, others)
                break


def _other_number(one: Threshold, others: tuple[Threshold, ...]) -> Problem:
    numbers = listed(dict.fromkeys(other.told for other in others))
    return Problem(
        one.place,
        f"incidents are handed over at {one.told}, problem management opens a problem at {numbers}",
        related=tuple(Related(other.place, f"here it is {other.told}") for other in others),
    )


def _majors(incident: Artifact, problem: Artifact) -> Iterator[Problem]:
    triggers = major_triggers(problem)
    if not triggers:
        return
    related = (Related(triggers[0].place, "the trigger of problem management"),)
    in_procedure = answers(told(incident), r"\bproblems?\b")
    if not answers(handing_over(incident), _MAJOR) and not in_procedure:
        message = "nothing says that major incidents are handed to problem management, which opens a problem for them"
        yield Problem(incident.section_place("major"), message, related=related, missing=True)
    ours = procedure(incident).codes
    theirs = tuple(dict.fromkeys(code for line in triggers for code in codes_mentioned(line.text)))
    defined = defining(incident)
    if ours and theirs and defined and {rank_of(c) for c in ours} != {rank_of(c) for c in theirs}:
        verb = "is a major incident" if len(ours) == 1 else "are major incidents"
        message = f"{listed(ours)} {verb}, problem management opens a problem for a major incident of {listed(theirs)}"
        yield Problem(defined.place, message, related=related)
