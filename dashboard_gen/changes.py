"""What changed between two states of a workspace, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Literal, NamedTuple

from dashboard_gen.listing import Item
from iso20k.judging.assessment import Assessment, StepState
from iso20k.judging.finding import Finding
from iso20k.wording.phrases import count

Direction = Literal["better", "worse", "same"]

#: So many findings of a kind are told one by one; the rest is counted.
TOLD = 5


class Change(NamedTuple):
    """One thing that changed; `address` is a page of the site or ''."""

    direction: Direction
    text: str
    address: str = ""


def changes(before: Assessment, now: Assessment, found: Sequence[Item]) -> tuple[Change, ...]:
    """Figures first, then steps, then findings; `found` are the present findings with their addresses."""
    return (
        *_settings(before, now),
        *_areas(before, now),
        *_steps(before, now),
        *_appeared(before, found),
        *_solved(before, now),
    )


def moved(name: str, before: int, now: int) -> str:
    """'Planning rose from 25 % to 31 %'."""
    if before == now:
        return f"{name} stays at {now} %"
    return f"{name} {'rose' if now > before else 'fell'} from {before} % to {now} %"


def _settings(before: Assessment, now: Assessment) -> Iterator[Change]:
    old, new = before.workspace.configuration, now.workspace.configuration
    if old.edition != new.edition:
        yield Change(
            "same", f"Edition {new.edition} is judged instead of {old.edition}; figures do not compare"
        )
    if old.weights != new.weights:
        yield Change("same", "The weights of the areas were changed; figures do not compare", "method.html")


def _areas(before: Assessment, now: Assessment) -> Iterator[Change]:
    for old, new in zip(before.readiness.areas, now.readiness.areas, strict=True):
        if old.value != new.value:
            direction: Direction = "better" if new.value > old.value else "worse"
            yield Change(direction, moved(new.name, old.value, new.value), f"method.html#{new.key}")


def _steps(before: Assessment, now: Assessment) -> Iterator[Change]:
    for old, new in zip(before.steps, now.steps, strict=True):
        if old.status != new.status:
            better = _rank(new) > _rank(old)
            yield Change(
                "better" if better else "worse", _step_words(old, new), f"steps.html#step-{new.number}"
            )


def _rank(step: StepState) -> int:
    return ("not-started", "in-progress", "complete").index(step.status)


def _step_words(old: StepState, new: StepState) -> str:
    name = f"Step {new.number}, {new.title},"
    if new.status == "complete":
        return f"{name} is complete"
    if old.status == "not-started":
        return f"{name} was begun"
    return f"{name} {'has no document any more' if new.status == 'not-started' else 'is no longer complete'}"


def _appeared(before: Assessment, found: Sequence[Item]) -> Iterator[Change]:
    known = Counter(finding.identity for finding in before.findings if not finding.waived)
    fresh = []
    for item in found:
        if item.finding.waived:
            continue
        if known[item.finding.identity]:
            known[item.finding.identity] -= 1
        else:
            fresh.append(item)
    fresh.sort(key=lambda item: not item.finding.is_error)
    for item in islice(fresh, TOLD):
        yield Change("worse", f"New {item.severity}: {_told(item.finding)}", item.address)
    if len(fresh) > TOLD:
        yield Change("worse", f"{count(len(fresh) - TOLD, 'more new finding')}", "steps.html")


def _solved(before: Assessment, now: Assessment) -> Iterator[Change]:
    left = Counter(finding.identity for finding in now.findings if not finding.waived)
    solved = []
    for finding in before.findings:
        if finding.waived:
            continue
        if left[finding.identity]:
            left[finding.identity] -= 1
        else:
            solved.append(finding)
    solved.sort(key=lambda finding: not finding.is_error)
    for finding in islice(solved, TOLD):
        yield Change("better", f"Solved {finding.severity}: {_told(finding)}")
    if len(solved) > TOLD:
        yield Change("better", f"{count(len(solved) - TOLD, 'more finding')} solved")


def _told(finding: Finding) -> str:
    return f"{finding.place.path}, {finding.rule}: {finding.message}"
