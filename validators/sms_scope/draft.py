"""What the organization profile already says about the boundary: its locations, its units, its other parties."""

from collections.abc import Mapping

from iso20k.facts.artifact import Artifact
from iso20k.judging.drafting import Drafted
from iso20k.judging.workspace import Workspace


def draft(workspace: Workspace) -> Mapping[str, tuple[Drafted, ...]]:
    """The profile's locations and units as rows of the scope."""
    profile = workspace.artifact("organization-profile")
    if profile is None:
        return {}
    return {
        "locations": _rows(profile, "locations", {"id": "id", "name": "name", "activities": "activities"}),
        "units": _rows(profile, "units", {"unit": "unit", "contribution": "role"}),
        "technology": _rows(profile, "tools", {"tool": "technology", "purpose": "purpose"}),
    }


def _rows(profile: Artifact, register: str, columns: Mapping[str, str]) -> tuple[Drafted, ...]:
    """The filled cells of a register's records, under the column keys that they have in the scope."""
    found = []
    for record in profile.records(register):
        cells = {ours: record.text(theirs) for theirs, ours in columns.items() if record.filled(theirs)}
        if cells:
            found.append(Drafted(cells, record.place))
    return tuple(found)
