"""Chooses among candidates: a softmax over their weighed facts, with weights learned from labelled articles."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from onrecord.resolve.facts import FACTS, Group, Ranked


@dataclass(frozen=True, slots=True)
class Weights:
    """``weights`` by group in the order of ``FACTS``; ``least`` the least probability by group of a name that is given
    out, below which the source stays unresolved; ``ways``: bias and slope of the confidence by the way in which a name
    was found; ``hearing``: by group how much the log-probabilities of the encoder weigh."""

    weights: Mapping[Group, tuple[float, ...]]
    least: Mapping[Group, float]
    ways: Mapping[str, tuple[float, float]]
    hearing: Mapping[Group, float]

    def hears(self, group: Group) -> bool:
        """Does the group weigh what the encoder tells?"""
        return self.hearing.get(group, 0.0) > 0

    def confidence(self, how: str, share: float) -> float:
        """The probability that the name is right: a logistic over the way in which it was found and the log-odds of
        the choice."""
        bias, slope = self.ways.get(how, (0.0, 1.0))
        share = min(max(share, 1e-4), 1 - 1e-4)
        return 1 / (1 + math.exp(-(bias + slope * math.log(share / (1 - share)))))

    def shares(self, group: Group, ranked: Sequence[Ranked]) -> list[float]:
        """The probability of each choice; they add up to 1."""
        w, e = self.weights[group], self.hearing.get(group, 0.0)
        scores = [sum(a * b for a, b in zip(w, r.facts, strict=True)) + e * heard(r) for r in ranked]
        top = max(scores)
        raised = [math.exp(s - top) for s in scores]
        total = sum(raised)
        return [x / total for x in raised]


FLOOR = 0.01
"""Least probability that the encoder is taken to have given: it is sure too often."""


def heard(ranked: Ranked) -> float:
    """The log-probability that the encoder gives a choice; 0 where it is silent."""
    return 0.0 if ranked.told is None else math.log(max(ranked.told, FLOOR))


@cache
def weights() -> Weights:
    """Those that lie beside this module."""
    data = json.loads((files("onrecord.resolve") / "speakers.json").read_text(encoding="utf-8"))
    return Weights(
        {g: tuple(row.get(name, 0.0) for name in FACTS) for g, row in data["weights"].items()},
        data["least"],
        {how: (row["bias"], row["slope"]) for how, row in data["ways"].items()},
        data["hearing"],
    )
