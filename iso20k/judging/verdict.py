"""The verdicts on Stage 1 and Stage 2, each by its gates: a number never decides alone (§7.6)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from iso20k.judging import gates
from iso20k.judging.assessment import Assessment
from iso20k.judging.gates import Gate
from iso20k.judging.prediction import Class, Predicted, predicted
from iso20k.judging.stage_two import stage_two
from iso20k.once import once

STAGE_1_READY, STAGE_1_CONCERNS = "Stage 1: ready", "Stage 1: ready with areas of concern"
STAGE_1_NOT = "Stage 1: not ready"
STAGE_2_COMPLETE, STAGE_2_MINOR = "Stage 2: evidence complete", "Stage 2: minor nonconformities likely"
STAGE_2_NOT = "Stage 2: not ready"
#: What Stage 1 calls a finding; it has no nonconformities in the sense of certification.
CONCERN = "area of concern that could be classified as nonconformity in Stage 2"
#: What no tool can see on paper (§6, rows 39 to 41), and what a deterministic one does not try.
NOT_ASSESSED: tuple[str, ...] = (
    "whether staff know and follow the processes: only interviews tell",
    "whether records show the practice that is written down: only samples tell",
    "whether targets are right for the business and risks realistic: that is judgement",
    "whether what the documents state is true",
)


class Verdict(NamedTuple):
    """A verdict on paper with the gates of the best verdict of its stage, and those of the next lower one."""

    stage: int
    words: str
    gates: tuple[Gate, ...]
    lower: tuple[Gate, ...]

    @property
    def path(self) -> tuple[Gate, ...]:
        """The gates that stand between this verdict and the next better one; none for the best."""
        if self.words in (STAGE_1_READY, STAGE_2_COMPLETE):
            return ()
        closed = tuple(gate for gate in self.lower if not gate.holds)
        return closed or tuple(gate for gate in self.gates if not gate.holds)


class Outlook(NamedTuple):
    """Both verdicts, what they were made from, and what was not assessed."""

    stages: tuple[Verdict, Verdict]
    predicted: tuple[Predicted, ...]
    not_assessed: tuple[str, ...]


@once
def outlook(assessment: Assessment, *, lifts: bool = True) -> Outlook:
    """What an audit would meet, as of the assessment's day.

    Without `lifts` the gates of readiness do not say what lifts them; to find that takes twenty times as long as all the rest.
    """
    found = predicted(assessment)
    first = _stage_1(assessment, found, lifts=lifts)
    return Outlook((first, _stage_2(assessment, found, first)), found, NOT_ASSESSED)


def _stage_1(assessment: Assessment, found: Sequence[Predicted], *, lifts: bool) -> Verdict:
    common = (gates.no_majors(assessment, found, 1), gates.complete(assessment))
    ready = (
        *common,
        gates.approved(assessment),
        gates.areas(assessment, 70, lifts=lifts),
        gates.overall(assessment, 80, lifts=lifts),
        *gates.planned(assessment),
    )
    concerns = (*common, gates.areas(assessment, 60, lifts=lifts), gates.overall(assessment, 70, lifts=lifts))
    words = STAGE_1_READY if _all(ready) else STAGE_1_CONCERNS if _all(concerns) else STAGE_1_NOT
    return Verdict(1, words, ready, concerns)


def _stage_2(assessment: Assessment, found: Sequence[Predicted], first: Verdict) -> Verdict:
    two = stage_two(assessment)
    held = gates.shown(two, "audit-cycle"), gates.shown(two, "review-held")
    minors = [one for one in found if one.kind is Class.MINOR]
    complete = (
        Gate("stage-1", STAGE_1_READY, first.words, first.words == STAGE_1_READY),
        gates.shown_areas(two, 75),
        gates.shown_overall(two, 85),
        *held,
        gates.no_open_majors(assessment),
        gates.no_overdue(assessment),
        gates.shown(two, "sla-results"),
        gates.shown(two, "incident-results"),
        Gate(
            "concerns", "no concern is open", f"{len(minors)} open", not minors,
            tuple(dict.fromkeys(f"{one.findings[0].rule}: {one.cure}" for one in minors if one.findings)),
            gates.skills_of(assessment, minors),
        ),
    )  # fmt: skip
    minor = (
        gates.no_majors(assessment, found, 2),
        gates.shown_areas(two, 65),
        gates.shown_overall(two, 75),
        *held,
    )
    words = (
        STAGE_2_COMPLETE
        if _all(complete) and minor[0].holds
        else STAGE_2_MINOR
        if _all(minor)
        else STAGE_2_NOT
    )
    return Verdict(2, words, complete, minor)


def _all(asked: Iterable[Gate]) -> bool:
    return all(gate.holds for gate in asked)
