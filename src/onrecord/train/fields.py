"""The labelled fields of statements as targets of the heads: details, senses, antecedents."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.nlp.heads import ACTS, DETAILS, KINDS, MODES, PARTS
from onrecord.nlp.tokens import Tokens

UNKNOWN = -1
"""Target of a piece about which the labels say nothing."""
DOUBTED = 0.5
"""Weight of an act that its annotator doubted."""

Place = tuple[int, int]


@dataclass(frozen=True, slots=True, eq=False)
class Sense:
    """One statement: the pieces of source, cue and content, and what it is; -1 where unlabelled."""

    pieces: tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]
    act: int
    mode: int
    kind: int
    weight: float

    def within(self, a: int, b: int) -> "Sense | None":
        """The part in pieces ``a`` to ``b``, as positions of the model's input; None when its cue and content are
        elsewhere."""
        source, cue, content = (p[(p > a - 1) & (p < b)] - a + 1 for p in self.pieces)
        return replace(self, pieces=(source, cue, content)) if len(cue) or len(content) else None


@dataclass(frozen=True, slots=True, eq=False)
class Antecedent:
    """A source's first piece that does not itself hold the speaker's name, and the pieces that begin one."""

    piece: int
    names: NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Fields:
    """All that the labels of one article say beside its roles; ``detail`` [n], and per piece the first piece of its
    statement's cue (``cue`` [n], -1 for none)."""

    detail: NDArray[np.int64]
    cue: NDArray[np.int64]
    senses: tuple[Sense, ...]
    antecedents: tuple[Antecedent, ...]


def fields(text: str, tokens: Tokens, labels: Iterable[dict[str, Any]]) -> Fields:
    """From labels with ``source``, ``cue``, ``content`` as offsets and fields as words (``statements-train.jsonl``)
    or as offsets (``labels/statements.jsonl``)."""
    n = len(tokens)
    detail, cue_of = np.zeros(n, dtype=np.int64), np.full(n, UNKNOWN)
    senses: list[Sense] = []
    antecedents: list[Antecedent] = []
    for label in labels:
        parts = [pieces(tokens, label[part]) for part in PARTS]
        if not len(parts[1]) and not len(parts[2]):
            continue
        senses.append(_sense(label, parts))
        around = _around(label)
        for name, spans in _details(text, label, around):
            for span in spans:
                here = pieces(tokens, [span])
                if len(here):
                    detail[here] = 2 + 2 * DETAILS.index(name)
                    detail[here[0]] -= 1
                    if name in ("said", "audience", "occasion") and len(parts[1]):
                        cue_of[here] = parts[1][0]
        if len(parts[0]) and (found := _antecedent(text, tokens, label, parts[0])):
            antecedents.append(found)
    return Fields(detail, cue_of, tuple(senses), tuple(antecedents))


def pieces(tokens: Tokens, spans: Iterable[Sequence[int]]) -> NDArray[np.int64]:
    """Indexes of the word pieces that the spans (half-open code points) touch, rising."""
    found = [np.arange(np.searchsorted(tokens.ends, a, "right"), np.searchsorted(tokens.starts, b)) for a, b in spans]
    return np.unique(np.concatenate(found)) if found else np.array([], dtype=np.int64)


def _sense(label: dict[str, Any], parts: list[NDArray[np.int64]]) -> Sense:
    kind = (label.get("speaker") or {}).get("kind")
    return Sense(
        (parts[0], parts[1], parts[2]),
        ACTS.index(label["act"]),
        MODES.index(label["mode"]),
        KINDS.index(kind) if kind in KINDS else UNKNOWN,
        DOUBTED if label.get("doubt") else 1.0,
    )


def _around(label: dict[str, Any]) -> Place:
    spans = [*label["source"], *label["cue"], *label["content"]]
    near = [*label["cue"], *label["source"]] or spans
    return min(a for a, _ in near), max(b for _, b in near)


def _details(text: str, label: dict[str, Any], around: Place) -> Iterator[tuple[str, list[Place]]]:
    yield "occasion", places(text, label.get("occasion"), around)
    yield "audience", places(text, label.get("audience"), around)
    yield "said", places(text, label["said"] if "said" in label else label.get("when"), around)


def places(text: str, value: Any, around: Place) -> list[Place]:
    """Offsets of a label: as they are, or of its words where they stand nearest to ``around``."""
    if not value:
        return []
    if isinstance(value, str):
        return [p for part in re.split(r" \[…\] |; ", value) if (p := nearest(text, part, around))]
    if isinstance(value[0], int):
        return [(value[0], value[1])]
    return [(a, b) for a, b in value]


def nearest(text: str, words: str, around: Place) -> Place | None:
    """Where ``words`` (white space free) stand nearest to a place; None when they do not."""
    pattern = r"\s+".join(map(re.escape, words.split()))
    found = [m.span() for m in re.finditer(rf"(?<!\w){pattern}(?!\w)", text)] if pattern else []
    return min(found, key=lambda p: max(0, around[0] - p[1], p[0] - around[1]), default=None)


def _antecedent(text: str, tokens: Tokens, label: dict[str, Any], source: NDArray[np.int64]) -> Antecedent | None:
    """Names of the speaker before the end of the source; none when the source itself holds the last word."""
    name = (label.get("speaker") or {}).get("name")
    if not name or not isinstance(name, str):
        return None
    last = re.findall(r"\w+", name)[-1:]
    own = " ".join(text[a:b] for a, b in label["source"])
    if not last or re.search(rf"\b{re.escape(last[0])}\b", own):
        return None
    end = int(tokens.ends[source[-1]])
    starts = [m.start() for m in re.finditer(rf"(?<!\w)(?:\w+\s+)?{re.escape(last[0])}(?!\w)", text[:end])]
    starts = [s if text[s].isupper() else text.find(last[0], s) for s in starts]
    names = np.unique(np.searchsorted(tokens.ends, starts, "right")) if starts else np.array([], dtype=np.int64)
    return Antecedent(int(source[0]), names)
