"""Check the label files (*.jsonl) of this folder against the texts that they point into."""

import argparse
import hashlib
import json
import re
import sys
from collections.abc import Callable, Iterator, Set
from pathlib import Path
from typing import Any

Case = dict[str, Any]

HERE = Path(__file__).resolve().parent
CASE = {"corpus", "article", "sha256", "note"}
PLACE = {"case", "region", "statements"}
STATEMENT = {"source", "cue", "content", "continues", "parent", "target"}
FIGURE = {"start", "end", "value", "low", "high", "approximate", "unit", "unit_span", "of"}
CONDITION = {"kind", "marker", "condition", "outcome"}
KINDS = {"sufficient", "necessary"}
UNIT = re.compile(r"[A-Z]{3}|%")
"""What a figure's ``unit`` may be; a noun of the text is told by ``unit_span`` instead."""
SHARES = {"content", "source", "cue", "circumstance", "reporter", "apparatus"}
MENTION = {"corpus", "article", "sha256", "span"}
ENTITY_KINDS = {"person", "organization", "country", "place", "group"}
FIELDS = {"n", "speaker", "mode", "act", "negated", "audience", "said", "days", "occasion", "conditions", "doubt"}
ENTITIES = {
    "entities": {"id", "a", "b", "same", "kind", "note"},
    "entity-clusters": {"cluster", "kind", "members"},
}
"""File → the keys of its lines; their mentions stand in several articles."""


def bad_keys(record: Case, known: Set[str], optional: Set[str] = frozenset()) -> str:
    """The keys that are missing or unknown; empty when none is."""
    return ", ".join(sorted((known - optional - record.keys()) | (record.keys() - known)))


def bad_spans(text: str, spans: list[Any], pieces: list[Any]) -> Iterator[str]:
    """Spans that are empty, padded with white space or not inside one of the pieces."""
    for start, end in spans:
        if start >= end or not any(low <= start and end <= high for low, high in pieces):
            yield f"[{start}, {end}] is empty or outside"
        elif text[start:end] != text[start:end].strip():
            yield f"[{start}, {end}] starts or ends in white space"


def places(case: Case, text: str) -> Iterator[str]:
    """Whatever is wrong with a region and its statements."""
    low, high = case["region"]
    if not 0 <= low < high <= len(text):
        yield "the region is not in the text"
    for number, statement in enumerate(case["statements"]):
        if wrong := bad_keys(statement, STATEMENT, {"continues", "parent"}):
            yield f"statement {number}: keys missing or unknown: {wrong}"
            continue
        if not statement["content"]:
            yield f"statement {number} has no content"
        cue = [statement["cue"]] if statement["cue"] else []
        for problem in bad_spans(text, statement["source"] + cue + statement["content"], [case["region"]]):
            yield f"statement {number}: {problem}"
        for key in ("continues", "parent"):
            other = statement.get(key)
            if other is not None and (other == number or other >= len(case["statements"])):
                yield f"statement {number}: {key} {other} is no other statement"


def figure_problems(figure: Case) -> Iterator[str]:
    """Whatever is wrong with a figure's numbers and its unit."""
    value, low, high = figure["value"], figure["low"], figure["high"]
    if value is None and low is None and high is None:
        yield "no number at all"
    if low is not None and high is not None and (low >= high or value is not None):
        yield "both ends, but they are no range or there is a value beside them"
    if value is not None and any(end not in (None, value) for end in (low, high)):
        yield "an open end that is not the value"
    if value is not None and (low is not None or high is not None) and not figure["approximate"]:
        yield "an open end, but exact"
    if figure["unit"] is not None and (figure["unit_span"] or not UNIT.fullmatch(figure["unit"])):
        yield "a unit that is neither a currency nor %, or that has a span too"


def figures(case: Case, text: str) -> Iterator[str]:
    """Whatever is wrong with a content and its figures."""
    yield from content(case, text)
    last = 0
    for number, figure in enumerate(case["figures"]):
        if wrong := bad_keys(figure, FIGURE):
            yield f"figure {number}: keys missing or unknown: {wrong}"
            continue
        spans = [span for span in (figure["unit_span"], figure["of"]) if span]
        spans.append([figure["start"], figure["end"]])
        wrongs = [*bad_spans(text, spans, case["content"]), *figure_problems(figure)]
        if figure["start"] < last:
            wrongs.append("it stands before the end of the one before")
        last = figure["end"]
        yield from (f"figure {number}: {wrong}" for wrong in wrongs)


def conditions(case: Case, text: str) -> Iterator[str]:
    """Whatever is wrong with a content and its conditions."""
    yield from content(case, text)
    for number, condition in enumerate(case["conditions"]):
        if wrong := bad_keys(condition, CONDITION):
            yield f"condition {number}: keys missing or unknown: {wrong}"
            continue
        if condition["kind"] not in KINDS or not condition["condition"] or condition["outcome"] == []:
            yield f"condition {number}: an unknown kind or no words"
        marker = [condition["marker"]] if condition["marker"] else []
        spans = marker + condition["condition"] + (condition["outcome"] or [])
        yield from (f"condition {number}: {wrong}" for wrong in bad_spans(text, spans, case["content"]))


def content(case: Case, text: str) -> Iterator[str]:
    """Whatever is wrong with a content's pieces: they stand in the text's order."""
    if not case["content"]:
        yield "no content"
    yield from bad_spans(text, case["content"], [[0, len(text)]])
    ends = [0, *(place for piece in case["content"] for place in piece)]
    if ends != sorted(ends):
        yield "the pieces of the content are not in order"


def shares(case: Case, text: str) -> Iterator[str]:
    """Whatever is wrong with an article's shares: in order, without overlap, every character but white space."""
    yield from bad_spans(text, [[start, end] for start, end, _ in case["spans"]], [[0, len(text)]])
    last = 0
    for start, end, share in [*case["spans"], (len(text), len(text), "content")]:
        if share not in SHARES:
            yield f"[{start}, {end}]: an unknown share: {share}"
        if start < last:
            yield f"[{start}, {end}] stands before the end of the one before"
        elif text[last:start].strip():
            yield f"[{last}, {start}] has no share"
        last = max(last, end)


FORMS: dict[str, tuple[set[str], Callable[[Case, str], Iterator[str]]]] = {
    **dict.fromkeys(("multi-paragraph", "continuation", "nested", "headline"), (PLACE, places)),
    "figures": ({"id", "content", "figures"}, figures),
    "conditions": ({"id", "content", "conditions"}, conditions),
    "partition": ({"spans"}, shares),
}
"""File → the keys of its cases beside those of all, and the check."""


def mentions(record: Case) -> list[Case]:
    """The mentions of a pair or of a cluster; a case of one article is its own."""
    found = [record[side] for side in ("a", "b") if side in record]
    return [*found, *record["members"]] if "members" in record else found or [record]


def place(mention: Case) -> tuple[str, str, int, int]:
    """Where a mention stands."""
    start, end = mention["span"]
    return mention["corpus"], mention["article"], start, end


def mention_problems(mention: Case, texts: dict[str, dict[str, str]]) -> Iterator[str]:
    """Whatever is wrong with one mention."""
    text = texts[mention["corpus"]].get(mention["article"], "")
    if wrong := bad_keys(mention, MENTION):
        yield f"keys missing or unknown: {wrong}"
    elif hashlib.sha256(text.encode()).hexdigest() != mention["sha256"]:
        yield f"{mention['article']}: the text is not the one that was labelled (sha256)"
    else:
        yield from (f"{mention['article']}: {wrong}" for wrong in bad_spans(text, [mention["span"]], [[0, len(text)]]))


def pair_problems(pair: Case, clusters: dict[tuple[str, str, int, int], list[Case]]) -> Iterator[str]:
    """Whatever does not fit the clusters: same is one cluster, different two; where it can't be told, one lacks."""
    first, second = (clusters.get(place(mention), []) for mention in mentions(pair))
    if pair["same"] not in (True, False, None):
        yield "same is not true, false or null"
    if pair["same"] is None and first and second:
        yield "null, but both mentions are in a cluster"
    if pair["same"] is not None and not (first and second):
        yield "a mention of the pair is in no cluster"
    elif pair["same"] is not None and (first == second) != pair["same"]:
        yield "same and the clusters disagree"
    if first and first[0]["kind"] != pair["kind"]:
        yield "the kind is not that of the cluster of a"


def entity_problems(
    record: Case, form: str, texts: dict[str, dict[str, str]], clusters: dict[tuple[str, str, int, int], list[Case]]
) -> Iterator[str]:
    """Whatever is wrong with a pair or a cluster: its mentions stand in different articles."""
    if wrong := bad_keys(record, ENTITIES[form]):
        yield f"keys missing or unknown: {wrong}"
        return
    for mention in mentions(record):
        yield from mention_problems(mention, texts)
    articles = [(mention["corpus"], mention["article"]) for mention in mentions(record)]
    if not articles or len(set(articles)) < len(articles):
        yield "no mention, or two of one article"
    if record["kind"] not in ENTITY_KINDS:
        yield f"an unknown kind: {record['kind']}"
    if form == "entities":
        yield from pair_problems(record, clusters)
    elif any(len(clusters[place(mention)]) > 1 for mention in mentions(record)):
        yield "a mention is in another cluster too"


def field_problems(row: Case, article: Case) -> Iterator[str]:
    """Whatever is wrong with the fields of an article's statements; ``article`` is its line in PolNeAR train."""
    text, spans = article["text"], article["attributions"]
    if hashlib.sha256(text.encode()).hexdigest() != row["sha256"]:
        yield "the text is not the one that was labelled (sha256)"
    for label in row["attributions"]:
        if wrong := bad_keys(label, FIELDS, {"doubt"}):
            yield f"statement {label.get('n')}: keys missing or unknown: {wrong}"
            continue
        if not 0 < label["n"] < len(spans) + 1:
            yield f"statement {label['n']} is not in the article"
        given = [*(label["speaker"]["name"] or ()), *label["audience"]]
        given += [span for span in (label["said"], label["occasion"]) if span]
        given += [span for c in label["conditions"] for span in c["condition"] + (c["outcome"] or [])]
        yield from (f"statement {label['n']}: {wrong}" for wrong in bad_spans(text, given, [[0, len(text)]]))
        if label["days"] and (not label["said"] or label["days"] != sorted(label["days"])):
            yield f"statement {label['n']}: days without words, or in the wrong order"


def problems(case: Case, text: str, form: str) -> Iterator[str]:
    """Whatever is wrong with one case."""
    keys, check = FORMS[form]
    if wrong := bad_keys(case, CASE | keys):
        yield f"keys missing or unknown: {wrong}"
    elif hashlib.sha256(text.encode()).hexdigest() != case["sha256"]:
        yield "the text is not the one that was labelled (sha256)"
    else:
        yield from check(case, text)


def count(cases: list[Case], form: str) -> str:
    """How many cases there are of either sort."""
    if form == "entities":
        same, other = (sum(case["same"] is answer for case in cases) for answer in (True, False))
        return f"{len(cases)} pairs: {same} same, {other} different, {len(cases) - same - other} can't be told"
    if form == "entity-clusters":
        sizes = [len(case["members"]) for case in cases]
        return f"{len(cases) - sizes.count(1)} clusters, {sizes.count(1)} single mentions, {sum(sizes)} mentions"
    if form == "partition":
        return f"{len(cases)} articles, {sum(len(case['spans']) for case in cases)} spans"
    if "statements" not in FORMS[form][0]:
        positive, parts = sum(bool(case[form]) for case in cases), sum(len(case[form]) for case in cases)
        return f"{positive} positive, {len(cases) - positive} negative cases, {parts} {form}"
    positive = sum(any(s["target"] for s in case["statements"]) for case in cases)
    return f"{positive} positive, {len(cases) - positive} negative cases"


def lines(path: Path) -> list[Case]:
    """The records of a file, one a line."""
    return [json.loads(line) for line in path.read_text("utf-8").split("\n") if line]


def main() -> int:
    """Print counts per file and every problem; 1 if there is one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, nargs="?", default=HERE.parents[2] / "shared/data")
    data: Path = parser.parse_args().data
    bad, texts = 0, dict[str, dict[str, str]]()
    clusters: dict[tuple[str, str, int, int], list[Case]] = {}
    for cluster in lines(HERE / "entity-clusters.jsonl"):
        for mention in cluster["members"]:
            clusters.setdefault(place(mention), []).append(cluster)
    for path in sorted(HERE.glob("*.jsonl")):
        if path.stem == "statements":
            train = {row["id"]: row for row in lines(data / "polnear/train.jsonl")}
            rows = lines(path)
            found = [(r["article"], wrong) for r in rows for wrong in field_problems(r, train[r["article"]])]
            bad += len(found)
            print(f"{path.name}: {len(rows)} articles, {sum(len(r['attributions']) for r in rows)} statements")
            print("".join(f"  {article}: {wrong}\n" for article, wrong in found), end="")
            continue
        if path.stem not in FORMS.keys() | ENTITIES.keys():
            print(f"{path.name}: not checked, its form is not known here")
            continue
        cases = lines(path)
        for corpus in {mention["corpus"] for case in cases for mention in mentions(case)} - texts.keys():
            if not (file := data / f"{corpus}.jsonl").is_file():
                sys.exit(f"no texts: {file} is missing")
            texts[corpus] = {row["id"]: row["text"] for row in lines(file)}
        names = [case.get("case") or case.get("id") or case.get("cluster") or case["article"] for case in cases]
        for name, case in zip(names, cases, strict=True):
            if path.stem in ENTITIES:
                wrongs = [*entity_problems(case, path.stem, texts, clusters)]
            else:
                wrongs = [*problems(case, texts[case["corpus"]].get(case["article"], ""), path.stem)]
            if names.count(name) > 1:
                wrongs.append("another case has this name")
            for problem in wrongs:
                bad = 1
                print(f"{path.name} {name}: {problem}", file=sys.stderr)
        print(f"{path.name}: {count(cases, path.stem)}")
    return bad


if __name__ == "__main__":
    sys.exit(main())
