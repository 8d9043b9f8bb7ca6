"""Counts, maturity scores and ratings as they stand in table cells."""

import re
from decimal import Decimal
from typing import Final, NamedTuple

from iso20k.values.deferred import deferred
from iso20k.values.digits import COUNT, number_of
from iso20k.values.order import Order, order_of
from iso20k.values.signs import cell, split_remark

_SCALES: Final = {
    "": 1,
    "k": 10**3,
    "thousand": 10**3,
    "m": 10**6,
    "million": 10**6,
    "billion": 10**9,
    "bn": 10**9,
}
_ABOUT: Final = r"(?:about |around |approximately |approx\.? |ca\.? |circa |some |~ ?)?"
_NUMBER: Final = deferred(
    rf"{_ABOUT}(?P<sign>[-+]?)(?P<raw>{COUNT})(?: ?(?P<scale>million|thousand|billion|bn|[km])(?![a-z0-9]))?"
    r"\+?(?: ?%| (?![a-z]{0,3}[0-9/-])[a-z(].*)?",
    re.IGNORECASE,
)
_SCORE: Final = deferred(
    r"(?:(?:maturity|level|lvl|score|rating|ml|l|grade)\.?[ :]?){0,2} ?"
    r"(?P<raw>-?[0-9]{1,6}(?:[.,][0-9]{1,4})?)\+?"
    r"(?: ?(?:/|of|out of) ?[0-9]{1,3}| ?(?:-|:|=|,) ?[^0-9 ][^0-9]*| [a-z][^0-9]*)?",
    re.IGNORECASE,
)
_LEVELS: Final[dict[str, int]] = {
    word: level
    for level, words in enumerate(
        (
            "very low|vl|negligible|insignificant|rare|trivial",
            "low|l|minor|unlikely|small",
            "medium|med|m|moderate|possible|normal|average",
            "high|h|major|likely|significant|important|large",
            "very high|vh|critical|severe|extreme|almost certain|catastrophic|vital",
        ),
        start=1,
    )
    for word in words.split("|")
}


def parse_number(text: str) -> Decimal | None:
    """A count is a number, perhaps rough, perhaps with the thing counted: "1,200", "80K", "120 employees".

    A comma before exactly three digits groups thousands, any other single mark is the decimal mark
    ("1,200" is 1200, "1.200" is 1.2, "1.200,5" is 1200.5).
    """
    found = _NUMBER().fullmatch(cell(text))
    if found is None:
        return None
    value = number_of(found["raw"])
    if value is None:
        return None
    scaled = value * _SCALES[(found["scale"] or "").lower()]
    return -scaled if found["sign"] == "-" else scaled


def parse_score(text: str) -> Decimal | None:
    """A maturity score is a small number with or without its name: "3", "2.5 / 5", "3 - defined", "Level 3".

    The number is given as written, also outside the scale of 0 to 5 (a rule judges that).
    """
    value, remark = split_remark(cell(text))
    for candidate in (value, remark):
        found = _SCORE().fullmatch(candidate)
        if found is not None:
            return Decimal(found["raw"].replace(",", "."))
    return None


class Rating(NamedTuple):
    """A place on an ordinal scale; numbers and words are two scales (`numeric` tells which)."""

    level: Decimal
    numeric: bool


def parse_rating(text: str) -> Rating | None:
    """A likelihood, impact or criticality is a number or a word: "4", "High", "H", "High (4)" (the number wins).

    Words stand on one ladder of five: very low, low, medium, high, very high or critical.
    """
    score = parse_score(text)
    if score is not None:
        return Rating(score, numeric=True)
    value, _ = split_remark(cell(text))
    level = _LEVELS.get(value.lower().replace("-", " "))
    return None if level is None else Rating(Decimal(level), numeric=False)


def compare_ratings(first: Rating, second: Rating) -> Order:
    """Ratings compare on the same scale only; a word against a number cannot be said."""
    if first.numeric != second.numeric:
        return Order.NOT_COMPARABLE
    return order_of(first.level, second.level)
