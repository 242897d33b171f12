"""Words that announce a condition, and whether they do."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal, cast

from onrecord.interpret.grammar import able, finite, negative, noun_phrase, past, present, subject, unreal
from onrecord.interpret.lines import Line, Token
from onrecord.interpret.words import listed
from onrecord.lexicon import entries

Kind = Literal["sufficient", "necessary"]
Form = Literal["clause", "phrase", "time", "inverted"]
STEPS = 60
"""Words around a marker that are looked at; longer clauses are cut there."""
MOST = 100
"""Markers of a sentence that are looked at; what has more is no sentence."""


@dataclass(frozen=True, slots=True)
class Marker:
    """Tokens ``first`` to ``last`` (half-open) of a line that announce a condition of ``kind``."""

    kind: Kind
    form: Form
    first: int
    last: int


@cache
def _known() -> dict[str, list[tuple[tuple[str, ...], str, str]]]:
    """The markers of the lexicon by their first word, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
    for entry in entries("condition-markers"):
        kind, form, *words = entry.split()
        found.setdefault(words[0], []).append((tuple(words), kind, form))
    for options in found.values():
        options.sort(key=lambda o: -len(o[0]))
    return found


def candidates(line: Line) -> list[Marker]:
    """The places of the line that look like a marker, in order; at most ``MOST``."""
    found: list[Marker] = []
    at, firsts = 0, _known().keys() | {"should", "were", "had"}
    while at < len(line) and len(found) < MOST:
        marker = (_listed(line, at) or _inverted(line, at)) if line[at].word in firsts else None
        if marker:
            found.append(marker)
        at = marker.last if marker else at + 1
    return found


def stands(line: Line, at: int, words: tuple[str, ...]) -> bool:
    """Do these words begin at the place, with no others of the sentence between?"""
    here = line[at : at + len(words)]
    return tuple(t.word for t in here) == words and not any(t.gap for t in here[1:])


def _listed(line: Line, at: int) -> Marker | None:
    for words, kind, form in _known().get(line[at].word, ()):
        if stands(line, at, words):
            return Marker(cast("Kind", kind), cast("Form", form), at, at + len(words))
    return None


def _inverted(line: Line, at: int) -> Marker | None:
    """The verb of "should he win", "were she to lose", "had they known"."""
    word = line[at].word
    if word not in ("should", "were", "had") or at + 2 > len(line) - 1 or _asks(line, at):
        return None
    before, after = (line[at - 1] if at else None), line[at + 1]
    if word == "should":
        inside = before is None or not before.letters or (before.word not in listed("question") and not subject(before))
        own = subject(after) and after.word not in ("this", "that", "one")
        good = inside and (own or after.word in ("the", "a", "an") or (after.name and not (before and before.name)))
    else:
        opens = before is None or not before.letters or before.word in ("that", "but")
        fits = opens and (subject(after) or noun_phrase(after))
        good = fits and unreal([*line[max(0, at - STEPS) : at], *line[at + 2 : at + STEPS]])
    return Marker("sufficient", "inverted", at, at + 1) if good else None


def _asks(line: Line, at: int) -> bool:
    """A question: a mark of one at its end, and nothing before."""
    return (at == 0 or not line[at - 1].letters) and any(t.word == "?" for t in line[at : at + STEPS])


def announces(
    line: Line, marker: Marker, condition: Sequence[Token], main: Sequence[Token], *, opens: bool, follows: bool
) -> bool:
    """Is it a condition? ``condition``: the words after the marker as far as they reach, ``main``: those that would
    depend on them, ``opens``: the content begins with the marker, ``follows``: another condition of the line was
    found before."""
    words = [t for t in condition if t.letters]
    if not words:
        return False
    if marker.form == "phrase":
        return _phrase(line, marker, words, main)
    name = line[marker.first].word if marker.last == marker.first + 1 else ""
    if name == "if":
        if not main and (opens or (_before(line, marker) == "or" and not follows)):
            return False
        return _if(line, marker, words, main)
    if marker.form == "time":
        return _time(line, marker, words, main)
    if name == "until":
        return _until(words, main)
    if line[marker.first].word in listed("participles"):
        opens = _before(line, marker) in ("", "and", "but") or not line[marker.first - 1].letters
        return opens and len(words) > 1 and (name != "provided" or subject(words[0]))
    if name == "unless":
        return len(words) > 1
    return _plain(line, marker, words, main)


def _plain(line: Line, marker: Marker, words: Sequence[Token], main: Sequence[Token]) -> bool:
    """The markers that need no rule of their own: a clause must follow."""
    opening, before = line[marker.first].word, _before(line, marker)
    if opening in ("the", "any", "anytime") and (not main or {before, words[0].word} & listed("prepositions")):
        return False
    if opening == "the" and not (subject(words[0]) or (noun_phrase(words[0]) and not line[marker.last - 1].name)):
        return False
    if opening in ("as", "so") and (
        _length(words[0]) or (len(words) > 1 and words[1].word in ("like", "want", "wish"))
    ):
        return False
    if opening == "as" and line[marker.first + 1].word == "soon":
        told = past(words) and not unreal(main)
        return bool(main) and not told and any(finite(t) for t in words)
    if opening == "to" and past(words):
        return False
    if opening == "in" and not able(main):
        return False
    return len(words) > 1


def _length(token: Token) -> bool:
    """After "as long as": a length of time, or "possible"."""
    return token.word in ("possible", "a") or token.word[0].isdecimal() or token.word in _numbers()


@cache
def _numbers() -> frozenset[str]:
    return frozenset(entry.split()[0] for entry in entries("number-words"))


def _before(line: Line, marker: Marker, steps: int = 1) -> str:
    at = marker.first - steps
    return line[at].word if at > -1 else ""


def _if(line: Line, marker: Marker, words: Sequence[Token], main: Sequence[Token]) -> bool:
    before = _before(line, marker)
    if words[0].word == "not" or before in ("as", "even"):
        return False
    if before == "like" and _before(line, marker, 2) in ("it's", "is", "was"):
        return False
    if before in entries("whether-words") and not (before in ("say", "says") and _then(line, marker, main)):
        return False
    if before in listed("asked") and _before(line, marker, 2) in listed("questioning"):
        return False
    if words[0].word in ("anything", "any") or [t.word for t in words[:2]] == ["you", "will"]:
        return False
    if unreal(words[:2]) and not any(finite(t) for t in main):
        return False
    return len(words) > 1 or words[0].word in listed("alone") or words[0].word.endswith("ed")


def _then(line: Line, marker: Marker, main: Sequence[Token]) -> bool:
    """Do the words that depend stand after the condition ("I know if he comes, we win")?"""
    return bool(main) and main[0].start > line[marker.first].start


def _time(line: Line, marker: Marker, words: Sequence[Token], main: Sequence[Token]) -> bool:
    before, first = _before(line, marker), words[0].word
    if not main or before == "even" or any(before in listed(n) for n in ("time-nouns", "question", "prepositions")):
        return False
    if first in ("to", "and", "or", "did", "do", "does", "again"):
        return False
    if (before == "," or before in listed("deciding")) and not _then(line, marker, main):
        return False
    if line[marker.first].word == "when" and (first in listed("alone") or first.endswith("ed")):
        return True
    if line[marker.first].word == "whenever":
        return len(words) > 1
    if past(main) and not unreal(main) and not unreal(words) and not present(main):
        return False
    if (first.endswith("ing") and not subject(words[0])) or (
        first == "it" and len(words) > 1 and words[1].word in ("comes", "came")
    ):
        return False
    if line[marker.first].word == "once":
        return subject(words[0]) or (
            noun_phrase(words[0]) and first not in ("a", "an") and any(finite(t) for t in words)
        )
    return not past(words) and len(words) > 1


def _until(words: Sequence[Token], main: Sequence[Token]) -> bool:
    clause = any(finite(t) and words[i - 1].word != "to" for i, t in enumerate(words) if i)
    clause = clause and words[0].word not in ("recently", "now", "then")
    if negative(main):
        return (clause and not (past(words) and past(main))) or words[0].word == "after"
    return clause and not past(words) and not past(main)


def _phrase(line: Line, marker: Marker, words: Sequence[Token], main: Sequence[Token]) -> bool:
    first = line[marker.first].word
    if first == "without":
        if any(t.word in ("doubt", "hitch", "question") for t in words[:2]):
            return False
        if _then(line, marker, main):
            return (negative(main) or unreal(main)) and not words[0].word.endswith("ing")
        return negative(main) and (able(main) or main[0].word in ("to", "not"))
    if first in ("absent", "barring", "but"):
        clause = marker.first == 0 or not line[marker.first - 1].letters
        return bool(main) and clause and (first != "but" or unreal(main))
    if first == "in":
        return able(main) and not (words[0].name and line[marker.last - 2].word == "case")
    if first == "only":
        return able(main)
    return bool(main)


def spread(line: Line) -> Iterator[Marker]:
    """The candidates; "or if" after "only if" is as necessary."""
    necessary = False
    for marker in candidates(line):
        joined = necessary and _before(line, marker) in ("or", "and")
        necessary = joined or any(t.word == "only" for t in line[marker.first : marker.last])
        yield replace(marker, kind="necessary") if joined else marker
