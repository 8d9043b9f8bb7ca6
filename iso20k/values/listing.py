"""Cells that hold several things, and the identifiers by which documents refer to each other."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from iso20k.values.deferred import deferred
from iso20k.values.signs import plain

PREFIXES: Final[tuple[str, ...]] = (
    "SVC", "SLA", "OLA", "UC", "SPL", "CUS", "RES", "RSK", "CTL", "RPT", "KPI", "CAPA",
    "AUD", "FND", "ACT", "DEC", "CI", "PRB", "KE", "RFC", "REL", "TST", "OBJ", "PRJ",
)  # fmt: skip

_BREAK: Final = deferred(r"<br ?/?>|\r\n?", re.IGNORECASE)
_BULLET: Final = deferred(r"^(?:[-*•·‣▪]|[0-9]{1,2}[.)]) ")
_SHAPE: Final = r"[A-Z][A-Z0-9]{0,9}(?:-[A-Z0-9]{1,15}){0,3}-[0-9]{1,8}(?![A-Za-z0-9])"
_LEADING: Final = deferred(rf"({_SHAPE})(?: ?[:,-] ?| |$)(.*)")
_TRAILING: Final = deferred(rf"(.*?) ?[(\[]({_SHAPE})[)\]]")
_JOINT: Final = deferred(r" ?[&/+] ?| and ")
_DIGITS: Final = deferred(r"[0-9]+(?:[.,][0-9]+)*")
_ONE_NUMBER: Final = deferred(r"[0-9]+,[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_SEPARATORS: Final = ",;，；、"
_OPENING, _CLOSING = "([{", ")]}"


@lru_cache(maxsize=8192)
def split_list(text: str) -> tuple[str, ...]:
    """A cell lists things by comma, semicolon, line break or bullet; commas in brackets and numbers join.

    "and", "&" and "/" belong to names ("Backup and Recovery"); they separate only two identifiers.
    """
    lines = _BREAK().sub("\n", text).split("\n")
    bare = (_BULLET().sub("", plain(piece)).strip() for line in lines for piece in _pieces(line))
    return tuple(item for piece in bare for item in _identifiers_apart(piece) if item.strip("-. "))


def parse_identifier(text: str) -> tuple[str, str] | None:
    """A reference is an identifier with or without the name: (identifier, name); "Name (SVC-001)" as well."""
    spelled = plain(text).strip("*`_ ")
    if found := _LEADING().fullmatch(spelled):
        return found[1], found[2].strip(" ()")
    if found := _TRAILING().fullmatch(spelled):
        return found[2], found[1].strip()
    head, _, rest = spelled.partition(" ")
    known = find_identifiers(head.rstrip(":,"))
    if len(known) == 1 and len(known[0]) == len(head.rstrip(":,")):
        return known[0], rest.strip()
    return None


def find_identifiers(text: str, prefixes: tuple[str, ...] = PREFIXES) -> tuple[str, ...]:
    """Text refers to records by identifiers such as SLA-001; each once, in reading order, in capitals.

    `prefixes`: the workspace's own list; only these count, since AES-256 and COVID-19 have the same shape.
    """
    found = _pattern(prefixes).finditer(plain(text))
    return tuple(dict.fromkeys(match.group().upper() for match in found))


def without_identifiers(text: str, prefixes: tuple[str, ...] = PREFIXES) -> str:
    """Text without the identifiers in it, whose digits count nothing."""
    return _pattern(prefixes).sub(" ", plain(text))


@lru_cache(maxsize=16)
def _pattern(prefixes: tuple[str, ...]) -> re.Pattern[str]:
    names = "|".join(re.escape(prefix) for prefix in sorted(prefixes, key=len, reverse=True)) or "(?!)"
    return re.compile(
        rf"(?<![A-Za-z0-9-])(?:{names})(?:-[A-Z0-9]{{1,15}}){{0,3}}-[0-9]{{1,8}}(?![A-Za-z0-9])",
        re.IGNORECASE,
    )


def _pieces(line: str) -> Iterator[str]:
    # a bracket that is never closed must not swallow the rest of the list
    last_closing = max(line.rfind(sign) for sign in _CLOSING)
    inside = _marks_in_numbers(line)
    depth, start = 0, 0
    for place, sign in enumerate(line):
        if sign in _OPENING:
            depth += 1
        elif sign in _CLOSING:
            depth = max(0, depth - 1)
        elif sign in _SEPARATORS and place not in inside and not (depth and place < last_closing):
            yield line[start:place]
            start, depth = place + 1, 0
    yield line[start:]


def _marks_in_numbers(line: str) -> frozenset[int]:
    numbers = (found for found in _DIGITS().finditer(line) if _ONE_NUMBER().fullmatch(found.group()))
    return frozenset(
        found.start() + place for found in numbers for place, sign in enumerate(found.group()) if sign == ","
    )


def _identifiers_apart(piece: str) -> tuple[str, ...]:
    parts = _JOINT().split(piece) if len(piece) < 500 else [piece]
    if len(parts) > 1 and all(find_identifiers(part) == (part.strip().upper(),) for part in parts):
        return tuple(part.strip() for part in parts)
    return (piece,)
