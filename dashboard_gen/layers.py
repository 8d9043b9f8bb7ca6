"""Services in layers: what customers receive on top, what it needs below; a picture of boxes and lines, the same each time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from textwrap import wrap
from typing import NamedTuple

from markupsafe import Markup

#: Sizes in units of the picture, which is shown one to one and scrolls where it is wider than the screen.
WIDTH, HEIGHT, GAP_X, GAP_Y, MARGIN = 170, 44, 22, 64, 8
#: A name has two lines of so many letters.
LETTERS, LEADING = 21, 18


class Node(NamedTuple):
    """A box: its name, the address that it leads to ('' for none), and a word on its kind."""

    name: str
    to: str
    kind: str


def layers(nodes: Sequence[str], edges: Mapping[str, Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """The names by depth: each stands below all that need it, as far as no circle makes that impossible.

    Within a layer they follow the middle of those above, then their own order.
    """
    depth = dict.fromkeys(nodes, 0)
    for _ in nodes:
        moved = False
        for name in nodes:
            for target in edges.get(name, ()):
                if target in depth and depth[target] <= depth[name] < len(nodes) - 1:
                    depth[target] = depth[name] + 1
                    moved = True
        if not moved:
            break
    found = [[name for name in nodes if depth[name] == level] for level in sorted(set(depth.values()))]
    for above, below in pairwise(found):
        places = {name: place for place, name in enumerate(above)}
        below.sort(key=lambda name: (_middle(name, places, edges), nodes.index(name)))
    return tuple(map(tuple, found))


def _middle(name: str, places: Mapping[str, int], edges: Mapping[str, Sequence[str]]) -> float:
    above = [place for source, place in places.items() if name in edges.get(source, ())]
    return sum(above) / len(above) if above else float(len(places))


def picture(
    nodes: Mapping[str, Node], edges: Mapping[str, Sequence[str]], title: str, description: str
) -> Markup:
    """The boxes in their layers and a line for each need; boxes are links."""
    rows = layers(tuple(nodes), edges)
    wide = max((len(row) for row in rows), default=1)
    width = 2 * MARGIN + wide * WIDTH + (wide - 1) * GAP_X
    height = 2 * MARGIN + len(rows) * HEIGHT + max(0, len(rows) - 1) * GAP_Y
    places: dict[str, tuple[float, float]] = {}
    for level, row in enumerate(rows):
        start = (width - len(row) * WIDTH - (len(row) - 1) * GAP_X) / 2
        for number, name in enumerate(row):
            places[name] = (start + number * (WIDTH + GAP_X), MARGIN + level * (HEIGHT + GAP_Y))
    lines = [
        _line(places[source], places[target])
        for source in nodes
        for target in edges.get(source, ())
        if target in places
    ]
    boxes = [_box(node, *places[name]) for name, node in nodes.items()]
    inner = Markup("").join((*lines, *boxes))
    return Markup(
        '<svg class="graph" width="{0:.0f}" height="{1:.0f}" viewBox="0 0 {0:.0f} {1:.0f}" role="group" aria-label="{2}">'
        "<title>{2}</title><desc>{3}</desc>{4}</svg>"
    ).format(width, height, title, description, inner)


def _line(source: tuple[float, float], target: tuple[float, float]) -> Markup:
    x1, y1 = source[0] + WIDTH / 2, source[1] + HEIGHT
    x2, y2 = target[0] + WIDTH / 2, target[1]
    bend = max(24.0, abs(y2 - y1) / 2)
    return Markup('<path class="need" d="M{:.1f} {:.1f}C{:.1f} {:.1f} {:.1f} {:.1f} {:.1f} {:.1f}"/>').format(
        x1, y1, x1, y1 + bend, x2, y2 - bend, x2, y2
    )


def _box(node: Node, x: float, y: float) -> Markup:
    lines = wrap(node.name, LETTERS, max_lines=2, placeholder="…") or [node.name]
    first = y + HEIGHT / 2 + 5 - LEADING * (len(lines) - 1) / 2
    words = Markup("").join(
        Markup('<text class="boxed" x="{:.1f}" y="{:.1f}">{}</text>').format(
            x + WIDTH / 2, first + LEADING * number, line
        )
        for number, line in enumerate(lines)
    )
    box = Markup('<rect class="box {0}" x="{1:.1f}" y="{2:.1f}" width="{3}" height="{4}" rx="3"/>{5}').format(
        node.kind, x, y, WIDTH, HEIGHT, words
    )
    if not node.to:
        return box
    return Markup('<a href="{}" aria-label="{}">{}</a>').format(node.to, node.name, box)
