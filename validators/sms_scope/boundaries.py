"""What the SMS covers and what not: services, clause areas, units, sites, exclusions; other documents join on these."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from iso20k.document import Place
from iso20k.facts.artifact import Artifact, Record, derived
from iso20k.judging.workspace import Workspace
from iso20k.standard.areas import ClauseArea, area_named, in_order
from iso20k.standard.clauses import Edition
from iso20k.standard.references import areas_at, areas_in, find_references
from iso20k.values.listing import parse_identifier, split_list
from iso20k.wording.filled import filled_cell, is_placeholder
from iso20k.wording.names import normalise

SCOPE = "sms-scope"

_NAME_ENDS = re.compile(r"\s*(?::\s|\s[–—-]\s|,\s(?:which|because)\b|\bbecause\b|\bsince\b)\s*")
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_REQUIREMENT_KIND = re.compile(r"\bclause|\bprocess|\brequirement|\bcontrol\b", re.IGNORECASE)
_YES = re.compile(
    r"(?:yes|y|x|full(?:y)?|appl(?:ies|icable|y)|in scope|included|true|all)\b|[✓✔☑✅]", re.IGNORECASE
)
_NO = re.compile(
    r"(?:no|n)\b|not\b|n\s?/\s?a\b|excluded|out of scope|partly|partial|does not|exempt|false|[✗✘❌]",
    re.IGNORECASE,
)
_NOTHING = re.compile(r"(?:none|no|nothing|nil|not applicable|n/a)\b", re.IGNORECASE)


class InScope(NamedTuple):
    """A service that the SMS covers, from the register or, without one, from a bullet list; `kind` as written."""

    id: str
    name: str
    kind: str
    place: Place
    locations: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """How messages call it."""
        return self.name if self.named else self.id or "the service"

    @property
    def named(self) -> bool:
        """Whether it has a name, not only a placeholder for one."""
        return filled_cell(self.name)

    def names(self) -> Iterator[str]:
        """Its id, its name and its name without brackets ('Help Desk (L1/L2)'), in the form for joining."""
        for text in (self.id, self.name, _BRACKETS.sub("", self.name)):
            if normalise(text):
                yield normalise(text)


class Exclusion(NamedTuple):
    """Something that the SMS does not cover: a service, unit, location or technology, with the reason."""

    item: str
    kind: str
    justification: str
    place: Place
    reason_place: Place

    @property
    def removes_requirement(self) -> bool:
        """Whether it takes out a clause or process of the standard, which nothing can justify."""
        if filled_cell(self.kind):
            return bool(_REQUIREMENT_KIND.search(self.kind)) or bool(find_references(self.item))
        return area_of_item(self.item) is not None

    def names(self) -> Iterator[str]:
        """Its name in the form for joining, also without brackets and as id and name apart."""
        identified = parse_identifier(self.item) or ()
        for text in (self.item, _BRACKETS.sub("", self.item), *identified):
            if normalise(text):
                yield normalise(text)


class ProcessRow(NamedTuple):
    """A row of the process table: the clause areas it stands for, whether they apply, who operates them.

    `applies` is True, False, or None when the row has such a column and leaves it open; no column means True.
    """

    areas: tuple[ClauseArea, ...]
    applies: bool | None
    operator: str
    record: Record

    @property
    def label(self) -> str:
        """The row's clause and name, as written."""
        texts = (self.record.text("clause"), self.record.text("area"))
        return " ".join(text for text in texts if text)


class Site(NamedTuple):
    """A location or unit of the scope, with what is done there."""

    id: str
    name: str
    activities: str
    place: Place

    @property
    def label(self) -> str:
        """How messages call it."""
        return self.name or self.id or "the location"


def edition_of(workspace: Workspace) -> Edition:
    """The edition whose clause numbers the workspace uses."""
    return "2018" if workspace.edition == "2018" else "2011"


@derived
def services_in_scope(scope: Artifact) -> tuple[InScope, ...]:
    """The services that the SMS covers, in document order."""
    found = tuple(
        InScope(
            row.text("id"), row.text("name"), row.text("type"), row.place, tuple(split_list(row.text("location")))
        )
        for row in scope.records("services")
    )  # fmt: skip
    return found or tuple(_listed_services(scope))


def _listed_services(scope: Artifact) -> Iterator[InScope]:
    for head, _, place in _items(scope, "services"):
        identifier, name = parse_identifier(head) or ("", head)
        yield InScope(identifier, name, "", place)


def _items(scope: Artifact, key: str) -> Iterator[tuple[str, str, Place]]:
    """The bullets of a section as (name, what follows, place); 'none' is no item."""
    section = scope.sections.get(key)
    for text in section.texts if section else ():
        if text.item and filled_cell(text.text) and not _NOTHING.match(text.text):
            end = _NAME_ENDS.search(text.text)
            head = text.text[: end.start()] if end else text.text
            yield head.strip(), text.text[end.end() :].strip() if end else "", scope.at(text)


@derived
def exclusions(scope: Artifact) -> tuple[Exclusion, ...]:
    """What the SMS does not cover, in document order; a row that says 'none' is no exclusion."""
    found = tuple(
        Exclusion(
            row.text("item"), row.text("kind"), row.text("justification"), row.place, row.at("justification")
        )
        for row in scope.records("exclusions")
        if filled_cell(row.text("item")) and not _NOTHING.fullmatch(row.text("item").strip(" ."))
    )
    if found or scope.records("exclusions"):
        return found
    return tuple(Exclusion(item, "", reason, place, place) for item, reason, place in _items(scope, "exclusions"))  # fmt: skip


def is_excluded(scope: Artifact, *names: str) -> Exclusion | None:
    """The exclusion that one of these names or ids stands for, None when nothing excludes it."""
    wanted = {normalise(name) for name in names} - {""}
    return next((e for e in exclusions(scope) if wanted & set(e.names())), None)


def is_in_scope(scope: Artifact, *names: str) -> InScope | None:
    """The in-scope service with one of these names or ids, None when the scope names none."""
    wanted = {normalise(name) for name in names} - {""}
    return next((s for s in services_in_scope(scope) if wanted & set(s.names())), None)


@derived
def process_rows(scope: Artifact, edition: Edition) -> tuple[ProcessRow, ...]:
    """The process table, wide, tall or as bullets; each row rolled up to the 15 clause areas."""
    rows = tuple(
        ProcessRow(_areas(row, edition), _applies(row), row.text("operator"), row)
        for row in scope.records("processes")
    )
    return rows or tuple(_listed_processes(scope, edition))


def _areas(row: Record, edition: Edition) -> tuple[ClauseArea, ...]:
    found = areas_in(row.text("clause"), edition, cell=True) or areas_in(row.text("area"), edition, cell=True)
    named = area_named(row.text("area")) or area_named(row.text("clause"))
    # a table that kept its 2011 numbers means what its titles say; that the numbers are old is another rule's matter
    renumbered = edition == "2018" and named is not None and named not in found
    if found and not renumbered:
        return found
    return (named,) if named else ()


def _applies(row: Record) -> bool | None:
    if "applies" not in row.cells:
        return True
    text = row.text("applies").strip()
    if _NO.match(text):
        return False
    return True if _YES.match(text) and not is_placeholder(text) else None


def _listed_processes(scope: Artifact, edition: Edition) -> Iterator[ProcessRow]:
    for head, rest, place in _items(scope, "processes"):
        areas = areas_in(head, edition, cell=True)
        named = None if areas else area_named(head)
        if areas or named:
            record = Record(place.path, place.line, "processes", {})
            yield ProcessRow(areas or in_order(a for a in (named,) if a), not _NO.match(rest), "", record)


def rows_by_area(scope: Artifact, edition: Edition) -> Mapping[str, tuple[ProcessRow, ...]]:
    """The process rows by the number of their clause area ('4', '5', '6.1', …)."""
    found: dict[str, list[ProcessRow]] = {}
    for row in process_rows(scope, edition):
        for area in row.areas:
            found.setdefault(area.number, []).append(row)
    return {number: tuple(rows) for number, rows in found.items()}


def applying_areas(scope: Artifact, edition: Edition) -> frozenset[str]:
    """The numbers of the clause areas that the process table confirms as applying, with every row of theirs."""
    by_area = rows_by_area(scope, edition)
    return frozenset(number for number, rows in by_area.items() if all(row.applies for row in rows))


@derived
def locations(scope: Artifact) -> tuple[Site, ...]:
    """The locations in scope, from the register or a bullet list."""
    found = tuple(
        Site(row.text("id"), row.text("name") or row.text("city"), row.text("activities"), row.place)
        for row in scope.records("locations")
        if any(row.filled(key) for key in ("id", "name", "city"))
    )
    if found or scope.records("locations"):
        return found
    return tuple(Site("", head, rest, place) for head, rest, place in _items(scope, "locations"))


@derived
def units(scope: Artifact) -> tuple[Site, ...]:
    """The organizational units in scope, from the register or a bullet list."""
    rows = tuple(
        Site("", row.text("unit"), row.text("role"), row.place)
        for row in scope.records("units")
        if row.filled("unit")
    )
    if rows or scope.records("units"):
        return rows
    return tuple(Site("", head, rest, place) for head, rest, place in _items(scope, "units"))


def area_of_item(text: str) -> ClauseArea | None:
    """The clause area that an excluded item names ('Clause 7.2', '7.2 Supplier management', 'Problem management')."""
    for reference in find_references(text):
        found = areas_at(reference, "2011") or areas_at(reference, "2018")
        if found:
            return found[0]
    numbered = re.match(r"\s*[4-9](?:\.\d){0,4}\s+(\S.*)", text)
    named = area_named(numbered[1] if numbered else text)
    process_word = re.search(
        r"\bmanagement\b|\bprocess(?:es)?\b|\breporting\b|\bbudgeting\b", text, re.IGNORECASE
    )
    return named if named and (numbered or process_word) else None
