"""The outcomes of the state judged before: one holds as long as all that its rule has read is the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from iso20k.facts.artifact import Artifact
from iso20k.judging.engine import Outcome, Recall
from iso20k.judging.rule import Rule
from iso20k.judging.workspace import ALL, DAY


class _Kept(NamedTuple):
    outcome: Outcome
    artifacts: tuple[Artifact, ...]
    reads: tuple[tuple[str, object], ...]


class Former:
    """What was found in a former state under the same settings; an artifact is the same when it is the very object.

    `over` and `keep` are called in turn, once for each state.
    """

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], _Kept] = {}
        self._now: dict[str, object] = {}

    def over(self, artifacts: Mapping[str, Artifact], day: date) -> Recall:
        """What is known about these artifacts, by skill, as of a day."""
        everything = tuple(artifacts.values())
        former = self._now.get(ALL)
        same = isinstance(former, tuple) and _same(former, everything)
        self._now = {**artifacts, ALL: former if same else everything, DAY: day}
        return self._recall

    def keep(self, outcomes: Iterable[Outcome], artifacts: Mapping[str, Artifact]) -> None:
        """Note the outcomes of the state that `over` was told of."""
        for outcome in outcomes:
            if outcome.evaluable:
                key = (outcome.rule.id, outcome.skills[0])
                known = self._kept.get(key)
                if known is None or known.outcome is not outcome:
                    reads = tuple((read, self._now.get(read)) for read in outcome.reads)
                    self._kept[key] = _Kept(outcome, tuple(artifacts[s] for s in outcome.skills), reads)

    def _recall(self, rule: Rule, artifacts: tuple[Artifact, ...]) -> Outcome | None:
        known = self._kept.get((rule.id, artifacts[0].schema.skill))
        if known is None or not _same(known.artifacts, artifacts):
            return None
        now = self._now
        for read, state in known.reads:
            if now.get(read) is not state and (read != DAY or now[DAY] != state):
                return None
        return known.outcome


def _same(one: tuple[object, ...], other: tuple[object, ...]) -> bool:
    return len(one) == len(other) and all(a is b for a, b in zip(one, other, strict=True))
