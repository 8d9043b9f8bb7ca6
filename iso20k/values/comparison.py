"""The words and signs that say on which side of a figure a promise is kept."""

import re
from enum import Enum
from typing import Final

from iso20k.values.deferred import deferred


class Direction(Enum):
    """Which side of the figure keeps the promise."""

    AT_LEAST = "at least"
    AT_MOST = "at most"
    EXACT = "exactly"
    UNKNOWN = "unknown"


_LEAST: Final = (
    r">=|=>|>|(?:no|not) (?:less|fewer|lower) than|not below|(?:more|greater|higher|better) than|at least"
    r"|minimum(?: of)?|min\.?(?= ?[0-9])|above|over|exceeds|exceeding"
)
_MOST: Final = (
    r"<=|=<|<|(?:no|not) (?:more|greater|higher|longer|later) than|not (?:above|exceeding)|at most|maximum(?: of)?"
    r"|max\.?|within(?: the)?|up to|(?:in )?(?:less|fewer|lower|faster|shorter) than|(?:in )?under|below"
)
_EXACT: Final = r"==?|exactly|equals?(?: to)?"
_ROUGH: Final = r"~|about|approximately|approx\.?|ca\.?"
_BEFORE: Final = deferred(
    rf"(?:target:? |is |be )?(?:(?P<least>{_LEAST})|(?P<most>{_MOST})|(?P<exact>{_EXACT})|(?:{_ROUGH})) ?"
    r"(?=[^a-z]|[a-z])",
    re.IGNORECASE,
)
_AFTER: Final = deferred(
    r" ?(?:(?P<least>\+|,? ?or (?:more|higher|above|greater)|and (?:above|more)|,? ?\(?(?:minimum|min\.|at least)\)?)"
    r"|(?P<most>,? ?or (?:less|lower|below|faster|fewer|sooner|under)|and below|,? ?\(?(?:maximum|max\.?|at most)\)?)"
    r"|,? ?or better)$",
    re.IGNORECASE,
)
_MIDDLE: Final = deferred(
    rf"(?<![A-Za-z])(?:(?:{_LEAST}|{_MOST}|{_EXACT})(?![a-z])) ?(?=[-+]? ?[0-9$€£])", re.IGNORECASE
)


def split_comparison(text: str) -> tuple[Direction, str]:
    """A figure is said with its side: "at least 95 %" is (AT_LEAST, "95 %"), "40+" is (AT_LEAST, "40").

    `text` in plain signs (values.signs); UNKNOWN and the text as it is when no side is said.
    """
    before = _BEFORE().match(text)
    if before is not None and not _runs_on(text, before.end()):
        rest = text[before.end() :].strip()
        after = _AFTER().search(rest[-20:])
        bare = rest[: len(rest) - len(after.group())] if after and _side(after) is _side(before) else rest
        return _side(before), bare
    after = _AFTER().search(text[-20:])
    if after is None or len(after.group()) == len(text):
        return Direction.UNKNOWN, text
    return _side(after), text[: len(text) - len(after.group())].rstrip()


def from_comparison(text: str) -> str:
    """A figure may follow its metric ("Availability >= 99.9 %"): the text from the comparison on, else ""."""
    found = _MIDDLE().search(text)
    return "" if found is None else text[found.start() :]


def _runs_on(text: str, place: int) -> bool:
    return text[place - 1].isalpha() and text[place : place + 1].isalpha()


def _side(found: re.Match[str]) -> Direction:
    groups = found.groupdict()
    if groups.get("least"):
        return Direction.AT_LEAST
    if groups.get("most"):
        return Direction.AT_MOST
    return Direction.EXACT if groups.get("exact") else Direction.UNKNOWN
