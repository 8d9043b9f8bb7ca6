"""Acceptance criteria, of a service or of a release: rows of the register, items of a list, or parts of one sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from iso20k.document import Place, Text
from iso20k.facts.artifact import Artifact, Record, derived
from iso20k.judging.checks import Topic
from iso20k.values.deferred import deferred
from iso20k.values.listing import split_list
from iso20k.values.measurable import is_measurable
from iso20k.wording.filled import filled_cell, informative_words
from iso20k.wording.negation import states

#: Words that tell a state which is either reached or not.
_RESULT = (
    r"passed|updated|defined|trained|sent|signed|approved|completed?|documented|tested|testing|tests?|baselined?|agreed|accepted|"
    r"established|populated|published|configured|in place|reviewed|verified|available|ready|closed|resolved|informed|confirmed|"
    r"recorded|checked|met|met by|operational|validated|assigned|scheduled|rehearsed|monitored"
)
_ALL_OR_NONE = deferred(r"\b(?:no|zero|none|all|every|each|without)\b", re.IGNORECASE)
_ITEM = deferred(r"^([^:\n]{3,80}?)\s*(?::|\s[–—-])\s+(\S.*)$", re.DOTALL)
_LISTED = deferred(r"\bcriteria\b[^:]{0,60}:\s+(\S.*)$", re.IGNORECASE | re.DOTALL)


class Criterion(NamedTuple):
    """What must be so before acceptance; `measure` is by what it is judged, `record` its row (None in prose)."""

    name: str
    area: str
    measure: str
    evidence: str
    applies_to: str
    place: Place
    record: Record | None

    @property
    def measurable(self) -> bool:
        """Whether a figure, or all or none of something, decides it."""
        return any(
            is_measurable(text) or bool(_ALL_OR_NONE().search(text)) for text in (self.measure, self.name)
        )

    @property
    def verifiable(self) -> bool:
        """Whether somebody else comes to the same verdict: a measure, evidence, or a state that is reached or not."""
        if filled_cell(self.measure) or filled_cell(self.evidence) or self.measurable:
            return True
        return states(self.name, rf"\b(?:{_RESULT})\b").verdict == "stated"


@derived
def criteria(artifact: Artifact) -> tuple[Criterion, ...]:
    """The acceptance criteria in document order; placeholders and empty rows are none."""
    rows = tuple(_of_row(row) for row in artifact.records("acceptance") if _named(row))
    return rows or tuple(_of_items(artifact)) or tuple(_of_sentence(artifact))


def _named(row: Record) -> bool:
    return row.filled("criterion") or (row.filled("area") and row.filled("measure"))


def _of_row(row: Record) -> Criterion:
    name = row.text("criterion") if row.filled("criterion") else row.text("area")
    area, measure, evidence, kind = (row.text(key) for key in ("area", "measure", "evidence", "applies_to"))
    return Criterion(name, area, measure, evidence, kind, row.place, row)


def _of_items(artifact: Artifact) -> Iterator[Criterion]:
    section = artifact.sections.get("acceptance")
    for text in section.texts if section else ():
        if text.item and len(informative_words(text.text)) >= 2:
            found = _ITEM().match(text.text)
            name, measure = (found[1], found[2]) if found else (text.text, "")
            yield _told(artifact, text, name, measure)


def _of_sentence(artifact: Artifact) -> Iterator[Criterion]:
    section = artifact.sections.get("acceptance")
    for text in section.texts if section else ():
        found = _LISTED().search(text.text)
        for part in split_list(found[1]) if found else ():
            name = re.sub(r"^and\s+", "", part).strip(" .")
            if informative_words(name):
                yield _told(artifact, text, name, "")


def _told(artifact: Artifact, text: Text, name: str, measure: str) -> Criterion:
    return Criterion(name, "", measure, "", "", artifact.at(text), None)


def covered(artifact: Artifact, topic: Topic) -> bool:
    """Whether some acceptance criterion is about a topic, by its name, its area, its measure or its evidence."""
    pattern = rf"\b(?:{topic.words})"
    return any(
        states(text, pattern).verdict == "stated"
        for one in criteria(artifact)
        for text in (one.area, one.name, one.measure, one.evidence)
    )
