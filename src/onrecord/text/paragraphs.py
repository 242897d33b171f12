"""Paragraphs and lines of a plain text."""

import re

from onrecord.model import Span

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
_LINE_ENDS = re.compile(r"\n+")
_BETWEEN_PARAGRAPHS = re.compile(r"\n(?:[^\S\n]*\n)+")


def paragraphs(text: str) -> tuple[Span, ...]:
    """Stretches between blank lines; between line ends when the text has no blank line.

    White space at the edges is left out. Some files are wrapped at 72 columns: there a single line
    end is no boundary, which is why blank lines decide when there are any.
    """
    cut = _BETWEEN_PARAGRAPHS if _BLANK_LINE.search(text) else _LINE_ENDS
    return _pieces(text, 0, len(text), cut)


def lines(text: str, within: Span) -> tuple[Span, ...]:
    """The lines of a stretch, without white space at their edges."""
    return _pieces(text, within.start, within.end, _LINE_ENDS)


def trimmed(text: str, start: int, end: int) -> Span | None:
    """``text[start:end]`` without white space at its edges; None when nothing is left."""
    words = text[start:end]
    kept = words.strip()
    if not kept:
        return None
    start += len(words) - len(words.lstrip())
    return Span(start, start + len(kept))


def _pieces(text: str, start: int, end: int, cut: re.Pattern[str]) -> tuple[Span, ...]:
    edges = [start]
    for gap in cut.finditer(text, start, end):
        edges += [gap.start(), gap.end()]
    edges.append(end)
    found = (trimmed(text, a, b) for a, b in zip(edges[::2], edges[1::2], strict=True))
    return tuple(span for span in found if span)
