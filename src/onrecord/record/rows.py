"""A reading → the rows of the tables; every word is checked against its place before it is kept."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from onrecord.errors import InputError
from onrecord.model import Article, Piece, Reading, Span, Statement
from onrecord.record.columns import is_storable

JOINT: Final = " […] "
"""Between the pieces of a source, a content …, where other words stand between them in the text."""

NAMED: Final = frozenset({"person", "organization"})
"""Kinds of speaker that are an entity of their own: a name stands for the same one in every article."""

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Rows:
    """One reading as rows. The rows of a statement's own tables have its position as ``statement``."""

    statements: list[Row]
    spans: list[Row]
    refs: list[Row]
    conditions: list[Row]
    figures: list[Row]


def article_row(article: Article) -> Row:
    """The row of ``articles``, but for what the record itself gives.

    Raises ``InputError`` when its text can't be kept as it is.
    """
    if not is_storable(article.text):
        raise InputError(
            "the text holds private characters (U+10D7FF to U+10DFFF) that the record uses itself",
            code="unstorable",
            article=article.origin,
        )
    published = article.published
    return {
        "key": article.id,
        "title": article.title,
        "outlet": article.outlet,
        "published": published.stamp if published else None,
        "published_from": published.earliest if published else None,
        "published_to": published.latest if published else None,
        "url": article.url,
        "origin": article.origin,
        "agency": article.agency,
        "bylines": list(article.bylines),
        "dateline": article.dateline,
        "language": article.language,
        "warnings": list(article.warnings),
        "text": article.text,
    }


def block_rows(article: Article) -> list[Row]:
    """The rows of ``blocks``, without the article's number."""
    return [
        {"position": at, "kind": block.kind, "start": block.span.start, "end": block.span.end}
        for at, block in enumerate(article.blocks)
    ]


def reading_rows(reading: Reading) -> Rows:
    """The rows of all statements. Raises ``InputError`` (``words``) where words don't stand at their place."""
    rows = Rows([], [], [], [], [])
    places = {statement.id: at for at, statement in enumerate(reading.statements)}
    for at, statement in enumerate(reading.statements):
        if statement.article.text != reading.article.text:
            raise InputError("a statement of another article", code="words", article=reading.article.origin)
        spans = list(_spans(statement))
        rows.spans.extend({"statement": at, **row} for row in spans)
        rows.statements.append({"position": at, **_statement(statement, spans, places)})
        if statement.speaker:
            rows.refs.append({"statement": at, **_ref(statement)})
        if statement.sense:
            rows.conditions.extend({"statement": at, **row} for row in _conditions(statement))
            rows.figures.extend({"statement": at, **row} for row in _figures(statement))
    return rows


def joined(words: Iterable[str]) -> str | None:
    """The pieces as one string; None when there are none."""
    return JOINT.join(words) or None


def _statement(statement: Statement, spans: list[Row], places: dict[str, int]) -> Row:
    speaker, said, sense = statement.speaker, statement.said, statement.sense

    def of(role: str) -> str | None:
        return joined(row["words"] for row in spans if row["role"] == role)

    own = [row for row in spans if row["role"] in {"source", "cue", "content"}]
    moment = said.moment if said else None
    return {
        "key": statement.id,
        "speaker": speaker.name if speaker else None,
        "speaker_kind": speaker.kind if speaker else None,
        "source": of("source"),
        "cue": of("cue"),
        "content": of("content"),
        "quotation": statement.quotation,
        "act": sense.act if sense else None,
        "mode": sense.mode if sense else None,
        "negated": sense.negated if sense else None,
        "audience": of("audience"),
        "occasion": of("occasion"),
        "said": of("said"),
        "said_from": moment.earliest if moment else None,
        "said_to": moment.latest if moment else None,
        "said_stamp": moment.stamp if moment else None,
        "said_unresolved": said.unresolved if said else None,
        "confidence": statement.confidence,
        "act_confidence": sense.act_confidence if sense else None,
        "parent": places.get(statement.parent) if statement.parent else None,
        "continues": places.get(statement.continues) if statement.continues else None,
        "start": min(row["start"] for row in own),
        "end": max(row["end"] for row in own),
    }


def _spans(statement: Statement) -> Iterator[Row]:
    """Every span of a statement, each with the words that stand there."""
    for role, part, spans in _roles(statement):
        for at, found in enumerate(spans):
            span, words = (found.span, found.words) if isinstance(found, Piece) else (found, None)
            yield _checked(statement.article, span, words) | {"role": role, "part": part, "position": at}


def _roles(statement: Statement) -> Iterator[tuple[str, int, tuple[Span | Piece, ...]]]:
    speaker, said, sense = statement.speaker, statement.said, statement.sense
    yield "source", 0, statement.source
    yield "cue", 0, (statement.cue,) if statement.cue else ()
    yield "content", 0, statement.content
    if speaker:
        yield "mention", 0, (speaker.mention,) if speaker.mention else ()
        yield "role", 0, speaker.roles
    if said:
        yield "said", 0, (said.span,)
    if sense:
        yield "audience", 0, sense.audience
        yield "occasion", 0, (sense.occasion,) if sense.occasion else ()
        for part, condition in enumerate(sense.conditions):
            yield "marker", part, (condition.marker,) if condition.marker else ()
            yield "condition", part, condition.condition
            yield "outcome", part, condition.outcome
        for part, figure in enumerate(sense.figures):
            yield "figure", part, (figure.span,)


def _checked(article: Article, span: Span, words: str | None) -> Row:
    there = span.of(article.text)
    if len(there) != len(span) or (words is not None and words != there):
        raise InputError(
            f"the words here are {there!r}, not {words!r}" if words is not None else "this is outside of the text",
            code="words",
            article=article.origin,
            span=span,
        )
    return {"start": span.start, "end": span.end, "words": there}


def _ref(statement: Statement) -> Row:
    speaker = statement.speaker
    assert speaker is not None  # asked before
    return {
        "name": speaker.name,
        "kind": speaker.kind,
        "entity": speaker.entity,
        "unresolved": speaker.unresolved,
        "candidates": list(speaker.candidates),
        "confidence": speaker.confidence,
    }


def _conditions(statement: Statement) -> Iterator[Row]:
    text = statement.article.text
    for part, one in enumerate(statement.sense.conditions if statement.sense else ()):
        yield {
            "part": part,
            "kind": one.kind,
            "marker": one.marker.of(text) if one.marker else None,
            "condition": joined(span.of(text) for span in one.condition) or "",
            "outcome": joined(span.of(text) for span in one.outcome) or "",
        }


def _figures(statement: Statement) -> Iterator[Row]:
    text = statement.article.text
    for part, one in enumerate(statement.sense.figures if statement.sense else ()):
        yield {
            "part": part,
            "words": one.span.of(text),
            "value": one.value,
            "low": one.low,
            "high": one.high,
            "approximate": one.approximate,
            "unit": one.unit,
            "of": one.of,
        }
