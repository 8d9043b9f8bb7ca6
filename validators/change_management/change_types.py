"""The types of change an organization distinguishes, and who approves each; releases and the log join on them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from iso20k.document import Cell, Place, Section, Text
from iso20k.facts.artifact import Artifact, Record, derived
from iso20k.values.deferred import deferred
from iso20k.wording.filled import filled_cell
from iso20k.wording.negation import states
from validators.configuration_management.coverage import parts, says_something

STANDARD, NORMAL, EMERGENCY = "standard", "normal", "emergency"
#: The three types that every change process must have.
KINDS: tuple[str, ...] = (STANDARD, NORMAL, EMERGENCY)
#: What people call them; a normal change is often divided into minor, significant and major ones.
WORDS: Mapping[str, str] = {
    EMERGENCY: r"emergenc|urgent|expedited",
    NORMAL: r"\bnormal|\bregular|\bnon-?standard|\bordinary|\bmajor|\bminor|\bsignificant|\bplanned",
    STANDARD: r"\bstandard|\bpre-?approved|\bpre-?authori[sz]ed|\broutine",
}
_ITEM = deferred(r"^([^:\n.]{3,40}?)\s*(?::|\s[–—-])\s+(\S.*)$", re.DOTALL)
_REQUESTER = deferred(
    r"\b(?:requesters?|requestors?|initiators?|submitters?|self[- ]approv\w*|whoever (?:asks|requests)"
    r"|person who (?:raises|requests|raised|requested))\b",
    re.IGNORECASE,
)


class ChangeType(NamedTuple):
    """A type of change: `kind` is standard, normal, emergency or '' for one of another name."""

    kind: str
    name: str
    definition: str
    record: Record

    @property
    def approval(self) -> str:
        """Who approves it, as written."""
        return self.record.text("approval") if self.record.filled("approval") else ""


class Authority(NamedTuple):
    """Who approves what: a type or category, the approver as written ('' for none), and where that stands."""

    what: str
    approver: str
    place: Place


def kind_of(name: str) -> str:
    """Which of the three types a word such as 'Minor', 'ECAB emergency' or 'Pre-approved' stands for, or ''."""
    return next((kind for kind, words in WORDS.items() if re.search(words, name, re.IGNORECASE)), "")


@derived
def change_types(chg: Artifact) -> tuple[ChangeType, ...]:
    """The types of the table, else those that headings and items of the section describe, in document order."""
    rows = tuple(
        ChangeType(
            kind_of(record.text("type")),
            record.text("type"),
            record.text("definition") if record.filled("definition") else "",
            record,
        )
        for record in chg.records("types")
        if record.filled("type")
    )
    return rows or tuple(_described(chg))


def _described(chg: Artifact) -> Iterator[ChangeType]:
    for number, section in enumerate(parts(chg, "types")):
        if number and says_something(section) and kind_of(section.title):
            yield _spoken(chg, section.title, _first_text(section), section.line)
        for block in section.blocks:
            found = _ITEM().match(block.text) if isinstance(block, Text) and block.item else None
            if found and kind_of(found[1]) and filled_cell(found[2]):
                yield _spoken(chg, found[1], found[2], block.line)


def _first_text(section: Section) -> str:
    return next((block.text for block in section.blocks if isinstance(block, Text)), section.title)


def _spoken(chg: Artifact, name: str, definition: str, line: int) -> ChangeType:
    cells = {"type": Cell(name, line), "definition": Cell(definition, line)}
    return ChangeType(kind_of(name), name, definition, Record(chg.path, line, "types", cells))


@derived
def authorities(chg: Artifact) -> tuple[Authority, ...]:
    """Who approves each type and category of the tables; a table without a column for it says nothing."""
    return (*_column(chg, "types", "type", "approval"), *_column(chg, "categories", "category", "authority"))


def _column(chg: Artifact, register: str, name: str, key: str) -> Iterator[Authority]:
    records = [record for record in chg.records(register) if record.filled(name)]
    if any(key in record.cells for record in records):
        for record in records:
            approver = record.text(key) if record.filled(key) else ""
            yield Authority(record.text(name), approver, record.at(key))


def is_requester(approver: str) -> bool:
    """Whether an approver is the one who asks for the change; 'CAB, never the requester' is not."""
    return states(approver, _REQUESTER()).verdict == "stated"
