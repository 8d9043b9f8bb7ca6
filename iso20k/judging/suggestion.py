"""A finding's edit held against the text it is for: the line as it should read, or nothing where that is not certain."""

from __future__ import annotations

from collections.abc import Mapping

from iso20k.judging.rule import Replacement

#: Between two letters or digits these make one word, number or ID of them.
_JOINING = ".,-/'’"


def suggested(line: str, replacement: Replacement | None) -> str | None:
    """The whole new line; None without a replacement, or when its `old` does not stand exactly once on `line`.

    Inside a longer word, number or ID it does not stand: 'SVC-01' is no part of 'SVC-010', 7 none of '7.5' or 'CTL-7'.
    """
    at = place_in(line, replacement) if replacement else -1
    if replacement is None or at < 0:
        return None
    return line[:at] + replacement.new + line[at + len(replacement.old) :]


def place_in(line: str, replacement: Replacement) -> int:
    """Where in `line` (from 0) the one place of `old` begins; -1 when there is none, more than one, or nothing to change."""
    old, new = replacement
    if not old or old == new or "\n" in new:
        return -1
    places = [at for at in range(len(line)) if line.startswith(old, at) and not _inside(line, at, old)]
    return places[0] if len(places) == 1 else -1


def edit_of(finding: Mapping[str, object]) -> Replacement | None:
    """The edit of a finding in its published form, None for none."""
    edit = finding.get("edit")
    return Replacement(str(edit["old"]), str(edit["new"])) if isinstance(edit, Mapping) else None


def _inside(line: str, at: int, old: str) -> bool:
    """Whether what stands at `at` goes on before or after it: a letter or digit, or one behind a joining sign."""
    before, after = line[:at][-2:][::-1], line[at + len(old) :][:2]
    return (old[0].isalnum() and _goes_on(before)) or (old[-1].isalnum() and _goes_on(after))


def _goes_on(signs: str) -> bool:
    joined = len(signs) == 2 and signs[0] in _JOINING and signs[1].isalnum()
    return signs[:1].isalnum() or joined
