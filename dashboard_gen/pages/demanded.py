"""What clauses and the trace tell alike of the documents and records that the edition demands."""

from __future__ import annotations

from iso20k.judging.matrix import MatrixRow

KINDS = {"doc": "document", "rec": "record"}


def kind_of(row: MatrixRow) -> str:
    """What is demanded: 'document', 'record', or what the standard calls it."""
    return KINDS.get(row.item.kind, row.item.kind)
