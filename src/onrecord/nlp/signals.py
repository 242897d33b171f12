"""What the encoder told about a text beside roles and links, kept by place for the stages that need it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.model import Attribution, Span
from onrecord.nlp.heads import PARTS, SENSE, TAGS, slices

_TAGS, _SENSE = slices(TAGS), slices(SENSE)


@dataclass(frozen=True, slots=True, eq=False)
class Signals:
    """One pass over a text: ``starts`` [n], ``ends`` [n] of the word pieces, rising, as half-open code points of the
    article; ``tags`` [n, the sum of the sizes of ``heads.TAGS``], logits.

    ``antecedents`` holds, for the pieces that begin a source, the first piece of their window and the probabilities
    [m + 1] of what they refer to: none (column 0), or piece i of the window (column i + 1).
    """

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    tags: NDArray[np.float16]
    antecedents: Mapping[int, tuple[int, NDArray[np.float32]]]

    def pieces(self, span: Span) -> slice:
        """The word pieces that touch a span."""
        a = int(np.searchsorted(self.ends, span.start, "right"))
        return slice(a, max(a, int(np.searchsorted(self.starts, span.end))))

    def tag(self, name: str, span: Span) -> NDArray[np.float32]:
        """The logits [k, size] of a tag head (``name``, ``detail``) for the pieces of a span."""
        return self.tags[self.pieces(span), _TAGS[name]].astype(np.float32)

    def sense(self, parts: Mapping[str, Sequence[Span]]) -> dict[str, NDArray[np.float32]]:
        """Logits of act, mode and kind of speaker, for the spans of ``source``, ``cue`` and ``content``."""
        total = np.zeros(sum(SENSE.values()), dtype=np.float32)
        for part in PARTS:
            rows = [self.tags[self.pieces(span), _TAGS[part]] for span in parts[part]]
            if rows and (full := np.concatenate(rows)).size:
                total += full.astype(np.float32).mean(axis=0)
        return {name: total[where] for name, where in _SENSE.items()}

    def antecedent(self, source: Span, mentions: Iterable[Span]) -> list[float | None]:
        """For each mention the probability that the source refers to it; None where the encoder saw the two in
        different windows or the source was no source to it."""
        found = self.antecedents.get(self.pieces(source).start)
        if found is None:
            return [None for _ in mentions]
        first, row = found
        answers: list[float | None] = []
        for mention in mentions:
            at = self.pieces(mention).start - first + 1
            answers.append(float(row[at]) if 0 < at < len(row) else None)
        return answers


def pass_of(attributions: Sequence[Attribution], place: int, passes: Sequence[Signals]) -> Signals:
    """The pass that the attribution at ``place`` was read in: the first for the outer ones, then one a depth."""
    depth, at = 0, attributions[place].parent
    while at is not None:
        depth, at = depth + 1, attributions[at].parent
    return passes[min(depth, len(passes) - 1)]
