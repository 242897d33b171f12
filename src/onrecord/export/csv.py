"""Statements as CSV, one row each: for spreadsheets and statistics.

RFC 4180 (comma, double quotes, CRLF), UTF-8 without a byte-order mark. Null is the empty cell.
A list of spans is written ``12..40 60..75``: half-open offsets in code points into the article's text.
Conditions and figures take several columns each; what belongs together stands at the same place of each, separated
by `` | `` (which may also stand in the words: the spans decide).

A spreadsheet runs a cell that begins like a formula. Such a cell gets an apostrophe in front
(``guarded``), and ``unguarded`` takes it away again: no cell is ever changed in another way, except
that lone surrogates, which UTF-8 can't hold, become U+FFFD.
"""

import csv
import io
import re
from collections.abc import Iterable
from typing import Final

from onrecord.export.jsonl import joined, number, pieces, rounded
from onrecord.model import Article, Piece, Reading, Reference, Sense, Span, Statement, Timing

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
    *("speaker", "speaker_kind", "speaker_roles", "speaker_entity", "speaker_mention", "speaker_mention_spans"),
    *("speaker_unresolved", "speaker_candidates"),
    *("audience", "audience_spans"),
    *("said", "said_start", "said_end", "said_earliest", "said_latest", "said_unresolved"),
    *("occasion", "occasion_start", "occasion_end"),
    *("mode", "act", "negated"),
    *("condition_kinds", "condition_markers", "condition_marker_spans", "conditions", "condition_spans"),
    *("outcomes", "outcome_spans"),
    *("figures", "figure_spans", "figure_values", "figure_lows", "figure_highs", "figure_approximate"),
    *("figure_units", "figure_of"),
    "confidence",
    "confidence_speaker",
    "confidence_act",
    "onrecord",
    "model",
)

BESIDE: Final = " | "
"""Stands between the entries of a cell that holds several."""

# What spreadsheets take for a formula's first character, full-width forms included; tab and line ends,
# because some drop them first and look then. Apostrophes in front count as ours, so that guarding is
# one-to-one: a cell that already begins with '= gets a second one, 'Tis stays as it is.
_FORMULA: Final = re.compile("'*[=+\\-@＝＋－＠\t\r\n]")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_EMPTY: Final = ("",)


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
    text, speaker, sense = statement.article.text, statement.speaker, statement.sense
    return (
        statement.id,
        *_article(statement.article),
        *_places(statement.source),
        *_one(statement.cue),
        *_places(statement.content),
        statement.quotation,
        statement.parent or "",
        statement.continues or "",
        *(_speaker(speaker, text) if speaker else _EMPTY * 8),
        *(_words(pieces(sense.audience, text)) if sense else _EMPTY * 2),
        *(_said(statement.said, text) if statement.said else _EMPTY * 6),
        *_one(Piece(sense.occasion, sense.occasion.of(text)) if sense and sense.occasion else None),
        *((sense.mode, sense.act, _truth(sense.negated)) if sense else _EMPTY * 3),
        *(_conditions(sense, text) if sense else _EMPTY * 7),
        *(_figures(sense, text) if sense else _EMPTY * 8),
        _number(rounded(statement.confidence)),
        _number(rounded(speaker.confidence) if speaker and speaker.name is not None else None),
        _number(rounded(sense.act_confidence) if sense else None),
        statement.made.onrecord,
        statement.made.model,
    )


def _article(article: Article) -> tuple[str, ...]:
    return (
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
    )


def _speaker(speaker: Reference, text: str) -> tuple[str, ...]:
    return (
        speaker.name or "",
        speaker.kind,
        BESIDE.join(span.of(text) for span in speaker.roles),
        speaker.entity or "",
        *_words(pieces((speaker.mention,) if speaker.mention else (), text)),
        speaker.unresolved or "",
        BESIDE.join(speaker.candidates),
    )


def _said(said: Timing, text: str) -> tuple[str, ...]:
    days = (said.moment.earliest, said.moment.latest) if said.moment else ("", "")
    return (*_one(Piece(said.span, said.span.of(text))), *days, said.unresolved or "")


def _conditions(sense: Sense, text: str) -> tuple[str, ...]:
    markers = [pieces((one.marker,) if one.marker else (), text) for one in sense.conditions]
    conditions = [pieces(one.condition, text) for one in sense.conditions]
    outcomes = [pieces(one.outcome, text) for one in sense.conditions]
    return (
        BESIDE.join(one.kind for one in sense.conditions),
        *_columns(markers),
        *_columns(conditions),
        *_columns(outcomes),
    )


def _figures(sense: Sense, text: str) -> tuple[str, ...]:
    return (
        *_columns([pieces((one.span,), text) for one in sense.figures]),
        BESIDE.join(_number(number(one.value)) for one in sense.figures),
        BESIDE.join(_number(number(one.low)) for one in sense.figures),
        BESIDE.join(_number(number(one.high)) for one in sense.figures),
        BESIDE.join(_truth(one.approximate) for one in sense.figures),
        BESIDE.join(one.unit or "" for one in sense.figures),
        BESIDE.join(one.of or "" for one in sense.figures),
    )


def _columns(entries: Iterable[tuple[Piece, ...]]) -> tuple[str, str]:
    """Words and places of several entries, each of which may stand in pieces."""
    listed = list(entries)
    return BESIDE.join(map(joined, listed)), BESIDE.join(_spans(p.span for p in entry) for entry in listed)


def _words(apart: tuple[Piece, ...]) -> tuple[str, str]:
    return BESIDE.join(p.words for p in apart), _spans(p.span for p in apart)


def _one(piece: Piece | None) -> tuple[str, str, str]:
    return (piece.words, str(piece.span.start), str(piece.span.end)) if piece else ("", "", "")


def _spans(spans: Iterable[Span]) -> str:
    return " ".join(f"{span.start}..{span.end}" for span in spans)


def _truth(value: bool) -> str:
    return "true" if value else "false"


def _number(value: float | None) -> str:
    return "" if value is None else str(value)


def _places(apart: tuple[Piece, ...]) -> tuple[str, str, str, str]:
    if not apart:
        return "", "", "", ""
    return joined(apart), str(apart[0].span.start), str(apart[-1].span.end), _spans(p.span for p in apart)


def _line(row: Iterable[str]) -> str:
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerow(guarded(_SURROGATE.sub("\ufffd", cell)) for cell in row)
    return buffer.getvalue()
