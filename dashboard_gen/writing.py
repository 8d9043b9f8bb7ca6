"""The site on disk: only what changed is written, and only files of a former site are ever replaced or removed."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Mapping
from typing import NamedTuple

from iso20k.edges.disk import InputError

#: Lists the files of the site with their SHA-256, so that the next run knows what is its own.
MANIFEST = ".iso20k-site.json"
_SCHEMA = "iso20k/site/1"
_PATH = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*(?:/[A-Za-z0-9_-][A-Za-z0-9._-]*)*")


class Written(NamedTuple):
    """How many files the site has, and how many of them were written or removed this time."""

    files: int
    written: int
    removed: int


def write(folder: str, files: Mapping[str, bytes]) -> Written:
    """Make `folder` hold `files` (path to bytes).

    A file whose bytes are right is not touched. Raises `InputError` for a folder that holds something and is no
    site of ours, and for a path that holds a file which the former site did not write.
    """
    former = _former(folder)
    for path in files:
        _refuse_foreign(folder, path, former)
    written = sum(_put(folder, path, data) for path, data in sorted(files.items()))
    removed = sum(_remove(folder, path, former[path]) for path in sorted(former.keys() - files.keys()))
    _put(folder, MANIFEST, manifest(files))
    return Written(len(files), written, removed)


def _former(folder: str) -> dict[str, str]:
    """The files of the site that was written here before, {} for a new or empty folder."""
    if os.path.lexists(folder) and not os.path.isdir(folder):
        raise InputError(folder, "this is a file", "Name a folder for the site.")
    if not os.path.isdir(folder) or not os.listdir(folder):
        return {}
    try:
        with open(os.path.join(folder, MANIFEST), encoding="utf-8") as file:
            told = json.load(file)
    except FileNotFoundError:
        raise InputError(
            folder,
            "the folder holds other files and no former dashboard",
            "Name a new or empty folder; nothing was written.",
        ) from None
    except (OSError, ValueError):
        told = None
    listed = told.get("files") if isinstance(told, dict) and told.get("schema") == _SCHEMA else None
    if not isinstance(listed, dict):
        raise InputError(
            os.path.join(folder, MANIFEST), "the list of the former site is damaged", "Name a new folder."
        )
    return {path: str(digest) for path, digest in listed.items() if _PATH.fullmatch(path)}


def _refuse_foreign(folder: str, path: str, former: Mapping[str, str]) -> None:
    full = os.path.join(folder, path)
    parts = path.split("/")
    for depth in range(1, len(parts) + 1):
        place = os.path.join(folder, *parts[:depth])
        if os.path.islink(place):
            raise InputError(place, "this is a symbolic link, and links are not followed", "Remove the link.")
    if os.path.lexists(full) and path not in former:
        raise InputError(full, "the file was not written by the dashboard", "Move it, or name a new folder.")


def _put(folder: str, path: str, data: bytes) -> bool:
    """Write a file unless it holds these bytes; a reader never sees half of it."""
    full = os.path.join(folder, path)
    try:
        with open(full, "rb") as file:
            if file.read() == data:
                return False
    except FileNotFoundError:
        os.makedirs(os.path.dirname(full) or ".", exist_ok=True)
    beside = f"{full}.new"
    try:
        with open(beside, "wb") as file:
            file.write(data)
        os.replace(beside, full)
    except OSError as error:
        raise InputError(full, (error.strerror or "cannot be written").lower(), "Check the folder.") from None
    return True


def _remove(folder: str, path: str, digest: str) -> bool:
    """Remove a page that the site no longer has, unless somebody changed it."""
    full = os.path.join(folder, path)
    if os.path.islink(full) or not os.path.isfile(full):
        return False
    with open(full, "rb") as file:
        if hashlib.sha256(file.read()).hexdigest() != digest:
            return False
    os.remove(full)
    return True


def manifest(files: Mapping[str, bytes]) -> bytes:
    """The list of a site's files with their digests."""
    digests = {path: hashlib.sha256(data).hexdigest() for path, data in sorted(files.items())}
    return (json.dumps({"schema": _SCHEMA, "files": digests}, indent=0) + "\n").encode()
