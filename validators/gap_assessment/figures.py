"""Figures of the assessment as documents quote them: average maturity, gaps, critical gaps, areas, actions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from iso20k.document import Place, Table, Text
from iso20k.facts.artifact import Artifact
from iso20k.judging.rule import Replacement
from iso20k.values.deferred import deferred
from iso20k.values.digits import COUNT, number_of

MEAN, GAPS, CRITICAL, ACTIONS = "average maturity", "gaps", "critical gaps", "actions"
_FIGURE = r"(?P<value>[0-9](?:[.,][0-9]{1,3})?)(?![0-9.,]*[0-9%])"
_MEAN_FORWARD = deferred(
    r"(?<!target )\b(?:average|mean|overall)(?: (?!target)\w+){0,2} maturity(?: level| score)?(?: over the 15 areas)?"
    rf"(?: of| is| was| at| stands at| from|:| =|)[ :|]{{1,3}}(?:level )?{_FIGURE}",
    re.IGNORECASE,
)
_MEAN_TERSE = deferred(
    rf"\b(?:average|mean)(?: score| maturity| level)?(?: of| is| was| at|:| =|)[ :|]{{1,3}}{_FIGURE}"
    rf"|(?<![0-9.,]){_FIGURE.replace('value', 'before')} (?:on )?average\b",
    re.IGNORECASE,
)
_CRITICAL = deferred(rf"(?<![\w.,-])(?P<value>{COUNT}) (?:are )?critical (?:gaps?|areas?)\b", re.IGNORECASE)
_CRITICAL_ROW = deferred(
    rf"^\W*(?:number of )?critical gaps?\W*\|\W*(?P<value>{COUNT})(?![\w.])", re.IGNORECASE
)
_GAPS_ROW = deferred(
    rf"^\W*(?:(?:number of|total|all) )?gaps?(?: in total| found| identified)?\W*\|\W*(?P<value>{COUNT})(?![\w.])",
    re.IGNORECASE,
)
_GAPS = deferred(
    rf"(?<![\w.,-])(?P<value>{COUNT}) gaps (?:in total|were found|found|identified|in all)\b", re.IGNORECASE
)
_ACTIONS = deferred(
    rf"(?<![\w.,-])(?P<value>{COUNT}) actions\b(?=[^|]{{0,30}}$|[ ,.;]+(?:with|over|in total)|\W*\|)",
    re.IGNORECASE,
)
_PATTERNS = (
    (CRITICAL, _CRITICAL),
    (CRITICAL, _CRITICAL_ROW),
    (GAPS, _GAPS_ROW),
    (GAPS, _GAPS),
    (ACTIONS, _ACTIONS),
)
# one of these stands in every sentence that the patterns look for; the look is cheaper than the patterns
_TELLING = ("maturity", "critical", "gap", "actions")


class Stated(NamedTuple):
    """A figure that a document quotes: which one, its value, where it stands, and the words that quote it.

    `raw` is the figure within `words`; `counted_out` tells that the things it counts follow in brackets.
    """

    kind: str
    value: Decimal
    place: Place
    words: str
    raw: str
    counted_out: bool

    def corrected(self, given: object) -> Replacement | None:
        """The same words with another figure; None for a number whose items follow it in brackets."""
        return None if self.counted_out else Replacement(self.words, requoted(self.words, self.raw, given))


def stated_figures(artifact: Artifact, *, registers: bool = False) -> tuple[Stated, ...]:
    """The figures that the document states in prose and in two-column tables; wide tables only with `registers`."""
    found: list[Stated] = []
    for place, line in _lines(artifact, registers=registers):
        if not any(word in line.lower() for word in _TELLING):
            continue
        for kind, pattern in _PATTERNS:
            found.extend(_values(kind, pattern(), line, place))
        means = list(_values(MEAN, _MEAN_FORWARD(), line, place))
        if not means and "maturity" in line.lower():
            means = list(_values(MEAN, _MEAN_TERSE(), line, place))
        found.extend(means)
    once: dict[tuple[str, Decimal, Place], Stated] = {}
    for one in found:
        once.setdefault((one.kind, one.value, one.place), one)
    return tuple(once.values())


def requoted(words: str, raw: str, given: object) -> str:
    """Words with their last `raw` figure replaced."""
    before, _, after = words.rpartition(raw)
    return f"{before}{given}{after}"


def _values(kind: str, pattern: re.Pattern[str], line: str, place: Place) -> Iterator[Stated]:
    for match in pattern.finditer(line):
        groups = match.groupdict()
        raw = groups.get("value") or groups.get("before") or ""
        value = Decimal(raw.replace(",", ".")) if kind == MEAN else number_of(raw)
        if value is not None:
            listing = kind != MEAN and line[match.end() :].lstrip().startswith("(")
            yield Stated(kind, value, place, match[0], raw, listing)


def _lines(artifact: Artifact, *, registers: bool) -> Iterator[tuple[Place, str]]:
    """Paragraphs and items as they are, table rows with their cells joined by ' | '."""
    for section in artifact.document.sections:
        for block in section.blocks:
            if isinstance(block, Text):
                yield artifact.at(block), block.text
            elif registers or len(block.header) == 2:
                yield from _rows(artifact, block)


def _rows(artifact: Artifact, table: Table) -> Iterator[tuple[Place, str]]:
    for row in table.rows:
        if row:
            yield artifact.at(row[-1].line), " | ".join(cell.text for cell in row)
