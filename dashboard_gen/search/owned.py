"""What everybody owns who is named as an owner: documents, and records of registers such as risks, findings and actions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from dashboard_gen.addresses import line_page
from dashboard_gen.material import Material
from iso20k.facts.artifact import Artifact
from iso20k.wording.filled import filled_cell
from iso20k.wording.names import normalise
from iso20k.wording.persons import person_names


class Owned(NamedTuple):
    """Titles of documents, the number of records by the title of their register, and the address of the first of all."""

    name: str
    first: str
    documents: list[str]
    records: Counter[str]

    @property
    def words(self) -> str:
        """'owns Service Catalog; answers for 2 in CAPA register'."""
        owns = f"owns {', '.join(self.documents)}" if self.documents else ""
        held = ", ".join(f"{number} in {title}" for title, number in self.records.items())
        return "; ".join(said for said in (owns, f"answers for {held}" if held else "") if said)


def owned(told: Material) -> tuple[Owned, ...]:
    """By the order of the steps; persons, and the roles and teams that are named instead of one."""
    found: dict[str, Owned] = {}

    def of(name: str, first: str) -> Owned:
        return found.setdefault(normalise(name), Owned(name, first, [], Counter()))

    for row in told.site.rows:
        for name in _named(row.owner):
            of(name, row.page).documents.append(row.state.title)
    for artifact in told.now.workspace.artifacts.values():
        for title, text, line in _records(artifact):
            for name in _named(text):
                of(name, line_page(artifact.path, line)).records[title] += 1
    return tuple(found.values())


def _named(text: str) -> tuple[str, ...]:
    return person_names(text) or ((text,) if filled_cell(text) else ())


def _records(artifact: Artifact) -> Iterator[tuple[str, str, int]]:
    """The title of the register, its field of the owner, and the line of that, for every record."""
    titles = {section.key: section.title for section in artifact.schema.sections}
    for register in artifact.schema.registers:
        title = next((titles[key] for key in register.sections if key in titles), register.key)
        for record in artifact.records(register.key):
            yield title, record.text("owner"), record.at("owner").line
