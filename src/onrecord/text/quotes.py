"""Quotation marks: which words stand inside them.

Marks are paired paragraph by paragraph, so that a mark too many spoils one paragraph and no more.
Level ``double`` is “ ”, " ", « », „ “ and `` ''; level ``single`` is ‘ ’ and ' ', told from apostrophes.
"""

import re
from collections.abc import Iterator

from onrecord.model import Quote, Span

_DOUBLE = re.compile(r"``|''|[“”„«»\"]")
_OPENERS = {"“", "„", "«", "``"}
_CLOSERS = {"”", "»"}
_SINGLE_OPEN = re.compile(r"(?<![\w’'])[‘'](?=[^\W\d_]|[“\"])")
_SINGLE_CLOSE = re.compile(r"[’'](?!\w)")
_BEFORE_OPEN = frozenset(" \t\n\r\u00a0([{—–-/‘'")
_STOPS = frozenset(".,?!;:…")


def quotes(text: str, within: tuple[Span, ...]) -> tuple[Quote, ...]:
    """Quotes inside each paragraph, in order of their start.

    A quote that the paragraph leaves open runs to its end with ``closed`` False; when the next
    paragraph opens with a mark again, that quote ``continues`` it.
    """
    found: list[Quote] = []
    left_open = False
    for part in within:
        here: list[Quote] = []
        for span, closed in _double(text, part):
            goes_on = left_open and span.start == part.start
            here.append(Quote(span, "double", closed, goes_on))
        left_open = any(not q.closed for q in here)
        outer = [q.span for q in here]
        here += [Quote(s, "single", True, False) for s in _single(text, part) if not any(s.overlaps(o) for o in outer)]
        found += sorted(here, key=lambda q: q.span)
    return tuple(found)


def _double(text: str, part: Span) -> Iterator[tuple[Span, bool]]:
    start: int | None = None
    for mark in _DOUBLE.finditer(text, part.start, part.end):
        opens = _opens(text, mark, part, inside=start is not None)
        if opens and start is None:
            start = mark.start()
        elif not opens and start is not None:
            yield Span(start, mark.end()), True
            start = None
    if start is not None and start + 1 < part.end:
        yield Span(start, part.end), False


def _opens(text: str, mark: re.Match[str], part: Span, *, inside: bool) -> bool:
    sign = mark[0]
    if sign in _OPENERS:
        return not (sign == "“" and inside and _german(text, part))
    if sign in _CLOSERS or (sign == "''" and inside and "``" in part.of(text)):
        return False
    before = text[mark.start() - 1] if part.start < mark.start() else " "
    after = text[mark.end()] if mark.end() < part.end else " "
    left, right = before in _BEFORE_OPEN, after.isspace()
    if left and not right:
        return True
    if right and not left:
        return False
    return not inside


def _german(text: str, part: Span) -> bool:
    return "„" in part.of(text)


def _single(text: str, part: Span) -> Iterator[Span]:
    """Single quotes that have a partner; a lone ’ is an apostrophe."""
    at = part.start
    while opening := _SINGLE_OPEN.search(text, at, part.end):
        limit = _SINGLE_OPEN.search(text, opening.end(), part.end)
        stop = limit.start() if limit else part.end
        partner = "’" if opening[0] == "‘" else "'"
        closers = [m for m in _SINGLE_CLOSE.finditer(text, opening.end(), stop) if m[0] == partner]
        best = next((m for m in closers if text[m.start() - 1] in _STOPS), closers[-1] if closers else None)
        if best:
            yield Span(opening.start(), best.end())
        at = best.end() if best else opening.end()
