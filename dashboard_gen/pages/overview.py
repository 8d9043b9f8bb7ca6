"""The landing page: both verdicts, what blocks, who acts next, five key figures, areas, clauses, trend and what changed."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from dashboard_gen.headline import headline
from dashboard_gen.material import Material
from dashboard_gen.moments import Moments
from dashboard_gen.pages.page import Page
from dashboard_gen.pages.reviews import folder_of
from dashboard_gen.points import thinned, trend_words
from dashboard_gen.words import why_different, written_day

#: Commits in the picture of the trend: the page stays small, and history.html has more.
PICTURED = 80
#: The slider's data; only this page loads it, when somebody moves the slider.
HISTORY_SCRIPT = "hist.js"


def pages(told: Material) -> Iterator[Page]:
    """index.html."""
    site = told.site
    yield Page(
        "index.html",
        "index.html",
        {
            "head": headline(told),
            "since": _since(told),
            "moments": len(_moments(told).rows),
            "reported": [(one, why_different(one)) for one in told.history.reported[-6:]],
            "reviews": [(one, f"{folder_of(one)}index.html") for one in told.history.reviews[-6:]],
            "shown": thinned(site.points, PICTURED),
            "trend_words": trend_words(site.points),
            "outlined": any(area.former not in (None, area.readiness.value) for area in site.areas),
        },
        scripts=("assets/moments.js",),
    )


def _since(told: Material) -> str:
    """What the page compares with: 'the review of 16 October 2026', else 'commit f4367fc of 28 October 2026'; '' for nothing."""
    since = told.site.since
    if since is None:
        return ""
    reviewed = {told.history.points[review.point].commit for review in told.history.reviews}
    what = "the review" if since.commit in reviewed else f"commit {since.short}"
    return f"{what} of {written_day(since.day)}"


def files(told: Material, addresses: Collection[str]) -> Iterator[tuple[str, bytes]]:
    """hist.js."""
    del addresses
    yield HISTORY_SCRIPT, _moments(told).script()


def _moments(told: Material) -> Moments:
    return Moments(told.site.points, told.history.reviews, told.history.reported)
