"""The stage: sources in, speakers out."""

import math
from collections.abc import Sequence

from onrecord.model import Article, Attribution, Parse, Reference, Span
from onrecord.nlp.signals import Signals
from onrecord.resolve.cast import TAGGED, Tagger, cast
from onrecord.resolve.field import Field
from onrecord.resolve.finder import Finder
from onrecord.resolve.ranking import weights
from onrecord.resolve.words import page


def speakers(
    article: Article, parse: Parse, attributions: Sequence[Attribution], passes: Sequence[Signals]
) -> list[Reference]:
    """Who each of the attributions is of, in their order.

    Positions are half-open code points of ``article.text``. A name stands in the article, or is made of names that do,
    joined by "and"; ``name`` is None exactly where ``unresolved`` gives the reason. Raises nothing: any spans inside
    the text will do.
    """
    if not attributions:
        return []
    field = field_of(article.text, parse, attributions, passes)
    return Finder(article, parse, attributions, passes, field, weights()).references()


def field_of(text: str, parse: Parse, attributions: Sequence[Attribution], passes: Sequence[Signals]) -> Field:
    """All that a source of the text may refer to."""
    told = [s for a in attributions if a.parent is None for s in a.content]
    tagger = _tagger(passes[0]) if passes else None
    return Field(cast(page(text, parse), tagger), [q.span for q in parse.quotes], told)


def _tagger(signals: Signals) -> Tagger:
    """The encoder's name tags as probabilities of ``TAGGED`` kinds, over the pieces of a span."""

    def told(span: Span) -> list[float]:
        rows = [_softmax(row) for row in signals.tag("name", span).tolist()]
        sums = [sum(column) / len(rows) for column in zip(*rows, strict=True)]
        return [sums[1 + 2 * i] + sums[2 + 2 * i] for i in range(len(TAGGED))] if rows else []

    return told


def _softmax(row: Sequence[float]) -> list[float]:
    top = max(row)
    raised = [math.exp(x - top) for x in row]
    total = sum(raised)
    return [x / total for x in raised]
