"""What the organization profile already says about who answers for each clause area."""

from collections import defaultdict
from collections.abc import Mapping

from iso20k.judging.drafting import Drafted
from iso20k.judging.workspace import Workspace
from iso20k.standard.areas import CLAUSE_AREAS
from validators.organization_profile.people import appointments


def draft(workspace: Workspace) -> Mapping[str, tuple[Drafted, ...]]:
    """The owner of each clause area for which the profile names one person; maturity is for the assessor to find."""
    names = {area.number: area.name for area in CLAUSE_AREAS}
    owners = owners_by_area(workspace)
    rows = ((names[number], owner) for number, owner in owners.items() if number in names)
    return {"assessment": tuple(Drafted({"area": name, **owner.cells}, owner.source) for name, owner in rows)}


def owners_by_area(workspace: Workspace) -> Mapping[str, Drafted]:
    """Who answers for a clause area, by its number, where the profile names exactly one person."""
    profile = workspace.artifact("organization-profile")
    found: dict[str, list[Drafted]] = defaultdict(list)
    for appointment in appointments(profile) if profile else ():
        for area in appointment.areas if appointment.person else ():
            found[area].append(Drafted({"owner": appointment.person}, appointment.record.place))
    return {area: rows[0] for area, rows in found.items() if len(rows) == 1}
