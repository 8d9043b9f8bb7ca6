"""Drafts grounded in what earlier steps say: known fields are filled with their source, the rest stays a placeholder."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from iso20k.document import Cell, Document, Place
from iso20k.facts.artifact import Record
from iso20k.facts.registers import read_registers
from iso20k.facts.schema import Register, Schema, normalise_heading
from iso20k.judging.workspace import Workspace
from iso20k.wording.filled import filled_cell, is_placeholder
from iso20k.wording.names import normalise
from iso20k.wording.phrases import listed


class Quoted(NamedTuple):
    """A figure of a draft and the lines that it is quoted or counted from."""

    text: str
    places: tuple[Place, ...]


#: Where a record stands of which no document knows anything yet.
NOWHERE = Place("", 0)


class Drafted(NamedTuple):
    """A record of a new document as far as earlier documents know it: `cells` by column key, and where that stands.

    `figures` name the source of each figure of a record that was put together from several. `lacking` says for a column
    what has no source yet; it becomes a placeholder, which the validator refuses, and is never guessed.
    """

    cells: Mapping[str, str]
    source: Place
    figures: tuple[Quoted, ...] = ()
    lacking: Mapping[str, str] = MappingProxyType({})


def unsourced(what: str) -> str:
    """The placeholder for something that ought to have a source and has none."""
    return f"[No source: {what}]"


#: The records of a new document by register, from the artifacts that exist; nothing is invented.
Draft = Callable[[Workspace], Mapping[str, tuple[Drafted, ...]]]


def nothing_known(workspace: Workspace) -> Mapping[str, tuple[Drafted, ...]]:
    """The draft of a skill to which no earlier step has anything to say."""
    del workspace
    return {}


#: Headings below this level divide a section.
_PART_LEVEL = 2


class _Span(NamedTuple):
    """A record of the template: its register, its first line and the line after its last (from 0).

    `topic` is the heading of the part of a register that the record stands in; it names what the rows below are about.
    """

    register: Register
    record: Record
    start: int
    end: int
    topic: str = ""

    @property
    def tall(self) -> bool:
        return self.end - self.start > 1


def drafted_text(
    template: str, document: Document, schema: Schema, known: Mapping[str, tuple[Drafted, ...]]
) -> str:
    """The template with each register's known records: a row that says which one it is is completed, others are copied
    from the row of placeholders. Where it comes from stands behind it in a comment.

    `document` is the template as read. Unknown fields keep their placeholder, which the validator refuses.
    """
    lines = template.split("\n")
    changes: dict[int, tuple[int, list[str]]] = {}
    for key, records in read_registers(schema, document, "").items():
        if said := tuple(_said(known.get(key, ()))):
            spans = _apart(_span(schema.register(key), record, document) for record in records)
            changes.update(_register(lines, spans, said))
    for start in sorted(changes, reverse=True):
        end, fresh = changes[start]
        lines[start:end] = fresh
    return "\n".join(lines)


def _apart(spans: Iterable[_Span]) -> list[_Span]:
    """The spans without those inside another: the table below a record's heading belongs to it."""
    found: list[_Span] = []
    for span in sorted(spans, key=lambda span: span.start):
        if not found or span.start >= found[-1].end:
            found.append(span)
    return found


def _said(known: Sequence[Drafted]) -> Iterator[Drafted]:
    """What says something: the placeholders of an earlier draft are no facts."""
    for one in known:
        cells = {key: text for key, text in one.cells.items() if filled_cell(text)}
        if cells or one.lacking:
            yield one._replace(cells=cells)


def _span(register: Register, record: Record, document: Document) -> _Span:
    heads = [section.line for section in document.sections]
    start = record.line - 1
    last = max(cell.line for cell in record.cells.values())
    if record.line in heads:  # a record of its own heading goes on to the next one
        last = next((line - 1 for line in heads if line > record.line), document.lines)
    above = [section for section in document.sections if section.line <= record.line]
    topic = above[-1].title if above and above[-1].level > _PART_LEVEL else ""
    return _Span(register, record, start, max(last, record.line), topic)


def _register(
    lines: list[str], spans: list[_Span], known: Sequence[Drafted]
) -> Mapping[int, tuple[int, list[str]]]:
    """What replaces each span of the template, by its first line."""
    completed: dict[int, list[Drafted]] = defaultdict(list)
    further: list[Drafted] = []
    for drafted in known:
        span = next((span for span in spans if _is_about(span, drafted)), None)
        if span is None:
            further.append(drafted)
        else:
            completed[span.start].append(drafted)
    patterns = [span for span in spans if _is_pattern(span)]
    pattern = next(
        (span for span in patterns if span.start not in completed), patterns[0] if patterns else None
    )
    changes: dict[int, tuple[int, list[str]]] = {}
    for span in spans:
        used = [*completed.get(span.start, ()), *(further if span is pattern else ())]
        if used:
            changes[span.start] = (span.end, [line for one in used for line in _written(lines, span, one)])
    for table in _tables(spans):
        used = [one for span in table for one in completed.get(span.start, ())]
        used += further if pattern in table else []
        if comment := _source_of(used):
            start, end = table[-1].start, table[-1].end
            end, last = changes.get(start, (end, lines[start:end]))
            changes[start] = (end, [*last, "", comment])
    return changes


def _tables(spans: Sequence[_Span]) -> Iterator[list[_Span]]:
    """The rows that stand together, so that their sources can be named right behind them."""
    table: list[_Span] = []
    for span in spans:
        if table and span.start != table[-1].end:
            yield table
            table = []
        if not span.tall:
            table.append(span)
    if table:
        yield table


def _is_about(span: _Span, drafted: Drafted) -> bool:
    """Whether a row of the template already names this very thing, such as the row of clause 6.1, or stands below the
    heading that does."""
    record, name = span.record, span.register.name
    fixed = {
        key: cell.text for key, cell in record.cells.items() if cell.text and not is_placeholder(cell.text)
    }
    if span.topic and not span.tall and name in drafted.cells and name not in record.cells:
        fixed[name] = span.topic
    shared = [key for key in drafted.cells if key in fixed]
    return bool(shared) and all(_name(fixed[key]) == _name(drafted.cells[key]) for key in shared)


def _name(text: str) -> str:
    """Names are the same with and without their number: '5 Design and transition' is 'Design and transition'."""
    return normalise(normalise_heading(text) or text)


def _is_pattern(span: _Span) -> bool:
    """A row of placeholders: what names its record is not said yet."""
    name = span.record.cells.get(span.register.name) or next(iter(span.record.cells.values()))
    return is_placeholder(name.text) or any(is_placeholder(cell.text) for cell in span.record.cells.values())


def _written(lines: list[str], span: _Span, drafted: Drafted) -> Iterator[str]:
    block = lines[span.start : span.end]
    told = {**drafted.cells, **{key: unsourced(what) for key, what in drafted.lacking.items()}}
    cells = ((span.record.cells[key], text) for key, text in told.items() if key in span.record.cells)
    for cell, text in sorted(cells, key=lambda pair: (pair[0].line, pair[0].column), reverse=True):
        number = cell.line - 1 - span.start
        if 0 <= number < len(block):
            block[number] = _replaced(block[number], cell, text)
    comment = _source_of([drafted]) if span.tall else ""
    if comment and block[0].startswith("#"):
        yield from (block[0], "", comment, *block[1:])
    elif comment:  # a form is one table, which a comment must not break
        yield from (*block, "", comment)
    else:
        yield from block


def _replaced(line: str, cell: Cell, text: str) -> str:
    """The line with the text of one cell changed; only the cell itself is touched."""
    safe = text.replace("|", r"\|").replace("\n", "<br>")
    start = cell.column - 1 if cell.column else line.find(cell.text)
    if not cell.text or not line.startswith(cell.text, max(start, 0)):
        return line
    return f"{line[:start]}{safe}{line[start + len(cell.text) :]}"


def _source_of(drafted: Sequence[Drafted]) -> str:
    """The comment that names where a draft comes from; figures stand behind the lines that they are taken from."""
    taken: dict[str, dict[tuple[int, ...], list[str]]] = defaultdict(lambda: defaultdict(list))
    for one in drafted:
        for figure in one.figures or (Quoted("", (one.source,)),):
            for path in dict.fromkeys(place.path for place in figure.places if place.path):
                lines = tuple(dict.fromkeys(p.line for p in figure.places if p.path == path))
                if figure.text not in taken[path][lines]:
                    taken[path][lines].append(figure.text)
    sources = ";\n".join(f"{path} {_lines(lines)}" for path, lines in taken.items())
    return f"<!-- From {sources.replace('--', '- -')}. -->" if sources else ""


def _lines(taken: Mapping[tuple[int, ...], Sequence[str]]) -> str:
    """'lines 10 and 12', or with figures 'line 10 (target 0); lines 11 and 12 (2 open)'."""
    bare = list(dict.fromkeys(line for lines, texts in taken.items() if not any(texts) for line in lines))
    told = [(tuple(bare), "")] if bare else []
    told += [(lines, ", ".join(texts)) for lines, texts in taken.items() if any(texts)]
    return "; ".join(
        f"line{'s' * (len(lines) > 1)} {listed(map(str, lines))}" + (f" ({text})" if text else "")
        for lines, text in told
    )
