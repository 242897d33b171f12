"""Plain text → typed blocks."""

from onrecord.ingest.byline import byline
from onrecord.model import Block, Span
from onrecord.text import lines, paragraphs

_HEAD_LINE = 160
"""Characters of the longest line above the body: headline, byline."""


def blocks(text: str) -> list[Block]:
    """The paragraphs; lines above the body that stand one under the other ("Headline", "By Jane Doe") are their own."""
    found = paragraphs(text)
    head: list[Span] = []
    for part in found[:2]:
        own = lines(text, part)
        above = any(byline(line.of(text)) for line in own) and all(len(line) < _HEAD_LINE for line in own)
        head += own if above else [part]
    return [Block("paragraph", span) for span in (*head, *found[2:])]
