"""The gates of the verdicts: each a condition with what it needs, what is, what lifts it and in which documents (§7.6)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from iso20k.document import Place
from iso20k.judging.assessment import Assessment
from iso20k.judging.checks import is_over
from iso20k.judging.evidence import day_told
from iso20k.judging.matrix import APPROVED_PERCENT, matrix_of
from iso20k.judging.next_action import path_to
from iso20k.judging.prediction import Predicted, majors, open_major_nonconformities
from iso20k.judging.stage_two import StageTwo
from iso20k.standard.steps import STEPS


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


def no_majors(assessment: Assessment, found: Sequence[Predicted], stage: int) -> Gate:
    """Nothing is found that an auditor of this stage could class as a major nonconformity."""
    told = majors(found, stage)
    cures = tuple(dict.fromkeys(f"{one.message}: {one.cure}" for one in told))
    skills = skills_of(assessment, told)
    return Gate("majors", "no major candidate", f"{len(told)} found", not told, cures, skills)


def skills_of(assessment: Assessment, found: Iterable[Predicted]) -> tuple[str, ...]:
    """The documents that predicted findings point at; what is absent points at none."""
    paths = {one.place.path for one in found if one.place}
    return tuple(a.skill for a in assessment.workspace.artifacts.values() if a.path in paths)


def complete(assessment: Assessment) -> Gate:
    """Every document and record that the edition demands is found."""
    found = matrix_of(assessment)
    lacking, total = found.incomplete, len(found.rows)
    cures = tuple(dict.fromkeys(f"Write {lack}" for row in lacking for lack in row.lacks))
    needed = "every item of the documentation matrix found"
    steps = {choice[0].step for row in lacking for choice in row.item.places}
    skills = tuple(STEPS[number - 1].skill for number in sorted(steps))
    return Gate("matrix", needed, f"{total - len(lacking)} of {total}", not lacking, cures, skills)


def approved(assessment: Assessment) -> Gate:
    """Nearly all of what is demanded stands in approved documents."""
    found = matrix_of(assessment)
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


def areas(assessment: Assessment, least: int, *, lifts: bool = True) -> Gate:
    """Every area is at least so many percent ready on paper."""
    low = [area for area in assessment.readiness.areas if area.value < least]
    raised = low if lifts else ()
    cures = tuple(dict.fromkeys(words for area in raised for words in path_to(assessment, area.key, least)))
    told = ", ".join(f"{area.name} {area.value} %" for area in low)
    skills = tuple(skill for area in low for skill, value in area.artifacts if value < least)
    return Gate("areas", f"every area at least {least} %", told or "every area", not low, cures, skills)


def overall(assessment: Assessment, least: int, *, lifts: bool = True) -> Gate:
    """The whole is at least so many percent ready on paper."""
    value = assessment.readiness.overall
    cures = path_to(assessment, "overall", least) if value < least and lifts else ()
    return Gate("overall", f"overall at least {least} %", f"{value} %", value >= least, cures)


def planned(assessment: Assessment) -> Iterator[Gate]:
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


def shown_areas(two: StageTwo, least: int) -> Gate:
    """Every area is at least so many percent ready for Stage 2."""
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


def shown_overall(two: StageTwo, least: int) -> Gate:
    """The whole is at least so many percent ready for Stage 2."""
    return Gate(
        "evidence-overall", f"Stage 2 readiness overall at least {least} %", f"{two.overall} %", two.overall >= least,
        (two.cap.reason,) if two.cap else (),
    )  # fmt: skip


def shown(two: StageTwo, key: str) -> Gate:
    """An item of evidence is shown."""
    one = next(item for area in two.areas for item in area.items if item.item.key == key)
    skill = STEPS[one.item.step - 1].skill
    lifts = (f"Show {one.item.name}",)
    return Gate(key, one.item.name, one.found.reason, one.found.worth > 0, lifts, (skill,))


def no_open_majors(assessment: Assessment) -> Gate:
    """No major nonconformity of the organisation's own audit is open."""
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


def no_overdue(assessment: Assessment) -> Gate:
    """No corrective action is past its date; without a register nobody can tell."""
    monitoring = assessment.workspace.artifact("monitoring-measurement")
    late = []
    for row in monitoring.records("capas") if monitoring else ():
        due = day_told(row.text("revised")) or day_told(row.text("due"))
        if due and due < assessment.as_of and not is_over(row, checked=True):
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
