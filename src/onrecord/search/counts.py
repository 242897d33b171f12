"""What a record holds, in numbers: speakers, and the whole."""

from dataclasses import dataclass
from typing import Final, Literal

from sqlalchemy import Connection, Text, cast, func, select

from onrecord.record import Store
from onrecord.record.schema import (
    CURRENT,
    articles,
    captures,
    conditions,
    entities,
    failures,
    figures,
    judgements,
    links,
    readings,
    refs,
    statements,
)

_TOP: Final = 10

By = Literal["statements", "name", "latest"]


@dataclass(frozen=True, slots=True)
class Speaker:
    """A named speaker: how many current statements in how many articles, published from when to when."""

    name: str
    kind: str
    statements: int
    articles: int
    first: str | None
    last: str | None


def speakers(store: Store, words: str = "", *, by: By = "statements", limit: int = 50) -> tuple[Speaker, ...]:
    """The named speakers, those whose name holds ``words`` if given."""
    count = func.count().label("count")
    last = func.max(articles.c.published_to).label("last")
    asked = (
        select(
            entities.c.name,
            entities.c.kind,
            count,
            func.count(func.distinct(statements.c.article_id)).label("articles"),
            func.min(articles.c.published_from).label("first"),
            last,
        )
        .join(statements, statements.c.speaker_id == entities.c.id)
        .join(articles, articles.c.id == statements.c.article_id)
        .where(statements.c.state == CURRENT)
        .group_by(entities.c.id, entities.c.name, entities.c.kind)
    )
    for word in words.split():
        asked = asked.where(func.lower(cast(entities.c.name, Text)).contains(word.lower(), autoescape=True))
    order = {
        "statements": (count.desc(), entities.c.name),
        "name": (entities.c.name,),
        "latest": (last.is_(None), last.desc(), entities.c.name),
    }[by]
    with store.asking() as connection:
        rows = connection.execute(asked.order_by(*order).limit(limit)).all()
    return tuple(Speaker(row.name, row.kind, row[2], row.articles, row.first, row.last) for row in rows)


@dataclass(frozen=True, slots=True)
class Stats:
    """The whole record in numbers. ``bytes`` is what the database takes, None where it doesn't tell."""

    articles: int
    superseded: int
    statements: int
    direct: int
    resolved: int
    conditions: int
    figures: int
    speakers: int
    links: int
    judgements: int
    failures: int
    first: str | None
    last: str | None
    acts: tuple[tuple[str, int], ...]
    outlets: tuple[tuple[str, int], ...]
    models: tuple[tuple[str, str, int], ...]
    captured: int
    packed: int
    bytes: int | None


def stats(store: Store) -> Stats:
    """Count everything. Statements are those of the current articles as they are shown."""
    with store.asking() as connection:
        return _stats(connection)


def _stats(connection: Connection) -> Stats:
    def count(source: object, *where: object) -> int:
        asked = select(func.count()).select_from(source).where(*where)  # type: ignore[arg-type]
        return int(connection.execute(asked).scalar_one())

    now = statements.c.state == CURRENT
    of_now = select(statements.c.id).where(now)
    days = connection.execute(select(func.min(articles.c.published_from), func.max(articles.c.published_to))).one()
    kept = connection.execute(
        select(func.coalesce(func.sum(captures.c.size), 0), func.coalesce(func.sum(func.length(captures.c.packed)), 0))
    ).one()
    acts = select(statements.c.act, func.count()).where(now, statements.c.act.is_not(None)).group_by(statements.c.act)
    outlets = select(articles.c.outlet, func.count()).where(articles.c.outlet.is_not(None), articles.c.state == CURRENT)
    models = select(readings.c.onrecord, readings.c.model, func.count()).where(readings.c.shown)
    most = func.count().desc()
    outlets = outlets.group_by(articles.c.outlet).order_by(most, articles.c.outlet).limit(_TOP)
    return Stats(
        articles=count(articles, articles.c.state == CURRENT),
        superseded=count(articles, articles.c.state != CURRENT),
        statements=count(statements, now),
        direct=count(statements, now, statements.c.quotation == "direct"),
        resolved=count(refs, refs.c.statement_id.in_(of_now), refs.c.name.is_not(None)),
        conditions=count(conditions, conditions.c.statement_id.in_(of_now)),
        figures=count(figures, figures.c.statement_id.in_(of_now)),
        speakers=count(entities),
        links=count(links),
        judgements=count(judgements),
        failures=count(failures, failures.c.resolved_at.is_(None)),
        first=days[0],
        last=days[1],
        acts=tuple((r[0], r[1]) for r in connection.execute(acts.order_by(most, statements.c.act))),
        outlets=tuple((r[0], r[1]) for r in connection.execute(outlets)),
        models=tuple(
            (r[0], r[1], r[2])
            for r in connection.execute(models.group_by(readings.c.onrecord, readings.c.model).order_by(most))
        ),
        captured=int(kept[0]),
        packed=int(kept[1]),
        bytes=_size(connection),
    )


def _size(connection: Connection) -> int | None:
    if connection.dialect.name == "sqlite":
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        return int(pages) * int(connection.exec_driver_sql("PRAGMA page_size").scalar_one())
    found = connection.exec_driver_sql("SELECT pg_database_size(current_database())").scalar()
    return None if found is None else int(found)
