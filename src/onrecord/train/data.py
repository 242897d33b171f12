"""Training examples: labelled and unlabelled articles as word pieces with their targets."""

import json
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.attribute.features import Layout, layout
from onrecord.nlp.tokens import Tokens, tokenize
from onrecord.nlp.windows import WIDTH, windows
from onrecord.text import parse
from onrecord.train.fields import UNKNOWN, Fields, Sense, fields

ROLES = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
NONE = -1
"""Target of a link that points to nothing."""

Name = tuple[int, int, int]
"""Start and end of a name, half-open code points, and the B tag of its kind."""


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """One article: ``role`` [n, 7] as probabilities, ``link`` [n] (a source's or content's piece → first
    piece of its cue), ``origin`` [n] (a cue's piece → first piece of its source), each with its weight;
    ``name`` [n] (BIO of names, -1 unknown) and the labelled fields of its statements, where it has any."""

    ids: NDArray[np.int64]
    layout: Layout
    role: NDArray[np.float32]
    link: NDArray[np.int64]
    link_weight: NDArray[np.float32]
    origin: NDArray[np.int64]
    origin_weight: NDArray[np.float32]
    name: NDArray[np.int64]
    fields: Fields | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Window:
    """A cut of an example, with positions as in the model's input: 0 is [CLS], the first piece is 1.

    ``antecedents`` are pairs of a position and the positions that it may point to, 0 when all are elsewhere."""

    ids: NDArray[np.int64]
    features: NDArray[np.int64]
    role: NDArray[np.float32]
    link: NDArray[np.int64]
    link_weight: NDArray[np.float32]
    origin: NDArray[np.int64]
    origin_weight: NDArray[np.float32]
    name: NDArray[np.int64]
    detail: NDArray[np.int64]
    senses: tuple[Sense, ...] = ()
    antecedents: tuple[tuple[int, NDArray[np.int64]], ...] = ()


def articles(path: Path) -> list[dict[str, Any]]:
    """The articles of a JSONL file."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def mend(labelled: list[dict[str, Any]]) -> int:
    """Swaps source and cue back, in place, where an annotator exchanged them; returns how many.

    A swap shows when the words labelled as source are a common cue elsewhere and those labelled as cue
    never are.
    """
    seen = Counter(_words(a, q["cue"]) for a in labelled for q in a["attributions"])
    sources = Counter(_words(a, q["source"]) for a in labelled for q in a["attributions"])
    swapped = 0
    for article in labelled:
        for q in article["attributions"]:
            source, cue = _words(article, q["source"]), _words(article, q["cue"])
            if source and cue and seen[source] > 4 * sources[source] + 4 and seen[cue] < 4 and len(q["source"]) == 1:
                q["source"], q["cue"] = q["cue"], q["source"]
                swapped += 1
    return swapped


def _words(article: dict[str, Any], pieces: list[list[int]]) -> str:
    return " ".join(article["text"][a:b] for a, b in pieces).lower()


def labelled_example(
    article: dict[str, Any], *, names: list[Name] | None = None, labels: list[dict[str, Any]] | None = None
) -> Example:
    """From a labelled article: a role and a link a piece; where a source serves several cues, the nearest.

    ``names`` are those that a teacher found (``name_tags``), ``labels`` the labelled fields of its statements."""
    tokens = tokenize(article["text"])
    n = len(tokens)
    role = np.zeros(n, dtype=np.int64)
    link, origin = np.full(n, NONE), np.full(n, NONE)
    for q in article["attributions"]:
        spans = {k: [_pieces(tokens, a, b) for a, b in q[k]] for k in ("source", "cue", "content")}
        cue = min((i for r in spans["cue"] for i in r), default=NONE)
        source = min((i for r in spans["source"] for i in r), default=NONE)
        for k, name in enumerate(("source", "cue", "content")):
            for r in spans[name]:
                for i in r:
                    role[i] = 1 + 2 * k + (i > r.start)
                    if name == "cue":
                        origin[i] = source
                    elif link[i] == NONE or abs(cue - i) < abs(link[i] - i):
                        link[i] = cue
    known = fields(article["text"], tokens, labels) if labels else None
    if known is not None:
        loose = (known.cue > UNKNOWN) & (role == 0)
        link[loose] = known.cue[loose]
    lay = layout(article["text"], tokens, parse(article["text"]))
    spoken, cued = np.isin(role, (1, 2, 5, 6)), np.isin(role, (3, 4))
    return Example(
        tokens.ids,
        lay,
        np.eye(7, dtype=np.float32)[role],
        link,
        (spoken if known is None else spoken | (known.cue > UNKNOWN)).astype(np.float32),
        origin,
        cued.astype(np.float32),
        name_tags(tokens, names),
        known,
    )


def name_tags(tokens: Tokens, names: list[Name] | None) -> NDArray[np.int64]:
    """BIO tags [n] of names given as start, end and the B tag of their kind; all unknown for None."""
    if names is None:
        return np.full(len(tokens), UNKNOWN)
    tags = np.zeros(len(tokens), dtype=np.int64)
    for a, b, tag in names:
        here = _pieces(tokens, a, b)
        if here:
            tags[here.start : here.stop] = tag + 1
            tags[here.start] = tag
    return tags


def _pieces(tokens: Tokens, start: int, end: int) -> range:
    return range(int(np.searchsorted(tokens.ends, start, "right")), int(np.searchsorted(tokens.starts, end)))


def taught_examples(
    texts: list[str], teacher: dict[str, NDArray[Any]], names: list[list[Name] | None] | None = None
) -> Iterator[Example]:
    """From texts and the teacher's soft labels of the same word pieces, in order."""
    at = 0
    for text, n, known_names in zip(texts, teacher["lengths"].tolist(), names or [None] * len(texts), strict=True):
        here = slice(at, at + n)
        at += n
        tokens = tokenize(text)
        if not np.array_equal(tokens.starts, teacher["offsets"][here, 0]):
            raise ValueError("the teacher's word pieces are not those of this text")
        role = teacher["role"][here].astype(np.float32) / 255
        role /= np.maximum(role.sum(1, keepdims=True), 1e-6)
        link = teacher["link"][here].astype(np.int64)
        weight = teacher["link_p"][here].astype(np.float32) / 255
        best = role.argmax(1)
        spoken = np.isin(best, (1, 2, 5, 6))
        origin, origin_weight = _origins(best, link, weight)
        lay = layout(text, tokens, parse(text))
        known: NDArray[np.float32] = (weight * spoken).astype(np.float32)
        yield Example(
            tokens.ids, lay, role.astype(np.float32), link, known, origin, origin_weight, name_tags(tokens, known_names)
        )


def _origins(
    best: NDArray[Any], link: NDArray[Any], weight: NDArray[Any]
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """For each cue's piece the first piece of a source that points to that cue; NONE when there is none."""
    n = len(best)
    origin: NDArray[np.int64] = np.full(n, NONE)
    strength: NDArray[np.float32] = np.zeros(n, dtype=np.float32)
    source_of: dict[int, int] = {}
    for i in np.flatnonzero(best == 1).tolist():
        if link[i] > -1:
            source_of.setdefault(int(link[i]), i)
    head = NONE
    for i in range(n):
        if best[i] == 3 or (best[i] == 4 and head == NONE):
            head = i
        if best[i] in (3, 4):
            origin[i] = source_of.get(head, NONE)
            strength[i] = weight[origin[i]] if origin[i] > -1 else 0.5
        else:
            head = NONE
    return origin, strength


def cut(example: Example, rng: random.Random) -> Iterator[Window]:
    """Windows of an example, their first cut at random, so that no place is always at an edge."""
    lay, n, known = example.layout, len(example.ids), example.fields
    for a, b in windows(n, lay.paragraphs, lay.sentences, first=rng.randint(WIDTH // 4, WIDTH)):
        yield Window(
            example.ids[a:b],
            lay.features[a:b],
            example.role[a:b],
            *_inside(example.link[a:b], example.link_weight[a:b], a, b),
            *_inside(example.origin[a:b], example.origin_weight[a:b], a, b),
            example.name[a:b],
            np.full(b - a, UNKNOWN) if known is None else known.detail[a:b],
            () if known is None else tuple(s for q in known.senses if (s := q.within(a, b))),
            () if known is None else tuple(_antecedents(known, a, b)),
        )


def _antecedents(known: Fields, a: int, b: int) -> Iterator[tuple[int, NDArray[np.int64]]]:
    for q in known.antecedents:
        if a - 1 < q.piece < b:
            here = q.names[(q.names > a - 1) & (q.names < b)] - a + 1
            yield q.piece - a + 1, here if len(here) else np.array([0])


def _inside(link: NDArray[Any], weight: NDArray[Any], a: int, b: int) -> tuple[NDArray[Any], NDArray[Any]]:
    """Links as positions in the window; those that leave it have no weight."""
    known = (link == NONE) | ((link > a - 1) & (link < b))
    return np.where(link > a - 1, link - a + 1, 0) * known, weight * known
