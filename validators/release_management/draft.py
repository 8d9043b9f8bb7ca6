"""What earlier steps know of release management: the interfaces of clause 9.3 in the plan."""

from __future__ import annotations

from collections.abc import Mapping

from iso20k.judging.drafting import Drafted
from iso20k.judging.workspace import Workspace
from validators.design_transition.draft import interfaces_of


def draft(workspace: Workspace) -> Mapping[str, tuple[Drafted, ...]]:
    """An interface row per interface of release and deployment in the plan."""
    return {"interfaces": tuple(interfaces_of(workspace, "9.3"))}
