"""A document read again after an edit: what stands between unchanged headings is not read anew.

A heading outside lists and quotations ends every block before it, so what comes before and after it is read on its own, except for the
targets of links by reference, which hold everywhere: a document with such targets is read as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple, TypeVar

from iso20k.document import Cell, Document, Link, Remark, Section, Table, Text
from iso20k.reading.front_matter import Front, split_front_matter
from iso20k.reading.markdown import parse_body
from iso20k.reading.source import decode

_HEADING = re.compile(r" {0,3}#{1,6}(?:[ \t]|$)")
_TARGET = "]:"
Spot = TypeVar("Spot", Remark, Link)


class Version(NamedTuple):
    """A document and the text after its front matter, which stands there as blank lines."""

    document: Document
    body: str


class _Between(NamedTuple):
    """The lines of the headings that enclose what has changed, as they were: 0 and None where there is none."""

    first: int
    last: int | None


def read_version(data: bytes, former: Version | None = None) -> Version:
    """The document that `data` holds, the same as without the `former` version; raises `ReadingError`."""
    front, body = split_front_matter(decode(data))
    document = None
    if former is not None and _TARGET not in body and _TARGET not in former.body:
        document = _revised(front, body, former)
    return Version(document or parse_body(body, front), body)


def _revised(front: Front, body: str, former: Version) -> Document | None:
    """The former document with what has changed in it; None when no heading holds the rest apart."""
    now, was = body.split("\n"), former.body.split("\n")
    shift = len(now) - len(was)
    first, last = _between(now, was, former.document.sections)
    end = len(now) if last is None else last + shift
    middle = parse_body("\n" * (first - 1) + "\n".join(now[max(first - 1, 0) : end]), front)
    sections = middle.sections
    if first and sections[0].line != first:
        return None
    if last is not None:
        if sections[-1].line != end or not sections[-1].level:
            return None
        sections = sections[:-1]
    old = former.document
    return Document(
        front,
        (
            *(section for section in old.sections if section.line < first),
            *sections,
            *(_section(section, shift) for section in old.sections if last and section.line >= last),
        ),
        _joined(old.remarks, middle.remarks, first, last, shift),
        _joined(old.links, middle.links, first, last, shift),
        len(now),
    )


def _between(now: Sequence[str], was: Sequence[str], sections: Sequence[Section]) -> _Between:
    shorter = min(len(now), len(was))
    start = next((n for n in range(shorter) if now[n] != was[n]), shorter)
    end = next((n for n in range(shorter - start) if now[-1 - n] != was[-1 - n]), shorter - start)
    heads = [s.line for s in sections if s.level and _HEADING.match(was[s.line - 1])]
    return _Between(
        max((line for line in heads if line <= start), default=0),
        next((line for line in heads if line > max(start, len(was) - end)), None),
    )


def _joined(
    old: Sequence[Spot], middle: Sequence[Spot], first: int, last: int | None, shift: int
) -> tuple[Spot, ...]:
    """What stands above, between and below; the heading below was read in both."""
    spots: list[Spot] = [spot for spot in old if spot.line < first]
    if last is None:
        spots.extend(middle)
    else:
        spots.extend(spot for spot in middle if spot.line < last + shift)
        spots.extend(spot._replace(line=spot.line + shift) for spot in old if spot.line >= last)
    return tuple(spots)


def _section(section: Section, shift: int) -> Section:
    """A section so many lines further down."""
    if not shift:
        return section
    blocks = tuple(_table(b, shift) if isinstance(b, Table) else _text(b, shift) for b in section.blocks)
    return Section(section.title, section.level, section.line + shift, blocks)


def _text(text: Text, shift: int) -> Text:
    return Text(text.line + shift, text.text, text.item)


def _table(table: Table, shift: int) -> Table:
    rows = tuple(_row(row, shift) for row in table.rows)
    return Table(table.line + shift, _row(table.header, shift), rows)


def _row(row: Sequence[Cell], shift: int) -> tuple[Cell, ...]:
    return tuple(Cell(text, line + shift, column) for text, line, column in row)
