"""What design and transition show of the past: a project that went through acceptance and review."""

from __future__ import annotations

import re
from collections.abc import Iterator

from iso20k.facts.artifact import Artifact
from iso20k.judging.evidence import Evidence, evident, happened, not_evident
from iso20k.judging.workspace import Workspace

_NONE = re.compile(
    r"\bno project (?:has been |was )?(?:completed|finished|closed|gone live|went live)\b"
    r"|\bno (?:new or changed service|project)s? in the period\b",
    re.IGNORECASE,
)


def evidence(workspace: Workspace, artifact: Artifact) -> Iterator[Evidence]:
    """A project counts with its day of going live, its acceptance and a review whose day has come."""
    for row in artifact.records("projects"):
        live, reviewed = (happened(workspace, artifact, row.text(key)) for key in ("actual", "pir"))
        if live and reviewed and row.filled("acceptance") and row.filled("outcome"):
            yield evident("project-reviewed", f"{row.text('id')} was reviewed on {reviewed}", row.place)
            return
    section = artifact.sections.get("projects")
    for text in section.texts if section else ():
        if _NONE.search(text.text):
            yield evident("project-reviewed", "no project in the period is stated", artifact.at(text))
            return
    reason = "no project has gone live and been reviewed, and none in the period is not stated"
    yield not_evident("project-reviewed", reason, artifact.home("projects"))
