"""The inputs of the review, row by row and line by line, however they are written: tables, headings, a numbered list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from iso20k.document import Cell, Place, Section, Table, Text
from iso20k.facts.artifact import Artifact, Record, derived
from iso20k.facts.schema import normalise_heading
from iso20k.values.dates import find_moments
from iso20k.values.deferred import deferred
from iso20k.wording.filled import filled_cell, informative_words
from validators.management_review.kinds import CAPABILITY, ISSUES, PARTIES, PROCESSES, kinds_of

#: Inputs that often stand as a row below another one.
_WITHIN = frozenset((PROCESSES, CAPABILITY, ISSUES, PARTIES))
_ASKED = deferred(r"\[[^\[\]\n]{2,300}\]")
_LISTED = deferred(r"^\W*(?P<name>[^:\n]{3,80}?)\s*(?::|[–—]|\s-)\s+(?P<said>\S.*)$", re.DOTALL)
_SOURCE = deferred(
    r"\b[A-Z]{2,}(?:-[A-Z0-9]+)+\b|\.md\b|\bstep \d|\b(?:register|report|minutes|source)\b", re.IGNORECASE
)
_NOTHING = deferred(
    r"\W*(?:discussed|reviewed|noted|presented|ok|okay|done|fine|good|yes|see (?:report|attached|slides))\W*",
    re.IGNORECASE,
)


class Entry(NamedTuple):
    """Something that the review looked at: the input it belongs to, what was said, and where that comes from.

    `text` holds subject, key figures and conclusion; `source` and `version` are '' when they are not given.
    """

    kinds: tuple[str, ...]
    title: str
    subject: str
    figures: str
    conclusion: str
    source: str
    version: str
    place: Place
    record: Record | None = None

    @property
    def text(self) -> str:
        """All that is said, without the source."""
        return "; ".join(part for part in (self.subject, self.figures, self.conclusion) if part)

    @property
    def said(self) -> bool:
        """Whether figures or a conclusion are given, and not only the name of a source."""
        return bool(self.figures or self.conclusion)


@derived
def entries(review: Artifact) -> tuple[Entry, ...]:
    """Every row and line of the inputs with the kinds it belongs to, in document order."""
    rows = tuple(_of_record(review, record) for record in review.records("inputs"))
    taken = {cell.line for record in review.records("inputs") for cell in record.cells.values()}
    found = [*(row for row in rows if row), *_of_prose(review, taken)]
    return tuple(sorted(found, key=lambda entry: entry.place.line))


def of_kinds(review: Artifact, kinds: Iterable[str]) -> tuple[Entry, ...]:
    """The entries of one of these kinds that say something."""
    wanted = set(kinds)
    return tuple(entry for entry in entries(review) if wanted & set(entry.kinds) and entry.said)


def heading_of(review: Artifact, kinds: Iterable[str]) -> Place | None:
    """The heading or row that names an input of these kinds although nothing may stand there yet."""
    wanted = set(kinds)
    for section, own, _ in _headings(review):
        if wanted & set(own):
            return review.at(section.line)
    for record in review.records("inputs"):
        if wanted & set(kinds_of(record.text("input"))):
            return record.place
    return None


def _of_record(review: Artifact, record: Record) -> Entry | None:
    told = {key: _said(record.text(key)) for key in record.cells}
    title = told.get("input") or _title_above(review, record.line)
    subject = told.get("subject", "")
    kinds = _kinds(kinds_of(title), subject)
    figures, conclusion = told.get("figures", ""), told.get("conclusion", "")
    figures = "" if _NOTHING().fullmatch(figures) else figures
    place = record.at("figures") if "figures" in record.cells else record.place
    return Entry(
        kinds, title, subject, figures, conclusion, told.get("source", ""), told.get("version", ""), place, record
    )  # fmt: skip


def _kinds(titled: tuple[str, ...], subject: str) -> tuple[str, ...]:
    """The kinds of the heading; a row below it may add what has no heading of its own, such as process performance."""
    told = kinds_of(subject)
    return tuple(dict.fromkeys((*titled, *(kind for kind in told if not titled or kind in _WITHIN))))


def _said(text: str) -> str:
    """A cell without its placeholders, '' when nothing else stands there."""
    bare = _ASKED().sub(" ", text).strip(" ;,") if "[" in text else text
    return bare if filled_cell(bare) else ""


def _headings(review: Artifact) -> Iterator[tuple[Section, tuple[str, ...], bool]]:
    """Headings of inputs with their kinds; below 'Inputs' every heading is one, elsewhere those that the outline
    knows as inputs. The last says whether the heading is that of all inputs."""
    inside = 0
    around: list[tuple[int, tuple[str, ...]]] = []
    for section in review.document.sections:
        if section.level < 2:
            continue
        if inside and section.level <= inside:
            inside = 0
        key = review.schema.section_named(section.title)
        kinds = kinds_of(normalise_heading(section.title))
        while around and around[-1][0] >= section.level:
            around.pop()
        if not inside and key == "inputs" and not kinds:
            inside = section.level
            yield section, (), True
        elif inside or key in ("inputs", "previous"):
            around.append((section.level, kinds))
            own = kinds or next((kinds for _, kinds in reversed(around) if kinds), ())
            yield section, own, False


def _title_above(review: Artifact, line: int) -> str:
    found = [section for section, _, whole in _headings(review) if section.line <= line and not whole]
    last = found[-1] if found else None
    below = [section for section in review.document.sections if section.line <= line]
    if last is None or not below or (below[-1].line != last.line and below[-1].level <= last.level):
        return ""
    return last.title


def _of_prose(review: Artifact, taken: set[int]) -> Iterator[Entry]:
    """Sentences, list items and rows of other tables below the heading of an input, or listed below 'Inputs'."""
    for section, kinds, whole in _headings(review):
        for block in section.blocks:
            if isinstance(block, Table):
                for row in block.rows:
                    if row and row[0].line not in taken and not whole:
                        yield from _of_row(review, block, row, kinds, section.title)
            elif block.line not in taken:
                yield from _of_text(review, block, kinds, section.title, whole=whole)


def _of_row(
    review: Artifact, table: Table, row: tuple[Cell, ...], kinds: tuple[str, ...], title: str
) -> Iterator[Entry]:
    cells = [_said(cell.text) for cell in row]
    said = [cell for cell in cells[1:] if cell]
    if cells[0] and said:
        figures = "; ".join(
            f"{head.text}: {cell}" for head, cell in zip(table.header[1:], cells[1:], strict=False) if cell
        )
        text = "; ".join(cells)
        yield Entry(kinds, title, cells[0], figures, "", _source_in(text), _date_in(text), review.at(row[0]))


def _of_text(
    review: Artifact, block: Text, kinds: tuple[str, ...], title: str, *, whole: bool
) -> Iterator[Entry]:
    text = _said(block.text)
    if not text or _NOTHING().fullmatch(text):
        return
    if whole:
        listed = _LISTED().match(text)
        named = kinds_of(listed["name"]) if listed else ()
        if listed and named and not _NOTHING().fullmatch(listed["said"]):
            said = listed["said"]
            yield Entry(
                named, listed["name"], "", said, "", _source_in(said), _date_in(said), review.at(block)
            )
    elif kinds and (len(informative_words(text)) >= 2 or any(sign.isdigit() for sign in text)):
        yield Entry(kinds, title, "", text, "", _source_in(text), _date_in(text), review.at(block))


def _source_in(text: str) -> str:
    found = _SOURCE().search(text)
    return found.group() if found else ""


def _date_in(text: str) -> str:
    found = find_moments(text)
    return found[0].text if found else ""
