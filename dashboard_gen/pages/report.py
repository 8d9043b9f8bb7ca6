"""The Executive Readiness Report: the board's two sheets, under the head of the site and ready to print."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from dashboard_gen.addresses import line_page
from dashboard_gen.material import Material
from dashboard_gen.pages.page import Page
from iso20k.judging.executive import ROWS, Source, executive_report
from validators.service_management_plan.draft import document_owner

#: Where the site shows what a command shows.
_SHOWN_AT = {
    "iso20k status": "index.html",
    "iso20k status --explain overall": "method.html#areas",
    "iso20k check": "steps.html",
}


class Link(NamedTuple):
    """A source as people read it, and where it is; '' for a command whose figures the site does not show."""

    words: str
    address: str
    command: bool


def pages(told: Material) -> Iterator[Page]:
    """report.html."""
    report = executive_report(told.now, lambda step: document_owner(told.now.workspace, step))
    values = {
        "report": report,
        "blocks": report.blocks[:ROWS],
        "tasks": report.tasks[:ROWS],
        "overdue": sum(task.overdue for task in report.tasks),
        "links": links,
        "since": told.site.points[0].day,
        "printed": told.prints,
    }
    yield Page("report.html", "report.html", values, styles=("report.css",))


def links(source: Source) -> tuple[Link, ...]:
    """The command and the line of a document that a statement comes from."""
    found = [Link(source.command, _SHOWN_AT.get(source.command, ""), command=True)] if source.command else []
    if source.place:
        words = f"step {source.step}, line {source.place.line}"
        found.append(Link(words, line_page(source.place.path, source.place.line), command=False))
    return tuple(found)
