"""The runner reads commands from the log and values from files; both would obey a document's text if it let them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from iso20k.reports.annotations import command

Finding = Mapping[str, Any]
KINDS = ("error", "warning")  # severities of findings that are commands of the runner as well
SHOWN = 10  # annotations of each kind that the runner keeps from one step


def annotations(findings: Sequence[Finding], workspace: str) -> Iterator[str]:
    """The first ten errors and ten warnings stand beside the lines of the changed files, even on a fork."""
    for kind in KINDS:
        chosen = sorted(
            (
                finding
                for finding in findings
                if finding["severity"] == kind and finding["path"] and not finding.get("waived")
            ),
            key=lambda finding: (finding["path"], finding["line"] or 0, finding["rule"]),
        )
        yield from (_annotation(kind, finding, workspace) for finding in chosen[:SHOWN])


def _annotation(kind: str, finding: Finding, workspace: str) -> str:
    path = finding["path"] if workspace == "." else f"{workspace}/{finding['path']}"
    hint = f"\n{finding['hint']}" if finding["hint"] else ""
    properties = {"file": path, "line": str(finding["line"] or 1), "title": finding["rule"]}
    return command(kind, f"{finding['message']}{hint}", properties)


def quoted(text: str, token: str) -> str:
    """Text of others stands in the log between two lines that keep the runner from reading commands in it."""
    return f"::stop-commands::{token}\n{text.rstrip()}\n::{token}::"


def outputs(values: Mapping[str, str]) -> str:
    """Outputs of the step, one a line; raises ValueError where a value could set another output."""
    for name, value in values.items():
        if "\n" in value or "\r" in value:
            raise ValueError(f"output {name} has more than one line")
    return "".join(f"{name}={value}\n" for name, value in values.items())
