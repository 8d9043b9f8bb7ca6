"""An artifact as facts: document control, filled sections and the records of its registers, each with its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import wraps
from typing import Any, Concatenate, NamedTuple, ParamSpec, TypeVar, cast

from iso20k.document import Cell, Document, FrontValue, Place, Table, Text
from iso20k.facts.schema import Schema
from iso20k.wording.filled import filled_cell, filled_prose

Fact = TypeVar("Fact")
Terms = ParamSpec("Terms")


class Record(NamedTuple):
    """A row of a register, wherever and however it was written: `cells` by column key."""

    path: str
    line: int
    home: str
    cells: Mapping[str, Cell]

    def text(self, key: str) -> str:
        """What the field says, '' when it is missing or empty."""
        cell = self.cells.get(key)
        return cell.text if cell else ""

    def filled(self, key: str) -> bool:
        """Whether the field says something: a word, figure or date that is no placeholder (§4.0)."""
        return filled_cell(self.text(key))

    def at(self, key: str) -> Place:
        """Where the field stands; a missing one is looked for where its record begins."""
        cell = self.cells.get(key)
        return Place(self.path, cell.line, cell.column) if cell else Place(self.path, self.line)

    @property
    def place(self) -> Place:
        """Where the record begins."""
        return Place(self.path, self.line)


class Heading(NamedTuple):
    """A heading of a document; the text before the first one has the level 0."""

    title: str
    level: int
    line: int


class SectionText(NamedTuple):
    """A section of the outline with everything below its heading, deeper headings included."""

    key: str
    title: str
    path: str
    line: int
    texts: tuple[Text, ...]
    tables: tuple[Table, ...]
    headings: tuple[str, ...] = ()

    @property
    def place(self) -> Place:
        """Where the heading stands."""
        return Place(self.path, self.line)

    @property
    def filled(self) -> bool:
        """Whether the section says something: 15 informative words or a table row with content (§4.0)."""
        rows = (row for table in self.tables for row in table.rows)
        if any(sum(filled_cell(cell.text) for cell in row) >= 2 for row in rows):
            return True
        return filled_prose([text.text for text in self.texts], " ".join(self.headings))

    @property
    def prose(self) -> str:
        """The paragraphs and list items, one a line."""
        return "\n".join(text.text for text in self.texts)


class Artifact(NamedTuple):
    """One of the 22 documents: its schema, its document control (front matter or control table), its facts.

    `memory` keeps what `derived` functions have worked out from it.
    """

    path: str
    schema: Schema
    document: Document
    control: Mapping[str, FrontValue]
    sections: Mapping[str, SectionText]
    registers: Mapping[str, tuple[Record, ...]]
    memory: dict[Any, Any]

    @property
    def skill(self) -> str:
        """The skill that makes this artifact, such as 'service-catalog'."""
        return self.schema.skill

    @property
    def status(self) -> str:
        """'draft', 'in review', 'approved', 'obsolete' or '' (no control block)."""
        return " ".join(self.field("status").text.lower().replace("-", " ").replace("_", " ").split())

    @property
    def place(self) -> Place:
        """Where the document begins: its title, else its first line."""
        title = next((section for section in self.document.sections if section.level == 1), None)
        return Place(self.path, title.line if title else 1)

    def field(self, key: str) -> Cell:
        """The document-control field, an empty cell on the first line when it is missing."""
        value = self.control.get(key)
        return value.cell if value else Cell("", 1)

    def at(self, spot: Cell | Text | Table | int) -> Place:
        """The place of something in this document."""
        if isinstance(spot, int):
            return Place(self.path, spot)
        return Place(self.path, spot.line, spot.column if isinstance(spot, Cell) else 0)

    def records(self, *registers: str) -> tuple[Record, ...]:
        """The records of these registers, in document order within each."""
        return tuple(record for key in registers for record in self.registers.get(key, ()))

    def home(self, register: str) -> Place:
        """Where a missing record of this register would belong: its section's heading, else the title."""
        for key in self.schema.register(register).sections:
            if key in self.sections:
                return self.sections[key].place
        return self.place

    def section_place(self, key: str) -> Place:
        """The heading of a section, or the title when the section is missing."""
        return self.sections[key].place if key in self.sections else self.place

    def with_sections(self, sections: Mapping[str, SectionText]) -> Artifact:
        """The same artifact if its sections were these."""
        return Artifact(self.path, self.schema, self.document, self.control, sections, self.registers, {})

    def each_section(self, work: Callable[..., Fact], *terms: Any) -> tuple[Fact, ...]:
        """What `work` makes of each section of the document and further terms, in document order."""
        return tuple(work(section, *terms) for section in self.document.sections)

    def fact(self, work: Callable[..., Any], terms: tuple[Any, ...], named: Mapping[str, Any]) -> Any:
        """What `work` makes of this artifact and further terms, worked out once."""
        key = (work, terms, *named.items())
        if key not in self.memory:
            self.memory[key] = work(self, *terms, **named)
        return self.memory[key]

    def words(self) -> Iterator[Cell]:
        """Every text of the document with its line: headings, paragraphs, items, cells."""
        for section in self.document.sections:
            yield from section.words()


def derived(
    work: Callable[Concatenate[Artifact, Terms], Fact],
) -> Callable[Concatenate[Artifact, Terms], Fact]:
    """Facts that many rules ask for are worked out once for each artifact (and each of the further terms)."""

    @wraps(work)
    def remembered(artifact: Artifact, /, *terms: Terms.args, **named: Terms.kwargs) -> Fact:
        return cast(Fact, artifact.fact(work, terms, named))

    return remembered


@derived
def headings(artifact: Artifact) -> tuple[Heading, ...]:
    """The headings of a document; they are the same after most edits of it."""
    return tuple(Heading(part.title, part.level, part.line) for part in artifact.document.sections)
