"""Progress for a person who waits: a spinner on standard error once a second has passed, only on a terminal."""

from __future__ import annotations

import sys
import threading
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.status import Status

PATIENCE_SECONDS = 1.0


class Progress:
    """Shows `message` while the block runs, if it runs longer than a second; `say` changes the words."""

    def __init__(self, message: str) -> None:
        self._message = message
        self._status: Status | None = None
        self._timer: threading.Timer | None = None

    def __enter__(self) -> Progress:
        if sys.stderr.isatty():
            self._timer = threading.Timer(PATIENCE_SECONDS, self._show)
            self._timer.daemon = True
            self._timer.start()
        return self

    def say(self, message: str) -> None:
        """Change what is shown."""
        self._message = message
        if self._status is not None:
            self._status.update(message)

    def _show(self) -> None:
        from rich.console import Console

        self._status = Console(stderr=True).status(self._message)
        self._status.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._timer is not None:
            self._timer.cancel()
        if self._status is not None:
            self._status.stop()
