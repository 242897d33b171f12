"""The figures in the README: one block, written from ``results.json`` and nothing else.

``python -m bench.readme`` writes it, ``--check`` ends with 1 when it is not up to date.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence

from bench.common import ROOT, Record, load_results

README = ROOT / "README.md"
BEGIN = "<!-- figures: written by `python -m bench.readme` from bench/results.json -->"
END = "<!-- /figures -->"
EMPTY = "No figures yet: `make bench` measures them."
MEASURES = {
    "who-said-what": "who said what: content and source found together",
    "who-said-what exact": "… to the exact word",
    "quoted": "… of statements with quoted words",
    "exact source": "source, exact",
    "exact cue": "cue, exact",
    "exact content": "content, exact",
}

FIELDS = {
    "speaker": "speaker by name, right",
    "speaker hard": "… where the source does not say the name",
    "speaker wrong": "… wrongly named (lower is better)",
    "kind": "kind of speaker, right",
    "mode": "mode, right",
    "act": "act, right",
    "act macro": "act, mean F1 of the acts with five or more labels",
    "negated": "negated, F1",
    "conditions": "conditions, F1",
    "audience": "audience, F1",
    "said": "words of when, F1",
}


def render(results: Record) -> str:
    """The block's lines between its marks."""
    parts = [
        *([_accuracy(results["accuracy"])] if "accuracy" in results else []),
        *([_fields(results["fields"])] if "fields" in results else []),
        *([_labels(results["labels"])] if "labels" in results else []),
        *([_sets(results)] if {"places", "entities", "partition"} <= results.keys() else []),
        *([_pages(results["pages"])] if "pages" in results else []),
        *([_speed(results["speed"])] if "speed" in results else []),
    ]
    return "\n\n".join(parts) or EMPTY


def _table(head: Sequence[str], rows: Iterator[Sequence[object]]) -> str:
    lines = [" | ".join(head), " | ".join(["---", *["---:"] * (len(head) - 1)])]
    lines += [" | ".join("–" if cell is None else str(cell) for cell in row) for row in rows]
    return "\n".join(f"| {line} |" for line in lines)


def _accuracy(part: Record) -> str:
    scores, data, found = part["scores"], part["data"], part["calibration"]
    rows = ((name, *(scores[key][k] for k in ("p", "r", "f1"))) for key, name in MEASURES.items() if key in scores)
    return (
        f"**Accuracy** on the {data['articles']} development articles of PolNeAR"
        f" ({scores['who-said-what']['gold']} attributions), in percent:\n\n"
        + _table(("", "precision", "recall", "F1"), rows)
        + f"\n\nThe confidence of a statement is off by {found['error']} percentage points on average"
        f" (expected calibration error, {len(found['bins'])} bins)."
    )


def _fields(part: Record) -> str:
    rows = (
        (
            FIELDS[key],
            row["score"],
            "–".join(map(str, part["intervals"][key])),
            row["all"],
        )
        for key, row in part["fields"].items()
    )
    return (
        f"**Fields**, end to end on the {part['data']['articles']} development articles whose fields are labelled, in"
        " percent: of the statements that were found, with an interval of 95 %, and of all labelled ones."
        " These articles served to choose among variants:\n\n"
        + _table(("", "of those found", "interval", "of all"), rows)
    )


def _labels(part: Record) -> str:
    rows = (
        (kind, values["recall"], values["precision"], values["targets"], values["cases"])
        for kind, values in part["kinds"].items()
    )
    return (
        "**What PolNeAR does not label**, on small sets of our own (one reader; `bench/labels`), in percent. The"
        " rules that join and nest were mended, and their confidence fitted, with these places at hand:\n\n"
        + _table(("", "recall", "precision", "targets", "places"), rows)
    )


def _sets(results: Record) -> str:
    places, entities, partition = (results[name] for name in ("places", "entities", "partition"))
    figures = places["figures"]["left out"]
    conditions = places["conditions"]["places left out"]
    pairs, b3 = entities["pairs held out"], entities["b3"]
    rows: list[Sequence[object]] = [
        ("figures, value and unit right (set aside)", *(figures["value and unit"][k] for k in ("p", "r", "f1"))),
        ("conditions, the content given (set aside)", *(conditions[k] for k in ("p", "r", "f1"))),
        (
            "two mentions of articles, same or not (set aside)",
            *(round(pairs[k], 1) for k in ("precision", "recall", "f1")),
        ),
        ("… as clusters, B³ (all)", *(round(b3[k], 1) for k in ("precision", "recall", "f1"))),
    ]
    return (
        "**Figures, conditions, identity**, on sets of our own (one reader; `bench/labels`), in percent:\n\n"
        + _table(("", "precision", "recall", "F1"), iter(rows))
        + f"\n\nWhat each character of an article is (content, source, cue, circumstance, reporter, apparatus) is right"
        f" for {partition['accuracy']} % of the characters of ten articles."
    )


def _pages(part: Record) -> str:
    names = {
        "recall": "paragraphs, recall",
        "precision": "paragraphs, precision",
        "title_near": "title",
        "author_recall": "authors, recall",
        "author_precision": "authors, precision",
        "day": "day of publication",
    }
    rows = (
        (name, *(f"{100 * part[reader][key]:.1f}" for reader in ("onrecord", "trafilatura")))
        for key, name in names.items()
    )
    return (
        f"**HTML**: {part['onrecord']['pages']} real pages against their true text, in percent; the rules"
        " were written with these pages at hand:\n\n" + _table(("", "OnRecord", "trafilatura alone"), rows)
    )


def _peak(part: Record) -> str | None:
    """Megabytes; None where they were not measured."""
    return None if part["peak_mb"] is None else f"{part['peak_mb']:.0f}"


def _speed(part: Record) -> str:
    one, every, start = part["one_thread"], part["all_cores"], part["start_up"]
    rows: list[Sequence[object]] = [
        ("OnRecord, one thread", one["articles_per_second"], f"{one['words_per_second']:,}", _peak(one)),
        (
            f"OnRecord, command line, `--jobs {every['jobs']}`",
            every["articles_per_second"],
            f"{every['words_per_second']:,}",
            _peak(every),
        ),
    ]
    more = ""
    if "textacy" in part:
        rival = part["textacy"]
        rate, words = rival["articles_per_second"], f"{rival['words_per_second']:,}"
        rows.append(("textacy `direct_quotations`, one thread", rate, words, _peak(rival)))
        more = (
            f" textacy {rival['versions']['textacy']} reads direct quotations alone, paragraph by paragraph, with its"
            f" spaCy parse; on the same articles its F1 is {rival['scores']['who-said-what']['f1']} on who said what"
            f" and {rival['scores']['quoted']['f1']} on quoted statements."
        )
    machine = part["measured"]["machine"]
    table = _table(("", "articles/s", "words/s", "peak MB"), iter(rows))
    return (
        f"**Speed** on {machine['cpu']} ({machine['cores']} cores), the same articles, with all fields:\n\n{table}\n\n"
        f"From a fresh process to the first statement: {start['seconds']} s"
        f" (Python alone: {start['bare_python']} s).{more}"
    )


def block(readme: str) -> str:
    """What stands between the marks of ``readme``. Raises ``ValueError`` when they are not there."""
    before, begin, rest = readme.partition(BEGIN)
    inner, end, _ = rest.partition(END)
    if not (before and begin and end):
        raise ValueError("README.md has lost the marks of its figures")
    return inner.strip()


def main(argv: Sequence[str] | None = None) -> int:
    """Command line; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m bench.readme", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; 1 when the block is not up to date")
    check: bool = parser.parse_args(argv).check
    text, fresh = README.read_text("utf-8"), render(load_results())
    stale = block(text) != fresh
    if stale and not check:
        before, _, rest = text.partition(BEGIN)
        README.write_text(f"{before}{BEGIN}\n{fresh}\n{END}{rest.partition(END)[2]}", "utf-8")
    print(
        "README.md: the figures are not those of bench/results.json" if stale and check else "README.md: figures fine"
    )
    return int(stale and check)


if __name__ == "__main__":
    sys.exit(main())
