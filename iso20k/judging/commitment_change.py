"""What a change does to the promises: which are weaker, which stronger, which are new or gone, in words with the sum."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from iso20k.facts.commitment import Commitment, Subject
from iso20k.values.comparison import Direction
from iso20k.values.duration import Calendar, Duration
from iso20k.values.hours import MeasurePeriod, ServiceHours, covers, parse_hours, spell_allowance
from iso20k.values.standing import Standing, standing
from iso20k.values.target import Target
from iso20k.wording.names import normalise


class Turn(StrEnum):
    """Which way a promise went, as seen by whoever relies on it."""

    WEAKER = "weaker"
    STRONGER = "stronger"
    UNLIKE = "not comparable"
    NEW = "new"
    GONE = "gone"


class CommitmentChange(NamedTuple):
    """A promise before and after; one of the two is None when it is new or gone."""

    turn: Turn
    before: Commitment | None
    after: Commitment | None

    @property
    def shown(self) -> Commitment:
        """The side that a reader looks at: after the change, else before it."""
        told = self.after or self.before
        assert told is not None
        return told

    @property
    def words(self) -> str:
        """'availability of SLA-002 99.95 → 99.9 %: weaker, 21.9 → 43.8 min of outage a month'."""
        name = self.shown.name
        if self.before is None:
            return f"{name} {self.shown.told}: new"
        if self.after is None:
            return f"{name} {self.shown.told}: gone"
        told = f"{name} {self.before.told} → {self.after.told}: {self.turn.value}"
        sums = _sums(self.before, self.after)
        return f"{told}, {sums}" if sums else told


#: What makes a promise the same one in two versions of a document: its row and what it is about.
Key = tuple[str, str, str, int]


def commitment_changes(
    before: Iterable[Commitment], after: Iterable[Commitment]
) -> tuple[CommitmentChange, ...]:
    """The promises of one document that differ, in the order of the newer version, those that are gone last.

    A row is found again by its identifier and metric; a renamed one by service, subject and priority, when only one fits.
    """
    old, new = _by_key(before), _by_key(after)
    pairs: list[tuple[Commitment, Commitment]] = []
    for key in [key for key in new if key in old]:
        pairs.extend(zip(old[key], new[key], strict=False))
        left_old, left_new = old[key][len(new[key]) :], new[key][len(old[key]) :]
        old[key], new[key] = left_old, left_new
    lost = [one for left in old.values() for one in left]
    come = [one for left in new.values() for one in left]
    for one in tuple(come):
        alike = [other for other in lost if _about(other) == _about(one)]
        if len(alike) == 1 and sum(_about(other) == _about(one) for other in come) == 1:
            pairs.append((alike[0], one))
            lost.remove(alike[0])
            come.remove(one)
    changes = [CommitmentChange(turn, a, b) for a, b in pairs if (turn := turned(a, b))]
    changes += [CommitmentChange(Turn.NEW, None, one) for one in come]
    changes.sort(key=lambda change: (change.shown.place.path, change.shown.place.line))
    return (*changes, *(CommitmentChange(Turn.GONE, one, None) for one in lost))


def turned(before: Commitment, after: Commitment) -> Turn | None:
    """Which way a promise went; None when it says the same, however it is written."""
    if before.subject is Subject.HOURS:
        return _hours_turned(before, after)
    if before.target is None or after.target is None:
        return None if normalise(before.told) == normalise(after.told) else Turn.UNLIKE
    verdict = _standing(before, after)
    if verdict is Standing.EQUAL:
        return _period_turned(before.period, after.period, before.kept_at)
    if verdict is Standing.WEAKER:
        return Turn.WEAKER
    if verdict is Standing.STRICTER:
        longer = _period_turned(before.period, after.period, before.kept_at)
        return Turn.STRONGER if longer in (None, Turn.STRONGER) else Turn.UNLIKE
    # the same words on other service hours: that the hours changed is told by the hours
    return None if before.told == after.told else Turn.UNLIKE


def _standing(before: Commitment, after: Commitment) -> Standing:
    assert before.target is not None
    assert after.target is not None
    side = after.kept_at if after.kept_at is not Direction.UNKNOWN else before.kept_at
    verdict = standing(after.target, before.target, side)
    if verdict is not Standing.NOT_COMPARABLE:
        return verdict
    return _on_another_calendar(before.target, after.target)


def _on_another_calendar(before: Target, after: Target) -> Standing:
    """As many working hours last longer than hours of the clock: a time at most that moves to them is weaker."""
    one = before.within or before.quantity
    other = after.within or after.quantity
    if not isinstance(one, Duration) or not isinstance(other, Duration):
        return Standing.NOT_COMPARABLE
    if before.within and after.within and before.quantity != after.quantity:
        return Standing.NOT_COMPARABLE
    clock, working = Calendar.CLOCK, (Calendar.BUSINESS, Calendar.NAMED)
    if one.calendar is clock and other.calendar in working and other.minutes >= one.minutes:
        return Standing.WEAKER
    if other.calendar is clock and one.calendar in working and other.minutes <= one.minutes:
        return Standing.STRICTER
    return Standing.NOT_COMPARABLE


_LENGTHS = tuple(MeasurePeriod)


def _period_turned(before: MeasurePeriod | None, after: MeasurePeriod | None, side: Direction) -> Turn | None:
    """The same share over a longer period allows a longer single outage: weaker for what must be at least so much."""
    if before is after or before is None or after is None or side is not Direction.AT_LEAST:
        return None
    return Turn.WEAKER if _LENGTHS.index(after) > _LENGTHS.index(before) else Turn.STRONGER


def _hours_turned(before: Commitment, after: Commitment) -> Turn | None:
    one, other = parse_hours(before.hours), parse_hours(after.hours)
    if one is None or other is None:
        return None if normalise(before.told) == normalise(after.told) else Turn.UNLIKE
    wider, narrower = covers(other, one), covers(one, other)
    if wider and narrower:
        return None
    if wider:
        return Turn.STRONGER
    return Turn.WEAKER if narrower else Turn.UNLIKE


def _by_key(known: Iterable[Commitment]) -> dict[Key, list[Commitment]]:
    found: dict[Key, list[Commitment]] = defaultdict(list)
    for one in known:
        found[(one.subject.value, normalise(one.holder), normalise(one.metric), one.priority)].append(one)
    return found


def _about(one: Commitment) -> tuple[str, str, int]:
    return (one.subject.value, normalise(one.service), one.priority)


def _sums(before: Commitment, after: Commitment) -> str:
    """What the two shares allow, where both are over known hours and one period."""
    if before.subject is not Subject.AVAILABILITY:
        return ""
    figures = tuple(_allowed(one) for one in (before, after))
    if not all(figures):
        return ""
    (old, unit), (new, new_unit) = figures  # type: ignore[misc]
    same = unit.partition(" ")[0] == new_unit.partition(" ")[0]
    return f"{old} → {new} {new_unit}" if same else f"{old} {unit} → {new} {new_unit}"


def _allowed(one: Commitment) -> tuple[str, str] | None:
    """'21.9' and 'min of outage a month'."""
    share = one.target.quantity if one.target and one.target.unit == "%" else None
    hours: ServiceHours | None = parse_hours(one.hours or "24x7")
    if not isinstance(share, Decimal) or hours is None or not 0 < share <= 100:
        return None
    told = spell_allowance(share, hours, one.period or MeasurePeriod.MONTH).partition(" allows ")[2]
    figure, unit, rest = told.split(" ", 2)
    return figure, f"{unit} of outage {rest}"


def weaker(changes: Iterable[CommitmentChange]) -> Iterator[CommitmentChange]:
    """Those on which somebody can rely less than before."""
    return (change for change in changes if change.turn in (Turn.WEAKER, Turn.GONE))
