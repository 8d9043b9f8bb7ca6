"""Priority codes and levels of impact and urgency as writers spell them: 'P1', 'Priority 1 - Critical', 'High impact'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from iso20k.values.deferred import deferred
from iso20k.wording.names import normalise

_NUMBERED = deferred(
    r"(?<![\w.])(?P<scheme>p|s|prio(?:rity)?|sev(?:erity)?)[ -]?(?P<number>[0-9])(?![\w%]|\.[0-9])",
    re.IGNORECASE,
)
_LEADING = deferred(r"\W*(?P<number>[0-9])(?:\s*[-–—:=(].*|\s+[a-z]+)?\W*", re.IGNORECASE | re.DOTALL)
_MENTIONED = deferred(r"(?<![\w./])(?P<scheme>P|S)(?P<number>[0-9])(?![\w%]|\.[0-9])")
#: Priorities that are words, from the most urgent; only one that makes up the whole cell is read as a code.
_WORDED: Mapping[str, int] = {
    "critical": 1, "urgent": 1, "veryhigh": 1, "top": 1, "high": 2, "major": 2, "medium": 3, "moderate": 3, "normal": 3,
    "low": 4, "minor": 4, "verylow": 5, "planning": 5, "planned": 5,
}  # fmt: skip
#: Words of levels, the highest first.
_LEVELS: tuple[tuple[str, ...], ...] = (
    ("very high", "highest", "extensive", "widespread", "critical", "enterprise", "organisation", "organization", "company"),
    ("high", "significant", "large", "major", "site", "department", "urgent"),
    ("medium", "moderate", "limited", "normal", "average", "group", "team"),
    ("low", "minor", "localised", "localized", "small", "individual", "single"),
    ("very low", "negligible", "lowest"),
)  # fmt: skip
_LEVEL_RANKS = {word: rank for rank, words in enumerate(_LEVELS) for word in words}
_LEVEL = deferred(r"\b(?:" + "|".join(sorted(_LEVEL_RANKS, key=len, reverse=True)) + r")\b", re.IGNORECASE)
_AXIS_WORDS = deferred(r"\b(?:impact|urgency|level)\b[:\s]*|^[\W\d_]+|\s*\([^()]*\)", re.IGNORECASE)


def code_of(text: str) -> str:
    """The priority in a cell as a code, 'P1', 'S2' or 'Critical'; '' when it names none."""
    if numbered := _NUMBERED().search(text):
        return _code(numbered)
    if leading := _LEADING().fullmatch(text):
        return f"P{leading['number']}"
    word = normalise(text.split("(")[0])
    return word.capitalize() if word in _WORDED else ""


def codes_mentioned(text: str) -> Iterator[str]:
    """The numbered codes in running text: 'P1' and 'P4' of 'P1-P4 are measured'."""
    for found in _MENTIONED().finditer(text):
        yield _code(found)


def name_of(text: str) -> str:
    """The word beside a numbered code, joined as names are: 'critical' of 'P1 - Critical'."""
    bare = re.sub(r"^\W*[0-9]\W+", "", _NUMBERED().sub(" ", text))
    return normalise(bare.split("(")[0])


def rank_of(code: str) -> int | None:
    """How urgent a code is, 1 before 2; None for one that has no order."""
    return int(code[1:]) if code[1:].isdigit() else _WORDED.get(normalise(code))


def order_of_code(code: str) -> tuple[int, str]:
    """Codes in their order, the most urgent first; those without one stand last."""
    rank = rank_of(code)
    return (99 if rank is None else rank, code)


def level_name(text: str) -> str:
    """A level without numbering, brackets and the name of its axis: 'High' of '1 - High impact (whole site)'."""
    bare = " ".join(_AXIS_WORDS().sub(" ", text).split()).strip(" -–—:.")
    return bare or " ".join(text.split())


def level_rank(text: str) -> int | None:
    """How high a level is, 0 the highest; None when its words do not tell."""
    found = _LEVEL().search(text)
    return _LEVEL_RANKS[found.group().lower()] if found else None


def _code(found: re.Match[str]) -> str:
    return f"{'S' if found['scheme'].lower().startswith('s') else 'P'}{found['number']}"
