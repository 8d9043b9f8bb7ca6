"""All that rules may know: the artifacts, the configuration and the as-of date. No disk, no clock."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from iso20k.configuration import Configuration
from iso20k.facts.artifact import Artifact

#: What a rule can have read besides artifacts: that it looked at all of them, and the day.
ALL, DAY = "*", "day"


class Workspace:
    """The artifacts by skill, as of a day; paths are relative to the workspace.

    A workspace made by `watched` notes what is read from it, so that an outcome holds as long as that is the same.
    """

    __slots__ = ("_artifacts", "_day", "_seen", "configuration")

    def __init__(
        self,
        artifacts: Mapping[str, Artifact],
        configuration: Configuration,
        as_of: date,
        seen: tuple[set[str], ...] = (),
    ) -> None:
        self._artifacts = artifacts
        self._day = as_of
        self._seen = seen
        self.configuration = configuration

    def watched(self, seen: set[str]) -> Workspace:
        """The same workspace; the skills whose artifacts are asked for, ALL and DAY are added to `seen`.

        Whoever watches already goes on watching: a rule that asks other rules has read what they read.
        """
        return Workspace(self._artifacts, self.configuration, self._day, (*self._seen, seen))

    @property
    def artifacts(self) -> Mapping[str, Artifact]:
        """The artifacts in the order of their steps."""
        return _Watched(self._artifacts, self._seen) if self._seen else self._artifacts

    @property
    def as_of(self) -> date:
        """The day as of which everything is judged."""
        _note(self._seen, DAY)
        return self._day

    @property
    def edition(self) -> str:
        """'2011' or '2018'."""
        return self.configuration.edition

    def artifact(self, skill: str) -> Artifact | None:
        """The artifact of a skill, None when it is not there."""
        return self.artifacts.get(skill)


class _Watched(Mapping[str, Artifact]):
    """Artifacts that note who is asked for; walking through them asks for all."""

    def __init__(self, artifacts: Mapping[str, Artifact], seen: tuple[set[str], ...]) -> None:
        self._artifacts = artifacts
        self._seen = seen

    def __getitem__(self, skill: str) -> Artifact:
        _note(self._seen, skill)
        return self._artifacts[skill]

    def __iter__(self) -> Iterator[str]:
        _note(self._seen, ALL)
        return iter(self._artifacts)

    def __len__(self) -> int:
        _note(self._seen, ALL)
        return len(self._artifacts)


def _note(seen: tuple[set[str], ...], read: str) -> None:
    for each in seen:
        each.add(read)
