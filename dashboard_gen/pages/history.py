"""Every commit that changed a document or the settings, with its verdict."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard_gen.material import Material
from dashboard_gen.pages.page import Page
from dashboard_gen.pages.rendering import SHOWN
from dashboard_gen.points import thinned, trend_words


def pages(told: Material) -> Iterator[Page]:
    """history.html."""
    points = told.site.points
    values = {"shown": thinned(points, SHOWN), "trend_words": trend_words(points)}
    yield Page("history.html", "history.html", values, scripts=("assets/history.js",))
