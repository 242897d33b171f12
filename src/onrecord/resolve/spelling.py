"""How a name is written: folded tokens, and keys that spellings of one name share.

Nothing here is shown to anybody: names stay as printed, these are the forms under which they are compared.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from onrecord.lexicon import entries

LETTERS = str.maketrans(
    {
        "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h",
        "’": "'", "‘": "'", "ʼ": "'", "`": "'", "–": "-", "—": "-", "‑": "-",
    }
)  # fmt: skip
"""Letters that have no decomposition, and the marks that stand for one another."""

POSSESSIVE = re.compile(r"(?<=\w)'s?(?=\s|$)")
TOKEN = re.compile(r"\w+")
SUFFIXES = {"jr": "jr", "junior": "jr", "sr": "sr", "senior": "sr", "ii": "ii", "iii": "iii", "iv": "iv"}
REGNAL = frozenset({"pope", "king", "queen", "prince", "princess", "emperor", "sultan", "emir", "sheikh"})
"""Titles that make a full name of the one name after them."""

LONGEST = 12
"""Tokens of a name that are looked at: longer ones are descriptions, and cost is bounded."""

KEY = (
    (re.compile(r"(?:sch|sh|tch|ch|cz|ts|tz|zh|dj|z|x|c(?=[eiy])|ss|s)+"), "s"),
    (re.compile(r"(?:kh|gh|ck|[kqgc])+"), "k"),
    (re.compile(r"(?:ph|[fwv])+"), "v"),
    (re.compile(r"(?:th|dh|[td])+"), "t"),
    (re.compile(r"(.)\1+"), r"\1"),
)
"""Sounds that transliterations write in several ways, and the one letter each becomes."""
VOWELS = re.compile(r"[aeiouyjh]+")


@cache
def words(name: str) -> frozenset[str]:
    """The entries of a lexicon file, as a set that is looked up often."""
    return entries(name)


@cache
def nicknames() -> dict[str, frozenset[int]]:
    """Given name → the numbers of the lines of ``nicknames.txt`` that it stands in."""
    found: dict[str, set[int]] = {}
    for number, line in enumerate(sorted(entries("nicknames"))):
        for name in line.split(","):
            found.setdefault(name.strip(), set()).add(number)
    return {name: frozenset(numbers) for name, numbers in found.items()}


def fold(text: str) -> str:
    """Lower case, without accents, with plain apostrophes and hyphens."""
    text = unicodedata.normalize("NFKD", text.casefold().translate(LETTERS))
    return "".join(c for c in text.translate(LETTERS) if not unicodedata.combining(c))


def tokens(text: str) -> tuple[str, ...]:
    """The folded words of a name, at most ``LONGEST``: possessives and full stops gone, "U.S." one word, hyphens
    apart, "O'Brien" one word."""
    plain = POSSESSIVE.sub("", fold(text))
    plain = re.sub(r"\b((?:\w\.){2,}\w?)", lambda m: m[1].replace(".", ""), plain).replace("'", "")
    return tuple(TOKEN.findall(plain)[:LONGEST])


@cache
def key(token: str) -> str:
    """What spellings of one word share: "lukashenko" and "lukashenka" → "lksnk"; "yevgeny", "evgeni" → "avkn".

    Vowels, y, j and h go (a first vowel is "a"); consonants that scripts mix are one letter; the ends -ov, -off,
    -ow are one because f, v and w are.
    """
    if token.startswith("h"):
        token = f"k{token}"  # "Khrushchev", "Hrushchov"
    for pattern, letter in KEY[:-1]:
        token = pattern.sub(letter, token)
    head = "a" if VOWELS.match(token) else ""
    rest = KEY[-1][0].sub(r"\1", VOWELS.sub("", token))
    return head + rest


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name as tokens. ``parts`` has neither titles nor particles nor suffix; its last is the surname,
    its first the given name where there are two. ``particles`` are those that were left out."""

    parts: tuple[str, ...]
    particles: frozenset[str]
    suffix: str | None

    @property
    def partial(self) -> bool:
        """True for a single name: a surname or a given name alone."""
        return len(self.parts) < 2

    @property
    def perhaps_partial(self) -> bool:
        """True where what stands first may be a particle ("Le Pen"): the rest is then a surname alone."""
        return len(self.parts) == 2 and self.parts[0] in words("name-particles")

    @property
    def surnames(self) -> frozenset[str]:
        """The parts that may be meant when one name alone is used as a surname."""
        first = self.parts[0]
        return frozenset({self.parts[-1], *((first,) if first in words("family-first") else ())})


def strip_titles(name: str) -> list[str]:
    """The words of a name as printed, without titles, roles and demonyms in front, but never without all."""
    printed = re.sub(r"\s*\(.*?\)|[\"“”].*?[\"“”]", " ", name).replace(",", " ").split() or name.split()
    titles = words("person-titles")
    while len(printed) > 1:
        bare = fold(printed[0]).rstrip(".")
        bare = POSSESSIVE.sub("", bare)
        royal = bare in REGNAL and len(printed) < 3
        initial = len(bare) == 1 or printed[0].count(".") > 1
        if royal or not (bare in titles or (printed[0][:1].islower() and "-" not in bare and not initial)):
            if len(printed) > 2 and any(fold(w).rstrip(".") in titles for w in printed[1:-1]) and _demonym(bare):
                printed = printed[1:]  # "Belarusian leader Alexander …": what stands before a title is no name
                continue
            break
        if bare in words("name-particles"):
            break
        printed = printed[1:]
    return printed


def _demonym(word: str) -> bool:
    return word in _demonyms()


@cache
def _demonyms() -> frozenset[str]:
    found = (part for line in entries("demonyms") for part in line.split(":", 1)[1].split(";"))
    return frozenset(fold(part.strip()) for part in found)


@cache
def person(name: str) -> PersonName:
    """The parts of a person's name; a name of titles or particles alone keeps them as its parts."""
    printed = strip_titles(name)
    small, kept = words("name-particles"), list[str]()
    dropped, suffix = set[str](), None
    for place, word in enumerate(printed):
        found = tokens(word)
        for token in found:
            stands = place == 0 and word[:1].isupper() and len(found) == 1 and len(printed) < 3
            if token in SUFFIXES and place > 0:
                suffix = SUFFIXES[token]
            elif token in small and not stands:
                dropped.add(token)
            else:
                kept.append(token)
    parts = tuple(kept[:LONGEST]) or tokens(name) or (fold(name),)
    return PersonName(_split_initials(parts), frozenset(dropped), suffix)


def _split_initials(parts: tuple[str, ...]) -> tuple[str, ...]:
    """ "hw" of "H.W." as two initials: two letters without a vowel before the last part."""
    found: list[str] = []
    for place, part in enumerate(parts):
        if place < len(parts) - 1 and len(part) == 2 and not set(part) & set("aeiouy"):
            found += list(part)
        else:
            found.append(part)
    return tuple(found)


def initials(parts: Iterable[str]) -> str:
    """The first letters, joined."""
    return "".join(part[0] for part in parts if part)
