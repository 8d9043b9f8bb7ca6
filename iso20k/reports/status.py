"""How far the system is: the 22 steps by phase, the nine areas, and what to do next."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from iso20k.judging.assessment import Assessment, StepState
from iso20k.judging.next_action import next_actions as best_actions
from iso20k.judging.prediction import Class
from iso20k.judging.rule import Severity
from iso20k.judging.stage_two import stage_two
from iso20k.judging.verdict import CONCERN, Verdict, outlook
from iso20k.reports.explained import lines
from iso20k.reports.status_report import notes
from iso20k.reports.text import console_for, written
from iso20k.wording.phrases import count

_SIGNS = {"complete": ("●", "green"), "in-progress": ("◐", "yellow"), "not-started": ("○", "dim")}
BAR_WIDTH = 16
#: So many of the things that lift a gate are shown; JSON has all.
SHOWN_LIFTS = 2
SHOWN_CLAUSES = 6


def text(assessment: Assessment, *, width: int, colour: bool) -> str:
    """Both tables and the next actions, as of the assessment's day."""
    console = console_for(width, colour=colour)
    name = assessment.workspace.configuration.organisation or "This workspace"
    edition = assessment.workspace.edition
    console.print(Text(f"{name}: readiness on paper {assessment.readiness.overall} %", style="bold"))
    console.print(Text(f"as of {assessment.as_of}, ISO/IEC 20000-1:{edition}\n", style="dim"))
    console.print(_steps(assessment))
    console.print()
    console.print(_areas(assessment))
    for verdict in outlook(assessment).stages:
        console.print(Text(f"\n{verdict.words} (on paper)", style="bold"))
        for line in (*_concerns(assessment, verdict), *_verdict(verdict)):
            console.print(Padding(Text(line), (0, 0, 0, 2)))
    console.print(Text("\nWhat raises readiness most", style="bold"))
    for line in _best(assessment):
        console.print(Padding(Text(line), (0, 0, 0, 2)))
    console.print(Text("\nNext", style="bold"))
    for action in next_actions(assessment):
        console.print(Text(f"  {action}"))
    told = [*notes(assessment), f"Not assessed: {'; '.join(outlook(assessment).not_assessed)}."]
    console.print(Text("\n" + "\n".join(told), style="dim"))
    return written(console)


def explanation(assessment: Assessment, target: str, *, width: int, colour: bool) -> str:
    """One figure line by line; what does not fit the width goes on below its own beginning."""
    console = console_for(width, colour=colour)
    for line in lines(assessment, target):
        indent = len(line) - len(line.lstrip())
        console.print(Padding(Text(line.lstrip()), (0, 0, 0, indent)) if line else "")
    return written(console)


def _concerns(assessment: Assessment, verdict: Verdict) -> Iterator[str]:
    """How many concerns Stage 1 would raise, and to which clauses."""
    serious = [
        p for p in outlook(assessment).predicted if p.kind in (Class.MAJOR, Class.MINOR) and p.stage == 1
    ]
    if verdict.stage == 1 and serious:
        clauses = list(dict.fromkeys(one.clause for one in serious if one.clause != "-"))
        more = f" and {len(clauses) - SHOWN_CLAUSES} more" if len(clauses) > SHOWN_CLAUSES else ""
        noun = CONCERN if len(serious) == 1 else CONCERN.replace("area", "areas", 1)
        yield f"{len(serious)} {noun}, on clauses {'; '.join(clauses[:SHOWN_CLAUSES])}{more}"


def _verdict(verdict: Verdict) -> Iterator[str]:
    """What keeps it from the next better one, and the first things that lift it."""
    for gate in verdict.path:
        more = f" and {len(gate.lifts) - SHOWN_LIFTS} more" if len(gate.lifts) > SHOWN_LIFTS else ""
        lifts = "; ".join(lift.rstrip(".") for lift in gate.lifts[:SHOWN_LIFTS])
        yield f"needs {gate.needed}: {gate.actual}{f'. {lifts}{more}' if lifts else ''}"
    if not verdict.path:
        yield "every gate is open"


def _best(assessment: Assessment) -> Iterator[str]:
    found = best_actions(assessment, 3)
    for action in found:
        least = "up to " if action.at_most else ""
        gain = f"overall {least}+{_small(action.gain)}"
        if action.gain == 0:
            gain = f"overall +0.0 while one area holds it down, {least}+{_small(action.mean_gain)} below"
        yield f"{action.words}: {gain}"
    if not found:
        yield "Nothing that the rules find would raise it."


def next_actions(assessment: Assessment) -> list[str]:
    """Repair errors first, then begin the next step, then approve what is finished."""
    actions = []
    for step in assessment.steps:
        if step.verdict == "FAIL":
            errors = [f for f in assessment.errors if step.path in f.paths]
            rules = ", ".join(dict.fromkeys(f.rule for f in errors))
            actions.append(
                f"Repair {count(len(errors), 'error')} in {step.path} ({rules}): iso20k check {step.path}"
            )
    waiting = next((s for s in assessment.steps if s.status == "not-started"), None)
    if waiting:
        actions.append(f"Write step {waiting.number}, {waiting.title}: iso20k new {waiting.skill}")
    actions.extend(
        f"Approve {step.path}: nothing is wrong in it, and it is not approved"
        for step in assessment.steps
        if step.verdict == "PASS" and step.status != "complete"
    )
    warnings = sum(f.severity is Severity.WARNING and not f.waived for f in assessment.findings)
    if warnings:
        actions.append(f"Look at {count(warnings, 'warning')}: iso20k check")
    return actions or ["Nothing is left to do with the rules that exist."]


def _small(gain: Fraction) -> str:
    """A gain to one place, a smaller one to two."""
    return f"{float(gain):.1f}" if gain >= Fraction(1, 10) else f"{float(gain):.2f}"


def _steps(assessment: Assessment) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for heading, justify in (
        ("Phase", "left"),
        ("Step", "right"),
        ("Artifact", "left"),
        ("Status", "left"),
        ("Verdict", "left"),
        ("Ready", "right"),
    ):
        table.add_column(heading, justify=justify, no_wrap=True)  # type: ignore[arg-type]
    phase = ""
    for step in assessment.steps:
        table.add_row(step.phase if step.phase != phase else "", *_cells(step))
        phase = step.phase
    return table


def _cells(step: StepState) -> tuple[str | Text, ...]:
    sign, style = _SIGNS[step.status]
    verdict = Text(
        step.verdict or "–", style={"PASS": "green", "FAIL": "bold red"}.get(step.verdict or "", "dim")
    )
    return (
        str(step.number),
        step.title,
        Text(f"{sign} {step.status}", style=style),
        verdict,
        f"{step.readiness} %",
    )


def _areas(assessment: Assessment) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for heading in ("Area", "Weight", "Ready", "Stage 2", "", "Held down by"):
        table.add_column(
            heading,
            no_wrap=heading != "Held down by",
            justify="right" if heading in ("Weight", "Ready", "Stage 2") else "left",
        )
    for area, second in zip(assessment.readiness.areas, stage_two(assessment).areas, strict=True):
        filled = round(area.value / 100 * BAR_WIDTH)
        # two signs, since a pipe or a printer has no colours to tell them apart
        bar = Text("━" * filled, style="green") + Text("┄" * (BAR_WIDTH - filled), style="dim")
        reason = area.cap.reason.removeprefix("held down by ") if area.cap else ""
        table.add_row(area.name, f"{area.weight} %", f"{area.value} %", f"{second.value} %", bar, reason)
    return table
