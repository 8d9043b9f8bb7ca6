"""The figures of the site as JSON and CSV, so that a reader can recompute and nobody has to scrape pages."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from typing import Any

from dashboard_gen.series import Site
from dashboard_gen.words import safe

SCHEMA_ID = "iso20k/dashboard/1"

#: A cell that begins like this would be run as a formula by a spreadsheet.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def data_files(site: Site) -> dict[str, bytes]:
    """data/dashboard.json and one CSV for each table, by path."""
    made = {"data/dashboard.json": _json(site)}
    for name, (header, rows) in _tables(site).items():
        made[f"data/{name}.csv"] = csv_bytes(header, rows)
    return made


Table = tuple[Sequence[str], Iterable[Sequence[object]]]


def _tables(site: Site) -> dict[str, Table]:
    return {
        "areas": (
            ("area", "name", "readiness", "former", "weight", "mean", "held_down_by"),
            [
                (
                    a.readiness.key, a.readiness.name, a.readiness.value, a.former, a.readiness.weight,
                    round(a.mean, 2), a.held_by,
                )
                for a in site.areas
            ],
        ),
        "steps": _steps(site),
        "clauses": _clauses(site),
        "trend": _trend(site),
        "findings": _findings(site),
        "checks": _checks(site),
    }  # fmt: skip


def _steps(site: Site) -> Table:
    header = (
        "step", "skill", "title", "phase", "path", "status", "verdict", "readiness", "errors", "warnings",
        "content", "correctness", "agreement", "control", "raw", "caps",
    )  # fmt: skip
    rows: list[Sequence[object]] = []
    for row in site.rows:
        s, sheet = row.state, row.sheet
        derived: Sequence[object] = ("",) * 6
        if sheet:
            caps = "; ".join(f"{limit} {reason}" for limit, reason in sheet.caps)
            derived = (
                *(round(p.counted, 4) for p in sheet.parts),
                sheet.control,
                round(sheet.raw, 2),
                caps,
            )
        rows.append((
            s.number, s.skill, s.title, s.phase, s.path, s.status, s.verdict or "", s.readiness,
            row.count("error"), row.count("warning"), *derived,
        ))  # fmt: skip
    return header, rows


def _clauses(site: Site) -> Table:
    header = ("clause", "name", "level", "target", "path", "line", "content")
    rows: list[Sequence[object]] = []
    for cell in site.cells:
        level = cell.level
        told = (level.value, level.target, level.path, level.line) if level else ("not assessed", "", "", "")
        rows.append((cell.number, cell.name, *told, cell.content))
    return header, rows


def _trend(site: Site) -> Table:
    header = (
        "commit", "date", "as_of", "readiness", "errors", "warnings", "complete", "in_progress", "verdict",
        "note", "subject", *(area.readiness.key for area in site.areas),
    )  # fmt: skip
    empty = ("",) * len(site.areas)
    rows = [
        (
            p.commit, p.when, p.day, p.readiness, *_counts(p.state, p.errors, p.warnings, p.complete, p.in_progress),
            p.verdict, p.note, p.subject, *(p.areas or empty),
        )
        for p in site.points
    ]  # fmt: skip
    return header, rows


def _counts(state: str, *values: int) -> Sequence[object]:
    """What was never counted is empty, which is not 0."""
    return ("",) * len(values) if state == "unreadable" else values


def _findings(site: Site) -> Table:
    header = (
        "rule",
        "name",
        "severity",
        "clause",
        "path",
        "line",
        "column",
        "message",
        "hint",
        "waived",
        "page",
    )
    rows = []
    for item in site.items:
        f = item.finding
        rows.append((
            f.rule, f.name, str(f.severity), f.clause, f.place.path, f.place.line, f.place.column, f.message,
            f.hint, f.waived, item.address,
        ))  # fmt: skip
    return header, rows


def _checks(site: Site) -> Table:
    header = ("step", "skill", "rule", "name", "part", "weight", "share", "evaluable", "demands")
    rows = [
        (row.state.number, row.state.skill, c.rule, c.name, c.kind, c.weight, c.share, c.evaluable, c.demands)
        for row in site.rows
        for c in (row.sheet.checks if row.sheet else ())
    ]
    return header, rows


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return text.getvalue().encode()


def _cell(value: object) -> object:
    if isinstance(value, str):
        text = safe(value)
        return f"'{text}" if text.startswith(_FORMULA) else text
    return "" if value is None else value


def _json(site: Site) -> bytes:
    origin = site.origin
    value: dict[str, Any] = {
        "schema": SCHEMA_ID,
        "tool": f"iso20k {origin.tool}",
        "rules": origin.rules,
        "organisation": safe(origin.organisation),
        "edition": origin.edition,
        "as_of": origin.as_of,
        "commit": origin.commit,
        "compared_with": site.since.commit if site.since else None,
        "figures": dict(site.figures),
        "registers": {
            "services": site.portfolio is not None,
            "sla": site.agreements is not None,
            "capa": False,
        },
        "changes": [{"direction": c.direction, "text": safe(c.text)} for c in site.changes],
        "notes": list(site.notes),
    }
    for name, (header, rows) in _tables(site).items():
        value[name] = [dict(zip(header, map(_plain, row), strict=True)) for row in rows]
    return (json.dumps(value, indent=1, ensure_ascii=False) + "\n").encode()


def _plain(value: object) -> object:
    if isinstance(value, str):
        return safe(value)
    return value if isinstance(value, (int, float)) or value is None else float(str(value))
