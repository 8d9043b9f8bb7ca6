"""One of the workspaces of a repository: its folder, and the key that keeps its comment, runs and artifacts its own."""

from __future__ import annotations

import hashlib
import re
from typing import NamedTuple

#: The key of a workspace at the top, as the actions take it where none is given.
TOP_KEY = "sms"
_PLAIN = re.compile(r"[a-z0-9_]+(?:-[a-z0-9_]+)*(?:/[a-z0-9_]+(?:-[a-z0-9_]+)*)*", re.ASCII)
#: With a key that ends so, the workflow of one workspace would bear the file name of another's second one.
_TAKEN = re.compile(r"(?:^sms|(?:^|-)(?:comment|dashboard))$")
_LONGEST = 50


class Instance(NamedTuple):
    """`folder` is the workspace's as seen from the repository's top, '.' for itself; `branch` is the default branch."""

    folder: str = "."
    branch: str = "main"

    @property
    def key(self) -> str:
        """Letters, digits, dots and hyphens, different for every folder of a repository.

        A folder whose name cannot be taken as it is gets the beginning of its hash behind it.
        """
        if self.folder == ".":
            return TOP_KEY
        plain = self.folder.replace("/", ".")
        if _PLAIN.fullmatch(self.folder) and not _TAKEN.search(plain) and len(plain) <= _LONGEST:
            return plain
        words = re.sub(r"[^a-z0-9]+", "-", self.folder.lower(), flags=re.ASCII)[:_LONGEST].strip("-")
        told = hashlib.sha256(self.folder.encode("utf-8", "surrogateescape")).hexdigest()[:6]
        return f"{words or 'workspace'}-{told}"

    @property
    def stem(self) -> str:
        """What the workflows' files are called, without '.yml', '-comment.yml' and '-dashboard.yml'; their name, too."""
        return "iso20k" if self.folder == "." else f"iso20k-{self.key}"
