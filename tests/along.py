"""States of a workspace judged one after the other, as along a history: only what a change touches is judged again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from iso20k.configuration import Configuration
from iso20k.facts.watched import Watched
from iso20k.judging.assessment import Assessment, assess
from iso20k.judging.former import Former
from iso20k.reading.revision import Version, read_version
from validators.registry import catalogue

#: So many documents are kept, since tests go back to those that they began with.
_KEPT = 200


class Along:
    """Whatever states are judged in whatever order, each gets what a fresh judgement would say (`test_former.py`)."""

    def __init__(self, settings: Configuration | None = None) -> None:
        self._settings = settings or Configuration()
        self._former = Former()
        self._versions: dict[str, Version] = {}
        self._known: dict[tuple[str, str], tuple[Version, Watched | None]] = {}

    def judged(self, texts: Mapping[str, str], day: date) -> Assessment:
        """The assessment of documents by path as of a day; raises `ReadingError` for one that cannot be read."""
        read = {path: self._read(path, text) for path, text in texts.items()}
        documents = {path: version.document for path, (version, _) in read.items()}
        return assess(
            documents, catalogue(), self._settings, day, asked=self._former.ask, read=lambda path, _: read[path][1]
        )  # fmt: skip

    def _read(self, path: str, text: str) -> tuple[Version, Watched | None]:
        known = self._known.pop((path, text), None)
        if known is None:
            version = self._versions[path] = read_version(text.encode(), self._versions.get(path))
            known = (version, self._former.read(path, version.document, catalogue().schemas))
        self._known[path, text] = known  # those used last stand at the end
        if len(self._known) > _KEPT:
            del self._known[next(iter(self._known))]
        return known
