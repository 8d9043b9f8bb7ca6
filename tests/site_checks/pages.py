"""The pages of a built site, as a parser sees them, and one of each kind."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path


class Seen(HTMLParser):
    """What a page holds: attributes by tag, ids, figures by name, text."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.ids: list[str] = []
        self.figures: list[tuple[str, str]] = []
        self.text: list[str] = []
        self._figure = ""
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.tags.append((tag, found))
        self._figure = found.get("data-metric", "")
        if "id" in found:
            self.ids.append(found["id"])

    def handle_data(self, data: str) -> None:
        self.text.append(data)
        if self._figure:
            self.figures.append((self._figure, data))
            self._figure = ""

    def handle_endtag(self, tag: str) -> None:
        self._figure = ""


def pages(files: dict[str, bytes]) -> dict[str, Seen]:
    """Every page of a site by its path."""
    return {path: Seen(data) for path, data in files.items() if path.endswith(".html")}


def content(site: Path) -> dict[str, bytes]:
    """Every file of a folder by its path in it."""
    return {p.relative_to(site).as_posix(): p.read_bytes() for p in sorted(site.rglob("*")) if p.is_file()}


def kinds(site: Path) -> list[str]:
    """Every page at the top, and the largest page of each folder; frozen states are one kind."""
    found: dict[str, tuple[int, str]] = {}
    for page in sorted(site.rglob("*.html")):
        path = page.relative_to(site).as_posix()
        folder = re.sub(r"^at/[^/]+", "at/*", path.rpartition("/")[0]) or path
        found[folder] = max(found.get(folder, (0, "")), (page.stat().st_size, path))
    return sorted(path for _, path in found.values())


def home(path: str) -> str:
    """The folder of the site that a page belongs to: '' or that of a frozen state, with a slash at its end."""
    frozen = re.match(r"at/[^/]+/", path)
    return frozen[0] if frozen else ""
