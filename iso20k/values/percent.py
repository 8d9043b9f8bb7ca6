"""Shares of a hundred: availability, compliance, growth."""

import re
from decimal import Decimal
from typing import Final

from iso20k.values.deferred import deferred
from iso20k.values.digits import AMOUNT, WORD, number_of
from iso20k.values.signs import cell, plain

PERCENT: Final = rf"(?P<sign>[-+] ?)?(?P<raw>{AMOUNT}|{WORD}) ?(?:%|per ?cent(?![a-z])|pct\.?(?![a-z]))"
_WHOLE: Final = deferred(PERCENT, re.IGNORECASE)
_WITHIN: Final = deferred(rf"(?<![0-9A-Za-z.,]){PERCENT}", re.IGNORECASE)


def parse_percent(text: str) -> Decimal | None:
    """A percentage is a number and its sign: "99.95 %", "99,95%", "80 percent"; in percent points, not a fraction.

    A single comma is the decimal mark here, even before three digits ("99,950 %" is 99.950).
    """
    found = _WHOLE().fullmatch(cell(text))
    return None if found is None else percent_of(found)


def find_percents(text: str) -> tuple[Decimal, ...]:
    """Sentences mention percentages; they are given in reading order."""
    values = (percent_of(found) for found in _WITHIN().finditer(plain(text)))
    return tuple(value for value in values if value is not None)


def percent_of(found: re.Match[str]) -> Decimal | None:
    """The percentage that a match of `PERCENT` spells."""
    value = number_of(found["raw"], grouping="")
    if value is None:
        return None
    return -value if (found["sign"] or "").startswith("-") else value
