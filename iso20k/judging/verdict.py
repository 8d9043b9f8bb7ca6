"""The verdicts on Stage 1 and Stage 2, each by its gates: a number never decides alone (§7.6)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from iso20k.document import Place
from iso20k.judging.assessment import Assessment
from iso20k.judging.evidence import day_told
from iso20k.judging.matrix import APPROVED_PERCENT, matrix
from iso20k.judging.next_action import path_to
from iso20k.judging.prediction import Class, Predicted, majors, open_major_nonconformities, predicted
from iso20k.judging.stage_two import StageTwo, stage_two
from iso20k.standard.steps import STEPS

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


class Gate(NamedTuple):
    """A condition of a verdict: what is needed, what is, and, where it does not hold, what lifts it.

    `skills` are the documents in which it is lifted.
    """

    key: str
    needed: str
    actual: str
    holds: bool
    lifts: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()


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


def outlook(assessment: Assessment) -> Outlook:
    """What an audit would meet, as of the assessment's day."""
    if "outlook" not in assessment.memory:
        found = predicted(assessment)
        first = _stage_1(assessment, found)
        assessment.memory["outlook"] = Outlook(
            (first, _stage_2(assessment, found, first)), found, NOT_ASSESSED
        )
    told: Outlook = assessment.memory["outlook"]
    return told


def _stage_1(assessment: Assessment, found: Sequence[Predicted]) -> Verdict:
    common = (_no_majors(assessment, found, 1), _complete(assessment))
    ready = (
        *common,
        _approved(assessment),
        _areas(assessment, 70),
        _overall(assessment, 80),
        *_planned(assessment),
    )
    concerns = (*common, _areas(assessment, 60), _overall(assessment, 70))
    words = STAGE_1_READY if _all(ready) else STAGE_1_CONCERNS if _all(concerns) else STAGE_1_NOT
    return Verdict(1, words, ready, concerns)


def _stage_2(assessment: Assessment, found: Sequence[Predicted], first: Verdict) -> Verdict:
    two = stage_two(assessment)
    held = _shown(two, "audit-cycle"), _shown(two, "review-held")
    minors = [one for one in found if one.kind is Class.MINOR]
    complete = (
        Gate("stage-1", STAGE_1_READY, first.words, first.words == STAGE_1_READY),
        _shown_areas(two, 75),
        _shown_overall(two, 85),
        *held,
        _no_open_majors(assessment),
        _no_overdue(assessment),
        _shown(two, "sla-results"),
        _shown(two, "incident-results"),
        Gate(
            "concerns", "no concern is open", f"{len(minors)} open", not minors,
            tuple(dict.fromkeys(f"{one.findings[0].rule}: {one.cure}" for one in minors if one.findings)),
            _skills_of(assessment, minors),
        ),
    )  # fmt: skip
    minor = (_no_majors(assessment, found, 2), _shown_areas(two, 65), _shown_overall(two, 75), *held)
    words = (
        STAGE_2_COMPLETE
        if _all(complete) and minor[0].holds
        else STAGE_2_MINOR
        if _all(minor)
        else STAGE_2_NOT
    )
    return Verdict(2, words, complete, minor)


def _all(gates: Iterable[Gate]) -> bool:
    return all(gate.holds for gate in gates)


def _no_majors(assessment: Assessment, found: Sequence[Predicted], stage: int) -> Gate:
    told = majors(found, stage)
    cures = tuple(dict.fromkeys(f"{one.message}: {one.cure}" for one in told))
    skills = _skills_of(assessment, told)
    return Gate("majors", "no major candidate", f"{len(told)} found", not told, cures, skills)


def _skills_of(assessment: Assessment, found: Iterable[Predicted]) -> tuple[str, ...]:
    """The documents that predicted findings point at; what is absent points at none."""
    paths = {one.place.path for one in found if one.place}
    return tuple(a.skill for a in assessment.workspace.artifacts.values() if a.path in paths)


def _complete(assessment: Assessment) -> Gate:
    lacking = matrix(assessment.workspace).incomplete
    total = len(matrix(assessment.workspace).rows)
    cures = tuple(dict.fromkeys(f"Write {lack}" for row in lacking for lack in row.lacks))
    needed = "every item of the documentation matrix found"
    steps = {choice[0].step for row in lacking for choice in row.item.places}
    skills = tuple(STEPS[number - 1].skill for number in sorted(steps))
    return Gate("matrix", needed, f"{total - len(lacking)} of {total}", not lacking, cures, skills)


def _approved(assessment: Assessment) -> Gate:
    found = matrix(assessment.workspace)
    done, total = found.approved, len(found.rows)
    drafts = {at.place.path for row in found.rows if row.status != "approved" for at in row.found}
    waiting = [
        a for a in assessment.workspace.artifacts.values() if a.path in drafts and a.status != "approved"
    ]
    paths = sorted(a.path for a in waiting)
    holds = 100 * done >= APPROVED_PERCENT * total
    needed = f"at least {APPROVED_PERCENT} % of the matrix approved"
    return Gate(
        "approved",
        needed,
        f"{done} of {total}",
        holds,
        tuple(f"Approve {path}" for path in paths),
        tuple(a.skill for a in waiting),
    )


def _areas(assessment: Assessment, least: int) -> Gate:
    low = [area for area in assessment.readiness.areas if area.value < least]
    cures = tuple(dict.fromkeys(words for area in low for words in path_to(assessment, area.key, least)))
    told = ", ".join(f"{area.name} {area.value} %" for area in low)
    skills = tuple(skill for area in low for skill, value in area.artifacts if value < least)
    return Gate("areas", f"every area at least {least} %", told or "every area", not low, cures, skills)


def _overall(assessment: Assessment, least: int) -> Gate:
    value = assessment.readiness.overall
    cures = path_to(assessment, "overall", least) if value < least else ()
    return Gate("overall", f"overall at least {least} %", f"{value} %", value >= least, cures)


def _planned(assessment: Assessment) -> Iterator[Gate]:
    """The first audit and review are held or planned before Stage 1, as far as its day is known."""
    milestone = stage_milestone(assessment, 1)
    stage_1 = milestone.day if milestone else None
    for skill, register, keys, name in (
        ("internal-audit", "audits", ("actual", "planned"), "internal audit"),
        ("management-review", "meeting", ("date", "next"), "management review"),
    ):
        artifact = assessment.workspace.artifact(skill)
        days = [
            day
            for row in (artifact.records(register) if artifact else ())
            if (day := next((d for key in keys if (d := day_told(row.text(key)))), None))
        ]
        first = min(days, default=None)
        before = f" before Stage 1 on {stage_1}" if stage_1 else ""
        holds = first is not None and (stage_1 is None or first <= stage_1)
        cure = f"Set the date of the first {name}{before}, or move Stage 1."
        needed = f"first {name} held or scheduled{before}"
        yield Gate(f"{skill}-planned", needed, f"{first or 'no date'}", holds, (cure,), (skill,))


class Milestone(NamedTuple):
    """The planned day of a certification audit, the document that names it, and where."""

    day: date
    skill: str
    place: Place


def stage_milestone(assessment: Assessment, stage: int) -> Milestone | None:
    """The day of Stage 1 or 2 as the plan's or the profile's milestones give it."""
    for skill, day_key in (("service-management-plan", "date"), ("organization-profile", "due")):
        artifact = assessment.workspace.artifact(skill)
        for row in artifact.records("milestones") if artifact else ():
            if f"stage {stage}" in row.text("milestone").casefold() and (day := day_told(row.text(day_key))):
                return Milestone(day, skill, row.place)
    return None


def is_closed(status: str) -> bool:
    """Whether the status of an action says that nothing is left to do."""
    return any(word in status.casefold() for word in ("closed", "done", "completed", "cancelled"))


def _shown_areas(two: StageTwo, least: int) -> Gate:
    low = [area for area in two.areas if area.value < least]
    told = ", ".join(f"{area.name} {area.value} %" for area in low)
    cures = tuple(
        f"Show {one.item.name}: {one.found.reason}"
        for area in low
        for one in area.items
        if one.found.worth < 1
    )
    return Gate(
        "evidence-areas",
        f"Stage 2 readiness of every area at least {least} %",
        told or "every area",
        not low,
        cures,
        tuple(
            dict.fromkeys(
                STEPS[one.item.step - 1].skill for area in low for one in area.items if one.found.worth < 1
            )
        ),
    )


def _shown_overall(two: StageTwo, least: int) -> Gate:
    return Gate(
        "evidence-overall", f"Stage 2 readiness overall at least {least} %", f"{two.overall} %", two.overall >= least,
        (two.cap.reason,) if two.cap else (),
    )  # fmt: skip


def _shown(two: StageTwo, key: str) -> Gate:
    one = next(item for area in two.areas for item in area.items if item.item.key == key)
    skill = STEPS[one.item.step - 1].skill
    lifts = (f"Show {one.item.name}",)
    return Gate(key, one.item.name, one.found.reason, one.found.worth > 0, lifts, (skill,))


def _no_open_majors(assessment: Assessment) -> Gate:
    labels = tuple(label for label, _ in open_major_nonconformities(assessment))
    cures = tuple(f"Close {label}" for label in labels)
    return Gate(
        "open-majors",
        "no major nonconformity of the own audit open",
        f"{len(labels)} open",
        not labels,
        cures,
        ("internal-audit",),
    )


def _no_overdue(assessment: Assessment) -> Gate:
    monitoring = assessment.workspace.artifact("monitoring-measurement")
    late = []
    for row in monitoring.records("capas") if monitoring else ():
        due = day_told(row.text("revised")) or day_told(row.text("due"))
        if due and due < assessment.as_of and not is_closed(row.text("status")):
            late.append(row.text("id") or row.text("problem"))
    needed, cures = "no corrective action overdue", tuple(f"Close {label}" for label in late)
    if monitoring is None:
        return Gate(
            "overdue",
            needed,
            "no register of actions",
            holds=False,
            lifts=("Write step 21.",),
            skills=("monitoring-measurement",),
        )
    return Gate("overdue", needed, f"{len(late)} overdue", not late, cures, ("monitoring-measurement",))
