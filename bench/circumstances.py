"""When, to whom, where: measured on labelled attributions, and end to end through the shared scorer.

    python -m bench.circumstances [--all] [--rules] [--read]

The first table gives the stages the labelled sources, cues and contents: F1 of the words of ``said``, ``audience`` and
``occasion`` (half of the words shared), and of the labelled days how many first and last days are right. ``--read``
reads the development articles from their texts as users do and prints what ``score.py`` says of the two fields.
"""

import argparse
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bench.common import HERE, SHARED, Record, load_jsonl, load_scorer
from bench.reading import predictions
from onrecord.attribute.reader import drafts_of
from onrecord.interpret.circumstance import circumstances
from onrecord.model import Article, Moment, Parse, Span, Timing
from onrecord.nlp.encoder import Encoder
from onrecord.nlp.signals import Signals
from onrecord.resolve import timings
from onrecord.resolve.days import Days, days
from onrecord.text import parse
from onrecord.train.details import attribution, spans_of
from onrecord.train.labels import held, labels_of

FIELDS = ("said", "audience", "occasion")


@dataclass(frozen=True, slots=True)
class Labelled:
    """One article with labelled attributions."""

    id: str
    text: str
    published: str | None
    labels: list[Record]


@dataclass(frozen=True, slots=True)
class Found:
    """What the stages say of the attributions of one article."""

    said: list[Timing | None]
    around: list[tuple[tuple[Span, ...], Span | None]]


def sets(shared: Path) -> Iterator[tuple[str, list[Labelled]]]:
    """The labelled articles by their use; ``held`` ones are left out of training."""
    train = {a["id"]: a for a in load_jsonl(shared / "data" / "polnear" / "train.jsonl")}
    given = {a["id"]: a for a in load_jsonl(shared / "data" / "statements-train.jsonl")}
    every = labels_of(shared / "data", HERE / "labels" / "statements.jsonl", train)
    rows = [
        Labelled(name, (given.get(name) or train[name])["text"], train[name]["published"], labels)
        for name, labels in every.items()
    ]
    for mine, name in ((True, "our own"), (False, "statements-train")):
        for kept in (False, True):
            some = [a for a in rows if (a.id not in given) == mine and held(a.id) == kept]
            yield f"{name}, {'held' if kept else 'trained on'}", some
    dev = load_jsonl(shared / "data" / "statements-dev.jsonl")
    yield "statements-dev", [Labelled(a["id"], a["text"], None, a["attributions"]) for a in dev]


def found_in(article: Labelled, read: Callable[[str, Parse], tuple[Signals, ...]]) -> Found:
    """The fields of the labelled attributions."""
    bounds = parse(article.text)
    attributions = [attribution(label) for label in article.labels]
    passes = read(article.text, bounds)
    moment = Moment.of(article.published) if article.published else None
    whole = Article(article.id, article.id, article.text, (), published=moment)
    return Found(
        timings(whole, bounds, attributions, passes), circumstances(article.text, bounds, attributions, passes)
    )


def words(article: Labelled, found: Found) -> Iterator[tuple[str, list[str], list[str]]]:
    """Of each field the labelled and the given words, statement by statement."""
    for i, label in enumerate(article.labels):
        said, (listeners, place) = found.said[i], found.around[i]
        given = {"said": [said.span] if said else [], "audience": listeners, "occasion": [place] if place else []}
        for field in FIELDS:
            if field != "occasion" or "occasion" in label:
                gold = [s.of(article.text) for s in spans_of(article.text, label, field)]
                yield field, gold, [s.of(article.text) for s in given[field]]


def table(
    name: str, articles: Sequence[Labelled], read: Callable[[str, Parse], tuple[Signals, ...]], scorer: Any
) -> None:
    """One line for each field."""
    counts: dict[str, Counter[str]] = {field: Counter() for field in FIELDS}
    for article in articles:
        for field, gold, given in words(article, found_in(article, read)):
            counts[field]["right"] += scorer.pairs_right(gold, given, scorer.alike)
            counts[field]["given"] += len(given)
            counts[field]["gold"] += len(gold)
    for field, c in counts.items():
        if c["gold"]:
            print(f"{name:32s} {field:9s}", scorer.prf(c["right"], c["given"], c["gold"]))


def day_table(articles: Sequence[Labelled]) -> None:
    """How many labelled days are right when the labelled expression is given, by the kind of what is read."""
    by: dict[str, Counter[str]] = {}
    for article in articles:
        for label in article.labels:
            if not label.get("said") or not article.published:
                continue
            expression = article.text[slice(*label["said"])]
            got = days(expression, date.fromisoformat(article.published[:10]))
            gold = tuple(label["days"]) if label["days"] else None
            given = (got.first.isoformat(), got.last.isoformat()) if isinstance(got, Days) else None
            for kind in ("all", length(gold)):
                c = by.setdefault(kind, Counter())
                c["labels"] += 1
                c["resolved"] += given is not None
                c["first"] += bool(gold and given and gold[0] == given[0])
                c["last"] += bool(gold and given and gold[1] == given[1])
                c["both"] += gold == given
    for kind, c in sorted(by.items()):
        print(f"  {kind:12s}", dict(c))


def length(gold: tuple[str, ...] | None) -> str:
    """Day, week, month or year, as long as the labelled stretch is."""
    if gold is None:
        return "unresolved"
    span = (date.fromisoformat(gold[1]) - date.fromisoformat(gold[0])).days
    return "day" if span < 1 else "days" if span < 7 else "to a month" if span < 31 else "longer"


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.circumstances", description=__doc__)
    parser.add_argument("shared", type=Path, nargs="?", default=SHARED)
    parser.add_argument("--read", action="store_true", help="end to end on statements-dev, through score.py")
    parser.add_argument("--rules", action="store_true", help="without what the encoder tells")
    parser.add_argument("--all", action="store_true", help="the articles that the weights were fitted on, too")
    given = parser.parse_args()
    scorer, encoder = load_scorer(given.shared), None if given.rules else Encoder()

    def read(text: str, bounds: Parse) -> tuple[Signals, ...]:
        if encoder is None:
            return ()
        return (drafts_of(text, bounds, [Span(0, len(text))], encoder)[1],)

    for name, articles in sets(given.shared):
        if name.endswith("trained on") and not given.all:
            continue
        table(name, articles, read, scorer)
        if name.startswith("our own"):
            day_table(articles)
    if given.read:
        dev = load_jsonl(given.shared / "data" / "statements-dev.jsonl")
        scores = scorer.score(dev, predictions(dev))
        for key in ("who-said-what", "said", "said all", "audience", "audience all"):
            print(f"read: {key:14s}", scores[key])


if __name__ == "__main__":
    main()
