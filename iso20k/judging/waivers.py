"""Waivers: a finding that somebody accepts, with a reason and an end date, and never silently."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from iso20k.configuration import CONFIGURATION_FILE, Waiver
from iso20k.document import Document, Place
from iso20k.judging.finding import Finding
from iso20k.judging.rule import Severity
from iso20k.values.day import iso_day

_INLINE = re.compile(r"^iso20k:\s*waive\b(?P<body>.*)$", re.IGNORECASE | re.DOTALL)
_BODY = re.compile(
    r"^\s*(?P<rule>[A-Za-z]+-?\d+)(?:\s+until\s+(?P<until>\S+?))?(?:\s*(?:[-–—:,]|because)\s*(?P<reason>.*))?$",
    re.IGNORECASE | re.DOTALL,
)
_HINT = "Write <!-- iso20k: waive RULE until YYYY-MM-DD because REASON -->."


def inline_waivers(path: str, document: Document) -> Iterator[Waiver]:
    """The waivers in a document's remarks; one covers its own line and the next line with content."""
    for remark in document.remarks:
        match = _INLINE.match(remark.text)
        if not match:
            continue
        body = _BODY.match(match.group("body"))
        if not body:
            yield Waiver("", path, remark.line, "", None, path, remark.line)
            continue
        reason = " ".join((body.group("reason") or "").split())
        until = iso_day(body.group("until") or "")
        yield Waiver(body.group("rule").upper(), path, remark.line, reason, until, path, remark.line)


def apply_waivers(
    findings: Iterable[Finding], waivers: Iterable[Waiver], rules: frozenset[str], as_of: date
) -> tuple[Finding, ...]:
    """`findings` with the waived ones marked, and the waivers that are not in order as findings of their own."""
    held: list[Waiver] = []
    faults: list[Finding] = []
    for waiver in waivers:
        fault = _fault(waiver, rules, as_of)
        if fault is None:
            held.append(waiver)
        else:
            faults.append(fault)
    covered = tuple(_covered(finding, held) for finding in findings)
    return (*covered, *faults)


def _covered(finding: Finding, waivers: Iterable[Waiver]) -> Finding:
    waiver = covering(finding, waivers)
    return finding._replace(waived=f"{waiver.reason} (until {waiver.until})") if waiver else finding


def covering(finding: Finding, waivers: Iterable[Waiver]) -> Waiver | None:
    """The first of `waivers` that accepts the finding, None when none does; what cannot be read is never accepted."""
    if finding.rule.startswith(("READ", "WVR")):
        return None
    return next((waiver for waiver in waivers if _reaches(waiver, finding)), None)


def _reaches(waiver: Waiver, finding: Finding) -> bool:
    if waiver.rule != finding.rule or (waiver.path and waiver.path != finding.place.path):
        return False
    return not waiver.line or 0 <= finding.place.line - waiver.line <= INLINE_REACH


def in_order(waivers: Iterable[Waiver], rules: frozenset[str], as_of: date) -> Iterator[Waiver]:
    """The waivers that hold on a day: complete, for a rule there is, and not past their end."""
    return (waiver for waiver in waivers if _fault(waiver, rules, as_of) is None)


#: An in-line waiver stands on the line of its finding or up to two lines above it (a blank line between).
INLINE_REACH = 2


def _fault(waiver: Waiver, rules: frozenset[str], as_of: date) -> Finding | None:
    place = Place(waiver.source, waiver.source_line)
    hint = "Give 'rule', 'reason' and 'until: YYYY-MM-DD'." if waiver.source == CONFIGURATION_FILE else _HINT
    if waiver.rule not in rules:
        named = f"'{waiver.rule}'" if waiver.rule else "nothing"
        return Finding(
            "WVR-01",
            "waiver-complete",
            Severity.ERROR,
            "-",
            place,
            f"the waiver names {named}, which is no rule",
            hint,
        )
    if len(waiver.reason.split()) < 2:
        message = f"the waiver of {waiver.rule} has no reason"
        return Finding("WVR-01", "waiver-complete", Severity.ERROR, "-", place, message, hint)
    if waiver.until is None:
        message = f"the waiver of {waiver.rule} has no end date"
        return Finding("WVR-01", "waiver-complete", Severity.ERROR, "-", place, message, hint)
    if waiver.until < as_of:
        message = f"the waiver of {waiver.rule} ended on {waiver.until}"
        cure = "Repair what it waived, or decide again and move 'until' forward."
        return Finding("WVR-02", "waiver-not-expired", Severity.ERROR, "-", place, message, cure)
    return None
