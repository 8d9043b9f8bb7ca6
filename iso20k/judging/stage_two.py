"""Readiness for Stage 2: half of what stands on paper, half of what is shown to have been done (§7.4)."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from iso20k.judging.assessment import Assessment
from iso20k.judging.evidence import NONE, Evidence
from iso20k.judging.readiness import Cap, whole
from iso20k.once import once
from iso20k.standard.evidence import EVIDENCE_ITEMS, EvidenceItem
from iso20k.standard.steps import STEPS


class Shown(NamedTuple):
    """An item of evidence with what its document shows for it."""

    item: EvidenceItem
    found: Evidence


class AreaStageTwo(NamedTuple):
    """S2 = min(R, ½·R + ½·E2): `readiness` is R, `evidence` is E2 in percent, `value` what is published."""

    key: str
    name: str
    weight: int
    readiness: int
    items: tuple[Shown, ...]
    evidence: Fraction
    value: int


class StageTwo(NamedTuple):
    """Evidence readiness of every area and of the whole, which follows the rule of overall readiness."""

    areas: tuple[AreaStageTwo, ...]
    overall: int
    cap: Cap | None


@once
def stage_two(assessment: Assessment) -> StageTwo:
    """The second line of the radar. Items of a document that does not exist are worth nothing."""
    known = _evidence(assessment)
    areas = []
    for area in assessment.readiness.areas:
        items = tuple(Shown(i, known[i.key]) for i in EVIDENCE_ITEMS if i.area == area.key)
        evidence = 100 * sum((one.found.worth for one in items), Fraction(0)) / len(items)
        value = round(min(Fraction(area.value), (area.value + evidence) / 2))
        areas.append(AreaStageTwo(area.key, area.name, area.weight, area.value, items, evidence, value))
    value, cap = whole([(area.name, area.weight, area.value) for area in areas])
    return StageTwo(tuple(areas), value, cap)


def _evidence(assessment: Assessment) -> dict[str, Evidence]:
    """What is shown for each item; an item of which its document says nothing is not evidenced."""
    workspace, found = assessment.workspace, dict[str, Evidence]()
    for skill in assessment.catalogue.skills:
        artifact = workspace.artifact(skill.name)
        if artifact is not None:
            found |= {one.key: one for one in skill.evidence(workspace, artifact)}
    for item in EVIDENCE_ITEMS:
        skill_name = STEPS[item.step - 1].skill
        reason = "not evidenced" if workspace.artifact(skill_name) else "no document yet"
        found.setdefault(item.key, Evidence(item.key, NONE, reason))
    return found
