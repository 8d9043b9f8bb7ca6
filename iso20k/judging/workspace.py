"""All that rules may know: the artifacts, the configuration and the as-of date. No disk, no clock."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from iso20k.configuration import Configuration
from iso20k.facts.artifact import Artifact


class Workspace(NamedTuple):
    """The artifacts by skill, as of a day; `folder` paths are relative to the workspace."""

    artifacts: Mapping[str, Artifact]
    configuration: Configuration
    as_of: date

    @property
    def edition(self) -> str:
        """'2011' or '2018'."""
        return self.configuration.edition

    def artifact(self, skill: str) -> Artifact | None:
        """The artifact of a skill, None when it is not there."""
        return self.artifacts.get(skill)
