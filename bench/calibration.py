"""Does a confidence of 0.8 mean that 8 of 10 are right? Who-said-what against ``confidence.attribution``."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from types import ModuleType

from bench.common import Record

BINS = 10
"""Bins of equal mass: each holds the same number of statements, so none is empty."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One statement's confidence and whether the gold has it (who-said-what)."""

    confidence: float
    right: bool


def judge(scorer: ModuleType, gold: Sequence[Record], statements: Sequence[Record]) -> list[Judged]:
    """Every outer statement that the scorer counts, right when who-said-what matches it.

    The matching is the scorer's: IoU of content >= 0.5, sources overlap or both none, one to one, best overlap first.
    """
    by_article: dict[str, list[Record]] = defaultdict(list)
    for statement in statements:
        if not statement["parent"]:
            by_article[statement["article"]["origin"]].append(statement)
    return [j for article in gold for j in _judge_article(scorer, article, by_article[article["id"]])]


def _judge_article(scorer: ModuleType, article: Record, statements: Sequence[Record]) -> list[Judged]:
    words = scorer.words_of(article["text"])
    labels = [tuple(scorer.cover(a[role], words) for role in ("source", "content")) for a in article["attributions"]]
    told = frozenset().union(*(content for _, content in labels))
    guesses = []
    for statement in statements:
        source, cue, content = (scorer.cover(pieces, words) for pieces in scorer.pieces_of(statement))
        if cue or content & told:
            guesses.append((source, content, statement["confidence"]["attribution"]))
    pairs = [
        (len(label[1] & guess[1]) / len(label[1] | guess[1]), g, p)
        for g, label in enumerate(labels)
        for p, guess in enumerate(guesses)
        if label[1] and guess[1] and (label[0] & guess[0] or not (label[0] or guess[0]))
    ]
    used_labels, right = set(), set()
    for overlap, g, p in sorted(pairs, key=lambda x: (-x[0], x[1], x[2])):
        if overlap >= 0.5 and g not in used_labels and p not in right:
            used_labels.add(g)
            right.add(p)
    return [Judged(float(confidence), p in right) for p, (_, _, confidence) in enumerate(guesses)]


def calibration(judged: Sequence[Judged], bins: int = BINS) -> Record:
    """Expected calibration error and the reliability table, over bins of equal mass.

    ``error`` is the mean distance between confidence and share right, weighted by the statements of a bin, in
    percentage points.
    """
    ranked = sorted(judged, key=lambda j: (j.confidence, j.right))
    table = []
    for i in range(bins):
        part = ranked[len(ranked) * i // bins : len(ranked) * (i + 1) // bins]
        if part:
            table.append(
                {
                    "from": round(part[0].confidence, 3),
                    "to": round(part[-1].confidence, 3),
                    "statements": len(part),
                    "confidence": round(100 * sum(j.confidence for j in part) / len(part), 1),
                    "right": round(100 * sum(j.right for j in part) / len(part), 1),
                }
            )
    total = len(ranked) or 1
    error = sum(row["statements"] * abs(row["confidence"] - row["right"]) for row in table) / total
    return {"error": round(error, 1), "statements": len(ranked), "bins": table}
