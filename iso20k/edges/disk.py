"""The work tree's files: where a workspace begins, which documents it has, their bytes and content ids.

Kept light: a check of a workspace in which nothing has changed needs this module and the cache alone.
"""

from __future__ import annotations

import hashlib
import os

from iso20k.configuration import CONFIGURATION_FILE


class InputError(Exception):
    """What was asked for cannot be read: where, what is wrong, and the cure (exit code 2)."""

    def __init__(self, where: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.where = where
        self.message = message
        self.hint = hint


def workspace_around(folder: str) -> str | None:
    """The nearest folder from `folder` upwards that holds iso20k.yaml."""
    here = os.path.realpath(folder)
    while True:
        if os.path.isfile(os.path.join(here, CONFIGURATION_FILE)):
            return here
        above = os.path.dirname(here)
        if above == here:
            return None
        here = above


def this_workspace(folder: str) -> str:
    """The workspace around a folder; raises `InputError` where there is none."""
    root = workspace_around(folder)
    if root is None:
        raise no_workspace(folder)
    return root


def no_workspace(folder: str) -> InputError:
    """That nothing can be judged around this folder."""
    return InputError(
        os.path.abspath(folder),
        "there is no iso20k.yaml here or above",
        "Run 'iso20k init' to make a workspace.",
    )


def read_file(path: str) -> bytes:
    """The bytes of a file; raises `InputError` when it is not there or cannot be read."""
    try:
        with open(path, "rb") as file:
            return file.read()
    except IsADirectoryError:
        raise InputError(
            path, "this is a folder", "Name a file, or run the check in the workspace."
        ) from None
    except OSError as error:
        raise InputError(path, (error.strerror or "cannot be read").lower(), "Check the path.") from None


def content_id(data: bytes) -> str:
    """The id that Git gives to this content (SHA-1 repositories), so that disk and history share what is known."""
    digest = hashlib.sha1(f"blob {len(data)}\0".encode(), usedforsecurity=False)
    digest.update(data)
    return digest.hexdigest()


def is_inside(root: str, path: str) -> bool:
    """Whether a path, links followed, lies in the workspace."""
    return os.path.realpath(path).startswith(os.path.realpath(root) + os.sep)


def markdown_below(root: str, folder: str) -> list[str]:
    """The Markdown files below a folder of the workspace, relative and sorted; a linked folder stands for itself."""
    found: list[str] = []
    start = os.path.join(root, folder)
    if os.path.islink(start):
        return [folder]
    for here, below, files in os.walk(start):
        below[:] = sorted(name for name in below if not name.startswith("."))
        names = (name for name in sorted(files) if name.lower().endswith(".md"))
        found.extend(os.path.relpath(os.path.join(here, name), root).replace(os.sep, "/") for name in names)
    return found
