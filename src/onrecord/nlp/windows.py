"""Cuts a long article into windows that the encoder can hold; nothing is left out."""

from bisect import bisect_right
from collections.abc import Sequence

WIDTH = 254
"""Word pieces a window, beside the two marks at its ends: the length that the weights were trained on."""


def windows(
    n: int, paragraphs: Sequence[int], sentences: Sequence[int], *, width: int = WIDTH, first: int | None = None
) -> list[tuple[int, int]]:
    """Half-open ranges that cover ``range(n)`` in order, none longer than ``width``.

    A window ends at the last paragraph that fits, else at the last sentence, else where it is full.
    ``paragraphs`` and ``sentences`` are the indexes of the pieces that begin one, rising. ``first``
    bounds the first window alone: training shifts its cuts with it.
    """
    cuts: list[tuple[int, int]] = []
    start, bound = 0, first or width
    while bound < n - start:
        least = start + bound // 3
        end = _last(paragraphs, least, start + bound) or _last(sentences, least, start + bound) or start + bound
        cuts.append((start, end))
        start, bound = end, width
    if start < n:
        cuts.append((start, n))
    return cuts


def _last(places: Sequence[int], least: int, most: int) -> int | None:
    """The last of the rising ``places`` in ``least < place <= most``."""
    i = bisect_right(places, most)
    return places[i - 1] if i and least < places[i - 1] else None
