"""What information security shows of the past: the last assessment of risks, and audits of the controls."""

from __future__ import annotations

import re
from collections.abc import Iterator

from iso20k.facts.artifact import Artifact
from iso20k.judging.evidence import Evidence, day_told, happened, shown, within_a_year
from iso20k.judging.workspace import Workspace

_ASSESSED = re.compile(r"\bassess", re.IGNORECASE)
_PLANNED = re.compile(r"\b(?:planned|scheduled|open|pending)\b", re.IGNORECASE)


def evidence(workspace: Workspace, artifact: Artifact) -> Iterator[Evidence]:
    """The assessment is what the document is made from and may be older than its approval; an audit comes after it."""
    section = artifact.sections.get("risks")
    told = (day_told(text.text) for text in (section.texts if section else ()) if _ASSESSED.search(text.text))
    assessed = max((day for day in told if day and day <= workspace.as_of), default=None)
    audits = [
        day
        for row in artifact.records("audits")
        if row.filled("result") and not _PLANNED.search(row.text("result"))
        if (day := happened(workspace, artifact, row.text("date")))
    ]
    audited = max(audits, default=None)
    yield shown(
        "security-assessed",
        bool(assessed and audited),
        f"last assessment {assessed or 'without a past day'}, last audit {audited or 'without day and result'}",
        artifact.section_place("risks"),
        old=any(day and not within_a_year(workspace, day) for day in (assessed, audited)),
    )
