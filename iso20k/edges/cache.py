"""What has been read or judged before, by the hash of everything it depends on; losing it costs time only."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import sys
from collections.abc import Iterable
from contextlib import suppress
from functools import lru_cache
from typing import Any

#: The oldest entries go when the store holds more; a document of 10 kB takes about 20 kB.
MAX_ENTRIES = 20_000
#: Another process writes for milliseconds; to wait longer would cost more than the cache saves.
LOCK_SECONDS = 1.0


def cache_folder() -> str:
    """ISO20K_CACHE_DIR, else the user's cache folder; 'off' turns the cache off."""
    if own := os.environ.get("ISO20K_CACHE_DIR"):
        return own
    if sys.platform == "win32":
        root = os.environ.get("LOCALAPPDATA") or os.path.expanduser("~\\AppData\\Local")
    else:
        root = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return os.path.join(root, "iso20k")


@lru_cache(maxsize=1)
def code_fingerprint() -> str:
    """A hash over the installed code (names, sizes, change times): other code may read or judge otherwise."""
    top = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    digest = hashlib.sha1(sys.version.encode(), usedforsecurity=False)
    for package in ("iso20k", "validators"):
        for folder, below, files in os.walk(os.path.join(top, package)):
            below[:] = sorted(name for name in below if name != "__pycache__")
            for entry in sorted(files):
                with suppress(OSError):  # an editor's file may be gone again
                    state = os.stat(os.path.join(folder, entry))
                    digest.update(f"{folder}/{entry}:{state.st_size}:{state.st_mtime_ns};".encode())
    return digest.hexdigest()


def key_of(*parts: str | bytes) -> str:
    """A key over `parts`, each kept apart from the next."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()


class Cache:
    """Values by key in one SQLite file; a damaged entry or file counts as empty and is written anew."""

    def __init__(self, folder: str | None = None) -> None:
        self._folder = folder or cache_folder()
        self._connection: sqlite3.Connection | None = None
        self._closed = self._folder == "off"

    def get(self, keys: Iterable[str]) -> dict[str, Any]:
        """The values that are known for `keys`."""
        found: dict[str, Any] = {}
        store = self._open()
        if store is None:
            return found
        try:
            for key in keys:
                row = store.execute("SELECT check_sum, value FROM entries WHERE key = ?", (key,)).fetchone()
                if row and isinstance(row[1], str) and row[0] == _check_sum(key, row[1]):
                    with suppress(ValueError):
                        found[key] = json.loads(row[1])
        except sqlite3.Error as error:
            self._give_up(error)
        return found

    def put(self, values: dict[str, Any]) -> None:
        """Remember `values`; a full disk or a locked file is no reason to fail."""
        store = self._open()
        if store is None or not values:
            return
        rows = [
            (key, json.dumps(value, ensure_ascii=False, separators=(",", ":")))
            for key, value in values.items()
        ]
        try:
            with suppress(UnicodeEncodeError), store:
                store.executemany(
                    "INSERT OR REPLACE INTO entries (key, check_sum, value) VALUES (?, ?, ?)",
                    [(key, _check_sum(key, value), value) for key, value in rows],
                )
                store.execute(
                    "DELETE FROM entries WHERE rowid <= (SELECT max(rowid) FROM entries) - ?", (MAX_ENTRIES,)
                )
        except sqlite3.Error as error:
            self._give_up(error)

    def close(self) -> None:
        """Let go of the file."""
        if self._connection is not None:
            self._connection.close()
        self._connection, self._closed = None, True

    def _give_up(self, error: sqlite3.Error) -> None:
        """Go on without the store, so that a lock is waited for once; a broken file is removed for the next run."""
        if str(getattr(error, "sqlite_errorname", "")).startswith("SQLITE_READONLY"):
            return
        self.close()
        if not isinstance(error, sqlite3.OperationalError):
            _remove(self._folder)

    def _open(self) -> sqlite3.Connection | None:
        if self._connection is None and not self._closed:
            self._connection = _connect(self._folder)
            self._closed = self._connection is None
        return self._connection


def _check_sum(key: str, value: str) -> str:
    """Over the key as well: a sound value under another key is not believed."""
    told = f"{key} {value}".encode("utf-8", "surrogatepass")
    return hashlib.sha1(told, usedforsecurity=False).hexdigest()


def _connect(folder: str) -> sqlite3.Connection | None:
    try:
        os.makedirs(folder, exist_ok=True)
        return _store(folder)
    except (OSError, sqlite3.OperationalError):  # no place, no right, or locked by another process
        return None
    except sqlite3.DatabaseError:  # no database any more: begin anew
        _remove(folder)
    try:
        return _store(folder)
    except sqlite3.Error:
        return None


def _store(folder: str) -> sqlite3.Connection:
    connection = sqlite3.connect(_file_in(folder), timeout=LOCK_SECONDS)
    connection.text_factory = _text
    try:
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute(
            "CREATE TABLE IF NOT EXISTS entries (key TEXT PRIMARY KEY, check_sum TEXT, value TEXT)"
        )
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _text(stored: bytes) -> str:
    return stored.decode("utf-8", "replace")  # a damaged value fails its check sum and is written anew


def _file_in(folder: str) -> str:
    return os.path.join(folder, "facts-1.sqlite")


def _remove(folder: str) -> None:
    for suffix in ("", "-journal"):
        with suppress(OSError):
            os.remove(_file_in(folder) + suffix)
