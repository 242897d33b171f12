"""The measurements measure what they say: on made-up scores and on the gold itself."""

from functools import cache
from pathlib import Path

import pytest
from bench import labels_score, readme
from bench.calibration import Judged, calibration, judge
from bench.common import Record, dev_articles, load_jsonl, load_scorer

pytestmark = pytest.mark.house


def test_a_calibrated_confidence_has_no_error() -> None:
    judged = [Judged(0.5, i % 2 == 0) for i in range(100)] + [Judged(1.0, right=True)] * 100
    found = calibration(judged, bins=2)
    assert found["error"] == 0
    assert [(row["statements"], row["confidence"], row["right"]) for row in found["bins"]] == [
        (100, 50.0, 50.0),
        (100, 100.0, 100.0),
    ]


def test_a_boast_is_an_error() -> None:
    found = calibration([Judged(0.9, right=False)] * 20)
    assert found["error"] == 90
    assert sum(row["statements"] for row in found["bins"]) == 20


def test_nothing_to_calibrate() -> None:
    assert calibration([]) == {"error": 0.0, "statements": 0, "bins": []}


def told(article: Record, label: Record, *, right: bool) -> Record:
    """A gold label as a prediction; a wrong one has lost the second half of its content's pieces, and its source."""

    def spans(pieces: list[list[int]]) -> list[Record]:
        return [{"start": start, "end": end} for start, end in pieces]

    return {
        "article": {"origin": article["id"]},
        "source": {"spans": spans(label["source"])} if right and label["source"] else None,
        "cue": spans(label["cue"])[0] if label["cue"] else None,
        "content": {"spans": spans(label["content"])},
        "parent": None,
        "confidence": {"attribution": 0.9 if right else 0.1},
    }


def test_the_calibration_matches_as_the_scorer_does(shared: Path) -> None:
    scorer, articles = load_scorer(shared), dev_articles(shared)[:20]
    statements = [
        told(article, label, right=number % 3 != 0)
        for article in articles
        for number, label in enumerate(article["attributions"])
        if label["content"]
    ]
    judged = judge(scorer, articles, statements)
    score = scorer.score(articles, statements)["who-said-what"]
    assert round(100 * sum(j.right for j in judged) / len(judged), 1) == score["p"]
    assert 50 < score["p"] < 100


def words(source: set[int], content: set[int], lines: set[int]) -> labels_score.Words:
    return labels_score.Words(frozenset(source), frozenset(content), frozenset(lines))


def test_a_target_needs_its_source_and_its_content() -> None:
    target = words({1}, set(range(10, 20)), {0, 1})
    same = words({1, 2}, set(range(10, 19)), {0, 1})
    assert labels_score.likeness(target, same, "nested") == pytest.approx(0.9)
    assert labels_score.likeness(target, words(set(), set(target.content), {0, 1}), "nested") == 0
    assert labels_score.likeness(target, words({1}, set(target.content), {0}), "multi-paragraph") == 0
    assert labels_score.likeness(words(set(), {5}, {0}), words(set(), {5}, {0}), "continuation") == 1


@cache
def texts(path: Path) -> dict[str, str]:
    return {row["id"]: row["text"] for row in load_jsonl(path)}


class Told(labels_score.Places):
    """The labels themselves in place of a reading."""

    def __init__(self, shared: Path, cases: list[Record]) -> None:
        super().__init__(shared)
        self._cases = {(case["corpus"], case["article"], *case["region"]): case for case in cases}

    def of(self, case: Record) -> labels_score.Text:
        text = texts(self._data / f"{case['corpus']}.jsonl")[case["article"]]
        statements = []
        for label in case["statements"]:
            statement = told(
                {"id": case["article"]}, {**label, "cue": [label["cue"]] if label["cue"] else []}, right=True
            )
            statement |= {"parent": label.get("parent"), "continues": label["continues"]}
            statements.append(statement)
        return labels_score.Text(text, self.scorer.words_of(text), statements)


@pytest.mark.parametrize("kind", labels_score.KINDS)
def test_the_labels_find_themselves(shared: Path, kind: str) -> None:
    cases = load_jsonl(labels_score.LABELS / f"{kind}.jsonl")
    some = [*cases[:3], *cases[-3:]]
    found = labels_score.score_kind(Told(shared, some), some, kind)
    assert (found["recall"], found["precision"]) == (100.0, 100.0)


def test_the_readme_without_figures() -> None:
    assert readme.render({}) == readme.EMPTY


def test_the_readme_with_figures() -> None:
    score = {"p": 81.0, "r": 72.5, "f1": 76.5, "gold": 2190}
    results = {
        "accuracy": {
            "data": {"articles": 84},
            "scores": dict.fromkeys(readme.MEASURES, score),
            "calibration": {"error": 2.1, "bins": [{}] * 10},
        },
        "labels": {"kinds": {"nested": {"recall": 60.0, "precision": None, "targets": 68, "cases": 63}}},
        "speed": {
            "one_thread": {"articles_per_second": 8.1, "words_per_second": 6090, "peak_mb": 125.0},
            "all_cores": {"jobs": 2, "articles_per_second": 12.0, "words_per_second": 9000, "peak_mb": 130.0},
            "start_up": {"seconds": 0.9, "bare_python": 0.02},
            "measured": {"machine": {"cpu": "A processor", "cores": 2}},
        },
    }
    block = readme.render(results)
    assert "| who said what: content and source found together | 81.0 | 72.5 | 76.5 |" in block
    assert "| nested | 60.0 | – | 68 | 63 |" in block
    assert "| OnRecord, one thread | 8.1 | 6,090 | 125 |" in block
    assert "textacy" not in block
