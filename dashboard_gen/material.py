"""What pages are made from: the values of the site, the whole history, and the documents as they stand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, NamedTuple

from dashboard_gen.history import History
from dashboard_gen.series import Site, site
from iso20k.judging.assessment import Assessment
from iso20k.judging.catalogue import Catalogue


class Origins(NamedTuple):
    """Who last changed a line, and when: commit, day (ISO) and author of each line, from 1 on at index 0."""

    commit: str
    day: str
    author: str


class Sources(NamedTuple):
    """The documents behind the figures, read when a page asks: source lines and the origin of each, by path.

    `paths` are the settings, every document, and what lies among them and must not be followed.
    """

    lines: Callable[[str], Sequence[str]]
    origins: Callable[[str], Sequence[Origins]]
    paths: Sequence[str] = ()


def no_sources() -> Sources:
    """Where only figures are known."""
    return Sources(lambda _: (), lambda _: ())


def no_assessment(commit: str, day: date) -> Assessment | None:
    """Where only the last states are known."""
    del commit, day
    return None


class Material(NamedTuple):
    """All that pages may use; `prints`: report.pdf will be made.

    `assessment_at` judges a commit of the history as of a day, None where it cannot be judged. `memory` keeps what
    has been worked out `once`.
    """

    site: Site
    history: History
    catalogue: Catalogue
    sources: Sources
    memory: dict[Any, Any]
    assessment_at: Callable[[str, date], Assessment | None] = no_assessment
    prints: bool = False

    @property
    def now(self) -> Assessment:
        """The state that the site shows."""
        return self.history.current


def material(
    history: History,
    catalogue: Catalogue,
    sources: Sources | None = None,
    notes: Sequence[str] = (),
    assessment_at: Callable[[str, date], Assessment | None] = no_assessment,
) -> Material:
    """The values of the site and what they were made from; `notes` tell what the history leaves out."""
    before = _reviewed(history, assessment_at) or history.previous
    values = site(history.points, history.current, before, len(catalogue.rules), notes)
    return Material(values, history, catalogue, sources or no_sources(), {}, assessment_at)


def _reviewed(history: History, assessment_at: Callable[[str, date], Assessment | None]) -> Assessment | None:
    """The state at the last review before the one that is shown: a board asks what became better since it met."""
    for review in reversed(history.reviews):
        point = history.points[review.point]
        if point is not history.points[-1] and (
            found := assessment_at(point.commit, date.fromisoformat(point.day))
        ):
            return found
    return None
