"""How good on what PolNeAR does not label: the hand-labelled places of ``labels/``.

For each kind, over the regions of its cases: recall is the share of targets found, precision the share of predicted
statements of that kind inside the regions that match a target; regions without a target count for precision alone.

A target is found when a predicted statement of the kind has its content (IoU of words >= 0.8) and its source (a word
in common, or none in both); one prediction finds one target. Of the kind is, in ``multi-paragraph``, a statement whose
content stands in more than one paragraph (and it must stand in the same ones as the target's); in ``continuation``,
one with neither source nor cue that continues another; in ``nested``, one with a parent; in ``headline``, one without.
A prediction that finds a labelled statement of the kind which is no target (there is one) counts neither way.
"""

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from bench.common import HERE, SHARED, Record, load_jsonl, load_scorer, save_section
from bench.reading import predictions
from onrecord import Reader

LABELS = HERE / "labels"
SAME_CONTENT = 0.8
"""IoU of content words from which two statements are the same: the labels' extents are exact to a word or two."""


@dataclass(frozen=True, slots=True)
class Words:
    """A statement as sets of word numbers of its article; ``lines`` are the paragraphs of its content."""

    source: frozenset[int]
    content: frozenset[int]
    lines: frozenset[int]


def many_paragraphs(_: Record, words: Words) -> bool:
    """The content stands in more than one paragraph."""
    return len(words.lines) > 1


def goes_on(statement: Record, _: Words) -> bool:
    """Neither source nor cue, and it continues another."""
    return statement["source"] is None and statement["cue"] is None and statement["continues"] is not None


def inside(statement: Record, _: Words) -> bool:
    """It stands inside another's content."""
    return statement["parent"] is not None


def outer(statement: Record, _: Words) -> bool:
    """It stands inside no other."""
    return statement["parent"] is None


KINDS: dict[str, Callable[[Record, Words], bool]] = {
    "multi-paragraph": many_paragraphs,
    "continuation": goes_on,
    "nested": inside,
    "headline": outer,
}


@dataclass(frozen=True, slots=True)
class Text:
    """One article's text, its words, and what was read from it."""

    text: str
    words: list[tuple[int, int]]
    statements: list[Record]


class Places:
    """The texts that cases point into; each is read once."""

    def __init__(self, shared: Path) -> None:
        self.scorer: ModuleType = load_scorer(shared)
        self._data = shared / "data"
        self._texts: dict[str, dict[str, str]] = {}
        self._read: dict[tuple[str, str], Text] = {}
        self._reader = Reader()

    def of(self, case: Record) -> Text:
        """The text of ``case``, read."""
        corpus, article = case["corpus"], case["article"]
        if corpus not in self._texts:
            rows = load_jsonl(self._data / f"{corpus}.jsonl")
            self._texts[corpus] = {row["id"]: row["text"] for row in rows}
        if (corpus, article) not in self._read:
            text = self._texts[corpus][article]
            statements = predictions([{"id": article, "text": text}], self._reader)
            self._read[corpus, article] = Text(text, self.scorer.words_of(text), statements)
        return self._read[corpus, article]

    def words(self, place: Text, source: Sequence[Sequence[int]], content: Sequence[Sequence[int]]) -> Words:
        """Spans as words."""
        told: frozenset[int] = self.scorer.cover(content, place.words)
        lines = frozenset(place.text.count("\n", 0, place.words[i][0]) for i in told)
        return Words(self.scorer.cover(source, place.words), told, lines)


def case_counts(places: Places, case: Record, kind: str) -> tuple[int, int, int]:
    """Targets found, predictions of the kind inside the region, targets."""
    place, is_kind = places.of(case), KINDS[kind]
    region: frozenset[int] = places.scorer.cover([case["region"]], place.words)
    targets, others = [], []
    for label in case["statements"]:
        words = places.words(place, label["source"], label["content"])
        if label["target"]:
            targets.append(words)
        elif is_kind({"parent": None, **label, "source": label["source"] or None}, words):
            others.append(words)
    guesses = []
    for statement in place.statements:
        source, _, content = places.scorer.pieces_of(statement)
        words = places.words(place, source, content)
        if is_kind(statement, words) and 2 * len(words.content & region) > len(words.content):
            guesses.append(words)
    found = matched(targets, guesses, kind)
    beside = matched(others, [g for i, g in enumerate(guesses) if i not in found], kind)
    return len(found), len(guesses) - len(beside), len(targets)


def matched(labels: Sequence[Words], guesses: Sequence[Words], kind: str) -> set[int]:
    """Positions of the guesses that are a label: one to one, the best overlap first."""
    pairs = []
    for t, label in enumerate(labels):
        for g, guess in enumerate(guesses):
            overlap = likeness(label, guess, kind)
            if overlap >= SAME_CONTENT:
                pairs.append((-overlap, t, g))
    taken: set[int] = set()
    used: set[int] = set()
    for _, t, g in sorted(pairs):
        if t not in taken and g not in used:
            taken.add(t)
            used.add(g)
    return used


def likeness(target: Words, guess: Words, kind: str) -> float:
    """IoU of the contents, 0 when the sources differ or, for several paragraphs, the paragraphs do."""
    same_source = bool(target.source & guess.source) or not (target.source or guess.source)
    if not same_source or (kind == "multi-paragraph" and target.lines != guess.lines):
        return 0.0
    return len(target.content & guess.content) / len(target.content | guess.content)


def score_kind(places: Places, cases: Sequence[Record], kind: str) -> Record:
    """Recall and precision in percent over ``cases``, and what they are of."""
    counts = [case_counts(places, case, kind) for case in cases]
    found, predicted, targets = (sum(column) for column in zip(*counts, strict=True))
    return {
        "recall": round(100 * found / targets, 1) if targets else None,
        "precision": round(100 * found / predicted, 1) if predicted else None,
        "found": found,
        "predicted": predicted,
        "targets": targets,
        "cases": len(cases),
    }


def measure(shared: Path, kinds: Sequence[str] = tuple(KINDS)) -> Record:
    """Every kind; ``continuation`` also without the cases whose note calls them borderline."""
    places, result = Places(shared), {}
    for kind in kinds:
        cases = load_jsonl(LABELS / f"{kind}.jsonl")
        result[kind] = score_kind(places, cases, kind)
        sure = [c for c in cases if "borderline" not in c["note"]]
        if len(sure) < len(cases):
            result[f"{kind}, without borderline cases"] = score_kind(places, sure, kind)
    return result


def main(argv: Sequence[str] | None = None) -> Record:
    """Command line; returns what was measured."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.labels_score", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("shared", type=Path, nargs="?", default=SHARED, help="folder with data/ and bench/score.py")
    parser.add_argument("--kind", choices=tuple(KINDS), help="only this one; written into no results")
    arguments = parser.parse_args(argv)
    result = measure(arguments.shared, [arguments.kind] if arguments.kind else tuple(KINDS))
    for kind, values in result.items():
        print(f"{kind:44s} " + "  ".join(f"{key} {value}" for key, value in values.items()))
    if not arguments.kind:
        save_section("labels", {"kinds": result})
    return result


if __name__ == "__main__":
    main()
