"""Points in time: calendar dates in several spellings, and months counted from the start of a project."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from math import ceil
from typing import Final, NamedTuple

from iso20k.values.day import iso_day
from iso20k.values.deferred import deferred
from iso20k.values.digits import WORD, WORDS
from iso20k.values.signs import cell, plain, split_remark


class Moment(NamedTuple):
    """A calendar day or the end of a project month (the first month is 1), never both, with its spelling.

    `ambiguous`: day and month may be the other way round; `day` is then read day first.
    """

    day: date | None
    month: int | None
    ambiguous: bool
    text: str


class _Days(NamedTuple):
    first: date
    last: date
    ambiguous: bool = False


_MONTHS: Final = (
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
)  # fmt: skip
MONTH_NAME: Final = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_TIME: Final = r"(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?"
_YEAR: Final = r"(?:(?:,? ?|[./-])[0-9]{4}|[/'-][0-9]{2})"
_COUNT: Final = rf"(?:[0-9]{{1,3}}|{WORD})"
_SPELLINGS: Final[tuple[str, ...]] = (
    rf"[0-9]{{4}}([-/.])[0-9]{{1,2}}[-/.][0-9]{{1,2}}{_TIME}",
    rf"[0-9]{{1,2}}(?:st|nd|rd|th)?[ ./-]?(?:of )?{MONTH_NAME}\.?{_YEAR}",
    rf"{MONTH_NAME}\.? [0-9]{{1,2}}(?:st|nd|rd|th)?,? [0-9]{{4}}",
    r"[0-9]{1,2}/[0-9]{1,2}/(?:[0-9]{4}|[0-9]{2})",
    r"[0-9]{1,2}[.-][0-9]{1,2}[.-][0-9]{4}",
    r"(?:q[1-4]|h[12])[ /-]?(?:of )?[0-9]{4}",
    r"[0-9]{4}[ /-]?(?:q[1-4]|h[12])",
    rf"{MONTH_NAME}\.?,?[ /-]?(?:of )?[0-9]{{4}}",
    r"(?:0?[1-9]|1[0-2])/[0-9]{4}",
    r"[0-9]{4}[-/](?:0[1-9]|1[0-2])",
    r"end (?:of )?[0-9]{4}",
    rf"(?:project )?(?:months?|m|weeks?|wk)[ -]?{_COUNT}",
    rf"(?:within|in|after)(?: the)?(?: first| next)? {_COUNT} (?:days?|weeks?|months?|quarters?|years?)",
)
_ALONE: Final = (r"[0-9]{4}", rf"(?:(?:the )?first )?{_COUNT}[ -]?(?:days?|weeks?|months?|mths?|years?)")
# a date does not start inside another token, such as an identifier or an address
_FREE: Final = r"(?<![0-9A-Za-z])(?![0-9](?<=[0-9A-Za-z][-./][0-9]))"
_MENTION: Final = deferred(
    rf"{_FREE}(?:{'|'.join(f'(?:{spelling})' for spelling in _SPELLINGS)})(?![0-9A-Za-z])".replace(
        "([-/.])", "[-/.]"
    ),
    re.IGNORECASE,
)
_WHOLE: Final = deferred(
    "|".join(f"(?:{spelling})" for spelling in (*_SPELLINGS, *_ALONE)).replace("([-/.])", "[-/.]"),
    re.IGNORECASE,
)
_LEAD: Final = deferred(
    r"(?:(?:by|due|before|until|on|from|since|end|(?:not|no) later than|target|planned|ca\.|approx\.|~)"
    r"(?: the)?(?: end)?(?: of)?:? ?(?=[^a-z]|[a-z])){1,3}",
    re.IGNORECASE,
)
_TOKEN: Final = deferred(r"[0-9]+|[a-z]+", re.IGNORECASE)
_PROJECT_MONTH: Final = deferred(rf"(?:project )?(?P<unit>m|w)(?:onths?|eeks?|k)?[ -]?(?P<count>{_COUNT})")
_ELAPSED: Final = deferred(rf"[a-z ]{{0,24}}?(?P<count>{_COUNT})[ -]?(?P<unit>d|w|m|q|y)[a-z]{{2,7}}")
_DAYS_OF: Final = {"d": 1.0, "w": 7.0, "m": 30.4375, "q": 91.3125, "y": 365.25}
_FAR: Final = 120


#: Most cells that hold a date hold just this: no grammar is needed to read it.
ISO_LENGTH: Final = len("2026-03-31")


@lru_cache(maxsize=4096)
def parse_moment(text: str) -> Moment | None:
    """A moment is one date or project month: "2026-03-31", "31 Mar 2026", "Q2 2026", "Month 6", "within 6 months".

    A whole month, quarter or year means its last day; weeks and days count up to the project month they end in.
    """
    if len(text) == ISO_LENGTH and (day := iso_day(text)):
        return Moment(day, None, ambiguous=False, text=text)
    ends = moments_of(text)
    return None if ends is None else ends[1]


@lru_cache(maxsize=4096)
def find_moments(text: str) -> tuple[Moment, ...]:
    """Sentences mention moments; they are given in reading order, each with the words that name it."""
    return tuple(_mentioned(plain(text)))


def moments_of(text: str) -> tuple[Moment, Moment] | None:
    """A named stretch of time has a first and a last moment (the same for a day): "March 2026", "Q2 2026", "Month 3"."""
    spelled, _ = split_remark(cell(text))
    for candidate in (spelled, _LEAD().sub("", spelled, 1)):
        if _WHOLE().fullmatch(candidate):
            return _moments(candidate)
    return None


def earlier(first: Moment, second: Moment) -> bool | None:
    """One moment is before another; None for a project month against a date and where an ambiguous date decides."""
    if first.month is not None and second.month is not None:
        return first.month < second.month
    answers = {one < other for one in _readings(first) for other in _readings(second)}
    return answers.pop() if len(answers) == 1 else None


def placed(moment: Moment, start: date | None) -> date | None:
    """A project month ends on a date once the project start is known; a date stays as it is."""
    if moment.day is not None or start is None or moment.month is None:
        return moment.day
    return add_months(start, moment.month)


def add_months(day: date, months: int) -> date:
    """Months later is the same day of the month, or the month's last; at the end of the calendar its last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > date.max.year:
        return date.max
    if year < 1:
        return date.min
    return day.replace(year=year, month=month + 1, day=min(day.day, _month(year, month + 1).last.day))


def _readings(moment: Moment) -> tuple[date, ...]:
    if moment.day is None:
        return ()
    if not moment.ambiguous:
        return (moment.day,)
    return moment.day, moment.day.replace(month=moment.day.day, day=moment.day.month)


def _mentioned(text: str) -> Iterator[Moment]:
    for found in _MENTION().finditer(text):
        ends = _moments(found.group())
        if ends is not None:
            yield ends[1]


def _moments(text: str) -> tuple[Moment, Moment] | None:
    month = _project_month(text.lower())
    if month is not None:
        moment = Moment(None, month, ambiguous=False, text=text) if month <= _FAR else None
        return None if moment is None else (moment, moment)
    try:
        days = _days([token.lower() for token in _TOKEN().findall(text)], text)
    except ValueError:
        return None
    if days is None:
        return None
    return Moment(days.first, None, days.ambiguous, text), Moment(days.last, None, days.ambiguous, text)


def _project_month(text: str) -> int | None:
    named = _PROJECT_MONTH().fullmatch(text)
    if named is not None:
        return _months(named["count"], named["unit"])
    counted = _ELAPSED().fullmatch(text)
    return None if counted is None else _months(counted["count"], counted["unit"])


def _months(count: str, unit: str) -> int:
    number = WORDS[count] if count in WORDS else int(count)
    return number if unit == "m" else ceil(number * _DAYS_OF[unit] / _DAYS_OF["m"])


def _days(tokens: list[str], text: str) -> _Days | None:
    names = [token for token in tokens if token[:3] in _MONTHS]
    numbers = [token for token in tokens if token.isdigit()]
    if names:
        month = _MONTHS.index(names[0][:3]) + 1
        if len(numbers) == 1:
            return _month(int(numbers[0]), month)
        day = date(_year(numbers[1]), month, int(numbers[0]))
        return _Days(day, day)
    part = re.search(r"([qh])([1-4])", text, re.IGNORECASE)
    if part is not None:
        year = next(int(number) for number in re.findall(r"[0-9]{4}", text))
        length = 3 if part[1].lower() == "q" else 6
        return _Days(
            _month(year, length * (int(part[2]) - 1) + 1).first, _month(year, length * int(part[2])).last
        )
    return _numeric(numbers, text)


def _numeric(numbers: list[str], text: str) -> _Days | None:
    if len(numbers) == 1:
        return _Days(date(int(numbers[0]), 1, 1), date(int(numbers[0]), 12, 31))
    first, second = int(numbers[0]), int(numbers[1])
    if len(numbers) == 2:
        return _month(first, second) if len(numbers[0]) == 4 else _month(second, first)
    if len(numbers[0]) == 4:
        day = date(first, second, int(numbers[2]))
        return _Days(day, day)
    year = _year(numbers[2])
    if second > 12:
        first, second = second, first
    day = date(year, second, first)
    return _Days(day, day, "." not in text and first <= 12 and first != second)


def _month(year: int, month: int) -> _Days:
    first = date(year, month, 1)
    following = first.replace(day=28) + timedelta(days=4) if first.month < 12 else date(year, 12, 31)
    return _Days(first, following - timedelta(days=following.day) if first.month < 12 else following)


def _year(spelled: str) -> int:
    return int(spelled) + (2000 if len(spelled) == 2 else 0)
