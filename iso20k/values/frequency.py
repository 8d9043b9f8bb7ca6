"""How often something recurs, and when it is next due."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final, NamedTuple

from iso20k.values.dates import add_months
from iso20k.values.deferred import deferred
from iso20k.values.digits import WORD, WORDS
from iso20k.values.signs import CELL_LIMIT, cell, plain

MONTH_DAYS: Final = 30.4375  # a twelfth of 365.25 days
_TOLERANCE: Final = 0.1


class Frequency(NamedTuple):
    """The interval between two occurrences in days (0 for continuous); a month is 30.4375 days.

    `ambiguous`: the words have two meanings ("bi-annual") or name several intervals; `days` is the longest.
    """

    days: float
    text: str
    ambiguous: bool


_UNIT_DAYS: Final = {
    "minute": 1 / 1440, "min": 1 / 1440, "hour": 1 / 24, "h": 1 / 24, "day": 1.0, "night": 1.0, "week": 7.0,
    "fortnight": 14.0, "month": MONTH_DAYS, "quarter": 3 * MONTH_DAYS, "half-year": 6 * MONTH_DAYS,
    "half year": 6 * MONTH_DAYS, "six months": 6 * MONTH_DAYS, "year": 12 * MONTH_DAYS, "annum": 12 * MONTH_DAYS,
}  # fmt: skip
_WORDED: Final[tuple[tuple[str, float, bool], ...]] = (
    (r"real[ -]?time|continuous(?:ly)?|continual(?:ly)?|ongoing", 0.0, False),
    (r"bi-?weekly", 14.0, True),
    (r"bi-?monthly", 2 * MONTH_DAYS, True),
    (r"bi-?(?:annual(?:ly)?|yearly)", 24 * MONTH_DAYS, True),
    (r"bi-?ennial(?:ly)?", 24 * MONTH_DAYS, False),
    (r"(?:half|semi)[ -]?(?:annual(?:ly)?|yearly)", 6 * MONTH_DAYS, False),
    (r"semi-?monthly", MONTH_DAYS / 2, False),
    (r"semi-?weekly", 3.5, False),
    (r"hourly", 1 / 24, False),
    (r"daily|nightly", 1.0, False),
    (r"(?:every |each )?(?:week ?|business |working |work)days?", 1.0, False),
    (r"fortnightly", 14.0, False),
    (r"weekly|every (?:mon|tues|wednes|thurs|fri|satur|sun)day", 7.0, False),
    (r"monthly", MONTH_DAYS, False),
    (r"quarterly", 3 * MONTH_DAYS, False),
    (r"annual(?:ly)?|yearly|p\.a\.", 12 * MONTH_DAYS, False),
)
_RANKS: Final = {
    "other": 2,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "once": 1,
    "twice": 2,
    "thrice": 3,
}
_COUNT: Final = rf"[0-9]{{1,4}}|{WORD}"
_UNIT: Final = "(?:" + "|".join(sorted(_UNIT_DAYS, key=len, reverse=True)) + ")"
_EVERY: Final = rf"(?:every|each|per)(?: (?P<step>{_COUNT}|other|second|third|fourth|fifth|sixth)(?:st|nd|rd|th)?)? (?P<unit>{_UNIT})s?"
_TIMES: Final = (
    rf"(?P<times>once|twice|thrice|{_COUNT})(?: ?(?:x|times?))? ?(?:/|per|an?|each|every|in|in an?) ?"
    rf"(?:(?P<span>{_COUNT}) )?(?P<whole>{_UNIT})s?"
)
_LY: Final = rf"(?P<number>{_COUNT})[ -](?P<ly>hour|week|month|year)ly"
_TIMES_LY: Final = (
    rf"(?P<often>once|twice|thrice|(?:{_COUNT}) ?(?:x|times)) ?(?P<adverb>week|month|quarter|annual|year)ly"
)
_FREQUENCY: Final = deferred(
    rf"(?<![a-z0-9.,/-])(?:{_TIMES_LY}|{_TIMES}|{_LY}|"
    + "|".join(f"(?P<w{place}>{words})" for place, (words, _, _) in enumerate(_WORDED))
    + rf"|{_EVERY})(?![a-z0-9])"
)


def parse_frequency(text: str) -> Frequency | None:
    """A frequency is a word or a count per unit: "quarterly", "every 6 weeks", "4 x per year", "per client quarterly".

    Several different intervals in one cell give the longest, marked ambiguous. "On demand" has no interval.
    """
    if not cell(text):
        return None
    found = find_frequencies(text)
    if not found:
        return None
    longest = max(found, key=lambda frequency: frequency.days)
    several = len({frequency.days for frequency in found}) > 1
    return Frequency(longest.days, cell(text), longest.ambiguous or several)


def find_frequencies(text: str) -> tuple[Frequency, ...]:
    """A cell may name several frequencies ("monthly (enterprise), quarterly (others)"); in reading order."""
    return tuple(_frequencies(plain(text).lower()))


def next_due(last: date, frequency: Frequency) -> date:
    """What recurs is due one interval after the last time; whole months go by the calendar, not by days."""
    months = frequency.days / MONTH_DAYS
    if months.is_integer():
        return add_months(last, int(months))
    return _later(last, round(frequency.days))


def overdue(last: date, frequency: Frequency, as_of: date) -> bool:
    """What recurs is overdue when a tenth of its interval has passed since it was due; continuous never is."""
    grace = int(frequency.days * _TOLERANCE)
    return frequency.days > 0 and as_of > _later(next_due(last, frequency), grace)


def _later(day: date, days: int) -> date:
    return date.max if days > (date.max - day).days else day + timedelta(days=days)


def _frequencies(text: str) -> Iterator[Frequency]:
    for found in _FREQUENCY().finditer(text):
        days, ambiguous = _interval(found)
        if days is not None and days < 36525:
            yield Frequency(days, found.group()[:CELL_LIMIT], ambiguous)


def _interval(found: re.Match[str]) -> tuple[float | None, bool]:
    if found["whole"]:
        times = _number(found["times"])
        return (_number(found["span"]) * _UNIT_DAYS[found["whole"]] / times if times else None), False
    if found["adverb"]:
        times = _number(found["often"].removesuffix("x").removesuffix("times").strip())
        return (_UNIT_DAYS[found["adverb"].replace("annual", "year")] / times if times else None), False
    if found["unit"]:
        return _number(found["step"]) * _UNIT_DAYS[found["unit"]], False
    if found["ly"]:
        return _number(found["number"]) * _UNIT_DAYS[found["ly"]], False
    return next((days, ambiguous) for place, (_, days, ambiguous) in enumerate(_WORDED) if found[f"w{place}"])


def _number(word: str | None) -> int:
    if word is None:
        return 1
    return _RANKS.get(word) or (WORDS[word] if word in WORDS else int(word))
