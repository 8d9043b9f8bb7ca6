"""The site as a mapping of path to bytes: one module for each kind of page, tables of data, assets."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from dashboard_gen.assets import asset_files
from dashboard_gen.datafiles import csv_bytes, data_files
from dashboard_gen.material import Material
from dashboard_gen.pages import (
    areas,
    capa,
    changes,
    clauses,
    dependencies,
    documents,
    history,
    method,
    overview,
    owners,
    report,
    reviews,
    rules,
    search,
    services,
    steps,
    trace,
)
from dashboard_gen.pages.page import Page, Table
from dashboard_gen.pages.rendering import Renderer

#: Every kind of page: a module with `pages`, and `tables` where it has data of its own.
KINDS: tuple[Callable[[Material], Iterator[Page]], ...] = (
    overview.pages,
    areas.pages,
    clauses.pages,
    steps.pages,
    capa.pages,
    services.pages,
    dependencies.pages,
    trace.pages,
    owners.pages,
    documents.pages,
    rules.pages,
    changes.pages,
    reviews.pages,
    history.pages,
    report.pages,
    method.pages,
    search.pages,
)
TABLES: tuple[Callable[[Material], Iterator[Table]], ...] = (
    clauses.tables,
    documents.tables,
    capa.tables,
    services.tables,
    owners.tables,
    trace.tables,
    changes.tables,
)
#: Files that are neither page nor table, given the addresses of all pages.
FILES: tuple[Callable[[Material, Collection[str]], Iterator[tuple[str, bytes]]], ...] = (
    overview.files,
    search.files,
    reviews.files,
)

#: What stands at the head of every page.
NAVIGATION = (
    ("index.html", "Overview"),
    ("areas.html", "Areas"),
    ("clauses.html", "Clauses"),
    ("steps.html", "Steps"),
    ("documents.html", "Documents"),
    ("capa.html", "CAPA"),
    ("services.html", "Services"),
    ("owners.html", "Owners"),
    ("trace.html", "Trace"),
    ("changes.html", "Changes"),
    ("history.html", "History"),
    ("report.html", "Report"),
    ("method.html", "Method"),
    ("search.html", "Search"),
)


def build(told: Material) -> dict[str, bytes]:
    """Every file of the site by its path, the same bytes for the same material."""
    pages = [page for kind in KINDS for page in kind(told)]
    addresses = frozenset(page.path for page in pages)
    files = asset_files(told.site) | data_files(told.site)
    for table in (table for kind in TABLES for table in kind(told)):
        files[f"data/{table.name}.csv"] = csv_bytes(table.header, table.rows)
    names = sorted(path[5:-4] for path in files if path.startswith("data/") and path.endswith(".csv"))
    renderer = Renderer(
        told, NAVIGATION, tuple(names), addresses, {page.parts for page in pages if page.parts}
    )
    files |= {page.path: renderer.render(page) for page in pages}
    return files | {path: data for kind in FILES for path, data in kind(told, addresses)}
