"""Judges what PolNeAR does not label on the places of ``bench/labels``: cue-less and nested statements."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from onrecord.attribute.confidence import FACTS, facts
from onrecord.attribute.draft import Draft
from onrecord.attribute.marks import QuoteIndex
from onrecord.attribute.reader import read_drafts
from onrecord.attribute.sieve import Sieve
from onrecord.model import Span
from onrecord.nlp.encoder import Encoder
from onrecord.text import parse
from onrecord.train.calibrate import Judged, cover, cover_spans, matches, words_of
from onrecord.train.data import articles


@dataclass(frozen=True, slots=True)
class Kind:
    """A file of places and which drafts it judges."""

    name: str
    nested: bool

    def holds(self, draft: Draft) -> bool:
        """Is the draft of this kind?"""
        return draft.parent is not None if self.nested else draft.parent is None and draft.cue is None


KINDS = (Kind("continuation", nested=False), Kind("nested", nested=True))


def judge_places(encoder: Encoder, sieve: Sieve, labels: Path, data: Path) -> Judged:
    """Facts of every draft of a kind inside the regions of its cases, right where it finds a target."""
    texts = _texts(data)
    rows: list[tuple[float, ...]] = []
    right: list[bool] = []
    group: list[int] = []
    for kind in KINDS:
        for number, case in enumerate(articles(labels / f"{kind.name}.jsonl")):
            text = texts[case["corpus"], case["article"]]
            bounds, (start, end) = parse(text), case["region"]
            words = words_of(text, case["region"])
            drafts, _ = read_drafts(text, bounds, [Span(0, len(text))], encoder=encoder, sieve=sieve)
            quotes = QuoteIndex(bounds)
            inside = [d for d in drafts if kind.holds(d) and start - 1 < d.content[0].start < end]
            targets = [
                (cover(s["source"], words), cover(s["content"], words)) for s in case["statements"] if s["target"]
            ]
            hit = matches(targets, [(cover_spans(d.source, words), cover_spans(d.content, words)) for d in inside])
            rows += [facts(d, quotes.near(*d.content)) for d in inside]
            right += [i in hit for i in range(len(inside))]
            group += [number] * len(inside)
    found = np.array(rows).reshape(-1, len(FACTS))
    return Judged(found, np.array(right, dtype=np.float64), np.array(group, dtype=np.int64))


def _texts(data: Path) -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for corpus in ("polnear/train", "unlabelled/world-news"):
        rows: list[dict[str, Any]] = articles(data / f"{corpus}.jsonl")
        found |= {(corpus, a["id"]): a["text"] for a in rows}
    return found
