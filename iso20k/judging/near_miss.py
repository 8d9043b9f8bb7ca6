"""A name that is not known and nearly one that is: what a message adds about it, and the edit that repairs it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from iso20k.judging.rule import Replacement
from iso20k.wording.names import nearest


class NearMiss(NamedTuple):
    """A name as told and the nearest known one, '' when none is near; it is reported and never joined."""

    told: str
    near: str

    @property
    def ending(self) -> str:
        """How a message ends: ", the nearest is 'Server'"."""
        return f", the nearest is '{self.near}'" if self.near else ""

    @property
    def edit(self) -> Replacement | None:
        """The known name in place of the told one."""
        return Replacement(self.told, self.near) if self.near and self.told else None


def near_miss(told: str, known: Iterable[str]) -> NearMiss:
    """Hold a name that is not known against those that are."""
    return NearMiss(told, nearest(told, list(known)) or "")
