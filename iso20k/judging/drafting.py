"""Drafts grounded in what earlier steps say: known fields are filled with their source, the rest stays a placeholder."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from iso20k.document import Place
from iso20k.judging.workspace import Workspace


class Drafted(NamedTuple):
    """A record of a new document as far as earlier documents know it: `cells` by column key, and where that stands."""

    cells: Mapping[str, str]
    source: Place


#: The records of a new document by register, from the artifacts that exist; nothing is invented.
Draft = Callable[[Workspace], Mapping[str, tuple[Drafted, ...]]]


def nothing_known(workspace: Workspace) -> Mapping[str, tuple[Drafted, ...]]:
    """The draft of a skill to which no earlier step has anything to say."""
    del workspace
    return {}
