"""Who operates a process: the organization itself or another party."""

from __future__ import annotations

import re
from collections.abc import Iterator

from iso20k.facts.artifact import Artifact
from iso20k.judging.workspace import Workspace
from iso20k.wording.filled import filled_cell
from iso20k.wording.names import normalise
from iso20k.wording.persons import person_names
from validators.organization_profile.organisation import name_words, own_names
from validators.organization_profile.people import person_known
from validators.sms_scope.boundaries import units

_SELF = re.compile(
    r"\b(?:own|self|ourselves|itself|internal(?:ly)?|in-?house|us|we|service provider|the organi[sz]ation|our)\b"
    r"|\b(?:team|department|unit|division|office|desk|group|process owner|manager)$",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\b(?:supplier|vendor|external|outsourc\w*|third[- ]party|contractor|partner|customer)\b", re.IGNORECASE
)
_TITLE_TAIL = re.compile(r"(?::|\s[–—-])\s+(\S.*)$")


def is_self_operated(workspace: Workspace, scope: Artifact, operator: str) -> bool:
    """Whether the organization runs it with its own people; an empty field counts as its own.

    It is known by its names in profile, configuration and title, its units and persons; where no name of it is
    known, only listed other parties and words such as 'supplier' tell somebody else.
    """
    if not filled_cell(operator):
        return True
    if party_row_name(scope, operator) or _OTHER.search(operator):
        return False
    if _SELF.search(operator) or _is_own_person(workspace, operator):
        return True
    names = [words for name in _own_names(workspace, scope) if (words := name_words(name))]
    words = name_words(operator)
    return not names or any(words <= own or own <= words for own in names)


def _is_own_person(workspace: Workspace, operator: str) -> bool:
    profile = workspace.artifact("organization-profile")
    named = person_names(operator)
    return bool(named) and (profile is None or all(person_known(profile, name) for name in named))


def party_row_name(scope: Artifact, operator: str) -> str:
    """The other party of the scope's register that an operator is, as written there, or ''."""
    words = name_words(operator)
    for row in scope.records("other_parties"):
        party = row.text("party")
        if filled_cell(party) and (normalise(party) == normalise(operator) or name_words(party) == words):
            return party
    return ""


def _own_names(workspace: Workspace, scope: Artifact) -> Iterator[str]:
    if workspace.configuration.organisation:
        yield workspace.configuration.organisation
    profile = workspace.artifact("organization-profile")
    if profile:
        yield from own_names(profile)
    tail = _TITLE_TAIL.search(scope.document.title)
    if tail:
        yield tail[1]
    yield from (unit.name for unit in units(scope))
