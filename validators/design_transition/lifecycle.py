"""The lifecycle read as stages: rows of its table, headings with text below, list items, or a chain with arrows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from iso20k.document import Place, Section, Table, Text
from iso20k.facts.artifact import Artifact, Record, derived
from iso20k.judging.checks import Topic
from iso20k.values.deferred import deferred
from iso20k.wording.filled import filled_cell, informative_words
from validators.design_transition.statements import lowered

#: The stages of a new or changed service, in their order; the words stand for them in the names people use.
STAGES: Sequence[Topic] = (
    Topic("requirements", r"requirement|needs?\b|concept|initiation|inception|discovery|demand|strategy|idea\b"),
    Topic("design", r"design|architecture|solution"),
    Topic("development", r"develop|build|construct|(?<!post-)(?<!post )implement|configur|engineer"),
    Topic("testing", r"test|UAT\b|quality assurance|(?<!live )(?<!live-)(?<!implementation )validat|pilot"),
    Topic("transition", r"(?<!post-)(?<!post )transition|hand-?\s?over|on-?boarding|deploy|roll-?\s?out|release"),
    Topic("go-live", r"(?<!post-)(?<!post )go(?:es|ing)?[- ]?live|launch|cut-?over|deploy|roll-?\s?out|into (?:operation|production|service)|production|activation"),
    Topic(
        "post-implementation review",
        r"post[- ]?(?:implementation|go[- ]?live|deployment|transition|project|launch)|PIR\b|evaluation|retrospective|lessons|"
        r"(?<!readiness )(?<!design )(?<!test )(?<!code )(?<!gate )(?<!requirements )(?<!security )review|closure|early[- ]life",
    ),
)  # fmt: skip
_ARROW = deferred(r"\s*(?:→|➜|➔|⇒|=>|->|—>|–>|>{1,2})\s*")
_LEAD = deferred(r"^[^:]{0,80}:\s+")
_ITEM = deferred(
    r"^\W*(?:stage |phase |step )?(?:\d{1,2}[.):]?\s+)?([^:.\n]{3,60}?)\s*(?::|\s[–—-])\s+(\S.*)$", re.DOTALL
)
_NUMBER = deferred(r"^(?:stage|phase|step|gate)?\s*\d{0,2}(?:\.\d{1,2})*\s*[.):–—-]?\s*", re.IGNORECASE)


class Stage(NamedTuple):
    """A stage with where it stands; `record` is its row, None when it is told in prose."""

    name: str
    place: Place
    record: Record | None


@derived
def stages(artifact: Artifact) -> tuple[Stage, ...]:
    """The stages that are described, in the order of the document; a bare name in a table or a heading is none."""
    rows = tuple(
        Stage(_bare(record.text("stage")), record.place, record)
        for record in artifact.records("lifecycle")
        if record.filled("stage") and any(record.filled(key) for key in record.cells if key != "stage")
    )
    headed = tuple(_of_headings(artifact, {row.place.line: row for row in rows}))
    if len(headed) > len(rows):
        return headed  # '### Design' below 'Lifecycle' may be read as the section of that name
    if rows:
        return rows
    found = tuple(_of_items(artifact))
    return found if len(found) > 1 else tuple(_of_chain(artifact))


def _bare(name: str) -> str:
    return _NUMBER().sub("", name, 1).strip() or name.strip()


def _of_headings(artifact: Artifact, known: Mapping[int, Stage]) -> Iterator[Stage]:
    for section in _below(artifact):
        if _speaks(section):
            told = Stage(_bare(section.title), Place(artifact.path, section.line), None)
            yield known.get(section.line, told)


def _below(artifact: Artifact) -> Iterator[Section]:
    home = artifact.sections.get("lifecycle")
    level = 0
    for section in artifact.document.sections if home else ():
        if home and section.line == home.line:
            level = section.level
        elif level and section.level <= level:
            return
        elif level:
            yield section


def _speaks(section: Section) -> bool:
    texts = [block.text for block in section.blocks if isinstance(block, Text)]
    tables = [block for block in section.blocks if isinstance(block, Table)]
    rows = (row for table in tables for row in (table.header, *table.rows))
    filled = any(sum(filled_cell(cell.text) for cell in row) >= 2 for row in rows)
    return filled or sum(len(informative_words(text)) for text in texts) >= 2


def _of_items(artifact: Artifact) -> Iterator[Stage]:
    section = artifact.sections.get("lifecycle")
    for text in section.texts if section else ():
        found = _ITEM().match(text.text) if text.item else None
        if found and informative_words(found[2]):
            yield Stage(_bare(found[1]), artifact.at(text), None)


def _of_chain(artifact: Artifact) -> Iterator[Stage]:
    """'Requirements → design → … → review' defines an order, though it says nothing of the gates."""
    section = artifact.sections.get("lifecycle")
    for text in section.texts if section else ():
        parts = [part.strip(" .`*") for part in _ARROW().split(_LEAD().sub("", text.text, 1))]
        if len(parts) >= 4:
            yield from (Stage(_bare(part), artifact.at(text), None) for part in parts if part)
            return


def chain(artifact: Artifact) -> str:
    """The stages as they follow each other: 'requirements → design'."""
    return " → ".join(lowered(stage.name) for stage in stages(artifact))
