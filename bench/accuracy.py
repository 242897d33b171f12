"""How good: OnRecord over PolNeAR's development articles, scored by the shared scorer.

Texts are read without title and date. ``--sample`` reads the articles of ``floors.json`` only; whatever is read in part
is printed, never written into the results.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

from bench.calibration import calibration, judge
from bench.common import ROOT, SHARED, Record, dev_articles, digest, load_scorer, save_jsonl, save_section
from bench.floors import load_floors, sample_of
from bench.reading import predictions

KEPT = ("p", "r", "f1", "accuracy", "all", "of", "acts", "gold", "left out")


def measure(shared: Path, articles: Sequence[Record], out: Path | None = None) -> Record:
    """Read and score ``articles``; the predictions go to ``out`` as JSONL when it is given.

    Raises ``RuntimeError`` when the calibration's matching is not the scorer's.
    """
    scorer = load_scorer(shared)
    statements = predictions(articles)
    if out is not None:
        save_jsonl(out, statements)
    scores = scorer.score(list(articles), statements)
    judged = judge(scorer, articles, statements)
    precision = round(100 * sum(j.right for j in judged) / len(judged), 1) if judged else 0.0
    if precision != scores["who-said-what"]["p"]:
        raise RuntimeError(f"calibration matched {precision} %, the scorer {scores['who-said-what']['p']} %")
    return {
        "data": {"name": "PolNeAR dev", "articles": len(articles), "sha256": digest(articles)},
        "statements": len(statements),
        "scores": scores,
        "calibration": calibration(judged),
    }


def print_table(result: Record) -> None:
    """The scores, then the reliability table."""
    for name, values in result["scores"].items():
        print(f"{name:26s} " + "  ".join(f"{key} {values[key]}" for key in KEPT if key in values))
    found = result["calibration"]
    print(f"\ncalibration error {found['error']} points over {found['statements']} statements")
    for row in found["bins"]:
        print(f"  {row['from']:.3f}-{row['to']:.3f}  says {row['confidence']:5.1f} %  right {row['right']:5.1f} %")


def main(argv: Sequence[str] | None = None) -> Record:
    """Command line; returns what was measured."""
    parser = argparse.ArgumentParser(prog="python -m bench.accuracy", description=__doc__)
    parser.add_argument("shared", type=Path, nargs="?", default=SHARED, help="folder with data/ and bench/score.py")
    parser.add_argument("--out", type=Path, default=ROOT / "out" / "dev.jsonl", help="predictions, JSONL")
    parser.add_argument("--limit", type=int, help="only the first N articles")
    parser.add_argument("--sample", action="store_true", help="only the sample of floors.json")
    parser.add_argument("--ids", nargs="+", help="only these articles")
    arguments = parser.parse_args(argv)
    every = articles = dev_articles(arguments.shared)
    if arguments.sample:
        articles = sample_of(every, load_floors())
    if arguments.ids:
        articles = [a for a in articles if a["id"] in arguments.ids]
    articles = articles[: arguments.limit]
    result = measure(arguments.shared, articles, arguments.out)
    print_table(result)
    if len(articles) == len(every):
        save_section("accuracy", result)
    return result


if __name__ == "__main__":
    main()
