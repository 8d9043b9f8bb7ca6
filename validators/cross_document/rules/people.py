"""Whoever is given something to answer for, in any document, is somebody whom the organization profile names."""

import re
from collections.abc import Iterator

from iso20k.document import Cell, Place
from iso20k.facts.artifact import Artifact, derived
from iso20k.judging.near_miss import NearMiss, near_miss
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Related, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.wording.filled import filled_cell
from iso20k.wording.names import normalise
from iso20k.wording.persons import person_names
from validators.organization_profile.people import (
    nearest_person,
    people,
    role_known,
    role_names,
)

PROFILE = "organization-profile"
#: Columns of responsibility. Authors wrote at a time and may have left since; contacts belong to other parties.
_RESPONSIBLE = re.compile(
    r"\b(?:owner|owners|owned|approver|approved by|accepted by|auditor|auditors|lead auditor|attendee|attendees|"
    r"chair|responsible|accountable|deputy|verified by|decided by)\b",
    re.IGNORECASE,
)
_OF_OTHERS = re.compile(r"\b(?:supplier|vendor|customer|client|external)\b", re.IGNORECASE)
#: In the profile these columns say who there is; elsewhere they refer to it.
_DEFINING = frozenset(("roles", "units", "competence"))
_ROLE = re.compile(
    r"\b(?:manager|owner|lead|officer|director|head|coordinator|representative|sponsor|auditor|supervisor|c[eiot]o|cfo|ciso)$",
    re.IGNORECASE,
)
_SEVERAL = re.compile(r"\b(?:all|each|every|any|respective|relevant|its|their|the)\b|s$", re.IGNORECASE)


@rule(
    "X06", "person-known", Severity.WARNING, Kind.CROSS, "4.1.3 / 5.3", (PROFILE,),
    why="A responsibility of somebody whom the profile does not know is one of somebody who left, or never came. Looked at "
    "are owners, approvers, auditors, attendees, chairs and deputies of every register, and the approver of each document; "
    "the owner of a document is looked at by DOC-14.",
    hint="Correct the name, or add the person with a role to the organization profile.",
    fails=Example(
        (Edit("| Ticketing System | supporting | Chris Doyle |", "| Ticketing System | supporting | Chris Doyel |", "service-catalog"),),
        (Found("'Chris Doyel' is not in the organization profile, the nearest is 'Chris Doyle'", at="SVC-007", document="service-catalog"),),
    ),
    more=(
        Example(
            (
                Edit("| Ticketing System | supporting | Chris Doyle |", "| Ticketing System | supporting | Paula Reyes |", "service-catalog"),
                Edit("| Knowledge Base | supporting | Emily Nguyen |", "| Knowledge Base | supporting | Paula Reyes |", "service-catalog"),
            ),
            (Found("'Paula Reyes' is not in the organization profile", at="SVC-007", document="service-catalog"),),
        ),
        Example(
            (Edit("| Ticketing System | supporting | Chris Doyle |", "| Ticketing System | supporting | Ticketing Manager |", "service-catalog"),),
            (Found("'Ticketing Manager' is no role of the organization profile", at="SVC-007", document="service-catalog"),),
        ),
        Example(
            (Edit("approver: James Park", "approver: James Parker", "service-catalog"),),
            (Found("'James Parker' is not in the organization profile, the nearest is 'James Park'", at="approver:", document="service-catalog"),),
        ),
        Example((Edit("| Ticketing System | supporting | Chris Doyle |", "| Ticketing System | supporting | Incident Manager |", "service-catalog"),)),
        Example((Edit("| Ticketing System | supporting | Chris Doyle |", "| Ticketing System | supporting | CTO |", "service-catalog"),)),
        Example((Edit("author: Emily Nguyen\napprover", "author: Paula Reyes\napprover", "service-catalog"),)),
    ),
)  # fmt: skip
def person_known_everywhere(workspace: Workspace, profile: Artifact) -> Iterator[Problem]:
    known = frozenset(normalise(person.name) for person in people(profile))
    if not known:
        return
    home = Related(profile.home("roles"), "the roles of the profile")
    for artifact in workspace.artifacts.values():
        strangers: dict[str, tuple[str, NearMiss, list[Place]]] = {}
        for place, text in _responsible(artifact):
            for said, near in _unknown(profile, known, text):
                strangers.setdefault(normalise(near.told), (said, near, []))[2].append(place)
        for said, near, places in strangers.values():
            again = tuple(Related(place, "also here") for place in places[1:])
            message = f"'{near.told}' is {said} the organization profile{near.ending}"
            # of several places, an edit of one line mends only one
            edit = None if again else near.edit
            yield Problem(places[0], message, related=(home, *again), edit=edit)


@derived
def _responsible(artifact: Artifact) -> tuple[tuple[Place, str], ...]:
    """The cells of a document that give somebody something to answer for."""
    return tuple(_responsible_cells(artifact))


def _responsible_cells(artifact: Artifact) -> Iterator[tuple[Place, str]]:
    approver: Cell = artifact.field("approver")
    if filled_cell(approver.text):
        yield artifact.at(approver), approver.text
    for register in artifact.schema.registers:
        if artifact.skill == PROFILE and register.key in _DEFINING:
            continue
        keys = [column.key for column in register.columns if _is_responsible(column.key, column.title)]
        for record in artifact.records(register.key):
            yield from ((record.at(key), record.text(key)) for key in keys if record.filled(key))


def _is_responsible(key: str, title: str) -> bool:
    name = f"{title} {key.replace('_', ' ')}"
    return bool(_RESPONSIBLE.search(name)) and not _OF_OTHERS.search(name)


def _unknown(profile: Artifact, known: frozenset[str], text: str) -> Iterator[tuple[str, NearMiss]]:
    """Names and roles of a cell that the profile does not have, each with what is to be said about it."""
    names = person_names(text)
    for name in names:
        if normalise(name) not in known:
            yield "not in", NearMiss(name, nearest_person(profile, name) or "")
    if names or _SEVERAL.search(text) or not _ROLE.search(text.strip()) or role_known(profile, text):
        return
    yield "no role of", near_miss(text, role_names(profile))
