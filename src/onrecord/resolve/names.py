"""Where names stand in a text: runs of capitalised words, cut where a title or role ends."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Literal

from onrecord.lexicon import entries
from onrecord.resolve.nouns import body_words, given_names, singular, sort_known
from onrecord.resolve.words import Page, Word

NameKind = Literal["person", "organization", "place", "people", "document", "unknown"]

LONGEST = 14
"""Words of the longest name: what is longer is a heading in capitals."""
_OPENING = frozenset({"de", "van", "von", "bin", "ibn", "della", "di"})
"""Particles that a surname alone begins with ("van Holt said")."""


@dataclass(frozen=True, slots=True)
class Name:
    """One mention of a name: words ``first`` to ``last`` (half-open) of the page, titles and roles left out.

    ``before`` is the first word of the titles and roles in front of it, ``first`` when there is none.
    ``sure`` is False where only the sentence's start or a headline explains the capital.
    """

    first: int
    last: int
    before: int
    kind: NameKind
    sure: bool = True


def names(page: Page) -> list[Name]:
    """All names of a page, in order."""
    told = _Told(_small_words(page), _firm_capitals(page), frozenset(), frozenset())
    parts = [part for run in _runs(page) for part in _split(page, *run)]
    first = [n for part in parts if (n := _name(page, *part, told)) is not None]
    full = [_ends(page, n) for n in first if n.kind == "person" and n.sure and n.last - n.first > 1]
    told = _Told(
        told.small, told.firm, frozenset(w.form for pair in full for w in pair), frozenset(b.form for _, b in full)
    )
    return [n for part in parts if (n := _name(page, *part, told)) is not None]


@dataclass(frozen=True, slots=True)
class _Told:
    """What the text tells of capitals: the words that it also prints in ``small`` letters, those whose capital is
    ``firm``, the first and last words of ``persons``' full names, and their ``surnames``."""

    small: frozenset[str]
    firm: frozenset[str]
    persons: frozenset[str]
    surnames: frozenset[str]


def _ends(page: Page, name: Name) -> tuple[Word, Word]:
    return page.words[name.first], page.words[name.last - 1]


def _small_words(page: Page) -> frozenset[str]:
    """The words that the text also prints without a capital."""
    return frozenset(w.small for w in page.words if not w.capital)


def _firm_capitals(page: Page) -> frozenset[str]:
    """The words that stand with a capital where neither a sentence's start nor a headline explains it."""
    return frozenset(w.form for w in page.words if w.capital and not w.opens and not w.styled)


def _runs(page: Page) -> Iterator[tuple[int, int]]:
    """Stretches of tied capitalised words, small particles inside them included."""
    words, i, n = page.words, 0, len(page.words)
    particles = _particles()
    while i < n:
        if not (words[i].capital or (words[i].small in _OPENING and page.tied[i] and words[i + 1].capital)):
            i += 1
            continue
        end = i + 1
        while end < n and page.tied[end - 1]:
            if words[end].capital:
                end += 1
            elif words[end].small in particles and (step := _after_particles(page, end, particles)):
                end = step + 1
            elif words[end].form.isdigit() and len(words[end].form) < 3 and end + 1 < n and words[end + 1].capital:
                end += 1
            elif step := _linked(page, i, end):
                end = step + 1
            elif (
                words[end].form[-2:] in ("th", "st", "nd", "rd")
                and words[end].form[0].isdigit()
                and end + 1 < n
                and words[end + 1].capital
            ):
                end += 1
            else:
                break
        yield i, end
        i = end


@cache
def _particles() -> frozenset[str]:
    return entries("name-particles") - {"of", "the", "and"}


def _after_particles(page: Page, at: int, particles: frozenset[str]) -> int | None:
    """The capitalised word that follows one or two particles ("de la Torre")."""
    for step in (at + 1, at + 2):
        if step < len(page.words) and page.tied[step - 1]:
            if page.words[step].capital:
                return step
            if page.words[step].small not in particles:
                return None
    return None


def _linked(page: Page, start: int, at: int) -> int | None:
    """The capitalised word to which "of", "for" or "and" binds the name of an organization ("Bank of …")."""
    link, head = page.words[at].small, page.words[at - 1].small
    if link not in entries("name-links"):
        return None
    inside = any(page.words[k].small in ("of", "for", "on") for k in range(start, at))
    if link == "and":
        if not inside or page.words[at - 1].owns or head in entries("places"):
            return None
    elif link == "for" and (inside or (head.endswith("s") and at - start < 3 and not page.words[start].opens)):
        pass
    elif head not in body_words() or (
        link in ("to", "in", "against", "at", "the", "on")
        and head
        not in (
            "committee",
            "office",
            "council",
            "center",
            "coalition",
            "campaign",
            "commission",
        )
    ):
        return None
    step = at + 1
    while (
        step < len(page.words)
        and page.tied[step - 1]
        and page.words[step].small in ("the", "a", "an")
        and step < at + 2
    ):
        step += 1
    ordinal = (
        step < len(page.words)
        and page.words[step].form[:1].isdigit()
        and page.words[step].form[-2:] in ("th", "st", "nd", "rd")
    )
    if step < len(page.words) and page.tied[step - 1] and (page.words[step].capital or ordinal):
        if link == "and" and page.words[step].small in given_names():
            return None
        return step
    return None


def _split(page: Page, a: int, b: int) -> Iterator[tuple[int, int]]:
    """A run without days and months, which stand beside names but not inside them."""
    start = a
    for i in range(a, b):
        w = page.words[i]
        day = w.small in entries("calendar") and not _given_name(page, i, b)
        verb = w.styled and w.small in _heading_stops()
        if day or verb or w.form == "I":
            if start < i:
                yield start, i
            start = i + 1
    if start < b:
        yield start, b


@cache
def _heading_stops() -> frozenset[str]:
    """Words that end a name in a heading, where every word has a capital."""
    openers = entries("openers") - {"new", "long", "great", "big", "small", "rich", "young", "old", "little", "high"}
    return entries("cue-words") | entries("postmodifiers") | entries("function-words") | openers


def _given_name(page: Page, i: int, end: int) -> bool:
    """Is the month's name a person's ("April Holt")?"""
    follows = i + 1 < end and page.words[i + 1].small not in entries("calendar")
    return follows and page.words[i].small in given_names()


def _name(page: Page, a: int, b: int, told: _Told) -> Name | None:
    words = page.words
    while a < b and not _known_start(page, a, b) and _no_name(page, a, b, told):
        a += 1
    while a < b and not words[b - 1].capital and not words[b - 1].form[:1].isdigit():
        b -= 1
    if a > b - 1 or b - a > LONGEST or (_only_roles(words[a:b]) and words[a].form not in told.persons):
        return None
    first = _after_roles(page, a, b)
    if first > b - 1 or (first > a and words[b - 1].small.endswith("s") and _only_roles(words[first:b])):
        return None
    if words[first].styled and b - first > 3 and words[first].small in given_names():
        b = first + 2 + (len(words[first + 1].small) == 1)
    lone = (
        words[first].opens
        and b - first == 1
        and words[first].form not in told.firm
        and words[first].form not in told.persons
    )
    sure = not words[first].styled and not lone
    kind = kind_of([w.small for w in words[first:b]], [w.form for w in words[first:b]], titled=first > a)
    if b - first == 1 and words[first].form in told.surnames and kind in ("people", "place", "organization"):
        kind = "unknown"
    return Name(first, b, a, kind, sure)


def _only_roles(words: Sequence[Word]) -> bool:
    """Is it no name but a role or kind of body in capitals ("Foreign Minister", "the Committee")?"""
    if " ".join(w.small for w in words) in entries("organizations"):
        return False
    last = words[-1].small
    if len(words) == 1:
        noun = singular(last)
        return (
            noun in entries("person-nouns") | entries("organization-nouns") or last in entries("titles") - given_names()
        )
    return all(singular(w.small) in entries("person-nouns") or w.small in entries("rank-words") for w in words)


def _no_name(page: Page, a: int, b: int, told: _Told) -> bool:
    """Is the capital of a run's first word that of a sentence's start or of a heading?"""
    word = page.words[a]
    if word.form in told.persons:
        return False
    if word.small in entries("openers"):
        return word.opens or word.styled or word.small in ("the", "a", "an")
    if not (word.opens or word.styled) or word.form in told.firm:
        return False
    if word.small in entries("titles") or word.small in given_names():
        return False
    if b - a > 1:
        return word.small in told.small or (
            word.opens and word.small.endswith(("ing", "ed")) and page.words[a + 1].small in given_names()
        )
    return word.small in told.small or (word.small.endswith("s") and not word.owns) or sort_known(singular(word.small))


def _known_start(page: Page, a: int, b: int) -> bool:
    """Does a place or organization that is known by name begin here ("New Zealand")?"""
    return any(_is_known(page, a, end) for end in (a + 2, a + 3) if end < b + 1)


def _after_roles(page: Page, a: int, b: int) -> int:
    """Where the name proper begins after titles, roles and adjectives of nation or party."""
    words = page.words
    last = words[b - 1].small
    for i in range(a, b - 2):
        if _is_role(page, i, given=i == a) and words[i + 1].small in given_names() and not words[i].owns:
            return i + 1
    if last in body_words() and b - a > 1 and not words[b - 2].owns and words[a].small not in entries("titles"):
        return a
    first = a
    for i in range(a, b - 1):
        if words[i + 1].capital and _is_role(page, i, given=i == a):
            first = i + 1
    if first == a and b - a > 1:
        first = _after_peoples(page, a, b)
    return first


def _is_role(page: Page, i: int, *, given: bool) -> bool:
    """Is a word before others a role or title? ``given``: it may be a given name ("Dean Holt")."""
    small = page.words[i].small
    if given and small in given_names():
        return False
    if small == "state":  # "secretary of State Holt"
        return i > 1 and page.words[i - 1].small == "of" and page.words[i - 2].small == "secretary"
    noun = singular(small)
    return (noun in entries("person-nouns") and noun not in entries("peoples")) or small in entries("titles")


def _after_peoples(page: Page, a: int, b: int) -> int:
    """Past a nation, party or outlet where a given name follows ("Republican Jane Holt")."""
    i = a
    while i < b - 1 and (page.words[i].small in entries("peoples") or page.words[i].small in entries("places")):
        i += 1
    if i == a:
        i = next((k for k in (a + 3, a + 2, a + 1) if k < b - 1 and _is_known(page, a, k)), a)
    named = a < i and b - i > 1 and page.words[i].small in given_names()
    return i if named and page.words[b - 1].small not in body_words() else a


def _is_known(page: Page, a: int, b: int) -> bool:
    words = " ".join(w.small for w in page.words[a:b])
    return words in entries("organizations") or words in entries("places")


def kind_of(small: list[str], forms: list[str], *, titled: bool) -> NameKind:
    """What a name names, by its own words; ``titled`` when a title or role stands before it."""
    whole, last_noun = " ".join(small), singular(small[-1])
    known = _known(whole, small)
    if known is not None and not (titled and known == "place"):
        return known
    if small[-1] in body_words() and len(small) > 1 and not titled:
        return "organization"
    if titled:
        return "person"
    if len(small) > 2 and any(w in body_words() and after in ("of", "for", "on", "to") for w, after in pairwise(small)):
        return "organization"
    if small[0] in given_names() and len(small) < 5:
        return "person"
    if len(small) == 1 and forms[0].isupper() and 1 < len(forms[0]) < 7:
        return "organization"
    if len(small) > 1 and last_noun in entries("document-nouns"):
        return "document"
    if len(small) > 1 and small[-1] in entries("place-nouns"):
        return "place"
    if any(w in body_words() for w in small) and len(small) > 1:
        return "organization"
    if 1 < len(small) < 5 and any(len(f.rstrip(".")) == 1 for f in forms[1:-1]):
        return "person"
    return "unknown"


def _known(whole: str, small: list[str]) -> NameKind | None:
    if whole in entries("organizations"):
        return "organization"
    if whole in entries("places"):
        return "place"
    last = singular(small[-1])
    if last in entries("peoples") and (len(small) == 1 or small[0] not in given_names()):
        return "people"
    return None
