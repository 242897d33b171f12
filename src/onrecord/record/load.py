"""Rows → the values that were written: statements, articles, readings."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Connection, Table, select

from onrecord.errors import RecordError
from onrecord.model import (
    Article,
    Block,
    Condition,
    Declined,
    Figure,
    Made,
    Moment,
    Partition,
    Piece,
    Reading,
    Reference,
    Sense,
    Span,
    Statement,
    Timing,
)
from onrecord.record import packing
from onrecord.record.schema import (
    articles,
    blocks,
    captures,
    conditions,
    dictionaries,
    figures,
    readings,
    refs,
    spans,
    statements,
)

AT_ONCE: Final = 500
"""Rows that are asked for by number in one go: databases limit the values of a question."""

_Row = Any
"""A row, by the names of its columns; SQLAlchemy has no better type for it."""

_Places = Mapping[tuple[str, int], tuple[Span, ...]]


def load_statements(connection: Connection, ids: Sequence[int]) -> list[Statement]:
    """The statements with these numbers (``statements.id``), in this order; one that is not there is left out."""
    found: dict[int, Statement] = {}
    for at in range(0, len(ids), AT_ONCE):
        found |= _statements(connection, ids[at : at + AT_ONCE])
    return [found[one] for one in ids if one in found]


def load_article(connection: Connection, article_id: int) -> Article:
    """One article. Raises ``RecordError`` when there is none with this number."""
    found = _articles(connection, {article_id})
    if article_id not in found:
        raise RecordError(f"there is no article {article_id} in the record", code="no-article")
    return found[article_id]


def load_reading(connection: Connection, article_id: int) -> Reading:
    """The reading that an article shows. Raises ``RecordError`` when there is none."""
    article = load_article(connection, article_id)
    row = connection.execute(select(readings).where(readings.c.article_id == article_id, readings.c.shown)).one()
    own = select(statements.c.id).where(statements.c.reading_id == row.id).order_by(statements.c.position)
    numbers = list(connection.execute(own).scalars())
    return Reading(
        article=article,
        statements=tuple(load_statements(connection, numbers)),
        declined=tuple(
            Declined(stage, reason, Span(start, end) if end else None, confidence)
            for stage, reason, start, end, confidence in row.declined
        ),
        partition=tuple(Partition(Span(start, end), share) for start, end, share in row.partition),
    )


def load_bytes(connection: Connection, sha256: str) -> bytes:
    """Captured bytes by their hash. Raises ``RecordError`` when they are not there or damaged."""
    asked = select(captures.c.packed, dictionaries.c.data).where(captures.c.sha256 == sha256)
    row = connection.execute(asked.outerjoin(dictionaries, dictionaries.c.id == captures.c.dictionary_id)).first()
    if row is None:
        raise RecordError(f"there are no bytes with the hash {sha256} in the record", code="no-bytes")
    try:
        return packing.unpack(row.packed, row.data)
    except ValueError as error:
        raise RecordError(str(error), code="corrupt") from error


def _articles(connection: Connection, ids: set[int]) -> dict[int, Article]:
    held: defaultdict[int, list[Block]] = defaultdict(list)
    asked = select(blocks).where(blocks.c.article_id.in_(ids)).order_by(blocks.c.article_id, blocks.c.position)
    for row in connection.execute(asked):
        held[row.article_id].append(Block(row.kind, Span(row.start, row.end)))
    return {
        row.id: Article(
            id=row.key,
            origin=row.origin,
            text=row.text,
            blocks=tuple(held[row.id]),
            url=row.url,
            title=row.title,
            outlet=row.outlet,
            agency=row.agency,
            bylines=tuple(row.bylines),
            dateline=row.dateline,
            published=_moment(row.published_from, row.published_to, row.published),
            language=row.language,
            warnings=tuple(row.warnings),
        )
        for row in connection.execute(select(articles).where(articles.c.id.in_(ids)))
    }


def _moment(earliest: str | None, latest: str | None, stamp: str | None) -> Moment | None:
    return Moment(earliest, latest, stamp) if earliest and latest and stamp else None


def _statements(connection: Connection, ids: Sequence[int]) -> dict[int, Statement]:
    asked = select(statements, readings.c.onrecord, readings.c.model).join(
        readings, readings.c.id == statements.c.reading_id
    )
    rows = connection.execute(asked.where(statements.c.id.in_(ids))).all()
    held = _articles(connection, {row.article_id for row in rows})
    keys = _keys(connection, rows)
    places = _places(connection, ids)
    who = {row.statement_id: row for row in connection.execute(select(refs).where(refs.c.statement_id.in_(ids)))}
    whether, counted = _parts(connection, conditions, ids), _parts(connection, figures, ids)
    made = {}
    for row in rows:
        of = places[row.id]
        article = held[row.article_id]
        made[row.id] = Statement(
            id=row.key,
            article=article,
            source=tuple(_pieces(article.text, of.get(("source", 0), ()))),
            cue=next(_pieces(article.text, of.get(("cue", 0), ())), None),
            content=tuple(_pieces(article.text, of.get(("content", 0), ()))),
            quotation=row.quotation,
            confidence=row.confidence,
            made=Made(row.onrecord, row.model),
            parent=keys.get((row.reading_id, row.parent)),
            continues=keys.get((row.reading_id, row.continues)),
            speaker=_reference(who[row.id], of) if row.id in who else None,
            said=_timing(row, of),
            sense=_sense(row, of, whether[row.id], counted[row.id]),
        )
    return made


def _keys(connection: Connection, rows: Sequence[_Row]) -> dict[tuple[int, int | None], str]:
    """The ids of the statements that others point to."""
    goals = {row.reading_id for row in rows if row.parent is not None or row.continues is not None}
    asked = select(statements.c.reading_id, statements.c.position, statements.c.key)
    found = connection.execute(asked.where(statements.c.reading_id.in_(goals))) if goals else ()
    return {(row.reading_id, row.position): row.key for row in found}


def _places(connection: Connection, ids: Sequence[int]) -> defaultdict[int, _Places]:
    found: defaultdict[int, dict[tuple[str, int], tuple[Span, ...]]] = defaultdict(dict)
    asked = select(spans).where(spans.c.statement_id.in_(ids)).order_by(spans.c.statement_id, spans.c.position)
    for row in connection.execute(asked):
        known = found[row.statement_id]
        known[row.role, row.part] = (*known.get((row.role, row.part), ()), Span(row.start, row.end))
    return found  # type: ignore[return-value]


def _parts(connection: Connection, table: Table, ids: Sequence[int]) -> defaultdict[int, list[_Row]]:
    found: defaultdict[int, list[_Row]] = defaultdict(list)
    for row in connection.execute(select(table).where(table.c.statement_id.in_(ids)).order_by(table.c.part)):
        found[row.statement_id].append(row)
    return found


def _pieces(text: str, places: Sequence[Span]) -> Iterator[Piece]:
    for span in places:
        yield Piece(span, span.of(text))


def _first(places: Sequence[Span]) -> Span | None:
    return places[0] if places else None


def _reference(row: _Row, of: _Places) -> Reference:
    return Reference(
        name=row.name,
        kind=row.kind,
        mention=_first(of.get(("mention", 0), ())),
        roles=of.get(("role", 0), ()),
        unresolved=row.unresolved,
        candidates=tuple(row.candidates),
        entity=row.entity,
        confidence=row.confidence,
    )


def _timing(row: _Row, of: _Places) -> Timing | None:
    span = _first(of.get(("said", 0), ()))
    return Timing(span, _moment(row.said_from, row.said_to, row.said_stamp), row.said_unresolved) if span else None


def _sense(row: _Row, of: _Places, whether: Sequence[_Row], counted: Sequence[_Row]) -> Sense | None:
    if row.act is None:
        return None
    return Sense(
        mode=row.mode,
        act=row.act,
        negated=row.negated,
        act_confidence=row.act_confidence,
        audience=of.get(("audience", 0), ()),
        occasion=_first(of.get(("occasion", 0), ())),
        conditions=tuple(
            Condition(
                one.kind,
                _first(of.get(("marker", one.part), ())),
                of.get(("condition", one.part), ()),
                of.get(("outcome", one.part), ()),
            )
            for one in whether
        ),
        figures=tuple(
            Figure(of["figure", one.part][0], one.value, one.low, one.high, one.approximate, one.unit, one.of)
            for one in counted
        ),
    )
