"""The index of words: FTS5 in SQLite, a GIN index over ``tsvector`` in Postgres. Rebuildable from the tables alone.

``words`` holds for each statement that can be found its content, source, speaker and labels (``terms``); the migrations
make it.
"""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Final

from sqlalchemy import ColumnElement, Connection, exists, select, text

from onrecord.record.schema import articles, conditions, figures, statements
from onrecord.record.terms import Entry, entry

_PUT: Final = {
    "sqlite": "INSERT INTO words (rowid, content, source, speaker, labels) "
    "VALUES (:statement_id, :content, :source, :speaker, :labels)",
    "postgresql": "INSERT INTO words (statement_id, terms) VALUES (:statement_id, "
    "setweight(to_tsvector('onrecord', :content), 'A') || setweight(to_tsvector('onrecord', :source), 'C') || "
    "setweight(to_tsvector('onrecord', :speaker), 'B') || setweight(to_tsvector('onrecord', :labels), 'D'))",
}
_DROP: Final = {
    # FTS5 without content of its own must be told what it takes out
    "sqlite": "INSERT INTO words (words, rowid, content, source, speaker, labels) "
    "VALUES ('delete', :statement_id, :content, :source, :speaker, :labels)",
    "postgresql": "DELETE FROM words WHERE statement_id = :statement_id",
}


def put(connection: Connection, entries: Iterable[Entry]) -> None:
    """Make statements findable."""
    _each(connection, _PUT, entries)


def drop(connection: Connection, entries: Iterable[Entry]) -> None:
    """Make them unfindable; the entries must be as they were put in."""
    _each(connection, _DROP, entries)


def of_reading(connection: Connection, reading_id: int) -> list[Entry]:
    """The entries of a reading's statements, as the tables have them now."""
    return _entries(connection, statements.c.reading_id == reading_id)


def _entries(connection: Connection, which: ColumnElement[bool]) -> list[Entry]:
    asked = (
        select(
            statements,
            articles.c.outlet,
            exists().where(conditions.c.statement_id == statements.c.id).label("conditional"),
            exists().where(figures.c.statement_id == statements.c.id).label("figured"),
        )
        .join(articles, articles.c.id == statements.c.article_id)
        .where(which)
        .order_by(statements.c.id)
    )
    return [entry({str(name): value for name, value in row.items()}) for row in connection.execute(asked).mappings()]


def _each(connection: Connection, command: dict[str, str], entries: Iterable[Entry]) -> None:
    values = [asdict(one) for one in entries]
    if values:
        connection.execute(text(command[connection.dialect.name]), values)
