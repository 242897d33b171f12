"""Statements as CSV, one row each: for spreadsheets and statistics.

RFC 4180 (comma, double quotes, CRLF), UTF-8 without a byte-order mark. Null is the empty cell.
A list of spans is written ``12..40 60..75``: half-open offsets in code points into the article's text.

A spreadsheet runs a cell that begins like a formula. Such a cell gets an apostrophe in front
(``guarded``), and ``unguarded`` takes it away again: no cell is ever changed in another way, except
that lone surrogates, which UTF-8 can't hold, become U+FFFD.
"""

import csv
import io
import re
from collections.abc import Iterable
from typing import Final

from onrecord.export.jsonl import CONFIDENCE_DIGITS, joined
from onrecord.model import Piece, Reading, Statement

COLUMNS: Final = (
    "id",
    "article_id",
    "origin",
    "url",
    "title",
    "outlet",
    "agency",
    "bylines",
    "dateline",
    "published",
    "language",
    "source",
    "source_start",
    "source_end",
    "source_spans",
    "cue",
    "cue_start",
    "cue_end",
    "content",
    "content_start",
    "content_end",
    "content_spans",
    "quotation",
    "parent",
    "continues",
    "confidence",
    "onrecord",
    "model",
)

# What spreadsheets take for a formula's first character, full-width forms included; tab and line ends,
# because some drop them first and look then. Apostrophes in front count as ours, so that guarding is
# one-to-one: a cell that already begins with '= gets a second one, 'Tis stays as it is.
_FORMULA: Final = re.compile("'*[=+\\-@＝＋－＠\t\r\n]")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")


def guarded(cell: str) -> str:
    """The cell, with one apostrophe in front if a spreadsheet could take it for a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    """The cell as it was before ``guarded``."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def header() -> str:
    """The line of column names."""
    return _line(COLUMNS)


def rows(reading: Reading) -> str:
    """The lines of all statements of one article, in the order of the text; empty when it has none."""
    return "".join(_line(cells(statement)) for statement in reading.statements)


def cells(statement: Statement) -> tuple[str, ...]:
    """The cells of one statement, in the order of ``COLUMNS``, before they are guarded."""
    article, cue = statement.article, statement.cue
    return (
        statement.id,
        article.id,
        article.origin,
        article.url or "",
        article.title or "",
        article.outlet or "",
        article.agency or "",
        "; ".join(article.bylines),
        article.dateline or "",
        article.published.stamp if article.published else "",
        article.language or "",
        *_places(statement.source),
        cue.words if cue else "",
        str(cue.span.start) if cue else "",
        str(cue.span.end) if cue else "",
        *_places(statement.content),
        statement.quotation,
        statement.parent or "",
        statement.continues or "",
        str(round(statement.confidence, CONFIDENCE_DIGITS)),
        statement.made.onrecord,
        statement.made.model,
    )


def _places(pieces: tuple[Piece, ...]) -> tuple[str, str, str, str]:
    if not pieces:
        return "", "", "", ""
    spans = " ".join(f"{piece.span.start}..{piece.span.end}" for piece in pieces)
    return joined(pieces), str(pieces[0].span.start), str(pieces[-1].span.end), spans


def _line(row: Iterable[str]) -> str:
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerow(guarded(_SURROGATE.sub("\ufffd", cell)) for cell in row)
    return buffer.getvalue()
