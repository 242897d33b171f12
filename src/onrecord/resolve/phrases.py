"""What a source is, by its words: a name, a pronoun, a description, several of these."""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from onrecord.lexicon import entries
from onrecord.resolve.cast import Cast
from onrecord.resolve.names import Name
from onrecord.resolve.nouns import plural, singular
from onrecord.resolve.words import Page

Form = Literal["name", "pronoun", "first", "generic", "relative", "clause", "nominal", "list", "none"]

_AND = frozenset({"and", "&"})
_MARKS = frozenset(("“", "”", '"', "‘", "’", "''", "``", "'"))
_LEADING = frozenset({"the", "this", "that", "these", "those"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A source as read.

    ``first`` and ``last``: its description in words of the page (half-open), without its article. ``head``: the noun
    in small letters, singular, "" where there is none; ``mention``: the name in the cast, for a name and as the
    owner or modifier of a description. ``owner``: the possessive pronoun in front. ``definite``: "the", "this", "his".
    """

    form: Form
    first: int
    last: int
    head: str = ""
    plural: bool = False
    definite: bool = False
    owner: str = ""
    mention: int | None = None
    parts: tuple["Phrase", ...] = ()


def phrase(cast: Cast, first: int, last: int) -> Phrase:
    """What words ``first`` to ``last`` (half-open) of the cast's page are as a source."""
    page = cast.page
    if first > last - 1:
        return Phrase("none", first, first)
    first = cast.opening(first)
    while first < last - 1 and page.words[first].small in entries("source-openings"):
        first += 1
    listed = _with_pronoun(cast, first, last)
    single = _pronoun(page, first, last) if listed is None else None
    if single is not None:
        return single
    listed = listed or _listed(cast, first, last)
    if listed is not None:
        return listed
    return _one(cast, first, last)


def _pronoun(page: Page, first: int, last: int) -> Phrase | None:
    word = page.words[first].small
    alone = (
        last - first == 1
        or not page.gap(first).isspace()
        or page.words[first + 1].small
        in ("who", "also", "himself", "herself", "themselves", "all", "both", "too", "alone", "and")
    )
    if last - first > 1 and page.words[last - 1].small in ("whom", "them", "us", "these", "those") and last - first < 5:
        return _of_pronoun(page, last)
    if not alone:
        return None
    for form, known in _FORMS:
        if word in entries(known):
            if form == "relative" and word == "that" and page.words[first].opens:
                return Phrase("clause", first, first + 1, word)
            return Phrase(form, first, first + 1, word)
    return Phrase("clause", first, first + 1, word) if word == "this" else None


_FORMS: tuple[tuple[Form, str], ...] = (
    ("pronoun", "pronouns"),
    ("first", "own-pronouns"),
    ("generic", "generic-pronouns"),
    ("relative", "relative-pronouns"),
)
"""Forms of a single pronoun with the lexicon that holds them."""


def _of_pronoun(page: Page, last: int) -> Phrase | None:
    """ "Some of them", "all of whom": as the pronoun."""
    if page.words[last - 2].small != "of":
        return None
    word = page.words[last - 1].small
    form: Form = "relative" if word == "whom" else "first" if word == "us" else "pronoun"
    return Phrase(form, last - 1, last, "they" if word != "whom" else "whom")


def core_end(page: Page, first: int, last: int) -> int:
    """Where the first stretch of a phrase ends: at a comma, dash or bracket, or at a clause about it."""
    for i in range(first, last):
        if i > first and page.words[i].small in entries("relative-starts") and not page.words[i].capital:
            return i
        if i < last - 1 and not _flows(page, i):
            return i + 1
    return last


def _flows(page: Page, i: int) -> bool:
    """Nothing but a space, a possessive's ending or an abbreviation's stop before the next word."""
    if page.tied[i]:
        return True
    gap = page.gap(i)
    rest = gap[2:] if gap[:2] in ("'s", "’s") else gap[1:] if gap[:1] in ("'", "’") and page.words[i].owns else gap
    if rest.strip() in _MARKS and rest.strip() != rest:
        return True
    return rest.isspace() or (
        rest[:1] == "." and rest[1:].isspace() and page.words[i + 1].sentence == page.words[i].sentence
    )


def head_end(cast: Cast, first: int, end: int) -> int:
    """Where the noun phrase itself ends and what follows its head begins."""
    page = cast.page
    inside = {k for m in cast.inside(first, end) for k in range(cast.mentions[m].first, cast.mentions[m].last)}
    for i in range(first + 1, end):
        word = page.words[i]
        if (i in inside and i - 1 in inside) or page.words[i - 1].owns or _in_role(page, i):
            continue
        if not word.capital and (word.small in entries("postmodifiers") or _participle(page, i, end)):
            return i
    return end


def _in_role(page: Page, i: int) -> bool:
    """Is word i a small word of a role in several words ("chief of staff")?"""
    said = [" ".join(w.small for w in page.words[max(0, i - 1) : i + n]) for n in (2, 3)]
    return any(s in entries("role-phrases") for s in said)


def _role_head(page: Page, stop: int) -> str:
    """The noun of a role in several words that ends here ("secretary" of "secretary of state")."""
    said = [w.small for w in page.words[max(0, stop - 3) : stop]]
    return said[0] if " ".join(said) in entries("role-phrases") else ""


def _participle(page: Page, i: int, end: int) -> bool:
    word = page.words[i].small
    if not word.endswith(("ed", "ing")) or len(word) < 5:
        return False
    follows = page.words[i + 1].small if i + 1 < end else ""
    return follows in entries("postmodifiers") or follows in entries("determiners")


def _one(cast: Cast, first: int, last: int) -> Phrase:
    page = cast.page
    end = core_end(page, first, last)
    start, definite, owner = _opened(page, first, end)
    stop = head_end(cast, start, end)
    mention = _name_at_end(cast, start, stop)
    if mention is not None:
        name = cast.mentions[mention]
        entity = cast.entities[cast.owner[mention]]
        if entity.kind == "people" and not plural(page.words[stop - 1].small) and definite_one(page, first):
            head = page.words[stop - 1].small
            return Phrase("nominal", start, _described(cast, stop, end, last), head, False, definite, owner, mention)
        if entity.kind != "people" and not _counted(page, start, name) and not _common(page, start, name):
            return Phrase("name", name.first, name.last, definite=definite, mention=mention)
        return Phrase(
            "nominal", start, _described(cast, stop, end, last), page.words[stop - 1].small, True, False, owner, mention
        )
    apposed = _apposed(cast, end, last) or _called(cast, stop, end)
    head = _role_head(page, stop) or page.words[stop - 1].small
    if apposed is not None and not plural(head):
        name = cast.mentions[apposed]
        return Phrase("name", name.first, name.last, mention=apposed)
    owning = _owner_name(cast, start, stop)
    return Phrase(
        "nominal", start, _described(cast, stop, end, last), singular(head), plural(head), definite, owner, owning
    )


def definite_one(page: Page, first: int) -> bool:
    """Does a phrase speak of one ("a Republican", "this Democrat", "one Republican")?"""
    return page.words[first].small in ("a", "an", "another", "this", "that", "the", "one", "her", "his")


def _opened(page: Page, first: int, end: int) -> tuple[int, bool, str]:
    """Past the article: where the description starts, whether it is definite, and the possessive pronoun."""
    start, definite, owner = first, False, ""
    while start < end - 1 and page.words[start].small in entries("determiners"):
        definite = definite or page.words[start].small in _LEADING
        start += 1
    if start < end - 1 and page.words[start].small in entries("possessives"):
        owner, definite = page.words[start].small, True
    return start, definite, owner


def _name_at_end(cast: Cast, start: int, stop: int) -> int | None:
    for m in cast.inside(start, stop):
        name = cast.mentions[m]
        if name.last > stop - 1:
            return m
    return None


def _counted(page: Page, start: int, name: Name) -> bool:
    """Is it "many Republicans", "two Clintons": several of those that the name names?"""
    return (
        start < name.before
        and page.words[name.before - 1].small in entries("group-nouns")
        and page.words[name.last - 1].small.endswith("s")
    )


def _common(page: Page, start: int, name: Name) -> bool:
    """Is the name a noun in capitals ("the major Super PAC")?"""
    small = [w.small for w in page.words[name.first : name.last]]
    nouns = entries("organization-nouns")
    known = " ".join(small) in entries("organizations")
    return start < name.before and not known and (" ".join(small) in nouns or all(w in nouns for w in small))


def _described(cast: Cast, stop: int, end: int, whole: int) -> int:
    """Where the description ends: with the phrases of place and belonging behind its head."""
    page = cast.page
    if (
        stop == end
        and whole > end
        and plural(page.words[stop - 1].small)
        and page.words[end].small == "who"
        and page.gap(end - 1).isspace()
    ):
        return whole
    if stop < end and page.words[stop].small not in entries("kept-postmodifiers"):
        return stop
    for i in range(stop + 1, end):
        if _participle(page, i, end) or (
            page.words[i].small in entries("relative-starts") and not page.words[i].capital
        ):
            return i
    return end


def _owner_name(cast: Cast, start: int, stop: int) -> int | None:
    """The first name inside a description: its owner or what it belongs to."""
    return next(iter(cast.inside(start, stop)), None)


def _called(cast: Cast, stop: int, end: int) -> int | None:
    """The name in "a fisherman named Jane Holt"."""
    if stop < end - 1 and cast.page.words[stop].small in ("named", "called"):
        return next(iter(cast.inside(stop + 1, stop + 2)), None)
    return None


def _apposed(cast: Cast, end: int, last: int) -> int | None:
    """The name that follows a description after a comma ("the director, Jane Holt,")."""
    page = cast.page
    if end > last - 1 or page.gap(end - 1).strip() not in (",", "’s,", "—", "–", "-", "--", "’,", "',", ":"):
        return None
    stop = core_end(page, end, last)
    start, _, _ = _opened(page, end, stop)
    at = _name_at_end(cast, start, head_end(cast, start, stop))
    if at is None or cast.entities[cast.owner[at]].kind in ("place", "people"):
        return None
    return at


@cache
def _bodies() -> frozenset[str]:
    """Nouns of bodies and collectives."""
    return entries("group-nouns") | entries("organization-nouns")


def _with_pronoun(cast: Cast, first: int, last: int) -> Phrase | None:
    """ "He and Jane Holt", "she and other senators"."""
    words = cast.page.words
    if last - first < 3 or words[first].small not in entries("pronouns") or words[first + 1].small not in _AND:
        return None
    one = Phrase("pronoun", first, first + 1, words[first].small)
    return Phrase("list", first, last, plural=True, parts=(one, _one(cast, first + 2, last)))


def _listed(cast: Cast, first: int, last: int) -> Phrase | None:
    """Several speakers: names that "and" or commas put side by side, and what is described after them."""
    page = cast.page
    chosen = _side_by_side(cast, first, last)
    names = tuple(Phrase("name", cast.mentions[m].first, cast.mentions[m].last, mention=m) for m in chosen)
    start = names[-1].last if names else first + 1
    for i in range(start, min(last - 1, start + 1 if names else last)):
        if page.words[i].small not in _AND or page.words[i].capital:
            continue
        before = names or _names_until(cast, first, i)
        right = _one(cast, i + 1, last)
        if before and right.form == "nominal" and (right.owner or right.plural or right.head in _bodies()):
            return Phrase("list", first, last, plural=True, parts=(*before, right))
        break
    return Phrase("list", first, last, plural=True, parts=names) if len(names) > 1 else None


def _names_until(cast: Cast, first: int, end: int) -> tuple[Phrase, ...]:
    """The name that stands right before an "and", at the top of the source."""
    left = _one(cast, first, end)
    return (left,) if left.form == "name" and left.last == end and core_end(cast.page, first, end) == end else ()


def _side_by_side(cast: Cast, first: int, last: int) -> list[int]:
    """The names in a source that "and" puts side by side, those inside "spokesman for …" or "…'s lawyer" left out."""
    chosen: list[int] = []
    end, top, person_top, joined = -1, False, False, False
    for m in cast.inside(first, last):
        name, kind = cast.mentions[m], cast.entities[cast.owner[m]].kind
        if kind == "people" and not _stands_alone(cast.page, name, last):
            continue
        at = _part_start(cast.page, first, name.before)
        between = _between(cast.page, first, at)
        near = end > first and end == at - (between == "and")
        if between == "start":
            top = True
        elif near and between:
            top = person_top if kind == "person" and not top else top
        else:
            top = between == "comma" and not chosen
        if kind == "person":
            person_top = top
        end = name.last
        if top and _stands_alone(cast.page, name, last):
            pair = between == "comma" and near and name.last == last and kind == "person"
            joined = joined or (bool(chosen) and (between == "and" or pair))
            chosen.append(m)
    return chosen if joined else []


def _part_start(page: Page, first: int, at: int) -> int:
    """From a name back over roles, adjectives and articles to where its part begins."""
    while at > first and _flows(page, at - 1):
        word = page.words[at - 1]
        if word.small in _AND or word.small in entries("postmodifiers") or word.owns:
            break
        at -= 1
    return at


def _between(page: Page, first: int, at: int) -> Literal["start", "and", "comma", ""]:
    """What stands before a part."""
    if at == first or (at == first + 1 and page.words[first].small == "both"):
        return "start"
    if page.words[at - 1].small in _AND:
        return "and"
    return "comma" if page.gap(at - 1).strip() in (",", ":", "—", "–", "--", "-", "’s,", "'s,") else ""


def _stands_alone(page: Page, name: Name, last: int) -> bool:
    """Is the name the head of its part: nothing owned by it, no noun after it?"""
    if page.words[name.last - 1].owns and name.last < last and _flows(page, name.last - 1):
        return page.words[name.last].small in _AND
    if name.last > last - 1 or not _flows(page, name.last - 1):
        return True
    word = page.words[name.last]
    return word.small in _AND or word.small in entries("postmodifiers")
