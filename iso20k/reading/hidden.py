"""HTML as a browser shows it: text inside hidden elements and comments is no content and satisfies no rule."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape

# A tag whose quote or bracket never closes runs to the end of the text, as it does in a browser; with possessive
# quantifiers that also keeps the search linear in the length of hostile text.
_TAG = re.compile(
    r"<!--(?:-?>|.*?(?:--!?>|(?P<unfinished>\Z)))|<[!?][^>]*+(?:>|\Z)"
    r"|<(?P<closing>/?)(?P<name>[a-zA-Z][\w-]*+)"
    r"(?P<attributes>(?:=\s*+(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z))?+|[^>=])*+)(?:>|\Z)",
    re.DOTALL,
)
_COMMENT_END = re.compile(r"--!?>")
_ATTRIBUTE = re.compile(r"([^\s\"'<>/=]++)(?:\s*+=\s*+(\"[^\"]*+\"?|'[^']*+'?|[^\s\"'>]++))?")
_HIDING_STYLE = re.compile(
    r"display:none|visibility:(?:hidden|collapse)|font-size:[-+]?0*(?:\.0*)?(?![.\d]*[1-9])"
    r"|opacity:[-+]?0*(?:\.0*)?(?![.\d]*[1-9])"
)
_NOT_STYLE = re.compile(r"/\*.*?(?:\*/|\Z)|\s+", re.DOTALL)

_NEVER_SHOWN_NAMES = (
    "audio canvas datalist del embed frameset head iframe noembed noframes noscript object s script strike style "
    "template title video"
)
_VOID_NAMES = "area base br col embed hr img input link meta param source track wbr"
_PHRASING_NAMES = (
    "a abbr b bdi bdo cite code data del dfn em font i ins kbd label mark q rp rt ruby s samp small span strike "
    "strong sub sup time tt u var"
)
_FURTHER_NAMES = (
    "address article aside blockquote body button caption center colgroup dd details dialog div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup html legend li main map menu meter nav ol optgroup "
    "option output p picture pre progress search section select summary svg table tbody td textarea tfoot th thead tr ul"
)
_NEVER_SHOWN = frozenset(_NEVER_SHOWN_NAMES.split())
_VOID = frozenset(_VOID_NAMES.split())
_PHRASING = frozenset(_PHRASING_NAMES.split())
_ELEMENTS = _NEVER_SHOWN | _VOID | _PHRASING | frozenset(_FURTHER_NAMES.split())


class HiddenHtml:
    """Is truthy while an element that hides its content, or a comment, is open in the HTML seen so far."""

    def __init__(self) -> None:
        self._open: list[str] = []
        self._count: Counter[str] = Counter()
        self._blocks: list[int] = []
        self._comment = False

    def __bool__(self) -> bool:
        return bool(self._open) or self._comment

    def shown(self, html: str) -> Iterator[tuple[int, str]]:
        """The text of `html` that is shown, with its offset, following the tags on the way.

        Invented tags such as '<name of the owner>' are template instructions, so text; others part words or do not.
        """
        position = 0
        while position < len(html):
            if self._comment:
                end = _COMMENT_END.search(html, position)
                if end is None:
                    return
                self._comment, position = False, end.end()
            tag = _TAG.search(html, position)
            stop = tag.start() if tag else len(html)
            if stop > position and not self:
                yield position, unescape(html[position:stop])
            if tag is None:
                return
            position = tag.end()
            if text := self._follow(tag):
                yield stop, text

    def enter(self) -> None:
        """A block of Markdown begins."""
        self._blocks.append(len(self._open))

    def leave(self, *, container: bool) -> None:
        """The innermost block ends: a `container` closes what was opened in it, a paragraph its phrasing elements."""
        depth = self._blocks.pop()
        inside = self._open[depth:]
        kept = [name for name in inside if name not in _PHRASING and (name in _NEVER_SHOWN or not container)]
        self._count.subtract(inside)
        self._count.update(kept)
        self._open[depth:] = kept

    def _follow(self, tag: re.Match[str]) -> str:
        self._comment = tag["unfinished"] is not None
        if tag["name"] is None:
            return ""
        name = tag["name"].lower()
        if tag["closing"]:
            self._close(name)
        elif name not in _VOID and (self._open or _hides(name, tag["attributes"])):
            self._open.append(name)
            self._count[name] += 1
        if self:
            return ""
        if name not in _ELEMENTS:
            return tag[0]
        return "" if name in _PHRASING else " "

    def _close(self, name: str) -> None:
        if not self._count[name]:
            return
        while (last := self._open.pop()) != name:
            self._count[last] -= 1
        self._count[name] -= 1
        if self._blocks and self._blocks[-1] > len(self._open):
            self._blocks = [min(depth, len(self._open)) for depth in self._blocks]


def _hides(name: str, attributes: str) -> bool:
    if name in _NEVER_SHOWN:
        return True
    values = {key.lower(): unescape(value.strip("\"'")) for key, value in _ATTRIBUTE.findall(attributes)}
    if "hidden" in values or values.get("aria-hidden", "").strip().lower() == "true":
        return True
    if name == "dialog" and "open" not in values:
        return True
    return bool(_HIDING_STYLE.search(_NOT_STYLE.sub("", values.get("style", "").lower())))
