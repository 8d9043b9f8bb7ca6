"""Findings as JSON holds them, for whatever remembers them."""

from __future__ import annotations

from typing import Any

from iso20k.document import Place
from iso20k.judging.finding import Finding
from iso20k.judging.rule import Related, Replacement, Severity


def pack_finding(finding: Finding) -> list[Any]:
    """A finding as a list of plain values."""
    return [*finding[:2], str(finding.severity), *finding[3:]]


def unpack_finding(packed: list[Any]) -> Finding:
    """The finding that `pack_finding` packed; raises `TypeError` or `ValueError` for anything else."""
    rule, name, severity, clause, place, message, hint, related, missing, waived, protects, edit = packed
    others = tuple(Related(Place(*spot), words) for spot, words in related)
    return Finding(
        rule,
        name,
        Severity(severity),
        clause,
        Place(*place),
        message,
        hint,
        others,
        missing,
        waived,
        protects,
        Replacement(*edit) if edit else None,
    )
