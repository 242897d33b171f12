"""Content and the quotation marks around it."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from onrecord.model import Parse, Quotation, Quote, Span

NEAR = 2
"""Characters between a content's edge and a quotation mark that still belong together (a mark, a space, a stop)."""


class QuoteIndex:
    """The quotes of one text by place: a long text has thousands, a statement touches a few."""

    def __init__(self, parse: Parse) -> None:
        self._quotes = parse.quotes
        self._starts = [q.span.start for q in parse.quotes]
        self._paragraphs = [p.start for p in parse.paragraphs]

    def near(self, *spans: Span) -> list[Quote]:
        """The quotes that may touch one of the spans or stand right at its edge, in order, each once."""
        found: dict[int, Quote] = {}
        for span in spans:
            at = bisect_right(self._paragraphs, span.start) - 1  # no quote crosses a paragraph's start
            first = bisect_left(self._starts, self._paragraphs[at] if at > -1 else 0)
            last = bisect_left(self._starts, span.end + NEAR)
            found |= {i: self._quotes[i] for i in range(first, last)}
        return [found[i] for i in sorted(found)]


def with_marks(text: str, content: Span, quotes: Sequence[Quote]) -> Span:
    """``content`` with the mark that opens or closes a quote right at its edge, white space left out."""
    start, end = content.start, content.end
    for q in quotes:
        width = 2 if text[q.span.start : q.span.start + 2] in ("``", "''") else 1
        if q.span.start < start < q.span.start + width + 1:
            start = q.span.start
        if (
            q.closed
            and end < q.span.end < end + NEAR + 1
            and start < q.span.end
            and not _letters(text[end : q.span.end])
        ):
            end = q.span.end
    return Span(start, end)


def _letters(words: str) -> bool:
    return any(c.isalnum() for c in words)


def quotation(text: str, content: Sequence[Span], quotes: Sequence[Quote]) -> Quotation:
    """Does all of the content stand in quotation marks (direct), none of it (indirect), or a part (mixed)?"""
    inside = letters = 0
    for piece in content:
        words = list(piece.of(text))
        letters += sum(map(str.isalnum, words))
        for q in quotes:
            if q.span.overlaps(piece):
                a, b = max(q.span.start, piece.start) - piece.start, min(q.span.end, piece.end) - piece.start
                inside += sum(map(str.isalnum, words[a:b]))
                words[a:b] = " " * (b - a)  # a quote in a quote counts once
    return "indirect" if not inside else "direct" if inside == letters else "mixed"
