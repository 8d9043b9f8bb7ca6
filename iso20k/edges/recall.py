"""What a check said when everything was as it is now: asked again, the answer is printed without judging again."""

from __future__ import annotations

import os
from typing import NamedTuple

from iso20k.configuration import CONFIGURATION_FILE
from iso20k.edges.cache import Cache, code_fingerprint, key_of
from iso20k.edges.disk import content_id, markdown_below, read_file


class Printed(NamedTuple):
    """What a run writes to standard output, and its exit code."""

    text: str
    code: int


def work_tree_key(root: str, cache: Cache, *asked: str) -> str | None:
    """A key over all that a report depends on: code, settings, every document, and what was `asked` for.

    None while the workspace's folder is not known, which is the case until its settings have been read once.
    """
    settings = read_file(os.path.join(root, CONFIGURATION_FILE))
    folder_key = _folder_key(settings)
    folder = cache.get([folder_key]).get(folder_key)
    if not isinstance(folder, str):
        return None
    state = []
    for path in markdown_below(root, folder):
        full = os.path.join(root, path)
        state += [path, "link" if os.path.islink(full) else content_id(read_file(full))]
    return key_of("report", code_fingerprint(), settings, *asked, *state)


def remember_folder(settings: bytes, folder: str, cache: Cache) -> None:
    """Note which folder these settings name, so that the next check need not parse them."""
    cache.put({_folder_key(settings): folder})


def recalled(key: str, cache: Cache) -> Printed | None:
    """The report under `key`, None when there is none."""
    found = cache.get([key]).get(key)
    return Printed(str(found[0]), int(found[1])) if isinstance(found, list) and len(found) == 2 else None


def remember(key: str, printed: Printed, cache: Cache) -> None:
    """Keep a report for the next time."""
    cache.put({key: [printed.text, printed.code]})


def _folder_key(settings: bytes) -> str:
    return key_of("folder", code_fingerprint(), settings)
