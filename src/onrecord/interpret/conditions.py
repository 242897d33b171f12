"""Conditions inside a content, and what depends on them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from onrecord.interpret.extents import Reach, forward, reach
from onrecord.interpret.lines import Line, Token, lines
from onrecord.interpret.markers import Kind, Marker, announces, spread
from onrecord.interpret.requirements import requirements
from onrecord.interpret.words import listed
from onrecord.model import Condition, Parse, Span

_CLOSES = {"(": ")", "[": "]", "“": "”", "«": "»"}
BETWEEN = 3
"""Words and signs that may stand between parallel conditions ("if …, or if …")."""

Found = tuple[Marker, Reach]


def conditions(text: str, parse: Parse, content: Sequence[Span]) -> tuple[Condition, ...]:
    """The conditions in the content, in order; an outcome is empty where the content names none."""
    found: list[Condition] = []
    before: Line = ()
    for line in lines(text, parse, content):
        found += sorted(_of_line(line, before), key=lambda c: c.condition[0])
        before = line
    return tuple(found)


def _of_line(line: Line, before: Line) -> Iterator[Condition]:
    for marker, found in _parallel(_announced(line, opens=not before)):
        words, outcome = pieces(line, [found.condition]), pieces(line, found.outcome)
        if not outcome and before and any(t.word == "only" for t in line[marker.first : marker.last]):
            outcome = pieces(before, [(0, forward(before, 0, ()))])  # a sentence of its own: "But only if …"
        if words:
            mark = Span(line[marker.first].start, line[marker.last - 1].end)
            yield Condition(_kind(line, marker, found), mark, words, outcome)
    for found, kind in requirements(line):
        if words := pieces(line, [found.condition]):
            yield Condition(kind, None, words, pieces(line, found.outcome))


def _announced(line: Line, *, opens: bool) -> list[Found]:
    """The markers that do announce a condition; ``opens``: the line is the content's first."""
    markers = list(spread(line))
    letters = next((i for i, t in enumerate(line) if t.letters), len(line))
    found: list[Found] = []
    for i, marker in enumerate(markers):
        if i + 1 < len(markers) and markers[i + 1].first == marker.last:
            continue
        told = reach(line, marker, markers[i + 1 :], found[-1][1].condition[1] if found else 0)
        main = [t for start, end in told.outcome for t in line[start:end]]
        first = opens and marker.first == letters
        if announces(line, marker, line[slice(*told.condition)], main, opens=first, follows=bool(found)):
            found.append((marker, told))
    return found


def _parallel(found: list[Found]) -> list[Found]:
    """Parallel conditions share their outcome, wherever it stands ("He stays if …, or if …")."""
    shared = list(found)
    for order in (range(len(found) - 1), range(len(found) - 1, 0, -1)):
        for i in order:
            a, b = (i, i + 1) if order.step > 0 else (i - 1, i)
            near = 0 <= shared[b][0].first - shared[a][1].condition[1] < BETWEEN + 1
            full, empty = (a, b) if shared[a][1].outcome else (b, a)
            if near and not shared[empty][1].outcome:
                shared[empty] = (shared[empty][0], replace(shared[empty][1], outcome=shared[full][1].outcome))
    return shared


def _kind(line: Line, marker: Marker, found: Reach) -> Kind:
    """ "Would only come if …" is as necessary as "only if"."""
    main = [t.word for start, end in found.outcome for t in line[start:end]]
    only = any(a in listed("able") and b == "only" for a, b in pairwise(main))
    return "necessary" if only and marker.form == "clause" else marker.kind


def pieces(line: Line, ranges: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
    """The spans of token ranges: from the first word to the last, cut where other words stand between."""
    found: list[Span] = []
    for start, end in ranges:
        cuts = [start, *(i for i in range(start + 1, end) if line[i].gap), end]
        for low, high in pairwise(cuts):
            if span := _trimmed(line[low:high]):
                found.append(span)
    return tuple(found)


def _trimmed(tokens: Sequence[Token]) -> Span | None:
    """From the first word to the last, with the mark or bracket that closes what is opened between."""
    at = [i for i, t in enumerate(tokens) if t.letters]
    if not at:
        return None
    first, last = at[0], at[-1]
    if first and tokens[first - 1].word in "[$£€":
        first -= 1
    opened = [t.word for t in tokens[first:last] if t.word in _CLOSES or t.word in _CLOSES.values()]
    if opened and opened[-1] in _CLOSES and last + 1 < len(tokens) and tokens[last + 1].word == _CLOSES[opened[-1]]:
        last += 1
    return Span(tokens[first].start, tokens[last].end)
