"""How good the figures and the conditions are: ``python -m bench.fields_places``.

``figures``: over the contents of ``labels/figures.jsonl``. A figure is found when the spans overlap, one to one;
``value`` is right when value, ends and approximate are, ``unit`` without regard to capitals and a plural's s, ``of``
when the words overlap by IoU >= 0.5. ``held``: the articles left out while the rules were made (``reserved``).

``conditions``: over ``labels/conditions.jsonl`` (places chosen for having no "if"), and with the labelled attributions
given, so that only the conditions are measured: statements-train, our own labels, those of them left out, and
statements-dev. Right as in the scorer: kind agrees and the words overlap by IoU >= 0.5; ``outcome`` likewise on those
that are right. ``read`` is end to end: statements-dev read as text, by the scorer, which takes some time.
"""

import argparse
import hashlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import ModuleType

from bench.common import HERE, SHARED, Record, load_jsonl, load_scorer, save_section
from bench.reading import predictions
from onrecord.interpret.conditions import conditions
from onrecord.interpret.figures import figures
from onrecord.model import Condition, Figure, Parse, Span
from onrecord.text import parse
from onrecord.train.labels import held

LABELS = HERE / "labels"
SHARE = 3
"""Tenths of the places that were left out while the rules were made."""
Told = tuple[str, str, str]
"""A condition as kind, words of the condition, words of the outcome."""
Case = tuple[str, list[list[int]], list[Told]]
"""A text, a content in pieces, and the conditions that it has."""


def reserved(article: str, tenths: int) -> bool:
    """Is the article left out while rules are made?"""
    return hashlib.sha256(article.encode()).digest()[0] % 10 < tenths


class Texts:
    """The texts that labels point into, by corpus and id; each file is read once."""

    def __init__(self, data: Path) -> None:
        self._data = data
        self._files: dict[str, dict[str, Record]] = {}

    def article(self, corpus: str, name: str) -> Record:
        """One article of a corpus."""
        if corpus not in self._files:
            self._files[corpus] = {row["id"]: row for row in load_jsonl(self._data / f"{corpus}.jsonl")}
        return self._files[corpus][name]


def words_at(text: str, spans: Sequence[Sequence[int]] | None) -> str:
    """The words of a place in pieces; empty for none."""
    return " ".join(text[start:end] for start, end in spans or ())


def rates(right: int, predicted: int, gold: int) -> Record:
    """Precision, recall and F1 in percent."""
    p, r = (100 * right / n if n else 0.0 for n in (predicted, gold))
    return {"p": round(p, 1), "r": round(r, 1), "f1": round(2 * p * r / (p + r), 1) if p + r else 0.0, "gold": gold}


def share(part: int, whole: int) -> Record:
    """A share in percent."""
    return {"accuracy": round(100 * part / whole, 1) if whole else 0.0, "of": whole}


# figures


def same_unit(gold: str | None, given: str | None) -> bool:
    """Units alike but for capitals, white space and the s of a plural."""

    def plain(unit: str | None) -> str | None:
        return None if unit is None else " ".join(unit.lower().split()).removesuffix("s")

    return plain(gold) == plain(given)


def figure_checks(scorer: ModuleType, text: str, gold: Record, given: Figure) -> Record:
    """What is right of a figure that was found."""
    unit = gold["unit"] or (text[slice(*gold["unit_span"])] if gold["unit_span"] else None)
    of = text[slice(*gold["of"])] if gold["of"] else ""
    ends = (given.value, given.low, given.high, given.approximate)
    return {
        "value": ends == (gold["value"], gold["low"], gold["high"], gold["approximate"]),
        "unit": same_unit(unit, given.unit),
        "of": scorer.alike(of, given.of or "") or not (of or given.of),
    }


def figure_scores(scorer: ModuleType, texts: Texts, *, held: bool | None) -> Record:
    """Figures over the labelled contents; ``held`` True: only those left out, False: only the others."""
    count = dict.fromkeys(("predicted", "gold", "found", "value", "unit", "both", "of", "all"), 0)
    for case in load_jsonl(LABELS / "figures.jsonl"):
        if held is not None and reserved(case["article"], SHARE) != held:
            continue
        text = texts.article(case["corpus"], case["article"])["text"]
        left = list(figures(text, [Span(*piece) for piece in case["content"]]))
        count["predicted"] += len(left)
        count["gold"] += len(case["figures"])
        for gold in case["figures"]:
            hit = next((f for f in left if f.span.overlaps(Span(gold["start"], gold["end"]))), None)
            if hit is None:
                continue
            left.remove(hit)
            good = figure_checks(scorer, text, gold, hit)
            count["found"] += 1
            for name, ok in {**good, "both": good["value"] and good["unit"], "all": all(good.values())}.items():
                count[name] += bool(ok)
    return {
        "found": rates(count["found"], count["predicted"], count["gold"]),
        "value and unit": rates(count["both"], count["predicted"], count["gold"]),
        "all right": rates(count["all"], count["predicted"], count["gold"]),
        **{name: share(count[name], count["found"]) for name in ("value", "unit", "of")},
    }


# conditions


def told(text: str, condition: Condition) -> Told:
    """A condition that was found, as words."""
    pieces = (condition.condition, condition.outcome)
    found = [words_at(text, [(s.start, s.end) for s in spans]) for spans in pieces]
    return condition.kind, found[0], found[1]


def condition_scores(scorer: ModuleType, cases: Iterator[Case]) -> Record:
    """Conditions where the contents are given."""
    right = predicted = gold = outcomes = 0
    bounds: dict[str, Parse] = {}
    for text, content, labels in cases:
        if text not in bounds:
            bounds = {text: parse(text)}
        spans = [Span(*piece) for piece in content]
        left = [told(text, c) for c in conditions(text, bounds[text], spans)]
        predicted += len(left)
        gold += len(labels)
        for kind, words, outcome in labels:
            hit = next((x for x in left if x[0] == kind and scorer.alike(words, x[1])), None)
            if hit is not None:
                left.remove(hit)
                right += 1
                outcomes += scorer.alike(outcome, hit[2]) or not (outcome or hit[2])
    return {**rates(right, predicted, gold), "outcome": share(outcomes, right)}


def place_cases(texts: Texts, keep: Callable[[Record], bool]) -> Iterator[Case]:
    """The cases of ``labels/conditions.jsonl``."""
    for case in load_jsonl(LABELS / "conditions.jsonl"):
        text = texts.article(case["corpus"], case["article"])["text"]
        labels = [(c["kind"], words_at(text, c["condition"]), words_at(text, c["outcome"])) for c in case["conditions"]]
        if keep(case):
            yield text, case["content"], labels


def shared_cases(rows: Sequence[Record]) -> Iterator[Case]:
    """The attributions of statements-train and statements-dev."""
    for row in rows:
        for a in row["attributions"]:
            yield row["text"], a["content"], [(c["kind"], c["condition"], c["outcome"] or "") for c in a["conditions"]]


def own_cases(texts: Texts, *, kept_back: bool) -> Iterator[Case]:
    """The attributions of ``labels/statements.jsonl``, those left out or the others."""
    for row in load_jsonl(LABELS / "statements.jsonl"):
        if held(row["article"]) != kept_back:
            continue
        article = texts.article("polnear/train", row["article"])
        for label in row["attributions"]:
            content = article["attributions"][label["n"] - 1]["content"]
            words = [
                (c["kind"], *(words_at(article["text"], c[k]) for k in ("condition", "outcome")))
                for c in label["conditions"]
            ]
            yield article["text"], content, words


def all_conditions(scorer: ModuleType, texts: Texts, data: Path) -> Record:
    """Conditions over every set of labels, contents given."""

    sets: dict[str, Iterator[Case]] = {
        "places": place_cases(texts, bool),
        "places left out": place_cases(texts, lambda case: reserved(case["article"], SHARE)),
        "places, none open": place_cases(texts, lambda case: "open" not in case["note"]),
        "places, no marker": place_cases(texts, lambda case: all(c["marker"] is None for c in case["conditions"])),
        "train": shared_cases(load_jsonl(data / "statements-train.jsonl")),
        "own": own_cases(texts, kept_back=False),
        "own left out": own_cases(texts, kept_back=True),
        "dev": shared_cases(load_jsonl(data / "statements-dev.jsonl")),
    }
    return {name: condition_scores(scorer, cases) for name, cases in sets.items()}


def end_to_end(scorer: ModuleType, data: Path) -> Record:
    """The scorer's conditions on statements-dev, read as text."""
    articles = load_jsonl(data / "statements-dev.jsonl")
    found = scorer.score(articles, predictions(articles))
    return {name: found[name] for name in ("conditions", "conditions all", "who-said-what")}


def main(argv: Sequence[str] | None = None) -> Record:
    """Command line; returns what was measured."""
    parser = argparse.ArgumentParser(prog="python -m bench.fields_places", description=__doc__)
    parser.add_argument("shared", type=Path, nargs="?", default=SHARED, help="folder with data/ and bench/score.py")
    parser.add_argument("--read", action="store_true", help="end to end too")
    parser.add_argument("--save", action="store_true", help="write a section of the results")
    arguments = parser.parse_args(argv)
    data: Path = arguments.shared / "data"
    scorer, texts = load_scorer(arguments.shared), Texts(data)
    parts = {"all": None, "made with": False, "left out": True}
    result: Record = {
        "figures": {name: figure_scores(scorer, texts, held=held) for name, held in parts.items()},
        "conditions": all_conditions(scorer, texts, data),
    }
    if arguments.read or arguments.save:
        result["read"] = end_to_end(scorer, data)
    for part, values in result.items():
        for name, scores in values.items():
            print(f"{part:11s} {name:20s} {scores}")
    if arguments.save:
        save_section("places", result)
    return result


if __name__ == "__main__":
    main()
