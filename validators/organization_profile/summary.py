"""What a person would read out about the profile."""

from iso20k.facts.artifact import Artifact
from iso20k.judging.workspace import Workspace
from iso20k.wording.phrases import count, listed
from validators.organization_profile.completeness import completeness
from validators.organization_profile.organisation import classification


def summary(workspace: Workspace, profile: Artifact) -> str:
    """'Service provider: external (Type II (external)). Profile 94 % complete, … Gap: Stage 1 and Stage 2 target dates.'."""
    told, measured = classification(profile), completeness(profile)
    kind = told.kind or "not classified"
    number = f", written as {'Type ' + 'I' * told.number}" if told.number else ""
    gaps = measured.gaps
    shown = listed(gaps) if len(gaps) <= 4 else f"{', '.join(gaps[:4])} and {len(gaps) - 4} more"
    return (
        f"Service provider: {kind}{number}. "
        f"The profile is {measured.percent} % complete: {measured.filled} of {count(measured.required, 'required field')}. "
        + (f"{count(len(gaps), 'gap')}: {shown}." if gaps else "No gap.")
    )
