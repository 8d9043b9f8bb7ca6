"""What a review and an attempt to comment mean for the reader and for the job."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from actions.check.settings import Settings, links
from iso20k.reports.markdown import review
from iso20k.reports.markdown.inert import inert


class Checked(NamedTuple):
    """What ``iso20k review`` said: ``report`` is None where it could not judge, and ``complaint`` says why.

    ``code`` is its exit code: 2 with a report where single documents could not be read.
    """

    report: Mapping[str, Any] | None
    complaint: str = ""
    code: int = 0
    commit: str = ""


def comment_text(checked: Checked, chosen: Settings) -> str:
    """The comment of this run; a workspace that could not be read is a message too."""
    where = links(chosen, _commit(checked))
    if checked.report is None:
        # the message and its cure, not how it came about
        reason = "\n".join(checked.complaint.splitlines()[-3:])
        return review.unreadable(reason, key=chosen.key, commit=_commit(checked), links=where)
    return review.comment(checked.report, key=chosen.key, links=where)


def summary_text(checked: Checked, chosen: Settings, trouble: str) -> str:
    """The job summary of this run, and why the comment is missing where it is."""
    if checked.report is None:
        text = comment_text(checked, chosen)
    else:
        text = review.summary(checked.report, links=links(chosen, _commit(checked)))
    return f"{text}\n> {inert(trouble, 1_000)}\n" if trouble else text


def is_noteworthy(checked: Checked) -> bool:
    """A pull request that never had a comment gets one where there is something to say."""
    return checked.report is None or not review.is_clean(checked.report)


def outputs(checked: Checked) -> dict[str, str]:
    """What a later step may read of the review; set whether or not the job fails."""
    errors, warnings = (_count(checked, severity=word) for word in ("error", "warning"))
    verdict = "UNREADABLE" if checked.report is None else "FAIL" if errors else "PASS"
    counts = {"errors": str(errors), "warnings": str(warnings)}
    changed = {state: str(_count(checked, state=state)) for state in ("new", "solved")}
    return {"verdict": verdict, **counts, **changed}


def _count(checked: Checked, *, severity: str = "", state: str = "") -> int:
    """Findings of a state; of a severity only those that stand after the change and that no waiver of the base covers."""
    found = checked.report["findings"] if checked.report else ()
    if state:
        return sum(finding["state"] == state for finding in found)
    return sum(
        finding["severity"] == severity and finding["state"] in ("new", "remaining") for finding in found
    )


def _commit(checked: Checked) -> str:
    return str(checked.report["head"]["commit"]) if checked.report else checked.commit
