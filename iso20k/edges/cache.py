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
        for key in keys:
            with suppress(sqlite3.Error, ValueError):
                row = store.execute("SELECT check_sum, value FROM entries WHERE key = ?", (key,)).fetchone()
                if row and row[0] == _check_sum(row[1]):
                    found[key] = json.loads(row[1])
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
        with suppress(sqlite3.Error, UnicodeEncodeError), store:
            store.executemany(
                "INSERT OR REPLACE INTO entries (key, check_sum, value) VALUES (?, ?, ?)",
                [(key, _check_sum(value), value) for key, value in rows],
            )
            store.execute(
                "DELETE FROM entries WHERE rowid <= (SELECT max(rowid) FROM entries) - ?", (MAX_ENTRIES,)
            )

    def close(self) -> None:
        """Let go of the file."""
        if self._connection is not None:
            self._connection.close()
        self._connection, self._closed = None, True

    def _open(self) -> sqlite3.Connection | None:
        if self._connection is None and not self._closed:
            self._connection = _connect(self._folder)
            self._closed = self._connection is None
        return self._connection


def _check_sum(value: str) -> str:
    return hashlib.sha1(value.encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest()


def _connect(folder: str) -> sqlite3.Connection | None:
    path = os.path.join(folder, "facts-1.sqlite")
    for attempt in range(2):
        connection: sqlite3.Connection | None = None
        try:
            os.makedirs(folder, exist_ok=True)
            connection = sqlite3.connect(path, timeout=2)
            connection.execute("PRAGMA synchronous=OFF")
            connection.execute(
                "CREATE TABLE IF NOT EXISTS entries (key TEXT PRIMARY KEY, check_sum TEXT, value TEXT)"
            )
            return connection
        except sqlite3.DatabaseError:
            if connection is not None:
                connection.close()
            if attempt:
                return None
            with suppress(OSError):  # not a database any more: begin anew
                os.remove(path)
        except OSError:
            return None
    return None
