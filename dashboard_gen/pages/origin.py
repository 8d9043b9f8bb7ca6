"""Who last changed a line of a document, and when: the end of the way from a figure to its evidence."""

from __future__ import annotations

from datetime import date

from dashboard_gen.addresses import line_page
from dashboard_gen.material import Material
from dashboard_gen.pages.sheet import Cell, day
from iso20k.document import Place


def place_cell(place: Place | None) -> Cell:
    """'sms/03-service-catalog.md:40', leading to the line."""
    if place is None or not place.path:
        return Cell("–")
    words = f"{place.path}:{place.line}" if place.line else place.path
    return Cell(words, line_page(place.path, place.line), "code")


def origin_cells(told: Material, place: Place | None) -> tuple[Cell, Cell, Cell]:
    """The day of the last change of a line, its commit and author, and its age in days as of the site's day."""
    lines = told.sources.origins(place.path) if place and place.path and place.line else ()
    if place is None or not 0 < place.line <= len(lines):
        return Cell("–"), Cell("–"), Cell("–", kind="n")
    found = lines[place.line - 1]
    age = (told.now.as_of - date.fromisoformat(found.day)).days
    return (
        day(found.day),
        Cell(found.commit[:7], kind="code", note=found.author),
        Cell(str(max(age, 0)), kind="n"),
    )


#: The names of `origin_cells`.
ORIGIN_COLUMNS = (("Changed", "date"), ("Commit", ""), ("Age in days", "n"))
