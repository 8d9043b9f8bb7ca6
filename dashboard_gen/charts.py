"""Charts as small SVG: pure functions of numbers, coloured by the page's style sheet, without scripts or links.

A chart never carries a figure alone: the table beside it says the same. Lines that are stretched with the page
keep their width, and what is written on an axis is HTML, since text in a picture shrinks with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, pi, sin

from markupsafe import Markup

WIDTH, HEIGHT, RADIUS = 320, 300, 116
_CENTRE = (160.0, 152.0)


def radar(now: Sequence[int], former: Sequence[int], title: str, description: str) -> Markup:
    """Values 0 to 100 on equal spokes from the top clockwise, numbered; `former` may be empty or the same."""
    count = len(now)
    grid = [
        Markup('<polygon class="grid" points="{}"/>').format(_outline([ring] * count))
        for ring in (25, 50, 75, 100)
    ]
    spokes = [_spoke(index, count) for index in range(count)]
    scale = [
        Markup('<text class="scale" x="{}" y="{}">{}</text>').format(
            _short(_CENTRE[0] - 6), _short(_CENTRE[1] - RADIUS * ring / 100 + 4), ring
        )
        for ring in (50, 100)
    ]
    shapes = [Markup('<polygon class="now" points="{}"/>').format(_outline(now))]
    if former and tuple(former) != tuple(now):
        shapes.append(Markup('<polygon class="former" points="{}"/>').format(_outline(former)))
    dots = [
        Markup('<circle class="dot" cx="{}" cy="{}" r="3.5"/>').format(*map(_short, _at(index, count, value)))
        for index, value in enumerate(now)
    ]
    inner = Markup("").join([*grid, *spokes, *shapes, *dots, *scale])
    return _picture("radar", f"0 0 {WIDTH} {HEIGHT}", title, description, inner)


def _spoke(index: int, count: int) -> Markup:
    end, label = _at(index, count, 100), _at(index, count, 100 + 1700 / RADIUS)
    return Markup(
        '<line class="grid" x1="{}" y1="{}" x2="{}" y2="{}"/><text class="axis" x="{}" y="{}">{}</text>'
    ).format(*map(_short, (*_CENTRE, *end, label[0], label[1] + 5)), index + 1)


def _at(index: int, count: int, value: float) -> tuple[float, float]:
    angle = 2 * pi * index / count - pi / 2
    reach = RADIUS * value / 100
    return _CENTRE[0] + reach * cos(angle), _CENTRE[1] + reach * sin(angle)


def _outline(values: Sequence[int]) -> str:
    places = (_at(index, len(values), value) for index, value in enumerate(values))
    return " ".join(f"{_short(x)},{_short(y)}" for x, y in places)


def trend(
    values: Sequence[int | None],
    whole: Sequence[bool],
    title: str,
    description: str,
    *,
    reported: Sequence[tuple[float, int]] = (),
    reviews: Sequence[float] = (),
) -> Markup:
    """Percentages over equal steps as a line; it breaks where a value is None, and is dotted open where not `whole`.

    `reported` is a second, broken line of (place, percent), `reviews` are upright marks; places run from 0 to 1.
    """
    steps = _spread(len(values))
    places = [(x, 100 - value) if value is not None else None for x, value in zip(steps, values, strict=True)]
    open_ones = [place for place, full in zip(places, whole, strict=True) if place and not full]
    unknown = [x for x, value in zip(steps, values, strict=True) if value is None]
    inner = Markup("").join((
        _path("grid", [f"M0 {y}H1000" for y in (0, 25, 50, 75, 100)]),
        _path("gap", [f"M{_short(x)} 92V100" for x in unknown]),
        _path("review", [f"M{_short(1000 * place)} 0V100" for place in reviews]),
        _path("line", ["L".join(run) for run in _runs(places)]),
        _path("reported", _second(reported)),
        _path("reported-dot", [_dot((1000 * place, 100 - value)) for place, value in reported]),
        _path("dot", [_dot(place) for place in places if place]),
        _path("hollow", [_dot(place) for place in open_ones]),
        _path("cursor", ["M1000 0V100"]),
    ))  # fmt: skip
    return _picture("trend", "0 0 1000 100", title, description, inner, stretched=True)


def _second(reported: Sequence[tuple[float, int]]) -> list[str]:
    return ["L".join(run) for run in _runs([(1000 * place, 100 - value) for place, value in reported])]


def columns(values: Sequence[int], title: str, description: str) -> Markup:
    """Counts over equal steps as thin columns; the highest fills the picture."""
    top = max(values, default=0) or 1
    bars = [
        f"M{_short(x)} 100V{_short(100 - 100 * value / top)}"
        for x, value in zip(_spread(len(values)), values, strict=True)
        if value
    ]
    inner = _path("grid", ["M0 100H1000"]) + _path("column", bars)
    return _picture("columns", "0 0 1000 100", title, description, inner, stretched=True)


def _path(name: str, strokes: Sequence[str]) -> Markup:
    """All strokes of a kind as one element: a long history stays a small page."""
    return Markup('<path class="{}" d="{}"/>').format(name, "".join(strokes)) if strokes else Markup("")


def _dot(place: tuple[float, float]) -> str:
    """A line without length: its round caps make a dot that stays round when the picture is stretched."""
    return f"M{_short(place[0])} {_short(place[1])}h0"


def bar(value: int, highest: int = 100) -> Markup:
    """A value as the filled part of a line, for table rows that also say it in digits."""
    return Markup(
        '<svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        '<rect class="track" width="100" height="6"/><rect class="fill" width="{}" height="6"/></svg>'
    ).format(_short(100 * value / highest))


def mark(status: str) -> Markup:
    """A circle that is empty, half or full: not started, in progress, complete."""
    inside = {
        "in-progress": Markup('<path class="half" d="M8 3a5 5 0 0 1 0 10z"/>'),
        "complete": Markup('<circle class="half" cx="8" cy="8" r="5"/>'),
    }.get(status, Markup(""))
    return Markup(
        '<svg class="mark" viewBox="0 0 16 16" aria-hidden="true" focusable="false">'
        '<circle class="ring" cx="8" cy="8" r="6"/>{}</svg>'
    ).format(inside)


def _spread(number: int) -> list[float]:
    """Equal steps across the picture; a single one stands at its end, where 'now' is."""
    return [1000 * index / (number - 1) for index in range(number)] if number > 1 else [1000.0] * number


def _runs(places: Sequence[tuple[float, float] | None]) -> list[list[str]]:
    runs: list[list[str]] = [[]]
    for place in places:
        if place is None:
            runs.append([])
        else:
            runs[-1].append(f"{'' if runs[-1] else 'M'}{_short(place[0])} {_short(place[1])}")
    return [run for run in runs if len(run) > 1]


def _picture(
    name: str, box: str, title: str, description: str, inner: Markup, *, stretched: bool = False
) -> Markup:
    fit = Markup(' preserveAspectRatio="none"') if stretched else Markup("")
    return Markup(
        '<svg class="chart {0}" viewBox="{1}"{2} role="img" aria-labelledby="{0}-title {0}-text">'
        '<title id="{0}-title">{3}</title><desc id="{0}-text">{4}</desc>{5}</svg>'
    ).format(name, box, fit, title, description, inner)


def _short(value: float) -> str:
    """At most one digit after the point: the same bytes on every machine, and small ones."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text
