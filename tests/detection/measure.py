"""Plant every defect, one at a time, and see who notices."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from along import Along

from detection.defects import Defect, planted
from detection.neutral import Neutral, rewritten
from iso20k.judging.assessment import Assessment
from iso20k.judging.finding import Finding
from iso20k.judging.rule import Severity
from validators.registry import catalogue

Identity = tuple[str, str, str]
#: A changed line may push its finding down or up by what was put in or taken out.
NEAR = 2


class Result(NamedTuple):
    """What happened to one defect: the rules that noticed it at its place, and errors that speak of something else."""

    defect: Defect
    noticed: tuple[str, ...]
    elsewhere: tuple[str, ...]


class Alarm(NamedTuple):
    """A finding after a change that means nothing."""

    change: Neutral
    finding: Finding


class Sound:
    """A workspace without errors, judged once; changes of single documents are judged from there."""

    def __init__(self, texts: Mapping[str, str], as_of: date) -> None:
        self.texts = texts
        self._as_of, self._along = as_of, Along()
        made = self._along.judged(texts, as_of)
        self.workspace = made.workspace
        self.findings = _all(made)
        self.errors = tuple(finding for finding in self.findings if finding.is_error)
        self._known = Counter(finding.identity for finding in self.findings)

    def found_after(self, path: str, text: str) -> tuple[Finding, ...]:
        """The findings that a change of one document brings."""
        left = Counter(self._known)
        found = []
        for finding in _all(self._along.judged({**self.texts, path: text}, self._as_of)):
            if left[finding.identity] > 0:
                left[finding.identity] -= 1
            else:
                found.append(finding)
        return tuple(found)


def _all(made: Assessment) -> tuple[Finding, ...]:
    """All findings of rules, in the order of the rules."""
    return tuple(finding for outcome in made.outcomes for finding in outcome.findings)


def results(base: Sound) -> Iterator[Result]:
    """Every defect with who noticed it."""
    for defect in planted(base.workspace, base.texts, catalogue()):
        found = base.found_after(defect.path, defect.text)
        counted = [f for f in found if f.severity is not Severity.ADVICE]
        noticed = [f for f in counted if speaks_of(f, defect)]
        other = [f.rule for f in counted if f.is_error and f not in noticed]
        yield Result(defect, tuple(dict.fromkeys(f.rule for f in noticed)), tuple(other))


def speaks_of(finding: Finding, defect: Defect) -> bool:
    """Whether a finding stands on the changed lines of the document, shows them as its other place, or names the thing."""
    places = [finding.place, *(related.place for related in finding.related)]
    for place in places:
        if place.path == defect.path and any(abs(place.line - line) <= NEAR for line in defect.lines):
            return True
    words = " ".join((finding.message, *(related.message for related in finding.related)))
    return any(name and name in words for name in defect.joined)


def alarms(base: Sound) -> Iterator[tuple[Neutral, tuple[Alarm, ...]]]:
    """Every neutral change with the findings that it brought, advice included; one that only quotes another spelling is no new one."""
    for change in rewritten(base.workspace, base.texts):
        known = Counter((f.rule, f.place.path) for f in base.findings)
        told = []
        for finding in base.found_after(change.path, change.text):
            key = (finding.rule, finding.place.path)
            if known[key] > 0:
                known[key] -= 1
            else:
                told.append(Alarm(change, finding))
        yield change, tuple(told)


def rate(measured: Sequence[Result]) -> float:
    """The share of the defects that were noticed at their place, in percent."""
    return 100 * sum(bool(result.noticed) for result in measured) / max(len(measured), 1)
