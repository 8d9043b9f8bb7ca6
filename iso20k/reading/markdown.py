"""Markdown body to sections, through markdown-it-py's block tokens; inline markup is read only where it stands."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from markdown_it import MarkdownIt

from iso20k.document import Cell, Document, Link, Remark, Section, Table, Text
from iso20k.reading.front_matter import Front
from iso20k.reading.hidden import HiddenHtml
from iso20k.reading.inline import InlineReader

if TYPE_CHECKING:
    from markdown_it.token import Token

_COMMENT = re.compile(r"<!--(?:-?>|(.*?)(?:--!?>|\Z))", re.DOTALL)
_UNESCAPED_PIPE = re.compile(r"(?<!\\)\|")
_CONTAINERS = frozenset({"list_item", "blockquote"})
_LABEL = re.compile(r"\s*(?:[*_]{1,3})?[^\W\d][^:\n]{0,60}:(?:[*_]{1,3})?(?:\s|$)")
# Markup that can begin on one line and end on the next, so that the lines cannot be read one by one.
_SPANNING = re.compile(r"(?<!\\)[<`~]")
_AFTER_BREAK = re.compile(r"(?<=\n)")
#: A list in a list costs two levels; markdown-it leaves out, without a word, what is nested deeper than this.
MAX_NESTING = 100


@lru_cache(maxsize=1)
def block_parser() -> MarkdownIt:
    """CommonMark with GFM tables; inline parsing is left to `InlineReader`."""
    parser = MarkdownIt("commonmark", {"maxNesting": MAX_NESTING}).enable("table")
    parser.core.ruler.disable(["inline", "text_join"])
    return parser


def parse_body(body: str, front: Front) -> Document:
    """The document whose Markdown is `body`; front matter lines in it are blank, so lines count from the file's top."""
    env: dict[str, object] = {}
    tokens = block_parser().parse(body, env)
    forget_footnotes(env)
    return _Assembly(body.split("\n"), tokens, env).document(front)


def forget_footnotes(env: dict[str, object]) -> None:
    """'[^1]: text' is a footnote where the page is shown; CommonMark alone would take it for a link's target."""
    references = env.get("references")
    if isinstance(references, dict):
        for label in [label for label in references if label.startswith("^")]:
            del references[label]


class _Head(NamedTuple):
    title: str
    level: int
    line: int


class _Assembly:
    """One pass over the block tokens of one document."""

    def __init__(self, lines: list[str], tokens: list[Token], env: dict[str, object]) -> None:
        self.lines = lines
        self.tokens = tokens
        self.remarks: list[Remark] = []
        self.links: list[Link] = []
        self.hidden = HiddenHtml()
        self.inline = InlineReader(env, self.hidden)
        self.containers: list[str] = []

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
        tokens = iter(self.tokens)
        for token in tokens:
            kind, _, side = token.type.rpartition("_")
            if token.type == "table_open":
                yield from self._table(token, tokens)
            elif token.type == "html_block":
                yield from self._html(token)
            elif kind in _CONTAINERS:
                self._container(kind, side)
            elif token.type == "heading_open" and not self.containers:
                title = self._plain(next(tokens).content, _line(token), container=True)
                if not self.hidden:
                    yield _Head(title, int(token.tag[1]), _line(token))
            elif token.type == "inline":
                yield from self._texts(token)

    def _container(self, kind: str, side: str) -> None:
        """What a list item or quotation opens it also closes, as in a browser."""
        if side == "open":
            self.containers.append(kind)
            self.hidden.enter()
        else:
            self.containers.pop()
            self.hidden.leave(container=True)

    def _texts(self, token: Token) -> Iterator[Text]:
        """A paragraph; one that is nothing but 'Label: value' lines is a text a line."""
        lines = _AFTER_BREAK.split(token.content)
        if len(lines) > 1 and not (all(map(_LABEL.match, lines)) and not _SPANNING.search(token.content)):
            lines = [token.content]
        for line, source in enumerate(lines, _line(token)):
            if text := self._plain(source, line):
                yield Text(line, text, "list_item" in self.containers)

    def _html(self, token: Token) -> Iterator[Text]:
        """The text of raw HTML, line by line; its comments are remarks."""
        line, passed = _line(token), 0
        self._remark(token.content, line)
        words: dict[int, list[str]] = defaultdict(list)
        for offset, text in self.hidden.shown(token.content):
            line, passed = line + token.content.count("\n", passed, offset), offset
            for number, piece in enumerate(text.split("\n"), line):
                words[number].append(piece)
        for number, pieces in words.items():
            if said := " ".join("".join(pieces).split()):
                yield Text(number, said)

    def _remark(self, source: str, line: int) -> None:
        passed = 0
        for match in _COMMENT.finditer(source):
            line, passed = line + source.count("\n", passed, match.start()), match.start()
            self.remarks.append(Remark(line, (match.group(1) or "").strip()))

    def _plain(self, source: str, line: int, *, container: bool = False) -> str:
        self.hidden.enter()
        plain = self.inline.plain(source)
        self.hidden.leave(container=container)
        for above, comment in plain.comments:
            self._remark(comment, line + above)
        self.links.extend(Link(line + above, target) for above, target in plain.links)
        return plain.text

    def _table(self, opening: Token, tokens: Iterator[Token]) -> Iterator[Table]:
        """The table whose tokens come next, up to its end; nothing when hidden HTML holds it."""
        rows: list[tuple[Cell, ...]] = []
        row: list[Cell] = []
        for token in tokens:
            if token.type == "table_close":
                break
            if self.hidden:
                continue
            if token.type == "tr_open":
                row, column = [], 0
            elif token.type == "inline":
                source = self.lines[_line(token) - 1]
                column = max(_find(source, token.content, column), column)
                row.append(
                    Cell(self._plain(token.content, _line(token), container=True), _line(token), column + 1)
                )
                column += len(token.content)
            elif token.type == "tr_close" and row:
                rows.append((*row, *(self._surplus(row[0].line, len(row)) if rows else ())))
        if rows:
            yield Table(_line(opening), rows[0], tuple(rows[1:]))

    def _surplus(self, line: int, width: int) -> Iterator[Cell]:
        """Cells beyond the header's width: the rendered page drops them, so a value there would get lost unseen."""
        source = self.lines[line - 1]
        pipes = [match.start() for match in _UNESCAPED_PIPE.finditer(source)]
        if pipes and not source[: pipes[0]].strip(" \t>"):
            del pipes[0]
        for start, end in zip(pipes[width - 1 :], [*pipes[width:], len(source)], strict=False):
            piece = source[start + 1 : end].strip()
            if text := self._plain(piece.replace(r"\|", "|"), line, container=True):
                yield Cell(text, line, source.index(piece, start) + 1)


def _line(token: Token) -> int:
    return token.map[0] + 1 if token.map else 0


def _find(source: str, content: str, start: int) -> int:
    """Where a cell's content stands; a pipe in it was written with a backslash."""
    return source.find(content.replace("|", r"\|"), start) if content else start
