"""Inline Markdown to the words a reader sees: no markup, no struck-out text, no hidden spans, no comments."""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from markdown_it import MarkdownIt

from iso20k.reading.hidden import HiddenHtml

if TYPE_CHECKING:
    from markdown_it.token import Token

_MARKUP = re.compile(r"[\\`*_\[\]<>&~!\n]")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_SPACES = re.compile(r"[ \t]+")


class Plain(NamedTuple):
    r"""What inline Markdown says; `links` and `comments` come with the number of lines above them.

    In `text` a line break is `\n`, a soft one a space.
    """

    text: str
    links: tuple[tuple[int, str], ...] = ()
    comments: tuple[tuple[int, str], ...] = ()


@lru_cache(maxsize=1)
def inline_parser() -> MarkdownIt:
    """CommonMark and strikethrough; the time a run of brackets takes grows with the nesting that is followed."""
    return MarkdownIt("commonmark", {"maxNesting": 10}).enable("strikethrough")


class InlineReader:
    """Reads the inline source of one document; links resolve through `env`, `hidden` is what open HTML hides."""

    def __init__(self, env: MutableMapping[str, Any], hidden: HiddenHtml) -> None:
        self.env = env
        self.hidden = hidden

    def plain(self, source: str) -> Plain:
        """The words, links and comments of `source`."""
        if not _MARKUP.search(source):
            return Plain("" if self.hidden else _SPACES.sub(" ", source).strip())
        parser = inline_parser()
        tokens: list[Token] = []
        parser.inline.parse(source, parser, self.env, tokens)
        return self._read(tokens)

    def _read(self, tokens: list[Token]) -> Plain:
        words: list[str] = []
        links: list[tuple[int, str]] = []
        comments: list[tuple[int, str]] = []
        breaks, struck = 0, 0
        for token in tokens:
            if token.type == "html_inline":
                words.extend(self._html(token.content, struck))
                if token.content.startswith("<!--"):
                    comments.append((breaks, token.content))
                breaks += token.content.count("\n")
            elif token.type in ("softbreak", "hardbreak"):
                if not self.hidden:
                    words.append(" " if token.type == "softbreak" else "\n")
                breaks += 1
            elif token.type in ("s_open", "s_close"):
                struck += 1 if token.type == "s_open" else -1
            elif not self.hidden and not struck:
                words.append(token.content)
                if target := token.attrGet("href") or token.attrGet("src"):
                    links.append((breaks, str(target)))
        return Plain(_tidy("".join(words)), tuple(links), tuple(comments))

    def _html(self, tag: str, struck: int) -> list[str]:
        shown = [text for _, text in self.hidden.shown(tag)]
        if struck or self.hidden:
            return []
        return ["\n"] if _BREAK.fullmatch(tag) else shown


def _tidy(text: str) -> str:
    return "\n".join(line.strip() for line in _SPACES.sub(" ", text).split("\n")).strip()
