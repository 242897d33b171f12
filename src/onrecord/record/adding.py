"""One article into the record, in the transaction of one connection: all of it or nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, and_, func, insert, select, update

from onrecord.model import Article, Reading
from onrecord.record import packing
from onrecord.record.arrivals import Arrival
from onrecord.record.readings import How, keep, made, mark
from onrecord.record.rows import article_row, block_rows
from onrecord.record.schema import (
    CURRENT,
    SUPERSEDED,
    arrivals,
    articles,
    blocks,
    captures,
    dictionaries,
    failures,
    readings,
    runs,
)
from onrecord.record.versions import Known, is_same, is_version

Kind = Literal["added", "corrected", "reread", "known"]
"""A new article; a new version of one; a new reading of one that was there; nothing new."""


@dataclass(frozen=True, slots=True)
class _Version:
    """A version that another one may follow on."""

    id: int
    series: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an article: its number in the record, and how many statements were written."""

    kind: Kind
    article: int
    statements: int


def knows(connection: Connection, key: str, how: How) -> bool:
    """Was this input read before, by the same code and model in the same way?"""
    asked = (
        select(arrivals.c.id)
        .join(readings, readings.c.article_id == arrivals.c.article_id)
        .where(arrivals.c.key == key, *made(how))
    )
    return connection.execute(asked).first() is not None


def add(connection: Connection, how: How, came: Arrival, reading: Reading) -> Outcome:
    """Write one reading with its article and bytes; what is there already is left as it is.

    Raises ``InputError`` for an article that can't be kept.
    """
    article = reading.article
    row = article_row(article)
    keep_capture(connection, came, how.at)
    article_id = _same(connection, article)
    kind: Kind = "reread"
    if article_id is None:
        before = _version_before(connection, came, article)
        article_id = _new_article(connection, row | {"capture": came.sha256, "added_at": how.at}, article, before)
        kind = "corrected" if before else "added"
    elif _is_back(connection, article_id, came):
        _make_current(connection, article_id)
    _arrive(connection, how, came, article_id)
    written = keep(connection, how, article_id, reading)
    if kind == "reread" and not written:
        kind = "known"
    _resolve(connection, came.origin, how.at)
    return Outcome(kind, article_id, written or 0)


def keep_capture(connection: Connection, came: Arrival, at: str) -> None:
    """Keep the bytes, once, with the dictionary of the day; learn one when there is enough to learn from."""
    if connection.execute(select(captures.c.sha256).where(captures.c.sha256 == came.sha256)).first():
        return
    known = connection.execute(select(dictionaries).order_by(dictionaries.c.id.desc()).limit(1)).first()
    connection.execute(
        insert(captures).values(
            sha256=came.sha256,
            size=len(came.data),
            dictionary_id=known.id if known else None,
            packed=packing.pack(came.data, known.data if known else None),
        )
    )
    if known is not None:
        return
    first = select(captures.c.sha256).limit(packing.ENOUGH + 1).subquery()
    if connection.execute(select(func.count()).select_from(first)).scalar() == packing.ENOUGH:
        samples = [packing.unpack(packed) for packed in connection.execute(select(captures.c.packed)).scalars()]
        if learnt := packing.learn(samples):
            connection.execute(insert(dictionaries).values(made_at=at, data=learnt))


def _same(connection: Connection, article: Article) -> int | None:
    """The article with the same text that tells of no other address and no other outlet."""
    mine = Known(article.url, article.outlet)
    with_text = select(articles.c.id, articles.c.url, articles.c.outlet).where(articles.c.key == article.id)
    for row in connection.execute(with_text.order_by(articles.c.id)):
        if is_same(mine, Known(row.url, row.outlet)):
            return int(row.id)
    return None


def _version_before(connection: Connection, came: Arrival, article: Article) -> _Version | None:
    """The current article with the same address, or with the same file or id and a text that is alike."""
    wanted = select(articles.c.id, articles.c.series, articles.c.text).where(articles.c.state == CURRENT)
    if article.url:
        found = connection.execute(wanted.where(articles.c.url == article.url)).first()
        if found:
            return _Version(found.id, found.series)
    if came.identity is None:
        return None
    by_identity = wanted.join(
        arrivals, and_(arrivals.c.article_id == articles.c.id, arrivals.c.identity == came.identity)
    )
    found = connection.execute(by_identity.order_by(articles.c.id.desc())).first()
    return _Version(found.id, found.series) if found and is_version(article.text, found.text) else None


def _new_article(connection: Connection, row: Mapping[str, Any], article: Article, before: _Version | None) -> int:
    number = connection.execute(
        insert(articles).values(**row, state=CURRENT, series=before.series if before else None)
    ).inserted_primary_key
    assert number is not None
    article_id = int(number[0])
    if before is None:
        connection.execute(update(articles).where(articles.c.id == article_id).values(series=article_id))
    else:
        _set_state(connection, before.id, SUPERSEDED)
    if found := block_rows(article):
        connection.execute(insert(blocks), [{"article_id": article_id, **one} for one in found])
    return article_id


def _is_back(connection: Connection, article_id: int, came: Arrival) -> bool:
    """Does an earlier version come in anew: the address shows it again?"""
    state = connection.execute(select(articles.c.state).where(articles.c.id == article_id)).scalar()
    seen = connection.execute(select(arrivals.c.id).where(arrivals.c.key == came.key)).first()
    return state == SUPERSEDED and seen is None


def _make_current(connection: Connection, article_id: int) -> None:
    series = select(articles.c.series).where(articles.c.id == article_id).scalar_subquery()
    others = select(articles.c.id).where(articles.c.series == series, articles.c.state == CURRENT)
    for other in connection.execute(others).scalars().all():
        _set_state(connection, other, SUPERSEDED)
    _set_state(connection, article_id, CURRENT)


def _set_state(connection: Connection, article_id: int, state: str) -> None:
    """Mark an article and its statements; those of a reading that isn't shown stay ``replaced``."""
    connection.execute(update(articles).where(articles.c.id == article_id).values(state=state))
    shown = select(readings.c.id).where(readings.c.article_id == article_id, readings.c.shown)
    for reading_id in connection.execute(shown).scalars().all():
        mark(connection, reading_id, state)


def _arrive(connection: Connection, how: How, came: Arrival, article_id: int) -> None:
    known = connection.execute(select(arrivals.c.id).where(arrivals.c.key == came.key)).scalar()
    if known is not None:
        # the same bytes, read by newer code into another text, are of the article that they give now
        connection.execute(update(arrivals).where(arrivals.c.id == known).values(article_id=article_id))
        return
    connection.execute(
        insert(arrivals).values(
            key=came.key,
            article_id=article_id,
            run_id=how.run,
            origin=came.origin,
            identity=came.identity,
            capture=came.sha256,
            at=how.at,
        )
    )


def _resolve(connection: Connection, origin: str, at: str) -> None:
    open_ones = update(failures).where(failures.c.origin == origin, failures.c.resolved_at.is_(None))
    connection.execute(open_ones.values(resolved_at=at))


def count(connection: Connection, run: int, **more: int) -> None:
    """Add to the counts of a run."""
    connection.execute(
        update(runs).where(runs.c.id == run).values({name: runs.c[name] + number for name, number in more.items()})
    )
