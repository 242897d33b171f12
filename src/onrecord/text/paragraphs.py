"""Paragraphs of a plain text."""

import re

from onrecord.model import Span

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
_BETWEEN_LINES = re.compile(r"\n+")
_BETWEEN_PARAGRAPHS = re.compile(r"\n(?:[^\S\n]*\n)+")


def paragraphs(text: str) -> tuple[Span, ...]:
    """Stretches between blank lines; between line ends when the text has no blank line.

    White space at the edges is left out. Some files are wrapped at 72 columns: there a single line
    end is no boundary, which is why blank lines decide when there are any.
    """
    cut = _BETWEEN_PARAGRAPHS if _BLANK_LINE.search(text) else _BETWEEN_LINES
    edges = [0]
    for gap in cut.finditer(text):
        edges += [gap.start(), gap.end()]
    edges.append(len(text))
    found = (trimmed(text, a, b) for a, b in zip(edges[::2], edges[1::2], strict=True))
    return tuple(span for span in found if span)


def trimmed(text: str, start: int, end: int) -> Span | None:
    """``text[start:end]`` without white space at its edges; None when nothing is left."""
    words = text[start:end]
    kept = words.strip()
    if not kept:
        return None
    start += len(words) - len(words.lstrip())
    return Span(start, start + len(kept))
