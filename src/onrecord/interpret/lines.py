"""A content as lines of words: what the rules of conditions read."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.model import Parse, Span

_WORD = re.compile(r"\d+(?:[.,]\d+)+|[^\W_]+(?:[’'][^\W_]+)*|--+|\S")


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a sign; ``word`` in small letters with straight apostrophes, ``gap``: other words of the sentence,
    which are not of the content, stand before it."""

    word: str
    start: int
    end: int
    name: bool
    gap: bool

    @property
    def letters(self) -> bool:
        """A word or number, no sign."""
        return self.word[0].isalnum()


Line = tuple[Token, ...]
"""What a content holds of one sentence."""


def lines(text: str, parse: Parse, content: Sequence[Span]) -> Iterator[Line]:
    """The sentences that the content touches, in order; white space alone makes none."""
    held: list[Token] = []
    last = -1
    for piece in sorted(content):
        at = max(0, bisect_right(parse.sentences, piece.start, key=lambda s: s.start) - 1)
        start = piece.start
        while start < piece.end:
            following = parse.sentences[at + 1].start if at + 1 < len(parse.sentences) else piece.end
            end = max(start, min(piece.end, following))
            if at != last and held:
                yield tuple(held)
                held = []
            held += _tokens(text, start, end, gap=bool(held) and start == piece.start)
            last, at, start = at, at + 1, end
    if held:
        yield tuple(held)


def _tokens(text: str, start: int, end: int, *, gap: bool) -> Iterator[Token]:
    for found in _WORD.finditer(text, start, end):
        word = found[0].lower().replace("’", "'")
        yield Token(word, found.start(), found.end(), found[0][0].isupper(), gap)
        gap = False
