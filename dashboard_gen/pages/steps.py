"""The 22 steps, and a page for each with its findings and how its figure comes about."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard_gen.material import Material
from dashboard_gen.pages.page import Page


def pages(told: Material) -> Iterator[Page]:
    """steps.html and steps/NN-skill.html."""
    yield Page("steps.html", "steps.html")
    for row in told.site.rows:
        yield Page(row.page, "step.html", {"row": row}, section="steps.html")
