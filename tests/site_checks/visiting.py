"""A page in Chromium, with what it asked for and what it complained about."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

STATES = [(theme, width) for theme in ("light", "dark") for width in (320, 1280)]


class Visit:
    """An open page with what it asked for and what it complained about."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.asked: list[str] = []
        self.said: list[str] = []
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("console", lambda message: self.said.append(message.text))
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.on("dialog", lambda dialog: (self.said.append("dialog"), dialog.dismiss()))

    def go(self, address: str) -> None:
        """Open an address and forget the page before."""
        self.asked.clear()
        self.said.clear()
        self.page.goto(address)


@contextmanager
def visit(browser: Browser, folder: Path, path: str, **context: Any) -> Iterator[Visit]:
    """A page of a site, opened from the folder."""
    with visits(browser, **context) as seen:
        seen.go((folder / path).as_uri())
        yield seen


@contextmanager
def visits(browser: Browser, **context: Any) -> Iterator[Visit]:
    """A tab with nothing in it."""
    opened = browser.new_context(**context)
    try:
        yield Visit(opened.new_page())
    finally:
        opened.close()


def state(theme: str, width: int) -> dict[str, Any]:
    """What a tab is opened with."""
    return {"color_scheme": theme, "viewport": {"width": width, "height": 720}}
