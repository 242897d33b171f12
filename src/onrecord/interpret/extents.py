"""How far a condition reaches, and which words depend on it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from onrecord.interpret.grammar import finite, noun_phrase, subject
from onrecord.interpret.lines import Line
from onrecord.interpret.markers import STEPS, Marker
from onrecord.interpret.words import listed
from onrecord.lexicon import entries

DASHES = frozenset(("-", "--", "---", "–", "—"))
MARKS = frozenset(("'", '"', "‘", "’"))
OPENING = "“«„\"'‘`"
HARD = frozenset((";", ":", "?", "!", "…")) | DASHES
ARTICLES = frozenset(("a", "an", "the"))
STOPS = frozenset((";", ":", "?", "!", "…"))


@dataclass(frozen=True, slots=True)
class Reach:
    """Half-open token ranges of a line: the condition, and what depends on it, in the order of the text."""

    condition: tuple[int, int]
    outcome: tuple[tuple[int, int], ...]


def reach(line: Line, marker: Marker, others: Sequence[Marker], since: int) -> Reach:
    """``others``: the line's markers after this one; ``since``: the end of the condition before it."""
    opening = _opening(line, marker.first)
    end = forward(line, marker.last, others)
    if opening == "inside" and marker.last < len(line) and line[marker.last].word in listed("alone"):
        end = _alone(line, marker.last, end)
    main = _main(line, marker, end) if opening != "inside" or _believed(line, marker.first) else None
    before = (backward(line, marker.first, since), marker.first)
    if main is None:
        if opening != "open":
            end = _before_other(line, marker.last, _strong_comma(line, marker.last, end), others)
        return Reach((marker.last, end), (before,) if before[0] < before[1] else ())
    condition = (marker.last, _before_other(line, marker.last, main, others))
    later = [m for m in others if m.first > main]
    after = (main + (not line[main].letters), forward(line, main + 1, later, outcome=True))
    if opening == "comma" and _clause(line, *before) and not _strong(line, after[0]) and not _clause(line, *after):
        return Reach(condition, (before, after))
    return Reach(condition, (after,) if after[0] < after[1] else ())


def _clause(line: Line, start: int, end: int) -> bool:
    """Is there a verb? None is what an article stands before ("an end")."""
    return any(finite(t) and not (at and line[at - 1].word in ARTICLES) for at, t in enumerate(line[start:end], start))


def _opening(line: Line, first: int) -> str:
    """Does the marker open its clause (``open``), follow a comma (``comma``) or stand inside (``inside``)?"""
    at = first
    while at and line[at - 1].word in listed("leads") and not line[at].gap:
        at -= 1
    if at > 1 and line[at - 1].word in OPENING and line[at - 2].letters and not line[at - 1].gap:
        return "inside"
    if at == 0 or line[at].gap or line[at - 1].word in HARD or line[at - 1].word in OPENING + "(.":
        return "open"
    if at < first and line[first - 1].word in ("that", "because", "so"):
        return "open"
    if line[at - 1].word in (",", "”", "»"):
        return "comma" if at == first else "open"
    return "joined" if at < first and line[first - 1].word in ("and", "but") else "inside"


def _believed(line: Line, first: int) -> bool:
    """Right after "I think", which opens the clause as "that" does."""
    return bool(first) and (line[first - 1].word in listed("beliefs") or line[first - 1].word in entries("cue-words"))


def _strong(line: Line, at: int) -> bool:
    """Does a main clause open here, told by its first word?"""
    while at < len(line) and not line[at].letters:
        at += 1
    return at < len(line) and (subject(line[at]) or line[at].word in listed("strong"))


def _strong_comma(line: Line, start: int, end: int) -> int:
    """The first comma before a clause of its own, or the end."""
    for at in range(start + 1, end - 1):
        after = at + 2 if line[at + 1].word in listed("joins") else at + 1
        if line[at].word == "," and after < end and subject(line[after]) and _clause(line, after, min(end, after + 5)):
            return at
    return end


def _alone(line: Line, start: int, end: int) -> int:
    """The end of "if so", "if elected president"."""
    at = start + 1
    if line[start].word == "elected":
        while at < end and line[at].word not in ("to", ",") and not subject(line[at]) and at < start + 4:
            at += 1
        return at
    return at if line[start].word == "so" else end


def _main(line: Line, marker: Marker, end: int) -> int | None:
    """Where the main clause after a condition begins: its comma, gap or "then"; outside marks first."""
    depths = _depths(line, marker.last, end)
    found = _main_at(line, marker, end, depths)
    return _main_at(line, marker, end, [0] * len(depths)) if found is None and any(depths) else found


def _main_at(line: Line, marker: Marker, end: int, depths: Sequence[int]) -> int | None:
    weak: int | None = None
    last: int | None = None
    seen = False
    for at in range(marker.last, end):
        word = line[at].word
        if at > marker.last and line[at].gap and seen:
            return at
        if word == "then" and seen and line[at - 1].word != ",":
            return at
        if word == "," and at > marker.last and depths[at - marker.last] < 1 and at + 1 < len(line):
            if _opens_main(line, at, end, seen):
                return at
            if line[at + 1].word not in listed("goes-on"):
                weak = at if weak is None and seen else weak
                last = at if last is None else last
        if word in listed("alone") and at == marker.last and at + 1 < len(line):
            if (short := _after_alone(line, at, end)) is not None:
                return short
            seen = True
        seen = seen or finite(line[at]) or marker.form == "phrase"
    if weak is None and end < len(line) and line[end].word in DASHES | {"…"} and _strong(line, end + 1):
        return end
    unmarked = _unmarked(line, marker.last, min(end, end if weak is None else weak))
    return next((at for at in (unmarked, weak, last) if at is not None), None)


def _after_alone(line: Line, at: int, end: int) -> int | None:
    """Where the main clause begins right after "if necessary" or "if elected president", without a comma."""
    if line[at].word == "elected":
        return next((i for i in range(at + 1, min(end, at + 4)) if subject(line[i])), None)
    following = line[at + 1]
    short = line[at].word in ("so", "necessary", "possible", "needed") and following.letters and not following.gap
    return at + 1 if short else None


def _depths(line: Line, start: int, end: int) -> list[int]:
    """How many brackets and marks are open at each token; marks that never close are not counted."""
    found: list[int] = []
    opened: list[int] = []
    for at in range(start, end):
        word = line[at].word
        if word in "([“«" or (word in MARKS and _opens_mark(line, at)):
            opened.append(len(found))
        elif opened and (word in ")]”»" or (word in MARKS and line[at - 1].end == line[at].start)):
            opened.pop()
        found.append(len(opened))
    for left in opened:
        found[left:] = [d - 1 for d in found[left:]]
    return found


def _opens_mark(line: Line, at: int) -> bool:
    """Does this mark stand directly before a word and apart from what is before it?"""
    joined = at + 1 < len(line) and line[at].end == line[at + 1].start
    return joined and (at == 0 or line[at - 1].end < line[at].start or not line[at - 1].letters)


def _unmarked(line: Line, start: int, end: int) -> int | None:
    """Where the main clause begins when no comma tells ("If he wins we lose"): a subject after a full clause."""
    seen = False
    for at in range(start + 1, end - 1):
        before = line[at - 1]
        free = before.letters and before.word not in listed("carries") and before.word not in listed("beliefs")
        if seen and free and _nominative(line, at) and _clause(line, at, min(end, at + 3)):
            return at
        seen = seen or finite(line[at])
    return None


def _nominative(line: Line, at: int) -> bool:
    """Is the word a pronoun that is a subject ("he", "they'll")?"""
    return at < len(line) and line[at].word.partition("'")[0] in listed("nominative")


def _opens_main(line: Line, comma: int, end: int, seen: bool) -> bool:
    at = comma + 1
    while at < end and not line[at].letters and line[at].word not in "[$":
        at += 1
    if at > end - 1:
        return False
    if line[at].gap and seen:
        return True
    word = line[at].word
    quoting = line[comma + 1].word in MARKS and _opens_mark(line, comma + 1)
    if word in listed("goes-on") or (quoting and line[comma - 1].word in listed("saying")):
        return False
    if _strong(line, at):
        return True
    stop = next((i for i in range(at, min(end, at + 15)) if line[i].word == ","), min(end, at + 15))
    return seen and _clause(line, at, stop)


def _before_other(line: Line, start: int, main: int, others: Sequence[Marker]) -> int:
    """The end of a condition that a parallel one follows before the main clause ("If A, or if B, C")."""
    for other in others:
        if other.first > main - 1:
            break
        at = other.first
        while at > start and (line[at - 1].word in listed("leads") or line[at - 1].word == ","):
            at -= 1
        if at < other.first and at > start:
            return at
    return main


def forward(line: Line, start: int, others: Sequence[Marker], *, outcome: bool = False) -> int:
    """The end of the clauses that begin at ``start``: a stop, a single dash, a clause that no longer depends; of an
    ``outcome`` also a joined clause with a subject of its own."""
    limit = min(len(line), start + 2 * STEPS)
    marks = {m.first for m in others}
    dashes = [at for at in range(start + 2, limit) if line[at].word in DASHES and _dash(line, at)]
    for at in range(start + 1, limit):
        word = line[at].word
        if word in STOPS or dashes[-1:] == [at]:
            return at
        if word == "," and at + 2 < limit and _leaves(line, at, marks, outcome=outcome):
            return at
        if word in ("and", "but") and line[min(at + 1, limit - 1)].word == "that":
            return at
        if word == "because" and at > start + 1 and line[at - 1].word not in listed("before-because"):
            return at
    return limit


def _leaves(line: Line, comma: int, marks: Collection[int], *, outcome: bool) -> bool:
    """Does a clause begin after the comma that no longer belongs to the condition, or to the outcome?"""
    after = line[comma + 1].word
    if after in listed("adds"):
        return True
    if after in listed("joins") and (line[comma + 2].word in ("that", "i") or comma + 2 in marks):
        return True
    return outcome and after in ("and", "or") and _nominative(line, comma + 2)


def _dash(line: Line, at: int) -> bool:
    """A dash between words, no hyphen inside one."""
    if line[at].word not in ("-", "–"):
        return True
    return at + 1 < len(line) and line[at - 1].end < line[at].start and line[at].end < line[at + 1].start


def backward(line: Line, first: int, since: int) -> int:
    """Where the clause before a marker begins."""
    low = max(since, first - STEPS, 0)
    start = low
    for at in range(first - 1, low - 1, -1):
        word = line[at].word
        if (word in HARD and word not in DASHES) or (word in DASHES and _dash(line, at)):
            if at < first - 1:
                start = at + 1
                break
        elif at < first - 1 and _border(line, at):
            start = at + 1
            break
    while start < first and line[start].word not in "[$“«":
        if line[start].letters and line[start].word not in listed("leads"):
            break
        start += 1
    heavy = any(t.letters and t.word not in listed("leads") for t in line[start:first])
    return start if heavy else first


def _border(line: Line, at: int) -> bool:
    """Does a clause begin after this word: "that" or "because", "and" or "but" after a comma, "I think"?"""
    word, following = line[at].word, line[at + 1]
    opens = subject(following) or noun_phrase(following)
    if word in ("because", "but"):
        return True
    if word == "that":
        told = line[max(0, at - 2) : at]
        return opens and any(t.word in listed("beliefs") or t.word in entries("cue-words") for t in told)
    if word in listed("beliefs"):
        return at > 0 and subject(line[at - 1]) and (opens or following.word in ("maybe", "perhaps"))
    if word in ("and", "so", "or"):
        joined = _nominative(line, at + 1) or following.word in listed("unreal") or following.word == "will"
        return joined or (opens and at > 0 and line[at - 1].word == "," and word != "or")
    return False
