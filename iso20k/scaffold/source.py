"""Where iso20k itself lives, for hooks and workflows that fetch it."""

from __future__ import annotations

from typing import NamedTuple

#: Stands where nobody noted where iso20k was installed from; the docs use the same words.
UNKNOWN_REPOSITORY = "https://github.com/OWNER/iso20k"
UNKNOWN_REVISION = "0" * 40


class Source(NamedTuple):
    """The repository's address, 'owner/name' on GitHub, the commit to pin, and the version that was installed from it."""

    url: str = UNKNOWN_REPOSITORY
    github: str = "OWNER/iso20k"
    revision: str = UNKNOWN_REVISION
    version: str = ""

    @property
    def pin(self) -> str:
        """The commit with the version behind it, as Dependabot and Renovate read and renew it."""
        told = self.version if self.revision != UNKNOWN_REVISION else "replace by the hash of a release"
        return f"{self.revision} # {told}" if told else self.revision
