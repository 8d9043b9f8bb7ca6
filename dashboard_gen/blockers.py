"""What holds a state back, the heaviest first: its documents, and what stands between its verdicts and better ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from dashboard_gen.addresses import step_page
from iso20k.judging.assessment import Assessment
from iso20k.judging.executive import Block
from iso20k.standard.radar import RADAR_AREAS
from iso20k.standard.steps import STEPS, Step
from iso20k.wording.phrases import count, listed

#: So many documents with errors are named; the others are one click away.
NAMED = 3


class Blocker(NamedTuple):
    """A thing that holds a state back, where it is told in full, and whose document it is ('' for nobody's)."""

    text: str
    address: str
    owner: str = ""


def blockers(assessment: Assessment, blocks: Iterable[Block], when: str = "now") -> tuple[Blocker, ...]:
    """What holds readiness down, then the `blocks` before the next better verdicts on the same state, which is that of `when`."""
    return (*_figures(assessment), *_documents(assessment), *_gates(assessment), *_stages(blocks, when))


def _figures(assessment: Assessment) -> Iterator[Blocker]:
    for unread in assessment.unreadable[:1]:
        yield Blocker(
            f"The judgement is incomplete: {unread.place.path}: {unread.message}", "steps.html#beside"
        )
    cap = assessment.readiness.cap
    if cap:
        lowest = min(assessment.readiness.areas, key=lambda area: area.value)
        words = f"The whole is {cap.reason}, at most 30 points above its lowest area"
        yield Blocker(words, f"method.html#{lowest.key}")


def _documents(assessment: Assessment) -> Iterator[Blocker]:
    errors = Counter(finding.place.path for finding in assessment.findings if finding.is_error)
    found = [(step, assessment.workspace.artifact(step.skill)) for step in STEPS]
    failing = [(errors[one.path], step, one) for step, one in found if one and errors[one.path]]
    failing.sort(key=lambda each: -each[0])
    for number, step, artifact in failing[:NAMED]:
        words = f"{step.title} has {count(number, 'error')}"
        yield Blocker(words, step_page(step.number), artifact.field("owner").text)
    if failing[NAMED:]:
        others = count(len(failing) - NAMED, "more document")
        yield Blocker(f"{others} with errors", "steps.html")
    if waiting := [step for step, artifact in found if artifact is None]:
        yield Blocker(_waiting(waiting), f"steps.html#step-{waiting[0].number}")


def _waiting(waiting: list[Step]) -> str:
    first = waiting[0]
    verb = "has" if len(waiting) == 1 else "have"
    return (
        f"{len(waiting)} of {len(STEPS)} steps {verb} no document; next is step {first.number}, {first.title}"
    )


def _gates(assessment: Assessment) -> Iterator[Blocker]:
    figures = zip(RADAR_AREAS, assessment.readiness.areas, strict=True)
    if gates := [figure.name for area, figure in figures if area.gate and not figure.value]:
        verb = "is" if len(gates) == 1 else "are"
        words = f"{listed(gates)} {verb} at 0 %: without internal audit and management review there is no Stage 2 audit"
        yield Blocker(words, "method.html#R8")


def _stages(blocks: Iterable[Block], when: str) -> Iterator[Blocker]:
    for block in blocks:
        stage = f"Stage {block.stage} "
        needed = block.needed.removeprefix(stage)
        yield Blocker(f"{stage}needs {needed} ({when} {block.actual})", "#verdicts", block.who)
