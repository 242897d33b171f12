"""Rows → answers."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from onrecord.record import Store
from onrecord.record.schema import articles, statements
from onrecord.search.compiled import compiled
from onrecord.search.query import Query


@dataclass(frozen=True, slots=True)
class Hit:
    """A statement as a list shows it. ``id`` is its number in the record, ``key`` its lasting id.

    ``score`` says how well it fits, the lower the better, 0 where nothing was ranked. ``state`` is ``current`` or
    ``superseded`` (by a later version of its article).
    """

    id: int
    key: str
    score: float
    state: str
    speaker: str | None
    speaker_kind: str | None
    source: str | None
    cue: str | None
    content: str
    act: str | None
    negated: bool | None
    said_from: str | None
    said_to: str | None
    published: str | None
    outlet: str | None
    title: str | None
    url: str | None
    origin: str
    article: int


@dataclass(frozen=True, slots=True)
class Found:
    """What a question found, in order; ``more`` says that there is more than the limit let through."""

    hits: tuple[Hit, ...]
    more: bool


def find(store: Store, query: Query) -> Found:
    """Answer a question. Raises ``RecordError`` when the record can't be asked."""
    with store.asking() as connection:
        ranked = connection.execute(compiled(query, connection.dialect.name)).all()
        hits = hits_of(connection, [(row.id, row.score) for row in ranked[: query.limit]])
    return Found(tuple(hits), len(ranked) > query.limit)


def hits_of(connection: Connection, ranked: Sequence[tuple[int, float]]) -> list[Hit]:
    """The hits for numbers of statements and their scores, in this order."""
    scores = dict(ranked)
    asked = select(statements, articles.c.published_from, articles.c.outlet, articles.c.title, articles.c.url)
    asked = asked.add_columns(articles.c.origin).join(articles, articles.c.id == statements.c.article_id)
    rows = {row.id: row for row in connection.execute(asked.where(statements.c.id.in_(scores)))}
    return [
        Hit(
            id=number,
            key=row.key,
            score=score,
            state=row.state,
            speaker=row.speaker,
            speaker_kind=row.speaker_kind,
            source=row.source,
            cue=row.cue,
            content=row.content,
            act=row.act,
            negated=row.negated,
            said_from=row.said_from,
            said_to=row.said_to,
            published=row.published_from,
            outlet=row.outlet,
            title=row.title,
            url=row.url,
            origin=row.origin,
            article=row.article_id,
        )
        for number, score in ranked
        if (row := rows.get(number)) is not None
    ]
