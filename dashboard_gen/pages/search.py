"""The search over documents, findings, rules, clauses and owners; its index is loaded by this page only."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from dashboard_gen.material import Material
from dashboard_gen.pages.page import Page
from dashboard_gen.search.entries import entries
from dashboard_gen.search.index import index_files


def pages(told: Material) -> Iterator[Page]:
    """search.html."""
    del told
    yield Page("search.html", "search.html", scripts=("assets/search.js",))


def files(told: Material, addresses: Collection[str]) -> Iterator[tuple[str, bytes]]:
    """search-index.js and what it is split into."""
    yield from index_files(entries(told, addresses))
