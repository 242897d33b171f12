"""The record: opened, written article by article, asked through its connections. The only writes are here."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, Self

from sqlalchemy import Connection, Engine, insert, select, text, update

from onrecord.errors import OnRecordError, RecordError, UsageError
from onrecord.model import Made, Reading, Span
from onrecord.model.judgement import Judgement
from onrecord.record import adding, migrate
from onrecord.record.adding import Outcome
from onrecord.record.arrivals import Arrival
from onrecord.record.faults import told_of
from onrecord.record.place import WAIT, Place, engine, looked_at, place
from onrecord.record.readings import How
from onrecord.record.schema import REVISION, failures, judgements, runs

_LOCK: Final = 0x4F6E5265
"""Number of the lock in Postgres that lets one article in at a time, as SQLite does anyway."""


@dataclass(frozen=True, slots=True)
class Run:
    """One call of ``add``: what reads, how, and what was asked for."""

    made: Made
    options: Mapping[str, Any]
    inputs: tuple[str, ...]
    folder: str


@dataclass(frozen=True, slots=True)
class Failed:
    """An input that could not be read, as the record keeps it. ``inputs`` and ``folder`` are those of its run."""

    origin: str
    code: str
    message: str
    tries: int
    last_at: str
    inputs: tuple[str, ...]
    folder: str


class Store:
    """An open record; one of ``open_store``. Safe to share between threads that only ask."""

    def __init__(self, where: Place, connections: Engine) -> None:
        self.place, self._engine = where, connections

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    @contextmanager
    def asking(self) -> Iterator[Connection]:
        """A connection that sees the record as it stands at one moment. Raises ``RecordError``."""
        with told_of(self.place.name), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction: all that is written in it, or nothing. Raises ``RecordError``."""
        with told_of(self.place.name), self._engine.execution_options(writes=True).begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
            yield connection

    def set_up(self, pragma: str) -> None:
        """Set what holds for the file as a whole, outside of any transaction (SQLite alone)."""
        with told_of(self.place.name):
            raw = self._engine.raw_connection()
            try:
                raw.cursor().execute(f"PRAGMA {pragma}")
            finally:
                raw.close()

    def begin(self, run: Run) -> How:
        """Note that a run begins."""
        at = now()
        row = {
            "started_at": at,
            **asdict(run.made),
            "options": dict(run.options),
            "inputs": list(run.inputs),
            "folder": run.folder,
        }
        with self.writing() as connection:
            number = connection.execute(insert(runs).values(row)).inserted_primary_key
        assert number is not None
        return How(int(number[0]), run.made, run.options, at)

    def end(self, how: How) -> None:
        """Note that a run came to its end."""
        with self.writing() as connection:
            connection.execute(update(runs).where(runs.c.id == how.run).values(ended_at=now()))

    def knows(self, how: How, came: Arrival) -> bool:
        """Was this input read before, by the same code and model in the same way? Then it need not be read again."""
        with self.asking() as connection:
            return adding.knows(connection, came.key, how)

    def add(self, how: How, came: Arrival, reading: Reading) -> Outcome:
        """Write one article with its reading, or nothing.

        Raises ``InputError`` for an article that can't be kept, ``RecordError`` when the record can't be written.
        """
        with self.writing() as connection:
            outcome = adding.add(connection, How(how.run, how.made, how.options, now()), came, reading)
            adding.count(
                connection,
                how.run,
                added=int(outcome.kind != "known"),
                known=int(outcome.kind == "known"),
                statements=outcome.statements,
            )
        return outcome

    def pass_over(self, how: How, number: int) -> None:
        """Count inputs that were known and not read again."""
        if number:
            with self.writing() as connection:
                adding.count(connection, how.run, known=number)

    def fail(self, how: How, origin: str, error: OnRecordError) -> None:
        """Keep the reason why an input could not be read, and how often that was tried."""
        what = {"stage": error.stage, "code": error.code, "message": error.message, "run_id": how.run, "last_at": now()}
        still = (failures.c.origin == origin, failures.c.resolved_at.is_(None))
        with self.writing() as connection:
            adding.count(connection, how.run, failed=1)
            again = connection.execute(update(failures).where(*still).values(tries=failures.c.tries + 1, **what))
            if not again.rowcount:
                row = {"origin": origin, "tries": 1, "first_at": what["last_at"], **what}
                connection.execute(insert(failures).values(row))

    def failed(self) -> tuple[Failed, ...]:
        """Inputs that could not be read and have not been since, in the order in which they first failed."""
        columns = (failures, runs.c.inputs, runs.c.folder)
        asked = select(*columns).join(runs, runs.c.id == failures.c.run_id).where(failures.c.resolved_at.is_(None))
        with self.asking() as connection:
            return tuple(
                Failed(row.origin, row.code, row.message, row.tries, row.last_at, tuple(row.inputs), row.folder)
                for row in connection.execute(asked.order_by(failures.c.id))
            )

    def judge(self, judgement: Judgement) -> int:
        """Append a judgement; returns its number. Raises ``UsageError`` for one without a name or places."""
        if not judgement.by.strip() or not judgement.places:
            raise UsageError("a judgement needs the name of who judges, and the places that it is of", code="judgement")
        row = {
            "article": judgement.article,
            "places": [[span.start, span.end] for span in judgement.places],
            "field": judgement.field,
            "verdict": judgement.verdict,
            "value": judgement.value,
            "by": judgement.by,
            "why": judgement.why,
            "at": now(),
            "undoes": judgement.undoes,
        }
        with self.writing() as connection:
            number = connection.execute(insert(judgements).values(row)).inserted_primary_key
        assert number is not None
        return int(number[0])

    def judgements(self, article: str) -> tuple[Judgement, ...]:
        """The judgements on an article (by its text's id), oldest first."""
        with self.asking() as connection:
            return tuple(judged(connection, article))


def judged(connection: Connection, article: str) -> Sequence[Judgement]:
    """As ``Store.judgements``, through a connection that is open."""
    asked = select(judgements).where(judgements.c.article == article).order_by(judgements.c.id)
    return [
        Judgement(
            article=row.article,
            places=tuple(Span(start, end) for start, end in row.places),
            field=row.field,
            verdict=row.verdict,
            by=row.by,
            why=row.why,
            value=row.value,
            undoes=row.undoes,
            number=row.id,
            at=row.at,
        )
        for row in connection.execute(asked)
    ]


def open_store(where: str | Path, *, create: bool = False, wait: float = WAIT) -> Store:
    """Open the record in a file or behind a ``postgresql://`` URL; ``create`` makes one where there is none.

    A record of an older version is brought up to this one. ``wait`` is how many seconds a write waits for others.
    Raises ``RecordError`` when there is no record, or one that can't be used, and ``UsageError`` for an odd URL.
    """
    found = place(str(where))
    if found.file is not None and not looked_at(found.file) and not create:
        raise RecordError(f"there is no record at {found.name}; make one with: onrecord add PATH", code="missing")
    store = Store(found, engine(found, wait=wait))
    try:
        _prepare(store, create=create)
    except BaseException:
        store.close()
        raise
    return store


def _prepare(store: Store, *, create: bool) -> None:
    with store.asking() as connection:
        found = migrate.revision(connection)
    if found == REVISION:
        return
    if found is None and not create:
        raise RecordError(f"there is no record at {store.place.name}; make one with: onrecord add PATH", code="missing")
    if found is not None and not migrate.is_known(found):
        raise RecordError(
            f"{store.place.name}: made by a newer version of OnRecord (revision {found}, this one knows {REVISION}): "
            "pip install --upgrade onrecord",
            code="newer",
        )
    if found is None and store.place.file is not None:
        store.set_up("journal_mode = WAL")
    with store.writing() as connection:
        # another process may have made it in the meantime
        if migrate.revision(connection) is None:
            migrate.make(connection, store.place.name)
        else:
            migrate.upgrade(connection)


def now() -> str:
    """This moment, ISO 8601 in UTC."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
