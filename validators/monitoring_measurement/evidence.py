"""What monitoring and measurement show of the past: actions closed with a check of their effect, and values of KPIs."""

from __future__ import annotations

from collections.abc import Iterator

from iso20k.facts.artifact import Artifact
from iso20k.judging.evidence import RECORD_MONTHS, Evidence, day_told, happened, shown
from iso20k.judging.workspace import Workspace
from validators.monitoring_measurement.actions import capas


def evidence(workspace: Workspace, artifact: Artifact) -> Iterator[Evidence]:
    """Closing without a check of the effect shows nothing."""
    closed = [
        capa
        for capa in capas(artifact)
        if capa.is_closed
        and capa.checked
        and capa.checked <= workspace.as_of
        and capa.record.filled("cause")
        and happened(workspace, artifact, capa.record.text("closed"))
    ]
    reason = f"{len(closed)} actions are closed with a check of their effect"
    yield shown("capa-closed", bool(closed), reason, artifact.home("capas"))
    periods: dict[str, set[str]] = {}
    for row in artifact.records("results"):
        day = day_told(row.text("period"))
        if row.filled("value") and day and day <= workspace.as_of:
            periods.setdefault(row.text("kpi"), set()).add(day.isoformat())
    full = sum(len(days) >= RECORD_MONTHS for days in periods.values())
    known = len(artifact.records("kpis"))
    reason = f"{full} of {known} KPIs have values of three periods"
    yield shown("kpi-values", known > 0 and full >= known, reason, artifact.home("results"))
