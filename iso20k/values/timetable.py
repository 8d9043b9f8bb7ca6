"""The hours of a week in which a service is promised or a team works."""

import re
from functools import lru_cache
from typing import Final, NamedTuple

from iso20k.values.deferred import deferred
from iso20k.values.signs import cell, split_remark

DAY: Final = 1440
WEEK: Final = 10080
WORKING_DAY: Final = 480  # "business hours" without times are taken as eight hours on five days

_DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_ALL_DAYS: Final = (0, 1, 2, 3, 4, 5, 6)
_WEEKEND: Final = deferred(r"weekend", re.IGNORECASE)
_WORKDAYS: Final = deferred(r"weekday|business|work", re.IGNORECASE)
_DAY: Final = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?s?\.?"
_GROUP: Final = r"weekdays?|(?:business|working|work) ?days?|weekends?|daily|every ?day|(?:all )?(?:7|seven) days(?: (?:a|per) week)?"
_TIME: Final = (
    r"(?:[0-9]{1,2}(?:[:.h][0-9]{2})?|[0-9]{4})(?: ?[ap]\.?m\b\.?)?(?: ?h(?:rs?)?(?![a-z]))?|noon|midnight"
)
_SPAN: Final = rf"(?P<from>{_TIME}) ?(?:-|to|until|till) ?(?P<to>{_TIME})"
_WHEN: Final = rf"(?P<group>{_GROUP})|(?P<first>{_DAY})(?: ?(?:-|to|through) ?(?P<last>{_DAY}))?"
_DAY_TIME: Final = deferred(rf"(?:{_WHEN})?[ ,:]{{0,2}}(?:from )?(?:{_SPAN})?", re.IGNORECASE)
_TIME_DAY: Final = deferred(rf"(?:{_SPAN})[ ,]{{0,2}}(?:on )?(?:{_WHEN})", re.IGNORECASE)
_CLOCK: Final = deferred(
    r"([0-9]{1,2})(?:[:.h]?([0-9]{2}))? ?(?:([ap])\.?m\.?)?(?: ?h(?:rs?)?)?", re.IGNORECASE
)
_ZONE: Final = deferred(
    r"\(?\b((?:UTC|GMT)(?: ?[+-] ?[0-9]{1,2}(?::?[0-9]{2})?)?|(?!SAT\b)[A-Z]{1,4}T|local time)\b\)?"
)
_GRID: Final = deferred(r"([0-9]{1,2}) ?(?:x|/|by|\*) ?([0-9]{1,2})(?: ?(?:x|/) ?(?:365|52))?", re.IGNORECASE)
_ALWAYS: Final = deferred(
    r"(?:round|around)[ -]the[ -]clock|always(?: on)?|continuous(?:ly)?|24 ?h(?:ours?|rs?)?", re.IGNORECASE
)
_OFFICE: Final = deferred(
    r"(?:(?:during|normal|standard|local|regular) )*(?:business|office|working|work)(?: ?-?hours?)?",
    re.IGNORECASE,
)
_ASIDE: Final = deferred(
    r",? ?\(?(?:excl(?:\.|uding)?|except|without|excepting) [a-z ]{0,30}holidays\)?|,? ?(?:365 days(?: a year)?)",
    re.IGNORECASE,
)
_PARTS: Final = deferred(r" ?[,;&] ?| and ", re.IGNORECASE)
_NAMED_SPAN: Final = deferred(
    r"(?:business|office|working|service|support)(?: hours)?[ :,]{1,2}(?=[0-9])", re.IGNORECASE
)
_NAMED_DAYS: Final = deferred(
    r"(?:business|office|working|service|support)(?: hours)?[ :,]{1,2}(?=[a-z])", re.IGNORECASE
)


class ServiceHours(NamedTuple):
    """Agreed hours of a week.

    `spans`: open intervals in minutes from Monday 00:00, ordered, apart; empty when only the amount is
    known ("8x5"). `weekly`: minutes a week; `days`: open days a week; `zone`: time zone as written, else "";
    `assumed`: the amount is an assumption (business hours are taken as 8x5). `label`: canonical spelling.
    """

    spans: tuple[tuple[int, int], ...]
    weekly: int
    days: int
    zone: str
    assumed: bool
    label: str


@lru_cache(maxsize=1024)
def parse_hours(text: str) -> ServiceHours | None:
    """Service hours are a grid ("24x7", "8x5"), a name ("business hours") or days and times ("Mon-Fri 08:00-18:00 AEST")."""
    spelled = _ASIDE().sub("", cell(text)).strip()
    named = _grid(spelled) or _office(spelled)
    if named is not None or not spelled:
        return named
    value, remark = split_remark(spelled)
    if remark and (_office(value) or _grid(value)):
        return parse_hours(remark) or _grid(value) or _office(value)
    zone = _ZONE().search(spelled)
    bare = spelled if zone is None else (spelled[: zone.start()] + spelled[zone.end() :])
    bare = bare.strip(" ,()")
    known = _grid(bare) or _office(bare)
    if known is not None:
        return known._replace(zone=zone[1] if zone and known.weekly < WEEK else "")
    return _placed(
        _NAMED_DAYS().sub("", _NAMED_SPAN().sub("weekdays ", bare, 1), 1), "" if zone is None else zone[1]
    )


def minutes_per_week(hours: ServiceHours) -> int:
    """Agreed hours add up to minutes a week: 10080 for 24x7, 2400 for 8x5."""
    return hours.weekly


def covers(support: ServiceHours, promise: ServiceHours) -> bool | None:
    """Support hours carry a promise when they contain its hours; None when places in the week are not known.

    Hours without a zone are read in the zone of the other side; two different zones are not comparable.
    """
    if support.weekly == WEEK or support == promise:
        return True
    if promise.weekly == WEEK:
        return False
    if not promise.spans and _contains(support.spans, ((0, 5 * DAY),)) and promise.days <= 5:
        return True
    if support.assumed or promise.assumed:
        return None
    if support.weekly < promise.weekly:
        return False
    if not (support.spans and promise.spans):
        return True if support.label == promise.label else None
    return _contains_in_zone(support, promise)


def _contains_in_zone(support: ServiceHours, promise: ServiceHours) -> bool | None:
    if support.zone == promise.zone:
        return _contains(support.spans, promise.spans)
    if support.zone and promise.zone:
        return None
    return _contains(support.spans, promise.spans) or None


def _contains(outer: tuple[tuple[int, int], ...], inner: tuple[tuple[int, int], ...]) -> bool:
    return all(any(start <= first and last <= end for start, end in outer) for first, last in inner)


def _grid(text: str) -> ServiceHours | None:
    found = _GRID().fullmatch(text)
    if found is None:
        return _whole_week() if _ALWAYS().fullmatch(text) else None
    hours, days = int(found[1]), int(found[2])
    if hours <= 7 < days:
        hours, days = days, hours
    if not (0 < hours <= 24 and 0 < days <= 7):
        return None
    if (hours, days) == (24, 7):
        return _whole_week()
    spans = ((0, 5 * DAY),) if (hours, days) == (24, 5) else ()
    return ServiceHours(spans, hours * days * 60, days, zone="", assumed=False, label=f"{hours}x{days}")


def _whole_week() -> ServiceHours:
    return ServiceHours(((0, WEEK),), WEEK, 7, zone="", assumed=False, label="24x7")


def _office(text: str) -> ServiceHours | None:
    if not _OFFICE().fullmatch(text):
        return None
    return ServiceHours((), 5 * WORKING_DAY, 5, zone="", assumed=True, label="business hours")


def _placed(text: str, zone: str) -> ServiceHours | None:
    spans: list[tuple[int, int]] = []
    days: tuple[int, ...] = ()
    waiting: tuple[int, ...] = ()
    for part in _PARTS().split(text):
        found = _TIME_DAY().fullmatch(part) or _DAY_TIME().fullmatch(part)
        if found is None or not found.group():
            return None
        waiting += _days(found)
        if found["from"] is None:
            continue
        times = _times(found["from"], found["to"])
        days, waiting = waiting or days, ()
        if times is None or not days:
            return None
        spans += [(day * DAY + times[0], day * DAY + times[1]) for day in days]
    if waiting or not spans:
        return None
    return _week_of(spans, zone)


def _days(found: re.Match[str]) -> tuple[int, ...]:
    group = found["group"]
    if group:
        return (
            _ALL_DAYS[5:]
            if _WEEKEND().match(group)
            else _ALL_DAYS[:5]
            if _WORKDAYS().match(group)
            else _ALL_DAYS
        )
    if found["first"] is None:
        return ()
    first = _DAYS.index(found["first"][:3].lower())
    last = _DAYS.index((found["last"] or found["first"])[:3].lower())
    return tuple((first + step) % 7 for step in range((last - first) % 7 + 1))


def _times(opens: str, closes: str) -> tuple[int, int] | None:
    start, end = _minute(opens), _minute(closes)
    if start is None or end is None:
        return None
    bare = opens.isdigit() and closes.isdigit() and len(opens) < 3
    if bare and 5 <= start // 60 < 12 and 0 < end <= start and end <= DAY // 2:
        end += DAY // 2  # "9-5" is nine to five in the afternoon
    if end <= start:
        end += DAY
    return start, end


def _minute(text: str) -> int | None:
    if text.lower() in ("noon", "midnight"):
        return DAY // 2 if text.lower() == "noon" else 0
    found = _CLOCK().fullmatch(text)
    if found is None:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    total = hour * 60 + minute
    return total if total <= DAY and minute < 60 else None


def _week_of(spans: list[tuple[int, int]], zone: str) -> ServiceHours:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(piece for span in spans for piece in _within_week(span)):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    weekly = sum(end - start for start, end in merged)
    if weekly == WEEK:
        return _whole_week()
    days = len({start // DAY for start, _ in spans})
    label = f"{_spell_week(merged)} {zone}".strip()
    return ServiceHours(tuple(merged), weekly, days, zone=zone, assumed=False, label=label)


def _within_week(span: tuple[int, int]) -> tuple[tuple[int, int], ...]:
    start, end = span
    return ((start, end),) if end <= WEEK else ((start, WEEK), (0, end - WEEK))


def _spell_week(spans: list[tuple[int, int]]) -> str:
    runs: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for start, end in spans:
        day = start // DAY
        of_times = runs.setdefault((start - day * DAY, end - day * DAY), [])
        if of_times and of_times[-1][1] == day - 1:
            of_times[-1] = (of_times[-1][0], day)
        else:
            of_times.append((day, day))
    return ", ".join(
        f"{_spell_days(*run)} {_spell_times(*times)}" for times, of_times in runs.items() for run in of_times
    )


def _spell_days(first: int, last: int) -> str:
    opens, closes = _DAYS[first].capitalize(), _DAYS[last].capitalize()
    return opens if first == last else f"{opens}-{closes}"


def _spell_times(start: int, end: int) -> str:
    # an end beyond midnight counts on, since spans that touch are one span
    return f"{start // 60:02}:{start % 60:02}-{end // 60:02}:{end % 60:02}"
