"""docs/detection.md: the measured rates in words, by kind, by document and by rule, with everything that nobody noticed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from detection.measure import Alarm, Result, rate
from detection.neutral import Neutral
from iso20k.standard.steps import step_of_skill
from validators.registry import catalogue

HEAD = """<!-- Made by pytest tests/test_detection.py --update-golden; edit the rules or the bench, not this page. -->

# Detection: what the rules find

Defects are planted one at a time into the example workspaces, which have no error of their own, and all rules judge the result. A defect
counts as noticed when a new error or warning stands on the changed lines, shows them as its other place, or names the
changed thing. Generators read the facts of the documents (`tests/detection/defects.py`) and know no rule; the fields that
may not be empty are those of the domain's checks (`tests/detection/expected.py`). Changes without meaning (turned rows and columns, other
blanks, numbering, emphasis, spelling) must bring no finding at all. The rate is a floor in CI that only rises.

Not measured: whether what is written is true, and whether a target is the right one; no tool sees that.
"""


class Measured(NamedTuple):
    """An example workspace with the results of its defects and of its meaning-neutral changes."""

    name: str
    results: Sequence[Result]
    neutral: Sequence[tuple[Neutral, tuple[Alarm, ...]]]


def page(measured: Sequence[Measured]) -> str:
    """The whole page, the same for the same results."""
    return "\n".join(
        [
            HEAD,
            *_totals(measured),
            *_by_kind(measured),
            *_by_document(measured),
            *_by_rule(measured),
            *_missed(measured),
        ]
    )


def _totals(measured: Sequence[Measured]) -> Iterator[str]:
    yield "| Workspace | Defects | Noticed | Rate | Neutral changes | Findings after them |"
    yield "|---|---:|---:|---:|---:|---:|"
    for one in measured:
        noticed = sum(bool(result.noticed) for result in one.results)
        alarms = sum(len(found) for _, found in one.neutral)
        yield f"| {one.name} | {len(one.results)} | {noticed} | {rate(one.results):.1f} % | {len(one.neutral)} | {alarms} |"
    yield ""


def _by_kind(measured: Sequence[Measured]) -> Iterator[str]:
    yield from _table("By kind of defect", "Kind", _all(measured), lambda result: result.defect.kind)


def _by_document(measured: Sequence[Measured]) -> Iterator[str]:
    def titled(result: Result) -> str:
        step = step_of_skill(result.defect.skill)
        return f"{step.number:02d} {step.title}" if step else result.defect.skill

    yield from _table("By document", "Document", sorted(_all(measured), key=titled), titled)


def _table(title: str, head: str, results: Iterable[Result], named: Callable[[Result], str]) -> Iterator[str]:
    known = list(results)
    yield from (f"## {title}\n", f"| {head} | Defects | Noticed | Rate |", "|---|---:|---:|---:|")
    for name in dict.fromkeys(map(named, known)):
        own = [result for result in known if named(result) == name]
        yield f"| {name} | {len(own)} | {sum(bool(result.noticed) for result in own)} | {rate(own):.0f} % |"
    yield ""


def _by_rule(measured: Sequence[Measured]) -> Iterator[str]:
    counted = Counter(rule for result in _all(measured) for rule in result.noticed)
    yield from (
        "## By rule\n",
        "How many of the defects each rule noticed; a defect may be noticed by several.\n",
    )
    yield from ("| Rule | Name | Noticed |", "|---|---|---:|")
    for rule in catalogue().rules:
        if counted[rule.id]:
            yield f"| {rule.id} | {rule.name} | {counted[rule.id]} |"
    silent = [rule.id for rule in catalogue().rules if not counted[rule.id]]
    yield f"\nNo defect of this bench is the business of {len(silent)} rules: {', '.join(silent)}. Their own examples prove them (`docs/rules/`).\n"


def _missed(measured: Sequence[Measured]) -> Iterator[str]:
    missed = [(one.name, result.defect) for one in measured for result in one.results if not result.noticed]
    yield from (
        f"## What nobody noticed ({len(missed)})\n",
        "| Workspace | Document | Kind | Defect |",
        "|---|---|---|---|",
    )
    for name, defect in missed:
        yield f"| {name} | {defect.path.removeprefix('sms/')} | {defect.kind} | {defect.what.replace('|', ' ')} |"
    yield ""


def _all(measured: Sequence[Measured]) -> Iterator[Result]:
    for one in measured:
        yield from one.results
