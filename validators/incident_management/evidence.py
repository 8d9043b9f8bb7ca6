"""What incident management shows of the past: results by priority, reviews of major incidents, results of requests."""

from __future__ import annotations

import re
from collections.abc import Iterator

from iso20k.facts.artifact import Artifact
from iso20k.judging.evidence import (
    RECORD_MONTHS,
    Evidence,
    day_told,
    evident,
    happened,
    months_in_a_row,
    not_evident,
    shown,
)
from iso20k.judging.workspace import Workspace

_REQUEST = re.compile(r"\brequests?\b", re.IGNORECASE)
_PRIORITY = re.compile(r"\bpriorit|\bP[1-5]\b", re.IGNORECASE)
_NO_MAJOR = re.compile(r"\bno major incidents?\b|\bmajor incidents?: none\b", re.IGNORECASE)
_REVIEW = re.compile(r"\breview", re.IGNORECASE)


def evidence(workspace: Workspace, artifact: Artifact) -> Iterator[Evidence]:
    """Results stand in the records of this document, or in reports of Service Reporting that were issued."""
    for key, words, months in (
        ("incident-results", _PRIORITY, RECORD_MONTHS),
        ("request-results", _REQUEST, 1),
    ):
        run = max(_recorded(workspace, artifact, words), _reported(workspace, words))
        reason = f"results cover {run} consecutive months"
        yield shown(key, run >= months, reason, artifact.section_place("records"))
    yield _major(workspace, artifact)


def _recorded(workspace: Workspace, artifact: Artifact, words: re.Pattern[str]) -> int:
    """Consecutive months in tables of the records section that speak of the matter and give figures."""
    section = artifact.sections.get("records")
    days = []
    for table in section.tables if section else ():
        heading = " ".join(cell.text for cell in table.header)
        for row in table.rows:
            told = " ".join(cell.text for cell in row)
            day = day_told(row[0].text) if row else None
            counted = any(sign.isdigit() for cell in row[1:] for sign in cell.text)
            if day and day <= workspace.as_of and counted and words.search(f"{heading} {told}"):
                days.append(day)
    return months_in_a_row(days)


def _reported(workspace: Workspace, words: re.Pattern[str]) -> int:
    """Consecutive months of issued reports whose content is the matter."""
    from validators.service_reporting.evidence import issued_reports, longest_run

    reporting = workspace.artifact("service-reporting")
    if reporting is None:
        return 0
    speaking = {
        row.text("report")
        for row in reporting.records("matrix")
        if any(words.search(row.text(key)) for key in ("performance", "workload", "trends"))
    }
    issued = [row for row in issued_reports(workspace, reporting) if row.text("report") in speaking]
    return longest_run(workspace, issued)


def _major(workspace: Workspace, artifact: Artifact) -> Evidence:
    for key in ("records", "major"):
        section = artifact.sections.get(key)
        for text in section.texts if section else ():
            if _NO_MAJOR.search(text.text):
                return evident("major-review", "no major incident is stated", artifact.at(text))
            if _REVIEW.search(text.text) and (day := happened(workspace, artifact, text.text)):
                return evident("major-review", f"a review is told of {day}", artifact.at(text))
    reason = "neither a dated review nor 'no major incident' stands"
    return not_evident("major-review", reason, artifact.section_place("major"))
