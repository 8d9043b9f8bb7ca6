"""Frozen pages of tagged reviews: the state at the tag, as of its own day, under an address that stays."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator

from dashboard_gen.addresses import review_folder
from dashboard_gen.assets import print_margins
from dashboard_gen.history.reported import Review
from dashboard_gen.material import Material
from dashboard_gen.pages.page import Page
from dashboard_gen.pages.sheet import Cell, Fact, Grid, Line, Part, Sheet
from dashboard_gen.points import Point
from dashboard_gen.series import Origin
from dashboard_gen.words import why_different, written_day
from iso20k.standard.areas import CLAUSE_AREAS
from iso20k.standard.radar import RADAR_AREAS
from iso20k.standard.steps import STEPS


def folder_of(review: Review) -> str:
    """The folder of a review, by its tag: 'at/review-2026-10/'."""
    return review_folder(review.name, review.commit)


def pages(told: Material) -> Iterator[Page]:
    """at/REVIEW/index.html."""
    for review in told.history.reviews:
        point = told.history.points[review.point]
        yield Page(
            f"{folder_of(review)}index.html",
            "sheet.html",
            {"sheet": _sheet(told, review, point)},
            section="changes.html",
            styles=(_margins(review),),
            origin=_origin(told, point),
        )


def _origin(told: Material, point: Point) -> Origin:
    """The head and the foot of a frozen page tell of its own state, not of the one around it."""
    return told.site.origin._replace(
        edition=point.edition, as_of=point.day, commit=point.commit, when=point.when, subject=point.subject
    )


def _margins(review: Review) -> str:
    return f"{folder_of(review)[3:-1]}.css"


def files(told: Material, addresses: Collection[str]) -> Iterator[tuple[str, bytes]]:
    """at/REVIEW/snapshot.json: the figures of the frozen page as data; and what its printed sheets say in their margins."""
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
        yield f"assets/{_margins(review)}", print_margins(told.site.points[0].day, _origin(told, point))


def _sheet(told: Material, review: Review, point: Point) -> Sheet:
    lead = (
        f"The state at commit {point.short}, which the tag {review.name} marks, judged with the rules of today. "
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
    facts += _verdicts(point)
    parts = [*_blocked(point), _areas(point), _steps(point), *_maturity(point)]
    title = f"Review of {written_day(review.day)}"
    return Sheet(title, (lead,), tuple(parts), tuple(facts), ("changes.html", "Changes"))


def _verdicts(point: Point) -> Iterator[Fact]:
    for stage, one in enumerate(point.prospect.stages if point.prospect else (), 1):
        planned = f"planned for {written_day(one.day)}" if one.day else "no day set"
        yield Fact(f"Stage {stage}", one.words, note=planned)


def _blocked(point: Point) -> Iterator[Part]:
    blocks = point.prospect.blocks if point.prospect else ()
    if blocks:
        lines = tuple(Line((Cell(one.text), Cell(one.owner or "nobody"))) for one in blocks)
        yield Part(
            "blocked", "What blocked", grids=(Grid("What blocked", (("What", ""), ("Whose", "")), lines),)
        )


def _areas(point: Point) -> Part:
    lines = tuple(
        Line((Cell(area.name), Cell(f"{value} %", kind="n")))
        for area, value in zip(RADAR_AREAS, point.areas, strict=False)
    )
    return Part("areas", "Areas", grids=(Grid("Readiness by area", (("Area", ""), ("Ready", "n")), lines),))


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
