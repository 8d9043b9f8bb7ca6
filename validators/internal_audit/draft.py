"""What earlier steps know of the audit programme: the areas with their owners and scores, and who may audit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from iso20k.judging.drafting import Drafted
from iso20k.judging.workspace import Workspace
from iso20k.standard.areas import CLAUSE_AREAS
from validators.gap_assessment.maturity import maturity_by_area
from validators.organization_profile.people import PROFILE, appointments

GAP = "gap-assessment"


def draft(workspace: Workspace) -> Mapping[str, tuple[Drafted, ...]]:
    """A row of the programme for each clause area, with its score as the reason, and the auditors of the profile."""
    return {"audits": tuple(_areas(workspace)), "auditors": tuple(_auditors(workspace))}


def _areas(workspace: Workspace) -> Iterator[Drafted]:
    gap = workspace.artifact(GAP)
    scored = maturity_by_area(gap, workspace.edition) if gap else {}
    for area in CLAUSE_AREAS:
        known = scored.get(area.number)
        if known is not None:
            cells = {
                "areas": f"{area.number} {area.name}",
                "reason": f"Maturity {known.value} in the gap assessment",
            }
            yield Drafted(cells, known.place)


def _auditors(workspace: Workspace) -> Iterator[Drafted]:
    profile = workspace.artifact(PROFILE)
    for appointment in appointments(profile) if profile else ():
        if re.search(r"\baudit", appointment.role, re.IGNORECASE):
            cells = {"auditor": appointment.person, "roles": appointment.position}
            yield Drafted({key: text for key, text in cells.items() if text}, appointment.record.place)
            if appointment.deputy:
                yield Drafted({"auditor": appointment.deputy}, appointment.record.at("deputy"))
