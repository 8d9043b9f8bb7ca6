"""Findings beside their lines in the Files tab, without any token."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from iso20k.reports.annotations import command

Finding = Mapping[str, Any]
KINDS = ("error", "warning")  # severities of findings that are commands of the runner as well
SHOWN = 10  # annotations of each kind that the runner keeps from one step


def annotations(findings: Sequence[Finding], prefix: str) -> Iterator[str]:
    """The first ten errors and ten warnings stand beside their lines, new ones first, even on a fork."""
    for kind in KINDS:
        chosen = sorted(
            (
                finding
                for finding in findings
                if finding["severity"] == kind and finding["state"] in ("new", "remaining")
            ),
            key=lambda finding: (
                finding["state"] != "new", finding["path"], finding["line"], finding["rule"], finding["message"],
            ),
        )  # fmt: skip
        yield from (_annotation(kind, finding, prefix) for finding in chosen[:SHOWN])


def _annotation(kind: str, finding: Finding, prefix: str) -> str:
    hint = f"\n{finding['hint']}" if finding["hint"] else ""
    properties = {
        "file": prefix + finding["path"],
        "line": str(finding["line"] or 1),
        "title": finding["rule"],
    }
    return command(kind, f"{finding['message']}{hint}", properties)
