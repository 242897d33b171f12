"""Statements inside statements: contents are read again, as texts of their own."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.attribute.draft import Draft
from onrecord.lexicon import entries
from onrecord.model import Span
from onrecord.nlp.signals import Signals

_MARKS = "\"“”„«»'‘’`"
_THAT = "that "


@dataclass(frozen=True, slots=True)
class Inner:
    """Contents as one text: ``text`` with a paragraph a content, and where its stretches come from.

    ``starts`` [k] are the rising places of the stretches in ``text``, ``origins`` [k] their places in the
    article, ``owners`` [k] the positions of their drafts.
    """

    text: str
    starts: tuple[int, ...]
    lengths: tuple[int, ...]
    origins: tuple[int, ...]
    owners: tuple[int, ...]

    def home(self, span: Span) -> tuple[tuple[Span, ...], int]:
        """A span of ``text`` as spans of the article, and its owner."""
        first = max(0, bisect_right(self.starts, span.start) - 1)
        owner, pieces = self.owners[first], []
        for k in range(first, len(self.starts)):
            if span.end < self.starts[k] + 1 or self.owners[k] != owner:
                break
            a, b = max(span.start, self.starts[k]), min(span.end, self.starts[k] + self.lengths[k])
            if a < b:
                shift = self.origins[k] - self.starts[k]
                pieces.append(Span(a + shift, b + shift))
        return tuple(pieces), owner

    def bring_home(self, signals: Signals) -> Signals:
        """What was told of ``text``, at the places of the article; pieces that stand for no words of it are gone."""
        stretch = np.searchsorted(self.starts, signals.starts, "right") - 1
        within = signals.ends - np.array(self.starts)[stretch]
        real = np.flatnonzero((stretch > -1) & (within < np.array(self.lengths)[stretch] + 1))
        shift = np.array(self.origins)[stretch[real]] - np.array(self.starts)[stretch[real]]
        starts, ends = signals.starts[real] + shift, signals.ends[real] + shift
        order = np.argsort(starts, kind="stable")
        return Signals(starts[order], ends[order], signals.tags[real][order], {})


def inner_text(text: str, drafts: Sequence[Draft], chosen: Sequence[int]) -> Inner:
    """The contents of the ``chosen`` drafts that may hold a statement, without their outer quotation marks."""
    parts: list[str] = []
    starts: list[int] = []
    lengths: list[int] = []
    origins: list[int] = []
    owners: list[int] = []
    at = 0
    for i in chosen:
        pieces = [_bare(text, s) for s in drafts[i].content]
        a, b = pieces[0]
        if text.startswith(_THAT, a, b):  # the encoder knows sentences, and few begin so
            pieces[0] = (a + len(_THAT), b)
        words = " ".join(text[a:b] for a, b in pieces)
        if not _may_hold_statement(words):
            continue
        if parts:
            parts.append("\n\n")
            at += 2
        for k, (a, b) in enumerate(pieces):
            if k:
                parts.append(" ")
                at += 1
            if a < b:
                starts.append(at)
                lengths.append(b - a)
                origins.append(a)
                owners.append(i)
                parts.append(text[a:b].replace("\n", " "))
                at += b - a
        if parts and parts[-1][-1:].isalnum():
            parts.append(".")
            at += 1
    return Inner("".join(parts), tuple(starts), tuple(lengths), tuple(origins), tuple(owners))


def _bare(text: str, span: Span) -> tuple[int, int]:
    a, b = span.start, span.end
    while a < b and text[a] in _MARKS:
        a += 1
    while a < b and text[b - 1] in _MARKS:
        b -= 1
    return a, b


def _may_hold_statement(words: str) -> bool:
    """A cheap first look: a word that reports speech, thought or writing, after at least one other word."""
    cues = entries("cue-words")
    return any(w.strip(".,;:!?\"“”’‘'()").lower() in cues for w in words.split()[1:])
