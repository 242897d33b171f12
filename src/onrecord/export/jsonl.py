"""Readings as JSON, one object a line: ``onrecord/statement/1`` and ``onrecord/article/1``.

The keys always stand, in the order of ``statement.schema.json``; null is "not there, or not computed
by this version". Offsets are half-open, in Unicode code points into the article's text.
"""

import json
import re
from collections.abc import Iterable
from typing import Any, Final

from onrecord.errors import OnRecordError
from onrecord.model import Article, Piece, Reading, Span, Statement

STATEMENT: Final = "onrecord/statement/1"
ARTICLE: Final = "onrecord/article/1"
JOINT: Final = " […] "
"""Stands between the pieces of a source or a content in their ``text``."""

CONFIDENCE_DIGITS: Final = 4
"""Beyond these a confidence is noise that differs between processors."""

# Lone surrogates can't be encoded; the line separators would split a record for readers that use
# str.splitlines(); DEL and the C1 controls would reach a terminal. Inside JSON strings all have an escape.
_ESCAPED: Final = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def joined(pieces: Iterable[Piece]) -> str:
    """The words of the pieces in order, with ``[…]`` where the text goes on between them."""
    return JOINT.join(piece.words for piece in pieces)


def statement_record(statement: Statement) -> dict[str, Any]:
    """One statement by ``statement.schema.json``; what this version does not compute is null."""
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
        "speaker": None,
        "audience": None,
        "said": None,
        "occasion": None,
        "mode": None,
        "act": None,
        "negated": None,
        "conditions": None,
        "figures": None,
        "confidence": {"attribution": round(statement.confidence, CONFIDENCE_DIGITS), "speaker": None, "act": None},
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
                "confidence": None if declined.confidence is None else round(declined.confidence, CONFIDENCE_DIGITS),
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


def _pieces(pieces: tuple[Piece, ...]) -> dict[str, Any]:
    return {"text": joined(pieces), "spans": [_piece(piece) for piece in pieces]}
