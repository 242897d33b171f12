"""Descriptions in a text: people, bodies and documents that are not named, and the roles of those that are."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from onrecord.lexicon import entries
from onrecord.resolve.cast import Cast
from onrecord.resolve.nouns import KEPT, plural, singular
from onrecord.resolve.words import Page, Word

Sort = str
"""Of what a noun is: ``person``, ``organization``, ``document`` or ``group``; "" where the lexicons don't tell."""

_LONGEST = 6
"""Words that a description may have before its head."""


@dataclass(frozen=True, slots=True)
class Description:
    """Words ``first`` to ``last`` (half-open) without article; ``head`` singular; ``definite`` as with "the"."""

    first: int
    last: int
    head: str
    sort: Sort
    plural: bool
    definite: bool


@lru_cache(KEPT)
def sort_of(noun: str) -> Sort:
    """What a noun in the singular, small letters, is for."""
    for name in ("person", "group", "document", "organization"):
        if noun in entries(f"{name}-nouns"):
            return name
    last = noun.rpartition("-")[2]
    return sort_of(last) if last != noun else ""


@cache
def alike() -> dict[str, str]:
    """Nouns with the noun that stands for all of the same meaning."""
    pairs = (line.split(" = ") for line in entries("role-abbreviations"))
    return {pair[0]: pair[1] for pair in pairs}


def sense_of(noun: str) -> str:
    """A noun, or the one that stands for those of its meaning."""
    seen = noun
    for _ in range(2):
        seen = alike().get(seen, seen)
    return seen


def descriptions(cast: Cast) -> list[Description]:
    """All descriptions of a page whose head the lexicons know, in order."""
    page = cast.page
    named = {k for m in cast.mentions for k in range(m.first, m.last)}
    return [d for i in range(len(page.words)) if (d := _description(cast, i, named)) is not None]


def _description(cast: Cast, i: int, named: set[int]) -> Description | None:
    page = cast.page
    word = page.words[i]
    if i in named or (word.capital and not (word.opens or word.styled)) or word.owns:
        return None
    head = singular(word.small)
    sort = sort_of(head)
    if not sort or (sort == "group" and head in entries("determiners")):
        return None
    if page.tied[i] and i + 1 < len(page.words) and _goes_on(page.words[i + 1], i + 1 in named):
        return None
    first, definite = _left(page, i)
    return Description(first, _right(cast, i + 1), head, sort, plural(word.small), definite)


def _goes_on(word: Word, named: bool) -> bool:
    """Is the noun before this word no head: a modifier of the next noun, or a role before a name?"""
    return named or (
        not word.capital
        and sort_of(singular(word.small)) in ("person", "document", "organization")
        and word.small not in entries("postmodifiers")
    )


def _left(page: Page, i: int) -> tuple[int, bool]:
    """From a head back to where its description begins."""
    first = i
    for k in range(i - 1, max(-1, i - 1 - _LONGEST), -1):
        word = page.words[k]
        if not (page.tied[k] or (word.owns and page.words[k].sentence == page.words[i].sentence)):
            break
        if word.small in entries("determiners"):
            return first, word.small not in ("a", "an", "another")
        if word.small in entries("possessives"):
            return k, True
        if not word.capital and (word.small in _stops() or word.small.endswith("ly")):
            break
        if word.capital and word.opens and word.small in entries("openers"):
            break
        first = k
    return first, False


@cache
def _stops() -> frozenset[str]:
    quantities = entries("group-nouns") | {
        "one",
        "two",
        "three",
        "four",
        "five",
        "former",
        "current",
        "new",
        "top",
        "senior",
    }
    return (
        entries("function-words") | entries("postmodifiers") | entries("cue-words") | entries("openers")
    ) - quantities


def _right(cast: Cast, at: int) -> int:
    """Past "of", "from", "by" and the name that follows: the words that tell one report from another."""
    page = cast.page
    if (
        at + 1 > len(page.words) - 1
        or not page.tied[at - 1]
        or page.words[at].small not in ("of", "from", "by", "for", "at")
    ):
        return at
    step = at + 1 + (page.words[at + 1].small in ("the", "a", "an"))
    for m in cast.inside(step, step + 1):
        return cast.mentions[m].last
    return at


def roles(cast: Cast) -> dict[int, list[tuple[int, int]]]:
    """What the page says that each entity is: by its number, the word ranges of titles, roles and appositions."""
    found: dict[int, list[tuple[int, int]]] = {}
    for m, name in enumerate(cast.mentions):
        for a, b in (*_before(cast.page, name.before, name.first), *_after(cast, name.last)):
            found.setdefault(cast.owner[m], []).append((a, b))
    return found


def _before(page: Page, before: int, first: int) -> Iterator[tuple[int, int]]:
    """The title or role in front of a name: "foreign minister Jane Holt", "the director, Jane Holt"."""
    start = before
    for k in range(before - 1, max(-1, before - 1 - _LONGEST), -1):
        word = page.words[k]
        flows = page.tied[k] or (word.owns and page.text[word.end : page.words[k + 1].start].strip() in ("'s", "’s"))
        if not flows or word.small in entries("determiners") or (not word.capital and word.small in _stops()):
            break
        start = k
    if start == before and before and page.gap(before - 1).strip() == ",":
        word = page.words[before - 1]
        if sort_of(singular(word.small)) == "person" and not word.capital:
            yield _left(page, before - 1)[0], before
            return
    known = [
        k
        for k in range(start, first)
        if sort_of(singular(page.words[k].small)) == "person" or page.words[k].small in entries("titles")
    ]
    if known:
        yield start, known[-1] + 1


def _after(cast: Cast, last: int) -> Iterator[tuple[int, int]]:
    """The apposition behind a name: "Jane Holt, a former mayor of Odo,"."""
    page = cast.page
    if last > len(page.words) - 1 or page.gap(last - 1).strip() not in (",", "(", "—", "–", "-"):
        return
    start = last
    while start < len(page.words) - 1 and page.words[start].small in (
        "the",
        "a",
        "an",
        "who",
        "is",
        "was",
        "one",
        "his",
        "her",
        "another",
    ):
        start += 1
    for k in range(start, min(start + 8, len(page.words))):
        word = page.words[k]
        if sort_of(singular(word.small)) == "person" and not (
            page.tied[k] and sort_of(singular(page.words[k + 1].small)) == "person"
        ):
            yield start, k + 1
            return
        if not page.tied[k] and not word.owns:
            return
