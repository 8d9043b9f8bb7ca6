"""What the page of a document shows: its control fields, findings, the last change, and its body in pieces."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import pairwise
from posixpath import dirname, join, normpath
from typing import NamedTuple
from urllib.parse import unquote

from dashboard_gen.addresses import line_page
from dashboard_gen.documents.body import Piece, pieces, plain
from dashboard_gen.documents.changed import Changes, latest
from dashboard_gen.documents.inline import Follow, Link
from dashboard_gen.documents.text import Text, read, slug
from dashboard_gen.listing import Item
from dashboard_gen.material import Material, Origins
from iso20k.configuration import CONFIGURATION_FILE
from iso20k.document import ReadingError
from iso20k.wording.phrases import count

#: Lines of a file that cannot be read that are shown; an endless table is not repeated.
SHOWN = 1_500
_UNREADABLE = frozenset({"READ-01", "READ-02", "READ-03", "READ-04", "READ-06"})


class Part(NamedTuple):
    """What stands on one page: from the line `first` on."""

    first: int
    body: tuple[Piece, ...]


class View(NamedTuple):
    """A document; `step` is 0 for a file that belongs to none of the 22, `problem` says why it cannot be read.

    `left_out` counts lines that are not shown; `whole` are the findings about the document as a whole.
    """

    path: str
    title: str
    step: int
    page: str
    status: str
    version: str
    owner: str
    changed: Origins | None
    items: tuple[Item, ...]
    whole: tuple[Item, ...]
    body: tuple[Piece, ...]
    problem: str = ""
    left_out: int = 0

    @property
    def parts(self) -> tuple[Part, ...]:
        """The body as the pages that it takes, one or more."""
        made, first, held = [], 1, list[Piece]()
        for piece in self.body:
            held.append(piece)
            if piece.ends:
                made.append(Part(first, tuple(held)))
                first, held = piece.then, []
        return (*made, Part(first, tuple(held)))

    def count(self, severity: str) -> int:
        """How many findings of a severity name this document first."""
        return sum(item.severity == severity for item in self.items)

    @property
    def tally(self) -> str:
        """'1 error, 2 warnings, 3 waived'."""
        advice, waived = self.count("advice"), self.count("waived")
        said = [count(self.count(each), each) for each in ("error", "warning") if self.count(each)]
        return ", ".join(
            [*said, *([f"{advice} advice"] if advice else []), *([f"{waived} waived"] if waived else [])]
        )


def view(told: Material, path: str) -> View:
    """The page of the file at `path`, which is one of `told.sources.paths`."""
    lines = told.sources.lines(path)
    bare = _bare(told, path)
    here = [item for item in bare.items if item.finding.place.line]
    problem = next((i.finding.message for i in bare.items if i.finding.rule in _UNREADABLE), "")
    origins = () if any(i.finding.rule == "READ-06" for i in bare.items) else told.sources.origins(path)
    bare = bare._replace(changed=latest(origins))
    if not problem and path != CONFIGURATION_FILE:
        try:
            text = read(lines)
        except ReadingError as error:
            problem = error.message
        else:
            follow = _follow(path, told.sources.paths, text)
            return bare._replace(
                title=_title(text) or path, body=pieces(text, here, follow, Changes(text, origins))
            )
    left_out = max(0, len(lines) - SHOWN)
    return bare._replace(body=plain(lines[:SHOWN], here), problem=problem, left_out=left_out)


def _bare(told: Material, path: str) -> View:
    """All but what the lines say; what is known of a document that belongs to a step."""
    items = tuple(item for item in told.site.items if item.finding.place.path == path)
    whole = tuple(item for item in items if not item.finding.place.line)
    title = "Settings of the workspace" if path == CONFIGURATION_FILE else path
    bare = View(path, title, 0, "", "", "", "", None, items, whole, ())
    row = next((row for row in told.site.rows if row.state.path == path), None)
    artifact = told.now.workspace.artifact(row.state.skill) if row else None
    if row is None or artifact is None:
        return bare
    version = artifact.field("version").text
    return bare._replace(
        step=row.state.number, page=row.page, status=artifact.status, version=version, owner=row.owner
    )


def _title(text: Text) -> str:
    return next((title for level, title, _ in _headings(text) if level == 1), "")


def _headings(text: Text) -> Iterator[tuple[int, str, int]]:
    """Level, words and line of each heading."""
    for opening, words in pairwise(text.tokens):
        if opening.type == "heading_open" and opening.map:
            said = "".join(child.content for child in words.children or ())
            yield int(opening.tag[1]), said.strip(), opening.map[0] + 1


def _follow(path: str, paths: Collection[str], text: Text) -> Follow:
    """Links to other documents lead to their pages, to a heading of this one to its line; http and mailto lead outside."""
    up = "../" * (path.count("/") + 1)
    heads = {slug(title): line for _, title, line in reversed([*_headings(text)])}

    def follow(target: str) -> Link | None:
        if target.lower().startswith(("http://", "https://", "mailto:")):
            return Link(target, outside=True)
        to, _, fragment = target.partition("#")
        if not to:
            line = heads.get(unquote(fragment).lower())
            return Link(f"#L{line}") if line else None
        meant = normpath(join(dirname(path), unquote(to)))
        return Link(up + line_page(meant)) if meant in paths else None

    return follow
