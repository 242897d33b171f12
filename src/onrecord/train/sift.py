"""Fits the sieve of content pieces (``attribute/sieve.py``) on labelled articles."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from onrecord.attribute import sieve
from onrecord.attribute.decode import attributions
from onrecord.attribute.features import layout
from onrecord.model import Span
from onrecord.nlp.encoder import Encoder
from onrecord.nlp.tokens import tokenize
from onrecord.nlp.windows import windows
from onrecord.text import parse
from onrecord.train.calibrate import cover, cover_spans, logistic, words_of

LIKE = 0.3
"""Least share of words in common at which a reading and a label are of the same statement."""
THRESHOLD = 0.5
"""A piece below is dropped; 0.4, 0.5 and 0.6 gave the same exact content within 0.2 on PolNeAR dev, cross-fitted."""


def fitted_sieve(encoder: Encoder, labelled: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Bias, weights by name and threshold of the sieve, for the JSON file beside the model."""
    rows: list[tuple[float, ...]] = []
    right: list[bool] = []
    for article in labelled:
        words = words_of(article["text"])
        gold = [c for q in article["attributions"] if (c := cover(q["content"], words))]
        for spans, told in _pieces(article["text"], encoder):
            whole = cover_spans(spans, words)
            best = max(gold, key=lambda g: len(g & whole) / len(g | whole), default=frozenset[int]())
            if len(best & whole) / max(1, len(best | whole)) < LIKE:
                continue
            for span, row in zip(spans, told, strict=True):
                if piece := cover_spans([span], words):
                    rows.append(row)
                    right.append(2 * len(piece & best) > len(piece))
    bias, weights = logistic(np.array(rows), np.array(right, dtype=np.float64))
    named = {name: round(float(w), 4) for name, w in zip(sieve.FACTS, weights, strict=True)}
    return {"bias": round(bias, 4), "weights": named, "threshold": THRESHOLD, "pieces": len(rows)}


def _pieces(text: str, encoder: Encoder) -> list[tuple[list[Span], list[tuple[float, ...]]]]:
    """Of each attribution with several pieces of content: their places, and the facts of each."""
    tokens = tokenize(text)
    lay, found = layout(text, tokens, parse(text)), []
    for a, b in windows(len(tokens), lay.paragraphs, lay.sentences):
        heads = encoder.run(tokens.ids[a:b], lay.features[a:b])
        for f in attributions(heads):
            if f.cue is not None and len(f.content) > 1:
                ends = [(r.start + a, r.end + a - 1) for r in f.content]
                spans = [Span(int(tokens.starts[i]), int(tokens.ends[j])) for i, j in ends]
                found.append((spans, sieve.facts(f.content, f.cue, heads)))
    return found
