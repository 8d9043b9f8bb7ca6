"""Whether the scope confirms clause 4: that it applies in full and that the organization itself operates it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from iso20k.document import Place
from iso20k.facts.artifact import Artifact
from iso20k.judging.workspace import Workspace
from iso20k.standard.clauses import Edition
from iso20k.standard.references import areas_at, find_references
from iso20k.wording.filled import is_placeholder
from iso20k.wording.sentences import sentences
from validators.sms_scope.boundaries import edition_of, rows_by_area
from validators.sms_scope.operators import is_self_operated

_APPLIES = re.compile(r"\bappl(?:y|ies|icable)\b|\bin scope\b|\bfulfilled\b|\bcovered\b", re.IGNORECASE)
_DENIED = re.compile(r"\b(?:not|no|never|partly|partially|except)\b|n['’]t\b", re.IGNORECASE)
_OPERATED = re.compile(
    r"\b(?:operated|run|performed|carried out|managed|governed|fulfilled|evidenced|shown|done)\b"
    r"|\b(?:operates?|runs?|performs?|governs?)\b|\bown (?:evidence|management|staff)\b",
    re.IGNORECASE,
)
_BY = re.compile(r"\bby ([^,;.]{2,80})", re.IGNORECASE)


class Clause4(NamedTuple):
    """What the scope says about clause 4; `operator` is another party that runs it, or ''."""

    applies: bool
    own: bool
    operator: str
    place: Place


def clause_4(workspace: Workspace, scope: Artifact) -> Clause4:
    """The confirmation of clause 4 from its rows in the process table, else from sentences that name the clause."""
    edition = edition_of(workspace)
    applies = own = False
    place = scope.section_place("processes")
    for row in rows_by_area(scope, edition).get("4", ()):
        applies = applies or bool(row.applies)
        if row.record.filled("operator"):
            if not is_self_operated(workspace, scope, row.operator):
                return Clause4(applies, own=False, operator=row.operator, place=row.record.at("operator"))
            own = True
    for sentence in _sentences(scope, edition):
        if _DENIED.search(sentence):
            continue
        applies = applies or bool(_APPLIES.search(sentence))
        if _OPERATED.search(sentence):
            by = _BY.search(sentence)
            if by is None or is_self_operated(workspace, scope, by[1]):
                own = True
            else:
                return Clause4(applies, own=False, operator=by[1], place=place)
    return Clause4(applies, own, "", place)


def clause_4_confirmed(workspace: Workspace, scope: Artifact) -> bool:
    """Whether nothing is left open about clause 4."""
    told = clause_4(workspace, scope)
    return told.applies and told.own


def _sentences(scope: Artifact, edition: Edition) -> Iterator[str]:
    """The sentences that speak about clause 4, in the process section and the scope statement."""
    for key in ("processes", "statement"):
        section = scope.sections.get(key)
        for text in section.texts if section else ():
            for sentence in () if is_placeholder(text.text) else sentences(text.text):
                named = (area.number for r in find_references(sentence) for area in areas_at(r, edition))
                if "4" in named:
                    yield sentence
