"""Training examples: targets from labels, windows, and the mending of labels."""

import random
from typing import Any

import numpy as np

from onrecord.nlp.tokens import tokenize
from onrecord.train.data import NONE, cut, labelled_example, mend

TEXT = "The mayor denied it but said the pool stays."


def span(words: str) -> list[int]:
    at = TEXT.index(words)
    return [at, at + len(words)]


def attribution(source: str, cue: str, content: str) -> dict[str, Any]:
    return {"source": [span(source)], "cue": [span(cue)], "content": [span(content)]}


def article() -> dict[str, Any]:
    both = [attribution("The mayor", "denied", "it"), attribution("The mayor", "said", "the pool stays")]
    return {"text": TEXT, "attributions": both}


def test_roles_and_links() -> None:
    example = labelled_example(article())
    words = [TEXT[a:b] for a, b in zip(tokenize(TEXT).starts, tokenize(TEXT).ends, strict=True)]
    roles = dict(zip(words, example.role.argmax(1).tolist(), strict=True))
    assert roles == {
        "The": 1,
        "mayor": 2,
        "denied": 3,
        "it": 5,
        "but": 0,
        "said": 3,
        "the": 5,
        "pool": 6,
        "stays": 6,
        ".": 0,
    }
    at = {w: i for i, w in enumerate(words)}
    assert example.origin[at["denied"]] == example.origin[at["said"]] == at["The"]
    assert example.link[at["it"]] == at["denied"]
    assert example.link[at["pool"]] == at["said"]
    assert example.link[at["mayor"]] == at["denied"]  # of two cues the nearest
    assert example.link[at["but"]] == NONE


def test_windows_hold_every_piece_once_and_links_stay_inside() -> None:
    long = {"text": "\n\n".join([TEXT] * 80), "attributions": []}
    example = labelled_example(long)
    found = list(cut(example, random.Random(0)))
    assert np.array_equal(np.concatenate([w.ids for w in found]), example.ids)
    assert all(len(w.ids) < 255 for w in found)
    for w in cut(labelled_example(article()), random.Random(1)):
        assert (w.link < len(w.ids) + 1).all()


def test_swapped_source_and_cue_are_mended() -> None:
    odd = article()
    odd["attributions"] = [attribution("said", "The mayor", "the pool stays")]
    labelled = [article() for _ in range(3)]
    usual: dict[str, Any] = {"text": "Oakes said no. " * 6}
    usual["attributions"] = [
        {"source": [[15 * k, 15 * k + 5]], "cue": [[15 * k + 6, 15 * k + 10]], "content": [[15 * k + 11, 15 * k + 13]]}
        for k in range(6)
    ]
    assert mend([*labelled, usual, odd]) == 1
    assert odd["attributions"][0]["source"] == [span("The mayor")]
    assert mend([*labelled, usual, odd]) == 0
