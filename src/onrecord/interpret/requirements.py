"""Conditions that no marker announces: "would require his consent", "depends on the harvest", "the only way to win"."""

from collections.abc import Iterator
from functools import cache

from onrecord.interpret.extents import Reach, backward, forward
from onrecord.interpret.grammar import finite
from onrecord.interpret.lines import Line
from onrecord.interpret.markers import STEPS, Kind, stands
from onrecord.interpret.words import listed
from onrecord.lexicon import entries


@cache
def _known() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """The predicates of the lexicon by their first word, the longest first, each with the side of the condition."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for entry in entries("requirement-words"):
        side, *words = entry.split()
        found.setdefault(words[0], []).append((tuple(words), side))
    for options in found.values():
        options.sort(key=lambda o: -len(o[0]))
    return found


def requirements(line: Line) -> Iterator[tuple[Reach, Kind]]:
    """Condition and outcome of each predicate of the line, with the kind."""
    at, since, firsts = 0, 0, _known().keys() | {"to", "order"}
    while at < len(line):
        told = (_listed(line, at, since) or _purpose(line, at, since)) if line[at].word in firsts else None
        if told:
            yield told[0], told[1]
            since = told[2]
        at = max(at + 1, since)


def _listed(line: Line, at: int, since: int) -> tuple[Reach, Kind, int] | None:
    for words, side in _known().get(line[at].word, ()):
        if stands(line, at, words):
            last = at + len(words)
            told = _before(line, at, last, since) if side == "before" else _after(line, at, last, since)
            if told and side == "general" and not _general(line, told):
                continue
            kind: Kind = "sufficient" if "enough" in words else "necessary"
            return (told, kind, max(b for _, b in (told.condition, *told.outcome))) if told else None
    return None


def _general(line: Line, told: Reach) -> bool:
    """Does "any strike needs a vote" tell of a condition, and not "every miner needs to know"?"""
    return line[told.outcome[0][0]].word in listed("general") and line[told.condition[0]].word != "to"


def _after(line: Line, first: int, last: int, since: int) -> Reach | None:
    """ "X would require Y": X depends on Y."""
    start = backward(line, first, since)
    stop = first
    while stop > start and (
        line[stop - 1].word in listed("be") | listed("light")
        or line[stop - 1].word in ("would", "will", "could", "may", "might", "'s")
    ):
        stop -= 1
    end = forward(line, last, ())
    if stop == start or last > end - 1 or _refused(line, start, first) or line[last].word in listed("negative"):
        return None
    if line[first + 1].word == "need":
        aim = next((i for i in range(last + 1, min(end, last + 12)) if line[i].word == "to"), None)
        return Reach((last, aim), ((aim + 1, end),)) if aim is not None and aim + 1 < end and aim > last else None
    return Reach((last, end), ((start, stop),))


def _refused(line: Line, start: int, first: int) -> bool:
    """Is the dependence itself denied ("should not depend on")?"""
    return any(
        t.word in listed("negative") or t.word.endswith("n't") or t.word == "can"
        for t in line[max(start, first - 3) : first]
    )


def _before(line: Line, first: int, last: int, since: int) -> Reach | None:
    """ "Y is a precondition for X", "Y is the only way to X", "the only way to X is Y": X depends on Y."""
    end = forward(line, last, ())
    start = backward(line, first, since)
    stop = first
    while stop > start and (
        line[stop - 1].word in listed("be") or line[stop - 1].word in ("as", "will", "would", "the")
    ):
        stop -= 1
    if stop > start and last < end:
        return Reach((start, stop), ((last, end),))
    verb = next((i for i in range(last + 1, min(end, last + STEPS)) if line[i].word in listed("be")), None)
    if verb is None or verb + 1 > end - 1 or line[first].word != "the":
        return None
    low = verb + 1 + (line[verb + 1].word in ("to", "by", "through", "if", "for", "with"))
    return Reach((low, end), ((last, verb),)) if low < end else None


def _purpose(line: Line, at: int, since: int) -> tuple[Reach, Kind, int] | None:
    """ "To win, they need to hold the coast", "you have to dig in order to find": the aim depends on what is needed."""
    word = line[at].word
    if word == "order" and at and line[at - 1].word == "in" and at + 2 < len(line) and line[at + 1].word == "to":
        low = max(since, at - STEPS)
        need = next(
            (i for i in range(at - 2, low, -1) if line[i].word == "to" and line[i - 1].word in listed("needs")), None
        )
        end = forward(line, at + 2, ())
        if need is not None and need + 1 < at - 1 and at + 2 < end:
            return Reach((need + 1, at - 1), ((at + 2, end),)), "necessary", end
        return None
    if word == "to" and (
        at == 0 or line[at - 1].word in ("that", "but", "and", "“", '"') or (at > 1 and line[at - 2].word == "in")
    ):
        return _aim(line, at)
    return None


def _aim(line: Line, at: int) -> tuple[Reach, Kind, int] | None:
    """ "To win the valley, they need to hold the bridge", from its first word."""
    comma = next((i for i in range(at + 2, min(len(line), at + 25)) if line[i].word == "," or line[i].gap), None)
    if comma is None:
        return None
    end = forward(line, comma + 1, ())
    for i in range(comma + 1, min(end, comma + 10)):
        if line[i].word in ("need", "needs") and i + 2 < end and line[i + 1].word == "to":
            return Reach((i + 2, end), ((at + 1, comma),)), "necessary", end
        if line[i].word not in ("will", "would", "probably", "also") and finite(line[i]):
            return None
    return None
