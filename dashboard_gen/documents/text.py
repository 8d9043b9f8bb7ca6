"""The text of a document as the product's reader takes it: tokens of its body, its front matter, or why it cannot be read."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from iso20k.document import FrontValue
from iso20k.reading.front_matter import split_front_matter
from iso20k.reading.inline import inline_parser
from iso20k.reading.markdown import block_parser, forget_footnotes
from iso20k.reading.source import decode

if TYPE_CHECKING:
    from markdown_it.token import Token


class Text(NamedTuple):
    """Source lines (from 1 on at index 0), front matter and the lines it takes, block tokens with their inline children."""

    lines: tuple[str, ...]
    front: Mapping[str, FrontValue]
    fenced: int
    tokens: tuple[Token, ...]


def read(lines: Sequence[str]) -> Text:
    """The tokens of a document; raises `ReadingError` where the product's reader would."""
    text = decode("\n".join(lines).encode("utf-8", "replace"))
    front, body = split_front_matter(text)
    written = text.split("\n")
    fenced = next((n for n, line in enumerate(written[1:], 2) if line.rstrip() in ("---", "...")), 0)
    env: dict[str, object] = {}
    tokens = block_parser().parse(body, env)
    forget_footnotes(env)
    parser = inline_parser()
    for token in tokens:
        if token.type == "inline":
            token.children = []
            parser.inline.parse(token.content, parser, env, token.children)
    return Text(tuple(written), front, fenced if front else 0, tuple(tokens))


def slug(title: str) -> str:
    """What a heading is called in a link to it: '#3-service-entries'."""
    return re.sub(r"\s", "-", re.sub(r"[^\w\s-]", "", title.strip().lower()))
