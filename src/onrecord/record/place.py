"""Where a record is, and connections to it."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import URL, Connection, Engine, QueuePool, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from onrecord.errors import RecordError, UsageError
from onrecord.record.faults import told_of
from onrecord.record.schema import APPLICATION_ID

DEFAULT: Final = "onrecord.db"
"""The record when none is named: in the working folder."""

WAIT: Final = 30.0
"""Seconds that a write waits for another one to end."""

_HEAD: Final = b"SQLite format 3\0"
_ID_AT: Final = 68
_PAGES_AT: Final = 28
"""Where the header of a file has the application's id, and the number of its pages (each 4 bytes, big-endian)."""
_CACHE_KIB: Final = 64 * 1024
_CONNECT_SECONDS: Final = 10


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record is: a file, or a database behind a URL. ``name`` is for messages and holds no password."""

    name: str
    file: Path | None = None
    url: URL | None = None


def place(value: str) -> Place:
    """A path, or ``postgresql://…``. Raises ``UsageError``."""
    if "://" not in value:
        return Place(value, file=Path(value))
    try:
        url = make_url(value)
    except ArgumentError:
        raise UsageError("--record: this is no URL of a database", code="record") from None
    if url.drivername.split("+")[0] not in {"postgresql", "postgres"}:
        raise UsageError("--record takes a file, or a URL that begins with postgresql://", code="record")
    return Place(url.render_as_string(hide_password=True), url=url.set(drivername="postgresql+psycopg"))


def looked_at(file: Path) -> bool:
    """Is there a record in the file? False: there is nothing yet. Raises ``RecordError`` for anything else."""
    try:
        with file.open("rb") as stream:
            head = stream.read(100)
    except FileNotFoundError:
        return False
    except OSError as error:
        raise RecordError(f"{file}: it can't be read ({error.strerror})", code="cannot-open") from error
    if not head:
        return False
    if not head.startswith(_HEAD) or len(head) < _ID_AT + 4:
        raise RecordError(f"{file}: this file is no record", code="foreign")
    ours = int.from_bytes(head[_ID_AT : _ID_AT + 4], "big")
    if ours == APPLICATION_ID:
        return True
    if ours == 0 and Path(f"{file}-wal").exists():
        ours, is_empty = _asked(file)
    else:
        is_empty = int.from_bytes(head[_PAGES_AT : _PAGES_AT + 4], "big") < 2
    if ours == APPLICATION_ID:
        return True
    # a run that was killed while it made the file leaves an empty database
    if ours == 0 and is_empty:
        return False
    raise RecordError(f"{file}: this is a database, but no record of OnRecord", code="foreign")


def _asked(file: Path) -> tuple[int, bool]:
    """The application's id, and whether there are no tables: of a file whose newest pages stand in its log still."""
    with told_of(str(file)), closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=rw", uri=True)) as there:
        (ours,) = there.execute("PRAGMA application_id").fetchone()
        (count,) = there.execute("SELECT count(*) FROM sqlite_master").fetchone()
    return int(ours), count == 0


def engine(where: Place, *, wait: float = WAIT) -> Engine:
    """Connections to a record: they begin a transaction with ``BEGIN``, or ``BEGIN IMMEDIATE`` to write.

    Raises ``RecordError`` where the driver of Postgres is missing.
    """
    if where.file is not None:
        return _sqlite(_opener(where.file, wait))
    assert where.url is not None  # one of the two stands always
    try:
        return create_engine(
            where.url,
            connect_args={
                "connect_timeout": _CONNECT_SECONDS,
                "application_name": "onrecord",
                "options": f"-c lock_timeout={int(wait * 1000)} -c timezone=UTC",
            },
        )
    except ModuleNotFoundError as error:
        raise RecordError(f"{where.name}: for Postgres run: pip install 'onrecord[postgres]'", code="driver") from error


def _opener(file: Path, wait: float) -> Callable[[], sqlite3.Connection]:
    sealed = file.exists() and not os.access(file.parent, os.W_OK) and not Path(f"{file}-wal").exists()

    def opened() -> sqlite3.Connection:
        # autocommit as far as the driver goes: we say ourselves where a transaction begins
        name = f"{file.absolute().as_uri()}?mode=ro&immutable=1" if sealed else str(file)
        return sqlite3.connect(name, timeout=wait, isolation_level=None, check_same_thread=False, uri=sealed)

    return opened


def _sqlite(opened: Callable[[], sqlite3.Connection]) -> Engine:
    made = create_engine("sqlite+pysqlite://", creator=opened, poolclass=QueuePool, pool_size=2)

    @event.listens_for(made, "connect")
    def _connected(connection: sqlite3.Connection, _: object) -> None:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")

    @event.listens_for(made, "begin")
    def _begun(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return made
