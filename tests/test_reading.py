"""Markdown is read as its reader sees it: each fixture is a document and what it says, line by line."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from documents import Fixture, fixtures

from iso20k.document import Cell, Document, FrontValue, ReadingError, Table
from iso20k.reading.reader import read_document
from iso20k.reading.source import MAX_BYTES, MAX_TABLE_ROWS

READING = tuple(fixtures("reading"))


def cell(spot: Cell) -> str:
    return f"{spot.line}:{spot.column} {spot.text!r}"


def front(key: str, value: FrontValue) -> Iterator[str]:
    yield f"{cell(value.cell)} front {key}"
    for item in value.items:
        yield "    " + ", ".join(f"{name or '-'} {cell(spot)}" for name, spot in item.items())


def told(document: Document) -> str:
    """A document as lines of text: 'line:column words', indented below its heading."""
    lines = [line for key, value in document.front.items() for line in front(key, value)]
    for section in document.sections:
        if section.level:
            lines.append(f"{section.line} {'#' * section.level} {section.title}")
        for block in section.blocks:
            if isinstance(block, Table):
                lines.append(f"  {block.line} table")
                lines += ["    " + " | ".join(map(cell, row)) for row in (block.header, *block.rows)]
            else:
                lines.append(f"  {block.line} {'item' if block.item else 'text'} {block.text!r}")
    lines += [f"{remark.line} remark {remark.text!r}" for remark in document.remarks]
    lines += [f"{link.line} link {link.target}" for link in document.links]
    return "\n".join(lines)


def said(document: str) -> str:
    try:
        return told(read_document(document.encode()))
    except ReadingError as error:
        return f"{error.line} {error.rule} {error.message}\n  {error.hint}"


@pytest.mark.parametrize("fixture", READING, ids=str)
def test_a_document_says(fixture: Fixture) -> None:
    assert said(fixture.document) == fixture.said


@pytest.mark.parametrize("fixture", READING, ids=str)
def test_line_ends_and_a_byte_order_mark_change_nothing(fixture: Fixture) -> None:
    for end in ("\r\n", "\r"):
        assert said(fixture.document.replace("\n", end)) == fixture.said
    assert said(f"\ufeff{fixture.document}") == fixture.said


REFUSED = {
    "Latin-1": (b"# Title\r\rcaf\xe9\n", 3, "READ-03", "byte 0xe9 is not UTF-8"),
    "UTF-16": ("# Title".encode("utf-16"), 1, "READ-03", "byte 0xff is not UTF-8"),
    "NUL": (b"# Title\r\n\r\n\0", 3, "READ-03", "the file holds a NUL byte, so it is not text"),
    "cut within a character": ("a\nb\n€".encode()[:-1], 3, "READ-03", "byte 0xe2 is not UTF-8"),
    "50 MB": (b"a line of text\n" * 3_500_000, 0, "READ-02", "the document has 52.5 MB, the limit is 1 MB"),
    "100,000 rows": (
        b"# T\n\n| a |\n|---|\n" + b"|1|\n" * 100_000,
        3,
        "READ-04",
        f"a table has more than {MAX_TABLE_ROWS} rows",
    ),
    "alias bomb": (
        b"---\na: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n---\n",
        2,
        "READ-01",
        "YAML anchors and aliases are not read",
    ),
    "nested bomb": (
        b"---\nid: 1\na: " + b"[" * 9000 + b"]" * 9000 + b"\n---\n",
        3,
        "READ-01",
        "the YAML is nested deeper than 20 levels",
    ),
    "endless front matter": (
        b"---\na: " + b"x" * 60_000 + b"\n---\n",
        2,
        "READ-01",
        "the YAML has more than 50000 characters",
    ),
}


@pytest.mark.parametrize(("data", "line", "rule", "message"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_document_is_refused_with_its_line(
    data: bytes, line: int, rule: str, message: str
) -> None:
    with pytest.raises(ReadingError) as caught:
        read_document(data)
    assert (caught.value.line, caught.value.rule, caught.value.message) == (line, rule, message)
    assert caught.value.hint.endswith(".")


def test_a_document_at_the_limits_is_read() -> None:
    rows = "| 1 |\n" * (MAX_TABLE_ROWS - 1)
    document = read_document(f"# T\n\n| a |\n|---|\n{rows}\n".encode())
    (table,) = document.sections[0].blocks
    assert isinstance(table, Table)
    assert len(table.rows) == MAX_TABLE_ROWS - 1
    assert read_document(b"x " * (MAX_BYTES // 2)).lines == 1


HOSTILE = {
    name: piece * 10_000
    for name, piece in {
        "brackets": "[",
        "images": "![",
        "links": "[a](",
        "quotations": ">",
        "quotations with text": "> a",
        "stars": "*",
        "emphasis": "*a _b ",
        "lists in lists": "- ",
        "backticks": "`a",
        "angles": "<",
        "hidden spans": "<span hidden>",
        "closing tags": "<b hidden></i>",
        "open quotes": '<div "\n',
        "comments": "<!-- a\n\n",
        "definitions": "[a\n",
        "hidden divs": "<div hidden>\n\n",
        "pipes": "|",
        "headings of brackets": "## (a [b\n",
    }.items()
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_deep_nesting_neither_recurses_to_death_nor_is_refused(text: str) -> None:
    assert read_document(text.encode()).lines == text.count("\n") + 1


def test_lists_are_read_ten_levels_and_more_deep() -> None:
    text = "".join(f"{'  ' * depth}- level {depth}\n" for depth in range(40))
    (section,) = read_document(text.encode()).sections
    assert [block.line for block in section.blocks] == list(range(1, 41))
