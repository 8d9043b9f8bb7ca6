"""What has been read before is remembered exactly, and losing the memory costs time only."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pytest
from documents import Fixture, fixtures
from hypothesis import given
from hypothesis import strategies as st

from iso20k import document as d
from iso20k.document import Cell, Document, ReadingError
from iso20k.edges import cache as cache_module
from iso20k.edges.cache import Cache, cache_folder, key_of
from iso20k.edges.memory import documents, pack, unpack
from iso20k.reading.reader import read_document

READING = tuple(fixtures("reading"))
DATA = {"one": b"---\nid: 1\n---\n\n# One\n\n| a |\n|---|\n| 1 |\n", "two": b"# Two\n\n\xff"}
BLOBS = {"sms/a.md": "one", "sms/b.md": "two", "sms/c.md": "one"}

words = st.text(st.characters(codec="utf-8"), max_size=5)
numbers = st.integers(0, 10**6)
cells = st.builds(Cell, words, numbers, numbers)
rows = st.lists(cells, max_size=3).map(tuple)
blocks = st.builds(d.Table, numbers, rows, st.lists(rows, max_size=2).map(tuple)) | st.builds(
    d.Text, numbers, words, st.booleans()
)
items = st.lists(st.dictionaries(words, cells, max_size=2), max_size=2).map(tuple)
whole = st.builds(
    Document,
    st.dictionaries(words, st.builds(d.FrontValue, cells, items), max_size=2),
    st.lists(
        st.builds(d.Section, words, numbers, numbers, st.lists(blocks, max_size=3).map(tuple)), max_size=2
    ).map(tuple),
    st.lists(st.builds(d.Remark, numbers, words), max_size=2).map(tuple),
    st.lists(st.builds(d.Link, numbers, words), max_size=2).map(tuple),
    numbers,
)


class Shelf:
    """Contents by id, and which of them were fetched."""

    def __init__(self) -> None:
        self.fetched: list[str] = []

    def __call__(self, ids: Iterable[str]) -> Mapping[str, bytes]:
        wanted = list(ids)
        self.fetched += wanted
        return {name: DATA[name] for name in wanted}


def attempt(data: bytes) -> Document | ReadingError:
    try:
        return read_document(data)
    except ReadingError as error:
        return error


def comparable(read: Mapping[str, Document | ReadingError]) -> dict[str, object]:
    return {
        path: (found.line, found.message, found.hint, found.rule)
        if isinstance(found, ReadingError)
        else found
        for path, found in read.items()
    }


def read(cache: Cache) -> tuple[dict[str, object], list[str]]:
    """The documents, and what had to be fetched for them."""
    shelf = Shelf()
    found = comparable(documents(BLOBS, shelf, cache))
    cache.close()
    return found, shelf.fetched


def restored(document: Document | ReadingError) -> Document | ReadingError:
    """A document through the cache: to a file and back."""
    cache = Cache()
    cache.put({"key": pack(document)})
    cache.close()
    return unpack(Cache().get(["key"])["key"])


@given(document=whole)
def test_a_document_is_restored_as_it_was(document: Document) -> None:
    again = restored(document)
    assert again == document
    assert repr(again) == repr(document)  # equal tuples may be of another kind


@pytest.mark.parametrize("fixture", READING, ids=str)
def test_what_was_read_is_restored_as_it_was(fixture: Fixture) -> None:
    document = attempt(fixture.document.encode())
    again = restored(document)
    assert repr(again) == repr(document)
    assert comparable({"": again}) == comparable({"": document})


def test_a_content_is_read_once() -> None:
    first, fetched = read(Cache())
    assert sorted(fetched) == ["one", "two"]
    assert first["sms/a.md"] == first["sms/c.md"] == read_document(DATA["one"])
    assert read(Cache()) == (first, [])


def test_off_means_off(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    expected, _ = read(Cache())
    monkeypatch.setenv("ISO20K_CACHE_DIR", "off")
    monkeypatch.chdir(tmp_path)
    for _ in range(2):
        assert read(Cache()) == (expected, ["one", "two"])
    assert os.listdir(tmp_path) == []


def stored() -> Path:
    (path,) = Path(cache_folder()).glob("*.sqlite")
    return path


def change(statement: str) -> Callable[[], None]:
    def damage() -> None:
        connection = sqlite3.connect(stored())
        with connection:
            connection.execute(statement)
        connection.close()

    return damage


def overwrite(start: int, end: int | None) -> Callable[[], None]:
    def damage() -> None:
        data = bytearray(stored().read_bytes())
        data[start:end] = b"\xa5" * len(data[start:end])
        stored().write_bytes(data)

    return damage


DAMAGES = {
    "garbage": lambda: stored().write_bytes(b"no database " * 1000),
    "empty file": lambda: stored().write_bytes(b""),
    "truncated": lambda: os.truncate(stored(), 5000),
    "cut in the first page": lambda: os.truncate(stored(), 50),
    "broken pages": overwrite(4096, None),
    "broken header": overwrite(20, 100),
    "wrong check sum": change("UPDATE entries SET check_sum = 'x'"),
    "changed value": change("UPDATE entries SET value = replace(value, 'One', 'Two') || ' '"),
    "not text": change("UPDATE entries SET value = x'00ff', check_sum = x'00'"),
    "rotten text": change("UPDATE entries SET value = CAST(x'ff41' AS TEXT)"),
    "nothing": change("UPDATE entries SET value = NULL, check_sum = NULL"),
    "another table": change("ALTER TABLE entries RENAME COLUMN value TO content"),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_cache_changes_no_answer(damage: Callable[[], None]) -> None:
    expected, _ = read(Cache())
    damage()
    assert read(Cache())[0] == expected
    assert read(Cache())[0] == expected


@pytest.mark.parametrize("name", [name for name in DAMAGES if name != "another table"])
def test_a_damaged_cache_is_made_anew(name: str) -> None:
    expected, _ = read(Cache())
    DAMAGES[name]()
    read(Cache())
    read(Cache())  # a fault met while reading is repaired by the next run
    assert read(Cache()) == (expected, [])


@pytest.mark.parametrize(
    "value", ["[]", '"text"', '{"d": [[], [], [], [], 1]}', '{"d": 1}', '{"error": [1]}', "null"]
)
def test_what_is_no_packed_document_is_read_anew(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    expected, _ = read(Cache())
    monkeypatch.setattr(Cache, "get", lambda self, keys: {key: json.loads(value) for key in keys})
    assert read(Cache()) == (expected, ["one", "two"])


@pytest.mark.parametrize("lock", ["EXCLUSIVE", "IMMEDIATE"])
def test_a_locked_cache_is_done_without(lock: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache_module, "LOCK_SECONDS", 0.01)
    expected, _ = read(Cache())
    other = sqlite3.connect(stored(), isolation_level=None)
    other.execute(f"BEGIN {lock}")
    other.execute("DELETE FROM entries")
    assert read(Cache())[0] == expected
    other.execute("ROLLBACK")
    other.close()
    assert read(Cache()) == (expected, [])


def test_a_folder_that_cannot_be_made_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    expected, _ = read(Cache("off"))
    assert read(Cache(str(tmp_path / "file")))[0] == expected
    assert read(Cache(str(tmp_path / "file" / "below")))[0] == expected


def test_a_cache_that_may_only_be_read_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    expected, _ = read(Cache())
    read_only = f"file:{stored()}?mode=ro"
    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda path, timeout: connect(read_only, timeout, uri=True))
    cache = Cache()
    cache.put({"key": 1})
    assert cache.get(["key"]) == {}
    assert read(cache) == (expected, [])


def test_what_no_file_can_hold_is_not_remembered() -> None:
    cache = Cache()
    cache.put({"key": "\ud800"})
    cache.put({"other": "text"})
    assert cache.get(["key", "other"]) == {"other": "text"}
    cache.close()
    assert cache.get(["other"]) == {}


def test_the_oldest_entries_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache_module, "MAX_ENTRIES", 3)
    cache = Cache()
    for number in range(5):
        cache.put({f"key {number}": number})
    assert cache.get(f"key {number}" for number in range(5)) == {"key 2": 2, "key 3": 3, "key 4": 4}
    cache.close()


@given(st.lists(st.text(max_size=3), max_size=3), st.lists(st.text(max_size=3), max_size=3))
def test_keys_differ_where_their_parts_differ(one: list[str], two: list[str]) -> None:
    assert (key_of(*one) == key_of(*two)) == (one == two)
