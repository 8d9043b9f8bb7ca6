"""Findings for code scanning: the published findings with their fingerprints, placed in the repository."""

from __future__ import annotations

from iso20k.edges.disk import workspace_around
from iso20k.edges.git import GitError, Repository
from iso20k.judging.assessment import Assessment
from iso20k.judging.identity import fingerprints
from iso20k.reports import sarif
from iso20k.reports.json_report import finding_values


def check_as_sarif(assessment: Assessment, lines: sarif.Lines) -> str:
    """All findings of a workspace; paths count from the repository's top, from the workspace where there is none."""
    found = ({**finding_values(finding), "id": mark} for finding, mark in fingerprints(assessment))
    origin = sarif.Origin(assessment.workspace.edition, _prefix(), assessment.commit or "")
    return sarif.text(found, assessment.catalogue.rules, origin, lines)


def _prefix() -> str:
    try:
        return Repository.around(".").relative(workspace_around(".") or ".")
    except GitError:
        return ""
