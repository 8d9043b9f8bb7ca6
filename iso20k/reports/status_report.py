"""The published state of a workspace, `iso20k/status/1`: figures with derivation, verdicts with gates, what to do next."""

from __future__ import annotations

import json
from typing import Any

from iso20k.judging.assessment import Assessment
from iso20k.judging.gates import Gate
from iso20k.judging.next_action import Action, next_actions
from iso20k.judging.prediction import Class, Predicted
from iso20k.judging.stage_two import stage_two
from iso20k.judging.verdict import CONCERN, Verdict, outlook
from iso20k.reports import derivation

SCHEMA_ID = "iso20k/status/1"


def report(assessment: Assessment, only: frozenset[str] = frozenset()) -> dict[str, Any]:
    """The state as plain values; described by docs/schemas/status-1.schema.json.

    `only` limits documents and areas to these skills and area keys; the whole is always there.
    """
    figures, two, told = assessment.readiness, stage_two(assessment), outlook(assessment)
    areas = [(area.name, area.weight, area.value) for area in figures.areas]
    return {
        "schema": SCHEMA_ID,
        "as_of": assessment.as_of.isoformat(),
        "edition": assessment.workspace.edition,
        "commit": assessment.commit,
        "organisation": assessment.workspace.configuration.organisation,
        "readiness": figures.overall,
        "derivation": derivation.overall_derivation(areas, figures.cap, figures.overall),
        "stage_2": derivation.stage_two_overall(two),
        "artifacts": [
            {
                "skill": step.skill,
                "step": step.number,
                "path": step.path or None,
                "readiness": step.readiness,
                "derivation": derivation.artifact_derivation(figures.artifacts[step.skill])
                if step.path
                else None,
            }
            for step in assessment.steps
            if not only or step.skill in only
        ],
        "areas": [
            {
                "key": area.key,
                "area": area.name,
                "weight": area.weight,
                "readiness": area.value,
                "derivation": derivation.area_derivation(area),
                "stage_2": derivation.stage_two_derivation(second),
            }
            for area, second in zip(figures.areas, two.areas, strict=True)
            if not only or area.key in only
        ],
        "verdicts": [_verdict(verdict) for verdict in told.stages],
        "predicted": [_predicted(one) for one in told.predicted],
        "next": [_action(action) for action in next_actions(assessment)],
        "not_assessed": list(told.not_assessed),
        "notes": notes(assessment),
    }


def text(assessment: Assessment, only: frozenset[str] = frozenset()) -> str:
    """The state as JSON text, the same bytes for the same assessment."""
    return json.dumps(report(assessment, only), indent=2, ensure_ascii=False) + "\n"


def notes(assessment: Assessment) -> list[str]:
    """What must be said beside any verdict."""
    told = ["This is a reading on paper; no certification body has looked at anything."]
    if assessment.workspace.edition == "2011":
        told.append("Certificates to the 2011 edition are no longer issued.")
    return told


def _verdict(verdict: Verdict) -> dict[str, Any]:
    return {
        "stage": verdict.stage,
        "verdict": verdict.words,
        "on_paper": True,
        "gates": [_gate(gate) for gate in verdict.gates],
        "path": [_gate(gate) for gate in verdict.path],
    }


def _gate(gate: Gate) -> dict[str, Any]:
    return {
        "gate": gate.key,
        "needed": gate.needed,
        "actual": gate.actual,
        "holds": gate.holds,
        "lifts": [] if gate.holds else list(gate.lifts),
    }


def _predicted(one: Predicted) -> dict[str, Any]:
    told: dict[str, Any] = {
        "class": str(one.kind),
        "stage": one.stage,
        "clause": one.clause,
        "message": one.message,
        "cure": one.cure,
        "path": one.place.path if one.place else None,
        "line": one.place.line if one.place else None,
        "rules": list(dict.fromkeys(finding.rule for finding in one.findings)),
    }
    if one.kind in (Class.MAJOR, Class.MINOR):
        told["stage_1_calls_it"] = CONCERN
    return told


def _action(action: Action) -> dict[str, Any]:
    return {
        "action": action.words,
        "gain": derivation.number(action.gain),
        "mean_gain": derivation.number(action.mean_gain),
        "at_most": action.at_most,
        "size": action.size,
    }
