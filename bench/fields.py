"""How well statements are understood: OnRecord over the development articles whose fields are labelled, end to end.

The shared scorer compares; ``score`` is over the statements found, ``all`` over every labelled one. Intervals of 95 %
come from drawing the articles anew (they are few). Texts are read with their day of publication, as news arrives.
"""

import argparse
import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import ModuleType

from bench.common import ROOT, SHARED, Record, digest, load_jsonl, load_scorer, save_jsonl, save_section
from onrecord import Hints, Reader
from onrecord.export.jsonl import statement_record

MEASURES = {
    "speaker": "accuracy",
    "speaker hard": "accuracy",
    "speaker wrong": "accuracy",
    "kind": "accuracy",
    "mode": "accuracy",
    "act": "accuracy",
    "act macro": "f1",
    "negated": "f1",
    "conditions": "f1",
    "audience": "f1",
    "said": "f1",
}
"""The scorer's measure → which of its figures."""
OVER_ALL = {"conditions": "conditions all", "audience": "audience all", "said": "said all"}
DRAWS = 500


def articles_of(shared: Path) -> list[Record]:
    """The development articles with labelled fields, each with its day of publication."""
    days = {a["id"]: a["published"] for a in load_jsonl(shared / "data" / "polnear" / "dev.jsonl")}
    rows = load_jsonl(shared / "data" / "statements-dev.jsonl")
    return [{**row, "published": days[row["id"]]} for row in rows]


def statements_of(articles: Iterable[Record], reader: Reader | None = None) -> list[Record]:
    """The statements of all articles as JSON records."""
    reader = reader or Reader()
    return [
        statement_record(statement)
        for a in articles
        for statement in reader.read(a["text"], origin=a["id"], hints=Hints(published=a["published"])).statements
    ]


def figures(scores: Record) -> Record:
    """The measures of ``MEASURES``, and the same over every labelled statement, in percent."""
    found: Record = {}
    for name, key in MEASURES.items():
        if name in scores:
            over = scores[OVER_ALL[name]]["f1"] if name in OVER_ALL else scores[name].get("all")
            found[name] = {
                "score": scores[name][key],
                "all": over,
                "of": scores[name].get("of", scores[name].get("gold")),
            }
    return found


def intervals(scorer: ModuleType, articles: Sequence[Record], statements: Sequence[Record], draws: int) -> Record:
    """For each measure the 2.5th and 97.5th percentile over articles drawn with replacement (seed 0)."""
    by_article: defaultdict[str, list[Record]] = defaultdict(list)
    for statement in statements:
        by_article[statement["article"]["origin"]].append(statement)
    rng, seen = random.Random(0), defaultdict[str, list[float]](list)
    for _ in range(draws):
        gold: list[Record] = []
        given: list[Record] = []
        for number, a in enumerate(rng.choices(articles, k=len(articles))):
            name = f"{number}:{a['id']}"
            gold.append({**a, "id": name})
            given += [{**s, "article": {**s["article"], "origin": name}} for s in by_article[a["id"]]]
        scores = scorer.score(gold, given)
        for name, key in MEASURES.items():
            if name in scores:
                seen[name].append(scores[name][key])
    return {
        name: [round(sorted(values)[int(len(values) * q)], 1) for q in (0.025, 0.975)] for name, values in seen.items()
    }


def measure(shared: Path, articles: Sequence[Record], *, draws: int = DRAWS, out: Path | None = None) -> Record:
    """Reads and scores the articles; the statements go to ``out`` as JSONL when it is given."""
    scorer, statements = load_scorer(shared), statements_of(articles)
    if out is not None:
        save_jsonl(out, statements)
    return {
        "data": {"name": "statements-dev", "articles": len(articles), "sha256": digest(articles)},
        "fields": figures(scorer.score(list(articles), statements)),
        "intervals": intervals(scorer, articles, statements, draws) if draws else {},
    }


def main(argv: Sequence[str] | None = None) -> Record:
    """Command line; returns what was measured."""
    parser = argparse.ArgumentParser(prog="python -m bench.fields", description=__doc__)
    parser.add_argument("shared", type=Path, nargs="?", default=SHARED, help="folder with data/ and bench/score.py")
    parser.add_argument("--out", type=Path, default=ROOT / "out" / "fields.jsonl", help="predictions, JSONL")
    parser.add_argument("--draws", type=int, default=DRAWS, help="draws for the intervals; 0 leaves them out")
    parser.add_argument("--save", action="store_true", help="write the section into bench/results.json")
    arguments = parser.parse_args(argv)
    result = measure(arguments.shared, articles_of(arguments.shared), draws=arguments.draws, out=arguments.out)
    for name, row in result["fields"].items():
        low, high = result["intervals"].get(name, (None, None))
        print(f"{name:16s} {row['score']:5} [{low}, {high}]  all {row['all']}  of {row['of']}")
    if arguments.save:
        save_section("fields", result)
    return result


if __name__ == "__main__":
    main()
