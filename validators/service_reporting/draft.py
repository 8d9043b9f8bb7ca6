"""What service levels and the profile already say about reports: one for each SLA, with its readers and its source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from iso20k.facts.artifact import Artifact
from iso20k.judging.drafting import Drafted
from iso20k.judging.workspace import Workspace
from iso20k.wording.filled import filled_cell
from validators.service_level_management.agreements import active
from validators.service_level_management.levels import agreements, service_levels

_EVERY = {
    "month": "monthly",
    "quarter": "quarterly",
    "week": "weekly",
    "year": "annual",
    "half-year": "half-yearly",
    "day": "daily",
}


def draft(workspace: Workspace) -> Mapping[str, tuple[Drafted, ...]]:
    """A report of SLA achievement for each active SLA; its purpose and owner are for the writer."""
    slm = workspace.artifact("service-level-management")
    rows = tuple(_reports(slm)) if slm else ()
    return {"reports": rows} if rows else {}


def _reports(slm: Artifact) -> Iterator[Drafted]:
    for sla in active(agreements(slm)):
        levels = [level for level in service_levels(slm) if level.id == sla.id]
        sources = dict.fromkeys(level.record.text("data_source") for level in levels)
        periods = [level.measure.period for level in levels if level.measure.period]
        told = {
            "name": f"{sla.label} {sla.name}".strip(),
            "type": "SLA achievement",
            "audience": ", ".join(sla.customers),
            "sources": ", ".join(name for name in sources if filled_cell(name)),
            "frequency": _EVERY[periods[0].value] if len(set(periods)) == 1 else "",
            "slas": sla.id,
        }
        yield Drafted({key: text for key, text in told.items() if text}, sla.record.place)
