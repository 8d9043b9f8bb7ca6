"""Notes on lines of a pull request: each finding once, in one review, marked when it is solved."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from actions.posting.plan import Posted, same
from iso20k.edges.github.conversation import Spot
from iso20k.reports.markdown.inert import code
from iso20k.reports.markdown.marking import note_marker

_SOLVED = "✔ **Solved** in "


class Note(NamedTuple):
    """A finding on a line of the change; `id` is that of the finding, the same on every push."""

    id: str
    spot: Spot
    body: str


class NotePlan(NamedTuple):
    """The notes of one new review, the edits of standing ones (id, body), and how many found no room."""

    fresh: tuple[tuple[Spot, str], ...]
    edits: tuple[tuple[int, str], ...]
    left: int

    @property
    def review_body(self) -> str:
        """What the review says above its notes."""
        number = len(self.fresh)
        words = f"{number} {'finding stands' if number == 1 else 'findings stand'} on lines of this change."
        return f"{words} {self.left} more are in the comment." if self.left else words


def plan_notes(
    existing: Iterable[Posted],
    wanted: Sequence[Note],
    standing: frozenset[str],
    *,
    key: str,
    author: str,
    commit: str,
    most: int,
) -> NotePlan:
    """`wanted` in the order of their weight; `standing` are the ids of all findings that are not solved.

    A finding that has a note keeps it, wherever its line has moved; at most `most` notes of open findings stand at a time.
    """
    known = _ours(existing, key, author)
    bodies = {note.id: f"{note_marker(key, note.id)}\n{note.body}" for note in wanted}
    edits = []
    for identifier, posted in known.items():
        marker, solved = note_marker(key, identifier), _is_solved(posted)
        if identifier not in standing and not solved:
            edits.append((posted.id, f"{marker}\n{_solved(posted, commit)}"))
        elif identifier in bodies and (solved or not same(posted.body, bodies[identifier])):
            edits.append((posted.id, bodies[identifier]))
    occupied = sum(identifier in standing for identifier in known)
    missing = [note for note in wanted if note.id not in known]
    fresh = missing[: max(0, most - occupied)]
    return NotePlan(
        tuple((note.spot, bodies[note.id]) for note in fresh),
        tuple(sorted(edits)),
        len(missing) - len(fresh),
    )


def lost(plan: NotePlan, existing: Iterable[Posted], author: str) -> NotePlan:
    """The plan without the notes that stand by now: what is left to post after an answer was lost."""
    there = {posted.body.split("\n", 1)[0].strip() for posted in existing if posted.author == author}
    return plan._replace(fresh=tuple(one for one in plan.fresh if one[1].split("\n", 1)[0] not in there))


def _ours(existing: Iterable[Posted], key: str, author: str) -> dict[str, Posted]:
    """The oldest note of each finding."""
    found: dict[str, Posted] = {}
    for posted in sorted(existing, key=lambda posted: posted.id):
        mark = re.match(r"<!-- iso20k:note v1 key=(\S+) id=([0-9a-f]{16}) -->", posted.body)
        if mark and mark[1] == key and posted.author == author:
            found.setdefault(mark[2], posted)
    return found


def _is_solved(posted: Posted) -> bool:
    return posted.body.partition("\n")[2].lstrip().startswith(_SOLVED)


def _solved(posted: Posted, commit: str) -> str:
    """The first paragraph of the note, struck out, below the commit that solved it."""
    told = posted.body.replace("\r\n", "\n").partition("\n")[2].strip().split("\n\n", 1)[0]
    return f"{_SOLVED}{code(commit[:12])}\n\n<del>\n\n{told}\n\n</del>\n"
