"""The report for a person at a terminal: each finding with its line quoted and the cure, then the steps."""

from __future__ import annotations

import io
from collections.abc import Sequence
from itertools import groupby

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from iso20k.judging.assessment import Assessment, StepState
from iso20k.judging.finding import Finding
from iso20k.judging.rule import Severity
from iso20k.reports.plain import Lines, printable, quotation
from iso20k.wording.phrases import count, listed

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.ADVICE: "cyan"}
_VERDICTS = {"PASS": "bold green", "FAIL": "bold red"}


def text(
    assessment: Assessment, lines: Lines, *, width: int, colour: bool, only: frozenset[str] = frozenset()
) -> str:
    """The whole report; `only` limits the findings and steps to these documents, all when empty."""
    console = console_for(width, colour=colour)
    findings = [f for f in assessment.findings if not only or only.intersection(f.paths)]
    print_findings(console, findings, lines)
    steps = [s for s in assessment.steps if s.path and (not only or s.path in only)]
    if steps:
        console.print(steps_table(steps))
        console.print()
    elif not findings:
        console.print("No document of the 22 is here yet. Begin with 'iso20k new organization-profile'.\n")
    if unanswered := waiting_line(assessment):
        console.print(Text(unanswered, style="dim"))
    console.print(closing_line(assessment, findings))
    return written(console)


def waiting_line(assessment: Assessment) -> str:
    """'12 checks across documents wait for Problem Management (step 15)', '' when all could be made."""
    known = assessment.not_evaluable
    missing = {skill for one in known for skill in one.missing}
    steps = [f"{step.title} (step {step.number})" for step in assessment.steps if step.skill in missing]
    verb = "waits" if len(known) == 1 else "wait"
    checks = f"{count(len(known), 'check')} across documents {verb} for"
    few = listed(steps) if len(steps) <= 3 else f"{len(steps)} documents that are not there"
    return f"{checks} {few}." if known else ""


def console_for(width: int, *, colour: bool) -> Console:
    """A console that writes into memory, `width` columns wide."""
    return Console(
        file=io.StringIO(), width=width, force_terminal=colour, color_system="standard" if colour else None,
        highlight=False, emoji=False, markup=False, soft_wrap=False,
    )  # fmt: skip


def written(console: Console) -> str:
    """What has been printed so far, without blanks at the line ends."""
    assert isinstance(console.file, io.StringIO)
    return "\n".join(line.rstrip() for line in console.file.getvalue().split("\n"))


def print_findings(console: Console, findings: Sequence[Finding], lines: Lines) -> None:
    """Findings by document, in the order of their lines."""
    for path, group in groupby(findings, key=lambda finding: finding.place.path):
        console.print(Text(path, style="bold underline"))
        for finding in group:
            _print_finding(console, finding, lines)
        console.print()


def _print_finding(console: Console, finding: Finding, lines: Lines) -> None:
    line = finding.place.line
    head = Text.assemble(
        (f"{line or '-':>5}  ", "dim"),
        (
            f"{'waived' if finding.waived else finding.severity:<8}",
            "dim" if finding.waived else _STYLES[finding.severity],
        ),
        (f"{finding.rule:<8}", "bold"),
        printable(finding.message),
    )
    console.print(Padding(_wrapped(head, console.width), 0))
    if quoted := quotation(finding, lines):
        _print_indented(console, Text.assemble(("│ ", "dim"), (quoted, "dim")), cut=True)
    for related in finding.related:
        where = f"{related.place.path}:{related.place.line}"
        _print_indented(console, Text(f"↳ {where}: {printable(related.message)}", style="dim"))
    cure = f"waived: {finding.waived}" if finding.waived else finding.hint
    clause = f"  (clause {finding.clause})" if finding.clause != "-" else ""
    _print_indented(
        console, Text.assemble(("→ ", "green"), printable(cure), (f"{clause}  {finding.name}", "dim"))
    )


def _wrapped(head: Text, width: int) -> Text:
    """`head` wrapped so that further lines stand under the message."""
    rows = head[23:].wrap(Console(width=max(width - 23, 20), file=io.StringIO()), max(width - 23, 20))
    first = head[:23]
    return first + Text("\n" + " " * 23).join(rows)


def _print_indented(console: Console, line: Text, *, cut: bool = False) -> None:
    if cut:
        line.truncate(max(console.width - 23, 20), overflow="ellipsis")
    console.print(Padding(line, (0, 0, 0, 23)))


def steps_table(steps: Sequence[StepState]) -> Table:
    """The steps with verdict, readiness and the sentence a person would read out."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("Step", justify="right")
    table.add_column("Artifact", no_wrap=True)
    table.add_column("Verdict", no_wrap=True)
    table.add_column("Ready", justify="right", no_wrap=True)
    table.add_column("Summary")
    for step in steps:
        verdict = Text(step.verdict or "–", style=_VERDICTS.get(step.verdict or "", "dim"))
        table.add_row(str(step.number), step.title, verdict, f"{step.readiness} %", printable(step.summary))
    return table


def closing_line(assessment: Assessment, findings: Sequence[Finding]) -> Text:
    """Counts, the day, and the overall figure with what it is not."""
    open_ones = [f for f in findings if not f.waived]
    errors = sum(f.severity is Severity.ERROR for f in open_ones)
    warnings = sum(f.severity is Severity.WARNING for f in open_ones)
    advice = sum(f.severity is Severity.ADVICE for f in open_ones)
    waived = len(findings) - len(open_ones)
    parts = [count(errors, "error"), count(warnings, "warning"), f"{advice} advice"]
    if waived:
        parts.append(f"{waived} waived")
    steps = sum(1 for step in assessment.steps if step.path)
    figure = f"readiness on paper {assessment.readiness.overall} % ({steps} of {len(assessment.steps)} steps begun)"
    at = f" at {assessment.commit[:10]}" if assessment.commit else ""
    style = "bold red" if errors else "bold green"
    return Text.assemble(
        (", ".join(parts), style),
        f" · {figure} · as of {assessment.as_of}{at}, edition {assessment.workspace.edition}",
    )
