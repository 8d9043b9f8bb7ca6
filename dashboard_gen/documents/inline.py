"""Inline Markdown as HTML that can do nothing: HTML of the document is shown as text, images by their words."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from dashboard_gen.words import safe

if TYPE_CHECKING:
    from markdown_it.token import Token

_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TAGS = {"em_open": "<em>", "em_close": "</em>", "strong_open": "<strong>", "strong_close": "</strong>",
         "s_open": "<s>", "s_close": "</s>", "hardbreak": "<br>"}  # fmt: skip


class Link(NamedTuple):
    """Where a link of a document leads in the site, or outside of it."""

    address: str
    outside: bool = False


#: A target as the document writes it to where it leads; None: nowhere that a page may go.
Follow = Callable[[str], Link | None]


def escaped(text: str) -> str:
    """A text of the document as HTML that shows it."""
    return html.escape(safe(text))


def inline(children: Iterable[Token], line: int, at: Callable[[int], str], follow: Follow) -> str:
    """The HTML of inline tokens that begin at `line`; `at` gives the marks that make a line a target of links."""
    return "".join(_pieces(children, line, at, follow))


def _pieces(children: Iterable[Token], line: int, at: Callable[[int], str], follow: Follow) -> Iterator[str]:
    ends: list[str] = []
    for token in children:
        if token.type in ("softbreak", "hardbreak"):
            line += 1
            yield f"{_TAGS.get(token.type, '')}\n{at(line)}"
        elif token.type in _TAGS:
            yield _TAGS[token.type]
        elif token.type == "code_inline":
            yield f"<code>{escaped(token.content)}</code>"
        elif token.type == "image":
            yield f'<span class="image">{escaped(token.content) or "image without words"}</span>'
        elif token.type == "html_inline":
            yield (
                "<br>"
                if _BREAK.fullmatch(token.content)
                else f'<code class="raw">{escaped(token.content)}</code>'
            )
            for _ in range(token.content.count("\n")):
                line += 1
                yield at(line)
        elif token.type == "link_open":
            target = str(token.attrGet("href") or "")
            begin, end = _link(target, follow(target))
            ends.append(end)
            yield begin
        elif token.type == "link_close":
            yield ends.pop()
        else:
            yield escaped(token.content)


def _link(target: str, link: Link | None) -> tuple[str, str]:
    if link is None:
        return "", f' <code class="target">{escaped(target)}</code>' if target else ""
    rel = ' rel="noreferrer"' if link.outside else ""
    return f'<a href="{escaped(link.address)}"{rel}>', "</a>"
