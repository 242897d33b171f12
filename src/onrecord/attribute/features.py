"""What the word pieces themselves do not tell the encoder, which reads in small letters and sees no line ends."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.model import Parse
from onrecord.nlp.tokens import Tokens

SIZES = (2, 3, 4, 2)
"""Values of each feature: begins a paragraph; letter case; quotation; white space before."""


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """``features`` [n, 4] of the word pieces, and the pieces that begin a paragraph or a sentence, rising."""

    features: NDArray[np.int64]
    paragraphs: list[int]
    sentences: list[int]


def layout(text: str, tokens: Tokens, parse: Parse) -> Layout:
    """Features and boundaries of the word pieces.

    Columns of ``features``: 1 at the first piece of a paragraph; letter case (0 small or none,
    1 first letter capital, 2 all capitals); quotation (0 outside, 1 inside closed double or single
    marks, 2 inside marks that the paragraph leaves open, 3 inside a quotation that an earlier
    paragraph began); 1 after white space.
    """
    n = len(tokens)
    features = np.zeros((n, len(SIZES)), dtype=np.int64)
    if not n:
        return Layout(features, [], [])
    quoted = np.zeros(len(text) + 1, dtype=np.int64)
    for quote in parse.quotes:
        quoted[quote.span.start : quote.span.end] = 3 if quote.continues else 1 if quote.closed else 2
    paragraphs = _first_pieces(tokens, [p.start for p in parse.paragraphs])
    sentences = _first_pieces(tokens, [s.start for s in parse.sentences])
    features[paragraphs, 0] = 1
    features[:, 1] = [_case(text[a:b]) for a, b in zip(tokens.starts.tolist(), tokens.ends.tolist(), strict=True)]
    features[:, 2] = quoted[tokens.starts]
    features[1:, 3] = tokens.starts[1:] > tokens.ends[:-1]
    features[0, 3] = 1
    return Layout(features, paragraphs, sentences)


def _first_pieces(tokens: Tokens, places: list[int]) -> list[int]:
    found = np.unique(np.searchsorted(tokens.starts, places))
    return [int(i) for i in found if i < len(tokens)]


def _case(piece: str) -> int:
    if not piece[0].isupper():
        return 0
    return 2 if len(piece) > 1 and piece.isupper() else 1
