"""A text within a limit: sections in their order, each piece whole or not at all, and what is left out is counted."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from iso20k.reports.markdown.places import Links

Cost = Callable[[str], int]

COMMENT_LIMIT = 65_536  # characters of one comment; more is refused with 422
SUMMARY_LIMIT = 1_000_000  # bytes; above 1 MiB the runner drops the whole summary
COMMENT_ROOM, SUMMARY_ROOM, FOOT_ROOM = 60_000, 980_000, 1_500


class Piece(NamedTuple):
    """A text that is shown whole or not at all, and how many things it tells."""

    text: str
    counts: int = 1


class Section(NamedTuple):
    """Pieces under a title; `folded` hides them until somebody asks, `name` is how they are counted when left out.

    `head` stands before the pieces and only with them, such as the heading of a table.
    """

    title: str
    pieces: Sequence[Piece]
    name: Callable[[int], str]
    folded: bool = False
    head: str = ""


def units(text: str) -> int:
    """Characters in the strictest way to count them, UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def octets(text: str) -> int:
    """Bytes of UTF-8."""
    return len(text.encode())


def compose(sections: Iterable[Section], room: int, cost: Cost, links: Links) -> str:
    """As much of the sections as fits into `room`, and the foot that counts the rest.

    A section takes at most two thirds of what is left, so that thousands of findings cannot hide a broken promise.
    """
    text, hidden = "", list[str]()
    for section in sections:
        if not section.pieces:
            continue
        shell = _shell(section, "")
        left = room - cost(text + shell) - FOOT_ROOM
        shown = _fit(section.pieces, left * 2 // 3, cost)
        if shown:
            text += _shell(section, "".join(piece.text for piece in shown))
        if left_out := sum(piece.counts for piece in section.pieces[len(shown) :]):
            hidden.append(section.name(left_out))
    return text + foot(hidden, links)


def _shell(section: Section, content: str) -> str:
    if section.folded:
        return fold(section.title, f"{section.head}{content}\n")
    return f"**{section.title}**\n\n{section.head}{content}\n"


def _fit(pieces: Iterable[Piece], room: int, cost: Cost) -> list[Piece]:
    kept = []
    for piece in pieces:
        room -= cost(piece.text)
        if room < 0:
            break
        kept.append(piece)
    return kept


def fold(title: str, content: str) -> str:
    """Content behind a title that opens it."""
    return f"<details><summary>{title}</summary>\n\n{content}</details>\n\n"


def heading_row(columns: Sequence[str]) -> str:
    """The heading of a table."""
    return f"| {' | '.join(columns)} |\n|{' --- |' * len(columns)}\n"


def row(cells: Iterable[str]) -> str:
    """A row of a table."""
    return f"| {' | '.join(cells)} |\n"


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A whole table with a blank line behind it, '' without rows."""
    lines = [row(cells) for cells in rows]
    return heading_row(columns) + "".join(lines) + "\n" if lines else ""


def foot(hidden: Sequence[str], links: Links) -> str:
    """What is not shown, where it is, and what no tool can say."""
    everything = f"[job summary]({links.run})" if links.run else "job summary"
    cut = f"**Not shown here: {', '.join(hidden)}.** See the {everything}.\n\n" if hidden else ""
    return (
        f"{cut}<sub>Checked: what the documents say and whether they agree. "
        "Not checked: whether they are true; that is for people to judge.</sub>\n"
    )
