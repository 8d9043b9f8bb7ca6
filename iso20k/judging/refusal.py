"""What a commit is refused for: what it touches or causes, never what was there before elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from iso20k.configuration import Configuration
from iso20k.judging.finding import Finding
from iso20k.judging.rule import Severity

Identity = tuple[str, str, str]


class Judged(NamedTuple):
    """What was found in a workspace at one moment, and which of its documents are drafts."""

    findings: tuple[Finding, ...]
    drafts: tuple[str, ...]


class Verdict(NamedTuple):
    """Findings that refuse the change, those it only reports, how many older ones stand elsewhere, how many it solved."""

    refusing: tuple[Finding, ...]
    reported: tuple[Finding, ...]
    older: int
    solved: int


def judge_change(
    after: Judged, before: Iterable[Judged], changed: frozenset[str], configuration: Configuration
) -> Verdict:
    """The verdict on a change: `after` is what would be committed, `before` the commits it follows.

    `changed` are the documents that differ. A finding counts when it stands in one of them or is new; of findings
    in the commits before, each covers one of the same identity (rule, document, message).
    """
    known = Counter[Identity]()
    for judged in before:
        known |= Counter(finding.identity for finding in judged.findings)
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
    refusing = tuple(f for f in counted if refuses(f, after.drafts, configuration))
    reported = tuple(f for f in counted if f not in refusing)
    return Verdict(refusing, reported, older, solved)


def refuses(finding: Finding, drafts: Iterable[str], configuration: Configuration) -> bool:
    """Whether a finding refuses a commit: errors do, but what is only missing in a draft is work in progress."""
    serious = finding.severity is Severity.ERROR or (
        configuration.refuse == "warnings" and finding.severity is Severity.WARNING
    )
    tolerated = finding.missing and configuration.drafts == "tolerate" and finding.place.path in drafts
    return serious and not finding.waived and not tolerated
