"""Fits the confidence on labelled articles and writes the JSON file that lies beside the model."""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.attribute.confidence import FACTS, facts
from onrecord.attribute.draft import Draft
from onrecord.attribute.marks import QuoteIndex
from onrecord.model import Parse, Span

_WORD = re.compile(r"\w+")
ALIKE = 0.5
"""Least share of words that two contents have in common when they are one statement (``bench/score.py``)."""


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """Facts [k, len(FACTS)] of drafts and whether each was right [k]; ``group`` [k] is the article's number."""

    facts: NDArray[np.float64]
    right: NDArray[np.float64]
    group: NDArray[np.int64]


def judge(articles: Iterable[tuple[dict[str, Any], Parse, Sequence[Draft]]]) -> Judged:
    """Which outer drafts are right by who-said-what; cue-less ones that touch no labelled content are left out,
    as the scorer does, since the labels hardly hold them."""
    rows: list[tuple[float, ...]] = []
    right: list[bool] = []
    group: list[int] = []
    for number, (article, parse, drafts) in enumerate(articles):
        words = words_of(article["text"])
        gold = [
            (cover(q["source"], words), cover(q["content"], words)) for q in article["attributions"] if q["content"]
        ]
        told = frozenset[int]().union(*(c for _, c in gold))
        outer = [d for d in drafts if d.parent is None]
        given = [(cover_spans(d.source, words), cover_spans(d.content, words)) for d in outer]
        hit, quotes = matches(gold, given), QuoteIndex(parse)
        for i, d in enumerate(outer):
            if d.cue is not None or given[i][1] & told:
                rows.append(facts(d, quotes.near(*d.content)))
                right.append(i in hit)
                group.append(number)
    return Judged(np.array(rows), np.array(right, dtype=np.float64), np.array(group))


def cover(pieces: Iterable[Sequence[int]], words: Sequence[tuple[int, int]]) -> frozenset[int]:
    """The numbers of the words that the pieces touch."""
    return frozenset(i for a, b in pieces for i, (s, e) in enumerate(words) if s < b and a < e)


def cover_spans(spans: Iterable[Span], words: Sequence[tuple[int, int]]) -> frozenset[int]:
    """``cover`` for spans."""
    return cover([(s.start, s.end) for s in spans], words)


def words_of(text: str, region: Sequence[int] | None = None) -> list[tuple[int, int]]:
    """The places of the words in ``text``, or in its ``region`` (start, end)."""
    return [m.span() for m in _WORD.finditer(text, *(region or (0, len(text))))]


def matches(
    gold: Sequence[tuple[frozenset[int], frozenset[int]]], given: Sequence[tuple[frozenset[int], frozenset[int]]]
) -> set[int]:
    """Positions in ``given`` that are right, one to one, best overlap first."""
    pairs = sorted(
        (
            (-len(g[1] & p[1]) / len(g[1] | p[1]), i, j)
            for i, g in enumerate(gold)
            for j, p in enumerate(given)
            if g[1] & p[1] and (g[0] & p[0] or not (g[0] or p[0]))
        )
    )
    used: set[int] = set()
    found: set[int] = set()
    for worse, i, j in pairs:
        if -worse > ALIKE - 1e-9 and i not in used and j not in found:
            used.add(i)
            found.add(j)
    return found


def logistic(
    x: NDArray[np.float64], y: NDArray[np.float64], *, ridge: float = 1.0
) -> tuple[float, NDArray[np.float64]]:
    """Bias and weights of a ridge-penalised logistic regression, by Newton's method."""
    full = np.hstack([np.ones((len(x), 1)), x])
    w = np.zeros(full.shape[1])
    penalty = np.diag([0.0, *[ridge] * x.shape[1]])
    for _ in range(50):
        p = 1 / (1 + np.exp(-np.clip(full @ w, -30, 30)))
        step = np.linalg.solve((full * (p * (1 - p))[:, None]).T @ full + penalty, full.T @ (y - p) - penalty @ w)
        w = w + step
        if np.abs(step).max() < 1e-8:
            break
    return float(w[0]), w[1:]


def expected_calibration_error(p: NDArray[np.float64], y: NDArray[np.float64], bins: int = 10) -> float:
    """Mean distance between confidence and share of right ones over bins of equal mass."""
    order = np.argsort(p, kind="stable")
    parts = [part for part in np.array_split(order, bins) if len(part)]
    return float(sum(abs(p[i].mean() - y[i].mean()) * len(i) for i in parts) / len(p))


def across(judged: Judged, folds: int = 5) -> NDArray[np.float64]:
    """Confidences of each draft by a model that was fitted without its article."""
    out = np.zeros(len(judged.right))
    for k in range(folds):
        test = judged.group % folds == k
        bias, weights = logistic(judged.facts[~test], judged.right[~test])
        out[test] = 1 / (1 + np.exp(-(bias + judged.facts[test] @ weights)))
    return out


def best_threshold(p: NDArray[np.float64], y: NDArray[np.float64], gold: int) -> float:
    """The threshold with the best F1 of who-said-what, to two places."""
    steps = np.arange(0.0, 0.61, 0.01)
    scores = [2 * float(y[p > t - 1e-9].sum()) / (float((p > t - 1e-9).sum()) + gold) for t in steps]
    return round(float(steps[int(np.argmax(scores))]), 2)


def together(outer: Judged, places: Judged) -> Judged:
    """Both to be fitted at once. Cue-less statements come from the places alone: where the labels of whole articles
    hold one at all they merge it with the statement before, which the specification does not."""
    cued = outer.facts[:, FACTS.index("no cue")] == 0
    return Judged(
        np.vstack([outer.facts[cued], places.facts]),
        np.concatenate([outer.right[cued], places.right]),
        np.concatenate([outer.group[cued], places.group]),
    )


def write(path: Path, judged: Judged, places: Judged, gold: int, card: dict[str, Any]) -> dict[str, Any]:
    """Writes weights, threshold and the card's data to ``path``; returns what was written."""
    fitted = together(judged, places)
    bias, weights = logistic(fitted.facts, fitted.right)
    held_out = across(judged)
    data = {
        "bias": round(bias, 4),
        "weights": {name: round(float(w), 4) for name, w in zip(FACTS, weights, strict=True)},
        "threshold": best_threshold(held_out, judged.right, gold),
        "expected_calibration_error": round(expected_calibration_error(held_out, judged.right), 4),
        "statements": len(judged.right),
        **card,
    }
    path.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
    return data
