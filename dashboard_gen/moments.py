"""The history as the landing page's slider needs it: a classic script that holds data, since a page from a folder may fetch none."""

from __future__ import annotations

import json
from collections.abc import Sequence

from dashboard_gen.history import Review
from dashboard_gen.points import Point, thinned

#: The slider's steps beside the reviews; the whole history is in data/trend.csv.
SHOWN = 240


def moments(points: Sequence[Point], reviews: Sequence[Review]) -> list[list[object]]:
    """A row for each moment; a long history is thinned, but its ends and tagged reviews stay.

    A row is commit, day, review ('' for none), verdict, readiness, complete steps, mean of levels, overdue and open actions, covered
    and all business services, the nine areas, the 15 levels; null where nothing is known.
    """
    named: dict[str, list[str]] = {}
    for review in reviews:
        named.setdefault(points[review.point].commit, []).append(review.name)
    kept = {point.commit for point in thinned(points, SHOWN)} | named.keys()
    return [_row(point, ", ".join(named.get(point.commit, ()))) for point in points if point.commit in kept]


def moments_script(rows: Sequence[Sequence[object]]) -> bytes:
    """`window.ISO20K_HISTORY` and its rows, a line each."""
    lines = ",\n".join(json.dumps(row, separators=(",", ":")) for row in rows)
    return f"window.ISO20K_HISTORY=[\n{lines}\n];\n".encode()


def _row(point: Point, review: str) -> list[object]:
    known = point.readiness is not None
    return [
        point.commit[:12], point.day, review, point.verdict, point.readiness, point.complete if known else None,
        round(point.maturity.mean, 1) if point.maturity else None,
        *((point.capas.overdue, point.capas.open) if point.capas else (None, None)),
        *(point.agreed or (None, None)),
        list(point.areas), [_short(level) for level in point.maturity.levels] if point.maturity else [],
    ]  # fmt: skip


def _short(level: float | None) -> float | None:
    return int(level) if level is not None and level == int(level) else level
