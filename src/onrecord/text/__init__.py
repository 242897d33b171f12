"""Boundaries: paragraphs, sentences and quotation marks of a text → ``Parse``.

Unclosed and continued marks are values, not errors: any string can be parsed.
"""

from onrecord.model import Parse
from onrecord.text.paragraphs import lines, paragraphs
from onrecord.text.quotes import quotes
from onrecord.text.sentences import sentences

__all__ = ["lines", "paragraphs", "parse", "quotes", "sentences"]


def parse(text: str) -> Parse:
    """All boundaries of ``text``."""
    parts = paragraphs(text)
    return Parse(parts, sentences(text, parts), quotes(text, parts))
