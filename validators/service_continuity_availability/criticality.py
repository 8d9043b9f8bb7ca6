"""Levels of criticality as ranks, as far as their words or numbers say which of two is higher."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeVar

from iso20k.values.deferred import deferred
from iso20k.values.number import parse_rating

Row = TypeVar("Row")

_TIERS = deferred(
    r"(?:tier|class|category|cat|priority|prio|group|p)\.?[ -]?([1-9]|[a-e])(?:\b.*)?", re.IGNORECASE
)
_CRITICAL = deferred(r"(?:mission|business|safety|highly|very)[- ]critical|vital|essential", re.IGNORECASE)
_METALS = ("bronze", "silver", "gold", "platinum")


class Rank(NamedTuple):
    """A place on one kind of scale; `height` grows with the criticality and compares within the scale only."""

    scale: str
    height: int


def rank(text: str) -> Rank | None:
    """'Critical', 'Tier 1', 'Gold' as ranks; None for a bare number, which may count from either end."""
    words = text.strip().strip("*` ").lower()
    if _CRITICAL().match(words):
        return Rank("words", 5)
    if words.split("(")[0].strip() in _METALS:
        return Rank("metals", _METALS.index(words.split("(")[0].strip()))
    if tier := _TIERS().fullmatch(words):
        return Rank("tiers", -int(tier[1]) if tier[1].isdigit() else -ord(tier[1]))
    rating = parse_rating(text.split("(")[0])
    if rating is None or rating.numeric:
        return None
    return Rank("words", int(rating.level))


def top(rows: Sequence[Row], level: Callable[[Row], str]) -> tuple[Row, ...]:
    """The rows of the highest rank; none when there is no rank, or when ranks are of several scales."""
    ranked = [(found, row) for row in rows if (found := rank(level(row)))]
    if len({found.scale for found, _ in ranked}) != 1:
        return ()
    highest = max(found.height for found, _ in ranked)
    return tuple(row for found, row in ranked if found.height == highest)
