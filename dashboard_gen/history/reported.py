"""What was said at the time: readiness reports committed in the repository, and the reviews that were tagged.

A report is read as `iso20k.reports.executive` writes it, in Markdown or HTML; whatever else lies in the folder is left alone.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from iso20k.edges.git import Commit, Repository
from iso20k.judging.executive import EXECUTIVE_REPORT
from iso20k.reading.source import MAX_BYTES
from iso20k.standard.radar import RADAR_AREAS
from iso20k.values.day import iso_day

#: Where compiled reports lie (`iso20k new executive-readiness-report`).
REPORTS = "reports"
#: How the two figures are called wherever they stand beside each other.
AS_REPORTED, RECOMPUTED = "as reported then", "recomputed with today's rules"
#: Tags of these names are reviews.
REVIEW_TAGS = ("refs/tags/review-*", "refs/tags/review/*", "refs/tags/review/**")

_FILE = re.compile(rf"{EXECUTIVE_REPORT}-[^/]*\.(?:md|html)")
_OF = re.compile(
    r"As of (\d{4}-\d\d-\d\d), (?:commit ([0-9a-f]{7,40})|files as they lie in the workspace), ISO/IEC 20000-1:(\d{4})"
)
_PAPER = re.compile(r"Readiness on paper is (\d{1,3}) %")
_STAGE_2 = re.compile(r"Readiness for Stage 2 is (\d{1,3}) %")


class Statement(NamedTuple):
    """What a report says of itself: figures in percent, its day, the commit it names ('' for none), the figure's line."""

    readiness: int
    stage_2: int | None
    areas: tuple[int | None, ...]
    as_of: date
    of: str
    edition: str
    line: int


class Reported(NamedTuple):
    """A report as it was committed, beside the same figure recomputed with today's rules.

    `path` (relative to the workspace) holds `readiness` in `line`, at `commit`, which brought it. `judged` is the commit
    that was judged again, as of the report's own day: the one that the report names, if it is on this branch, else `commit`.
    `recomputed` is None when that commit cannot be judged.
    """

    path: str
    line: int
    commit: str
    when: str
    author: str
    as_of: str
    of: str
    edition: str
    readiness: int
    stage_2: int | None
    areas: tuple[int | None, ...]
    judged: str
    recomputed: int | None

    @property
    def difference(self) -> int | None:
        """What today's rules give more or less than was reported; None where nothing could be recomputed."""
        return None if self.recomputed is None else self.recomputed - self.readiness


class Review(NamedTuple):
    """A tagged review: `name` of the tag, `day` on which it was tagged, its `subject` when it has a message.

    `commit` is the tagged one; `point` is the place of the point that holds its state.
    """

    name: str
    commit: str
    day: str
    subject: str
    point: int


class Brought(NamedTuple):
    """A report's content as a commit brought it."""

    path: str
    blob: str
    commit: Commit


def brought(commits: Iterable[Commit], prefix: str) -> Iterator[Brought]:
    """Every content that a report had, with the commit that brought it; the same content again is no new report."""
    seen = set[tuple[str, str]]()
    folder = f"{prefix}{REPORTS}/"
    for commit in commits:
        for entry in commit.changes:
            path = entry.path[len(prefix) :]
            if (
                entry.path.startswith(folder)
                and _FILE.fullmatch(entry.path[len(folder) :])
                and entry.mode.startswith("100")
                and entry.blob
                and (path, entry.blob) not in seen
            ):
                seen.add((path, entry.blob))
                yield Brought(path, entry.blob, commit)


def read_report(data: bytes) -> Statement | None:
    """What a report says of itself; None for a file that is none."""
    lines = _lines(data[:MAX_BYTES].decode("utf-8", "replace"))
    text = "\n".join(lines)
    of, paper = _OF.search(text), _PAPER.search(text)
    day = iso_day(of.group(1)) if of else None
    if of is None or paper is None or day is None or int(paper.group(1)) > 100:
        return None
    two = _STAGE_2.search(text)
    line = next(number for number, words in enumerate(lines, 1) if _PAPER.search(words))
    return Statement(
        int(paper.group(1)), int(two.group(1)) if two else None, _areas(lines), day, of.group(2) or "",
        of.group(3), line,
    )  # fmt: skip


def _lines(text: str) -> list[str]:
    """The lines without tags: a row of a table is told as one line in Markdown and in HTML."""
    if text.lstrip().lower().startswith("<!doctype html"):
        text = re.sub(r"</t[dh]>\n?", " | ", text)
        return html.unescape(re.sub(r"<[^>\n]*>", "", text)).splitlines()
    return re.sub(r"\\(?=[^\w\s])", "", text).splitlines()


def _areas(lines: Sequence[str]) -> tuple[int | None, ...]:
    """The readiness on paper of the nine areas, as the table 'Where' gives it."""
    found: dict[str, int] = {}
    for line in lines:
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if len(cells) >= 4 and re.fullmatch(r"\d{1,3} %", cells[2]):
            found.setdefault(cells[0], int(cells[2].removesuffix(" %")))
    return tuple(found.get(area.name) for area in RADAR_AREAS)


def reviews(repository: Repository, head: str, commits: Sequence[str]) -> tuple[Review, ...]:
    """The reviews on the branch, the first one first; `commits` are those of the points, in order.

    A tag on a commit that changed nothing judged belongs to the point before it. Tags beside the branch (its merges count as
    one step) and tags before the first point are left out.
    """
    tagged = list(_tags(repository))
    if not tagged:
        return ()
    line = {commit: place for place, commit in enumerate(repository.first_parents(head))}
    points = [(line.get(commit, -1), number) for number, commit in enumerate(commits)]
    found = []
    for name, commit, day, subject in tagged:
        if commit not in line:
            continue
        before = [number for place, number in points if 0 <= place <= line[commit]]
        if before:
            found.append((line[commit], Review(name, commit, day, subject, before[-1])))
    return tuple(review for _, review in sorted(found, key=lambda pair: (pair[0], pair[1].name)))


def _tags(repository: Repository) -> Iterator[tuple[str, str, str, str]]:
    """Name, commit, day and subject of each review tag, annotated or not."""
    form = "%(refname:lstrip=2)%00%(objectname)%00%(*objectname)%00%(creatordate:iso-strict)%00%(contents:subject)%00%(objecttype)"
    for line in repository.run("for-each-ref", f"--format={form}", *REVIEW_TAGS).split(b"\n"):
        if line:
            name, own, target, day, subject, kind = line.decode(errors="replace").split("\0")
            yield name, target or own, day[:10], subject if kind == "tag" else ""
