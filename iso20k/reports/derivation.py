"""Figures with all that they are made from, as plain values: whoever reads them can recount every one."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from iso20k.judging.readiness import (
    AREA_LEAD,
    OVERALL_LEAD,
    AreaReadiness,
    ArtifactReadiness,
    Cap,
    Check,
    Part,
)
from iso20k.judging.rule import Kind
from iso20k.judging.stage_two import AreaStageTwo, StageTwo

PART_NAMES: Mapping[Kind, str] = {
    Kind.PRESENCE: "content",
    Kind.VALIDITY: "correctness",
    Kind.CROSS: "agreement",
}


def artifact_derivation(figure: ArtifactReadiness, *, checks: bool = True) -> dict[str, Any]:
    """A document's readiness: parts, document control, ceilings and, unless left out, every check."""
    told: dict[str, Any] = {
        "parts": [_part(part) for part in figure.parts],
        "control": {"percent": figure.control.percent, "reason": figure.control.reason},
        "sum": number(figure.raw),
        "caps": [cap_values(cap) for cap in figure.caps],
        "readiness": figure.value,
    }
    if checks:
        told["checks"] = [_check(check) for check in figure.checks]
    return told


def area_derivation(area: AreaReadiness) -> dict[str, Any]:
    """An area's readiness: the documents whose mean it is, and the ceiling above the lowest of them."""
    return {
        "artifacts": [{"skill": skill, "readiness": value} for skill, value in area.artifacts],
        "mean": number(Fraction(sum(value for _, value in area.artifacts), len(area.artifacts))),
        "ceiling": min(value for _, value in area.artifacts) + AREA_LEAD,
        "cap": cap_values(area.cap),
        "readiness": area.value,
    }


def overall_derivation(areas: list[tuple[str, int, int]], cap: Cap | None, value: int) -> dict[str, Any]:
    """The whole: the weighted areas (name, weight, value) whose mean it is, and the ceiling above the lowest."""
    return {
        "areas": [{"area": name, "weight": weight, "readiness": figure} for name, weight, figure in areas],
        "mean": number(Fraction(sum(w * v for _, w, v in areas), sum(w for _, w, _ in areas) or 1)),
        "ceiling": min(v for _, _, v in areas) + OVERALL_LEAD,
        "cap": cap_values(cap),
        "readiness": value,
    }


def stage_two_derivation(area: AreaStageTwo) -> dict[str, Any]:
    """An area's readiness for Stage 2: what stands on paper, and each item of evidence with what it is worth."""
    return {
        "on_paper": area.readiness,
        "evidence": number(area.evidence),
        "items": [
            {
                "key": one.item.key,
                "item": one.item.name,
                "step": one.item.step,
                "worth": number(one.found.worth),
                "reason": one.found.reason,
                "path": one.found.place.path if one.found.place else None,
                "line": one.found.place.line if one.found.place else None,
            }
            for one in area.items
        ],
        "readiness": area.value,
    }


def stage_two_overall(two: StageTwo) -> dict[str, Any]:
    """The whole for Stage 2, by the rule of overall readiness."""
    return overall_derivation([(a.name, a.weight, a.value) for a in two.areas], two.cap, two.overall)


def cap_values(cap: Cap | None) -> dict[str, Any] | None:
    """A ceiling that holds, None for none."""
    return {"limit": cap.limit, "reason": cap.reason} if cap else None


def number(value: Fraction) -> int | float:
    """A fraction as JSON writes it: whole where it is, else to six places."""
    return int(value) if value.denominator == 1 else round(float(value), 6)


def _part(part: Part) -> dict[str, Any]:
    return {
        "part": PART_NAMES[part.kind],
        "points": part.points,
        "held": number(part.held),
        "weight": part.weight,
        "limit": number(part.limit),
        "counted": number(part.counted),
    }


def _check(check: Check) -> dict[str, Any]:
    held = check.held
    return {
        "rule": check.rule,
        "name": check.name,
        "part": PART_NAMES[check.kind],
        "weight": check.weight,
        "good": held.good if held else None,
        "rows": held.rows if held else None,
        "absent": held.absent if held else None,
        "evaluable": check.evaluable,
        "demands": check.demands,
    }
