"""HTML that a browser does not show: what stands inside it is no content and satisfies no rule."""

from __future__ import annotations

import re

_TAG = re.compile(r"<!--.*?(?:-->|\Z)|<(/?)([a-zA-Z][\w-]*)((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>", re.DOTALL)
_HIDING = re.compile(
    r"\bhidden\b(?!\s*=\s*[\"']?until)|display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d]*[1-9])"
    r"|opacity\s*:\s*0(?![.\d]*[1-9])|aria-hidden\s*=\s*[\"']?true",
    re.IGNORECASE,
)
_NEVER_SHOWN = frozenset({"script", "style", "template", "noscript", "head", "title", "object", "iframe"})
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)


_ELEMENTS = (
    frozenset(
        [
            "a",
            "abbr",
            "address",
            "article",
            "aside",
            "audio",
            "b",
            "bdi",
            "bdo",
            "blockquote",
            "body",
            "button",
            "canvas",
            "caption",
            "center",
            "cite",
            "code",
            "col",
            "colgroup",
            "data",
            "datalist",
            "dd",
            "del",
            "details",
            "dfn",
            "dialog",
            "div",
            "dl",
            "dt",
            "em",
            "fieldset",
            "figcaption",
            "figure",
            "font",
            "footer",
            "form",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "header",
            "hgroup",
            "hr",
            "html",
            "i",
            "img",
            "input",
            "ins",
            "kbd",
            "label",
            "legend",
            "li",
            "link",
            "main",
            "map",
            "mark",
            "menu",
            "meta",
            "meter",
            "nav",
            "ol",
            "optgroup",
            "option",
            "output",
            "p",
            "param",
            "picture",
            "pre",
            "progress",
            "q",
            "rp",
            "rt",
            "ruby",
            "s",
            "samp",
            "search",
            "section",
            "select",
            "small",
            "source",
            "span",
            "strike",
            "strong",
            "sub",
            "summary",
            "sup",
            "svg",
            "table",
            "tbody",
            "td",
            "textarea",
            "tfoot",
            "th",
            "thead",
            "time",
            "tr",
            "track",
            "tt",
            "u",
            "ul",
            "var",
            "video",
            "wbr",
            "br",
            "area",
            "base",
            "embed",
        ]
    )
    | _NEVER_SHOWN
)


def invented_tags(html: str) -> str:
    """The tags in `html` that are no HTML, such as '<name of the owner>': template instructions, so text."""
    tags = (match for match in _TAG.finditer(html) if match.group(2))
    return " ".join(tag.group(0) for tag in tags if tag.group(2).lower() not in _ELEMENTS)


class HiddenHtml:
    """Is truthy while an element that hides its content is open; `feed` takes the HTML as it comes."""

    def __init__(self) -> None:
        self._open: list[str] = []

    def __bool__(self) -> bool:
        return bool(self._open)

    def feed(self, html: str) -> None:
        """Follow the tags of `html`; comments open nothing."""
        for match in _TAG.finditer(html):
            if match.group(2) is None:
                continue
            closing, name, attributes = match.group(1), match.group(2).lower(), match.group(3)
            if name in _VOID or attributes.endswith("/"):
                continue
            if closing:
                self._close(name)
            elif self._open or name in _NEVER_SHOWN or _HIDING.search(attributes):
                self._open.append(name)

    def _close(self, name: str) -> None:
        if name in self._open:
            while self._open.pop() != name:
                pass
