"""Impact over all skills: the things of the registers, the people of the profile, the promises of every document."""

from __future__ import annotations

from collections.abc import Iterator

from iso20k.facts.commitment import Commitment
from iso20k.judging.catalogue import Catalogue
from iso20k.judging.impact import Impact, impact
from iso20k.judging.references import References, Thing, references
from iso20k.judging.workspace import Workspace
from validators.organization_profile.people import PROFILE, people


def references_of(workspace: Workspace) -> References:
    """Who refers to what in a workspace; people are things as well."""
    profile = workspace.artifact(PROFILE)
    persons = [Thing("", one.name, "person", (one.place,)) for one in people(profile)] if profile else []
    return references(workspace.artifacts.values(), persons)


def commitments_of(workspace: Workspace, catalogue: Catalogue) -> Iterator[Commitment]:
    """The commitment graph's nodes: every promise of every document, in the order of the steps."""
    for skill in catalogue.skills:
        artifact = workspace.artifact(skill.name)
        if artifact is not None:
            yield from skill.commitments(artifact)


def impact_of(thing: Thing, known: References, workspace: Workspace, catalogue: Catalogue) -> Impact:
    """What a change of the thing touches in this workspace."""
    return impact(thing, known, workspace.artifacts, commitments_of(workspace, catalogue))
