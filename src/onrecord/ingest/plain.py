"""Plain text → typed blocks."""

import re

from onrecord.ingest.byline import byline
from onrecord.model import Block, Span

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
_BETWEEN_PARAGRAPHS = re.compile(r"\n(?:[^\S\n]*\n)+")
_LINE_ENDS = re.compile(r"\n+")
_HEAD_LINE = 160
"""Characters of the longest line above the body: headline, byline."""


def paragraphs(text: str) -> list[Block]:
    """Stretches between blank lines, between line ends when there is no blank line: as ``onrecord.text`` cuts them.

    Lines above the body that stand one under the other ("Headline", "By Jane Doe") are paragraphs of their own.
    """
    cut = _BETWEEN_PARAGRAPHS if _BLANK_LINE.search(text) else _LINE_ENDS
    found = _pieces(text, Span(0, len(text)), cut) if text else []
    head: list[Span] = []
    for part in found[:2]:
        lines = _pieces(text, part, _LINE_ENDS)
        above = any(byline(line.of(text)) for line in lines) and all(len(line) < _HEAD_LINE for line in lines)
        head += lines if above else [part]
    return [Block("paragraph", span) for span in head + found[2:]]


def _pieces(text: str, within: Span, cut: re.Pattern[str]) -> list[Span]:
    edges = [within.start]
    for gap in cut.finditer(text, within.start, within.end):
        edges += [gap.start(), gap.end()]
    edges.append(within.end)
    found = []
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        words = text[start:end]
        first = start + len(words) - len(words.lstrip())
        if first < end:
            found.append(Span(first, start + len(words.rstrip())))
    return found
