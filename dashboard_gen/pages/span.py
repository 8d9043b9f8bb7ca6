"""The span between two states of the history, with the reason for each difference: areas, steps, promises, findings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from dashboard_gen.material import Material
from dashboard_gen.pages.origin import place_cell
from dashboard_gen.pages.sheet import Cell, Fact, Grid, Line, Part, Sheet
from dashboard_gen.points import Point
from iso20k.judging.revision import Revision, revision
from iso20k.judging.rule import Severity
from iso20k.standard.steps import step_of_skill

#: So many findings of a kind are told; a page stays small.
TOLD = 90


class Span(NamedTuple):
    """Two points of the history, and what the span between them is called."""

    name: str
    slug: str
    before: Point
    after: Point

    @property
    def page(self) -> str:
        """The page of the span."""
        return f"changes/{self.slug}.html"


def moved(before: int | None, after: int | None) -> str:
    """'84 → 87', '87' where nothing moved."""
    if before is None or after is None:
        return "not comparable"
    return f"{before} → {after}" if before != after else str(after)


def span_sheet(told: Material, span: Span) -> Sheet:
    """Both states judged with today's rules, each as of its own day."""
    before, after = (
        told.assessment_at(point.commit, date.fromisoformat(point.day)) for point in (span.before, span.after)
    )
    lead = f"From commit {span.before.short} of {span.before.day} to commit {span.after.short} of {span.after.day}."
    if before is None or after is None:
        words = "One of the two states cannot be judged in full, so reasons cannot be given."
        return Sheet(span.name, (lead, words), (), up=("changes.html", "Changes"))
    found = revision(before, after, told.catalogue)
    warnings = tuple(f"Not comparable: {words}." for words in found.settings)
    parts = (_areas(found), _steps(found), _promises(found), *_findings(found))
    facts = (
        Fact("Readiness", moved(span.before.readiness, span.after.readiness), unit=" %"),
        Fact("Findings that began", str(len(found.of("new")))),
        Fact("Findings that ended", str(len(found.of("solved")))),
        Fact("Promises changed", str(len(found.promises))),
    )
    return Sheet(span.name, (lead, *warnings), parts, facts, ("changes.html", "Changes"))


def _areas(found: Revision) -> Part:
    """Each area that moved, with the documents that moved it and what was found in them."""
    lines = []
    for area, (old, new) in zip(
        found.areas, zip(found.before.readiness.areas, found.after.readiness.areas, strict=True), strict=True
    ):
        if area.before != area.after:
            reasons = [
                f"{step.title if (step := step_of_skill(skill)) else skill} {was} → {now}"
                for (skill, was), (_, now) in zip(old.artifacts, new.artifacts, strict=True)
                if was != now
            ]
            held = f"; held {new.cap.reason}" if new.cap else ""
            cells = (
                Cell(area.name),
                Cell(f"{area.before} → {area.after}", kind="n"),
                Cell("; ".join(reasons) + held or "its ceiling moved"),
            )
            lines.append(Line(cells))
    columns = (("Area", ""), ("Readiness", "n"), ("Because of", ""))
    return Part(
        "areas", "Areas", grids=(Grid("Areas that moved", columns, tuple(lines), empty="No area moved."),)
    )


def _steps(found: Revision) -> Part:
    kinds = {one.skill: one.kind for one in found.documents}
    lines = tuple(
        Line(
            (
                Cell(f"{step.after.number} {step.after.title}"),
                Cell(kinds.get(step.after.skill, "not touched")),
                Cell(
                    f"{step.before.verdict or 'no verdict'} → {step.after.verdict or 'no verdict'}"
                    if step.turned
                    else step.after.verdict or "–"
                ),
                Cell(moved(step.before.readiness, step.after.readiness), kind="n"),
            )
        )
        for step in found.steps
        if step.turned or step.before.readiness != step.after.readiness
    )
    columns = (("Step", ""), ("Document", ""), ("Verdict", ""), ("Readiness", "n"))
    return Part("steps", "Steps", grids=(Grid("Steps that moved", columns, lines, empty="No step moved."),))


def _promises(found: Revision) -> Part:
    lines = tuple(
        Line((Cell(str(one.turn)), Cell(one.words), place_cell(one.after.place if one.after else None)))
        for one in found.promises
    )
    columns = (("Direction", ""), ("Promise", ""), ("Where", ""))
    grid = Grid("Promises", columns, lines, tools=True, choices=(0,), empty="No promise changed.")
    return Part("promises", "Promises changed", grids=(grid,))


def _findings(found: Revision) -> Iterator[Part]:
    for anchor, title, state in (
        ("began", "Findings that began", "new"),
        ("ended", "Findings that ended", "solved"),
    ):
        chosen = sorted(
            found.of(state),
            key=lambda seen: (seen.finding.severity is not Severity.ERROR, seen.finding.place),
        )
        lines = tuple(
            Line(
                (
                    Cell(str(seen.finding.severity), kind="severity"),
                    Cell(seen.finding.rule, note=seen.finding.name.replace("-", " ")),
                    Cell(seen.finding.message),
                    place_cell(seen.finding.place)
                    if state == "new"
                    else Cell(seen.finding.place.path, kind="code"),
                )
            )
            for seen in chosen[:TOLD]
        )
        columns = (("Severity", ""), ("Rule", ""), ("What", ""), ("Where", ""))
        yield Part(
            anchor, title, grids=(Grid(title, columns, lines, tools=True, choices=(0,), empty="None."),)
        )
