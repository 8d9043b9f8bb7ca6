"""A page before it is bytes, and a table of the site's data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from dashboard_gen.series import Origin


class Page(NamedTuple):
    """An address, a template and what only this page shows.

    `section` is the address in the navigation that the page belongs to, '' for its own; `styles` and `scripts` are names in
    assets/ beside those of all pages (four requests at most make a page). `origin` is the state that head and foot tell of,
    None for that of the site. `parts` are the pages of a document that takes several: first line and address of each.
    """

    path: str
    template: str
    values: Mapping[str, Any] = {}
    section: str = ""
    styles: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()
    origin: Origin | None = None
    parts: tuple[tuple[int, str], ...] = ()


class Table(NamedTuple):
    """A CSV below data/: the names of the columns and the rows."""

    name: str
    header: Sequence[str]
    rows: Iterable[Sequence[object]]
