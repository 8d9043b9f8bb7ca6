"""The documentation matrix as a page, as Markdown and as JSON."""

from __future__ import annotations

import json
from typing import Any

from rich.table import Table
from rich.text import Text

from iso20k.judging.assessment import Assessment
from iso20k.judging.matrix import Matrix, MatrixRow
from iso20k.reports.text import console_for, written

SCHEMA_ID = "iso20k/matrix/1"
_STYLES = {"approved": "green", "draft": "yellow", "partly": "yellow", "missing": "bold red"}


def text(assessment: Assessment, found: Matrix, *, width: int, colour: bool) -> str:
    """A table for the terminal, what is missing named below each item."""
    console = console_for(width, colour=colour)
    console.print(Text(headline(assessment, found), style="bold"))
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), header_style="dim")
    table.add_column("No", justify="right", no_wrap=True)
    table.add_column("Item", ratio=5)
    table.add_column("Clause", ratio=2)
    table.add_column("Found in", ratio=6, overflow="fold")
    table.add_column("Status", no_wrap=True)
    table.add_column("Owner", ratio=2)
    for row in found.rows:
        status = Text(row.status, style=_STYLES[row.status])
        name = f"{row.item.name} ({row.item.kind})"
        table.add_row(str(row.item.number), name, row.item.clause, _places(row), status, row.owner)
    console.print(table)
    return written(console)


def headline(assessment: Assessment, found: Matrix) -> str:
    """How complete and how approved the set is."""
    total = len(found.rows)
    return (
        f"Documentation matrix, ISO/IEC 20000-1:{found.edition}, as of {assessment.as_of}: "
        f"{total - len(found.incomplete)} of {total} items found, {found.approved} approved"
    )


def markdown(assessment: Assessment, found: Matrix) -> str:
    """A table for a document or a pull request."""
    lines = [
        headline(assessment, found),
        "",
        "| No | Item | Kind | Clause | Found in | Status | Owner |",
        "|---|---|---|---|---|---|---|",
    ]
    for row in found.rows:
        places = [f"[{at.heading}]({at.place.path}#L{at.place.line})" for at in row.found]
        told = "<br>".join((*places, *(f"missing: {lack}" for lack in row.lacks)))
        cells = (row.item.number, row.item.name, row.item.kind, row.item.clause, told, row.status, row.owner)
        lines.append("| " + " | ".join(str(cell).replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(lines) + "\n"


def report(assessment: Assessment, found: Matrix) -> dict[str, Any]:
    """The matrix as plain values; described by docs/schemas/matrix-1.schema.json."""
    return {
        "schema": SCHEMA_ID,
        "as_of": assessment.as_of.isoformat(),
        "edition": found.edition,
        "commit": assessment.commit,
        "items": len(found.rows),
        "complete": len(found.rows) - len(found.incomplete),
        "approved": found.approved,
        "rows": [
            {
                "number": row.item.number,
                "item": row.item.name,
                "kind": row.item.kind,
                "clause": row.item.clause,
                "found": [
                    {"skill": at.skill, "path": at.place.path, "line": at.place.line, "heading": at.heading}
                    for at in row.found
                ],
                "lacks": list(row.lacks),
                "status": row.status,
                "owner": row.owner,
            }
            for row in found.rows
        ],
    }


def as_json(assessment: Assessment, found: Matrix) -> str:
    """The matrix as JSON text."""
    return json.dumps(report(assessment, found), indent=2, ensure_ascii=False) + "\n"


def _places(row: MatrixRow) -> str:
    places = [f"{at.place.path.rpartition('/')[2]}: {at.heading}" for at in row.found]
    return "\n".join((*places, *(f"missing: {lack}" for lack in row.lacks)))
