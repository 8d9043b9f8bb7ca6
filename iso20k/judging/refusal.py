"""What a commit is refused for: what it touches or causes, never what was there before elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from iso20k.configuration import Configuration
from iso20k.judging.assessment import Assessment
from iso20k.judging.finding import Finding
from iso20k.judging.rule import Severity

Identity = tuple[str, str, str]


class Verdict(NamedTuple):
    """Findings that refuse the change, those it only reports, how many older ones stand elsewhere, how many it solved."""

    refusing: tuple[Finding, ...]
    reported: tuple[Finding, ...]
    older: int
    solved: int


def judge_change(after: Assessment, before: Iterable[Iterable[Identity]], changed: frozenset[str]) -> Verdict:
    """The verdict on a change: `after` is what would be committed, `before` what was found in the commits it follows.

    `changed` are the documents that differ. A finding counts when it stands in one of them or is new; of findings
    in the commits before, each covers one of the same identity (rule, document, message).
    """
    known = Counter[Identity]()
    for identities in before:
        known |= Counter(identities)
    left = Counter(known)
    counted: list[Finding] = []
    older = 0
    for finding in after.findings:
        is_known = left[finding.identity] > 0
        left[finding.identity] -= 1
        if finding.place.path in changed or not is_known:
            counted.append(finding)
        else:
            older += 1
    solved = sum((known - Counter(finding.identity for finding in after.findings)).values())
    refusing = tuple(f for f in counted if refuses(f, after))
    reported = tuple(f for f in counted if not refuses(f, after))
    return Verdict(refusing, reported, older, solved)


def refuses(finding: Finding, assessment: Assessment) -> bool:
    """Whether a finding refuses a commit: errors do, but what is only missing in a draft is work in progress."""
    configuration = assessment.workspace.configuration
    if finding.waived or not _serious(finding, configuration):
        return False
    return not (finding.missing and configuration.drafts == "tolerate" and _in_draft(finding, assessment))


def _serious(finding: Finding, configuration: Configuration) -> bool:
    if finding.severity is Severity.ERROR:
        return True
    return configuration.refuse == "warnings" and finding.severity is Severity.WARNING


def _in_draft(finding: Finding, assessment: Assessment) -> bool:
    artifacts = assessment.workspace.artifacts.values()
    return any(a.path == finding.place.path and a.status == "draft" for a in artifacts)
