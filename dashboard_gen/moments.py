"""The history as the landing page's slider needs it: a classic script that holds data, since a page from a folder may fetch none."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from dashboard_gen.addresses import review_folder
from dashboard_gen.history import Reported, Review
from dashboard_gen.points import Point, thinned
from dashboard_gen.prospect import Due, Held
from dashboard_gen.words import clipped, safe, why_different
from iso20k.standard.areas import CLAUSE_AREAS

#: The slider's steps beside the reviews; the whole history is in data/trend.csv.
SHOWN = 240
#: So long are the texts of what blocked and who had to act; the documents of that commit have the rest.
TEXT, NAME = 140, 60


class Moments:
    """The rows of the slider, the first one first; what many rows say alike is told once and named by its number."""

    def __init__(
        self, points: Sequence[Point], reviews: Sequence[Review], reported: Sequence[Reported] = ()
    ) -> None:
        self.told: list[Any] = []
        self._numbers: dict[str, int] = {}
        tagged: dict[int, list[Review]] = {}
        for review in reviews:
            tagged.setdefault(review.point, []).append(review)
        said: dict[int, list[Reported]] = {}
        for one in reported:
            place = _place(one, points)
            if place is not None:
                said.setdefault(place, []).append(one)
        kept = {point.commit for point in thinned(points, SHOWN)}
        self.rows: list[dict[str, object]] = [
            {"at": round(1000 * place / max(1, len(points) - 1))}
            | self._row(point)
            | _tagged(tagged.get(place, ()))
            | {"reported": [_reported(one) for one in said.get(place, ())]}
            for place, point in enumerate(points)
            if point.commit in kept or place in tagged or place in said
        ]

    def script(self) -> bytes:
        """`window.ISO20K_HISTORY`: the `names` of the fields, what is `told` once, and the `rows`, a line each."""
        rows = ",\n".join(_json(list(row.values())) for row in self.rows)
        told = ",\n".join(_json(value) for value in self.told)
        head = _json(list(self.rows[0]))
        return f'window.ISO20K_HISTORY={{"names":{head},\n"told":[\n{told}\n],\n"rows":[\n{rows}\n]}};\n'.encode()

    def _row(self, point: Point) -> dict[str, object]:
        known, ahead, levels = point.readiness is not None, point.prospect, point.maturity
        return {
            "commit": point.commit[:12],
            "day": point.day,
            "verdict": point.verdict,
            "note": clipped(safe(point.note), TEXT),
            "settings": point.settings,
            "readiness": point.readiness,
            "stage2": ahead.stage_2 if ahead else None,
            "stages": self._number(ahead.stages) if ahead else None,
            "blocks": [self._number(_held(one)) for one in ahead.blocks] if ahead else [],
            "acts": [self._number(_due(one)) for one in ahead.acts] if ahead else [],
            "complete": point.complete if known else None,
            "mean": round(levels.mean, 1) if levels else None,
            "overdue": point.capas.overdue if point.capas else None,
            "open": point.capas.open if point.capas else None,
            "closed": point.capas.closed if point.capas else None,
            "covered": point.agreed.covered if point.agreed else None,
            "business": point.agreed.business if point.agreed else None,
            "areas": list(point.areas),
            "weights": self._number(point.weights),
            "levels": self._number([_whole(level) for level in levels.levels] if levels else []),
            "content": self._number(_content(point)),
        }

    def _number(self, value: object) -> int:
        """The number under which a value is told."""
        key = _json(value)
        if key not in self._numbers:
            self._numbers[key] = len(self.told)
            self.told.append(value)
        return self._numbers[key]


def _place(one: Reported, points: Sequence[Point]) -> int | None:
    """The point that holds the state of a report; None where it cannot be told.

    A report is often the only change of the commit that brought it: it then speaks of the point before.
    """
    for place, point in enumerate(points):
        if point.commit == one.judged:
            return place
    if one.judged != one.commit:
        return None
    when = datetime.fromisoformat(one.when)
    earlier = [place for place, point in enumerate(points) if datetime.fromisoformat(point.when) <= when]
    return earlier[-1] if earlier else None


def _tagged(reviews: Sequence[Review]) -> dict[str, object]:
    return {
        "review": ", ".join(review.name for review in reviews),
        "page": f"{review_folder(reviews[-1].name, reviews[-1].commit)}index.html" if reviews else "",
    }


def _reported(one: Reported) -> list[object]:
    """Figures on paper and for Stage 2, day, path, and how today's rules differ with the reason ('' where they do not)."""
    return [one.readiness, one.stage_2, one.as_of, clipped(safe(one.path), TEXT), why_different(one)]


def _held(one: Held) -> list[str]:
    return [clipped(safe(one.text), TEXT), clipped(safe(one.owner), NAME)]


def _due(one: Due) -> list[str]:
    return [
        clipped(safe(one.label), NAME),
        clipped(safe(one.text), TEXT),
        clipped(safe(one.who), NAME),
        one.day,
    ]


def _content(point: Point) -> list[int | None]:
    """Percent of the content by clause area; -1 where no check looks at any yet, null where there is no document."""
    there = (
        [point.steps[area.step - 1].status != "not-started" for area in CLAUSE_AREAS] if point.steps else []
    )
    return [
        (-1 if value is None else value) if found else None
        for value, found in zip(point.content, there, strict=False)
    ]


def _whole(level: float | None) -> float | None:
    return int(level) if level is not None and level == int(level) else level


def _json(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))
