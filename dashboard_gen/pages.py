"""The site as a mapping of path to bytes: pages by templates that escape everything, assets, data files."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from dashboard_gen import charts, words
from dashboard_gen.datafiles import data_files
from dashboard_gen.points import thinned, trend_words
from dashboard_gen.series import Row, Site

_HERE = os.path.dirname(os.path.abspath(__file__))

#: Commits in the trend's picture and table; all are in data/trend.csv.
SHOWN = 240
LATEST = 6

NAVIGATION = (
    ("index.html", "Overview"),
    ("steps.html", "Steps"),
    ("history.html", "History"),
    ("method.html", "Method"),
)


def build(site: Site) -> dict[str, bytes]:
    """Every file of the site by its path, the same bytes for the same values."""
    make = _environment(site)
    files = {f"assets/{name}": data for name, data in _assets(site).items()}
    for path, _ in NAVIGATION:
        files[path] = _render(make, path, path, site)
    for row in site.rows:
        files[row.page] = _render(make, "step.html", row.page, site, row=row)
    return files | data_files(site)


def _render(make: Environment, template: str, path: str, site: Site, row: Row | None = None) -> bytes:
    shown = thinned(site.points, SHOWN)
    page = make.get_template(template).render(
        site=site,
        origin=site.origin,
        row=row,
        path=path,
        root="../" * path.count("/"),
        navigation=NAVIGATION,
        blockers=words.blockers(site),
        shown=shown,
        latest=tuple(reversed(site.points[-LATEST:])),
        trend_words=trend_words(site.points),
        charts=_charts(site),
        outlined=any(area.former not in (None, area.readiness.value) for area in site.areas),
    )
    return f"{page.rstrip()}\n".encode()


def _charts(site: Site) -> dict[str, Callable[[], Markup]]:
    shown = thinned(site.points, SHOWN)
    said = trend_words(site.points)

    def radar() -> Markup:
        now = [area.readiness.value for area in site.areas]
        former = [area.former for area in site.areas if area.former is not None]
        spoken = "; ".join(
            f"{number} {area.readiness.name} {area.readiness.value} %"
            for number, area in enumerate(site.areas, 1)
        )
        return charts.radar(now, former, "Readiness of the nine areas in percent", f"{spoken}.")

    def trend() -> Markup:
        whole = [point.state == "judged" for point in shown]
        return charts.trend([point.readiness for point in shown], whole, "Readiness by commit", said)

    def columns() -> Markup:
        return charts.columns([point.errors for point in shown], "Errors by commit", said)

    return {"radar": radar, "trend": trend, "columns": columns}


def _environment(site: Site) -> Environment:
    made = Environment(
        loader=FileSystemLoader(os.path.join(_HERE, "templates")),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals.update(
        bar=charts.bar,
        mark=charts.mark,
        figure=_figure(site),
        noun=lambda name, word: word if site.figures[name] == 1 else f"{word}s",
        signed=words.signed,
        points=words.points,
    )
    made.filters.update(day=words.written_day, clip=words.clipped)
    return made


def _figure(site: Site) -> Callable[[str], Markup]:
    """A number under its name: every place that shows it takes it from here, and tests compare them all."""

    def figure(name: str) -> Markup:
        value = site.figures[name]
        told = "–" if value is None else value
        return Markup('<span data-metric="{}">{}</span>').format(name, told)

    return figure


def _shown(value: Any) -> Any:
    return words.safe(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _assets(site: Site) -> dict[str, bytes]:
    found = {}
    for name in ("site.css", "site.js"):
        with open(os.path.join(_HERE, "assets", name), "rb") as file:
            found[name] = file.read()
    found["site.css"] += _print_margins(site)
    return found


def _print_margins(site: Site) -> bytes:
    """Every printed sheet says as of when and at which commit; both are made of letters, digits and hyphens."""
    said = f"As of {site.origin.as_of}, commit {site.origin.short}, edition {site.origin.edition}"
    return (
        f'\n@page {{ @bottom-left {{ content: "{said}"; font: 8pt sans-serif }}\n'
        '  @bottom-right { content: "Sheet " counter(page) " of " counter(pages); font: 8pt sans-serif } }\n'
    ).encode()
