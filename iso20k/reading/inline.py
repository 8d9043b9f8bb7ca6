"""Inline Markdown to the words a reader sees: no markup, no struck-out text, no hidden spans, no comments."""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from typing import TYPE_CHECKING, Any

from iso20k.reading.hidden import HiddenHtml, invented_tags

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_MARKUP = re.compile(r"[\\`*_\[\]<>&~!\n]")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_SPACES = re.compile(r"[ \t]+")


class InlineReader:
    """Reads the inline source of one document; reference links resolve through the document's `env`."""

    def __init__(self, parser: MarkdownIt, env: MutableMapping[str, Any]) -> None:
        self.parser = parser
        self.env = env

    def plain(self, source: str) -> tuple[str, tuple[str, ...]]:
        r"""The text of `source` and the targets of its links; a line break is `\n`, a soft one a space."""
        if not _MARKUP.search(source):
            return _SPACES.sub(" ", source).strip(), ()
        tokens: list[Token] = []
        self.parser.inline.parse(source, self.parser, self.env, tokens)
        return _words(tokens)


def _words(tokens: list[Token]) -> tuple[str, tuple[str, ...]]:
    words: list[str] = []
    targets: list[str] = []
    hidden, struck = HiddenHtml(), 0
    for token in tokens:
        kind = token.type
        if kind == "html_inline":
            hidden.feed(token.content)
            if _BREAK.fullmatch(token.content):
                words.append("\n")
            elif not hidden:
                words.append(invented_tags(token.content))
        elif kind in ("s_open", "s_close"):
            struck += 1 if kind == "s_open" else -1
        elif hidden or struck:
            continue
        elif kind in ("text", "code_inline", "text_special"):
            words.append(token.content)
        elif kind == "softbreak":
            words.append(" ")
        elif kind == "hardbreak":
            words.append("\n")
        elif kind == "image":
            words.append(token.content)
            targets.append(str(token.attrGet("src") or ""))
        elif kind == "link_open":
            targets.append(str(token.attrGet("href") or ""))
    text = _SPACES.sub(" ", "".join(words))
    return "\n".join(line.strip() for line in text.split("\n")).strip(), tuple(targets)
