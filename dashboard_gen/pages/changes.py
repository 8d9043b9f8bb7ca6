"""What changed: since the last review, in a month, between reviews; any two commits, the life of findings, former reports."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from dashboard_gen.addresses import line_page
from dashboard_gen.history.lifetimes import Lifetime, Mark
from dashboard_gen.history.reported import Review
from dashboard_gen.material import Material
from dashboard_gen.pages.page import Page, Table
from dashboard_gen.pages.sheet import Cell, Grid, Line, Part, Sheet, day, number, scripts_of
from dashboard_gen.pages.span import Span, moved, span_sheet
from dashboard_gen.points import thinned
from dashboard_gen.words import signed, why_different, written_day
from iso20k.standard.radar import RADAR_AREAS
from iso20k.standard.steps import step_of_skill

MONTH = timedelta(days=30)
COMMITS, LIVES = 80, 90


def spans(told: Material) -> tuple[Span, ...]:
    """Since the last review, the last 30 days, since the first commit, and from each review to the next."""
    points = told.history.points
    last, reviews = points[-1], told.history.reviews
    found = []
    if reviews and points[reviews[-1].point].commit != last.commit:
        found.append(Span(f"Since {_called(reviews[-1])}", "since-review", points[reviews[-1].point], last))
    limit = (date.fromisoformat(last.day) - MONTH).isoformat()
    month = [point for point in points[:-1] if point.day <= limit]
    if month:
        found.append(Span("In the last 30 days", "month", month[-1], last))
    if len(points) > 1:
        found.append(Span("Since the first commit", "whole", points[0], last))
    for one, other in pairwise(reviews):
        slug = re.sub(r"[^a-z0-9]+", "-", f"{one.name}--{other.name}".lower()).strip("-")
        found.append(
            Span(f"From {_called(one)} to {_called(other)}", slug, points[one.point], points[other.point])
        )
    return tuple(found)


def _called(review: Review) -> str:
    return f"the review of {written_day(review.day)}"


def pages(told: Material) -> Iterator[Page]:
    """changes.html and changes/SPAN.html."""
    known = spans(told)
    yield Page(
        "changes.html", "sheet.html", {"sheet": _overview(told, known)}, scripts=("assets/changes.js",)
    )
    for span in known:
        sheet = span_sheet(told, span)
        yield Page(
            span.page, "sheet.html", {"sheet": sheet}, section="changes.html", scripts=scripts_of(sheet)
        )


def tables(told: Material) -> Iterator[Table]:
    """data/lifetimes.csv and data/reported.csv."""
    header = (
        "rule", "where", "message", "severity", "first_seen", "first_commit", "first_author", "ended", "ended_commit",
        "ended_by", "returned", "days",
    )  # fmt: skip
    lives = told.history.lifetimes
    yield Table(
        "lifetimes",
        header,
        [(*life[:4], *_mark(life.first), *_mark(life.ended), life.returned, life.days) for life in lives],
    )
    reported = told.history.reported
    columns = (
        "path",
        "commit",
        "author",
        "as_of",
        "readiness_reported",
        "readiness_recomputed",
        "difference",
    )
    rows = [(r.path, r.commit, r.author, r.as_of, r.readiness, r.recomputed, r.difference) for r in reported]
    yield Table("reported", columns, rows)


def _mark(mark: Mark | None) -> tuple[str, str, str]:
    return (mark.day, mark.commit, mark.author) if mark else ("", "", "")


def _overview(told: Material, known: Sequence[Span]) -> Sheet:
    lines = tuple(
        Line(
            (
                Cell(span.name, span.page),
                day(span.before.day),
                day(span.after.day),
                Cell(moved(span.before.readiness, span.after.readiness), kind="n"),
                Cell(moved(span.before.errors, span.after.errors), kind="n"),
                Cell(moved(span.before.complete, span.after.complete), kind="n"),
            )
        )
        for span in known
    )
    columns = (
        ("Span", ""),
        ("From", "date"),
        ("To", "date"),
        ("Readiness", "n"),
        ("Errors", "n"),
        ("Complete steps", "n"),
    )
    empty = "There is one state only."
    table = Part(
        "spans", "With the reasons for each difference", grids=(Grid("Spans", columns, lines, empty=empty),)
    )
    lead = "Both sides are judged with today's rules, each as of its own day; so a figure can fall because a day has passed."
    return Sheet("Changes", (lead,), (table, _commits(told), _lives(told), *_reported(told)))


def _commits(told: Material) -> Part:
    marked = {told.history.points[one.point].commit: one.name for one in told.history.reviews}
    points = [*thinned(told.history.points, COMMITS)]
    points += [point for point in told.history.points if point.commit in marked and point not in points]
    points.sort(key=lambda point: told.history.points.index(point), reverse=True)
    lines = tuple(
        Line(
            (
                Cell(point.short, kind="code", note=marked.get(point.commit, "")),
                day(point.day)._replace(note=point.author),
                number(point.readiness),
                number(point.errors if point.state != "unreadable" else None),
                number(point.warnings if point.state != "unreadable" else None),
                number(point.complete),
                *(number(value) for value in point.areas or (None,) * 9),
            )
        )
        for point in points
    )
    columns = (
        ("Commit", ""), ("Day", "date"), ("Readiness", "n"), ("Errors", "n"), ("Warnings", "n"),
        ("Complete", "n"), *((area.name, "n") for area in RADAR_AREAS),
    )  # fmt: skip
    words = "Choose two commits, and their differences appear here. The figures are percent and counts; all commits are in trend.csv."
    return Part(
        "commits", "Between any two commits", (words,), grids=(Grid("Commits", columns, lines, across=True),)
    )


def _lives(told: Material) -> Part:
    """The findings that began or ended last."""
    recent = sorted(told.history.lifetimes, key=lambda life: -(life.ended or life.last).number)[:LIVES]
    lines = tuple(_life_line(life) for life in recent)
    columns = (
        ("Finding", ""), ("Document", ""), ("First seen", "date"), ("By", ""), ("Ended", "date"), ("Ended by", ""), ("Days", "n"),
        ("Came back", "n"),
    )  # fmt: skip
    words = "When each finding began, who ended it, how long it lived; a day that passes can begin one. All are in lifetimes.csv."
    return Part(
        "lives",
        "The life of findings",
        (words,),
        grids=(Grid("Latest first", columns, lines, empty="Nothing was ever found."),),
    )


def _life_line(life: Lifetime) -> Line:
    step = step_of_skill(life.where)
    first, ended = life.first, life.ended
    return Line(
        (
            Cell(life.rule, note=life.message),
            Cell(step.title if step else life.where),
            day(first.day),
            Cell(first.author, note=first.commit[:7]),
            day(ended.day) if ended else Cell("open", kind=""),
            Cell(ended.author if ended else "–", note=ended.commit[:7] if ended else ""),
            number(life.days),
            number(life.returned),
        )
    )


def _reported(told: Material) -> Iterator[Part]:
    """What was reported then, beside what today's rules say of the same commit."""
    if not told.history.reported:
        return
    lines = tuple(
        Line(
            (
                Cell(one.path, line_page(one.path, one.line), "code"),
                day(str(one.as_of)),
                Cell(f"{one.readiness} %", kind="n"),
                Cell("cannot be judged" if one.recomputed is None else f"{one.recomputed} %", kind="n"),
                Cell("–" if one.recomputed is None else signed(one.recomputed, one.readiness), kind="n"),
                Cell(why_different(one) or "the same"),
            )
        )
        for one in told.history.reported
    )
    columns = (
        ("Report", ""),
        ("As of", "date"),
        ("Reported then", "n"),
        ("With today's rules", "n"),
        ("Difference", "n"),
        ("Why", ""),
    )
    yield Part("reported", "As reported then", grids=(Grid("Committed reports", columns, lines),))
