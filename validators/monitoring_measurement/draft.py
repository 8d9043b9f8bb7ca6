"""What earlier steps know of measurement: the objectives' KPIs, the targets of SLAs, and the findings that need a CAPA."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from iso20k.judging.drafting import Drafted
from iso20k.judging.workspace import Workspace
from validators.internal_audit.findings import findings
from validators.service_level_management.levels import service_levels
from validators.service_management_plan.objectives import objectives


def draft(workspace: Workspace) -> Mapping[str, tuple[Drafted, ...]]:
    """A KPI for each objective and each SLA target, and a CAPA for each nonconformity of the internal audit."""
    return {
        "kpis": (*_of_objectives(workspace), *_of_slas(workspace)),
        "capas": tuple(_of_findings(workspace)),
    }


def _of_objectives(workspace: Workspace) -> Iterator[Drafted]:
    plan = workspace.artifact("service-management-plan")
    for objective in objectives(plan) if plan else ():
        cells = {
            "id": objective.kpi,
            "name": objective.metric,
            "target": objective.target,
            "owner": objective.owner,
        }
        yield Drafted({key: text for key, text in cells.items() if text}, objective.place)


def _of_slas(workspace: Workspace) -> Iterator[Drafted]:
    slm = workspace.artifact("service-level-management")
    for level in service_levels(slm) if slm else ():
        cells = {
            "clause": "6.1",
            "area": "Service level management",
            "name": f"{level.measure.name} of {level.id}",
            "target": level.measure.told,
            "data_source": level.record.text("data_source"),
            "frequency": f"every {level.measure.period.value}" if level.measure.period else "",
        }
        yield Drafted({key: text for key, text in cells.items() if text}, level.record.place)


def _of_findings(workspace: Workspace) -> Iterator[Drafted]:
    audit = workspace.artifact("internal-audit")
    for finding in findings(audit) if audit else ():
        if finding.is_nonconformity:
            record = finding.record
            cells = {
                "id": finding.capa,
                "source": f"Internal audit {finding.audit}".strip(),
                "ref": finding.id,
                "kind": "corrective",
                "problem": record.text("statement"),
                "cause": record.text("cause"),
                "action": record.text("action"),
                "owner": record.text("owner"),
                "due": record.text("due"),
            }
            yield Drafted({key: text for key, text in cells.items() if text}, record.place)
