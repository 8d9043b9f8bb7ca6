"""Documents read before: facts by the hash of the content and of the code that reads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from iso20k.document import Cell, Document, FrontValue, Link, ReadingError, Remark, Section, Table, Text
from iso20k.edges.cache import Cache, code_fingerprint, key_of

if TYPE_CHECKING:
    Contents = Callable[[Iterable[str]], Mapping[str, bytes]]


def documents(
    blobs: Mapping[str, str], contents: Contents, cache: Cache
) -> dict[str, Document | ReadingError]:
    """The documents at `blobs` (content id by path); only contents never read before are fetched and parsed."""
    keys = {blob: key_of("document", blob, code_fingerprint()) for blob in blobs.values()}
    known = dict(_known(keys, cache))
    missing = [blob for blob in keys if blob not in known]
    fresh = _read(contents(missing)) if missing else {}
    cache.put({keys[blob]: pack(document) for blob, document in fresh.items()})
    known.update(fresh)
    return {path: known[blob] for path, blob in blobs.items() if blob in known}


def _known(keys: Mapping[str, str], cache: Cache) -> Iterator[tuple[str, Document | ReadingError]]:
    packed = cache.get(keys.values())
    for blob, key in keys.items():
        if key in packed:
            with suppress(
                AttributeError, LookupError, TypeError, ValueError
            ):  # not what `pack` made: read it anew
                yield blob, unpack(packed[key])


def _read(contents: Mapping[str, bytes]) -> dict[str, Document | ReadingError]:
    from iso20k.reading.reader import read_document  # the parser is only needed for what nobody has read yet

    found: dict[str, Document | ReadingError] = {}
    for blob, data in contents.items():
        try:
            found[blob] = read_document(data)
        except ReadingError as error:
            found[blob] = error
    return found


def pack(document: Document | ReadingError) -> Any:
    """A document, or why it cannot be read, as JSON holds it."""
    if isinstance(document, ReadingError):
        return {"error": [document.line, document.message, document.hint, document.rule]}
    sections = [
        [s.title, s.level, s.line, [[isinstance(block, Table), *block] for block in s.blocks]]
        for s in document.sections
    ]
    front = {key: [value.cell, value.items] for key, value in document.front.items()}
    return {"d": [front, sections, document.remarks, document.links, document.lines]}


def unpack(packed: Any) -> Document | ReadingError:
    """What `pack` packed; anything else raises one of Python's lookup, type or value errors."""
    if "error" in packed:
        line, message, hint, rule = packed["error"]
        return ReadingError(line, message, hint, rule=rule)
    front, sections, remarks, links, lines = packed["d"]
    return Document(
        {
            key: FrontValue(Cell(*cell), tuple({k: Cell(*c) for k, c in item.items()} for item in items))
            for key, (cell, items) in front.items()
        },
        tuple(
            Section(t, level, line, tuple(_block(*block) for block in blocks))
            for t, level, line, blocks in sections
        ),
        tuple(Remark(*remark) for remark in remarks),
        tuple(Link(*link) for link in links),
        lines,
    )


def _block(table: bool, line: int, first: Any, second: Any) -> Table | Text:
    if not table:
        return Text(line, first, second)
    return Table(line, tuple(Cell(*c) for c in first), tuple(tuple(Cell(*c) for c in row) for row in second))
