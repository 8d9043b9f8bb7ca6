"""What a person would read out about the internal audit."""

from __future__ import annotations

from iso20k.facts.artifact import Artifact
from iso20k.judging.workspace import Workspace
from iso20k.standard.areas import CLAUSE_AREAS
from iso20k.standard.rows import edition_of
from iso20k.wording.phrases import count, listed
from validators.internal_audit.findings import CLASSES, counted, findings
from validators.internal_audit.programme import auditors, audits


def summary(workspace: Workspace, audit: Artifact) -> str:
    """'All 15 clause areas covered by 6 audits, 5 held. … have no operational SMS role. 3 findings: 2 minor NC and 1 observation.'"""
    return " ".join((_programme(workspace, audit), _impartial(audit), _findings(audit)))


def _programme(workspace: Workspace, audit: Artifact) -> str:
    known = audits(audit, edition_of(workspace.edition))
    covered = {area for one in known for area in one.areas}
    lacking = [area.number for area in CLAUSE_AREAS if area.number not in covered]
    if not known:
        return "There is no audit programme."
    held = sum(one.done for one in known)
    reach = (
        f"All {len(CLAUSE_AREAS)} clause areas (4 to 9) are"
        if not lacking
        else f"Clause areas {listed(lacking)} are not"
    )
    return f"{reach} covered by {count(len(known), 'audit')}, {held} held."


def _impartial(audit: Artifact) -> str:
    known = auditors(audit)
    free = [one.name for one in known if one.independence and not one.operational]
    if not free:
        return "No auditor has declared independence."
    verb = "has" if len(free) == 1 else "have"
    return f"{listed(free)} {verb} declared independence and no operational SMS role."


def _findings(audit: Artifact) -> str:
    known = findings(audit)
    if not known:
        return "No finding."
    numbers = counted(audit)
    parts = [f"{numbers[kind]} {kind}" for kind in CLASSES if numbers[kind]]
    still = sum(not one.closed for one in known)
    return f"{count(len(known), 'finding')}: {listed(parts)}; {still} open."
