"""Which pieces of a content belong to it: the encoder gives a cue now and then a stray piece too many."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from onrecord.attribute.decode import Found, Run
from onrecord.attribute.logistic import Logistic
from onrecord.nlp.encoder import Heads

FACTS = (
    "role", "bond", "length", "share", "before cue", "from cue", "from piece",
    "longest", "short", "many", "first", "last",
)  # fmt: skip
"""The names of ``facts``, in order; weights are kept by name."""
LEAST_BOND = -6.0
SHORT = 3
"""Word pieces below which a piece of content is short."""


@dataclass(frozen=True, slots=True)
class Sieve:
    """A logistic model over ``FACTS``: pieces below ``threshold`` are dropped, the likeliest stays always."""

    logistic: Logistic
    threshold: float

    @staticmethod
    def of(data: Mapping[str, Any]) -> "Sieve":
        """From what was fitted, as the JSON file beside the model has it under ``sieve``."""
        return Sieve(Logistic.of(data, FACTS), data["threshold"])

    def sifted(self, found: Found, heads: Heads) -> Found:
        """The attribution without pieces that are likely strays."""
        if found.cue is None or len(found.content) < 2:
            return found
        sure = [self.logistic.probability(row) for row in facts(found.content, found.cue, heads)]
        best = max(sure)
        kept = tuple(r for r, p in zip(found.content, sure, strict=True) if p > self.threshold or p == best)
        return replace(found, content=kept)


def facts(content: tuple[Run, ...], cue: Run, heads: Heads) -> list[tuple[float, ...]]:
    """What speaks for each of several pieces, in the order of ``FACTS``: log-probabilities of its role, of its link
    to the cue, of its first and last word piece; its size and place among the others; signs as 0 or 1."""
    sizes = [r.end - r.start for r in content]
    longest = sizes.index(max(sizes))
    rows: list[tuple[float, ...]] = []
    for i, (r, size) in enumerate(zip(content, sizes, strict=True)):
        bond = float(heads.link[r.start : r.end, cue.start + 1].mean())
        others = [q for j, q in enumerate(content) if j != i]
        last = 6 if size > 1 else 5
        rows.append(
            (
                r.sure,
                max(bond, LEAST_BOND),
                math.log(size),
                size / sum(sizes),
                float(r.start < cue.start),
                math.log1p(_apart(r, cue)),
                math.log1p(min(_apart(r, q) for q in others)),
                float(i == longest),
                float(size < SHORT),
                float(len(content) > 2),
                float(heads.role[r.start, 5]),
                float(heads.role[r.end - 1, last]),
            )
        )
    return rows


def _apart(a: Run, b: Run) -> int:
    return min(abs(a.start - b.end), abs(b.start - a.end))
