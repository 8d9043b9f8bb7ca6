"""What a person would read out about the plan."""

from iso20k.facts.artifact import Artifact
from iso20k.judging.workspace import Workspace
from iso20k.standard.areas import PROCESS_CLAUSE_AREAS
from iso20k.wording.phrases import count, listed
from validators.service_management_plan.elements import elements
from validators.service_management_plan.framework import aspects
from validators.service_management_plan.governance import PROCESS_OWNER, cycles, holders
from validators.service_management_plan.objectives import objectives
from validators.service_management_plan.resources import kinds
from validators.service_management_plan.timeline import milestones, phases


def summary(workspace: Workspace, plan: Artifact) -> str:
    """'6 of 6 required elements: 4 measurable, time-bound objectives; governance …; 5 phases with milestones.'"""
    held = elements(plan, workspace.edition)
    told = [_TELL[name](plan, workspace.edition) for name, holds in held.items() if holds]
    lacking = [name for name, holds in held.items() if not holds]
    head = f"{len(told)} of {len(held)} required elements"
    return f"{head}{': ' + '; '.join(told) if told else ''}." + (
        f" Missing or incomplete: {listed(lacking)}." if lacking else ""
    )


def _objectives(plan: Artifact, edition: str) -> str:
    return f"{len(objectives(plan))} measurable, time-bound " + (
        "objective" if len(objectives(plan)) == 1 else "objectives"
    )


def _governance(plan: Artifact, edition: str) -> str:
    owners = {p for role in holders(plan, PROCESS_OWNER, edition) for p in role.persons}
    return f"governance with SMS manager, sponsor and {count(len(owners), 'process owner')}"


def _pdca(plan: Artifact, edition: str) -> str:
    areas = {c.area for c in cycles(plan, edition) if c.area in PROCESS_CLAUSE_AREAS and not c.lacking}
    if not areas:
        return "a continual improvement approach"
    return f"PDCA for {len(areas)} of {len(PROCESS_CLAUSE_AREAS)} process areas"


def _resources(plan: Artifact, edition: str) -> str:
    return f"resources for {listed(kinds(plan))}"


def _documentation(plan: Artifact, edition: str) -> str:
    return f"documentation framework with {listed(aspects(plan))}"


def _timeline(plan: Artifact, edition: str) -> str:
    stretches, events = phases(plan), milestones(plan)
    if len(stretches) < 2:
        return f"timeline of {count(len(events), 'milestone')}"
    return f"timeline of {count(len(stretches), 'phase')}" + (" with milestones" if events else "")


_TELL = {
    "objectives": _objectives,
    "governance structure": _governance,
    "PDCA approach": _pdca,
    "resource plan": _resources,
    "documentation framework": _documentation,
    "implementation timeline": _timeline,
}
