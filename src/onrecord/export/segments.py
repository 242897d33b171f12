"""An article's text cut at every boundary, so that each stretch has one appearance.

Spans of different statements may nest and overlap; the stretches between two boundaries do neither.
Joined in order, the stretches of all rows are the article's text, character by character.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

from onrecord.model import BlockKind, Reading, Share, Span, Statement

Role = Literal["source", "cue", "content"]
Detail = Literal["audience", "said", "occasion", "marker", "condition", "figure"]
RowKind = BlockKind | Literal["gap"]

APPARATUS: Final[frozenset[RowKind]] = frozenset({"dateline", "byline", "credits", "promotion", "residue"})
"""Blocks that are never read for statements."""


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """One statement's claim on a stretch; ``number`` counts the statements of the article from 1.

    ``depth`` is 0 for a statement of the outer level, 1 inside another's content, and so on.
    """

    depth: int
    number: int
    role: Role


@dataclass(frozen=True, slots=True, order=True)
class Note:
    """What a stretch tells about a statement, beside source, cue and content."""

    number: int
    detail: Detail


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the text without a boundary inside; its marks are in order, the innermost last."""

    span: Span
    share: Share
    marks: tuple[Mark, ...]
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """Blocks of the article that stand on one line, or the text between two (``gap``), with all its stretches.

    ``statements`` are the numbers of those whose first character stands here.
    """

    kind: RowKind
    span: Span
    segments: tuple[Segment, ...]
    statements: tuple[int, ...]


UNTOLD: Final[Share] = "reporter"
"""What a character is when the partition does not say: the quiet choice."""


def depths(statements: tuple[Statement, ...]) -> dict[str, int]:
    """How deep each statement (by its id) is nested; a parent that is not there or in a circle ends the count."""
    parents = {statement.id: statement.parent for statement in statements}
    result = {}
    for statement in statements:
        seen, at = {statement.id}, statement.parent
        while at in parents and at not in seen:
            seen.add(at)
            at = parents[at]
        result[statement.id] = len(seen) - 1
    return result


def spans_of(statement: Statement) -> Iterator[tuple[Role, Span]]:
    """Every span of a statement with its role."""
    for piece in statement.source:
        yield "source", piece.span
    if statement.cue:
        yield "cue", statement.cue.span
    for piece in statement.content:
        yield "content", piece.span


def details_of(statement: Statement) -> Iterator[tuple[Detail, Span]]:
    """To whom, when, where; conditions and figures: every span with what it tells."""
    if statement.said:
        yield "said", statement.said.span
    sense = statement.sense
    if sense is None:
        return
    yield from (("audience", span) for span in sense.audience)
    if sense.occasion:
        yield "occasion", sense.occasion
    for one in sense.conditions:
        if one.marker:
            yield "marker", one.marker
        yield from (("condition", span) for span in one.condition)
    yield from (("figure", one.span) for one in sense.figures)


def first_of(statement: Statement) -> int:
    """The first character of all that a statement holds."""
    return min(span.start for _, span in spans_of(statement))


def rows(reading: Reading) -> tuple[Row, ...]:
    """The text in rows: one for each line of blocks, and one for whatever stands between blocks."""
    frames = tuple(_frames(reading))
    segments = _segments(reading, {span.start for _, span in frames})
    starts = [segment.span.start for segment in segments]
    firsts = [(first_of(statement), number) for number, statement in enumerate(reading.statements, start=1)]
    return tuple(
        Row(
            kind,
            span,
            segments[bisect_left(starts, span.start) : bisect_left(starts, span.end)],
            tuple(number for first, number in firsts if span.start <= first < span.end),
        )
        for kind, span in frames
    )


def _frames(reading: Reading) -> Iterator[tuple[RowKind, Span]]:
    """The text cut into blocks and what stands between them; blocks on one line share a frame."""
    text, at = reading.article.text, 0
    kind: RowKind = "gap"
    start = 0
    for block in reading.article.blocks:
        first, end = max(block.span.start, at), min(block.span.end, len(text))
        if first >= end:
            continue
        between = text[at:first]
        # A dateline runs into its paragraph: same line, same row.
        if kind != "gap" and "\n" not in between and not between.strip():
            kind, at = (block.kind if kind in APPARATUS else kind), end
            continue
        if start < at:
            yield kind, Span(start, at)
        if at < first:
            yield "gap", Span(at, first)
        kind, start, at = block.kind, first, end
    if start < at:
        yield kind, Span(start, at)
    if at < len(text):
        yield "gap", Span(at, len(text))


def _segments(reading: Reading, cuts: set[int]) -> tuple[Segment, ...]:
    """One pass over all boundaries in order, with the marks and notes that are open at each."""
    length = len(reading.article.text)
    opens: defaultdict[int, list[Mark | Note]] = defaultdict(list)
    closes: defaultdict[int, list[Mark | Note]] = defaultdict(list)
    for mark, span in _marked(reading.statements):
        if span.start < length:
            opens[span.start].append(mark)
            closes[min(span.end, length)].append(mark)
    shares = {part.span.start: part.share for part in reading.partition}
    edges = sorted({0, length, *cuts, *opens, *closes, *(at for at in shares if at < length)})
    segments: list[Segment] = []
    here: list[Mark | Note] = []
    share = UNTOLD
    for start, end in pairwise(edges):
        for mark in closes[start]:
            here.remove(mark)
        here.extend(opens[start])
        share = shares.get(start, share)
        marks = tuple(sorted({mark for mark in here if isinstance(mark, Mark)}))
        notes = tuple(sorted({note for note in here if isinstance(note, Note)}))
        segments.append(Segment(Span(start, end), share, marks, notes))
    return tuple(segments)


def _marked(statements: tuple[Statement, ...]) -> Iterator[tuple[Mark | Note, Span]]:
    depth = depths(statements)
    for number, statement in enumerate(statements, start=1):
        yield from ((Mark(depth[statement.id], number, role), span) for role, span in spans_of(statement))
        yield from ((Note(number, detail), span) for detail, span in details_of(statement))
