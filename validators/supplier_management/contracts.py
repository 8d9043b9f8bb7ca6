"""What contracts settle, where a supplier can be left, and who stands behind a supplier."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from iso20k.document import Place, Table
from iso20k.facts.artifact import Artifact, Record, derived
from iso20k.judging.checks import MIN_WORDS
from iso20k.wording.filled import informative_words
from iso20k.wording.names import normalise
from iso20k.wording.negation import states
from iso20k.wording.sentences import sentences
from validators.supplier_management.schema import CONTENTS
from validators.supplier_management.suppliers import Supplier, find_supplier, said, suppliers

_EVERY = r"\b(?:every|each|all|any)\b[^.;]{0,40}\b(?:suppliers?|contracts?|vendors?)\b"
_CONTROL = (
    r"\b(?:audit|report|evidence|certificat|attest|SOC ?[123]|ISO|review|control|proof|prove|show|list)"
)
_LEAVING = r"\b(?:exit|transfer|export|mov(?:e|ing)|arrang|return|terminat|replac|switch|migrat|hand(?:s|ed)? over|substitut|plan)"


class Located(NamedTuple):
    """The contents of a supplier's contract: by content key where the matrix finds it, '' where it does not."""

    contents: Mapping[str, str]
    place: Place

    @property
    def missing(self) -> tuple[str, ...]:
        """The titles of the contents that are not located."""
        return tuple(column.title for column in CONTENTS if not said(self.contents.get(column.key, "")))


@derived
def contract_contents(artifact: Artifact) -> Mapping[str, Located]:
    """The contract matrix by supplier (normalised label), from a row or record per supplier or a column per supplier."""
    known = suppliers(artifact)
    found: dict[str, Located] = {}
    for record in artifact.records("contracts"):
        if supplier := find_supplier(record.text("supplier"), known):
            cells = {column.key: record.text(column.key) for column in CONTENTS}
            found.setdefault(normalise(supplier.label), Located(cells, record.place))
    section = artifact.sections.get("contracts")
    for table in section.tables if section else ():
        for supplier, located in _columns(artifact, table, known):
            found.setdefault(normalise(supplier.label), located)
    return found


def _columns(
    artifact: Artifact, table: Table, known: tuple[Supplier, ...]
) -> Iterator[tuple[Supplier, Located]]:
    """A table whose rows are the contents and whose columns are the suppliers."""
    named = artifact.schema.register("contracts").column_named
    for column, head in enumerate(table.header[1:], start=1):
        supplier = find_supplier(head.text, known)
        if supplier is None:
            continue
        cells: dict[str, str] = {}
        for row in table.rows:
            key = named(row[0].text) if len(row) > column else ""
            if key and key != "supplier":
                cells.setdefault(key, row[column].text)
        if cells:
            yield supplier, Located(cells, artifact.at(head))


def exit_told(artifact: Artifact, supplier: Supplier) -> bool:
    """Whether there is an arrangement for leaving a supplier: in the register, in the exit table or in a sentence."""
    if said(supplier.record.text("exit_plan")):
        return True
    names = f"{_names(supplier)}|{_EVERY}"
    arranged = any(said(row.text("arrangement")) for row in exit_rows(artifact, supplier))
    return arranged or _told(artifact, "exit", names, _LEAVING)


def exit_rows(artifact: Artifact, supplier: Supplier) -> tuple[Record, ...]:
    """The rows of the exit table for a supplier."""
    known = suppliers(artifact)
    return tuple(
        row for row in artifact.records("exits") if find_supplier(row.text("supplier"), known) == supplier
    )


def sub_controlled(artifact: Artifact, name: str, lead: Supplier | None) -> bool:
    """Whether sentences tell how a sub-contractor is controlled: by name, or without a table of them by its lead's."""
    names = rf"\b{re.escape(name)}"
    if not artifact.records("subs"):
        names = "|".join((names, _EVERY, *((_names(lead),) if lead else ())))
    return _told(artifact, "subs", names, _CONTROL)


def _names(supplier: Supplier) -> str:
    return "|".join(rf"\b{re.escape(text)}\b" for text in (supplier.name, supplier.id) if text) or r"(?!)"


def _told(artifact: Artifact, key: str, names: str, about: str) -> bool:
    section = artifact.sections.get(key)
    parts = (sentence for text in section.texts for sentence in sentences(text.text)) if section else iter(())
    return any(
        re.search(names, sentence, re.IGNORECASE)
        and states(sentence, about).verdict == "stated"
        and len(informative_words(sentence)) >= MIN_WORDS
        for sentence in parts
    )
