"""A time told for one statement that holds for another: the speech goes on, or the headline sums it up."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from onrecord.lexicon import entries
from onrecord.model import Span
from onrecord.nlp.details import Scene
from onrecord.resolve.expressions import Expression

BACK: Final = 6
"""Statements before a statement that its time may be taken from."""
PARAGRAPHS: Final = 3
"""Paragraphs between the two, at most."""
AHEAD: Final = 5
"""Statements after the headline's that its time may be taken from."""
STEM: Final = 5
"""Letters by which two words of two contents count as one."""
_UNTAKEN: Final = ("vague", "that", "later", "clock", "event")


@dataclass(frozen=True, slots=True)
class Carry:
    """A time that statement ``owner`` may share, and how the two stand to one another."""

    time: Expression
    owner: int
    features: tuple[str, ...]


class Thread:
    """The statements of a text in order, asked one by one whose time they share."""

    def __init__(self, scene: Scene, within: Mapping[int, Sequence[Expression]]) -> None:
        """``within`` holds the expressions outside contents of each sentence that has been looked at."""
        self.scene, self.within = scene, within
        self.order = sorted(range(len(scene.attributions)), key=lambda i: (scene.attributions[i].start, i))
        self._paragraphs = [p.start for p in scene.parse.paragraphs]
        self._source = [self._words(a.source) for a in scene.attributions]
        self._stems = [{w[:STEM] for w in self._words(a.content) if len(w) > 3} for a in scene.attributions]
        self._paragraph_of = [self.paragraph(a.start) for a in scene.attributions]

    def _words(self, spans: Sequence[Span]) -> list[str]:
        return [w.lower() for s in spans for w in re.findall(r"[\w-]+", s.of(self.scene.text))]

    def paragraph(self, place: int) -> int:
        """Index of the paragraph that holds ``place``, or of the one before it."""
        return bisect_right(self._paragraphs, place) - 1

    def candidates(self, at: int, times: Mapping[int, Expression]) -> Iterator[Carry]:
        """The times that the statement at position ``at`` of ``order`` may share, of those told so far."""
        taken: set[Span] = set()
        yield from self._before(at, times, taken)
        yield from self._sentences(self.order[at], taken)
        yield from self._headline(at, times, taken)

    def _before(self, at: int, times: Mapping[int, Expression], taken: set[Span]) -> Iterator[Carry]:
        """The times of the statements before it."""
        i, others = self.order[at], 0
        a, form = self.scene.attributions[i], self._form(i)
        n = self.scene.sentence(a.start)
        for back in range(1, min(BACK, at) + 1):
            j = self.order[at - back]
            gap = self._paragraph_of[i] - self._paragraph_of[j]
            if gap > PARAGRAPHS:
                break
            how = relation(self._source[j], self._source[i])
            time = times.get(j)
            if time is not None and time.span not in taken:
                taken.add(time.span)
                steps = max(0, min(n - self.scene.sentence(self.scene.attributions[j].end - 1), 4))
                found = [
                    f"whose:{how}",
                    f"paragraphs:{gap}",
                    f"sentences:{steps}",
                    f"others:{min(others, 2)}",
                    f"words:{form}",
                ]
                found += [
                    f"whose:{how}&paragraphs:{gap}",
                    f"whose:{how}&others:{min(others, 1)}",
                    f"words:{form}&paragraphs:{gap}",
                ]
                found += [f"back:{min(back, 4)}", f"time:{time.form}", f"alike:{self._alike(i, j)}"]
                yield Carry(time, i, ("statement", *found))
            others += how in ("other", "nominal", "from-none", "none")

    def _sentences(self, i: int, taken: set[Span]) -> Iterator[Carry]:
        """The expressions of the two sentences before it that no statement took."""
        scene, a = self.scene, self.scene.attributions[i]
        n, source, form = scene.sentence(a.start), self._source[i], self._form(i)
        for m in (n - 1, n - 2):
            gap = self._paragraph_of[i] - self.paragraph(scene.parse.sentences[m].start) if m > -1 else 2
            if gap > 1:
                return
            s = scene.parse.sentences[m]
            held = "held" if scene.held(m) else "free"
            for e in self.within.get(m, ()):
                if e.span in taken or e.form in _UNTAKEN:
                    continue
                taken.add(e.span)
                lead = {w.lower() for w in re.findall(r"[\w-]+", scene.text[s.start : e.span.start])}
                how = (
                    relation([], source)
                    if not source or source[0] in PRONOUNS
                    else "share"
                    if source[-1] in lead
                    else "other"
                )
                found = (
                    f"s-whose:{how}",
                    f"s-paragraphs:{gap}",
                    f"s-sentences:{n - m}",
                    f"s-time:{e.form}",
                    f"s-words:{form}",
                )
                yield Carry(e, i, ("sentence", *found, f"s-{held}", f"s-words:{form}&{held}", f"s-whose:{how}&{held}"))

    def _headline(self, at: int, times: Mapping[int, Expression], taken: set[Span]) -> Iterator[Carry]:
        """For a statement of the first paragraph, the time of a statement soon after it."""
        i = self.order[at]
        if self._paragraph_of[i] > 0:
            return
        for step, j in enumerate(self.order[at + 1 : at + 1 + AHEAD], 1):
            time = times.get(j)
            if self._paragraph_of[j] > 2:
                return
            if time is not None and self._paragraph_of[j] > 0 and time.span not in taken:
                taken.add(time.span)
                how = relation(self._source[i], self._source[j])
                found = (
                    f"h-whose:{how}",
                    f"h-ahead:{min(step, 3)}",
                    f"h-time:{time.form}",
                    f"h-alike:{self._alike(i, j)}",
                )
                yield Carry(time, i, ("headline", *found))

    def _form(self, i: int) -> str:
        """Is the content quoted from its first word, in part, or not at all?"""
        pieces = [s.of(self.scene.text) for s in self.scene.attributions[i].content]
        if all(p[0] in "“\"'‘«" for p in pieces):
            return "direct"
        return "mixed" if any(mark in p for p in pieces for mark in '“"«') else "indirect"

    def _alike(self, i: int, j: int) -> str:
        x, y = self._stems[i], self._stems[j]
        share = len(x & y) / min(len(x), len(y)) if x and y else 0.0
        return "high" if share > 0.499 else "some" if share > 0.249 else "little" if share else "none"


PRONOUNS: Final = frozenset(("he", "she", "they", "it", "i", "we"))


def relation(before: Sequence[str], source: Sequence[str]) -> str:
    """How the words of a source stand to those of an earlier one (both in small letters, in order)."""
    if not source:
        return "none"
    if len(source) == 1 and source[0] in PRONOUNS:
        return "pronoun"
    if not before:
        return "from-none"
    if before[-1] == source[-1]:
        return "same-last"
    if {w for w in before if len(w) > 3} & {w for w in source if len(w) > 3}:
        return "share"
    if before[0] in PRONOUNS:
        return "after-pronoun"
    return "nominal" if source[0] in entries("determiners") else "other"
