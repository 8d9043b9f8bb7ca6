"""Files to write, as values first; existing ones are never overwritten."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from iso20k.edges.disk import InputError


class Write(NamedTuple):
    """A text that belongs at `path`."""

    path: str
    text: str


def write_new(writes: Iterable[Write]) -> Iterator[tuple[str, bool]]:
    """Write each file that is not there yet; True for those written, False for those kept."""
    for write in writes:
        try:
            os.makedirs(os.path.dirname(write.path), exist_ok=True)
            with open(write.path, "x", encoding="utf-8", newline="\n") as file:
                file.write(write.text)
        except FileExistsError:
            yield write.path, False
        except OSError as error:
            raise InputError(
                write.path, (error.strerror or "cannot be written").lower(), "Check the folder."
            ) from None
        else:
            yield write.path, True
