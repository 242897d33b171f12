"""What each character of an article is: content, source, cue, circumstance, reporter, apparatus or white space."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from onrecord.model import Attribution, Block, Parse, Partition, Share, Span

_SHARES: tuple[Share, ...] = ("reporter", "circumstance", "content", "source", "cue", "apparatus", "space")
_REPORTER, _CIRCUMSTANCE, _CONTENT, _SOURCE, _CUE, _APPARATUS, _SPACE = range(7)
_READ = ("headline", "paragraph", "caption")


def partition(
    text: str, blocks: Sequence[Block], parse: Parse, attributions: Iterable[Attribution]
) -> tuple[Partition, ...]:
    """Stretches that cover ``text`` without gap or overlap, in order.

    Outer statements decide (nested ones lie inside content). A sentence with a statement is circumstance where
    it is none of the statement's spans; a sentence without one is the reporter's. White space between words of
    one line and one share belongs to that share.
    """
    kind = np.full(len(text), _REPORTER, dtype=np.int8)
    outer = [a for a in attributions if a.parent is None]
    marked = np.zeros(len(text), dtype=bool)
    for a in outer:
        for s in a.spans:
            marked[s.start : s.end] = True
    for sentence in parse.sentences:
        if marked[sentence.start : sentence.end].any():
            kind[sentence.start : sentence.end] = _CIRCUMSTANCE
    for share, spans in (
        (_CONTENT, [s for a in outer for s in a.content]),
        (_SOURCE, [s for a in outer for s in a.source]),
        (_CUE, [a.cue for a in outer if a.cue]),
        (_APPARATUS, [b.span for b in blocks if b.kind not in _READ]),
    ):
        for s in spans:
            kind[s.start : s.end] = share
    kind[np.fromiter(map(str.isspace, text), dtype=bool, count=len(text))] = _SPACE
    return tuple(Partition(Span(a, b), _SHARES[share]) for share, a, b in _stretches(text, kind))


def _stretches(text: str, kind: NDArray[np.int8]) -> Iterable[tuple[int, int, int]]:
    """Share, start and end of each stretch; a space on one line between two of a share is theirs."""
    edges = [0, *(np.flatnonzero(np.diff(kind)) + 1).tolist(), len(text)] if text else []
    runs = [(int(kind[a]), a, b) for a, b in pairwise(edges)]
    merged: list[tuple[int, int, int]] = []
    for i, (own, a, b) in enumerate(runs):
        between = own == _SPACE and 0 < i < len(runs) - 1 and "\n" not in text[a:b]
        share = runs[i - 1][0] if between and runs[i - 1][0] == runs[i + 1][0] else own
        if merged and merged[-1][0] == share:
            merged[-1] = (share, merged[-1][1], b)
        else:
            merged.append((share, a, b))
    return merged
