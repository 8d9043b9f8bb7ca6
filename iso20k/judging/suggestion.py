"""A finding's edit held against the text it is for: the line as it should read, or nothing where that is not certain."""

from __future__ import annotations

from collections.abc import Mapping

from iso20k.judging.rule import Replacement


def suggested(line: str, replacement: Replacement | None) -> str | None:
    """The whole new line; None without a replacement, or when its `old` does not stand exactly once on `line`.

    Beginning or ending inside a longer word or number counts as not standing there: 'SVC-01' is no part of 'SVC-010'.
    """
    at = place_in(line, replacement) if replacement else -1
    if replacement is None or at < 0:
        return None
    return line[:at] + replacement.new + line[at + len(replacement.old) :]


def place_in(line: str, replacement: Replacement) -> int:
    """Where in `line` (from 0) the one place of `old` begins; -1 when there is none, more than one, or nothing to change."""
    old, new = replacement
    if not old or old == new or "\n" in new or _count(line, old) != 1:
        return -1
    at = line.index(old)
    before, after = line[at - 1 : at], line[at + len(old) : at + len(old) + 1]
    inside = (before.isalnum() and old[0].isalnum()) or (after.isalnum() and old[-1].isalnum())
    return -1 if inside else at


def edit_of(finding: Mapping[str, object]) -> Replacement | None:
    """The edit of a finding in its published form, None for none."""
    edit = finding.get("edit")
    return Replacement(str(edit["old"]), str(edit["new"])) if isinstance(edit, Mapping) else None


def _count(line: str, old: str) -> int:
    """How often `old` stands on `line`, overlapping places counted each."""
    return sum(line.startswith(old, at) for at in range(len(line)))
