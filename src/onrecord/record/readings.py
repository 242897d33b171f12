"""Readings of an article and their statements: written once, one of them shown."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, insert, select, update

from onrecord.model import Made, Reading
from onrecord.record import index
from onrecord.record.rows import NAMED, Row, Rows, reading_rows
from onrecord.record.schema import (
    REPLACED,
    articles,
    conditions,
    entities,
    figures,
    readings,
    refs,
    spans,
    statements,
)
from onrecord.record.terms import Entry, entry


@dataclass(frozen=True, slots=True)
class How:
    """The run that adds, what reads, and how: the manifest of each reading."""

    run: int
    made: Made
    options: Mapping[str, Any]
    at: str


def keep(connection: Connection, how: How, article_id: int, reading: Reading) -> int | None:
    """Write the reading, and show it; None when there is one by the same code and model in the same way.

    Raises ``InputError`` where words don't stand at their place.
    """
    if connection.execute(select(readings.c.id).where(readings.c.article_id == article_id, *made(how))).first():
        return None
    rows = reading_rows(reading)
    shown = select(readings.c.id).where(readings.c.article_id == article_id, readings.c.shown)
    for old in connection.execute(shown).scalars().all():
        mark(connection, old, REPLACED)
        connection.execute(update(readings).where(readings.c.id == old).values(shown=False))
    number = connection.execute(insert(readings).values(_row(how, article_id, reading))).inserted_primary_key
    assert number is not None
    if rows.statements:
        _write(connection, article_id, int(number[0]), rows)
    return len(rows.statements)


def made(how: How) -> Sequence[Any]:
    """The condition for readings by the same code and model in the same way."""
    return (
        readings.c.onrecord == how.made.onrecord,
        readings.c.model == how.made.model,
        readings.c.options == dict(how.options),
    )


def mark(connection: Connection, reading_id: int, state: str) -> None:
    """Say of a reading's statements what they are now; what is ``replaced`` is no longer found by its words."""
    index.drop(connection, index.of_reading(connection, reading_id))
    connection.execute(update(statements).where(statements.c.reading_id == reading_id).values(state=state))
    if state != REPLACED:
        index.put(connection, index.of_reading(connection, reading_id))


def _row(how: How, article_id: int, reading: Reading) -> Row:
    return {
        "article_id": article_id,
        "run_id": how.run,
        "onrecord": how.made.onrecord,
        "model": how.made.model,
        "options": dict(how.options),
        "shown": True,
        "read_at": how.at,
        "declined": [
            [d.stage, d.reason, *((d.span.start, d.span.end) if d.span else (None, None)), d.confidence]
            for d in reading.declined
        ],
        "partition": [[part.span.start, part.span.end, part.share] for part in reading.partition],
    }


def _write(connection: Connection, article_id: int, reading_id: int, rows: Rows) -> None:
    article = connection.execute(select(articles.c.state, articles.c.outlet).where(articles.c.id == article_id)).one()
    names = _entities(connection, rows)
    who = {row["statement"]: names.get((row["kind"], row["name"])) for row in rows.refs}
    own = {"article_id": article_id, "reading_id": reading_id, "state": article.state}
    full = [row | own | {"speaker_id": who.get(row["position"])} for row in rows.statements]
    back = connection.execute(insert(statements).returning(statements.c.id, statements.c.position), full)
    numbers = {row.position: row.id for row in back}
    speakers = [row | {"entity_id": who[row["statement"]]} for row in rows.refs]
    children = ((spans, rows.spans), (refs, speakers), (conditions, rows.conditions), (figures, rows.figures))
    for table, found in children:
        if found:
            connection.execute(insert(table), [_numbered(row, numbers) for row in found])
    index.put(connection, _indexed(full, numbers, article.outlet, rows))


def _numbered(row: Row, numbers: Mapping[int, int]) -> Row:
    """The row with its statement's number in place of its position."""
    return {"statement_id": numbers[row["statement"]]} | {key: row[key] for key in row if key != "statement"}


def _indexed(full: Iterable[Row], numbers: Mapping[int, int], outlet: str | None, rows: Rows) -> list[Entry]:
    conditional = {row["statement"] for row in rows.conditions}
    figured = {row["statement"] for row in rows.figures}
    return [
        entry(
            row
            | {
                "id": numbers[row["position"]],
                "outlet": outlet,
                "conditional": row["position"] in conditional,
                "figured": row["position"] in figured,
            }
        )
        for row in full
    ]


def _entities(connection: Connection, rows: Rows) -> dict[tuple[str, str], int]:
    """The number of each named speaker; those that are new get one."""
    named = {(r["kind"], r["name"]) for r in rows.refs if r["kind"] in NAMED and r["name"] and not r["unresolved"]}
    keys = {_entity_key(kind, name): (kind, name) for kind, name in sorted(named)}
    there = select(entities.c.key, entities.c.id).where(entities.c.key.in_(keys))
    found = {row.key: row.id for row in connection.execute(there)} if keys else {}
    new = [{"key": key, "kind": kind, "name": name} for key, (kind, name) in keys.items() if key not in found]
    if new:
        back = connection.execute(insert(entities).returning(entities.c.key, entities.c.id), new)
        found |= {row.key: row.id for row in back}
    return {keys[key]: number for key, number in found.items()}


def _entity_key(kind: str, name: str) -> str:
    return sha256(f"{kind}\n{name}".encode("utf-8", "surrogatepass")).hexdigest()
