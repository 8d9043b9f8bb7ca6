"""Every document of the workspace as a page with its findings in place, and the list of all."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard_gen.addresses import line_page, part_page
from dashboard_gen.documents.relations import Relations, named, relations
from dashboard_gen.documents.view import View, view
from dashboard_gen.material import Material
from dashboard_gen.pages.page import Page, Table


def pages(told: Material) -> Iterator[Page]:
    """documents.html and docs/PATH.html."""
    views = [view(told, path) for path in told.sources.paths]
    yield Page("documents.html", "documents.html", {"views": sorted(views, key=_in_order)})
    known = relations(told)
    titles = {one.path: one.title for one in views}
    for one in views:
        values = {
            "document": one,
            "relations": known.get(one.path, Relations()),
            "titles": titles,
            "shown": SHOWN,
            "listed": LISTED,
        }
        parts = one.parts
        addresses = tuple((part.first, part_page(one.path, n)) for n, part in enumerate(parts, 1))
        for part, (first, address) in zip(parts, addresses, strict=True):
            yield Page(
                address,
                "document.html",
                values | {"body": part.body, "first": first, "several": addresses},
                section="documents.html",
                styles=("document.css",),
                parts=addresses if parts[1:] else (),
            )


#: So many things are named for each pair of documents (all are in data/references.csv), and findings at the head.
SHOWN, LISTED = 8, 60


def tables(told: Material) -> Iterator[Table]:
    """references.csv: who names what of another document, and where."""
    header = ("thing", "defined_in", "defined_line", "named_in", "named_line", "page")
    rows = [
        (one.label, one.home.path, one.home.line, one.place.path, one.place.line, line_page(one.place.path, one.place.line))
        for one in named(told)
    ]  # fmt: skip
    yield Table("references", header, dict.fromkeys(rows))


def _in_order(one: View) -> tuple[int, str]:
    return (one.step or 99, one.path)
