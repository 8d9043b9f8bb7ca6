"""Findings for a hook's output: the words of the full report without its layout, and without its imports."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from iso20k.judging.finding import Finding
from iso20k.judging.rule import Severity

Lines = Callable[[str], Sequence[str]]
_COLOURS = {Severity.ERROR: "31;1", Severity.WARNING: "33", Severity.ADVICE: "36"}
QUOTE_WIDTH = 110


def findings(found: Sequence[Finding], lines: Lines, prefix: str, *, colour: bool) -> str:
    """Each finding with its line quoted and the cure, a blank line between."""
    return "\n".join(_full(finding, lines, prefix, colour=colour) for finding in found)


def brief(found: Sequence[Finding], prefix: str, *, colour: bool) -> str:
    """One line each for what is reported and does not refuse."""
    return "\n".join(_head(finding, prefix, colour=colour) for finding in found)


def _full(finding: Finding, lines: Lines, prefix: str, *, colour: bool) -> str:
    told = [_head(finding, prefix, colour=colour)]
    if quoted := quotation(finding, lines):
        told.append(f"    │ {_cut(quoted)}")
    told.extend(
        f"    ↳ {prefix}{related.place.path}:{related.place.line}: {printable(related.message)}"
        for related in finding.related
    )
    told.append(f"    → {printable(finding.hint)}\n")
    return "\n".join(told)


def _head(finding: Finding, prefix: str, *, colour: bool) -> str:
    place = f"{prefix}{finding.place.path}:{finding.place.line}"
    word = f"{finding.severity}{' (waived)' if finding.waived else ''}"
    if colour:
        word = f"\033[{_COLOURS[finding.severity]}m{word}\033[0m"
    return f"{place}: {word} {finding.rule} {printable(finding.message)}"


def _cut(text: str) -> str:
    return text if len(text) <= QUOTE_WIDTH else f"{text[: QUOTE_WIDTH - 1]}…"


def quotation(finding: Finding, lines: Lines) -> str:
    """The line a finding stands on; a title or a fence says nothing about what is missing below it."""
    source = lines(finding.place.path)
    if not 0 < finding.place.line <= len(source):
        return ""
    line = source[finding.place.line - 1].strip()
    return "" if line == "---" or line.startswith("# ") else printable(line)


def printable(text: str) -> str:
    """`text` without control characters: a document must not be able to drive the reader's terminal."""
    return "".join(sign if sign.isprintable() else " " for sign in text)
