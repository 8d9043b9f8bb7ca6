"""What the service catalog shows of the past: agreement with customers, and changes under control."""

from __future__ import annotations

import re
from collections.abc import Iterator

from iso20k.facts.artifact import Artifact
from iso20k.judging.evidence import Evidence, day_told, evident, in_force_since, not_evident, shown
from iso20k.judging.workspace import Workspace


def evidence(workspace: Workspace, artifact: Artifact) -> Iterator[Evidence]:
    """An agreement comes before the approval, so its day counts from any time; a change comes after it."""
    rows = artifact.records("agreements")
    agreed = [
        r
        for r in rows
        if (day := day_told(r.text("date"))) and day <= workspace.as_of and r.filled("evidence")
    ]
    yield shown(
        "catalog-agreed",
        bool(rows) and len(agreed) == len(rows),
        f"{len(agreed)} of {len(rows)} agreements have a past day and a reference",
        artifact.home("agreements"),
    )
    yield _changed(workspace, artifact)


def _changed(workspace: Workspace, artifact: Artifact) -> Evidence:
    since = in_force_since(artifact)
    changes = artifact.control.get("changes")
    for item in changes.items if changes else ():
        day = day_told(item["date"].text) if "date" in item else None
        told = item.get("change")
        within = day is not None and since <= day <= workspace.as_of
        if told and within and re.search(r"\bRFC[- ]?[\w-]*\d", told.text):
            return evident("catalog-changed", f"'{told.text}' on {day}", artifact.at(told))
    for key in ("purpose", "agreement"):
        section = artifact.sections.get(key)
        for text in section.texts if section else ():
            if re.search(
                r"\bno (?:service )?(?:change|entry)\w* (?:was|were|has been|since|to the catalog)",
                text.text,
                re.I,
            ):
                return evident("catalog-changed", "no change is stated", artifact.at(text))
    return not_evident(
        "catalog-changed", "no change since the approval names its request for change", artifact.place
    )
