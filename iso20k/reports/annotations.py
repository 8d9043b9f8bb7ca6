"""Findings as GitHub workflow commands, which show up on the lines of a pull request without any token."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from iso20k.judging.assessment import Assessment
from iso20k.judging.finding import Finding
from iso20k.judging.revision import Seen
from iso20k.judging.rule import Severity

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "notice"}


def text(assessment: Assessment, prefix: str = "") -> str:
    """One command a finding, errors first, since GitHub shows ten of a kind; `prefix` leads to the workspace."""
    order = list(_COMMANDS)
    findings = sorted(
        (f for f in assessment.findings if not f.waived), key=lambda finding: order.index(finding.severity)
    )
    return "".join(f"{line}\n" for line in _lines(findings, prefix))


def changed(seen: Iterable[Seen], prefix: str) -> str:
    """The findings that a change brings or leaves, new ones first among equals."""
    open_ones = sorted((one for one in seen if one.counts), key=lambda one: one.state != "new")
    order = list(_COMMANDS)
    findings = sorted((one.finding for one in open_ones), key=lambda finding: order.index(finding.severity))
    return "".join(f"{line}\n" for line in _lines(findings, prefix))


def _lines(findings: Iterable[Finding], prefix: str) -> Iterable[str]:
    for finding in findings:
        properties = {
            "file": prefix + finding.place.path,
            "line": str(max(finding.place.line, 1)),
            "title": f"{finding.rule} {finding.name}",
        }
        if finding.place.column:
            properties["col"] = str(finding.place.column)
        yield command(_COMMANDS[finding.severity], f"{finding.message}. {finding.hint}", properties)


def command(kind: str, message: str, properties: Mapping[str, str] | None = None) -> str:
    """One workflow command on one line: a newline or '::' inside a value cannot start another."""
    escaped = ",".join(f"{name}={_property(value)}" for name, value in (properties or {}).items())
    return f"::{kind}{' ' + escaped if escaped else ''}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
