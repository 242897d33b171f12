"""Who said it: how often the speaker is found when source, cue and content are given, by type of source.

``python -m bench.speakers`` feeds the labelled attributions through the stage, so that its own errors stand apart from
those of the reading; ``--end`` adds the figures from text to speaker by the shared scorer on ``statements-dev.jsonl``.
``--errors PART`` prints what is wrong in a part.
"""

import argparse
import collections
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.common import HERE, SHARED, Record, load_jsonl, load_scorer
from bench.reading import predictions
from onrecord.attribute.reader import drafts_of
from onrecord.ingest import article_of_text
from onrecord.model import Article, Attribution, Reference, Span
from onrecord.nlp.encoder import Encoder
from onrecord.nlp.signals import Signals
from onrecord.resolve import speakers
from onrecord.text import parse
from onrecord.train.labels import held, labels_of

PRONOUNS = frozenset(["he", "she", "it", "they", "him", "her", "them", "his", "their", "its"])
RELATIVES = frozenset(["who", "whom", "which", "that"])
FIRST = frozenset(["i", "we", "me", "us", "my", "our", "you"])


@dataclass(frozen=True, slots=True)
class Case:
    """One labelled statement and what was found for it."""

    kind: str
    source: str
    gold: Record
    found: Reference
    right: bool
    hard: bool
    kind_right: bool


def parts(shared: Path) -> dict[str, list[Record]]:
    """The labelled articles: ``train`` (shared and our own), ``held`` (ours), ``dev``."""
    data = shared / "data"
    texts = {a["id"]: a for a in load_jsonl(data / "polnear" / "train.jsonl")}
    train = load_jsonl(data / "statements-train.jsonl")
    shared_ids = {a["id"] for a in train}
    labels = labels_of(data, HERE / "labels" / "statements.jsonl", texts)
    own = [{**texts[name], "attributions": rows} for name, rows in labels.items() if name not in shared_ids]
    return {
        "train": [a for a in (*train, *own) if not held(a["id"])],
        "held": [a for a in (*train, *own) if held(a["id"])],
        "dev": load_jsonl(data / "statements-dev.jsonl"),
    }


def given(article: Record) -> list[Attribution]:
    """The labels of an article as the stage before would give them."""
    found = []
    for a in article["attributions"]:
        source, cue, content = ([Span(s, e) for s, e in a[part]] for part in ("source", "cue", "content"))
        where = content or cue or source
        found.append(Attribution(tuple(source), cue[0] if cue else None, tuple(where), "mixed", 1.0))
    return found


def type_of(source: str) -> str:
    """A source by its words: pronoun, relative, first (and second) person, none, name, other words."""
    words = source.lower().split()
    if not words:
        return "none"
    for name, known in (("pronoun", PRONOUNS), ("relative", RELATIVES), ("first", FIRST)):
        if len(words) == 1 and words[0] in known:
            return name
    return "capital" if any(w[0].isupper() for w in source.split()[1:] or source.split()) else "description"


def cases(article: Record, scorer: object, passes: Sequence[Signals] = ()) -> Iterator[Case]:
    """Each labelled statement with what was found."""
    text = article["text"]
    read: Article = article_of_text(text)
    assert read.text == text
    for label, found in zip(article["attributions"], speakers(read, parse(text), given(article), passes), strict=True):
        who = label["speaker"] or {"name": None, "kind": None}
        source = " ".join(text[s:e] for s, e in label["source"])
        names = [who["name"], *([label["speaker_doubt"]] if "speaker_doubt" in label else [])]
        right = any(scorer.same_name(n, found.name, who["kind"]) for n in names)  # type: ignore[attr-defined]
        last = scorer.tokens(who["name"])[-1:]  # type: ignore[attr-defined]
        hard = bool(last) and last[0] not in scorer.tokens(source)  # type: ignore[attr-defined]
        yield Case(type_of(source), source, who, found, right, hard, found.kind == who["kind"])


def table(found: Sequence[Case]) -> list[str]:
    """Lines: all, hard, then by type of source: how many, right, wrongly named, kind right."""
    rows = {"all": list(found), "hard": [c for c in found if c.hard]}
    for kind, _ in collections.Counter(c.kind for c in found).most_common():
        rows[kind] = [c for c in found if c.kind == kind]
    lines = []
    for name, row in rows.items():
        right, wrong, kinds = (
            100 * sum(test) / len(row) if row else 0.0
            for test in (
                [c.right for c in row],
                [not c.right and c.found.name is not None for c in row],
                [c.kind_right for c in row],
            )
        )
        lines.append(f"  {name:12s} {len(row):5d}  right {right:5.1f}  wrong {wrong:5.1f}  kind {kinds:5.1f}")
    return lines


def main(argv: Sequence[str] | None = None) -> None:
    """Command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.speakers", description=__doc__)
    parser.add_argument("shared", type=Path, nargs="?", default=SHARED, help="folder with data/ and bench/score.py")
    parser.add_argument("--parts", nargs="+", default=["train", "held", "dev"])
    parser.add_argument("--errors", nargs="*", default=[], help="parts whose errors are printed")
    parser.add_argument("--heads", action="store_true", help="run the encoder too, for what its heads tell")
    parser.add_argument("--end", action="store_true", help="read statements-dev end to end and score it")
    arguments = parser.parse_args(argv)
    scorer, labelled = load_scorer(arguments.shared), parts(arguments.shared)
    encoder = Encoder() if arguments.heads else None
    for part in arguments.parts:
        found = [c for a in labelled[part] for c in cases(a, scorer, signals_of(a["text"], encoder))]
        print(part, *table(found), sep="\n")
        for c in found if part in arguments.errors else ():
            if not c.right or not c.kind_right:
                got = f"{c.found.name}/{c.found.kind} {c.found.confidence} {c.found.unresolved or ''}"
                print(f"{c.kind}\t{c.source[:90]!r}\t{c.gold['name']}/{c.gold['kind']}\t{got}")
    if arguments.end:
        scores = scorer.score(labelled["dev"], predictions(labelled["dev"]))
        for key in ("who-said-what", "speaker", "speaker hard", "speaker wrong", "kind"):
            print(f"{key:16s} {scores[key]}")


def signals_of(text: str, encoder: Encoder | None) -> Sequence[Signals]:
    """What the encoder tells of a text; nothing without one."""
    if encoder is None:
        return ()
    bounds = parse(text)
    return (drafts_of(text, bounds, [Span(0, len(text))], encoder)[1],)


if __name__ == "__main__":
    main()
