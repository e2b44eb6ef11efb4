"""A bounded store of bytes by key in the user's cache folder, which runs at the same time may share.

It is one SQLite file. Whatever is wrong with it costs time, never a run: it is then made anew, or done without, and
`Cache.notes` says so.
"""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

from sockslint import replay

#: Past so many bytes the entries least recently used go, until a quarter is free again.
LIMIT = 256_000_000

#: The number is the layout's: versions of sockslint that lay it out differently do not meet.
_FILE = "facts-1.sqlite3"
_COMPANIONS = ("", "-wal", "-shm", "-journal")

#: An entry's last use is written down at most once in so many seconds, so that a warm run writes nothing.
_USE_PRECISION = 86_400
_PATIENCE = 2.0
_CHECK_BYTES = 8

_TABLE = """\
CREATE TABLE IF NOT EXISTS entries (
    key BLOB PRIMARY KEY, value BLOB NOT NULL, size INTEGER NOT NULL, used INTEGER NOT NULL
) WITHOUT ROWID"""
_INDEX = "CREATE INDEX IF NOT EXISTS entries_by_use ON entries (used, size)"


def clear(folder: Path) -> None:
    """Remove what is kept in a folder. Raises OSError."""
    for companion in _COMPANIONS:
        folder.joinpath(_FILE + companion).unlink(missing_ok=True)
    records = folder / replay.FOLDER
    if records.is_dir():
        for record in records.iterdir():
            record.unlink(missing_ok=True)
        records.rmdir()
    with contextlib.suppress(OSError):
        folder.rmdir()  # unless there is something else in it


class Cache:
    """The store in a folder. What is put comes into effect with `close`."""

    def __init__(self, folder: Path, limit: int = LIMIT) -> None:
        self.notes: list[str] = []
        self._folder, self._limit = folder, limit
        self._database: sqlite3.Connection | None = None
        self._put: dict[bytes, bytes] = {}
        self._used: list[bytes] = []
        self._spoilt: list[bytes] = []
        self._open()

    def get(self, key: bytes) -> bytes | None:
        """The value that was put under a key, if it is still there, and whole."""
        if (put := self._put.get(key)) is not None:
            return put
        if self._database is None:
            return None
        with self._guarded():
            row = self._database.execute("SELECT value, used FROM entries WHERE key = ?", (key,)).fetchone()
            if row is None:
                return None
            kept, used = row
            if not isinstance(kept, bytes) or _check(value := kept[_CHECK_BYTES:]) != kept[:_CHECK_BYTES]:
                self.discard(key)
                return None
            if not isinstance(used, int) or abs(time.time() - used) > _USE_PRECISION:
                self._used.append(key)
            return value
        return None

    def __contains__(self, key: bytes) -> bool:
        """Whether something is kept under a key, be it whole or not."""
        if key in self._put:
            return True
        if self._database is not None:
            with self._guarded():
                return self._database.execute("SELECT 1 FROM entries WHERE key = ?", (key,)).fetchone() is not None
        return False

    def put(self, key: bytes, value: bytes) -> None:
        """Keep a value under a key, in place of any other."""
        self._put[key] = value

    def discard(self, key: bytes) -> None:
        """Throw away an entry that makes no sense."""
        self._put.pop(key, None)
        if not self._spoilt:
            self.notes.append("threw away what was spoilt in the cache")
        self._spoilt.append(key)

    def close(self) -> None:
        """Write what was put, make room, and let go of the file."""
        if self._database is None:
            return
        with self._guarded():
            if self._put or self._used or self._spoilt:
                self._write(self._database)
        if self._database is not None:
            with contextlib.suppress(sqlite3.Error):
                self._database.close()
            self._database = None

    # the file

    def _open(self) -> None:
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with self._guarded():
                self._connect()
        except OSError as error:
            self.notes.append(f"works without a cache: {self._folder}: {(error.strerror or str(error)).lower()}")

    def _connect(self) -> None:
        self._database = sqlite3.connect(self._folder / _FILE, timeout=_PATIENCE, isolation_level=None)
        if self._database.execute("PRAGMA user_version").fetchone() != (1,):
            self._database.execute("PRAGMA auto_vacuum = INCREMENTAL")
            self._database.execute("PRAGMA journal_mode = WAL")
            self._database.execute(_TABLE)
            self._database.execute(_INDEX)
            self._database.execute("PRAGMA user_version = 1")
        self._database.execute(
            "PRAGMA synchronous = OFF"
        )  # what a power cut spoils is found by its check and made anew

    def _write(self, database: sqlite3.Connection) -> None:
        now = int(time.time())
        database.execute("BEGIN IMMEDIATE")
        database.executemany("DELETE FROM entries WHERE key = ?", [(key,) for key in self._spoilt])
        database.executemany("UPDATE entries SET used = ? WHERE key = ?", [(now, key) for key in self._used])
        rows = [(key, _check(value) + value, len(value), now) for key, value in self._put.items()]
        database.executemany("INSERT OR REPLACE INTO entries VALUES (?, ?, ?, ?)", rows)
        if rows:
            self._make_room(database)
        database.execute("COMMIT")
        if rows:
            database.execute("PRAGMA incremental_vacuum").fetchall()

    def _make_room(self, database: sqlite3.Connection) -> None:
        (size,) = database.execute("SELECT total(size) FROM entries").fetchone()
        if size <= self._limit:
            return
        excess, going = size - self._limit * 3 // 4, []
        for key, each in database.execute("SELECT key, size FROM entries ORDER BY used, size DESC"):
            if excess <= 0:
                break
            going.append((key,))
            excess -= each
        database.executemany("DELETE FROM entries WHERE key = ?", going)

    @contextlib.contextmanager
    def _guarded(self) -> Iterator[None]:
        """Whatever the database raises ends the use of it; one that is broken is removed for the next run."""
        try:
            yield
        except sqlite3.Error as error:
            if self._database is not None:
                with contextlib.suppress(sqlite3.Error):
                    self._database.close()
                self._database = None
            busy = isinstance(error, sqlite3.OperationalError) and "locked" in str(error)
            if busy:
                return  # another run is writing: what this one found out is lost, and no harm is done
            if isinstance(error, sqlite3.OperationalError):
                self.notes.append(f"works without a cache: {self._folder / _FILE}: {error}")
                return
            self.notes.append("threw away the cache, which was spoilt")
            with contextlib.suppress(OSError):
                clear(self._folder)


def _check(value: bytes) -> bytes:
    return hashlib.sha256(value).digest()[:_CHECK_BYTES]
