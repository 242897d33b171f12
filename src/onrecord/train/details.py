"""Fits the weights by which candidates for when, to whom and where are judged: ``python -m onrecord.train.details``.

A logistic regression over the features that the stages give, on the labelled fields of statements. It takes a minute.
"""

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from onrecord.attribute.reader import drafts_of
from onrecord.interpret.circumstance import audiences, occasions
from onrecord.model import Attribution, Span
from onrecord.nlp.details import Scale, Scene, tagged
from onrecord.nlp.encoder import Encoder
from onrecord.resolve.carried import Thread
from onrecord.resolve.expressions import Expression
from onrecord.resolve.timing import candidates, sentence_expressions
from onrecord.text import parse
from onrecord.train.data import articles
from onrecord.train.fields import places
from onrecord.train.labels import held, labels_of

Label = dict[str, Any]
Sample = tuple[tuple[str, ...], bool]
"""The features of a candidate, and whether it is the labelled one."""

LEAST: Final = 4
"""Times that a feature must occur to get a weight."""
PENALTY: Final = 2.0
"""Weight of the squared weights in the loss."""
ALIKE: Final = 0.5
"""Share of words, of those that either has, from which a candidate is the labelled expression."""
ALONE: Final = {"said": -0.5, "said-carried": -0.5, "audience": -0.6, "occasion": -0.5}
"""Log odds by the rules above which a candidate is taken, and ..."""
THRESHOLDS: Final = {"said": -0.2, "said-carried": -0.5, "audience": -0.3, "occasion": -0.6}
"""... joint with the encoder's: best F1 on the articles left out of training (``labels.held``)."""


def attribution(label: Label) -> Attribution:
    """The labelled spans as an attribution; of a cue in several pieces the first."""
    source, cue, content = ([Span(a, b) for a, b in label[part]] for part in ("source", "cue", "content"))
    return Attribution(tuple(source), cue[0] if cue else None, tuple(content), "indirect", 1.0)


def spans_of(text: str, label: Label, kind: str) -> list[Span]:
    """Where the labelled words of a detail stand."""
    value = label.get(kind) if kind != "said" or "said" in label else label.get("when")
    near = [*label["cue"], *label["source"]] or label["content"]
    return [Span(a, b) for a, b in places(text, value, (min(a for a, _ in near), max(b for _, b in near)))]


def alike(a: str, b: str) -> bool:
    """Do two expressions share half of their words, articles left aside?"""
    x, y = (
        {w for w in re.findall(r"\w+", words.lower()) if w not in ("the", "a", "an", "of", "s")} for words in (a, b)
    )
    return bool(x and y) and not len(x & y) / len(x | y) < ALIKE


def judged(scene: Scene, labels: Sequence[Label], kind: str) -> Iterator[tuple[Span, int, tuple[str, ...], bool]]:
    """The candidates for one kind of detail in one article: place, attribution, features, and whether it is the
    labelled one."""
    text = scene.text
    gold = [[s.of(text) for s in spans_of(text, label, kind)] for label in labels]
    if kind == "said":
        found: Iterable[tuple[Span, int, tuple[str, ...]]] = (
            (c.time.span, c.owner, c.features) for c in candidates(scene, sentence_expressions(scene))
        )
    else:
        stage = audiences if kind == "audience" else occasions
        found = ((c.span, c.owner, c.features) for c in stage(scene))
    for span, owner, features in found:
        yield span, owner, features, any(alike(g, span.of(text)) for g in gold[owner])


def samples(scene: Scene, labels: Sequence[Label], kind: str) -> Iterator[Sample]:
    """The candidates of one article as samples."""
    return ((features, right) for _, _, features, right in judged(scene, labels, kind))


def carried_samples(scene: Scene, labels: Sequence[Label]) -> Iterator[Sample]:
    """The times that statements may share, the labelled times of all before taken as told."""
    text, within = scene.text, sentence_expressions(scene)
    every = [e for found in within.values() for e in found]
    gold: dict[int, Span] = {}
    told: dict[int, Expression] = {}
    for i, label in enumerate(labels):
        if spans := spans_of(text, label, "said"):
            gold[i] = spans[0]
            near = [e for e in every if e.span.overlaps(spans[0]) and alike(e.span.of(text), spans[0].of(text))]
            told[i] = near[0] if near else Expression(spans[0], "event", "")
    own = {i: time for i, time in told.items() if scene.sentence(time.span.start) in scene.sentences(i)}
    thread, known = Thread(scene, within), dict(own)
    for at, i in enumerate(thread.order):
        if i in own:
            continue
        for c in thread.candidates(at, known):
            yield c.features, i in gold and alike(gold[i].of(text), c.time.span.of(text))
        if i in told:
            known[i] = told[i]


def fit(found: Sequence[Sample], penalty: float = PENALTY) -> dict[str, float]:
    """The weights of a logistic regression, by Newton's method; "" is the constant."""
    often = Counter(f for features, _ in found for f in set(features))
    names = {"": 0} | {f: n for n, f in enumerate(sorted(f for f, c in often.items() if c > LEAST - 1), 1)}
    x: NDArray[np.float64] = np.zeros((len(found), len(names)))
    x[:, 0] = 1
    for row, (features, _) in enumerate(found):
        x[row, [names[f] for f in features if f in names]] = 1
    pull = np.full(len(names), penalty)
    pull[0] = 1e-3
    weights = newton(x, np.array([right for _, right in found], dtype=np.float64), pull)
    return {f: round(float(weights[n]), 3) for f, n in names.items()}


def newton(x: NDArray[np.float64], y: NDArray[np.float64], pull: NDArray[np.float64]) -> NDArray[np.float64]:
    """The weights of a logistic regression of ``y`` [n] on ``x`` [n, k]; ``pull`` [k] holds them near zero."""
    weights: NDArray[np.float64] = np.zeros(x.shape[1])
    for _ in range(25):
        p = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
        slope = x.T @ (p - y) + pull * weights
        curve = (x * (p * (1 - p))[:, None]).T @ x + np.diag(pull)
        step = np.linalg.solve(curve, slope)
        weights -= step
        if float(np.abs(step).max()) < 1e-4:
            break
    return weights


def scenes(labels: Mapping[str, list[Label]], texts: Mapping[str, str]) -> Iterator[tuple[str, Scene, list[Label]]]:
    """Each labelled article with its attributions set out."""
    for name, every in labels.items():
        rows = [r for r in every if r["content"]]
        text = texts[name]
        yield name, Scene(text, parse(text), [attribution(r) for r in rows]), rows


def joint(every: Sequence[tuple[str, Scene, list[Label]]], kind: str, weights: dict[str, float]) -> list[float]:
    """A constant and the weights of the log odds of rules and encoder, fitted on articles that neither has seen."""
    judge, rows, right = Scale(weights, 0, 0, None), list[tuple[float, float, float]](), list[bool]()
    encoder = Encoder()
    for _, scene, labels in every:
        _, signals = drafts_of(scene.text, scene.parse, [Span(0, len(scene.text))], encoder)
        for span, _, features, good in judged(scene, labels, kind):
            told = tagged(signals, kind, span)
            if told is not None:
                rows.append((1.0, judge.odds(features), told))
                right.append(good)
    return [round(w, 3) for w in newton(np.array(rows), np.array(right, dtype=np.float64), np.full(3, 1e-3)).tolist()]


def main() -> None:
    """Command line: fit on all labelled articles but the held ones, join with the encoder on those, write it all."""
    root = Path(__file__).resolve().parents[3]
    parser = argparse.ArgumentParser(prog="python -m onrecord.train.details", description=__doc__)
    parser.add_argument("data", type=Path, nargs="?", default=root.parent / "shared" / "data")
    parser.add_argument("--own", type=Path, default=root / "bench" / "labels" / "statements.jsonl")
    parser.add_argument("--out", type=Path, default=root / "src" / "onrecord" / "nlp" / "weights" / "details.json")
    given = parser.parse_args()
    train = {a["id"]: a for a in articles(given.data / "polnear" / "train.jsonl")}
    shared = {a["id"]: a["text"] for a in articles(given.data / "statements-train.jsonl")}
    texts = {name: a["text"] for name, a in train.items()} | shared
    every = list(scenes(labels_of(given.data, given.own, train), texts))
    out = {}
    for kind, threshold in THRESHOLDS.items():
        # only our own labels tell the occasion; only the shared ones carry a time on from statement to statement
        some = [s for s in every if kind in ("said", "audience") or (s[0] in shared) == (kind == "said-carried")]
        stage = carried_samples if kind == "said-carried" else partial(samples, kind=kind)
        kept = [s for s in some if not held(s[0])]
        found = [sample for _, scene, rows in kept for sample in stage(scene, rows)]
        weights = {f: w for f, w in fit(found).items() if w or not f}
        out[kind] = {"threshold": threshold, "alone": ALONE[kind], "weights": weights}
        if kind != "said-carried":
            out[kind]["joint"] = joint([s for s in some if held(s[0])], kind, weights)
        print(f"{kind}: {len(found)} candidates, {sum(r for _, r in found)} right, {len(weights)} weights")  # noqa: T201
    given.out.write_text(json.dumps(out, ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
