"""A speech that goes on: quotations after their cue's sentence, over paragraphs, and without a cue.

The encoder sees one window; here the pieces are joined by what the marks and the sentences show
(``statements.md``: "A speech that goes on").
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from onrecord.attribute.draft import Draft
from onrecord.model import Parse, Quote, Span

LONGEST_GAP = 2
"""Paragraphs that a cue-less statement may lie behind the one that it goes on from."""


class Speech:
    """The boundaries of one text, asked again and again while its drafts are joined."""

    def __init__(self, text: str, parse: Parse, read: Sequence[Span]) -> None:
        self.text, self.parse = text, parse
        self.read = read
        self.sentence_starts = [s.start for s in parse.sentences]
        self.paragraph_starts = [p.start for p in parse.paragraphs]

    def sentence(self, place: int) -> int:
        """Index of the sentence that holds ``place``, or of the one before it."""
        return bisect_right(self.sentence_starts, place) - 1

    def paragraph(self, place: int) -> int:
        """Index of the paragraph that holds ``place``, or of the one before it."""
        return bisect_right(self.paragraph_starts, place) - 1

    def whole(self, quote: Quote) -> bool:
        """Does the quote hold every letter of the sentences that it touches?"""
        first = self.parse.sentences[self.sentence(quote.span.start)]
        last = self.parse.sentences[self.sentence(quote.span.end - 1)]
        outside = self.text[first.start : quote.span.start] + self.text[quote.span.end : last.end]
        return not any(c.isalnum() for c in outside)


def stitch(speech: Speech, drafts: Sequence[Draft]) -> list[Draft]:
    """Joins quotations that go on to their statement, and points cue-less statements to the one before."""
    said = _with_silent_quotes(speech, sorted(drafts, key=lambda d: d.start))
    joined: list[Draft] = []
    for d in said:
        before = _before(joined, d.content[0].start)
        if d.cue is None and not d.source and before is not None:
            if _goes_on(speech, joined[before], d.content[0]):
                joined[before] = replace(joined[before], content=(*joined[before].content, *d.content))
                continue
            gap = speech.paragraph(d.start) - speech.paragraph(joined[before].end - 1)
            if gap < LONGEST_GAP + 1:
                d = replace(d, continues=before)
        joined.append(d)
    return joined


def _before(drafts: Sequence[Draft], place: int) -> int | None:
    """The draft whose words end last before ``place``."""
    ends = [(d.end, i) for i, d in enumerate(drafts) if d.content[-1].start < place]
    return max(ends)[1] if ends else None


def _goes_on(speech: Speech, before: Draft, content: Span) -> bool:
    """Do these quoted words follow the statement with no sentence of anybody else between?"""
    quote = next((q for q in speech.parse.quotes if q.span.overlaps(content)), None)
    if quote is None or not speech.whole(quote):
        return False
    if before.end > content.start:
        return True
    steps = speech.sentence(content.start) - speech.sentence(before.end - 1)
    new_paragraph = speech.paragraph(content.start) != speech.paragraph(before.end - 1)
    opens = quote.span.start in speech.paragraph_starts
    return steps < 2 and (opens or not new_paragraph)


def _with_silent_quotes(speech: Speech, drafts: list[Draft]) -> list[Draft]:
    """Adds, as cue-less drafts, whole quoted sentences that the encoder passed over right after a statement."""
    taken = [s for d in drafts for s in d.spans]
    found = list(drafts)
    for quote in speech.parse.quotes:
        if quote.level != "double" or not speech.whole(quote) or any(quote.span.overlaps(s) for s in taken):
            continue
        if not any(r.holds(quote.span) for r in speech.read):
            continue
        before = _before(found, quote.span.start)
        if before is not None and _goes_on(speech, found[before], quote.span):
            found.append(Draft((), None, (quote.span,), found[before].evidence))
            taken.append(quote.span)
    return sorted(found, key=lambda d: d.start)
