"""Reads the labelled fields of statements: those of the shared data and our own of ``bench/labels``."""

import hashlib
from pathlib import Path
from typing import Any

from onrecord.train.data import articles

Labels = dict[str, list[dict[str, Any]]]
"""By article the statements with ``source``, ``cue``, ``content`` as offsets and their fields."""


HELD = 10
"""One in so many of our own labelled articles is for choosing, not for training."""


def held(article: str) -> bool:
    """Is the article of this id for choosing?"""
    return hashlib.sha256(article.encode()).digest()[0] % HELD == 0


def labels_of(data: Path, own: Path, texts: dict[str, dict[str, Any]]) -> Labels:
    """The labels of both: ``statements-train.jsonl`` of ``data``, and ``own``, whose statements are numbered as the
    attributions of the articles in ``texts``."""
    found: Labels = {a["id"]: a["attributions"] for a in articles(data / "statements-train.jsonl")}
    for row in articles(own):
        article = texts[row["article"]]
        found[row["article"]] = [_joined(article, label) for label in row["attributions"]]
    return found


def _joined(article: dict[str, Any], label: dict[str, Any]) -> dict[str, Any]:
    """A label of ours with the spans that it belongs to, and the speaker's name in words."""
    spans = article["attributions"][label["n"] - 1]
    name = label["speaker"]["name"]
    words = " and ".join(article["text"][a:b] for a, b in name) if name else None
    return {
        **label,
        **{part: spans[part] for part in ("source", "cue", "content")},
        "speaker": {"name": words, "kind": label["speaker"]["kind"]},
    }
