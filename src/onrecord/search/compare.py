"""A quotation against what was said, word by word. Pure: strings in, verdicts out.

Compared are words as ``terms.words`` cuts them: case, accents, punctuation and the form of quotation marks don't count.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, Literal

from onrecord.record.terms import words

Change = Literal["same", "added", "left out"]
"""Of words of the quotation: they stand there; they don't. ``left out``: words that stand there and not in it."""

LEAST_ALIKE: Final = 0.6
"""Share of the quotation's words that a statement must have, in order, to count as its origin."""
LEAST_PIECE: Final = 3
"""Words in a row that make a piece of a spliced quotation; fewer stand together by chance."""
LONGEST: Final = 400
"""Words of a quotation that are compared."""


@dataclass(frozen=True, slots=True)
class Diff:
    """Words in a row, and whether quotation and statement both have them."""

    change: Change
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Likeness:
    """How a quotation stands to one statement: ``share`` of its words are there, in order; 1 and ``whole``: verbatim.

    ``diff`` tells them apart, over the part of the statement that the quotation stands against.
    """

    share: float
    whole: bool
    diff: tuple[Diff, ...]


def likeness(quotation: Sequence[str], said: Sequence[str]) -> Likeness:
    """Compare the words of a quotation with those of a statement."""
    if run_of(quotation, said) is not None:
        return Likeness(1.0, True, (Diff("same", tuple(quotation)),))
    blocks = [b for b in SequenceMatcher(None, quotation, said, autojunk=False).get_matching_blocks() if b.size]
    if not blocks:
        return Likeness(0.0, False, (Diff("added", tuple(quotation)),))
    shared = sum(block.size for block in blocks)
    return Likeness(shared / len(quotation), False, tuple(_diff(quotation, said, blocks)))


def _diff(quotation: Sequence[str], said: Sequence[str], blocks: Sequence[tuple[int, int, int]]) -> Iterator[Diff]:
    # where the quotation begins or ends otherwise, as many words of the statement stand against it
    at, there = 0, max(blocks[0][1] - blocks[0][0], 0)
    for mine, its, size in blocks:
        if at < mine:
            yield Diff("added", tuple(quotation[at:mine]))
        if there < its:
            yield Diff("left out", tuple(said[there:its]))
        yield Diff("same", tuple(quotation[mine : mine + size]))
        at, there = mine + size, its + size
    if at < len(quotation):
        yield Diff("added", tuple(quotation[at:]))
        if instead := tuple(said[there : there + len(quotation) - at]):
            yield Diff("left out", instead)


def run_of(part: Sequence[str], whole: Sequence[str]) -> int | None:
    """Where ``part`` stands in ``whole``, word after word; None: it does not."""
    if not part:
        return None
    first, size = part[0], len(part)
    for at in range(len(whole) - size + 1):
        if whole[at] == first and list(whole[at : at + size]) == list(part):
            return at
    return None


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a spliced quotation and the statement (its place in what was given) that has it word for word."""

    words: tuple[str, ...]
    statement: int


def splice(quotation: Sequence[str], said: Sequence[Sequence[str]]) -> tuple[Piece, ...]:
    """The quotation as pieces of several statements that stand word for word in them; empty when it is none.

    The longest piece is taken first at each place, which leaves the fewest pieces.
    """
    pieces: list[Piece] = []
    at = 0
    while at < len(quotation):
        best = max(((_longest(quotation[at:], one), -number) for number, one in enumerate(said)), default=(0, 0))
        if best[0] < LEAST_PIECE:
            return ()
        pieces.append(Piece(tuple(quotation[at : at + best[0]]), -best[1]))
        at += best[0]
    # pieces of one statement alone are a quotation with words left out
    return tuple(pieces) if len({piece.statement for piece in pieces}) > 1 else ()


def _longest(wanted: Sequence[str], said: Sequence[str]) -> int:
    """How many of the first words stand in a row somewhere in ``said``."""
    best = 0
    for at in range(len(said)):
        size = 0
        while size < len(wanted) and at + size < len(said) and said[at + size] == wanted[size]:
            size += 1
        best = max(best, size)
    return best


def quoted(text: str) -> list[str]:
    """The words of a quotation that are compared."""
    return words(text)[:LONGEST]
