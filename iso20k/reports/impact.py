"""What a change of one thing touches, for a person and as JSON (iso20k/impact/1)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from rich.padding import Padding
from rich.text import Text

from iso20k.document import Place
from iso20k.judging.impact import Impact, Reached, Reader
from iso20k.judging.references import Reference
from iso20k.reports.plain import printable
from iso20k.reports.text import console_for, written
from iso20k.wording.phrases import count

SCHEMA = "iso20k/impact/1"
#: A document's references that are printed; JSON holds them all.
SHOWN = 4


def text(found: Iterable[Impact], *, width: int, colour: bool) -> str:
    """Each thing with its rows, its promises, and the documents to read again, those that name it first."""
    console = console_for(width, colour=colour)
    for one in found:
        console.print(Text(printable(one.thing.label), style="bold"))
        listed = ", ".join(_where(place) for place in one.listed)
        console.print(Padding(Text(f"listed in {listed}", style="dim"), (0, 0, 0, 2)))
        if one.commitments:
            console.print(Text("\nPromises", style="bold"))
            for promise in one.commitments:
                line = Text.assemble(f"{promise.name}: {promise.told}", (f"  {_where(promise.place)}", "dim"))
                console.print(Padding(line, (0, 0, 0, 2)))
        named = [reader for reader in one.readers if reader.direct]
        further = [reader for reader in one.readers if not reader.direct]
        head = f"{count(len(one.direct), 'reference')} in {count(len(named), 'document')}"
        console.print(Text(f"\nRead again if it changes: {head}", style="bold"))
        for reader in named:
            _print_reader(console, reader)
        if further:
            console.print(Text("\nReached through others", style="bold"))
            for reader in further:
                _print_reader(console, reader)
        console.print()
    return written(console)


def _print_reader(console: Any, reader: Reader) -> None:
    owner = f"  {reader.owner}" if reader.owner else ""
    console.print(Padding(Text.assemble((reader.path, "underline"), (owner, "dim")), (0, 0, 0, 2)))
    for reference in reader.direct[:SHOWN]:
        console.print(Padding(_told(reference, console.width), (0, 0, 0, 4)))
    if len(reader.direct) > SHOWN:
        more = f"and {len(reader.direct) - SHOWN} more"
        console.print(Padding(Text(more, style="dim"), (0, 0, 0, 4)))
    if reader.reached:
        shown = "; ".join(_chain(one) for one in reader.reached[:SHOWN])
        rest = f" and {len(reader.reached) - SHOWN} more" if len(reader.reached) > SHOWN else ""
        console.print(Padding(Text(f"holds {shown}{rest}", style="dim"), (0, 0, 0, 4)))


def _told(reference: Reference, width: int) -> Text:
    head = ": ".join(part for part in (reference.holder, reference.field) if part)
    words = Text.assemble((f"{reference.place.line:>4}  ", "dim"), f"{head}  " if head else "")
    words.append(printable(" ".join(reference.text.split())), style="" if not head else "dim")
    words.truncate(max(width - 4, 20), overflow="ellipsis")
    return words


def _chain(one: Reached) -> str:
    """'SLA-002' where it names the thing itself, 'RPT-002 (by SLA-002)' where something lies between."""
    own = one.thing.id or one.thing.name
    between = one.chain[1:-1]
    return f"{own} (by {' and '.join(label.split(' ')[0] for label in between)})" if between else own


def _where(place: Place) -> str:
    return f"{place.path}:{place.line}"


def as_json(found: Iterable[Impact], as_of: date) -> str:
    """The same, whole, as `docs/schemas/impact-1.schema.json` describes it."""
    report = {"schema": SCHEMA, "as_of": as_of.isoformat(), "impacts": [_impact(one) for one in found]}
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def _impact(one: Impact) -> dict[str, Any]:
    return {
        "id": one.thing.id,
        "name": one.thing.name,
        "listed": [_place(place) for place in one.listed],
        "commitments": [
            {"subject": c.subject.value, "holder": c.holder, "told": c.told, **_place(c.place)}
            for c in one.commitments
        ],
        "readers": [
            {
                "skill": reader.skill,
                "path": reader.path,
                "owner": reader.owner,
                "references": [
                    {**_place(r.place), "holder": r.holder, "field": r.field, "text": r.text}
                    for r in reader.direct
                ],
                "reached": [
                    {"id": r.thing.id, "chain": list(r.chain), **_place(r.place)} for r in reader.reached
                ],
            }
            for reader in one.readers
        ],
    }


def _place(place: Place) -> dict[str, Any]:
    return {"path": place.path, "line": place.line}
