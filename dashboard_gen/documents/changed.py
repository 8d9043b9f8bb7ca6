"""Who last changed a section or a row, and when, from the origin of each line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dashboard_gen.documents.inline import escaped
from dashboard_gen.documents.text import Text
from dashboard_gen.material import Origins


def latest(origins: Iterable[Origins]) -> Origins | None:
    """The youngest of the origins, of one day the last of them; None where nobody knows."""
    found = None
    for origin in origins:
        if found is None or origin.day >= found.day:
            found = origin
    return found


class Changes:
    """The origin of each line of a document (from 1 on at index 0)."""

    def __init__(self, text: Text, origins: Sequence[Origins]) -> None:
        self._origins = origins if len(origins) in (len(text.lines), len(text.lines) - 1) else ()
        heads = [t.map[0] + 1 for t in text.tokens if t.type == "heading_open" and t.map and not t.level]
        ends = [*(line - 1 for line in heads[1:]), len(text.lines)]
        self._ends = dict(zip(heads, ends, strict=True)) if heads else {}
        self._lines = text.lines

    def section(self, heading: int) -> str:
        """The sentence below a heading, as HTML; '' for a heading with nothing but other headings below."""
        end = self._ends.get(heading)
        if end is None or not any(line.strip() for line in self._lines[heading:end]):
            return ""
        found = latest(self._origins[heading - 1 : end])
        if found is None:
            return ""
        return (
            f'Changed <time datetime="{escaped(found.day)}">{escaped(found.day)}</time> by {escaped(found.author)}, '
            f"<code>{escaped(found.commit[:7])}</code>"
        )

    def differ(self, rows: range) -> bool:
        """Whether the rows of a table were changed by different commits, so that each must say by which."""
        told = self._origins[rows.start - 1 : rows.stop - 1]
        return len({origin.commit for origin in told}) > 1

    def row(self, line: int) -> str:
        """Day and author of a row, as HTML."""
        if line > len(self._origins):
            return ""
        found = self._origins[line - 1]
        return f'<time datetime="{escaped(found.day)}">{escaped(found.day)}</time> {escaped(found.author)}'
