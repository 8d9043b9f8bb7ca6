"""Every register of every skill gives the same facts in three dialects: headings, column names, order and form differ."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iso20k.facts.artifact import Artifact
from iso20k.facts.reading import read_artifact
from iso20k.facts.schema import Register, Schema
from iso20k.reading.reader import read_document
from validators.registry import catalogue


class Kind(NamedTuple):
    """A register of a skill."""

    schema: Schema
    register: Register

    def __str__(self) -> str:
        return f"{self.schema.skill}.{self.register.key}"


#: Registers whose few columns another register of the same section has as well: only their own titles tell them apart.
SHARED = {"business-relationship.services"}
KINDS = [
    kind
    for schema in catalogue().schemas
    for register in schema.registers
    if not register.form and str(kind := Kind(schema, register)) not in SHARED
]
RECORDS = 2


def facts(register: Register) -> list[dict[str, str]]:
    """Two records with a different word in every field; the identifier looks like one."""
    made = []
    for number in range(1, RECORDS + 1):
        record = {c.key: f"quartz {place} amber {number}" for place, c in enumerate(register.columns)}
        if register.identifier:
            record[register.identifier] = f"XYZ-{number:03d}"
        made.append(record)
    return made


def document(kind: Kind, heading: str, *lines: str) -> Artifact:
    text = "\n".join(
        ("---", f"artifact: {kind.schema.skill}", "---", "# Title", "", f"## {heading}", "", *lines, "")
    )
    read = read_artifact("a.md", read_document(text.encode()), (kind.schema,))
    assert read is not None
    return read


def headings(kind: Kind) -> list[str]:
    home = next(section for section in kind.schema.sections if section.key == kind.register.sections[0])
    return [home.title, *home.synonyms]


def said(kind: Kind, read: Artifact) -> list[dict[str, str]]:
    return [{k: cell.text for k, cell in r.cells.items()} for r in read.registers.get(kind.register.key, ())]


def wide(titles: dict[str, str], order: list[str], records: list[dict[str, str]]) -> list[str]:
    rows = [
        [titles[key] for key in order],
        ["---"] * len(order),
        *([r[key] for key in order] for r in records),
    ]
    return [f"| {' | '.join(row)} |" for row in rows]


@pytest.mark.parametrize("kind", KINDS, ids=str)
@given(data=st.data())
def test_names_and_order_of_columns_do_not_matter(kind: Kind, data: st.DataObject) -> None:
    records = facts(kind.register)
    titles = {c.key: data.draw(st.sampled_from((c.title, *c.synonyms))) for c in kind.register.columns}
    order = data.draw(st.permutations([column.key for column in kind.register.columns]))
    heading = data.draw(st.sampled_from(headings(kind)))
    number = data.draw(st.sampled_from(("", "3. ", "3.2 ", "Section 4: ")))
    read = document(kind, f"{number}{heading}", *wide(titles, order, records))
    assert said(kind, read) == [dict(record) for record in records]


@pytest.mark.parametrize("kind", [k for k in KINDS if k.register.identifier or k.register.name], ids=str)
@pytest.mark.parametrize("form", ["table", "list"])
def test_tall_is_the_same_as_wide(kind: Kind, form: str) -> None:
    records = facts(kind.register)
    lines: list[str] = []
    naming = (kind.register.identifier, kind.register.name)
    for record in records:
        lines += [f"### {' '.join(record[key] for key in naming if key)}", ""]
        rest = [c for c in kind.register.columns if c.key not in naming]
        if form == "table":
            lines += [
                "| Field | Value |",
                "|---|---|",
                *(f"| {c.title} | {record[c.key]} |" for c in rest),
                "",
            ]
        else:
            lines += [*(f"- **{c.title}:** {record[c.key]}" for c in rest), ""]
    read = document(kind, headings(kind)[0], *lines)
    assert said(kind, read) == records
