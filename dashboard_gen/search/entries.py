"""Everything that a search can lead to: sections and rows of documents, findings, rules, clauses, owners."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple
from urllib.parse import unquote

from dashboard_gen.addresses import line_page, rule_page
from dashboard_gen.material import Material
from dashboard_gen.owners import owner_page
from dashboard_gen.search.owned import owned
from iso20k.document import Cell, Document, ReadingError, Table
from iso20k.reading.reader import read_document
from iso20k.standard.clauses import CLAUSES_2011, CLAUSES_2018

#: The kinds in the order in which equal results stand.
KINDS = ("document", "record", "finding", "clause", "owner", "rule", "section", "row")


class Entry(NamedTuple):
    """A result: its kind, what it is called, where it stands (for the reader), its address, and the words it is found by."""

    kind: str
    title: str
    where: str
    address: str
    words: str


def entries(told: Material, addresses: Collection[str]) -> Iterator[Entry]:
    """All results; `addresses` are the pages that there are, and no result leads elsewhere."""
    for path in told.sources.paths:
        yield from _document(told, path)
    for item in told.site.items:
        found = item.finding
        where = f"{item.severity}, {found.place.path}:{found.place.line}"
        page = line_page(found.place.path)
        address = f"{page}#{item.anchor}" if found.place.path in told.sources.paths else item.address
        yield Entry("finding", f"{found.rule} {found.message}", where, address, f"{found.name} {found.hint}")
    yield from _clauses(told, addresses)
    yield from _owners(told, addresses)
    for rule in told.catalogue.rules:
        yield Entry(
            "rule",
            f"{rule.id} {rule.name}",
            str(rule.severity),
            rule_page(rule.id),
            f"{rule.why} {rule.hint}",
        )


def _document(told: Material, path: str) -> Iterator[Entry]:
    artifact = next((one for one in told.now.workspace.artifacts.values() if one.path == path), None)
    document = artifact.document if artifact else _read(told, path)
    if document is None:
        return
    title = document.title or path
    step = f"step {artifact.schema.step.number}" if artifact else "no step"
    yield Entry("document", title, f"{step}, {path}", line_page(path, 1), path)
    records = {one.line for rows in artifact.registers.values() for one in rows} if artifact else set()
    for section in document.sections:
        texts = " ".join(block.text for block in section.blocks if not isinstance(block, Table))
        name = section.title or title
        yield Entry("section", name, title, line_page(path, section.line), texts)
        for block in section.blocks:
            for row in block.rows if isinstance(block, Table) else ():
                if told_row := [cell for cell in row if cell.text]:
                    kind = "record" if told_row[0].line in records else "row"
                    yield _row(kind, told_row, f"{title}, {name}", path)


def _row(kind: str, cells: list[Cell], where: str, path: str) -> Entry:
    title = " · ".join(cell.text for cell in cells[:2])
    return Entry(
        kind, title, where, line_page(path, cells[0].line), " ".join(cell.text for cell in cells[2:])
    )


def _read(told: Material, path: str) -> Document | None:
    try:
        return read_document("\n".join(told.sources.lines(path)).encode("utf-8", "replace"))
    except ReadingError:
        return None


def _clauses(told: Material, addresses: Collection[str]) -> Iterator[Entry]:
    edition = told.site.origin.edition
    for number, name in (CLAUSES_2011 if edition == "2011" else CLAUSES_2018).items():
        page = f"clauses/{number}.html"
        address = page if page in addresses else "index.html#clauses"
        yield Entry("clause", f"{number} {name}", f"edition {edition}", address, "clause")


def _owners(told: Material, addresses: Collection[str]) -> Iterator[Entry]:
    """Each with the page of the person, else the place that names the owner first."""
    for one in owned(told):
        places = (owner_page(told, one.name), one.first)
        there = (place for place in places if unquote(place.partition("#")[0]) in addresses)
        yield Entry("owner", one.name, one.words, next(there, "owners.html"), "owner")
