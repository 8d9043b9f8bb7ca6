"""The landing page: the verdict, what holds it down, five key figures, areas, clauses, steps, trend and what changed."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard_gen import words
from dashboard_gen.material import Material
from dashboard_gen.pages.page import Page
from dashboard_gen.pages.rendering import SHOWN
from dashboard_gen.points import thinned, trend_words

LATEST = 6


def pages(told: Material) -> Iterator[Page]:
    """index.html."""
    site = told.site
    yield Page(
        "index.html",
        "index.html",
        {
            "blockers": words.blockers(site),
            "shown": thinned(site.points, SHOWN),
            "latest": tuple(reversed(site.points[-LATEST:])),
            "trend_words": trend_words(site.points),
            "outlined": any(area.former not in (None, area.readiness.value) for area in site.areas),
        },
    )
