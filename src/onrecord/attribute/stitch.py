"""A speech that goes on: quotations after their cue's sentence, over paragraphs, and without a cue.

The encoder sees one window; here the pieces are joined by what the marks and the sentences show
(``statements.md``: "A speech that goes on").
"""

import re
from bisect import bisect_right, insort
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from onrecord.attribute.draft import Draft
from onrecord.attribute.marks import QuoteIndex
from onrecord.model import Parse, Quote, Span

_LEAD = re.compile(r"(?:And|But)\s+(?=\w|[“\"«])")
LEAST_FRAGMENT = 3
"""Words of a quoted fragment below which it may be a title or a scare quote."""
LOOK_BACK = 16
"""Statements before a place that are looked at: more can't begin before it and end nearer."""
LONGEST_GAP = 2
"""Paragraphs that a cue-less statement may lie behind the one that it goes on from."""


class Speech:
    """The boundaries of one text, asked again and again while its drafts are joined."""

    def __init__(self, text: str, parse: Parse, read: Sequence[Span]) -> None:
        self.text, self.parse, self.read = text, parse, read
        self.quotes = QuoteIndex(parse)
        self.sentence_starts = [s.start for s in parse.sentences]
        self.paragraph_starts = [p.start for p in parse.paragraphs]

    def sentence(self, place: int) -> int:
        """Index of the sentence that holds ``place``, or of the one before it."""
        return bisect_right(self.sentence_starts, place) - 1

    def paragraph(self, place: int) -> int:
        """Index of the paragraph that holds ``place``, or of the one before it."""
        return bisect_right(self.paragraph_starts, place) - 1

    def all_quoted(self, sentence: int) -> bool:
        """Does every letter of the sentence stand inside double quotation marks?"""
        s = self.parse.sentences[sentence]
        inside = [q.span for q in self.quotes.near(s) if q.level == "double" and q.span.overlaps(s)]
        return all(
            any(x.start < i + 1 and i < x.end for x in inside) for i in range(s.start, s.end) if self.text[i].isalnum()
        )

    def gist(self, sentence: int) -> Span:
        """A sentence without a leading "And" or "But" and without its final full stop outside the marks."""
        s = self.parse.sentences[sentence]
        start, end = s.start, s.end
        if lead := _LEAD.match(self.text, start, end):
            start = lead.end()
        while start + 1 < end and self.text[end - 1] in ".;,":
            end -= 1
        return Span(start, end)

    def reach(self, content: Sequence[Span]) -> int:
        """How many paragraphs on a cue-less statement may stand: with quotation marks some, without them none."""
        quoted = any(q.span.overlaps(s) for s in content for q in self.quotes.near(s))
        return LONGEST_GAP + 1 if quoted else 1

    def fragment(self, sentence: int) -> bool:
        """Is a part of the sentence, several words long, quoted?"""
        s = self.parse.sentences[sentence]
        return any(
            s.holds(q.span) and len(q.span.of(self.text).split()) > LEAST_FRAGMENT - 1 and q.level == "double"
            for q in self.quotes.near(s)
        )

    def whole(self, quote: Quote) -> bool:
        """Does the quote hold every letter of the sentences that it touches?"""
        first = self.parse.sentences[self.sentence(quote.span.start)]
        last = self.parse.sentences[self.sentence(quote.span.end - 1)]
        outside = self.text[first.start : quote.span.start] + self.text[quote.span.end : last.end]
        return not any(c.isalnum() for c in outside)


def stitch(speech: Speech, drafts: Sequence[Draft]) -> list[Draft]:
    """Joins quotations that go on to their statement, and points cue-less statements to the one before."""
    said = _reclaimed(speech, sorted(drafts, key=lambda d: d.start))
    said = [part for d in said for whole in _detached(speech, d) for part in _interrupted(speech, whole)]
    said = _with_silent_quotes(speech, sorted(said, key=lambda d: d.start))
    joined: list[Draft] = []
    for d in said:
        before = _before(joined, d.content[0].start)
        if d.cue is not None or d.source or before is None:
            joined.append(d)
        elif _goes_on(speech, joined[before], d.content[0]):
            joined[before] = replace(joined[before], content=(*joined[before].content, *d.content))
        else:
            gap = speech.paragraph(d.start) - speech.paragraph(joined[before].end - 1)
            joined.append(replace(d, continues=before) if gap < speech.reach(d.content) else d)
    return joined


def _reclaimed(speech: Speech, drafts: list[Draft]) -> list[Draft]:
    """A paragraph that reopens a quotation left open belongs to that quotation's statement, whatever cue the encoder
    gave it, unless the cue stands in the paragraph itself."""
    found = list(drafts)
    for earlier, later in pairwise(speech.parse.quotes):
        if not later.continues:
            continue
        owner = next((i for i, d in enumerate(found) if any(s.overlaps(earlier.span) for s in d.content)), None)
        here = speech.paragraph(later.span.start)
        if owner is None or any(d.cue and speech.paragraph(d.cue.start) == here for d in found):
            continue
        takers = [i for i, d in enumerate(found) if i != owner and any(later.span.holds(s) for s in d.content)]
        for i in takers:
            moved = tuple(s for s in found[i].content if later.span.holds(s))
            kept = tuple(s for s in found[i].content if s not in moved)
            found[i] = replace(found[i], content=kept)
            found[owner] = replace(found[owner], content=tuple(sorted((*found[owner].content, *moved))))
    return [d for d in found if d.content]


def _detached(speech: Speech, d: Draft) -> list[Draft]:
    """Pieces that the encoder gave to a cue of an earlier sentence, without being quoted from first to last word,
    are a statement of their own: the whole of their sentence goes on from it."""
    if d.cue is None:
        return [d]
    last = max(speech.sentence(s.start) for s in (d.cue, *d.source))
    late: list[int] = []
    for piece in d.content:
        n = speech.sentence(piece.start)
        if last < n and n not in late and speech.sentence(piece.end - 1) == n and not speech.all_quoted(n):
            late.append(n)
    kept = tuple(s for s in d.content if speech.sentence(s.start) not in late)
    if not late or not kept:
        return [d]
    alone = [Draft((), None, (speech.gist(n),), d.evidence) for n in late]
    return [replace(d, content=kept), *alone]


def _interrupted(speech: Speech, d: Draft) -> list[Draft]:
    """A quotation after a sentence that is not the statement's is a statement of its own."""
    if d.cue is None:
        return [d]
    parts = sorted(d.spans)
    for earlier, later in pairwise(parts):
        rest = tuple(s for s in d.content if later.start < s.start + 1)
        steps = speech.sentence(later.start) - speech.sentence(earlier.end - 1)
        if steps > 1 and rest == tuple(s for s in parts if later.start < s.start + 1) and rest != d.content:
            kept = tuple(s for s in d.content if s not in rest)
            return [replace(d, content=kept), Draft((), None, rest, d.evidence)]
    return [d]


def _before(drafts: Sequence[Draft], place: int) -> int | None:
    """The draft whose words end last before ``place``, among the last that begin before it; rising by start."""
    last = bisect_right(drafts, place, key=lambda d: d.start)
    ends = [(drafts[i].end, i) for i in range(max(0, last - LOOK_BACK), last) if drafts[i].content[-1].start < place]
    return max(ends)[1] if ends else None


def _goes_on(speech: Speech, before: Draft, content: Span) -> bool:
    """Do these quoted words follow the statement with no sentence of anybody else between?"""
    quote = next((q for q in speech.quotes.near(content) if q.span.overlaps(content)), None)
    if quote is None or not speech.whole(quote):
        return False
    if before.end > content.start:
        return True
    steps = speech.sentence(content.start) - speech.sentence(before.end - 1)
    new_paragraph = speech.paragraph(content.start) != speech.paragraph(before.end - 1)
    opens = quote.span.start in speech.paragraph_starts
    return steps < 2 and (opens or not new_paragraph)


def _with_silent_quotes(speech: Speech, drafts: list[Draft]) -> list[Draft]:
    """Adds, as cue-less drafts, quoted sentences that the encoder passed over, and sentences right after a
    statement in which a fragment is quoted."""
    found = sorted(drafts, key=lambda d: d.start)
    open_ = np.zeros(len(speech.text), dtype=bool)
    for r in speech.read:
        open_[r.start : r.end] = True
    for d in drafts:
        for s in d.spans:
            open_[s.start : s.end] = False

    def add(span: Span, before: int) -> None:
        insort(found, Draft((), None, (span,), found[before].evidence), key=lambda d: d.start)
        open_[span.start : span.end] = False

    for quote in speech.parse.quotes:
        if quote.level == "double" and open_[quote.span.start : quote.span.end].all() and speech.whole(quote):
            before = _before(found, quote.span.start)
            if before is not None and _near(speech, found[before], quote.span):
                add(quote.span, before)
    for n, sentence in enumerate(speech.parse.sentences):
        if open_[sentence.start : sentence.end].all() and speech.fragment(n):
            before = _before(found, sentence.start)
            if before is not None and speech.sentence(found[before].end - 1) == n - 1:
                add(speech.gist(n), before)
    return found


def _near(speech: Speech, before: Draft, quote: Span) -> bool:
    return speech.paragraph(quote.start) - speech.paragraph(before.end - 1) < LONGEST_GAP + 1
