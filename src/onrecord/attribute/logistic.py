"""A logistic model over named facts, as the JSON file beside the weights keeps it."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

BOUND = 30.0
"""Log odds beyond which a probability is 0 or 1 to a float."""


@dataclass(frozen=True, slots=True)
class Logistic:
    """A bias, and weights in the order of the facts."""

    bias: float
    weights: tuple[float, ...]

    @staticmethod
    def of(data: Mapping[str, Any], names: Sequence[str]) -> "Logistic":
        """From ``bias`` and ``weights`` by name."""
        return Logistic(data["bias"], tuple(data["weights"][name] for name in names))

    def probability(self, facts: Sequence[float]) -> float:
        """Of the facts, 0 to 1."""
        total = self.bias + sum(w * x for w, x in zip(self.weights, facts, strict=True))
        return 1 / (1 + math.exp(-max(-BOUND, min(BOUND, total))))
