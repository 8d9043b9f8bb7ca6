"""A Markdown document as sections, tables and cells, each with its place; nothing here knows ISO/IEC 20000."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple


class Place(NamedTuple):
    """A spot in the workspace: `path` is relative to it, `line` and `column` count from 1, 0 is unknown."""

    path: str
    line: int
    column: int = 0


class Cell(NamedTuple):
    """The plain text of a table cell, a field or a front-matter value, and where it stands."""

    text: str
    line: int
    column: int = 0


class Table(NamedTuple):
    """A GFM table; ragged rows are kept as written, so a row can be shorter or longer than the header."""

    line: int
    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]


class Text(NamedTuple):
    """A paragraph or a list item as plain text; `item` tells them apart."""

    line: int
    text: str
    item: bool = False


class Section(NamedTuple):
    """A heading and what stands under it up to the next heading; level 0 is the text before the first one."""

    title: str
    level: int
    line: int
    blocks: tuple[Table | Text, ...]

    def words(self) -> Iterator[Cell]:
        """Every text with its line: the heading, paragraphs, items, cells."""
        if self.title:
            yield Cell(self.title, self.line)
        for block in self.blocks:
            if isinstance(block, Text):
                yield Cell(block.text, block.line)
            else:
                yield from block.header
                for row in block.rows:
                    yield from row


class Remark(NamedTuple):
    """An HTML comment: never content, but waivers live in them."""

    line: int
    text: str


class Link(NamedTuple):
    """The target of a link or image and its line."""

    line: int
    target: str


class FrontValue(NamedTuple):
    """A front-matter value: a scalar has `cell`, a list has `items`, each a mapping (a plain scalar under '')."""

    cell: Cell
    items: tuple[Mapping[str, Cell], ...] = ()


class Document(NamedTuple):
    """What a reader of the rendered page sees, in order, plus front matter, remarks and links.

    It is a pure function of the bytes of one file (`iso20k.reading.reader.read_document`).
    """

    front: Mapping[str, FrontValue]
    sections: tuple[Section, ...]
    remarks: tuple[Remark, ...]
    links: tuple[Link, ...]
    lines: int

    @property
    def title(self) -> str:
        """The first level-1 heading, or ''."""
        return next((section.title for section in self.sections if section.level == 1), "")


class ReadingError(Exception):
    """A file cannot be read as a document: the line (0: the file as a whole), what is wrong, and the cure."""

    def __init__(self, line: int, message: str, hint: str, *, rule: str = "READ-01") -> None:
        super().__init__(message)
        self.line = line
        self.message = message
        self.hint = hint
        self.rule = rule
