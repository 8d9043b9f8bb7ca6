"""What was reached against what was promised, period by period; other documents quote these results."""

from __future__ import annotations

from typing import NamedTuple

from iso20k.document import Place
from iso20k.facts.artifact import Artifact, Record, derived
from iso20k.values.comparison import Direction
from iso20k.values.deferred import deferred
from iso20k.values.duration import Duration
from iso20k.values.period import Period, parse_period
from iso20k.values.target import Target, at_least_as_strict, parse_target
from validators.service_level_management.agreements import (
    find_agreement,
    heading_identifier,
    identifier_in,
)
from validators.service_level_management.levels import agreements, promises
from validators.service_level_management.measures import Measure, kind_of, metric_key, side_of

_MET = deferred(r"\W*(?:yes|y\b|met\b|kept|achieved|true|ok\b|green|✓|✔|✅)", 2)
_MISSED = deferred(r"\W*(?:no\b|n\b|not\b|missed|breach|failed|false|red|✗|✘|❌)", 2)


class Result(NamedTuple):
    """The result of one metric of an SLA in one period; `sla` is the ID of the register, else as written.

    `period` is None when it cannot be read; `target` is the row's own, else that of the SLA; `result` carries the
    time limit of its target ('82 %' of '80 % within 30 min'). `said` is what the column 'Met' says, None for nothing.
    """

    record: Record
    sla: str
    metric: str
    period: Period | None
    target: Target | None
    result: Target | None
    side: Direction
    said: bool | None

    @property
    def kept(self) -> bool | None:
        """Whether the figure keeps the target; None when they do not compare."""
        if self.target is None or self.result is None:
            return None
        return at_least_as_strict(self.result._replace(direction=Direction.UNKNOWN), self.target, self.side)

    @property
    def met(self) -> bool | None:
        """Whether the target was met: by the figures where they compare, else as the row says."""
        return self.said if self.kept is None else self.kept

    @property
    def label(self) -> str:
        """How messages call it: 'SLA-001 in July 2026'."""
        return f"{self.sla or 'the SLA'} in {self.record.text('period')}" if self.period else self.sla

    @property
    def place(self) -> Place:
        """Where the figure stands."""
        return self.record.at("result")


@derived
def results(slm: Artifact) -> tuple[Result, ...]:
    """Every result of the register that gives a figure or says whether the target was met, in document order."""
    return tuple(
        _result(slm, record)
        for record in slm.records("results")
        if record.filled("result") or record.filled("met")
    )


def results_of(slm: Artifact, sla: str) -> tuple[Result, ...]:
    """The results of one SLA by its ID, in document order."""
    return tuple(result for result in results(slm) if result.sla == sla)


def latest(slm: Artifact) -> tuple[Result, ...]:
    """The result of the last readable period for each SLA and metric."""
    found: dict[tuple[str, frozenset[str]], Result] = {}
    for result in results(slm):
        key = (result.sla, metric_key(result.metric))
        before = found.get(key)
        if result.period and (before is None or _end(result) > _end(before)):
            found[key] = result
    return tuple(found.values())


def _end(result: Result) -> tuple[str, int]:
    moment = result.period.end if result.period else None
    return (moment.day.isoformat() if moment and moment.day else "", (moment.month or 0) if moment else 0)


def _result(slm: Artifact, record: Record) -> Result:
    told = record.text("sla") if record.filled("sla") else heading_identifier(slm, record)
    known = find_agreement(told, agreements(slm)) if told.strip() else None
    sla = known.id if known and known.id else identifier_in(told)
    promise = _promised(slm, sla, record.text("metric"))
    metric = record.text("metric") if record.filled("metric") else promise.name if promise else ""
    target = parse_target(record.text("target")) if record.filled("target") else None
    target = target or (promise.target if promise else None)
    side = side_of(metric, kind_of(metric), target)
    if target and target.within:
        side = Direction.AT_LEAST
    elif side is Direction.UNKNOWN and target:
        side = (
            target.direction
            if target.direction is not Direction.UNKNOWN
            else promise.side
            if promise
            else side
        )
    return Result(
        record,
        sla,
        metric,
        parse_period(record.text("period")),
        target,
        _measured(parse_target(record.text("result")), target),
        side,
        _said(record.text("met")),
    )


def _promised(slm: Artifact, sla: str, metric: str) -> Measure | None:
    """The promise that a result is about: of the same metric, or the only one without a priority when none is named."""
    own = [one.measure for one in promises(slm) if one.sla == sla]
    if metric.strip():
        own = [one for one in own if metric_key(one.name) == metric_key(metric)]
    else:
        own = [one for one in own if not one.priority]
    return own[0] if len(own) == 1 else None


def _measured(figure: Target | None, target: Target | None) -> Target | None:
    """A figure is counted as its target is: within the same limit, on the same calendar."""
    if figure is None or target is None:
        return figure
    if target.within is not None and figure.within is None:
        return figure._replace(within=target.within)
    if isinstance(figure.quantity, Duration) and isinstance(target.quantity, Duration):
        calendar, hours = target.quantity.calendar, target.quantity.hours
        return figure._replace(quantity=figure.quantity._replace(calendar=calendar, hours=hours))
    return figure


def _said(text: str) -> bool | None:
    if _MISSED().match(text):
        return False
    return True if _MET().match(text) else None
