"""Pages by templates that escape everything, each under the same head and foot."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Sequence
from typing import Any
from urllib.parse import quote, unquote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from dashboard_gen import charts, words
from dashboard_gen.addresses import line_page, rule_page
from dashboard_gen.material import Material
from dashboard_gen.owners import owner_page
from dashboard_gen.pages.page import Page
from dashboard_gen.points import Point, trend_words
from dashboard_gen.series import Site

_HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

#: A link to a line of a document, of this page's own where no path is named.
_LINE = re.compile(r'href="((?:\.\./)*)(docs/[^"#]+)?#L(\d+)"')
Parts = tuple[tuple[int, str], ...]

#: Commits in the trend's picture and table; all are in data/trend.csv.
SHOWN = 240


class Renderer:
    """Makes the bytes of pages; `navigation` are the (address, name) at the head of each, `data` the tables at its foot.

    `addresses` are those of all pages: a link is made where there is something that it leads to. `parts` are the pages of
    documents that take several.
    """

    def __init__(
        self,
        told: Material,
        navigation: tuple[tuple[str, str], ...],
        data: tuple[str, ...],
        addresses: Collection[str] = (),
        parts: Collection[Parts] = (),
    ) -> None:
        self._site = told.site
        self._navigation = navigation
        self._data = data
        self._make = _environment(told, frozenset(addresses))
        self._charts = _charts(told)
        self._parts = {one[0][1]: one for one in parts}

    def render(self, page: Page) -> bytes:
        """The bytes of a page."""
        made = self._make.get_template(page.template).render(
            site=self._site,
            origin=page.origin or self._site.origin,
            path=page.path,
            section=page.section or page.path,
            root="../" * page.path.count("/"),
            styles=page.styles,
            scripts=page.scripts,
            navigation=self._navigation,
            data=self._data,
            charts=self._charts,
            **page.values,
        )
        return f"{self._led(page, made.rstrip())}\n".encode()

    def _led(self, page: Page, html: str) -> str:
        """Links to lines of a document that takes several pages lead to the one that holds the line, whoever wrote them."""

        def led(found: re.Match[str]) -> str:
            up, path, line = found.groups()
            parts = self._parts.get(unquote(path), ()) if path else page.parts
            to = next((address for first, address in reversed(parts) if first <= int(line)), "")
            if not to or to == page.path:
                return f'href="#L{line}"' if to else found[0]
            return f'href="{up or "../" * page.path.count("/")}{quote(to)}#L{line}"'

        return _LINE.sub(led, html) if self._parts else html


def _charts(told: Material) -> dict[str, Callable[..., Markup]]:
    site, last = told.site, max(1, len(told.site.points) - 1)
    number = {point.commit: place for place, point in enumerate(site.points)}
    reported = sorted(
        (number[one.judged] / last, one.readiness) for one in told.history.reported if one.judged in number
    )
    reviews = [review.point / last for review in told.history.reviews]
    said = trend_words(site.points)

    def radar() -> Markup:
        now = [area.readiness.value for area in site.areas]
        former = [area.former for area in site.areas if area.former is not None]
        spoken = "; ".join(
            f"{number} {area.readiness.name} {area.readiness.value} %"
            for number, area in enumerate(site.areas, 1)
        )
        return charts.radar(now, former, "Readiness of the nine areas in percent", f"{spoken}.")

    def trend(shown: Sequence[Point]) -> Markup:
        whole = [point.state == "judged" for point in shown]
        return charts.trend(
            [point.readiness for point in shown],
            whole,
            "Readiness by commit",
            said,
            reported=reported,
            reviews=reviews,
        )

    def columns(shown: Sequence[Point]) -> Markup:
        return charts.columns([point.errors for point in shown], "Errors by commit", said)

    return {"radar": radar, "trend": trend, "columns": columns}


def _environment(told: Material, addresses: frozenset[str]) -> Environment:
    def there(address: str) -> str:
        """The address where such a page is, else ''."""
        return address if unquote(address.partition("#")[0]) in addresses else ""

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
        there=there,
        mark=charts.mark,
        figure=_figure(told.site),
        line_page=lambda path, line=0: there(line_page(path, line)),
        owner_page=lambda name: there(owner_page(told, name)),
        rule_page=lambda rule: there(rule_page(rule)),
        noun=lambda name, word: word if told.site.figures[name] == 1 else f"{word}s",
        signed=words.signed,
        points=words.points,
    )
    made.filters.update(day=words.written_day, prose=words.prose, clip=words.clipped)
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
