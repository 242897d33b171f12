"""Fits the weights by which speakers are chosen: ``python -m onrecord.train.rank --data … --labels …``.

Each source of the labelled articles that is no name gives one choice among candidates; the label tells which of them
are right. One softmax regression for each group of pointers, then a logistic regression of "the name is right" for each
way of finding one. Everything that is reported was predicted by weights fitted without the article.
"""

import argparse
import json
import logging
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from onrecord.attribute.reader import drafts_of
from onrecord.ingest import article_of_text
from onrecord.model import Attribution, Span
from onrecord.nlp.encoder import Encoder
from onrecord.nlp.signals import Signals
from onrecord.resolve.facts import FACTS, GROUPS, Group
from onrecord.resolve.field import Candidate
from onrecord.resolve.finder import Finder
from onrecord.resolve.ranking import Weights, heard, weights
from onrecord.resolve.speakers import field_of
from onrecord.text import parse
from onrecord.train.calibrate import expected_calibration_error, logistic
from onrecord.train.data import articles
from onrecord.train.labels import held, labels_of

log = logging.getLogger("onrecord.train.rank")

RIDGE = 1.0
"""Weight of the squared weights in the loss; the best of 0.3, 1 and 3 in cross-validation."""
ROUNDS = 2
"""Times that the articles are read: the first with the weights that lie there, then with new ones."""
FOLDS = 5
LEAST = 0.4
"""Least probability of a name that is given out: below it more names are wrong than right."""
LEAST_WEIGHT = 5e-4
STEPS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0)
"""Weights of the encoder's log-probabilities that are tried."""
FAMILIES: tuple[tuple[Group, ...], ...] = (
    ("person", "they", "it", "who", "which"),
    ("role", "body", "document", "group"),
)
_SMALL = frozenset(("the", "a", "an", "mr", "mrs", "ms", "of", "for", "and", "s"))


@dataclass(frozen=True, slots=True, eq=False)
class Choice:
    """One pointer: ``facts`` [k, len(FACTS)] of its choices, the encoder's log-probabilities ``heard`` [k], which of
    them are right [k], and its article's number."""

    group: Group
    facts: NDArray[np.float64]
    heard: NDArray[np.float64]
    right: NDArray[np.bool_]
    article: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """One statement as resolved: the way, the probability of the choice, and whether the name given is right."""

    how: str
    share: float
    named: bool
    right: bool
    article: int


def tokens(name: str | None) -> list[str]:
    """The words of a name that count when names are compared."""
    text = re.sub(r"\b(\w)\.(?=\w\b)", r"\1", (name or "").lower()).replace(".", " ")
    return [w for w in re.findall(r"\w+", re.sub(r"['’]s\b", " ", text)) if w not in _SMALL]


def same(gold: str | None, given: str | None, kind: str | None) -> bool:
    """Is ``given`` the labelled speaker? Whole words equal; persons by first and last name; others when one holds the
    other and both end alike."""
    if not gold or not given:
        return not gold and not given
    if " and " in gold:
        one, other = ({tuple(tokens(x)) for x in re.split(r",? and |, ", n)} for n in (gold, given))
        return one == other
    g, p = tokens(gold), tokens(given)
    if not g or not p or g == p:
        return bool(g) and g == p
    if kind == "person":
        return len(g) > 1 and len(p) > 1 and g[0] == p[0] and g[-1] == p[-1]
    holds = (set(g) <= set(p) or set(p) <= set(g)) and g[-1] == p[-1]
    return holds and (min(len(g), len(p)) > 1 or kind != "organization")


def given(article: dict[str, Any]) -> list[Attribution]:
    """The labels of an article as the stage before would give them."""
    found = []
    for a in article["attributions"]:
        source, cue, content = ([Span(s, e) for s, e in a[part]] for part in ("source", "cue", "content"))
        where = tuple(content or cue or source)
        found.append(Attribution(tuple(source), cue[0] if cue else None, where, "mixed", 1.0))
    return found


def read(
    articles_: Sequence[dict[str, Any]], told: Sequence[Sequence[Signals]], known: Sequence[Weights]
) -> Iterator[tuple[list[Choice], list[Outcome]]]:
    """For each article its choices and outcomes, resolved with the weights ``known`` for it."""
    for number, (article, passes) in enumerate(zip(articles_, told, strict=True)):
        text = article["text"]
        bounds, attributions = parse(text), given(article)
        field = field_of(text, bounds, attributions, passes)
        finder = Finder(article_of_text(text), bounds, attributions, passes, field, known[number])
        found = finder.references()
        speakers = [a["speaker"] or {"name": None, "kind": None} for a in article["attributions"]]
        choices = [
            Choice(
                pointer.group,
                np.array([r.facts for r in ranked]),
                np.array([heard(r) for r in ranked]),
                _right(ranked, speakers[i]),
                number,
            )
            for i, pointer, ranked in finder.seen
        ]
        outcomes = [
            Outcome(how, share, f.name is not None, same(s["name"], f.name, s["kind"]), number)
            for (how, share), f, s in zip(finder.ways(), found, speakers, strict=True)
        ]
        yield choices, outcomes


def _right(ranked: Sequence[Any], speaker: dict[str, Any]) -> NDArray[np.bool_]:
    """Which choices have the labelled name; "none", the first, where no candidate has it."""
    hits = np.array([_means(r.candidate, speaker) for r in ranked])
    if not hits.any():
        hits[0] = True
    return hits


def _means(candidate: Candidate | None, speaker: dict[str, Any]) -> bool:
    return candidate is not None and bool(speaker["name"]) and same(speaker["name"], candidate.name, speaker["kind"])


def fit(choices: Sequence[Choice], ridge: float = RIDGE) -> NDArray[np.float64]:
    """The weights [len(FACTS)] under which the right choices are likeliest, by L-BFGS."""
    w = torch.zeros(len(FACTS), dtype=torch.float64, requires_grad=True)
    if choices:
        x = torch.tensor(np.concatenate([c.facts for c in choices]))
        right = torch.tensor(np.concatenate([c.right for c in choices]))
        owner = torch.tensor(np.repeat(np.arange(len(choices)), [len(c.right) for c in choices]))
        optimizer = torch.optim.LBFGS([w], max_iter=200, line_search_fn="strong_wolfe")

        def loss() -> torch.Tensor:
            optimizer.zero_grad()
            raised = (x @ w).clamp(-40, 40).exp()
            every = torch.zeros(len(choices), dtype=torch.float64).index_add(0, owner, raised)
            good = torch.zeros(len(choices), dtype=torch.float64).index_add(0, owner, raised * right)
            total: torch.Tensor = (every.log() - good.log()).sum() + ridge / 2 * (w * w).sum()
            total.backward()
            return total

        optimizer.step(loss)
    result: NDArray[np.float64] = w.detach().numpy().copy()
    return result


def fitted(choices: Sequence[Choice], before: Weights) -> Weights:
    """New weights for each group; what lies above them stays."""
    found = {g: tuple(fit([c for c in choices if c.group == g]).tolist()) for g in GROUPS}
    return replace(before, weights=found)


def hearing_of(choices: Sequence[Choice], known: Weights) -> dict[Group, float]:
    """How much the encoder's word weighs, one number for pronouns and one for descriptions: the likeliest of ``STEPS``
    on articles from which the encoder did not learn."""
    found: dict[Group, float] = {}
    for groups in FAMILIES:
        rows = [c for c in choices if c.group in groups]
        losses = [sum(_loss(c, known, step) for c in rows) + step for step in STEPS]
        best = STEPS[int(np.argmin(losses))]
        log.info("hearing of %s: %.1f over %d choices", ", ".join(groups), best, len(rows))
        found |= dict.fromkeys(groups, best)
    return found


def _loss(choice: Choice, known: Weights, step: float) -> float:
    scores = choice.facts @ np.array(known.weights[choice.group]) + step * choice.heard
    return float(np.logaddexp.reduce(scores) - np.logaddexp.reduce(scores[choice.right]))


def ways_of(outcomes: Sequence[Outcome]) -> dict[str, tuple[float, float]]:
    """For each way of finding a name: bias and slope of the logistic over the log-odds of the choice."""
    found: dict[str, tuple[float, float]] = {}
    for how in sorted({o.how for o in outcomes}):
        rows = [o for o in outcomes if o.how == how and o.named]
        if rows:
            share = np.clip([o.share for o in rows], 1e-4, 1 - 1e-4)
            bias, slope = logistic(np.log(share / (1 - share))[:, None], np.array([float(o.right) for o in rows]))
            found[how] = (bias, float(slope[0]))
    return found


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(prog="python -m onrecord.train.rank", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with polnear/ and statements-train.jsonl")
    parser.add_argument("--labels", type=Path, required=True, help="our own labels: bench/labels")
    parser.add_argument("--least", type=float, default=LEAST, help="least probability of a name that is given out")
    parser.add_argument("--install", type=Path, default=Path("src/onrecord/resolve/speakers.json"))
    parser.add_argument("--hearing", action="store_true", help="only fit anew how much the encoder's word weighs")
    args = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    texts = {a["id"]: a for a in articles(args.data / "polnear" / "train.jsonl")}
    labels = labels_of(args.data, args.labels / "statements.jsonl", texts)
    every = [{**texts[i], "attributions": rows} for i, rows in labels.items() if i in texts]
    made = weights() if args.hearing else _made([a for a in every if not held(a["id"])], args.least)
    encoder = Encoder()
    apart = [a for a in every if held(a["id"])]
    told = [signals_of(a["text"], encoder) for a in apart]
    listening = replace(made, hearing=dict.fromkeys(GROUPS, STEPS[1]))
    choices = [c for part, _ in read(apart, told, [listening] * len(apart)) for c in part]
    _write(args.install, replace(made, hearing=hearing_of(choices, made)), len(every) - len(apart))


def signals_of(text: str, encoder: Encoder) -> tuple[Signals, ...]:
    """What the encoder tells of a text."""
    return (drafts_of(text, parse(text), [Span(0, len(text))], encoder)[1],)


def _made(chosen: Sequence[dict[str, Any]], least: float) -> Weights:
    """Weights and ways, fitted on articles without the encoder's word; what is reported is cross-validated."""
    told: list[Sequence[Signals]] = [() for _ in chosen]
    folds = np.array([k % FOLDS for k in range(len(chosen))])
    start = replace(weights(), least=dict.fromkeys(GROUPS, 0.0), hearing={})
    known: list[Weights] = [start] * len(chosen)
    choices: list[Choice] = []
    for turn in range(ROUNDS):
        choices = [c for part, _ in read(chosen, told, known) for c in part]
        by_fold = [fitted([c for c in choices if folds[c.article] != k], start) for k in range(FOLDS)]
        known = [by_fold[k] for k in folds]
        _report(turn, choices, known)
    floor = dict.fromkeys(GROUPS, least)
    outcomes = [o for _, part in read(chosen, told, [replace(w, least=floor) for w in known]) for o in part]
    ways = ways_of(outcomes)
    _log_calibration(outcomes, ways)
    return replace(fitted(choices, start), least=floor, ways=ways)


def _report(turn: int, choices: Sequence[Choice], known: Sequence[Weights]) -> None:
    for g in GROUPS:
        rows = [c for c in choices if c.group == g]
        hits = [float(c.right[int(np.argmax(c.facts @ np.array(known[c.article].weights[g])))]) for c in rows]
        reach = [float(c.right[1:].any()) for c in rows]
        log.info(
            "round %d %-9s %5d choices, right %.1f, in reach %.1f",
            turn, g, len(rows), 100 * np.mean(hits or [0.0]), 100 * np.mean(reach or [0.0]),
        )  # fmt: skip


def _log_calibration(outcomes: Sequence[Outcome], ways: dict[str, tuple[float, float]]) -> None:
    model = Weights({}, {}, ways, {})
    rows = [o for o in outcomes if o.named]
    p = np.array([model.confidence(o.how, o.share) for o in rows])
    y = np.array([float(o.right) for o in rows])
    error = expected_calibration_error(p, y)
    log.info("%d of %d named, right %.1f; calibration error %.3f", len(rows), len(outcomes), 100 * y.mean(), error)


def _write(path: Path, made: Weights, learned: int) -> None:
    data = {
        "articles": learned,
        "least": dict(made.least),
        "hearing": dict(made.hearing),
        "ways": {how: {"bias": round(b, 3), "slope": round(s, 3)} for how, (b, s) in made.ways.items()},
        "weights": {
            g: {name: round(v, 3) for name, v in zip(FACTS, made.weights[g], strict=True) if abs(v) > LEAST_WEIGHT}
            for g in GROUPS
        },
    }
    path.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
