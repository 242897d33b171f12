"""Where a stretch of words stands beside a statement, and how likely it is a detail of it (when, to whom, where).

A candidate is described by short features ("place:cue|content", "form:weekday"); ``Scale`` adds up their weights. The
weights are fitted by ``train/details.py`` on labelled statements and stand in ``weights/details.json``.
"""

import json
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final, Literal, TypeVar

import numpy as np

from onrecord.model import Attribution, Parse, Span
from onrecord.nlp.heads import DETAILS
from onrecord.nlp.signals import Signals, pass_of

Role = Literal["source", "cue", "content"]
ROLES: tuple[Role, ...] = ("source", "cue", "content")


T = TypeVar("T")
REACH: Final = 300
"""Code points from a source or cue within which its details are looked for: text without stops is one sentence."""
LEAST: Final = 1e-4
"""A share below which the encoder's no says no more."""
LINKS: Final[Mapping[str, frozenset[str]]] = {
    "relative": frozenset(("who", "which", "whom", "whose", "where", "that")),
    "subordinate": frozenset(
        ("after", "before", "when", "while", "as", "since", "because", "if", "though", "although")
    ),
    "and": frozenset(("and", "but", "or", "then")),
}
"""Words between a candidate and a part that begin another clause, by kind."""


@dataclass(frozen=True, slots=True)
class Held:
    """A span that some attribution holds as its source, cue or content."""

    span: Span
    role: Role
    owner: int

    def end_mark(self, text: str) -> int:
        """Where it ends, a comma at its edge left out."""
        return self.span.end - (text[self.span.end - 1] == ",")


@dataclass(frozen=True, slots=True)
class Scale:
    """Weights of features, whose sum is the log odds by the rules, and how that is joined with the encoder's.

    ``joint`` is a constant, the weight of the rules' log odds and that of the encoder's; ``threshold`` is the least
    joint log odds of what is taken, ``alone`` the least of the rules' where the encoder tells nothing.
    """

    weights: Mapping[str, float]
    threshold: float
    alone: float
    joint: tuple[float, float, float] | None

    def odds(self, features: Iterable[str]) -> float:
        """The log odds by the rules; a feature without a weight counts nothing."""
        return self.weights.get("", 0.0) + sum(self.weights.get(f, 0.0) for f in features)

    def margin(self, features: Iterable[str], told: float | None) -> float:
        """By how much a candidate is above what is needed, in log odds; ``told`` are the encoder's, if it tells."""
        if told is None or self.joint is None:
            return self.odds(features) - self.alone
        constant, rules, encoder = self.joint
        return constant + rules * self.odds(features) + encoder * told - self.threshold


@cache
def scale(name: str) -> Scale:
    """The weights of one kind of detail. Raises ``KeyError`` for a name that is not there."""
    found = json.loads((files("onrecord.nlp") / "weights" / "details.json").read_text(encoding="utf-8"))[name]
    joint = found.get("joint")
    return Scale(found["weights"], found["threshold"], found["alone"], tuple(joint) if joint else None)


def tagged(signals: Signals | None, name: str, span: Span) -> float | None:
    """The encoder's log odds that the pieces of ``span`` belong to a detail ``name``, their mean; None where it has not
    read them."""
    logits = signals.tag("detail", span) if signals is not None else None
    if logits is None or not logits.size:
        return None
    at = 1 + 2 * DETAILS.index(name)
    shares = np.exp(logits - logits.max(axis=1, keepdims=True))
    share = np.clip(shares[:, at : at + 2].sum(axis=1) / shares.sum(axis=1), LEAST, 1 - LEAST)
    return float(np.log(share / (1 - share)).mean())


class Scene:
    """The attributions of a text by place: what stands before, after and between their parts."""

    def __init__(self, text: str, parse: Parse, attributions: Sequence[Attribution]) -> None:
        self.text, self.parse, self.attributions = text, parse, attributions
        self._starts = [s.start for s in parse.sentences]
        self._held: dict[int, list[Held]] = {}
        for i, a in enumerate(attributions):
            for role, spans in zip(ROLES, (a.source, (a.cue,) if a.cue else (), a.content), strict=True):
                for span in spans:
                    for n in range(self.sentence(span.start), self.sentence(span.end - 1) + 1):
                        self._held.setdefault(n, []).append(Held(span, role, i))
        for held in self._held.values():
            held.sort(key=lambda h: (h.span, h.owner))

    def told(self, passes: Sequence[Signals], name: str, span: Span, i: int) -> float | None:
        """What the encoder tells of ``span`` as a detail of attribution ``i``, from the pass that read it."""
        return tagged(pass_of(self.attributions, i, passes), name, span) if passes else None

    def sentence(self, place: int) -> int:
        """Index of the sentence that holds ``place``, or of the one before it; 0 where there is none."""
        return max(0, bisect_right(self._starts, place) - 1)

    def sentences(self, i: int) -> list[int]:
        """The sentences that hold source or cue of attribution ``i``; without both, the first of its content."""
        a = self.attributions[i]
        own = [*a.source, *((a.cue,) if a.cue else ())] or [a.content[0]]
        return sorted({n for s in own for n in (self.sentence(s.start), self.sentence(s.end - 1))})

    def held(self, sentence: int) -> Sequence[Held]:
        """All that attributions hold in a sentence, in order."""
        return self._held.get(sentence, ())

    def gaps(self, sentence: int) -> list[Span]:
        """The stretches of a sentence outside all contents, in order, then sources and cues inside a content: they are
        outside their own statement's."""
        s, at, closed = self.parse.sentences[sentence], self.parse.sentences[sentence].start, list[int]()
        found = list[Span]()
        for span in (h.span for h in self.held(sentence) if h.role == "content"):
            if at < span.start:
                found.append(Span(at, min(span.start, s.end)))
                closed += [at, span.start]
            at = max(at, span.end)
        if at < s.end:
            found.append(Span(at, s.end))
            closed += [at, s.end]
        # an odd place in the list of edges lies in a gap
        rest = (h.span for h in self.held(sentence) if h.role != "content")
        return [*found, *(span for span in rest if not bisect_right(closed, span.start) % 2)]

    def near(self, i: int, n: int, found: Sequence[T], start: Callable[[T], int]) -> Sequence[T]:
        """Those of ``found``, rising by ``start``, that stand near enough to the source or cue of attribution ``i``."""
        a, s = self.attributions[i], self.parse.sentences[n]
        own = [p for p in (*a.source, *((a.cue,) if a.cue else ())) if p.overlaps(s)] or [a.content[0]]
        low, high = min(p.start for p in own) - REACH, max(p.end for p in own) + REACH
        return found[bisect_left(found, low, key=start) : bisect_right(found, high, key=start)]

    def features(self, candidate: Span, i: int) -> list[str] | None:
        """How ``candidate`` stands to attribution ``i``; None where it lies in its content.

        The candidate and the attribution's source or cue must share a sentence.
        """
        n, a = self.sentence(candidate.start), self.attributions[i]
        if any(span.overlaps(candidate) for span in a.content):
            return None
        s = self.parse.sentences[n]
        parts = zip(ROLES, (a.source, (a.cue,) if a.cue else (), a.content), strict=True)
        mine = [Held(span, role, i) for role, spans in parts for span in spans if span.overlaps(s)]
        around = next((h.role for h in mine if h.span.holds(candidate)), None)
        left = max((h for h in mine if h.span.end < candidate.start + 1), key=lambda h: h.span.end, default=None)
        right = min((h for h in mine if h.span.start > candidate.end - 1), key=lambda h: h.span.start, default=None)
        place = f"in-{around}" if around else f"{left.role if left else '-'}|{right.role if right else '-'}"
        found = [f"place:{place}"]
        for side, held in (("left", left), ("right", right)):
            if held:
                low, high = (held.span.end, candidate.start) if side == "left" else (candidate.end, held.span.start)
                found += [f"{side}:{self._width(low, high)}", *(f"{side}-{mark}" for mark in self._marks(low, high))]
        if self._aside(candidate, left, right):
            found.append("aside")
        return [*found, *self._others(candidate, i, left, right)]

    def _aside(self, candidate: Span, left: Held | None, right: Held | None) -> bool:
        """Is it inside a remark between commas ("X, in office since 2009, said")?"""
        if left is None or right is None:
            return False
        before, after = (
            self.text[left.end_mark(self.text) : candidate.start],
            self.text[candidate.end : right.span.start],
        )
        return before.startswith(",") and after.lstrip().startswith(",") and len(before.split()) > 3

    def _width(self, a: int, b: int) -> str:
        words = len(self.text[a:b].split())
        return str(words) if words < 3 else "3-5" if words < 6 else "6-10" if words < 11 else "more"

    def _marks(self, a: int, b: int) -> Iterator[str]:
        between = self.text[a:b]
        if "," in between:
            yield "comma"
        if any(mark in between for mark in ";:—–()"):
            yield "break"
        words = {w.strip(",.;:—–()'’\"").lower() for w in between.split()}
        yield from (name for name, group in LINKS.items() if words & group)
        if any(w.endswith(("ed", "ing")) for w in words):
            yield "verb"

    def _others(self, candidate: Span, i: int, left: Held | None, right: Held | None) -> Iterator[str]:
        """What the attributions beside it hold: between, around, and nearer."""
        others = [h for h in self.beside(candidate) if h.owner != i]
        for side, a, b in (
            ("left", left.span.end if left else candidate.start, candidate.start),
            ("right", candidate.end, right.span.start if right else candidate.end),
        ):
            if any(h.role == "cue" and a - 1 < h.span.start and h.span.end < b + 1 for h in others):
                yield f"{side}-other-cue"
        for role in ROLES:
            if any(h.role == role and h.span.overlaps(candidate) for h in others):
                yield f"in-other-{role}"
        cue = self.attributions[i].cue
        near = min((_far(candidate, h.span) for h in others if h.role == "cue"), default=None)
        if cue is None:
            yield "no-cue"
        elif near is not None:
            yield "other-nearer" if near < _far(candidate, cue) else "other-farther"

    def beside(self, candidate: Span) -> Sequence[Held]:
        """What is held in the sentence of ``candidate`` within reach of it, in order."""
        held = self.held(self.sentence(candidate.start))
        low = bisect_left(held, candidate.start - REACH, key=_start)
        return held[low : bisect_right(held, candidate.end + REACH, key=_start)]


def _start(h: Held) -> int:
    return h.span.start


def _far(a: Span, b: Span) -> int:
    return max(0, b.start - a.end, a.start - b.end)
