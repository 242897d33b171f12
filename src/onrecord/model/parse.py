"""Boundaries in a text: paragraphs, sentences, quotation marks."""

from dataclasses import dataclass
from typing import Literal

from onrecord.model.span import Span


@dataclass(frozen=True, slots=True)
class Quote:
    """Words between quotation marks, the marks included.

    ``closed`` is False when the paragraph ends first; ``continues`` is True when it opens a
    paragraph whose predecessor left a quote open: the same speech goes on.
    """

    span: Span
    level: Literal["double", "single"]
    closed: bool
    continues: bool


@dataclass(frozen=True, slots=True)
class Parse:
    """Paragraphs, sentences and quotes of one text, each in order of their start.

    Spans hold no white space at their edges; sentences do not cross paragraphs.
    """

    paragraphs: tuple[Span, ...]
    sentences: tuple[Span, ...]
    quotes: tuple[Quote, ...]
