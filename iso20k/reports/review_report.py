"""The published report of a change, `iso20k/review/1`: what comments, summaries and scripts are made from."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from iso20k.judging.commitment_change import CommitmentChange
from iso20k.judging.revision import Revision, Seen, StepChange
from iso20k.judging.waiver_change import WaiverChange
from iso20k.reports.json_report import finding_values

SCHEMA_ID = "iso20k/review/1"

#: Longer texts are cut, so that a report of hostile documents stays one that may be read elsewhere.
TEXT_LIMIT = 2_000


class Surroundings(NamedTuple):
    """What a report says beside the revision.

    `workspace` is the folder from the repository's top, '' or 'a/b/'; `proposed` the commit whose lines a reviewer sees;
    `inline` the new text of a finding's line ('' for no proposal) by finding id, for those on lines of the change;
    `note` tells why the base could not be judged as it is; `failed` are the ids for which the change fails.
    """

    workspace: str
    proposed: str
    inline: Mapping[str, str]
    note: str
    fail_on: str
    severity: str
    failed: frozenset[str]


def report(found: Revision, around: Surroundings) -> dict[str, Any]:
    """The revision as plain values; described by docs/schemas/review-1.schema.json."""
    before, after = found.before, found.after
    told: dict[str, Any] = {
        "schema": SCHEMA_ID,
        "as_of": after.as_of.isoformat(),
        "edition": after.workspace.edition,
        "organisation": after.workspace.configuration.organisation,
        "workspace": around.workspace,
        "base": {"commit": before.commit, "readiness": before.readiness.overall, "note": around.note},
        "head": {
            "commit": after.commit,
            "proposed": around.proposed,
            "readiness": after.readiness.overall,
        },
        "policy": {
            "fail_on": around.fail_on,
            "severity": around.severity,
            "failed": len(around.failed),
        },
        "steps": [_step(step, _owner(found, step.after.skill)) for step in found.steps],
        "areas": [
            {"area": area.name, "weight": known.weight, "before": area.before, "after": area.after}
            for area, known in zip(found.areas, after.readiness.areas, strict=True)
        ],
        "findings": [_finding(seen, around) for seen in found.findings],
        "promises": [_promise(change) for change in found.promises],
        "duties": [
            {"lost": d.lost, "before": d.before, "after": d.after, "path": d.place.path, "line": d.place.line}
            for d in found.duties
        ],
        "documents": [
            {
                "change": document.kind,
                "skill": document.skill,
                "path": document.path,
                "former": document.former or None,
                "owner": document.owner,
            }
            for document in found.documents
        ],
        "doubtful": [
            {"path": doubt.path, "owner": doubt.owner, "rules": list(doubt.rules)} for doubt in found.doubtful
        ],
        "waivers": [_waiver(change) for change in found.waivers],
        "settings": list(found.settings),
    }
    return {name: _cut(value) for name, value in told.items()}


def text(found: Revision, around: Surroundings) -> str:
    """The report as JSON text, the same bytes for the same change."""
    return json.dumps(report(found, around), indent=1, ensure_ascii=False) + "\n"


def _owner(found: Revision, skill: str) -> str:
    artifact = found.after.workspace.artifacts.get(skill)
    return artifact.field("owner").text if artifact else ""


def _step(step: StepChange, owner: str) -> dict[str, Any]:
    old, new = step.before, step.after
    return {
        "step": new.number,
        "skill": new.skill,
        "title": new.title,
        "path": new.path or None,
        "owner": owner,
        "status": {"before": old.status, "after": new.status},
        "verdict": {"before": old.verdict, "after": new.verdict},
        "readiness": {"before": old.readiness, "after": new.readiness},
        "summary": new.summary,
    }


def _finding(seen: Seen, around: Surroundings) -> dict[str, Any]:
    told = {"state": seen.state, "id": seen.id, **finding_values(seen.finding)}
    told["own_waiver"] = seen.own_waiver
    told["fails"] = seen.id in around.failed
    told["inline"] = seen.id in around.inline
    if suggestion := around.inline.get(seen.id):
        told["suggestion"] = suggestion
    return told


def _promise(change: CommitmentChange) -> dict[str, Any]:
    place = change.shown.place
    return {
        "turn": str(change.turn),
        "words": change.words,
        "path": place.path,
        "line": place.line if change.after else None,
    }


def _waiver(change: WaiverChange) -> dict[str, Any]:
    waiver, former = change.waiver, change.former
    return {
        "change": change.kind,
        "rule": waiver.rule,
        "path": waiver.path or None,
        "reason": waiver.reason,
        "until": str(waiver.until) if waiver.until else None,
        "source": waiver.source,
        "line": waiver.source_line,
        "former": f"{former.reason} (until {former.until})" if former else None,
    }


def _cut(value: Any) -> Any:
    if isinstance(value, str):
        value = value.encode("utf-8", "replace").decode()  # a file's name need not be text
        return value if len(value) <= TEXT_LIMIT else f"{value[: TEXT_LIMIT - 1]}…"
    if isinstance(value, list):
        return [_cut(one) for one in value]
    if isinstance(value, dict):
        return {name: _cut(one) for name, one in value.items()}
    return value
