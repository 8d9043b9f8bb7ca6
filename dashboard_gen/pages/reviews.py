"""Frozen pages of tagged reviews: the state at the tag, as of its own day, under an address that stays."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator

from dashboard_gen.addresses import review_folder
from dashboard_gen.history.reported import Review
from dashboard_gen.material import Material
from dashboard_gen.pages.page import Page
from dashboard_gen.pages.sheet import Cell, Fact, Grid, Line, Part, Sheet, day, number
from dashboard_gen.points import Point
from dashboard_gen.words import why_different
from iso20k.standard.areas import CLAUSE_AREAS
from iso20k.standard.radar import RADAR_AREAS
from iso20k.standard.steps import STEPS


def folder_of(review: Review) -> str:
    """The folder of a review, by its tag: 'at/review-2026-10/'."""
    return review_folder(review.name, review.commit)


def pages(told: Material) -> Iterator[Page]:
    """at/REVIEW/index.html."""
    for review in told.history.reviews:
        sheet = _sheet(told, review, told.history.points[review.point])
        yield Page(f"{folder_of(review)}index.html", "sheet.html", {"sheet": sheet}, section="changes.html")


def files(told: Material, addresses: Collection[str]) -> Iterator[tuple[str, bytes]]:
    """at/REVIEW/snapshot.json: the figures of the frozen page as data."""
    del addresses
    for review in told.history.reviews:
        point = told.history.points[review.point]
        values = {
            "schema": "iso20k/snapshot/1",
            "review": review.name,
            "commit": point.commit,
            "as_of": point.day,
            "rules_of": "the tool that built this page",
            "readiness": point.readiness,
            "stage_2": point.prospect.stage_2 if point.prospect else None,
            "areas": dict(zip((area.key for area in RADAR_AREAS), point.areas, strict=False)),
            "steps": {step.skill: mark._asdict() for step, mark in zip(STEPS, point.steps, strict=False)},
            "errors": point.errors,
            "warnings": point.warnings,
        }
        text = json.dumps(values, indent=1, ensure_ascii=False) + "\n"
        yield f"{folder_of(review)}snapshot.json", text.encode("utf-8", "replace")


def _sheet(told: Material, review: Review, point: Point) -> Sheet:
    lead = (
        f"The state at commit {point.short}, which the tag {review.name} marks, as of {point.day}, judged with the rules of today. "
        "This page keeps its address; it changes only when the rules do."
    )
    facts = [
        Fact("Readiness on paper", "not known" if point.readiness is None else f"{point.readiness} %"),
        Fact("Readiness for Stage 2", f"{point.prospect.stage_2} %" if point.prospect else "not known"),
        Fact("Errors", str(point.errors)),
        Fact("Complete steps", f"{point.complete} of {len(STEPS)}"),
    ]
    facts += [
        Fact(
            "As reported then",
            f"{one.readiness} %",
            note="; ".join(filter(None, (one.path, why_different(one)))),
        )
        for one in told.history.reported
        if one.judged == point.commit or str(one.as_of) == point.day
    ]
    if point.capas:
        facts.append(
            Fact("Corrective actions", f"{point.capas.open} open, {point.capas.overdue} of them overdue")
        )
    if point.agreed:
        facts.append(Fact("SLA coverage", f"{point.agreed.covered} of {point.agreed.business}"))
    parts = [*_verdicts(point), _areas(point), _steps(point), *_maturity(point)]
    return Sheet(f"Review {review.name}", (lead,), tuple(parts), tuple(facts), ("changes.html", "Changes"))


def _verdicts(point: Point) -> Iterator[Part]:
    ahead = point.prospect
    if ahead is None:
        return
    stages = tuple(
        Line((Cell(f"Stage {stage}"), Cell(one.words), day(one.day)))
        for stage, one in enumerate(ahead.stages, 1)
    )
    outlook = Grid("By our own rules", (("Audit", ""), ("Outlook", ""), ("Planned", "date")), stages)
    blocks = tuple(Line((Cell(one.text), Cell(one.owner))) for one in ahead.blocks)
    blocked = Grid("What blocked", (("What", ""), ("Whose", "")), blocks)
    yield Part("verdicts", "Outlook", grids=(outlook, blocked) if blocks else (outlook,))


def _areas(point: Point) -> Part:
    lines = tuple(
        Line((Cell(area.name), number(value))) for area, value in zip(RADAR_AREAS, point.areas, strict=False)
    )
    return Part(
        "areas", "Areas", grids=(Grid("Readiness in percent", (("Area", ""), ("Ready", "n")), lines),)
    )


def _steps(point: Point) -> Part:
    lines = tuple(
        Line(
            (
                Cell(f"{step.number} {step.title}"),
                Cell(mark.status, kind="status"),
                Cell(mark.verdict or "", kind="verdict"),
                Cell(f"{mark.readiness} %", kind="n"),
            )
        )
        for step, mark in zip(STEPS, point.steps, strict=False)
    )
    columns = (("Step", ""), ("State", ""), ("Verdict", ""), ("Ready", "n"))
    return Part("steps", "Steps", grids=(Grid("The 22 steps", columns, lines),))


def _maturity(point: Point) -> Iterator[Part]:
    if point.maturity:
        lines = tuple(
            Line(
                (
                    Cell(f"{area.number} {area.name}"),
                    Cell("not assessed" if level is None else f"{level:g}", kind="n"),
                )
            )
            for area, level in zip(CLAUSE_AREAS, point.maturity.levels, strict=False)
        )
        yield Part(
            "clauses", "Clauses", grids=(Grid("Declared levels", (("Area", ""), ("Level", "n")), lines),)
        )
