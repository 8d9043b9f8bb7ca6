"""The priority matrix read as impact, urgency and priority, drawn as a grid or listed combination by combination."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import product
from typing import NamedTuple

from iso20k.document import Cell, Place, Table
from iso20k.facts.artifact import Artifact, Record, derived
from iso20k.facts.schema import normalise_heading
from iso20k.values.deferred import deferred
from iso20k.values.listing import split_list
from iso20k.wording.names import normalise
from validators.incident_management.codes import code_of, level_name, level_rank, order_of_code, rank_of
from validators.incident_management.targets import aliases

#: A matrix of more combinations than this is none that anybody uses; its order is not judged.
MOST_CELLS = 100
_OR = deferred(r"\s+or\s+|\s*/\s*", re.IGNORECASE)


class Combination(NamedTuple):
    """One impact with one urgency: the priority as written, its code ('' for none), and where it stands or belongs."""

    impact: str
    urgency: str
    text: str
    code: str
    place: Place

    @property
    def label(self) -> str:
        """How messages call it."""
        return f"impact {self.impact}, urgency {self.urgency}"


class Matrix(NamedTuple):
    """The levels of both axes as written, in document order, and all combinations that are there."""

    impacts: tuple[str, ...]
    urgencies: tuple[str, ...]
    cells: tuple[Combination, ...]
    place: Place

    @property
    def codes(self) -> tuple[str, ...]:
        """The priorities that the matrix leads to, the most urgent first."""
        found = dict.fromkeys(cell.code for cell in self.cells if cell.code)
        return tuple(sorted(found, key=order_of_code))

    def missing(self) -> Iterator[tuple[str, str, Combination | None]]:
        """Impact, urgency and cell of each combination without a priority; None for one that has no cell."""
        known = {(normalise(cell.impact), normalise(cell.urgency)): cell for cell in reversed(self.cells)}
        for impact, urgency in product(self.impacts, self.urgencies):
            cell = known.get((normalise(impact), normalise(urgency)))
            if cell is None or not cell.code:
                yield impact, urgency, cell


class Contradiction(NamedTuple):
    """`wrong` stands in the way of an order that `witness` follows; `higher`: its priority is too high, not too low."""

    wrong: Combination
    witness: Combination
    higher: bool


@derived
def matrix(incident: Artifact) -> Matrix | None:
    """The priority matrix: the first grid of its section, else the list of combinations, else a grid elsewhere."""
    section = incident.sections.get("matrix")
    at_home = _first_grid(incident, section.tables if section else (), strict=False)
    if at_home:
        return at_home
    listed = [
        record
        for record in incident.records("matrix", "targets")
        if "priority" in record.cells and (record.filled("impact") or record.filled("urgency"))
    ]
    if listed:
        return _of_list(incident, listed)
    tables = [t for s in incident.document.sections for t in s.blocks if isinstance(t, Table)]
    return _first_grid(incident, tables, strict=True)


def _first_grid(incident: Artifact, tables: Sequence[Table], *, strict: bool) -> Matrix | None:
    for table in tables:
        if _is_grid(table, strict=strict):
            return _of_grid(incident, table)
    return None


def _is_grid(table: Table, *, strict: bool) -> bool:
    """Whether a table has levels on both sides and priorities inside."""
    corner, *heads = [normalise_heading(cell.text) for cell in table.header]
    if len(heads) < 2 or "priority" in heads or "impact" in heads or "urgency" in heads:
        return False
    named = "impact" in corner and "urgency" in corner
    if strict or not (corner in ("", "priority", "level") or "impact" in corner or "urgency" in corner):
        return named
    inside = [cell.text for row in table.rows for cell in row[1:] if cell.text]
    coded = sum(code_of(text) != "" for text in inside)
    return coded > 0 and (named or 2 * coded >= len(inside))


def _of_grid(incident: Artifact, table: Table) -> Matrix:
    known = aliases(incident)
    heads = table.header[1:]
    rows = [row for row in table.rows if row and row[0].text]
    turned = _is_turned(table)
    cells: list[Combination] = []
    for row in rows:
        for number, head in enumerate(heads, 1):
            cell = row[number] if number < len(row) else Cell("", row[0].line)
            one, other = level_name(row[0].text), level_name(head.text)
            impact, urgency = (other, one) if turned else (one, other)
            code = known.get(code_of(cell.text), code_of(cell.text))
            cells.append(Combination(impact, urgency, cell.text, code, incident.at(cell)))
    down, across = (tuple(level_name(row[0].text) for row in rows), tuple(level_name(h.text) for h in heads))
    place = incident.at(table)
    return Matrix(across, down, tuple(cells), place) if turned else Matrix(down, across, tuple(cells), place)


def _is_turned(table: Table) -> bool:
    """Whether the rows are urgencies: the corner names that axis first or alone, or the levels name theirs."""
    corner = table.header[0].text.lower()
    places = (corner.find("impact"), corner.find("urgency"))
    if max(places) >= 0:
        return places[0] < 0 or 0 <= places[1] < places[0]
    down = " ".join(row[0].text.lower() for row in table.rows if row)
    across = " ".join(cell.text.lower() for cell in table.header[1:])
    return "urgency" in down or ("impact" in across and "impact" not in down)


def _of_list(incident: Artifact, records: Sequence[Record]) -> Matrix:
    known = aliases(incident)
    cells: list[Combination] = []
    for record in records:
        text = record.text("priority")
        code = known.get(code_of(text), code_of(text))
        pairs = product(_levels(record.text("impact")), _levels(record.text("urgency")))
        cells.extend(Combination(i, u, text, code, record.at("priority")) for i, u in pairs)
    impacts = tuple({normalise(cell.impact): cell.impact for cell in cells if cell.impact}.values())
    urgencies = tuple({normalise(cell.urgency): cell.urgency for cell in cells if cell.urgency}.values())
    return Matrix(impacts, urgencies, tuple(cells), records[0].place)


def _levels(text: str) -> tuple[str, ...]:
    """'High', 'Medium or low' and 'High, Medium' as levels; an empty cell is a level without a name."""
    parts = [part for item in split_list(text) for part in _OR().split(item)]
    return tuple(level_name(part) for part in parts if part.strip()) or ("",)


def contradictions(table: Matrix) -> tuple[Contradiction, ...]:
    """The fewest combinations that make the matrix illogical: more impact or urgency, and a lower priority.

    Levels whose words tell no order are taken in the order of the document, upwards or downwards, whichever fits.
    """
    cells = [cell for cell in table.cells if cell.code and rank_of(cell.code) is not None]
    if len(cells) > MOST_CELLS:
        return ()
    orders = product(_orders(table.impacts), _orders(table.urgencies))
    return min((_against(cells, one, other) for one, other in orders), key=len, default=())


def _orders(levels: Sequence[str]) -> tuple[dict[str, int], ...]:
    """What rank each level has, 0 the highest: one answer when words tell, else both directions."""
    ranks = [level_rank(level) for level in levels]
    keys = [normalise(level) for level in levels]
    if None not in ranks and len(set(ranks)) == len(ranks):
        return ({key: rank for key, rank in zip(keys, ranks, strict=True) if rank is not None},)
    count = len(levels)
    falling = {key: place for place, key in enumerate(keys)}
    return falling, {key: count - place for key, place in falling.items()}


def _against(
    cells: Sequence[Combination], impacts: dict[str, int], urgencies: dict[str, int]
) -> tuple[Contradiction, ...]:
    spots = [
        (impacts[normalise(c.impact)], urgencies[normalise(c.urgency)], rank_of(c.code) or 0) for c in cells
    ]
    pairs = [
        (above, below)
        for above, (i, u, rank) in enumerate(spots)
        for below, (j, v, other) in enumerate(spots)
        if i <= j and u <= v and (i, u) != (j, v) and rank > other
    ]
    found: list[Contradiction] = []
    while pairs:  # the one that most others speak against is wrong
        wrong = max(range(len(cells)), key=lambda n: sum(n in pair for pair in pairs))
        above, below = next(pair for pair in pairs if wrong in pair)
        witness = below if wrong == above else above
        found.append(Contradiction(cells[wrong], cells[witness], wrong == below))
        pairs = [pair for pair in pairs if wrong not in pair]
    return tuple(found)
