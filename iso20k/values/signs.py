"""Writers and word processors spell the same sign in many ways; values are read from one of them."""

from typing import Final

from iso20k.values.deferred import deferred

_SPACES: Final = (
    "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
)
_DASHES: Final = "\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\ufe58\ufe63\uff0d"
_INVISIBLE: Final = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\ufe0e\ufe0f"

_SIGNS: Final = (
    {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
    | dict.fromkeys(map(ord, _SPACES), " ")
    | dict.fromkeys(map(ord, _DASHES), "-")
    | dict.fromkeys(map(ord, _INVISIBLE))
    | dict.fromkeys(map(ord, "\u2018\u2019\u201b\u02bc\u2032"), "'")
    | dict.fromkeys(map(ord, "\u2265\u2267\u2a7e"), ">=")
    | dict.fromkeys(map(ord, "\u2264\u2266\u2a7d"), "<=")
    | {ord("\u00bd"): ".5", ord("\u00bc"): ".25", ord("\u00be"): ".75", ord("\u00d7"): "x"}
    # letters that only ignoring case takes for ASCII ones
    | {0x17F: "s", 0x212A: "K", 0x130: "I", 0x131: "i"}
    | {ord("\ufe6a"): "%", ord("\u066a"): "%", ord("\u2026"): "...", ord("\u2248"): "~"}
)
_REMARK: Final = deferred(r" ?[(\[]([^()\[\]]*)[)\]]$")

CELL_LIMIT: Final = 200  # a longer text is prose, in which a single value is not looked for


def plain(text: str) -> str:
    """One value has one spelling: ASCII digits, "-", ">=", "%", single spaces and no invisible signs."""
    return " ".join((text if text.isascii() else text.translate(_SIGNS)).split())


def cell(text: str) -> str:
    """A cell that holds one value, in plain signs, without emphasis and final stop; "" when it is prose."""
    if len(text) > CELL_LIMIT:
        return ""
    return plain(text).strip("*`_ ").rstrip(".;, ")


def split_remark(text: str) -> tuple[str, str]:
    """A value may carry a remark in brackets behind it: (value, remark or "")."""
    found = _REMARK().search(text[-CELL_LIMIT:])
    if found is None:
        return text, ""
    return text[: len(text) - len(found.group())].rstrip(), found.group(1).strip()
