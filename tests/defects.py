"""Workspaces with planted defects, judged in memory: rules are asked again only about what has changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import NamedTuple

from along import Along

from iso20k.edges.examples import sample
from iso20k.judging.assessment import Assessment
from iso20k.judging.examples import SAMPLE_DAY


class Defect(NamedTuple):
    """An edit that makes a document worse: lines `first` to `last` (from 0) of it become `lines`."""

    path: str
    first: int
    last: int
    lines: tuple[str, ...]
    what: str

    def overlaps(self, other: Defect) -> bool:
        """Whether both change the same lines."""
        return self.path == other.path and self.first < other.last and other.first < self.last


def judged(texts: Mapping[str, str], day: date = SAMPLE_DAY) -> Assessment:
    """The assessment of document texts by path."""
    return _along().judged(texts, day)


@cache
def _along() -> Along:
    return Along()


def planted(texts: Mapping[str, str], defects: Iterable[Defect]) -> dict[str, str]:
    """The texts with all defects in them."""
    found = dict(texts)
    for defect in sorted(defects, key=lambda d: (d.path, -d.first)):
        lines = found[defect.path].split("\n")
        lines[defect.first : defect.last] = defect.lines
        found[defect.path] = "\n".join(lines)
    return found


@cache
def possible() -> tuple[Defect, ...]:
    """Everything that can be made worse in the example: rows, fields, cells, sections and fields of document control."""
    return tuple(
        defect for path, text in sorted(sample().texts.items()) for defect in _of(path, text.split("\n"))
    )


def _of(path: str, lines: list[str]) -> Iterable[Defect]:
    front = lines.index("---", 1)
    headings = [n for n, line in enumerate(lines) if line.startswith("## ")]
    for number, line in enumerate(lines):
        if number < front and ": " in line and not line.startswith(" "):
            yield Defect(path, number, number + 1, (line.split(": ")[0] + ":",), f"empty {line}")
        if line.startswith("| ") and lines[number + 1 : number + 2] != [line] and "---" not in line:
            if number + 1 < len(lines) and set(lines[number + 1]) <= set("|-: "):
                continue
            yield Defect(path, number, number + 1, (), f"drop {line}")
            cells = line.strip("|").split("|")
            for column in range(len(cells)):
                worse = [*cells[:column], " TBD ", *cells[column + 1 :]]
                yield Defect(path, number, number + 1, (f"|{'|'.join(worse)}|",), f"cell {column} of {line}")
        if line.startswith("- ") and ": " in line:
            yield Defect(path, number, number + 1, (), f"drop {line}")
        if line.startswith("## "):
            end = next((n for n in headings if n > number), len(lines))
            yield Defect(path, number + 1, end, ("",), f"empty section {line}")
