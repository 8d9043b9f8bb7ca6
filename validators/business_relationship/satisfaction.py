"""How satisfaction is measured: instruments, scales, targets and the last results."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from iso20k.document import Cell, Text
from iso20k.facts.artifact import Artifact, Record, derived
from iso20k.values.dates import find_moments
from iso20k.values.frequency import find_frequencies
from iso20k.values.order import Order
from iso20k.values.signs import plain, split_remark
from iso20k.values.target import Direction, Target, compare_targets, parse_target
from iso20k.wording.filled import is_placeholder
from iso20k.wording.negation import states
from iso20k.wording.sentences import sentences

_NPS = re.compile(r"\bNPS\b|net[ -]promoter", re.IGNORECASE)
_INDICATOR = re.compile(
    r"\bNPS\b|net[ -]promoter(?: score)?|\bCSAT\b|\bCES\b|customer satisfaction score", re.IGNORECASE
)
_SURVEY = re.compile(
    r"\bNPS\b|net[ -]promoter|\bCSAT\b|\bCES\b|\bsurveys?\b|questionnaire|\binterviews?\b", re.IGNORECASE
)
_AIM = re.compile(
    r"\b(?:target|goal|aim)s?\b(?: score| value)?(?: of| is| at|:|)\s*(?P<aim>[^,.;()]{1,40}(?:[.,][0-9][^,.;()]{0,20})?)",
    re.IGNORECASE,
)
_RANGE = re.compile(
    r"(?P<low>[-+]?[0-9]+(?:[.,][0-9]+)?)(?: ?%)? ?(?:-|to|\.\.\.?|up to) ?(?P<high>\+?[0-9]+(?:[.,][0-9]+)?)"
)
_OUT_OF = re.compile(r"(?:/|out of ) ?(?P<high>[0-9]+)$")


class Measure(NamedTuple):
    """An instrument with its figures; `target` and `result` are None when no single figure can be read."""

    record: Record
    instrument: str
    metric: str
    target: Target | None
    result: Target | None

    @property
    def label(self) -> str:
        """How messages call it: its metric, else its instrument."""
        return self.metric or self.instrument or "the survey"

    @property
    def is_nps(self) -> bool:
        """Whether it is a net promoter score, whose range everybody knows."""
        return bool(_NPS.search(f"{self.metric} {self.instrument}"))


class Range(NamedTuple):
    """The least and the greatest score that a metric can have."""

    low: Decimal
    high: Decimal


@derived
def measures(brm: Artifact) -> tuple[Measure, ...]:
    """The instruments of the table, else those that the sentences of the section describe."""
    rows = tuple(
        _measure(row)
        for row in brm.records("satisfaction")
        if row.filled("instrument") or row.filled("metric")
    )
    return rows or tuple(_measure(row) for row in _told(brm))


def _measure(row: Record) -> Measure:
    metric = row.text("metric") if row.filled("metric") else ""
    instrument = row.text("instrument") if row.filled("instrument") else ""
    return Measure(row, instrument, metric, figure(row.text("target")), figure(row.text("result")))


def _told(brm: Artifact) -> Iterator[Record]:
    """A survey that is described in sentences: 'A quarterly NPS survey with a target of 40+'."""
    section = brm.sections.get("satisfaction")
    for text in section.texts if section else ():
        cells = {} if is_placeholder(text.text) else _cells(text)
        if cells:
            yield Record(brm.path, text.line, "satisfaction", cells)
            return


def _cells(text: Text) -> dict[str, Cell]:
    told = [sentence for sentence in sentences(text.text) if states(sentence, _SURVEY).verdict == "stated"]
    if not told:
        return {}
    seen = plain(text.text)
    aim, often, named = _AIM.search(seen), find_frequencies(" ".join(told)), _INDICATOR.search(seen)
    said = {
        "instrument": told[0],
        "metric": named.group() if named else "",
        "target": aim["aim"].strip() if aim else "",
        "frequency": often[0].text if often else "",
        "sample": text.text,
    }
    return {key: Cell(value, text.line) for key, value in said.items() if value}


def figure(text: str) -> Target | None:
    """The score in a cell such as '42', 'NPS 42 (July 2026)', '4.2 / 5', '84 %' or '>= 40'."""
    spelled, _ = split_remark(plain(text))
    for moment in find_moments(spelled):
        spelled = spelled.replace(moment.text, " ")
    target = parse_target(re.sub(r"\b(?:in|as of|on|of)? *$", "", spelled.strip(" ,:;()")))
    return target if target and isinstance(target.quantity, Decimal) else None


def range_of(measure: Measure, score: Target) -> Range | None:
    """The scores that are possible; None when nothing says the scale."""
    if measure.is_nps:
        return Range(Decimal(-100), Decimal(100))
    if score.unit.startswith("%"):
        return Range(Decimal(0), Decimal(100))
    if own := _OUT_OF.search(score.unit):
        return Range(Decimal(0), Decimal(own["high"]))
    told = _RANGE.search(plain(measure.record.text("scale")))
    if told is None or score.unit:
        return None
    low, high = (Decimal(told[key].replace(",", ".")) for key in ("low", "high"))
    return Range(low, high) if low < high else None


def misses(measure: Measure) -> bool | None:
    """Whether the last result is worse than the target; None when one is missing or they do not compare."""
    if measure.target is None or measure.result is None:
        return None
    order = compare_targets(_bare(measure.result, measure.target), measure.target)
    if order is Order.NOT_COMPARABLE:
        return None
    return order is (Order.GREATER if measure.target.direction is Direction.AT_MOST else Order.LESS)


def _bare(result: Target, target: Target) -> Target:
    """'42' against '40 points' speaks of the same scale."""
    return (
        result._replace(unit=target.unit)
        if not (result.unit and target.unit) and "%" not in (result.unit + target.unit)
        else result
    )
