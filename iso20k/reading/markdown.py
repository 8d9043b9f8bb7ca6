"""Markdown body to sections, through markdown-it-py's block tokens; inline markup is read only where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from markdown_it import MarkdownIt

from iso20k.document import Cell, Document, Link, Remark, Section, Table, Text
from iso20k.reading.front_matter import Front
from iso20k.reading.hidden import HiddenHtml, invented_tags
from iso20k.reading.inline import InlineReader

if TYPE_CHECKING:
    from markdown_it.token import Token

_COMMENT = re.compile(r"<!--(.*?)(?:-->|\Z)", re.DOTALL)
_UNESCAPED_PIPE = re.compile(r"(?<!\\)\|")


@lru_cache(maxsize=1)
def block_parser() -> MarkdownIt:
    """CommonMark with GFM tables and strikethrough; inline parsing is left to `InlineReader`."""
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    parser.core.ruler.disable(["inline", "text_join"])
    return parser


def parse_body(body: str, front: Front) -> Document:
    """The document whose Markdown is `body`; front matter lines in it are blank, so lines count from the file's top."""
    env: dict[str, object] = {}
    tokens = block_parser().parse(body, env)
    return _Assembly(body.split("\n"), tokens, InlineReader(block_parser(), env)).document(front)


class _Head(NamedTuple):
    title: str
    level: int
    line: int


class _Assembly:
    """One pass over the block tokens of one document."""

    def __init__(self, lines: list[str], tokens: list[Token], inline: InlineReader) -> None:
        self.lines = lines
        self.tokens = tokens
        self.inline = inline
        self.remarks: list[Remark] = []
        self.links: list[Link] = []
        self.hidden = HiddenHtml()

    def document(self, front: Front) -> Document:
        sections = tuple(self._sections())
        return Document(front, sections, tuple(self.remarks), tuple(self.links), len(self.lines))

    def _sections(self) -> Iterator[Section]:
        head, blocks = _Head("", 0, 1), list[Table | Text]()
        for item in self._items():
            if isinstance(item, _Head):
                if head.level or blocks:
                    yield Section(*head, tuple(blocks))
                head, blocks = item, []
            else:
                blocks.append(item)
        yield Section(*head, tuple(blocks))

    def _items(self) -> Iterator[_Head | Table | Text]:
        """Headings, tables and texts in order; what stands inside hidden HTML is left out."""
        position, depth, nested = 0, 0, 0
        while position < len(self.tokens):
            token = self.tokens[position]
            kind = token.type
            if kind == "table_open":
                end = self._closing(position, "table_close")
                if not self.hidden:
                    yield self._table(position, end)
                position = end
            elif kind == "html_block":
                self._remark(token.content, _line(token))
                self.hidden.feed(token.content)
                if (instruction := invented_tags(token.content)) and not self.hidden:
                    yield Text(_line(token), instruction)
            elif kind in ("bullet_list_open", "ordered_list_open"):
                depth += 1
            elif kind in ("bullet_list_close", "ordered_list_close"):
                depth -= 1
            elif kind in ("blockquote_open", "blockquote_close"):
                nested += 1 if kind.endswith("open") else -1
            elif kind == "heading_open" and not depth and not nested:
                position += 1
                title = self._plain(self.tokens[position])
                if not self.hidden:
                    yield _Head(title, int(token.tag[1]), _line(token))
            elif kind == "inline":
                text = self._plain(token)
                if text and not self.hidden:
                    yield Text(_line(token), text, depth > 0)
            position += 1

    def _closing(self, position: int, kind: str) -> int:
        while self.tokens[position].type != kind:
            position += 1
        return position

    def _remark(self, source: str, line: int) -> None:
        for match in _COMMENT.finditer(source):
            self.remarks.append(Remark(line + source.count("\n", 0, match.start()), match.group(1).strip()))

    def _plain(self, token: Token) -> str:
        if "<!--" in token.content:
            self._remark(token.content, _line(token))
        text, targets = self.inline.plain(token.content)
        self.links.extend(Link(_line(token), target) for target in targets)
        return text

    def _table(self, start: int, end: int) -> Table:
        rows: list[tuple[Cell, ...]] = []
        row: list[Cell] = []
        column = 0
        for token in self.tokens[start:end]:
            if token.type == "tr_open":
                row, column = [], 0
            elif token.type == "inline":
                source = self.lines[_line(token) - 1]
                column = max(_find(source, token.content, column), column)
                row.append(Cell(self._plain(token), _line(token), column + 1))
                column += len(token.content)
            elif token.type == "tr_close" and row:
                header = rows[0] if rows else tuple(row)
                rows.append((*row, *self._surplus(row[0].line, len(header))))
        return Table(_line(self.tokens[start]), rows[0] if rows else (), tuple(rows[1:]))

    def _surplus(self, line: int, width: int) -> Iterator[Cell]:
        """Cells beyond the header's width: the rendered page drops them, so a value there would get lost unseen."""
        source = self.lines[line - 1].strip().lstrip("> ").removeprefix("|")
        pieces = _UNESCAPED_PIPE.split(source)
        if pieces and not pieces[-1].strip():
            pieces.pop()
        for piece in pieces[width:]:
            text, _ = self.inline.plain(piece.strip())
            if text:
                yield Cell(text, line, _find(self.lines[line - 1], piece.strip(), 0) + 1)


def _line(token: Token) -> int:
    return token.map[0] + 1 if token.map else 0


def _find(source: str, content: str, start: int) -> int:
    if not content:
        return start
    found = source.find(content, start)
    return found if found >= 0 else source.find(content.replace("|", r"\|"), start)
