"""An inverted index as classic scripts, which load from a folder as from a host; split by first letter when it is large."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from dashboard_gen.search.entries import KINDS, Entry
from dashboard_gen.words import clipped, safe

#: Bytes beyond which the words lie in a file for each first letter.
WHOLE = 1_000_000
_WORD = re.compile(r"[^\W_]+(?:[-.][^\W_]+)*")
_PART = re.compile(r"[-.]")
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
#: The longest word that is kept, and the longest title and place that a result shows.
LONGEST, TITLE, WHERE = 40, 140, 120


def index_files(found: Iterable[Entry]) -> Iterator[tuple[str, bytes]]:
    """search-index.js with all results, and the words with them or in search-words-LETTER.js."""
    results = tuple(found)
    words = _postings(results)
    told = [
        [KINDS.index(e.kind), clipped(safe(e.title), TITLE), clipped(safe(e.where), WHERE), e.address]
        for e in results
    ]
    whole = _words("", words)
    if len(whole) + sum(len(json.dumps(one)) for one in told) <= WHOLE:
        yield "search-index.js", _head(told, [""]) + whole
        return
    shards: dict[str, dict[str, str]] = defaultdict(dict)
    for word, where in words.items():
        shards[shard(word)][word] = where
    yield "search-index.js", _head(told, sorted(shards))
    for name, inside in sorted(shards.items()):
        yield f"search-words-{name}.js", _words(name, inside)


def shard(word: str) -> str:
    """The file in which a word stands: its first letter or digit, 'other' beyond ASCII."""
    return word[0] if word[0].isascii() else "other"


def words_of(text: str) -> Iterator[str]:
    """The words by which a text is found: without accents and case, 'svc-006' as a whole and in parts."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text).casefold() if not unicodedata.combining(c))
    for match in _WORD.finditer(plain):
        word = match.group()[:LONGEST]
        yield word
        if parts := _PART.split(word)[1:]:
            yield from (part for part in (_PART.split(word)[0], *parts) if part)


def _postings(found: Sequence[Entry]) -> Mapping[str, str]:
    """Words in order, each with its results as differences in base 36."""
    where: dict[str, list[int]] = defaultdict(list)
    for number, entry in enumerate(found):
        for word in dict.fromkeys(words_of(f"{entry.title} {entry.where} {entry.words}")):
            where[word].append(number)
    return {word: _packed(where[word]) for word in sorted(where)}


def _packed(numbers: Sequence[int]) -> str:
    return " ".join(_base36(n - before) for before, n in zip((0, *numbers), numbers, strict=False))


def _base36(number: int) -> str:
    said = ""
    while number or not said:
        number, digit = divmod(number, 36)
        said = _DIGITS[digit] + said
    return said


def _head(told: Sequence[object], shards: Sequence[str]) -> bytes:
    data = json.dumps({"kinds": KINDS, "results": told, "shards": shards}, separators=(",", ":"))
    return f"window.searchIndex={data};\n".encode()


def _words(name: str, words: Mapping[str, str]) -> bytes:
    data = json.dumps(words, separators=(",", ":"))
    return f"(window.searchWords=window.searchWords||{{}})[{json.dumps(name)}]={data};\n".encode()
