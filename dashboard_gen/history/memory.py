"""What was said about commits before, by what was judged: a run of commits is remembered as one entry.

Runs end where the digest of a state says so, not after a fixed number, so that the same commits form the same runs however
many came before them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import Any

from dashboard_gen.history.judging import Judged
from dashboard_gen.history.lifetimes import Found
from dashboard_gen.history.moments import Moment
from dashboard_gen.packing import LISTS, PLAIN, joined, pack
from iso20k.edges.cache import Cache, code_fingerprint, key_of

#: A run has about `USUAL` commits and never more than `MOST`: so many are lost when a build is interrupted.
USUAL, MOST = 48, 128


def key_of_moment(moment: Moment, day: date) -> str:
    """What is said about a commit depends on the state, the day and the code; '' when it cannot be judged."""
    return f"{moment.state} {day}" if moment.state else ""


def runs(keys: Sequence[str]) -> Iterator[range]:
    """The runs, by the places of their commits."""
    start = 0
    for place, key in enumerate(keys):
        ends = key != "" and int(key[:4], 16) % USUAL == 0
        if ends or place - start + 1 >= MOST:
            yield range(start, place + 1)
            start = place + 1
    if start < len(keys):
        yield range(start, len(keys))


def entry_key(keys: Sequence[str]) -> str:
    """The key of a run: of the first commit in it that can be judged."""
    return key_of("history-1", code_fingerprint(), next((key for key in keys if key), ""))


def recall(
    cache: Cache, keys: Sequence[str], moments: Sequence[Moment], days: Sequence[date]
) -> dict[int, Judged]:
    """What is known of these commits, by their place."""
    known: dict[int, Judged] = {}
    finds: dict[Found, Found] = {}
    for run in runs(keys):
        entry = entry_key([keys[place] for place in run])
        found = cache.get([entry]).get(entry)
        with suppress(
            AttributeError, LookupError, TypeError, ValueError
        ):  # not what `packed` made: judged anew
            known.update(_unpacked(found, run, keys, moments, days, finds))
    return known


def packed(keys: Sequence[str], judged: Sequence[Judged]) -> Mapping[str, Any]:
    """A run as JSON holds it: lists and findings that are alike are told once."""
    tables: list[list[Any]] = [[] for _ in LISTS]
    places: list[dict[str, int]] = [{} for _ in LISTS]
    finds: dict[Found, int] = {}
    entries: list[Any] = []
    former: tuple[Found, ...] | None = None
    for key, (point, found) in zip(keys, judged, strict=True):
        if not key or found is None:
            continue
        values = pack(point)
        indices = []
        for table, place, value in zip(tables, places, values[PLAIN:], strict=True):
            told = repr(value)
            if told not in place:
                place[told] = len(table)
                table.append(value)
            indices.append(place[told])
        same = found is former
        seen = None if same else [finds.setdefault(one, len(finds)) for one in found]
        former = found
        entries.append([key, values[:PLAIN], indices, seen])
    return {"tables": tables, "finds": list(finds), "entries": entries}


def _unpacked(
    entry: Any,
    run: range,
    keys: Sequence[str],
    moments: Sequence[Moment],
    days: Sequence[date],
    known_finds: dict[Found, Found],
) -> dict[int, Judged]:
    tables = [[read(value) for value in table] for read, table in zip(LISTS, entry["tables"], strict=True)]
    told = (Found(*map(_text, find)) for find in entry["finds"])
    finds = [known_finds.setdefault(find, find) for find in told]
    by_key: dict[str, tuple[Any, Any, tuple[Found, ...]]] = {}
    found: tuple[Found, ...] = ()
    for key, plain, indices, seen in entry["entries"]:
        if seen is not None:
            found = tuple(finds[number] for number in seen)
        by_key[key] = (plain, indices, found)
    known = {}
    for place in run:
        if keys[place] in by_key:
            plain, indices, found = by_key[keys[place]]
            moment = moments[place]
            lists = [table[index] for table, index in zip(tables, indices, strict=True)]
            plain = [*plain[: PLAIN - 1], moment.assumed]
            point = joined(
                moment.commit,
                moment.when,
                days[place].isoformat(),
                moment.subject,
                moment.author,
                plain,
                lists,
            )
            known[place] = Judged(point, found)
    return known


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("no text")
    return value


def remember(cache: Cache, keys: Sequence[str], judged: Iterable[Judged]) -> None:
    """Put away a run of commits."""
    told = list(judged)
    entry = packed(keys, told)
    if entry["entries"]:
        cache.put({entry_key(keys): entry})
