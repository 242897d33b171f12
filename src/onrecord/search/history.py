"""One statement with its past: versions of its article, readings, judgements, and the same words elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from onrecord.errors import UsageError
from onrecord.model import Span, Statement
from onrecord.record import Carried, Store, carry
from onrecord.record.carry import LEAST_OVERLAP, Place, overlap
from onrecord.record.load import load_statements
from onrecord.record.schema import REPLACED, arrivals, articles, readings, spans, statements
from onrecord.record.store import judged


@dataclass(frozen=True, slots=True)
class Version:
    """An article of the same series: when it came in, under which name, and whether it is the current one."""

    article: int
    added_at: str
    state: str
    origins: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Read:
    """A reading of the article: by what, when, whether it is shown, and whether it has this statement too."""

    onrecord: str
    model: str
    read_at: str
    shown: bool
    has_it: bool


@dataclass(frozen=True, slots=True)
class Told:
    """All that the record knows of a statement. ``elsewhere`` counts other articles that have it word for word under
    the same id: copies of the same text."""

    statement: Statement
    state: str
    versions: tuple[Version, ...]
    readings: tuple[Read, ...]
    judgements: tuple[Carried, ...]
    elsewhere: int


_LEAST_PREFIX = 4


def tell(store: Store, key: str) -> Told:
    """Everything on the statement with this id, or with an id that begins like this.

    Raises ``UsageError`` when there is none, or more than one.
    """
    with store.asking() as connection:
        row = _row(connection, key)
        (statement,) = load_statements(connection, [row.id])
        content = tuple(piece.span for piece in statement.content)
        return Told(
            statement=statement,
            state=row.state,
            versions=tuple(_versions(connection, row.article_id)),
            readings=tuple(_readings(connection, row.article_id, content)),
            judgements=_judgements(connection, statement),
            elsewhere=_elsewhere(connection, row.key, row.article_id),
        )


@dataclass(frozen=True, slots=True)
class _Row:
    id: int
    key: str
    article_id: int
    state: str


def _row(connection: Connection, key: str) -> _Row:
    """The statement's row: the one that is shown before others, the oldest of several carriers."""
    columns = (statements.c.id, statements.c.key, statements.c.article_id, statements.c.state)
    by_state = (statements.c.state == REPLACED, statements.c.state != "current", statements.c.id)
    found = connection.execute(select(*columns).where(statements.c.key == key).order_by(*by_state)).first()
    if found is None:
        wanted = key if ":" in key else f"s1:{key}"
        if len(wanted.partition(":")[2]) < _LEAST_PREFIX:
            raise UsageError(f"there is no statement {key!r}; give at least {_LEAST_PREFIX} signs of its id", code="id")
        begins = func.substr(statements.c.key, 1, len(wanted)) == wanted
        if connection.dialect.name == "sqlite":  # the index helps here, as the order is that of the characters
            begins = statements.c.key.between(wanted, wanted + "\uffff")
        rows = connection.execute(select(*columns).where(begins).order_by(*by_state).limit(50)).all()
        keys = sorted({row.key for row in rows})
        if len(keys) > 1:
            raise UsageError(f"{key!r} begins several ids: {', '.join(keys[:5])} …", code="id")
        found = rows[0] if rows else None
    if found is None:
        raise UsageError(f"there is no statement {key!r} in the record", code="id")
    return _Row(found.id, found.key, found.article_id, found.state)


def _versions(connection: Connection, article_id: int) -> list[Version]:
    series = select(articles.c.series).where(articles.c.id == article_id).scalar_subquery()
    rows = connection.execute(select(articles).where(articles.c.series == series).order_by(articles.c.id)).all()
    asked = select(arrivals.c.article_id, arrivals.c.origin).where(arrivals.c.article_id.in_([r.id for r in rows]))
    came = connection.execute(asked.order_by(arrivals.c.id)).all()
    return [
        Version(row.id, row.added_at, row.state, tuple(dict.fromkeys(a.origin for a in came if a.article_id == row.id)))
        for row in rows
    ]


def _readings(connection: Connection, article_id: int, content: Sequence[Span]) -> list[Read]:
    rows = connection.execute(select(readings).where(readings.c.article_id == article_id).order_by(readings.c.id)).all()
    return [
        Read(
            row.onrecord,
            row.model,
            row.read_at,
            bool(row.shown),
            any(overlap(place.content, content) >= LEAST_OVERLAP for place in places_of(connection, row.id)),
        )
        for row in rows
    ]


def places_of(connection: Connection, reading_id: int) -> list[Place]:
    """Where the contents of a reading's statements stand."""
    asked = select(statements.c.key, spans.c.start, spans.c.end).join(spans, spans.c.statement_id == statements.c.id)
    found: dict[str, tuple[Span, ...]] = {}
    for row in connection.execute(asked.where(statements.c.reading_id == reading_id, spans.c.role == "content")):
        found[row.key] = (*found.get(row.key, ()), Span(row.start, row.end))
    return [Place(key, places) for key, places in found.items()]


def _judgements(connection: Connection, statement: Statement) -> tuple[Carried, ...]:
    """The judgements on this statement, those of other readings that it takes over included."""
    place = Place(statement.id, tuple(piece.span for piece in statement.content))
    return tuple(one for one in carry(judged(connection, statement.article.id), [place]) if one.statement)


def _elsewhere(connection: Connection, key: str, article_id: int) -> int:
    asked = select(func.count(func.distinct(statements.c.article_id)))
    return int(
        connection.execute(
            asked.where(statements.c.key == key, statements.c.article_id != article_id, statements.c.state != REPLACED)
        ).scalar_one()
    )
