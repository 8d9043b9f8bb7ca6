"""The body of a document as HTML in which every source line is an address, broken where findings stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from dashboard_gen.documents.changed import Changes
from dashboard_gen.documents.inline import Follow, escaped, inline
from dashboard_gen.documents.text import Text
from dashboard_gen.listing import Item

if TYPE_CHECKING:
    from markdown_it.token import Token

_PLAIN = {
    "bullet_list_close": "</ul>",
    "ordered_list_close": "</ol>",
    "list_item_close": "</li>",
    "blockquote_close": "</blockquote>",
}
#: The addresses of lines, which stand once in a document.
_LINE = re.compile(r'<span id="L\d+"></span>| id="L\d+"')
_OPEN = {"bullet_list_open": "ul", "list_item_open": "li", "blockquote_open": "blockquote"}


#: Bytes after which a document goes on in another page. Head, list of findings, ties, style sheets and script take as much
#: again at most, so that a page stays within 120 kB. A single list, quotation or block of code is never cut.
ROOM = 60_000
#: What a finding takes beside its own words.
BOX = 500


class Piece(NamedTuple):
    """HTML and the findings that stand behind it; `columns` is the width of the table that they interrupt, 0 outside of one.

    `ends`: the page is full, and what follows stands in another one, from the line `then` on.
    """

    html: Markup
    items: tuple[Item, ...] = ()
    columns: int = 0
    ends: bool = False
    then: int = 0


def pieces(
    text: Text, items: Sequence[Item], follow: Follow, changes: Changes, room: int = ROOM
) -> tuple[Piece, ...]:
    """Front matter and body in order; `items` are the findings of this document that name a line."""
    return tuple(_Page(text, items, follow, changes, room).pieces())


def weight(items: Sequence[Item]) -> int:
    """About how many bytes findings take in place."""
    told = (item.finding for item in items)
    return sum(BOX + 2 * len(one.message) + len(one.hint) + BOX * len(one.related) for one in told)


def plain(lines: Sequence[str], items: Sequence[Item], room: int = ROOM) -> tuple[Piece, ...]:
    """Lines that are no document, as they are, with the findings between them."""
    made: list[Piece] = []
    size = 0
    waiting = sorted(items, key=lambda item: item.finding.place.line)
    run: list[str] = []
    for number, line in enumerate(lines, 1):
        run.append(f'<span id="L{number}">{escaped(line)}</span>')
        here = []
        while waiting and waiting[0].finding.place.line <= number:
            here.append(waiting.pop(0))
        size += len(run[-1].encode()) + weight(here)
        full = size > room and number < len(lines)
        if here or full:
            made.append(Piece(_block(run), tuple(here), ends=full, then=number + 1 if full else 0))
            run, size = [], 0 if full else size
    if run or waiting:
        made.append(Piece(_block(run) if run else Markup(), tuple(waiting)))
    return tuple(made)


def _block(run: Sequence[str]) -> Markup:
    return Markup('<pre class="lines">' + "\n".join(run) + "</pre>\n")  # noqa: S704 - every line is escaped


class _Page:
    """One pass over the lines of a document."""

    def __init__(
        self, text: Text, items: Sequence[Item], follow: Follow, changes: Changes, room: int
    ) -> None:
        self._text = text
        self._waiting = sorted(items, key=lambda item: item.finding.place.line)
        self._follow = follow
        self._changes = changes
        self._out: list[str] = []
        self._reached = 0
        self._skipped: list[int] = []
        self._level = 1
        self._columns = 0
        self._dated = False
        self._hidden = False
        self._filled = max((n for n, line in enumerate(text.lines, 1) if line.strip()), default=0)
        self._room = room
        self._size = 0
        self._weighed = 0

    def pieces(self) -> Iterator[Piece]:
        if self._text.fenced:
            yield from self._front()
        tokens = iter(self._text.tokens)
        for token in tokens:
            if token.type == "table_open":
                yield from self._table(token, tokens)
            else:
                yield from self._token(token)
            if not token.level and (token.nesting <= 0 or token.type == "table_open"):
                yield from self._turn() if token.type != "heading_close" else ()
        self._skip_to(len(self._text.lines))
        if self._skipped:
            self._out.append(f'<p class="end">{self._marks()}</p>')
        yield from self._flush(len(self._text.lines) + 1, last=True)

    # --- Addresses of lines --------------------------------------------------------------------------------------

    def _anchor(self, line: int) -> str:
        """The attribute that makes an element the target of its line; lines in between wait for the next words."""
        if line <= self._reached:
            return ""
        self._skip_to(line - 1)
        self._reached = line
        return f' id="L{line}"'

    def _skip_to(self, line: int) -> None:
        self._skipped.extend(range(self._reached + 1, line + 1))
        self._reached = max(self._reached, line)

    def _marks(self) -> str:
        made = "".join(f'<span id="L{line}"></span>' for line in self._skipped)
        self._skipped = []
        return made

    def _mark(self, line: int) -> str:
        """The mark of a line within a block."""
        name = self._anchor(line)
        return self._marks() + (f"<span{name}></span>" if name else "")

    def _flush(self, line: int, *, last: bool = False, columns: int = 0) -> Iterator[Piece]:
        """What was written so far, where a finding waits for this line."""
        here = []
        while self._waiting and (last or self._waiting[0].finding.place.line <= line):
            here.append(self._waiting.pop(0))
        if here or last:
            yield Piece(self._written(), tuple(here), columns)
            self._size += weight(here)

    def _written(self) -> Markup:
        self._weigh()
        made, self._out, self._weighed = "".join(self._out), [], 0
        return Markup(made)  # noqa: S704 - made of escaped words

    def _weigh(self) -> None:
        self._size += sum(len(one.encode()) for one in self._out[self._weighed :])
        self._weighed = len(self._out)

    def _turn(self, closing: str = "", opening: str = "") -> Iterator[Piece]:
        """The end of a page where it is full and something follows; a table is closed there and opened again."""
        self._weigh()
        then = min(self._skipped, default=self._reached + 1)
        if self._size > self._room and then <= self._filled:
            self._out.append(closing)
            yield Piece(self._written(), ends=True, then=then)
            self._out.append(opening)
            self._size, self._level = 0, 1

    # --- Blocks --------------------------------------------------------------------------------------------------

    def _front(self) -> Iterator[Piece]:
        """The control block as a list of terms; what belongs to no key is reached through the next one."""
        self._out.append('<dl class="control">\n')
        entries = list(self._text.front.items())
        for number, (key, value) in enumerate(entries):
            last = number + 1 == len(entries)
            end = self._text.fenced if last else entries[number + 1][1].cell.line - 1
            self._out.append(
                f"<div{self._anchor(min(value.cell.line, end))}><dt>{escaped(key.replace('_', ' '))}</dt><dd>{self._marks()}"
            )
            if value.cell.text:
                self._out.append(escaped(value.cell.text))
            if value.items:
                self._out.append("<ul>")
                for item in value.items:
                    said = "; ".join(
                        f"{escaped(name)}: {escaped(cell.text)}" if name else escaped(cell.text)
                        for name, cell in item.items()
                    )
                    line = min(min((cell.line for cell in item.values()), default=end), end)
                    name = self._anchor(line)
                    self._out.append(f"<li{name}>{self._marks()}{said}</li>")
                self._out.append("</ul>")
            self._skip_to(end)
            self._out.append(self._marks())
            yield from self._flush(end)
            self._out.append("</dd></div>\n")
        self._out.append("</dl>\n")

    def _token(self, token: Token) -> Iterator[Piece]:
        kind = token.type
        line = token.map[0] + 1 if token.map else 0
        if kind in _OPEN:
            self._out.append(f"<{_OPEN[kind]}{self._anchor(line) if kind != 'bullet_list_open' else ''}>")
        elif kind == "ordered_list_open":
            start = token.attrGet("start")
            self._out.append(f'<ol start="{int(start)}">' if start is not None else "<ol>")
        elif kind in _PLAIN:
            self._out.append(f"{_PLAIN[kind]}\n")
        elif kind == "heading_open":
            self._level = min(int(token.tag[1]) + 1, self._level + 1, 6)
            self._out.append(f"<h{self._level}{self._anchor(line)}>")
        elif kind == "heading_close":
            self._out.append(f"</h{self._level}>\n{self._changed()}")
            yield from self._flush(self._ended)
        elif kind == "paragraph_open":
            name = self._anchor(line)
            self._hidden = token.hidden
            self._out.append(
                f"<span{name}></span>" if token.hidden and name else "" if token.hidden else f"<p{name}>"
            )
        elif kind == "paragraph_close":
            self._out.append("\n" if token.hidden else "</p>\n")
            yield from self._flush(self._ended)
        elif kind == "inline":
            self._ended = token.map[1] if token.map else line
            self._out.append(self._marks() + self._words(token, line))
        elif kind in ("fence", "code_block", "html_block"):
            yield from self._code(token, line)
        elif kind == "hr":
            self._out.append(f"<hr{self._anchor(line)}>\n")
            yield from self._flush(line)

    _ended = 0

    def _words(self, token: Token, line: int) -> str:
        return inline(token.children or (), line, self._mark, self._follow)

    def _changed(self) -> str:
        said = self._changes.section(self._reached)
        return f'<p class="changed">{said}</p>\n' if said else ""

    def _code(self, token: Token, line: int) -> Iterator[Piece]:
        raw = token.type == "html_block"
        content = token.content.rstrip("\n").split("\n") if token.content.strip("\n") else []
        begin = self._anchor(line)
        first = line + 1 if token.type == "fence" else line
        kind = "raw" if raw else "code"
        self._out.append(f'<pre class="{kind}"{begin}>{self._marks()}')
        self._out.append("\n".join(self._mark(first + n) + escaped(one) for n, one in enumerate(content)))
        self._out.append("</pre>\n")
        yield from self._flush(token.map[1] if token.map else line)

    # --- Tables --------------------------------------------------------------------------------------------------

    def _table(self, opening: Token, tokens: Iterator[Token]) -> Iterator[Piece]:
        begin, end = opening.map or (0, 0)
        self._dated = self._changes.differ(range(begin + 3, end + 1))
        self._out.append(
            f'<div class="scroll" tabindex="0" role="region" aria-label="Table at line {begin + 1}"><table>\n'
        )
        line, width, head, tag = begin + 1, 0, True, "th"
        began = len(self._out) - 1
        again = ""
        for token in tokens:
            if token.type == "table_close":
                break
            if token.type == "tr_open":
                line = token.map[0] + 1 if token.map else line
                self._out.append(f"<tr{self._anchor(line)}>")
                width = 0
            elif token.type in ("th_open", "td_open"):
                width += 1
                tag = "th" if token.type == "th_open" else "td"
                self._right = "right" in str(token.attrGet("style") or "")
            elif token.type == "inline":
                self._cell(token, line, tag)
            elif token.type == "tr_close":
                self._out.append(self._date(line, head=head) + "</tr>\n")
                if not head:
                    yield from self._flush(line, columns=width + self._dated)
                    if line < end and not opening.level:
                        yield from self._turn("</tbody></table></div>\n", again)
            elif token.type in ("thead_open", "thead_close", "tbody_open", "tbody_close"):
                head = token.type.startswith("thead")
                self._out.append(f"<{'/' if token.type.endswith('close') else ''}{token.type[:5]}>")
                if token.type == "tbody_open":
                    again = _LINE.sub("", "".join(self._out[began:]))
                    yield from self._flush(line, columns=width + self._dated)
        self._out.append("</table></div>\n")
        yield from self._flush(end)

    _right = False

    def _cell(self, token: Token, line: int, tag: str) -> None:
        right = ' class="r"' if self._right else ""
        said = self._marks() + self._words(token, line)
        if tag == "th" and said.strip():
            self._out.append(f'<th scope="col"{right}>{said}</th>')
        else:
            self._out.append(f"<td{right}>{said}</td>")

    def _date(self, line: int, *, head: bool) -> str:
        if not self._dated:
            return ""
        return '<th scope="col">Changed</th>' if head else f'<td class="when">{self._changes.row(line)}</td>'
