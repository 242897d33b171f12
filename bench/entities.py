"""How well names of different articles are joined: ``python -m bench.entities [shared]``.

The gold is ``labels/entities.jsonl`` (pairs of mentions that look alike; those that a reader couldn't tell are left
out) and ``labels/entity-clusters.jsonl`` (for B³). One index is built of all mentions of both files, with the kind
that reading gives (a country is an organization, as speakers are), the roles beside the name and the words of the
article; no fuller name from elsewhere. Pairs are measured by precision and recall of "same". Half of the pairs (by
the hash of their id) chose the weights; the other half is reported apart.

``time``: what a mention costs, with the first thousand and with the last of twenty thousand invented ones.
"""

import argparse
import hashlib
import random
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from bench.common import HERE, SHARED, Record, load_jsonl, save_section
from onrecord.model import Span
from onrecord.resolve.context import capitalised, near, roles_near
from onrecord.resolve.decisions import EntityKind, Mention
from onrecord.resolve.index import EntityIndex, Stream

LABELS = HERE / "labels"
KINDS: dict[str, EntityKind] = {
    "person": "person", "organization": "organization", "country": "organization", "place": "place", "group": "group",
}  # fmt: skip
"""The gold's kinds → what reading would call them."""
Place = tuple[str, str, int, int]
Score = dict[str, float]


def place(mention: Record) -> Place:
    """What identifies a mention of the gold."""
    return (mention["corpus"], mention["article"], *mention["span"])


def chosen_on(pair: Record) -> bool:
    """True for the half of the pairs that weights may be chosen on."""
    return hashlib.sha256(pair["id"].encode()).digest()[0] % 2 == 0


class Texts:
    """The articles that the gold points into."""

    def __init__(self, data: Path, corpora: Iterable[str]) -> None:
        self.rows = {(c, r["id"]): r for c in sorted(set(corpora)) for r in load_jsonl(data / f"{c}.jsonl")}
        self.words: dict[tuple[str, str], tuple[str, ...]] = {}

    def mention(self, where: Place, kind: EntityKind) -> Mention:
        """The gold's mention as reading would hand it over."""
        corpus, article, start, end = where
        row, span = self.rows[corpus, article], Span(start, end)
        text: str = row["text"]
        words = self.words.setdefault((corpus, article), capitalised(text))
        return Mention(
            name=span.of(text),
            kind=kind,
            article=f"{corpus}/{article}",
            roles=roles_near(text, span),
            outlet=row.get("outlet") or row.get("publisher"),
            date=row.get("published"),
            context=tuple(dict.fromkeys((*near(text, span), *words))),
        )


def pair_scores(pairs: Sequence[Record], same: Callable[[Record], bool]) -> Score:
    """Precision, recall and F1 of "same", in percent, and how many of all pairs are answered rightly."""
    told = [(same(pair), pair["same"]) for pair in pairs]
    hits = sum(mine and gold for mine, gold in told)
    precision = 100 * hits / max(sum(mine for mine, _ in told), 1)
    recall = 100 * hits / max(sum(gold for _, gold in told), 1)
    right = 100 * sum(mine == gold for mine, gold in told) / max(len(told), 1)
    return {
        "pairs": len(told),
        "precision": precision,
        "recall": recall,
        "f1": 2 * precision * recall / max(precision + recall, 1e-9),
        "right": right,
    }


def b_cubed(gold: Sequence[Sequence[Place]], entity: Callable[[Place], str]) -> Score:
    """B³ over the members of the gold's clusters, in percent."""
    members = [(where, number) for number, cluster in enumerate(gold) for where in cluster]
    mine: dict[str, list[int]] = {}
    for where, number in members:
        mine.setdefault(entity(where), []).append(number)
    precision = recall = 0.0
    for where, number in members:
        together = mine[entity(where)].count(number)
        precision += together / len(mine[entity(where)])
        recall += together / len(gold[number])
    precision, recall = 100 * precision / len(members), 100 * recall / len(members)
    return {"mentions": len(members), "precision": precision, "recall": recall,
            "f1": 2 * precision * recall / (precision + recall)}  # fmt: skip


def invented(count: int, seed: int = 3) -> list[list[Mention]]:
    """Articles of two invented mentions each: names of syllables, a quarter of them surnames alone."""
    draw = random.Random(seed)
    parts = [a + b for a in "bdfgklmnprstv" for b in "aeiou"]

    def word(size: int) -> str:
        return "".join(draw.choice(parts) for _ in range(size)).title()

    people = [f"{word(2)} {word(3)}" for _ in range(count // 4)]
    articles = []
    for number in range(count // 2):
        names = [draw.choice(people) for _ in range(2)]
        names = [n.split()[1] if draw.random() < 1 / 4 else n for n in names]
        words = tuple(word(3).lower() for _ in range(60))
        articles.append([Mention(n, "person", f"a{number}", date="2024-01-01", context=words) for n in names])
    return articles


def times(count: int = 20_000) -> Score:
    """Milliseconds of the processor for 1,000 mentions: the first thousand, and the last of ``count``."""
    articles, stream = invented(count), Stream()
    stream_times = []
    for article in articles:
        start = time.process_time()
        stream.add(article)
        stream_times.append(time.process_time() - start)
    first, last = sum(stream_times[:500]), sum(stream_times[-500:])
    return {"mentions": float(count), "first 1,000 (ms)": first * 1000, "last 1,000 (ms)": last * 1000}


def gold_index(shared: Path) -> tuple[EntityIndex, list[Record], list[Record], dict[Place, Mention], float]:
    """The index of all mentions of the gold, the gold, and the seconds that the index took."""
    pairs, clusters = load_jsonl(LABELS / "entities.jsonl"), load_jsonl(LABELS / "entity-clusters.jsonl")
    kinds = {place(m): KINDS[c["kind"]] for c in clusters for m in c["members"]}
    for pair in pairs:
        for end in ("a", "b"):
            kinds.setdefault(place(pair[end]), KINDS[pair["kind"]])
    texts = Texts(shared / "data", {where[0] for where in kinds})
    mentions = {where: texts.mention(where, kind) for where, kind in kinds.items()}
    start = time.process_time()
    index = EntityIndex.of(mentions.values())
    _ = index.entities
    return index, pairs, clusters, mentions, time.process_time() - start


def main(arguments: Sequence[str] | None = None) -> Record:
    """Command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.entities", description=__doc__)
    parser.add_argument("shared", type=Path, nargs="?", default=SHARED, help="folder with data/")
    parser.add_argument("--save", action="store_true", help="write the figures to bench/results.json")
    options = parser.parse_args(arguments)
    index, pairs, clusters, mentions, seconds = gold_index(options.shared)

    def entity(where: Place) -> str:
        return index.entity(mentions[where]).id

    def same(pair: Record) -> bool:
        return entity(place(pair["a"])) == entity(place(pair["b"]))

    told = [pair for pair in pairs if pair["same"] is not None]
    result: Record = {"pairs": pair_scores(told, same)}
    result["pairs chosen on"] = pair_scores([p for p in told if chosen_on(p)], same)
    result["pairs held out"] = pair_scores([p for p in told if not chosen_on(p)], same)
    for kind in sorted({pair["kind"] for pair in told}):
        result[f"pairs, {kind}"] = pair_scores([p for p in told if p["kind"] == kind], same)
    result["b3"] = b_cubed([[place(m) for m in c["members"]] for c in clusters], entity)
    result["gold"] = {"mentions": len(mentions), "ms a 1,000 mentions": 1e6 * seconds / len(mentions)}
    result["time"] = times()
    for name, score in result.items():
        print(f"{name:22}", "  ".join(f"{key} {value:.1f}" for key, value in score.items()))
    if options.save:
        save_section("entities", result)
    return result


if __name__ == "__main__":
    main()
