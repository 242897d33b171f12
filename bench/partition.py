"""How well every character of an article is told apart: ``python -m bench.partition [shared]``.

The gold is ``labels/partition.jsonl``. Each article is read as plain text; each character that is no white space counts
once: accuracy, precision, recall and F1 of every share, and how much of the text is a statement (content, source and
cue together), circumstance, reporter and apparatus, by the gold and as read.
"""

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from bench.common import HERE, SHARED, Record, load_jsonl, save_section
from onrecord import Options, Reader, Reading

GOLD = HERE / "labels" / "partition.jsonl"
SHARES = ("content", "source", "cue", "circumstance", "reporter", "apparatus")
PARTS = {"statement": SHARES[:3], **{share: (share,) for share in SHARES[3:]}}
"""What is counted in percent of the text → its shares."""
Pairs = Counter[tuple[str, str]]
"""How many characters have a share by the gold and a share as read."""


def read_shares(reading: Reading, text: str) -> list[str]:
    """The share of every character as read. Raises ``ValueError`` when the text isn't stored as it was given."""
    if reading.article.text != text:
        raise ValueError(f"{reading.article.origin}: the text was changed, so the offsets of the gold do not hold")
    shares = [""] * len(text)
    for part in reading.partition:
        shares[part.span.start : part.span.end] = [part.share] * (part.span.end - part.span.start)
    return shares


def pairs(case: Record, text: str, reading: Reading) -> Pairs:
    """The characters of one article."""
    mine = read_shares(reading, text)
    return Counter(
        (share, mine[i]) for start, end, share in case["spans"] for i in range(start, end) if not text[i].isspace()
    )


def scores(found: Pairs) -> Record:
    """Accuracy, every share's precision, recall and F1, and every part of the text, all in percent."""
    total = found.total()
    gold: Counter[str] = Counter()
    mine: Counter[str] = Counter()
    for (wanted, told), count in found.items():
        gold[wanted] += count
        mine[told] += count
    result: Record = {"characters": total, "accuracy": percent(sum(found[s, s] for s in SHARES), total)}
    for share in SHARES:
        precision, recall = percent(found[share, share], mine[share]), percent(found[share, share], gold[share])
        f1 = percent(2 * found[share, share], mine[share] + gold[share])
        result[share] = {"precision": precision, "recall": recall, "f1": f1, "gold": gold[share]}
    result["of the text"] = {
        part: {"gold": percent(sum(gold[s] for s in held), total), "read": percent(sum(mine[s] for s in held), total)}
        for part, held in PARTS.items()
    }
    return result


def percent(part: float, whole: float) -> float | None:
    """Rounded; None of nothing."""
    return round(100 * part / whole, 1) if whole else None


def confusions(found: Pairs) -> list[str]:
    """What was taken for what, most characters first."""
    wrong = [(count, wanted, told) for (wanted, told), count in found.items() if wanted != told]
    return [f"  {wanted:13s} read as {told:13s} {count:5d}" for count, wanted, told in sorted(wrong, reverse=True)]


def main(argv: Sequence[str] | None = None) -> Record:
    """Command line; returns what was measured."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.partition", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("shared", type=Path, nargs="?", default=SHARED, help="folder with data/")
    parser.add_argument("--save", action="store_true", help="write the figures to bench/results.json")
    options = parser.parse_args(argv)
    cases, reader = load_jsonl(GOLD), Reader(Options(fields=False))
    rows = {
        (c, r["id"]): r
        for c in {case["corpus"] for case in cases}
        for r in load_jsonl(options.shared / f"data/{c}.jsonl")
    }
    found: Pairs = Counter()
    for case in cases:
        text: str = rows[case["corpus"], case["article"]]["text"]
        own = pairs(case, text, reader.read(text, origin=case["article"]))
        print(f"  {case['article']:60s} {own.total():5d} characters  accuracy {scores(own)['accuracy']}")
        found += own
    result = scores(found)
    print(f"all {result['characters']} characters  accuracy {result['accuracy']}")
    for share in SHARES:
        print(f"  {share:13s}", "  ".join(f"{key} {value}" for key, value in result[share].items()))
    for part, values in result["of the text"].items():
        print(f"  {part:13s} % of the text: gold {values['gold']}  read {values['read']}")
    print(*confusions(found), sep="\n")
    if options.save:
        save_section("partition", result)
    return result


if __name__ == "__main__":
    main()
