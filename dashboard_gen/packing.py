"""Points as plain JSON values and back: what is remembered of a commit, and refused when it is no such thing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dashboard_gen.points import STATES, STATUSES, VERDICTS, Agreed, CapaCounts, Maturity, Point, StepMark
from dashboard_gen.prospect import read_prospect
from iso20k.standard.areas import CLAUSE_AREAS
from iso20k.standard.radar import RADAR_AREAS
from iso20k.standard.steps import STEPS


def pack(point: Point) -> list[Any]:
    """The figures of a point as plain JSON values; commit, time, subject and author stay with the commit."""
    return [
        *point[4:11],
        point.edition,
        point.advice,
        point.waived,
        point.assumed,
        list(point.areas),
        [list(mark) for mark in point.steps],
        [point.maturity.mean, list(point.maturity.levels)] if point.maturity else None,
        list(point.capas) if point.capas else None,
        list(point.agreed) if point.agreed else None,
        list(point.weights),
        list(point.content),
        point.prospect,
    ]


#: So many values of a packed point, from the first, are numbers and words; the others are lists.
PLAIN = 11


def unpack(commit: str, when: str, day: str, subject: str, packed: Sequence[Any], author: str = "") -> Point:
    """The inverse of `pack`; raises `TypeError` or `ValueError` for what is no packed point."""
    lists = [read(value) for read, value in zip(LISTS, packed[PLAIN:], strict=True)]
    return joined(commit, when, day, subject, author, packed[:PLAIN], lists)


def joined(
    commit: str, when: str, day: str, subject: str, author: str, plain: Sequence[Any], lists: Sequence[Any]
) -> Point:
    """A point from its plain values and from its lists as `LISTS` read them; raises `ValueError` for any other."""
    state, note, readiness, errors, warnings, complete, in_progress, edition, advice, waived, assumed = plain
    areas, steps, maturity, capa, agreed, weights, content, ahead = lists
    numbers = (errors, warnings, complete, in_progress, advice, waived)
    sound = (
        state in STATES
        and isinstance(note, str)
        and isinstance(edition, str)
        and isinstance(assumed, bool)
        and all(type(number) is int and number >= 0 for number in numbers)
        and (readiness is None) == (state == "unreadable")
        and (readiness is None or (_percent(readiness) and len(areas) == len(RADAR_AREAS)))
    )
    if not sound:
        raise ValueError("no packed point")
    return Point(
        commit, when, day, subject, state, note, readiness, errors, warnings, complete, in_progress,
        areas, edition, advice, waived, steps, maturity, capa, agreed, assumed, author,
        weights, content, ahead,
    )  # fmt: skip


def _percent(value: object) -> bool:
    return type(value) is int and 0 <= value <= 100


def _sound(value: object, *, holds: bool) -> None:
    if not holds:
        raise ValueError(f"no part of a packed point: {value!r}")


def _read_areas(value: Any) -> tuple[int, ...]:
    _sound(value, holds=isinstance(value, list) and all(map(_percent, value)))
    return tuple(value)


def _read_steps(value: Any) -> tuple[StepMark, ...]:
    marks = tuple(StepMark(*mark) for mark in value)
    _sound(value, holds=len(marks) in (0, len(STEPS)))
    for mark in marks:
        _sound(mark, holds=mark.status in STATUSES and mark.verdict in VERDICTS and _percent(mark.readiness))
    return marks


def _read_maturity(value: Any) -> Maturity | None:
    if value is None:
        return None
    mean, levels = value
    known = [mean, *(level for level in levels if level is not None)]
    _sound(value, holds=len(levels) == len(CLAUSE_AREAS) and all(0 <= float(level) <= 5 for level in known))
    return Maturity(mean, tuple(levels))


def _read_counts(value: Any, size: int) -> list[int]:
    _sound(value, holds=len(value) == size and all(type(one) is int and one >= 0 for one in value))
    counts: list[int] = value
    return counts


def _read_capas(value: Any) -> CapaCounts | None:
    return None if value is None else CapaCounts(*_read_counts(value, 3))


def _read_agreed(value: Any) -> Agreed | None:
    return None if value is None else Agreed(*_read_counts(value, 2))


def _read_content(value: Any) -> tuple[int | None, ...]:
    known = isinstance(value, list) and all(one is None or _percent(one) for one in value)
    _sound(value, holds=known and len(value) in (0, len(CLAUSE_AREAS)))
    return tuple(value)


#: How the lists of a packed point are read, in their order.
LISTS = (
    _read_areas, _read_steps, _read_maturity, _read_capas, _read_agreed, _read_areas, _read_content, read_prospect,
)  # fmt: skip
