"""Sentences and plain words of Markdown text."""

import re
from functools import lru_cache

_BREAK = re.compile(r"(?<=[.!?;])[ \t]+|\n(?=[ \t]{0,12}(?:\n|[-*+#|>]|\d{1,3}[.)]))|(?<=[.!?;])\n")
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|cl|incl|excl|no|vs|approx|min|max|resp|dr|mr|mrs|ms|prof|fig|[a-z])\.)$", re.I
)
_LINK = re.compile(r"!?\[([^\[\]\n]{0,200})\](?:\([^()\n]{0,500}\)|\[[^\[\]\n]{0,80}\])")
_TAG = re.compile(
    r"</?(?:a|abbr|b|big|blockquote|br|center|code|dd|del|details|div|dl|dt|em|font|h[1-6]|hr|i|img|ins|kbd|li|mark|ol|p"
    r"|pre|q|s|samp|section|small|span|strike|strong|sub|summary|sup|table|tbody|td|tfoot|th|thead|tr|u|ul|var)"
    r"(?:\s[^<>\n]{0,200})?/?>",
    re.IGNORECASE,
)
_MARKS = re.compile(
    r"[*`~]+|(?<!\w)_{1,3}|_{1,3}(?!\w)|^[ \t]{0,12}(?:#{1,6}[ \t]|>|[-+][ \t])|\|", re.MULTILINE
)
_CODE = re.compile(r"(`{1,3})[^`\n]+\1")
_ADDRESS = re.compile(r"(?:https?://|mailto:|www\.)[^\s<>()\[\]]+|\]\([^()\n]{0,500}\)")


@lru_cache(maxsize=8192)
def sentences(text: str) -> tuple[str, ...]:
    """A sentence ends at a full stop, question mark or semicolon, and at the end of a list item or paragraph."""
    found: list[str] = []
    start = 0
    for border in _BREAK.finditer(text):
        if text[border.start()] != "\n" and _ABBREVIATION.search(
            text, max(start, border.start() - 8), border.start()
        ):
            continue
        found.append(text[start : border.start()].strip())
        start = border.end()
    found.append(text[start:].strip())
    return tuple(sentence for sentence in found if sentence)


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """What a reader sees: text without comments, code fences, tags, link targets and emphasis marks."""
    seen = _TAG.sub(" ", without_hidden(text))
    return _MARKS.sub(lambda mark: " " if "|" in mark.group() else "", _LINK.sub(r"\1", seen))


def without_hidden(text: str) -> str:
    """Comments and code fences are not read; they are blanked so that every offset and line stays."""
    return _without_fences(_without_comments(text))


def without_code(text: str) -> str:
    """Inline code, links' targets and addresses are quoted, not said; blanked so that every offset stays."""
    return _ADDRESS.sub(_blank, _CODE.sub(_blank, text))


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _without_comments(text: str) -> str:
    parts: list[str] = []
    position = 0
    while (start := text.find("<!--", position)) >= 0:
        close = text.find("-->", start + 4)
        end = len(text) if close < 0 else close + 3
        parts += (text[position:start], re.sub(r"[^\n]", " ", text[start:end]))
        position = end
    return "".join((*parts, text[position:])) if parts else text


def _without_fences(text: str) -> str:
    if "```" not in text and "~~~" not in text:
        return text
    lines = text.split("\n")
    fence = ""
    for index, line in enumerate(lines):
        mark = line.lstrip()[:3]
        if fence or (mark in ("```", "~~~") and "`" not in line.lstrip("` \t")):
            lines[index] = " " * len(line)
            fence = "" if fence and mark == fence else fence or mark
    return "\n".join(lines)
