"""Is a record sound? The file itself, what points where, and every word against its place."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from sqlalchemy import Connection, func, select, text

from onrecord.errors import RecordError
from onrecord.record.load import load_bytes
from onrecord.record.schema import CURRENT, SUPERSEDED, articles, captures, readings, spans, statements
from onrecord.record.store import Store

_SHOWN: Final = 5
"""Flaws of one kind that are told of in full."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing that was looked at: ``ok``, and what was seen, with what to do where it is not."""

    name: str
    ok: bool
    detail: str


def flaws(store: Store) -> Iterator[Flaw]:
    """Look at everything in the record; reads all of it once."""
    looks = (
        ("file", _file),
        ("words", _words),
        ("texts", _texts),
        ("bytes", _bytes),
        ("readings", _readings),
        ("index", _index),
    )
    for name, look in looks:
        try:
            with store.asking() as connection:
                wrong = list(look(connection))
                detail = _told(wrong) if wrong else "sound"
        except RecordError as error:
            yield Flaw(
                name,
                False,
                f"{store.place.name}: the file is damaged: {_REMEDY}" if error.code == "corrupt" else str(error),
            )
            continue
        yield Flaw(name, not wrong, detail)


_REMEDY: Final = "keep a copy, add the articles to a new record, or take your backup"


def _told(wrong: list[str]) -> str:
    more = f" and {len(wrong) - _SHOWN:,} more" if len(wrong) > _SHOWN else ""
    return f"{'; '.join(wrong[:_SHOWN])}{more}: {_REMEDY}"


def _file(connection: Connection) -> Iterator[str]:
    """What the database itself finds wrong, and rows that point to nothing."""
    if connection.dialect.name == "sqlite":
        yield from (str(row[0]) for row in connection.execute(text("PRAGMA integrity_check")) if row[0] != "ok")
        for table, row, goal, _ in connection.execute(text("PRAGMA foreign_key_check")):
            yield f"row {row} of {table} points to a row of {goal} that is not there"


def _words(connection: Connection) -> Iterator[str]:
    """Every span's words against the text of its article."""
    own = select(articles.c.id, articles.c.text)
    for article in connection.execution_options(yield_per=50).execute(own):
        asked = select(spans, statements.c.key).join(statements, statements.c.id == spans.c.statement_id)
        for row in connection.execute(asked.where(statements.c.article_id == article.id)):
            if article.text[row.start : row.end] != row.words:
                yield f"statement {row.key}: its {row.role} at {row.start}:{row.end} is not what the article has there"


def _texts(connection: Connection) -> Iterator[str]:
    """Each text against its hash."""
    for row in connection.execution_options(yield_per=50).execute(
        select(articles.c.id, articles.c.key, articles.c.text)
    ):
        if row.key != "sha256:" + sha256(row.text.encode("utf-8", "surrogatepass")).hexdigest():
            yield f"the text of article {row.id} is not the one that was read"


def _bytes(connection: Connection) -> Iterator[str]:
    """Captured bytes against their hashes."""
    for key in connection.execute(select(captures.c.sha256)).scalars().all():
        try:
            if sha256(load_bytes(connection, key)).hexdigest() != key:
                yield f"captured bytes {key} are not those that were captured"
        except RecordError as error:
            yield f"captured bytes {key}: {error}"


def _readings(connection: Connection) -> Iterator[str]:
    """Each article shows one reading."""
    shown = select(readings.c.article_id).where(readings.c.shown)
    for row in connection.execute(select(articles.c.id).where(articles.c.id.not_in(shown))).scalars():
        yield f"article {row} shows no reading"
    twice = shown.group_by(readings.c.article_id).having(func.count() > 1)
    for row in connection.execute(twice).scalars():
        yield f"article {row} shows several readings"


def _index(connection: Connection) -> Iterator[str]:
    """As many statements can be found as there are to be found."""
    findable = select(func.count()).where(statements.c.state.in_((CURRENT, SUPERSEDED)))
    there = connection.execute(findable).scalar_one()
    # an index without content of its own counts its entries in a table beside it
    table = "words_docsize" if connection.dialect.name == "sqlite" else "words"
    held = connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()  # noqa: S608  # a constant
    if there != held:
        yield f"{there:,} statements should be found by their words, but the index holds {held:,}"
