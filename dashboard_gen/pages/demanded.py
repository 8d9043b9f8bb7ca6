"""The documents and records that the edition demands, with where each stands: what clauses and the trace tell alike."""

from __future__ import annotations

from dashboard_gen.material import Material
from iso20k.judging.matrix import Matrix, MatrixRow, matrix_of

KINDS = {"doc": "document", "rec": "record"}


def demanded(told: Material) -> Matrix:
    """Every item that the edition of the workspace demands."""
    return matrix_of(told.now)


def kind_of(row: MatrixRow) -> str:
    """What is demanded: 'document', 'record', or what the standard calls it."""
    return KINDS.get(row.item.kind, row.item.kind)
