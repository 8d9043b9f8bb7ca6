"""Documents and what is read in them, as files a person can read: title, document, result, divided by dots."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

FIXTURES = Path(__file__).parent / "fixtures"


class Fixture(NamedTuple):
    """A title, a Markdown document and what it says."""

    file: str
    title: str
    document: str
    said: str

    def __str__(self) -> str:
        return f"{self.file}: {self.title}"


def fixtures(folder: str) -> Iterator[Fixture]:
    """The fixtures of a folder; a line with nothing but a dot ends each of the three parts."""
    for path in sorted((FIXTURES / folder).glob("*.md")):
        parts = path.read_text(encoding="utf-8").split("\n.\n")
        for position in range(0, len(parts) - 2, 3):
            title, document, said = parts[position : position + 3]
            yield Fixture(path.stem, title.strip(), document, said)
