"""What the management review shows of the past: that it was held after the audit, with top management, and led to something."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from iso20k.facts.artifact import Artifact
from iso20k.judging.evidence import Evidence, day_told, shown
from iso20k.judging.workspace import Workspace
from iso20k.wording.phrases import count
from validators.management_review.meeting import attendance, is_top_management, meeting
from validators.management_review.outcomes import actions, decisions


def evidence(workspace: Workspace, artifact: Artifact) -> Iterator[Evidence]:
    """The minutes are the record itself, so their day counts from any time up to the as-of date."""
    told = meeting(artifact)
    held = told.held is not None and told.held <= workspace.as_of
    audit = _last_audit(workspace)
    top = any(one.present and is_top_management(workspace, one) for one in attendance(artifact))
    reason = (
        f"held {told.held or 'on no day that can be read'}, last audit {audit or 'not held'}, "
        f"top management {'present' if top else 'not named as present'}"
    )
    after = held and audit is not None and told.held is not None and told.held >= audit
    yield shown("review-held", after and top, reason, told.at("date"))
    decided = decisions(artifact)
    reason = f"{count(len(decided), 'decision')} recorded"
    yield shown("decisions", held and bool(decided), reason, artifact.home("decisions"))
    agreed = actions(artifact)
    late = [action for action in agreed if action.due and action.due < workspace.as_of and not action.closed]
    reason = f"{len(late)} of {count(len(agreed), 'action')} late"
    yield shown("actions", held and bool(agreed) and not late, reason, artifact.home("actions"))


def _last_audit(workspace: Workspace) -> date | None:
    audit = workspace.artifact("internal-audit")
    days = [day_told(row.text("actual")) for row in (audit.records("audits") if audit else ())]
    return max((day for day in days if day and day <= workspace.as_of), default=None)
