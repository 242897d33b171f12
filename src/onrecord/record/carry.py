"""Judgements → the statements of another reading, by how far their places agree. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from onrecord.model import Span
from onrecord.model.judgement import Judgement

LEAST_OVERLAP: Final = 0.8
"""Characters that two contents share, of all that either has; below, it is another statement."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a statement's content stands, and the statement's id."""

    statement: str
    content: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Carried:
    """A judgement and the statement that it is of now; None: it is orphaned. ``overlap`` is 1 where nothing moved."""

    judgement: Judgement
    statement: str | None
    overlap: float

    @property
    def moved(self) -> bool:
        """Is it of a statement whose places are not those that were judged?"""
        return self.statement is not None and self.overlap < 1


def overlap(one: Iterable[Span], other: Iterable[Span]) -> float:
    """The share of characters that both have among those that either has, 0 to 1."""
    mine = {at for span in one for at in range(span.start, span.end)}
    its = {at for span in other for at in range(span.start, span.end)}
    return len(mine & its) / len(mine | its) if mine or its else 0.0


def carry(judgements: Sequence[Judgement], places: Sequence[Place]) -> tuple[Carried, ...]:
    """Each judgement with the statement of one reading that it is of, in the order of the judgements.

    A judgement that was taken back is left out, and so is what takes it back. Of several statements that agree
    equally well the first counts.
    """
    undone = {one.undoes for one in judgements if one.verdict == "undo"}
    carried = []
    for judgement in judgements:
        if judgement.verdict == "undo" or judgement.number in undone:
            continue
        shares = [(overlap(judgement.places, place.content), place.statement) for place in places]
        best, statement = max(shares, key=lambda pair: pair[0], default=(0.0, None))
        found = best >= LEAST_OVERLAP
        carried.append(Carried(judgement, statement if found else None, best))
    return tuple(carried)
