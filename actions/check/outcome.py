"""What a check and an attempt to comment mean for the reader and for the job."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from actions.check.settings import Settings, links
from iso20k.reports import markdown


class Checked(NamedTuple):
    """What ``iso20k check`` said: ``report`` is None where it could not judge, and ``complaint`` says why.

    ``code`` is its exit code: 2 with a report where single documents could not be read.
    """

    report: Mapping[str, Any] | None
    complaint: str = ""
    code: int = 0


class Told(NamedTuple):
    """What became of the comment: its address, and a sentence where it could not be written."""

    url: str = ""
    trouble: str = ""
    is_refused: bool = False


def refused(reason: str) -> Told:
    """A token without the right to comment is ordinary; the reader is told where the findings are instead."""
    return Told(
        trouble=f"No comment was written: the token may not write to this pull request ({reason}). "
        "This is so for pull requests from forks, and for jobs without the permission pull-requests: write. "
        "The job summary and the annotations hold the findings.",
        is_refused=True,
    )


def unanswered(reason: str) -> Told:
    """The conversation could not be read or written; an older comment may still stand there."""
    return Told(trouble=f"No comment was written: GitHub gave no usable answer ({reason}).")


def comment_text(checked: Checked, chosen: Settings) -> str:
    """The comment of this run; a workspace that could not be read is a message too."""
    commit = _commit(checked, chosen)
    where = links(chosen, commit)
    if checked.report is None:
        reason = "\n".join(
            checked.complaint.splitlines()[-3:]
        )  # the message and its cure, not how it came about
        return markdown.unreadable(reason, key=chosen.key, commit=commit, links=where)
    return markdown.comment(checked.report, key=chosen.key, links=where)


def summary_text(checked: Checked, chosen: Settings, told: Told) -> str:
    """The job summary of this run, and why the comment is missing where it is."""
    if checked.report is None:
        text = comment_text(checked, chosen)
    else:
        text = markdown.summary(checked.report, links=links(chosen, _commit(checked, chosen)))
    return f"{text}\n> {markdown.inert(told.trouble, 1_000)}\n" if told.trouble else text


def is_noteworthy(checked: Checked) -> bool:
    """A pull request that never had a comment gets one for an error or a warning, not for advice."""
    return checked.report is None or count(checked, "error") + count(checked, "warning") > 0


def outputs(checked: Checked, told: Told, report_path: str) -> dict[str, str]:
    """The step's outputs; they are set whether or not the job fails."""
    errors, warnings = count(checked, "error"), count(checked, "warning")
    verdict = "UNREADABLE" if checked.report is None else "FAIL" if errors else "PASS"
    counts = {"errors": str(errors), "warnings": str(warnings)}
    return {"verdict": verdict, **counts, "comment-url": told.url, "report": report_path}


def exit_code(checked: Checked, fail_on: str) -> int:
    """0 nothing that fails the job, 1 findings that do, 2 something could not be read, whatever ``fail_on``."""
    if checked.report is None or checked.code not in (0, 1):
        return 2
    errors, warnings = count(checked, "error"), count(checked, "warning")
    return int({"never": 0, "error": errors, "warning": errors + warnings}[fail_on] > 0)


def count(checked: Checked, severity: str) -> int:
    """How many findings have the severity ``error``, ``warning`` or ``advice`` and no waiver."""
    found = checked.report["findings"] if checked.report else ()
    return sum(finding["severity"] == severity and not finding.get("waived") for finding in found)


def _commit(checked: Checked, chosen: Settings) -> str:
    return str((checked.report or {}).get("commit") or chosen.sha)
