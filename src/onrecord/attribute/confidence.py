"""How likely a statement is right: a logistic model over what the heads say, fitted on the dev split."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.attribute.draft import Draft
from onrecord.attribute.logistic import Logistic
from onrecord.model import Quote

FACTS = ("content", "source", "cue", "bond", "origin", "no cue", "no source", "nested", "quoted", "pieces", "short")
"""The names of ``facts``, in order; weights are kept by name."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """A logistic model over ``FACTS``; below ``threshold`` a statement is declined."""

    logistic: Logistic
    threshold: float

    @staticmethod
    def of(data: Mapping[str, Any]) -> "Calibration":
        """From what was fitted, as the JSON file beside the model has it."""
        return Calibration(Logistic.of(data, FACTS), data["threshold"])

    def confidence(self, draft: Draft, quotes: Sequence[Quote]) -> float:
        """The probability that who-said-what is right, 0 to 1, to four places."""
        return round(self.logistic.probability(facts(draft, quotes)), 4)


def facts(draft: Draft, quotes: Sequence[Quote]) -> tuple[float, ...]:
    """What the confidence rests on, in the order of ``FACTS``: log-probabilities, then signs as 0 or 1."""
    length = sum(len(s) for s in draft.content)
    quoted = any(q.span.overlaps(s) for q in quotes for s in draft.content)
    signs = (draft.cue is None, not draft.source, draft.parent is not None, quoted, len(draft.content) > 1, length < 25)
    return (*(max(e, -4.0) for e in draft.evidence), *map(float, signs))
