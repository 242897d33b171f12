"""A query → the question as a database takes it. Words go into it as words: they can't be read as commands."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Select,
    bindparam,
    column,
    func,
    literal,
    literal_column,
    select,
    table,
    text,
)

from onrecord.record.schema import CURRENT, REPLACED, SUPERSEDED, articles, statements
from onrecord.record.terms import label, labels
from onrecord.record.terms import words as cut
from onrecord.search.query import Phrase, Query

POOL: Final = 2_000
"""Matches that are ranked: the newest ones, where a question has more. Ranking all of a common word's is slow, and its
best ones differ in nothing that a reader would see."""

_WEIGHTS: Final = (10.0, 2.0, 4.0, 0.0)
"""Of words in content, source, speaker, labels: what was said counts most, a filter nothing."""
_PG_WEIGHTS: Final = "{0.0, 0.2, 0.4, 1.0}"
"""The same in the order of Postgres: labels (D), source (C), speaker (B), content (A)."""

SPOKEN, SPEAKER, LABELS, CONTENT = "spoken", "speaker", "labels", "content"
_SQLITE_FIELDS: Final = {
    SPOKEN: "{content source speaker}",
    SPEAKER: "speaker",
    LABELS: "labels",
    CONTENT: "content",
}
_PG_FIELDS: Final = {SPOKEN: "ABC", SPEAKER: "B", LABELS: "D", CONTENT: "A"}


@dataclass(frozen=True, slots=True)
class Term:
    """One of the phrases must stand in the field (or, negated, none)."""

    field: str
    phrases: tuple[Phrase, ...]
    negated: bool = False


def terms(query: Query) -> tuple[Term, ...]:
    """What of a query can be asked of the index of words; the first is never negated."""
    found = [Term(SPOKEN, (phrase,)) for phrase in query.phrases]
    found += [Term(SPEAKER, ((word,),)) for word in dict.fromkeys(cut(query.speaker or ""))]
    if query.acts:
        found.append(Term(LABELS, tuple((label("act", act),) for act in query.acts)))
    found += [Term(LABELS, ((label("has", what),),)) for what in query.has]
    for name in ("outlet", "audience"):
        found += [Term(LABELS, ((word,),)) for word in labels(name, getattr(query, name))]
    if found and not query.superseded:
        found.append(Term(LABELS, ((label("state", SUPERSEDED),),), negated=True))
    return tuple(found)


def for_sqlite(asked: Sequence[Term]) -> str:
    """The terms in the language of FTS5; every word in quotation marks."""

    def one(term: Term) -> str:
        choices = " OR ".join('"' + " ".join(phrase) + '"' for phrase in term.phrases)
        return f"({_SQLITE_FIELDS[term.field]} : ({choices}))"

    wanted = " AND ".join(one(term) for term in asked if not term.negated)
    return " NOT ".join([f"({wanted})", *(one(term) for term in asked if term.negated)])


def for_postgres(asked: Sequence[Term]) -> str:
    """The terms in the language of ``to_tsquery``; words are letters and digits alone."""

    def one(term: Term) -> str:
        weights = _PG_FIELDS[term.field]
        choices = (" <-> ".join(f"{word}:{weights}" for word in phrase) for phrase in term.phrases)
        return ("!" if term.negated else "") + "(" + " | ".join(f"({choice})" for choice in choices) + ")"

    return " & ".join(map(one, asked))


def compiled(query: Query, dialect: str) -> Select[Any]:
    """Rows ``id`` and ``score`` (the lower the better), in order, one more than the query's limit."""
    asked = terms(query)
    if not asked:
        return _unranked(query, select(statements.c.id, literal(0.0).label("score")), statements)
    if query.sort == "rank" and query.phrases:
        pool = matches(asked, dialect, filters=_filters(query)).limit(POOL).subquery("pool")
        return select(pool.c.id, pool.c.score).order_by(pool.c.score, pool.c.id.desc()).limit(query.limit + 1)
    found = matches(asked, dialect, scored=False).subquery("found")
    rows = found.join(statements, statements.c.id == found.c.id)
    return _unranked(query, select(found.c.id, found.c.score), rows)


def matches(
    asked: Sequence[Term], dialect: str, *, scored: bool = True, filters: Iterable[ColumnElement[bool]] = ()
) -> Select[Any]:
    """Rows ``id`` and ``score`` of what holds the terms, the last written first."""
    if dialect == "sqlite":
        index = table("words", column("rowid"))
        number: ColumnElement[int] = index.c.rowid
        score: ColumnElement[float] = func.bm25(literal_column("words"), *map(literal, _WEIGHTS))
        holds = text("words MATCH :terms").bindparams(bindparam("terms", for_sqlite(asked)))
    else:
        index = table("words", column("statement_id"), column("terms"))
        number = index.c.statement_id
        wanted = func.to_tsquery(literal_column("'onrecord'"), bindparam("terms", for_postgres(asked)))
        score = -func.ts_rank(literal_column(f"'{_PG_WEIGHTS}'::float4[]"), index.c.terms, wanted)
        holds = index.c.terms.op("@@")(wanted)  # type: ignore[assignment]
    made = select(number.label("id"), (score if scored else literal(0.0)).label("score")).where(holds)
    source: FromClause = index
    if found := list(filters):
        source = index.join(statements, statements.c.id == number).join(
            articles, articles.c.id == statements.c.article_id
        )
        made = made.where(*found)
    return made.select_from(source).order_by(number.desc())  # type: ignore[return-value]


def _unranked(query: Query, asked: Select[Any], rows: FromClause) -> Select[Any]:
    """By the day that it was said on, else published; what has neither comes last."""
    day = func.coalesce(statements.c.said_from, articles.c.published_from)
    states = (statements.c.state != REPLACED) if query.superseded else (statements.c.state == CURRENT)
    order = day.asc() if query.sort == "oldest" else day.desc()
    return (
        asked.select_from(rows.join(articles, articles.c.id == statements.c.article_id))
        .where(states, *_filters(query))
        .order_by(day.is_(None), order, statements.c.id)
        .limit(query.limit + 1)
    )


def _filters(query: Query) -> Iterator[ColumnElement[bool]]:
    """What only the tables know: days. A statement of several days counts when one of them is asked for."""
    if query.said_from:
        yield statements.c.said_to >= query.said_from
    if query.said_to:
        yield statements.c.said_from <= query.said_to
    if query.published_from:
        yield articles.c.published_to >= query.published_from
    if query.published_to:
        yield articles.c.published_from <= query.published_to


__all__ = ["CONTENT", "POOL", "Term", "compiled", "for_postgres", "for_sqlite", "matches", "terms"]
