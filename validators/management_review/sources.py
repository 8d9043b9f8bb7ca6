"""What the neighbouring documents of the Check phase know: findings, corrective actions, indicators and improvements.

Their registers are read by key and every column may be missing, so a review can be drafted from whatever stands there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from iso20k.facts.artifact import Artifact, Record
from iso20k.judging.checks import day_of
from iso20k.judging.workspace import Workspace
from iso20k.values.deferred import deferred
from validators.management_review.outcomes import is_closed

AUDIT, MEASUREMENT = "internal-audit", "monitoring-measurement"
_CLASSES = (
    ("major NC", r"\bmajor\b"),
    ("minor NC", r"\bminor\b"),
    ("observation", r"\bobservation"),
    ("opportunity for improvement", r"\bOFI\b|opportunit|improvement"),
    ("NC", r"\bNC\b|non-?conformit"),
)
_UNDER_WAY = deferred(r"\b(?:in progress|started|on ?going|implement\w*|under way|verif\w*)\b", re.IGNORECASE)
_MISSED = deferred(r"\b(?:red|missed|not (?:met|reached)|below|critical|breach\w*|off track)\b", re.IGNORECASE)
_WARNED = deferred(r"\b(?:amber|yellow|warning|at risk)\b", re.IGNORECASE)
_MET = deferred(r"\b(?:green|met|on (?:target|track)|reached|achieved|ok)\b", re.IGNORECASE)


class Fact(NamedTuple):
    """A row of another document: its ID, what it is called, its state in one word, and when it is due."""

    id: str
    name: str
    state: str
    due: date | None
    record: Record

    @property
    def label(self) -> str:
        """How a draft calls it: its ID, else its name."""
        return self.id or self.name


def audits(workspace: Workspace) -> tuple[Fact, ...]:
    """The audits of the programme; 'done' are those with an actual date up to the day."""
    rows = _rows(workspace.artifact(AUDIT), "programme", "program", "audits")
    return tuple(
        Fact(
            _first(row, "id", "audit"),
            _first(row, "areas", "clause", "clauses", "scope"),
            "done" if (actual := _day(row, "actual")) and actual <= workspace.as_of else "planned",
            _day(row, "planned"),
            row,
        )
        for row in rows
    )


def findings(workspace: Workspace) -> tuple[Fact, ...]:
    """The findings of the audits; the state is the class: major NC, minor NC, observation, …"""
    rows = _rows(workspace.artifact(AUDIT), "findings")
    return tuple(
        Fact(
            _first(row, "id", "finding"),
            _first(row, "statement", "finding", "description"),
            _class(_first(row, "class_", "class", "classification", "kind")),
            _day(row, "due", "target_date", "target"),
            row,
        )
        for row in rows
    )


def capas(workspace: Workspace) -> tuple[Fact, ...]:
    """Corrective and preventive actions: 'closed', 'overdue' as of the day, 'in progress' or 'open'."""
    rows = _rows(workspace.artifact(MEASUREMENT), "capas", "capa")
    return tuple(_capa(row, workspace.as_of) for row in rows)


def _capa(row: Record, as_of: date) -> Fact:
    told, due = _first(row, "status"), _day(row, "revised", "revised_due", "due")
    closed = is_closed(told) or (not told and _day(row, "closed") is not None)
    state = "in progress" if _UNDER_WAY().search(told) else "open"
    state = "closed" if closed else "overdue" if due and due < as_of else state
    return Fact(_first(row, "id", "capa"), _first(row, "problem", "action"), state, due, row)


class Indicator(NamedTuple):
    """A KPI as it was measured last; `state` is 'met', 'warning', 'missed' or '' when nothing tells."""

    id: str
    name: str
    area: str
    target: str
    value: str
    period: str
    state: str
    record: Record


def indicators(workspace: Workspace) -> tuple[Indicator, ...]:
    """The KPIs of the register, in document order."""
    rows = _rows(workspace.artifact(MEASUREMENT), "kpis", "kpi")
    return tuple(
        Indicator(
            _first(row, "id"),
            _first(row, "kpi", "name", "indicator"),
            " ".join(_first(row, key) for key in ("clause", "area")).strip(),
            _first(row, "target"),
            _first(row, "value", "last_value", "last", "result"),
            _first(row, "period", "measured", "measured_on"),
            _state(_first(row, "status")),
            row,
        )
        for row in rows
    )


def improvements(workspace: Workspace) -> tuple[Fact, ...]:
    """The improvements of the register; 'done' are those with a result that says so."""
    rows = _rows(workspace.artifact(MEASUREMENT), "improvements")
    return tuple(
        Fact(
            _first(row, "id"),
            _first(row, "opportunity", "improvement", "description"),
            "done" if is_closed(f"{_first(row, 'status')} {_first(row, 'result')}") else "open",
            _day(row, "due"),
            row,
        )
        for row in rows
    )


def review_actions(workspace: Workspace) -> tuple[Record, ...]:
    """The actions of management reviews that the measurement document tracks, from whatever register is theirs."""
    artifact = workspace.artifact(MEASUREMENT)
    keys = [key for key in (artifact.registers if artifact else ()) if "action" in key]
    return _rows(artifact, *keys) if keys else ()


def _rows(artifact: Artifact | None, *registers: str) -> tuple[Record, ...]:
    if artifact is None:
        return ()
    found: Iterator[Record] = (
        row for row in artifact.records(*registers) if sum(row.filled(key) for key in row.cells) >= 2
    )
    return tuple(found)


def _first(row: Record, *keys: str) -> str:
    return next((row.text(key) for key in keys if row.filled(key)), "")


def _day(row: Record, *keys: str) -> date | None:
    return next((day for key in keys if (day := day_of(row, key))), None)


def _class(text: str) -> str:
    return next((name for name, words in _CLASSES if re.search(words, text, re.IGNORECASE)), text)


def _state(text: str) -> str:
    """How a status reads; the worst word counts."""
    for state, pattern in (("missed", _MISSED), ("warning", _WARNED), ("met", _MET)):
        if pattern().search(text):
            return state
    return ""
