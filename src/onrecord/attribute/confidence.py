"""How likely a statement is right: a logistic model over what the heads say, fitted on the dev split."""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.attribute.draft import Draft
from onrecord.model import Quote

FACTS = ("content", "source", "cue", "bond", "origin", "no cue", "no source", "nested", "quoted", "pieces", "short")
"""The names of ``facts``, in order; weights are kept by name."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """Weights of the logistic model in the order of ``FACTS``; below ``threshold`` a statement is declined."""

    bias: float
    weights: tuple[float, ...]
    threshold: float

    @staticmethod
    def load(path: Path) -> "Calibration":
        """From the JSON file that lies beside the model."""
        data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return Calibration(data["bias"], tuple(data["weights"][name] for name in FACTS), data["threshold"])

    def confidence(self, draft: Draft, quotes: Sequence[Quote]) -> float:
        """The probability that who-said-what is right, 0 to 1, to four places."""
        total = self.bias + sum(w * x for w, x in zip(self.weights, facts(draft, quotes), strict=True))
        return round(1 / (1 + math.exp(-max(-30.0, min(30.0, total)))), 4)


def facts(draft: Draft, quotes: Sequence[Quote]) -> tuple[float, ...]:
    """What the confidence rests on, in the order of ``FACTS``: log-probabilities, then signs as 0 or 1."""
    length = sum(len(s) for s in draft.content)
    quoted = any(q.span.overlaps(s) for q in quotes for s in draft.content)
    signs = (draft.cue is None, not draft.source, draft.parent is not None, quoted, len(draft.content) > 1, length < 25)
    return (*(max(e, -4.0) for e in draft.evidence), *map(float, signs))
