"""Rows of registers that speak of clauses: which of the 15 areas each one is about."""

from __future__ import annotations

from iso20k.standard.areas import ClauseArea, area_named, area_of, in_order
from iso20k.standard.clauses import Edition
from iso20k.standard.references import areas_at, parse_clause_cell


def edition_of(text: str) -> Edition:
    """A workspace follows 2018 when it says so, else 2011."""
    return "2018" if text == "2018" else "2011"


def area_of_row(clause: str, name: str, edition: str) -> ClauseArea | None:
    """A row is about the area of its clause number, else of its name ("Incident management (8.1)").

    A name that fits the number in the other edition wins: 8.1 "Incident" is the 2011 number wherever it stands.
    None when neither tells, and when the number stands above several areas.
    """
    own = edition_of(edition)
    number = clause_number(clause) or clause_number(name)
    named = _area_named(name) or _area_named(clause)
    numbered = area_of(number, own) if number else None
    if named is not None and numbered is not named:
        other = area_of(number, "2018" if own == "2011" else "2011") if number else named
        return named if other is named else numbered or named
    return numbered


def clause_number(text: str) -> str:
    """The one clause that a cell names, '' when it names none or several."""
    found = parse_clause_cell(text)
    return found[0].number if len(found) == 1 and not found[0].until else ""


def areas_of_cell(text: str, edition: str) -> tuple[ClauseArea, ...]:
    """A cell may name several areas, by number or by name, in a list: "6.1 Service level management; 6.2"."""
    found: list[ClauseArea] = []
    for part in text.replace("\n", ";").replace("<br>", ";").split(";"):
        single = area_of_row(part, part, edition)
        if single is not None:
            found.append(single)
            continue
        numbered = tuple(
            area for reference in parse_clause_cell(part) for area in areas_at(reference, edition_of(edition))
        )
        found.extend(numbered or (a for piece in part.split(",") if (a := _area_named(piece))))
    return in_order(found)


def _area_named(text: str) -> ClauseArea | None:
    return area_named(text) if any(sign.isalpha() for sign in text) else None
