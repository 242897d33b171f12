"""What a database says → what is wrong with the record and what to do."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from onrecord.errors import RecordError

_SQLITE: Final = {
    sqlite3.SQLITE_BUSY: ("locked", "another process has been writing to it for too long: wait for it, then go on"),
    sqlite3.SQLITE_LOCKED: ("locked", "another process has been writing to it for too long: wait for it, then go on"),
    sqlite3.SQLITE_FULL: ("full", "the disk is full: make room, then run the same command again"),
    sqlite3.SQLITE_READONLY: ("read-only", "it may not be written: check the permissions of the file and its folder"),
    sqlite3.SQLITE_CANTOPEN: ("cannot-open", "it can't be opened: check that its folder is there and may be written"),
    sqlite3.SQLITE_PERM: ("read-only", "it may not be written: check the permissions of the file and its folder"),
    sqlite3.SQLITE_CORRUPT: ("corrupt", "the file is damaged; see: onrecord check --record FILE"),
    sqlite3.SQLITE_NOTADB: ("foreign", "this file is no record"),
    sqlite3.SQLITE_IOERR: ("unreadable", "the system can't read or write it: check the disk and the mount"),
}
_PRIMARY: Final = 0xFF
"""SQLite's extended codes keep the primary one in their low byte."""

_POSTGRES: Final = {
    "55P03": ("locked", "another process has been writing to it for too long: wait for it, then go on"),
    "53100": ("full", "the server's disk is full: make room, then run the same command again"),
    "25006": ("read-only", "the server takes no writes"),
    "42501": ("permission", "the user may not do this there: grant it, or take another user"),
}
_CORRUPT: Final = "XX"
_GONE: Final = ("gone", "the database went away; what was committed is kept: run the same command again")


@contextmanager
def told_of(name: str) -> Iterator[None]:
    """Turn what the database says into a ``RecordError`` that names the record (never its password)."""
    try:
        yield
    except DBAPIError as error:
        code, message = _cause(error)
        raise RecordError(f"{name}: {message}", code=code) from error
    except SQLAlchemyError as error:
        raise RecordError(f"{name}: {error}", code="database") from error
    except sqlite3.Error as error:
        code, message = _of_sqlite(error)
        raise RecordError(f"{name}: {message}", code=code) from error


def _cause(error: DBAPIError) -> tuple[str, str]:
    origin = error.orig
    if isinstance(origin, sqlite3.Error):
        return _of_sqlite(origin)
    state = str(getattr(origin, "sqlstate", None) or "")
    if state in _POSTGRES:
        return _POSTGRES[state]
    if state.startswith(_CORRUPT):
        return "corrupt", f"the server finds its data damaged ({_line(origin)})"
    if error.connection_invalidated or not state or state.startswith(("08", "57P")):
        return ("gone", f"the database can't be reached ({_line(origin)})") if not state else _GONE
    return "database", f"the database says: {_line(origin)}"


def _of_sqlite(error: sqlite3.Error) -> tuple[str, str]:
    code = getattr(error, "sqlite_errorcode", None)
    known = _SQLITE.get(code & _PRIMARY) if code is not None else None
    return known or ("database", f"the database says: {error}")


def _line(error: BaseException | None) -> str:
    """The first line of what the database says; the others can quote values."""
    return next(iter(str(error).splitlines()), "no reason given")
