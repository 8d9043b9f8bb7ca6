"""What continuity and availability show of the past: tests with their result, and measured availability."""

from __future__ import annotations

import re
from collections.abc import Iterator

from iso20k.facts.artifact import Artifact
from iso20k.judging.evidence import Evidence, evident, happened, not_evident, overdue, shown
from iso20k.judging.workspace import Workspace

_PERCENT = re.compile(r"\d+(?:[.,]\d+)?\s?%")


def evidence(workspace: Workspace, artifact: Artifact) -> Iterator[Evidence]:
    """A test counts with its day and result; a value of availability stands in a row with the past period it is of."""
    tests = [
        row
        for row in artifact.records("tests")
        if row.filled("result") and happened(workspace, artifact, row.text("last"))
    ]
    late = bool(tests) and all(overdue(workspace, row, "next") for row in tests)
    reason = f"{len(tests)} tests have a day and a result"
    yield shown("continuity-test", bool(tests), reason, artifact.home("tests"), old=late)
    yield _availability(workspace, artifact)


def _availability(workspace: Workspace, artifact: Artifact) -> Evidence:
    section = artifact.sections.get("monitoring")
    for table in section.tables if section else ():
        for row in table.rows:
            cells = [cell.text for cell in row]
            if any(happened(workspace, artifact, text) for text in cells) and any(
                map(_PERCENT.search, cells)
            ):
                reason = "a measured value stands with its period"
                return evident("availability-values", reason, artifact.at(row[0]))
    reason = "no measured availability stands with a past period"
    return not_evident("availability-values", reason, artifact.section_place("monitoring"))
