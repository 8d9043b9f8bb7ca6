"""Assessments become the frozen values that pages, charts and data files are made from; no figure is made later."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from dashboard_gen.addresses import step_page
from dashboard_gen.changes import Change, changes
from dashboard_gen.derivation import Sheet, sheets
from dashboard_gen.listing import Group, Item, groups, items
from dashboard_gen.maturity import Cell, cells, mean
from dashboard_gen.points import Point
from dashboard_gen.portfolio import (
    COUNTED_AGREEMENTS,
    COUNTED_SERVICES,
    Coverage,
    Portfolio,
    coverage,
    portfolio,
)
from iso20k import __version__
from iso20k.judging.assessment import Assessment, StepState
from iso20k.judging.readiness import AreaReadiness
from iso20k.judging.stage_two import stage_two
from iso20k.standard.radar import RADAR_AREAS
from iso20k.standard.steps import step_of_skill

Figure = int | float | None


class Origin(NamedTuple):
    """What stands at the head of every page: whose system, as of when, at which commit, judged by what."""

    organisation: str
    edition: str
    as_of: str
    commit: str
    when: str
    subject: str
    tool: str
    rules: int

    @property
    def short(self) -> str:
        """The commit as people write it."""
        return self.commit[:7]


class Row(NamedTuple):
    """One of the 22 steps with its derivation (None: no document) and its findings by rule."""

    state: StepState
    page: str
    owner: str
    sheet: Sheet | None
    findings: tuple[Item, ...]
    groups: tuple[Group, ...]

    def count(self, severity: str) -> int:
        """How many findings of a severity stand in this document."""
        return sum(item.severity == severity for item in self.findings)


class Area(NamedTuple):
    """A spoke of the radar now and before; `documents` are (step, title, readiness)."""

    readiness: AreaReadiness
    former: int | None
    documents: tuple[tuple[int, str, int], ...]
    mean: float
    held_by: str
    gate: bool


class Site(NamedTuple):
    """All that the site says. `figures` is the one source of every number that a page shows under a name."""

    origin: Origin
    figures: Mapping[str, Figure]
    areas: tuple[Area, ...]
    overall_mean: float
    held_by: str
    cells: tuple[Cell, ...]
    rows: tuple[Row, ...]
    beside: tuple[Group, ...]
    items: tuple[Item, ...]
    portfolio: Portfolio | None
    agreements: Coverage | None
    points: tuple[Point, ...]
    since: Point | None
    changes: tuple[Change, ...]
    notes: tuple[str, ...]


def site(
    points: Sequence[Point],
    now: Assessment,
    previous: Assessment | None,
    rules: int,
    notes: Sequence[str] = (),
) -> Site:
    """The values of the site. The last of `points` belongs to `now`; `notes` tell what the history leaves out."""
    last = points[-1]
    pages = {step.path: step_page(step.number) for step in now.steps if step.path}
    found = items(now.findings, pages)
    derived = sheets(now)
    rows = tuple(_row(now, step, derived, found) for step in now.steps)
    areas = tuple(_areas(now, previous))
    levels = cells(now.workspace, derived)
    shelf, agreed = portfolio(now.workspace), coverage(now.workspace)
    since = next((p for p in points if previous and p.commit == previous.commit), None)
    total = sum(area.readiness.weight for area in areas) or 1
    return Site(
        Origin(
            now.workspace.configuration.organisation, now.workspace.edition, last.day, last.commit, last.when,
            last.subject, __version__, rules,
        ),
        _figures(last, since, areas, rows, found, levels, shelf, agreed)
        | {
            "stage-2": stage_two(now).overall,
            "stage-2.former": stage_two(previous).overall if previous else None,
        },
        areas,
        sum(area.readiness.weight * area.readiness.value for area in areas) / total,
        now.readiness.cap.reason if now.readiness.cap else "",
        levels,
        rows,
        groups([item for item in found if item.page not in pages.values()]),
        found,
        shelf,
        agreed,
        tuple(points),
        since,
        changes(previous, now, found) if previous else (),
        tuple(notes),
    )  # fmt: skip


def _row(now: Assessment, step: StepState, derived: Mapping[str, Sheet], found: Sequence[Item]) -> Row:
    artifact = now.workspace.artifact(step.skill)
    own = tuple(item for item in found if step.path and item.finding.place.path == step.path)
    owner = artifact.field("owner").text if artifact else ""
    return Row(step, step_page(step.number), owner, derived.get(step.skill), own, groups(own))


def _areas(now: Assessment, previous: Assessment | None) -> list[Area]:
    made = []
    for number, figure in enumerate(now.readiness.areas):
        documents = []
        for skill, value in figure.artifacts:
            step = step_of_skill(skill)
            assert step is not None
            documents.append((step.number, step.title, value))
        before = previous.readiness.areas[number].value if previous else None
        average = sum(value for _, _, value in documents) / len(documents)
        lowest = min(documents, key=lambda document: document[2])
        held = f"held down by {lowest[1]} {lowest[2]} %" if figure.cap else ""
        made.append(Area(figure, before, tuple(documents), average, held, RADAR_AREAS[number].gate))
    return made


def _figures(
    last: Point,
    since: Point | None,
    areas: Sequence[Area],
    rows: Sequence[Row],
    found: Sequence[Item],
    levels: Sequence[Cell],
    shelf: Portfolio | None,
    agreed: Coverage | None,
) -> dict[str, Figure]:
    return {
        **_whole(last, since, len(rows)),
        **{
            name: [item.severity for item in found].count(severity)
            for name, severity in (
                ("errors", "error"), ("warnings", "warning"), ("advice", "advice"), ("waived", "waived"),
            )
        },
        **_maturity(levels),
        **{f"services.{name}": getattr(shelf, name, None) for name in COUNTED_SERVICES},
        **{f"slas.{name}": getattr(agreed, name, None) for name in COUNTED_AGREEMENTS},
        **_by_area(areas),
        **_by_step(rows),
    }  # fmt: skip


def _whole(last: Point, since: Point | None, steps: int) -> dict[str, Figure]:
    return {
        "capa.open": last.capas.open if last.capas else None,
        "capa.overdue": last.capas.overdue if last.capas else None,
        "capa.closed": last.capas.closed if last.capas else None,
        "capa.open.former": since.capas.open if since and since.capas else None,
        "capa.closed.former": since.capas.closed if since and since.capas else None,
        "capa.overdue.former": since.capas.overdue if since and since.capas else None,
        "maturity.mean.former": round(since.maturity.mean, 1) if since and since.maturity else None,
        "slas.covered.former": since.agreed.covered if since and since.agreed else None,
        "slas.business.former": since.agreed.business if since and since.agreed else None,
        "readiness": last.readiness,
        "readiness.former": since.readiness if since else None,
        "errors.former": since.errors if since else None,
        "steps": steps,
        "steps.complete": last.complete,
        "steps.complete.former": since.complete if since else None,
        "steps.in-progress": last.in_progress,
        "steps.not-started": steps - last.complete - last.in_progress,
    }


def _maturity(levels: Sequence[Cell]) -> dict[str, Figure]:
    average = mean(levels)
    figures: dict[str, Figure] = {
        "maturity.mean": float(average) if average is not None else None,
        "maturity.assessed": sum(cell.level is not None for cell in levels),
        "maturity.areas": len(levels),
    }
    for cell in levels:
        figures[f"clause.{cell.number}"] = _number(float(cell.level.value)) if cell.level else None
        figures[f"clause.{cell.number}.content"] = cell.content
    return figures


def _by_area(areas: Sequence[Area]) -> dict[str, Figure]:
    figures: dict[str, Figure] = {}
    for area in areas:
        figures[f"area.{area.readiness.key}"] = area.readiness.value
        figures[f"area.{area.readiness.key}.former"] = area.former
        figures[f"area.{area.readiness.key}.weight"] = area.readiness.weight
    return figures


def _by_step(rows: Sequence[Row]) -> dict[str, Figure]:
    figures: dict[str, Figure] = {}
    for row in rows:
        figures[f"step.{row.state.number}"] = row.state.readiness
        figures[f"step.{row.state.number}.errors"] = row.count("error")
        figures[f"step.{row.state.number}.warnings"] = row.count("warning")
    return figures


def _number(value: float) -> int | float:
    return int(value) if value == int(value) else value
