"""The published report of a check, `iso20k/check/1`: what scripts, the action and agents read."""

from __future__ import annotations

import json
from typing import Any

from iso20k.judging.assessment import Assessment
from iso20k.judging.finding import Finding
from iso20k.reports import derivation

SCHEMA_ID = "iso20k/check/1"


def report(assessment: Assessment) -> dict[str, Any]:
    """The assessment as plain values; described by docs/schemas/check-1.schema.json."""
    return {
        "schema": SCHEMA_ID,
        "as_of": assessment.as_of.isoformat(),
        "edition": assessment.workspace.edition,
        "commit": assessment.commit,
        "organisation": assessment.workspace.configuration.organisation,
        "readiness": assessment.readiness.overall,
        "ceiling": derivation.cap_values(assessment.readiness.cap),
        "artifacts": [
            {
                "skill": step.skill,
                "step": step.number,
                "path": step.path or None,
                "status": step.status,
                "verdict": step.verdict,
                "summary": step.summary,
                "readiness": step.readiness,
                **_derivation(assessment, step.skill),
            }
            for step in assessment.steps
        ],
        "areas": [
            {
                "area": area.name,
                "readiness": area.value,
                "weight": area.weight,
                "derivation": derivation.area_derivation(area),
            }
            for area in assessment.readiness.areas
        ],
        "findings": [finding_values(finding) for finding in assessment.findings],
        "not_evaluable": [
            {"rule": one.rule.id, "name": one.rule.name, "missing": list(one.missing)}
            for one in assessment.not_evaluable
        ],
    }


def text(assessment: Assessment) -> str:
    """The report as JSON text, the same bytes for the same assessment."""
    return json.dumps(report(assessment), indent=2, ensure_ascii=False) + "\n"


def _derivation(assessment: Assessment, skill: str) -> dict[str, Any]:
    """What a document's figure is made from; the checks behind it are told by `iso20k status --format json`."""
    figure = assessment.readiness.artifacts.get(skill)
    return {"derivation": derivation.artifact_derivation(figure, checks=False)} if figure else {}


def finding_values(finding: Finding) -> dict[str, Any]:
    """A finding as plain values, the same in every report."""
    told: dict[str, Any] = {
        "rule": finding.rule,
        "name": finding.name,
        "severity": str(finding.severity),
        "clause": finding.clause,
        "path": finding.place.path,
        "line": finding.place.line,
        "column": finding.place.column,
        "message": finding.message,
        "hint": finding.hint,
        "related": [
            {"path": related.place.path, "line": related.place.line, "message": related.message}
            for related in finding.related
        ],
    }
    if finding.waived:
        told["waived"] = finding.waived
    if finding.edit:
        told["edit"] = finding.edit._asdict()
    return told
