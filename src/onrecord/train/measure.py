"""Reads labelled articles with given weights and judges each statement: for choosing weights and calibrating them."""

from dataclasses import dataclass
from typing import Any

from onrecord.attribute.reader import read_drafts
from onrecord.attribute.sieve import Sieve
from onrecord.model import Span
from onrecord.nlp.encoder import Encoder
from onrecord.text import parse
from onrecord.train.calibrate import Judged, judge


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """Statements as judged, the number of labelled ones, and who-said-what F1 (0 to 100) without a threshold."""

    judged: Judged
    gold: int
    f1: float


def measure(encoder: Encoder, sieve: Sieve | None, labelled: list[dict[str, Any]]) -> Measured:
    """Judges what the weights find in the labelled articles, before any threshold."""
    rows = []
    for article in labelled:
        text = article["text"]
        bounds, whole = parse(text), [Span(0, len(text))]
        drafts, _ = read_drafts(text, bounds, whole, encoder=encoder, sieve=sieve, nested=False)
        rows.append((article, bounds, drafts))
    judged = judge(rows)
    gold = sum(len(a["attributions"]) for a in labelled)
    return Measured(judged, gold, 200 * float(judged.right.sum()) / (len(judged.right) + gold))
