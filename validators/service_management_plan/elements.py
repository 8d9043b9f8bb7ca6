"""The six elements that a plan must have; rules name what lacks, the summary counts what is there."""

from __future__ import annotations

from collections.abc import Mapping

from iso20k.facts.artifact import Artifact
from iso20k.wording.filled import filled_prose
from iso20k.wording.negation import states
from iso20k.wording.persons import is_person_name
from validators.service_management_plan.framework import aspects
from validators.service_management_plan.governance import (
    PROCESS_OWNER,
    SMS_MANAGER,
    SPONSOR,
    cycles,
    holders,
)
from validators.service_management_plan.objectives import objectives
from validators.service_management_plan.prose import prose_of
from validators.service_management_plan.resources import KINDS, kinds
from validators.service_management_plan.timeline import milestones, phases

_APPROACH = (
    r"plan[ ,–-]{1,3}do[ ,–-]{1,3}check[ ,–-]{1,3}(?:and )?act|\bPDCA\b|continual(?:ly)? improv\w*"
    r"|continuous(?:ly)? improv\w*|improv\w*(?: \w+){0,3} continual(?:ly)?"
)


def elements(plan: Artifact, edition: str) -> Mapping[str, bool]:
    """Whether each of the six is there and in order, in the sense of the rules PLA-01 to PLA-07."""
    known = objectives(plan)
    return {
        "objectives": bool(known) and all(o.measurable and o.due for o in known),
        "governance structure": all(
            any(is_person_name(role.person) for role in holders(plan, kind, edition))
            for kind in (SMS_MANAGER, SPONSOR, PROCESS_OWNER)
        ),
        "PDCA approach": improvement_approach(plan, edition),
        "resource plan": len(kinds(plan)) == len(KINDS),
        "documentation framework": bool(aspects(plan)),
        "implementation timeline": two_stretches(plan),
    }


def improvement_approach(plan: Artifact, edition: str) -> bool:
    """Whether Plan-Do-Check-Act or a continual improvement approach is documented: a cycle, or a filled section.

    A word in passing is no approach: the sentence must stand in a section that says more; below the heading of the
    approach itself the text need not repeat its name.
    """
    if any(len(cycle.lacking) < 4 for cycle in cycles(plan, edition)):
        return True
    return any(
        states(prose_of(section), _APPROACH).verdict
        in (("stated", "absent") if key == "pdca" else ("stated",))
        and filled_prose([prose_of(section)], " ".join(section.headings))
        for key, section in plan.sections.items()
    )


def two_stretches(plan: Artifact) -> bool:
    """Whether the timeline has at least two phases, or at least two milestones."""
    return len(phases(plan)) >= 2 or len(milestones(plan)) >= 2
