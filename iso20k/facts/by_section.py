"""What was made of the sections of a document: a section that an edit has left alone is not worked on again."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from iso20k.document import Section

Fact = TypeVar("Fact")


class BySection:
    """The facts of sections along the versions of a document; a section is the same when it is the very object.

    What was not asked for in one version is forgotten in the next.
    """

    def __init__(self, former: BySection | None = None) -> None:
        self._former: dict[tuple[int, Hashable], tuple[Section, Any]] = former._now if former else {}
        self._now: dict[tuple[int, Hashable], tuple[Section, Any]] = {}

    def of(self, section: Section, what: Hashable, work: Callable[[], Fact]) -> Fact:
        """What `work` makes of the section; `what` tells it from other work on the same section."""
        key = (id(section), what)
        known = self._now.get(key) or self._former.get(key)
        if known is None or known[0] is not section:
            known = (section, work())
        self._now[key] = known
        fact: Fact = known[1]
        return fact
