"""How alike two names of organizations, countries and places are: facts with weights, or None where they can't be
one's. Weights are natural log-odds, set as those of persons."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from rapidfuzz.distance import JaroWinkler

from onrecord.lexicon import entries
from onrecord.resolve.countries import related
from onrecord.resolve.decisions import Fact
from onrecord.resolve.likeness import likeness
from onrecord.resolve.spelling import fold, initials, tokens, words

SMALL = frozenset(
    {"the", "of", "for", "and", "in", "on", "to", "at", "de", "la", "du", "des", "der", "die", "das", "a", "an"}
)
BRITISH = {
    "defence": "defense", "organisation": "organization", "centre": "center", "labour": "labor", "programme": "program",
    "mosul": "mosul", "theatre": "theater", "dept": "department", "govt": "government", "intl": "international",
    "assn": "association", "univ": "university", "natl": "national", "cooperation": "cooperation",
}  # fmt: skip
"""Spellings of one word of organizations' names."""
AREAS = frozenset(
    {
        "county", "province", "state", "district", "region", "governorate", "oblast", "island", "islands", "airport",
        "university", "river", "lake", "beach", "park", "north", "south", "east", "west", "new", "port", "fort", "san",
        "saint", "st", "upper", "lower", "northern", "southern", "eastern", "western",
    }
)  # fmt: skip
"""Words that make another place of a place's name."""

SAME, ALIAS, SPELLED, ONE_WORD, EACH = 3.0, 4.0, 1.2, -1.0, -2.0
GENERIC_EXTRA, COUNTRY_EXTRA, PREFIX, INSIDE = 1.0, 0.0, -0.3, -1.0
ACRONYM = {2: 0.0, 3: 1.5, 4: 2.5}
"""By letters of the acronym; more count as four."""
SAME_ACRONYM = {2: 0.5, 3: 1.5, 4: 2.5}
PLACE_SAME, PLACE_SPELLED = 1.0, 0.8


@dataclass(frozen=True, slots=True)
class BodyName:
    """The name of an organization or place: ``parts`` are its words without small ones, countries and demonyms
    taken out as ``countries`` (codes); ``all`` has every word in order; ``acronym`` is the name in small letters
    when it is one; ``alias`` is the number of its line in ``organization-aliases.txt``."""

    all: tuple[str, ...]
    parts: tuple[str, ...]
    countries: frozenset[str]
    acronym: str | None
    alias: int | None
    letters: frozenset[str]


@cache
def _aliases() -> dict[str, int]:
    lines = enumerate(sorted(entries("organization-aliases")))
    return {" ".join(_words(form)): number for number, line in lines for form in line.split(";")}


def _words(name: str) -> tuple[str, ...]:
    found = [BRITISH.get(t, t) for t in tokens(name)]
    return tuple(found[1:] if len(found) > 1 and found[0] == "the" else found)


@cache
def body(name: str) -> BodyName:
    """The parts of the name of an organization or place."""
    every = _words(name) or (fold(name),)
    parts, codes = _without_countries(every)
    kept = tuple(p for p in parts if p not in SMALL and not (p == "affairs" and "foreign" in parts)) or every
    plain = name.replace(".", "").removeprefix("The ").removeprefix("the ").strip()
    upper = sum(c.isupper() for c in plain)
    short = plain.isalnum() and len(plain) < 7 and upper >= 2 and upper * 2 > len(plain)
    return BodyName(
        every, kept, codes, fold(plain) if short else None, _aliases().get(" ".join(every)), _initials(every)
    )


def _without_countries(every: tuple[str, ...]) -> tuple[list[str], frozenset[str]]:
    """The words that name no country, and the codes of the countries that the others name: the longest run of up
    to three words first. A name that is nothing but a country's keeps its words."""
    left, codes, i = list[str](), set[str](), 0
    while i < len(every):
        for size in (3, 2, 1):
            found = [r for r in related(" ".join(every[i : i + size])) if r.relation != "seat"]
            if found and i + size <= len(every) and not (size == 1 and every[i] in _NOT_ALONE):
                codes |= {r.country.code for r in found}
                i += size
                break
        else:
            left.append(every[i])
            i += 1
    return left, frozenset(codes)


_NOT_ALONE = frozenset(
    {
        "us",
        "pole",
        "brit",
        "dane",
        "finn",
        "turk",
        "kiwi",
        "la",
        "in",
        "or",
        "me",
        "oh",
        "ok",
        "hi",
        "mo",
        "ma",
        "pa",
        "va",
    }
)
"""Codes and nouns that are words too; "us" is read as the country only beside others."""


def _initials(every: tuple[str, ...]) -> frozenset[str]:
    """The acronyms that the name may have: of all words, and without the small ones."""
    large = [w for w in every if w not in SMALL]
    return frozenset(i for i in (initials(every), initials(large)) if len(i) > 1)


def organizations(a: BodyName, b: BodyName) -> tuple[Fact, ...] | None:
    """What speaks for and against the two names being one organization's; None when they can't be."""
    detail = f"{' '.join(a.all)}, {' '.join(b.all)}"
    if a.alias is not None and a.alias == b.alias:
        return (Fact("known-forms", ALIAS, detail),)
    if (a.acronym or b.acronym) and (found := _acronyms(a, b, detail)):
        return found
    if a.countries and b.countries and not a.countries & b.countries:
        return None
    facts = _parts(a, b, detail)
    if (
        facts
        and not (a.countries and b.countries)
        and all(w in words("bodies-of-each-country") for w in a.parts + b.parts)
    ):
        facts = (*facts, Fact("each-country-has-one", EACH, detail))
    if facts and bool(a.countries) != bool(b.countries):
        facts = (*facts, Fact("country-in-one", COUNTRY_EXTRA, " ".join(sorted(a.countries | b.countries))))
    return facts


def _acronyms(a: BodyName, b: BodyName, detail: str) -> tuple[Fact, ...] | None:
    for one, other in ((a, b), (b, a)):
        size = min(len(one.acronym or ""), 4)
        if one.acronym and one.acronym == other.acronym:
            return (Fact("same-acronym", SAME_ACRONYM.get(size, 0.0), detail),)
        if one.acronym and one.acronym in other.letters and len(other.all) > 1:
            return (Fact("acronym", ACRONYM.get(size, 0.0), detail),)
    return None


def _parts(a: BodyName, b: BodyName, detail: str) -> tuple[Fact, ...] | None:
    """By their words: all the same, all but generic ones, or one name inside the other."""
    left, right = _unpaired(a.parts, b.parts)
    if not left and not right:
        weight = SAME if "".join(a.parts) == "".join(b.parts) or set(a.parts) == set(b.parts) else SPELLED
        single = [Fact("one-word", ONE_WORD, a.parts[0])] if len(a.parts) == 1 and not a.countries else []
        return (Fact("same-words", weight, detail), *single)
    if left and right:
        joined = JaroWinkler.similarity("".join(a.parts), "".join(b.parts))
        return (Fact("near-spelling", SPELLED - 1.0, detail),) if joined >= 0.96 else None
    extra = left or right
    short, long = (b, a) if left else (a, b)
    if all(word in words("body-forms") or word in short.all for word in extra):
        return (Fact("generic-words-more", GENERIC_EXTRA, " ".join(extra)),)
    if long.parts[: len(short.parts)] == short.parts:
        return (Fact("first-words", PREFIX, detail),)
    return (Fact("words-inside", INSIDE, detail),)


def _unpaired(a: Iterable[str], b: Iterable[str]) -> tuple[list[str], list[str]]:
    """The words of each name that have no partner in the other."""
    left, right = list(a), list(b)
    for word in list(left):
        partner = next((w for w in right if w == word), None)
        partner = partner or next((w for w in right if w.rstrip("s") == word.rstrip("s") or likeness(w, word)), None)
        if partner:
            left.remove(word)
            right.remove(partner)
    return left, right


def places(a: BodyName, b: BodyName) -> tuple[Fact, ...] | None:
    """What speaks for and against the two names being one place's; None when they can't be."""
    detail = f"{' '.join(a.all)}, {' '.join(b.all)}"
    if a.all == b.all:
        return (Fact("same-words", PLACE_SAME, detail),)
    left, right = _unpaired(a.all, b.all)
    if not left and not right:
        return (Fact("spelled", PLACE_SPELLED, detail),)
    if "".join(a.all) == "".join(b.all):
        return (Fact("same-letters", PLACE_SAME, detail),)
    extra = left or right
    if (left and right) or any(word in AREAS for word in extra):
        return None
    return (Fact("words-inside", PREFIX, detail),)
