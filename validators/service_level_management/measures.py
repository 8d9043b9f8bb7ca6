"""What a service level is about: the kind of its metric, the side that keeps it, its priority, its figure and its basis."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from iso20k.document import Place
from iso20k.facts.artifact import Record
from iso20k.values.duration import Duration
from iso20k.values.frequency import find_frequencies
from iso20k.values.hours import MeasurePeriod, parse_measure_period
from iso20k.values.target import Direction, Target, counted_in, target_of
from iso20k.wording.filled import filled_cell

AVAILABILITY, RESPONSE, RESOLUTION = "availability", "response", "resolution"
DOWNTIME, RECOVERY, FULFILMENT = "downtime", "recovery", "fulfilment"
#: Kinds of metrics by the words that name them; the first that fits wins, other metrics have no kind.
_KINDS: Mapping[str, str] = {
    "": r"first[ -](?:contact|call|line|time)",
    RECOVERY: r"\bR[TP]O\b|disaster|recovery (?:time|point)",
    FULFILMENT: r"fulfil|(?:service )?request (?:completion|delivery)|provisioning",
    RESOLUTION: r"resol|restor|repair|\bfix|\bMTT?R\b|\bMTRS\b|time to close",
    RESPONSE: r"respon|acknowledg|pick-?up|react|first reply|take-?over|call-?back",
    DOWNTIME: r"down-?time|unavailab|outage",
    AVAILABILITY: r"availab|up-?time",
}
_LESS_IS_BETTER = re.compile(
    r"down-?time|unavailab|outage|loss|error|fail|breach|abandon|defect|reject|reopen|backlog|delay|latency|"
    r"jitter|duration|\btime to\b|waiting|\bage\b|complaint|interrupt",
    re.IGNORECASE,
)
_MORE_IS_BETTER = re.compile(
    r"availab|up-?time|success|complian|achiev|satisf|accura|complete|coverage|on[- ]time|punctual|"
    r"\bNPS\b|\bCSAT\b|promoter|score|rating|throughput|first[ -](?:contact|call)|resol|respon|fulfil|answered",
    re.IGNORECASE,
)
_UNITLESS = re.compile(
    r"\bNPS\b|promoter|\bCSAT\b|\bCES\b|score|rating|index|\bnumber of\b|\bno\. of\b|\bcount\b|# of",
    re.IGNORECASE,
)
_PRIORITY = re.compile(
    r"\b(?:P|prio(?:rity)?|sev(?:erity)?)[ -]?([1-6])\b|\b(?:(critical|urgent)|(high)|(medium|moderate)|(low))\b",
    re.IGNORECASE,
)
_CRITICAL_CASE = re.compile(
    r"\bcritical (?:support )?(?:cases?|incidents?|tickets?|issues?|calls?|faults?|priority)\b", re.IGNORECASE
)
_DROPPED_TEXT = (
    "of the a an per and in for to rate percent percentage target level service services monthly time agreed"
)
_DROPPED = frozenset(_DROPPED_TEXT.split())


class Measure(NamedTuple):
    """A promised figure: `kind` is one of the constants above or '', `priority` 1 for P1 and 0 for none.

    `told` is the figure as written with its operator and unit; `target` None when it cannot be read. Durations
    are on the calendar of `target`, taken from the hours beside them when the figure names none.
    """

    name: str
    kind: str
    priority: int
    target: Target | None
    told: str
    place: Place
    period: MeasurePeriod | None
    hours: str

    @property
    def side(self) -> Direction:
        """Which side keeps it: that of the metric where words tell, else that of the operator."""
        if self.target and self.target.within:
            return Direction.AT_LEAST
        known = side_of(self.name, self.kind, self.target)
        if known is not Direction.UNKNOWN or self.target is None:
            return known
        return self.target.direction

    @property
    def said(self) -> str:
        """How messages call it: 'availability >= 99.9 %', 'P1 response 4 h'."""
        words = (
            self.name
            if self.name[1:2].isupper() or self.name[1:2].isdigit()
            else self.name[:1].lower() + self.name[1:]
        )
        return f"{words} {self.told}".strip()

    @property
    def limit(self) -> Duration | None:
        """The time that it allows, also of a share ('95 % within 4 h'); None for other figures."""
        if self.target is None:
            return None
        return self.target.quantity if isinstance(self.target.quantity, Duration) else self.target.within

    @property
    def percent(self) -> Decimal | None:
        """The share of a target in percent, None for other figures."""
        if self.target and self.target.unit == "%" and isinstance(self.target.quantity, Decimal):
            return self.target.quantity
        return None

    @property
    def key(self) -> frozenset[str]:
        """The metric in the form in which two rows are the same: 'Service availability %' is 'Uptime'; no priority."""
        return metric_key(self.name)


def measure_of(
    record: Record, *, name: str = "", figure: str = "target", priority: int = 0, hours: str = ""
) -> Measure:
    """The figure in the column `figure` of a record; `hours` are those in which its durations count."""
    text = record.text(figure)
    single = figure == "target"
    metric = name or (record.text("metric") if record.filled("metric") else "")
    if single and "target" not in record.cells:
        text = metric
    operator = record.text("operator") if single else ""
    unit = record.text("unit") if single else ""
    target = counted_in(target_of(operator, text, unit), f"{text} {unit}".strip(), hours)
    parts = (_unless_in(operator, text), text, _unless_in(unit, text)) if filled_cell(text) else ()
    told = " ".join(part for part in parts if part)
    kind = kind_of(metric) or kind_of(text)
    if kind == AVAILABILITY and target and isinstance(target.quantity, Duration):
        kind = DOWNTIME
    place = record.at(figure) if figure in record.cells else record.at("metric")
    period = _period(record.text("period"), text, metric)
    ranked = priority or priority_of(record.text("priority")) or priority_of(metric, words=False)
    return Measure(metric, kind, ranked, target, told, place, period, hours)


@lru_cache(maxsize=512)
def kind_of(metric: str) -> str:
    """The kind of a metric by its words; '' for a kind of its own."""
    for kind, pattern in _KINDS.items():
        if re.search(pattern, metric, re.IGNORECASE):
            return kind
    return ""


@lru_cache(maxsize=512)
def metric_key(name: str) -> frozenset[str]:
    """The words of a metric that tell it from others, without its priority; 'Uptime' is 'availability'."""
    words = re.findall(r"[^\W_]+", _PRIORITY.sub(" ", name.lower()))
    return frozenset(kind_of(word) or word for word in words) - _DROPPED


@lru_cache(maxsize=512)
def priority_of(text: str, *, words: bool = True) -> int:
    """'P1', '1 - Critical', 'Severity 1' and 'Critical' are 1; 0 when none is named.

    `words`: whether 'High' alone is a priority, as it is in a priority column; a metric tells it by 'P1' or 'critical case'.
    """
    if words and (bare := re.match(r"\W*([1-6])(?:\W|$)", text)):
        return int(bare[1])
    for found in _PRIORITY.finditer(text):
        if found[1]:
            return int(found[1])
        if words:
            return next(rank for rank in (1, 2, 3, 4) if found[rank + 1])
    if not words:
        return 1 if _CRITICAL_CASE.search(text) else 0
    figure = re.search(r"[1-6]", text)
    return int(figure[0]) if figure else 0


def side_of(name: str, kind: str, target: Target | None) -> Direction:
    """Which side keeps a metric, by its kind and its words; UNKNOWN when they do not tell."""
    if kind == AVAILABILITY:
        return Direction.AT_LEAST
    if target and isinstance(target.quantity, Duration):
        timed = kind in (RESPONSE, RESOLUTION, DOWNTIME, RECOVERY, FULFILMENT) or _LESS_IS_BETTER.search(name)
        return Direction.AT_MOST if timed else Direction.UNKNOWN
    if _LESS_IS_BETTER.search(name):
        return Direction.AT_MOST
    return Direction.AT_LEAST if _MORE_IS_BETTER.search(name) else Direction.UNKNOWN


def has_unit(measure: Measure) -> bool:
    """Whether the figure says what it counts; scores and 'number of ...' need no unit."""
    target = measure.target
    if target is None or not isinstance(target.quantity, Decimal):
        return target is not None
    return bool(target.unit) or bool(_UNITLESS.search(measure.name))


def _period(told: str, *others: str) -> MeasurePeriod | None:
    if period := parse_measure_period(told):
        return period
    for text in (told, *others):
        for frequency in find_frequencies(text):
            if period := parse_measure_period(frequency.text):
                return period
    return None


def _unless_in(part: str, whole: str) -> str:
    return "" if part in whole else part
