"""What a person would read out about the suppliers."""

from iso20k.facts.artifact import Artifact
from iso20k.judging.workspace import Workspace
from iso20k.wording.phrases import count, listed
from validators.supplier_management.performance import kpis
from validators.supplier_management.suppliers import CRITICAL, IMPORTANT, STANDARD, suppliers


def summary(workspace: Workspace, artifact: Artifact) -> str:
    """'4 suppliers: 2 critical (…), 1 important (…) and 1 standard (…); 7 KPIs for 4 of them, 1 target missed …'."""
    known = suppliers(artifact)
    if not known:
        return "No supplier is listed."
    tiers = [
        f"{len(named)} {tier} ({listed(named)})"
        for tier in (CRITICAL, IMPORTANT, STANDARD)
        if (named := [supplier.label for supplier in known if supplier.tier == tier])
    ]
    measured = [kpi for kpi in kpis(artifact) if kpi.supplier and kpi.measurable]
    served = {kpi.supplier.label for kpi in measured if kpi.supplier}
    missed = [kpi for kpi in measured if kpi.kept is False]
    acted = sum(kpi.acted for kpi in missed)
    held = (
        f", {count(len(missed), 'target')} missed, {acted} with an action" if missed else ", no target missed"
    )
    expiries = [supplier.expiry for supplier in known if supplier.expiry and not supplier.open_ended]
    next_end = f" The first contract ends on {min(expiries)}." if expiries else ""
    return (
        f"{count(len(known), 'supplier')}{': ' if tiers else ''}{listed(tiers)}. "
        f"{count(len(measured), 'measurable KPI')} for {len(served)} of them"
        f"{held if any(kpi.value for kpi in measured) else ''}.{next_end}"
    )
