"""Attributions on their way: spans in characters, with what the heads said of them."""

from collections.abc import Container
from dataclasses import dataclass
from itertools import pairwise

from onrecord.attribute.decode import Found
from onrecord.model import Said, Span
from onrecord.nlp.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Draft(Said):
    """One attribution before its confidence is known; positions in ``list[Draft]`` as in ``Attribution``.

    ``evidence`` holds mean log-probabilities: content, source, cue (their roles), bond and origin (their links).
    """

    evidence: tuple[float, float, float, float, float]
    parent: int | None = None
    continues: int | None = None


def draft(found: Found, tokens: Tokens, offset: int, breaks: Container[int]) -> Draft:
    """From word pieces of a window that begins at piece ``offset`` to characters.

    A run is split before each piece of ``breaks``: those that begin a paragraph or a block.
    """

    def spans(start: int, end: int) -> list[Span]:
        a, b = offset + start, offset + end
        cuts = [a, *(i for i in range(a + 1, b) if i in breaks), b]
        return [Span(int(tokens.starts[i]), int(tokens.ends[j - 1])) for i, j in pairwise(cuts)]

    content = tuple(s for r in found.content for s in spans(r.start, r.end))
    source = tuple(s for r in found.source for s in spans(r.start, r.end))
    cue = spans(found.cue.start, found.cue.end)[0] if found.cue else None
    evidence = (
        min((r.sure for r in found.content), default=0.0),
        min((r.sure for r in found.source), default=0.0),
        found.cue.sure if found.cue else 0.0,
        found.bond,
        found.origin,
    )
    return Draft(source, cue, content, evidence)
