"""Readings as JSON, one object a line: ``onrecord/statement/1`` and ``onrecord/article/1``.

The keys always stand, in the order of ``statement.schema.json``; null is "not there, or not computed
by this version". Offsets are half-open, in Unicode code points into the article's text.
"""

import json
import math
import re
from collections.abc import Iterable
from typing import Any, Final

from onrecord.errors import OnRecordError
from onrecord.model import Article, Condition, Figure, Piece, Reading, Reference, Span, Statement, Timing

STATEMENT: Final = "onrecord/statement/1"
ARTICLE: Final = "onrecord/article/1"
JOINT: Final = " […] "
"""Stands between the pieces of a source or a content in their ``text``."""

CONFIDENCE_DIGITS: Final = 4
"""Beyond these a confidence is noise that differs between processors."""

_EXACT: Final = 2**53
"""Up to here each whole number is a floating-point number too."""

# Lone surrogates can't be encoded; the line separators would split a record for readers that use
# str.splitlines(); DEL and the C1 controls would reach a terminal. Inside JSON strings all have an escape.
_ESCAPED: Final = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def joined(pieces: Iterable[Piece]) -> str:
    """The words of the pieces in order, with ``[…]`` where the text goes on between them."""
    return JOINT.join(piece.words for piece in pieces)


def pieces(spans: Iterable[Span], text: str) -> tuple[Piece, ...]:
    """The spans with their words."""
    return tuple(Piece(span, span.of(text)) for span in spans)


def rounded(probability: float | None) -> float | None:
    """The probability to the digits that mean something."""
    return None if probability is None else round(probability, CONFIDENCE_DIGITS)


def number(value: float | None) -> int | float | None:
    """The number as JSON can hold it: whole ones without a point; None for one that is too large to be held."""
    if value is None or not math.isfinite(value):
        return None
    return int(value) if value == int(value) and abs(value) < _EXACT else value


def statement_record(statement: Statement) -> dict[str, Any]:
    """One statement by ``statement.schema.json``.

    What was not asked for is null; a list that was looked for and is empty is ``[]``.
    """
    text, sense, speaker = statement.article.text, statement.sense, statement.speaker
    return {
        "schema": STATEMENT,
        "id": statement.id,
        "article": _article(statement.article),
        "source": _pieces(statement.source) if statement.source else None,
        "cue": _piece(statement.cue) if statement.cue else None,
        "content": {
            "text": joined(statement.content),
            "quotation": statement.quotation,
            "spans": [_piece(piece) for piece in statement.content],
        },
        "parent": statement.parent,
        "continues": statement.continues,
        "speaker": _speaker(speaker, text) if speaker else None,
        "audience": [_span(span, text) for span in sense.audience] if sense else None,
        "said": _said(statement.said, text) if statement.said else None,
        "occasion": _span(sense.occasion, text) if sense and sense.occasion else None,
        "mode": sense.mode if sense else None,
        "act": sense.act if sense else None,
        "negated": sense.negated if sense else None,
        "conditions": [_condition(one, text) for one in sense.conditions] if sense else None,
        "figures": [_figure(one, text) for one in sense.figures] if sense else None,
        "confidence": {
            "attribution": rounded(statement.confidence),
            "speaker": rounded(speaker.confidence) if speaker and speaker.name is not None else None,
            "act": rounded(sense.act_confidence) if sense else None,
        },
        "made": {"onrecord": statement.made.onrecord, "model": statement.made.model},
    }


def article_record(reading: Reading) -> dict[str, Any]:
    """One article as it was read: what its source says of it, its text, and what each character is.

    ``partition`` lists ``[start, end, share]`` and covers the text without gap or overlap. ``errors``
    is empty: an article with an error has a ``failure_record``.
    """
    article = reading.article
    return {
        "schema": ARTICLE,
        **_article(article),
        "text": article.text,
        "blocks": [{"kind": block.kind, "start": block.span.start, "end": block.span.end} for block in article.blocks],
        "partition": [[part.span.start, part.span.end, part.share] for part in reading.partition],
        "declined": [
            {
                "stage": declined.stage,
                "reason": declined.reason,
                "span": _span(declined.span, article.text) if declined.span else None,
                "confidence": rounded(declined.confidence),
            }
            for declined in reading.declined
        ],
        "warnings": list(article.warnings),
        "errors": [],
    }


def failure_record(origin: str, error: OnRecordError) -> dict[str, Any]:
    """An input that could not be read, with the same keys as an article that could.

    The place of an error is in the bytes or text of the input, whose words are not at hand, so its
    ``span`` has no ``text``.
    """
    span = {"start": error.span.start, "end": error.span.end} if error.span else None
    return {
        "schema": ARTICLE,
        "id": None,
        "origin": origin,
        "url": None,
        "title": None,
        "outlet": None,
        "agency": None,
        "bylines": [],
        "dateline": None,
        "published": None,
        "language": None,
        "text": None,
        "blocks": [],
        "partition": [],
        "declined": [],
        "warnings": [],
        "errors": [{"stage": error.stage, "code": error.code, "message": error.message, "span": span}],
    }


def line(record: dict[str, Any]) -> str:
    """One line of JSON with its newline, safe to encode as UTF-8 whatever the text holds.

    JSON has no way to keep a high and a low surrogate apart that stand alone side by side: a reader
    joins them to the one character that they encode.
    """
    text = json.dumps(record, ensure_ascii=False, allow_nan=False, separators=(", ", ": "))
    return _ESCAPED.sub(lambda found: f"\\u{ord(found.group()):04x}", text) + "\n"


def _article(article: Article) -> dict[str, Any]:
    return {
        "id": article.id,
        "origin": article.origin,
        "url": article.url,
        "title": article.title,
        "outlet": article.outlet,
        "agency": article.agency,
        "bylines": list(article.bylines),
        "dateline": article.dateline,
        "published": article.published.stamp if article.published else None,
        "language": article.language,
    }


def _span(span: Span, text: str) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": span.of(text)}


def _piece(piece: Piece) -> dict[str, Any]:
    return {"start": piece.span.start, "end": piece.span.end, "text": piece.words}


def _pieces(apart: tuple[Piece, ...]) -> dict[str, Any]:
    return {"text": joined(apart), "spans": [_piece(piece) for piece in apart]}


def _speaker(speaker: Reference, text: str) -> dict[str, Any]:
    return {
        "name": speaker.name,
        "kind": speaker.kind,
        "roles": [_span(span, text) for span in speaker.roles],
        "entity": speaker.entity,
        "mention": _span(speaker.mention, text) if speaker.mention else None,
        "unresolved": speaker.unresolved,
        "candidates": list(speaker.candidates),
    }


def _said(said: Timing, text: str) -> dict[str, Any]:
    return {
        **_span(said.span, text),
        "earliest": said.moment.earliest if said.moment else None,
        "latest": said.moment.latest if said.moment else None,
        "unresolved": said.unresolved,
    }


def _condition(condition: Condition, text: str) -> dict[str, Any]:
    return {
        "kind": condition.kind,
        "marker": _span(condition.marker, text) if condition.marker else None,
        "condition": _pieces(pieces(condition.condition, text)),
        "outcome": _pieces(pieces(condition.outcome, text)) if condition.outcome else None,
    }


def _figure(figure: Figure, text: str) -> dict[str, Any]:
    return {
        **_span(figure.span, text),
        "value": number(figure.value),
        "low": number(figure.low),
        "high": number(figure.high),
        "approximate": figure.approximate,
        "unit": figure.unit,
        "of": figure.of,
    }
