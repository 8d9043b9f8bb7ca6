"""Where this installation came from, so that a workspace can point its hooks and workflows at the same place."""

from __future__ import annotations

import json
import re
from importlib.metadata import PackageNotFoundError, distribution
from typing import NamedTuple

_GITHUB = re.compile(
    r"^(?:https://github\.com/|git@github\.com:|ssh://git@github\.com/)([\w.-]+/[\w.-]+?)(?:\.git)?/?$"
)


class Origin(NamedTuple):
    """The repository's address, the commit that was installed and its version ('' where nothing tells)."""

    url: str
    revision: str
    version: str = ""

    @property
    def github(self) -> str:
        """'owner/name' for a repository on GitHub, else ''."""
        match = _GITHUB.match(self.url)
        return match.group(1) if match else ""


def origin() -> Origin:
    """What the installer noted (PEP 610, direct_url.json); empty when it noted nothing."""
    try:
        installed = distribution("iso20k")
        noted = json.loads(installed.read_text("direct_url.json") or "{}")
    except (PackageNotFoundError, json.JSONDecodeError):
        return Origin("", "")
    vcs = noted.get("vcs_info", {})
    return Origin(str(noted.get("url", "")) if vcs else "", str(vcs.get("commit_id", "")), installed.version)
