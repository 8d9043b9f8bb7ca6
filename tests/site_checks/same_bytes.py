"""Check 10: the same commit gives the same bytes, whenever and wherever it is built."""

from __future__ import annotations

from pathlib import Path

from site_checks.pages import content


def faults(site: Path, again: Path) -> list[str]:
    """Files that only one of two sites has, or that differ."""
    one, other = content(site), content(again)
    return [
        f"{path}: {'differs' if path in one and path in other else 'is in one of them only'}"
        for path in sorted(one.keys() | other.keys())
        if one.get(path) != other.get(path)
    ]
