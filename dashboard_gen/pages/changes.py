"""What changed between two states, with the reason for each difference: since the last review, in a month, between reviews."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from dashboard_gen.addresses import line_page
from dashboard_gen.history.lifetimes import Lifetime, Mark
from dashboard_gen.material import Material
from dashboard_gen.pages.origin import place_cell
from dashboard_gen.pages.page import Page, Table
from dashboard_gen.pages.sheet import Cell, Fact, Grid, Line, Part, Sheet, day, number, scripts_of
from dashboard_gen.points import Point, thinned
from dashboard_gen.words import why_different
from iso20k.judging.revision import Revision, revision
from iso20k.judging.rule import Severity
from iso20k.standard.radar import RADAR_AREAS
from iso20k.standard.steps import step_of_skill

MONTH = timedelta(days=30)
COMMITS, LIVES = 80, 90


class Pair(NamedTuple):
    """Two points of the history, and what the span between them is called."""

    name: str
    slug: str
    before: Point
    after: Point


def pairs(told: Material) -> tuple[Pair, ...]:
    """Since the last review, the last 30 days, since the first commit, and from each review to the next."""
    points = told.history.points
    last, reviews = points[-1], told.history.reviews
    found = []
    if reviews and points[reviews[-1].point].commit != last.commit:
        found.append(Pair(f"Since {reviews[-1].name}", "since-review", points[reviews[-1].point], last))
    limit = (date.fromisoformat(last.day) - MONTH).isoformat()
    month = [point for point in points[:-1] if point.day <= limit]
    if month:
        found.append(Pair("In the last 30 days", "month", month[-1], last))
    if len(points) > 1:
        found.append(Pair("Since the first commit", "whole", points[0], last))
    for one, other in pairwise(reviews):
        slug = re.sub(r"[^a-z0-9]+", "-", f"{one.name}--{other.name}".lower()).strip("-")
        found.append(Pair(f"From {one.name} to {other.name}", slug, points[one.point], points[other.point]))
    return tuple(found)


def pages(told: Material) -> Iterator[Page]:
    """changes.html and changes/SPAN.html."""
    known = pairs(told)
    yield Page(
        "changes.html", "sheet.html", {"sheet": _overview(told, known)}, scripts=("assets/changes.js",)
    )
    for pair in known:
        sheet = _sheet(told, pair)
        yield Page(
            page_of(pair), "sheet.html", {"sheet": sheet}, section="changes.html", scripts=scripts_of(sheet)
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


def page_of(pair: Pair) -> str:
    """The page of a span."""
    return f"changes/{pair.slug}.html"


def _overview(told: Material, known: Sequence[Pair]) -> Sheet:
    lines = tuple(
        Line(
            (
                Cell(pair.name, page_of(pair)),
                day(pair.before.day),
                day(pair.after.day),
                Cell(_moved(pair.before.readiness, pair.after.readiness), kind="n"),
                Cell(_moved(pair.before.errors, pair.after.errors), kind="n"),
                Cell(_moved(pair.before.complete, pair.after.complete), kind="n"),
            )
        )
        for pair in known
    )
    columns = (
        ("Span", ""),
        ("From", "date"),
        ("To", "date"),
        ("Readiness", "n"),
        ("Errors", "n"),
        ("Complete steps", "n"),
    )
    empty = "there is one state only."
    spans = Part(
        "spans", "Spans", grids=(Grid("With the reasons for each difference", columns, lines, empty=empty),)
    )
    lead = "Both sides are judged with today's rules, each as of its own day; so a figure can fall because a day has passed."
    return Sheet("Changes", (lead,), (spans, _commits(told), _lives(told), *_reported(told)))


def _moved(before: int | None, after: int | None) -> str:
    if before is None or after is None:
        return "not comparable"
    return f"{before} → {after}" if before != after else str(after)


def _commits(told: Material) -> Part:
    marked = {told.history.points[one.point].commit: one.name for one in told.history.reviews}
    points = [*thinned(told.history.points, COMMITS)]
    points += [point for point in told.history.points if point.commit in marked and point not in points]
    points.sort(key=lambda point: told.history.points.index(point), reverse=True)
    lines = tuple(
        Line(
            (
                Cell(point.short, kind="code", note=marked.get(point.commit, "")),
                day(point.day),
                Cell(point.author),
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
        ("Commit", ""), ("Day", "date"), ("Author", ""), ("Readiness", "n"), ("Errors", "n"), ("Warnings", "n"),
        ("Complete", "n"), *((area.name, "n") for area in RADAR_AREAS),
    )  # fmt: skip
    words = "Choose two commits, and the differences stand below; all commits are in trend.csv."
    return Part("commits", "Between any two commits", (words,), grids=(Grid("Commits", columns, lines),))


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
        grids=(Grid("Latest first", columns, lines, empty="nothing was ever found."),),
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
                Cell("–" if one.difference is None else f"{one.difference:+d}", kind="n"),
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


def _sheet(told: Material, pair: Pair) -> Sheet:
    before, after = (
        told.assessment_at(point.commit, date.fromisoformat(point.day)) for point in (pair.before, pair.after)
    )
    lead = f"From commit {pair.before.short} of {pair.before.day} to commit {pair.after.short} of {pair.after.day}."
    if before is None or after is None:
        words = "One of the two states cannot be judged in full, so reasons cannot be given."
        return Sheet(pair.name, (lead, words), (), up=("changes.html", "Changes"))
    found = revision(before, after, told.catalogue)
    warnings = tuple(f"Not comparable: {words}." for words in found.settings)
    parts = (_areas(found), _steps(found), _promises(found), *_findings(found))
    facts = (
        Fact("Readiness", _moved(pair.before.readiness, pair.after.readiness), unit=" %"),
        Fact("Findings that began", str(len(found.of("new")))),
        Fact("Findings that ended", str(len(found.of("solved")))),
        Fact("Promises changed", str(len(found.promises))),
    )
    return Sheet(pair.name, (lead, *warnings), parts, facts, ("changes.html", "Changes"))


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
        "areas", "Areas", grids=(Grid("Areas that moved", columns, tuple(lines), empty="no area moved."),)
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
                Cell(_moved(step.before.readiness, step.after.readiness), kind="n"),
            )
        )
        for step in found.steps
        if step.turned or step.before.readiness != step.after.readiness
    )
    columns = (("Step", ""), ("Document", ""), ("Verdict", ""), ("Readiness", "n"))
    return Part("steps", "Steps", grids=(Grid("Steps that moved", columns, lines, empty="no step moved."),))


def _promises(found: Revision) -> Part:
    lines = tuple(
        Line((Cell(str(one.turn)), Cell(one.words), place_cell(one.after.place if one.after else None)))
        for one in found.promises
    )
    columns = (("Direction", ""), ("Promise", ""), ("Where", ""))
    grid = Grid("Promises", columns, lines, tools=True, choices=(0,), empty="no promise changed.")
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
            for seen in chosen[:LIVES]
        )
        columns = (("Severity", ""), ("Rule", ""), ("What", ""), ("Where", ""))
        yield Part(
            anchor, title, grids=(Grid(title, columns, lines, tools=True, choices=(0,), empty="none."),)
        )
