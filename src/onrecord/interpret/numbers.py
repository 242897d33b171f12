"""Number expressions of a text: which words, and how much they say."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.lexicon import entries
from onrecord.model import Span

_TOKEN = re.compile(
    r"(?:\d{1,3}(?:,\d{3}){1,9}|\d+)(?:\.\d+)?(?!,?\d)|\d+|(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:[’'][^\W\d_]+)?|[½⅓⅔¼¾⅛]|\S"
)
LONGEST = 308
"""Digits of the largest number that a float holds; longer ones are figures without a value."""
_SMALL = {"½": 1 / 2, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 1 / 4, "¾": 3 / 4, "⅛": 1 / 8}
HYPHENS = frozenset("-–‑")
WHOLES = (2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 50, 100, 1000)
"""What "one in …" counts in; other pairs of numbers are no share."""


@dataclass(frozen=True, slots=True)
class Token:
    """A number in digits, a word (in small letters, straight apostrophes) or a sign; ``glued``: no space before."""

    word: str
    start: int
    end: int
    name: bool
    glued: bool

    @property
    def digits(self) -> bool:
        """Written in digits."""
        return self.word[0].isdecimal()

    @property
    def letters(self) -> bool:
        """A word in letters."""
        return self.word[0].isalpha()


Tokens = Sequence[Token]


@dataclass(frozen=True, slots=True)
class Amount:
    """Tokens ``first`` to ``last`` (half-open) that tell a number. ``value`` is None for one too long to hold;
    ``many``: only a least value is told ("dozens"); ``near``: "a couple of"; ``part``: a share of a whole;
    ``plain``: digits without scale, fraction or comma; ``scale``: the factor of its last word."""

    first: int
    last: int
    value: float | None
    many: bool = False
    near: bool = False
    part: bool = False
    plain: bool = False
    scale: float = 1.0
    times: bool = False


def tokens(text: str, piece: Span) -> list[Token]:
    """The words, numbers and signs of a piece of the text, in order."""
    found: list[Token] = []
    end = -1
    for hit in _TOKEN.finditer(text, piece.start, piece.end):
        word = hit[0].lower().replace("’", "'")
        found.append(Token(word, hit.start(), hit.end(), hit[0][0].isupper(), hit.start() == end))
        end = hit.end()
    return found


@cache
def table(name: str) -> Mapping[str, float]:
    """The words of a lexicon with their number."""
    return {word: float(number) for word, number in (entry.split() for entry in entries(name))}


def at(found: Tokens, i: int) -> str:
    """The word at a place, empty outside."""
    return found[i].word if 0 <= i < len(found) else ""


def hyphen(found: Tokens, i: int) -> bool:
    """Is this a hyphen that joins two words?"""
    return at(found, i) in HYPHENS and i + 1 < len(found) and found[i].glued and found[i + 1].glued


@cache
def _openers() -> frozenset[str]:
    """The words that a number expression can begin with."""
    tables = ("number-words", "number-many", "number-times")
    return frozenset({"a", "an", "half", "tens"}.union(*(table(name) for name in tables)))


def amount(found: Tokens, i: int) -> Amount | None:
    """The number expression that begins at a token, the longest."""
    if i > len(found) - 1 or not (found[i].digits or found[i].word in _openers()):
        return None
    return _share(found, i) or _many(found, i) or _number(found, i) or _times(found, i)


def _float(word: str) -> float | None:
    digits = word.replace(",", "")
    return float(digits) if len(digits) < LONGEST else None


def _number(found: Tokens, i: int) -> Amount | None:
    article = at(found, i) in ("a", "an")
    if article:
        return _article(found, i)
    if at(found, i) == "half":
        return _half(found, i, i)
    token = found[i]
    if token.digits:
        value, end = _float(token.word), i + 1
        plain = "," not in token.word and "." not in token.word
        part, end2 = _fraction(found, end)
        if part is not None and value is not None:
            return Amount(i, end2, value + part)
        slash = _slash(found, i)
        if slash:
            return slash
    else:
        value, end = _words(found, i)
        plain = False
        if value is None:
            return None
    return _scaled(found, i, end, value, plain=plain)


def _scaled(found: Tokens, first: int, end: int, value: float | None, *, plain: bool = False) -> Amount:
    """With the scales that follow ("million", "bn") and "and a half"."""
    scale = 1.0
    while (factor := _scale(found, end)) is not None:
        step = 1 + hyphen(found, end)
        value = None if value is None else value * factor
        scale, end, plain = scale * factor, end + step, False
        if scale > 1e15:
            break
    if at(found, end) == "and" or (hyphen(found, end) and at(found, end + 1) == "and"):
        low = end + 1 + hyphen(found, end)
        low += hyphen(found, low)
        if at(found, low) == "a" and at(found, low + 1 + hyphen(found, low + 1)) == "half" and value is not None:
            return Amount(first, low + 2 + hyphen(found, low + 1), value + scale / 2, scale=scale)
    return Amount(first, end, _round(value), plain=plain, scale=scale)


def _round(value: float | None) -> float | None:
    """Without the dust of binary fractions (1.1 million)."""
    return None if value is None else float(f"{value:.12g}") if abs(value) < 1e300 else value


def _scale(found: Tokens, i: int) -> float | None:
    j = i + 1 if hyphen(found, i) else i
    word = at(found, j)
    factor = table("number-scales").get(word)
    if factor is None or (len(word) < 4 and not (found[j].glued and found[j - 1].digits)):
        return None
    return factor if j + 1 > len(found) - 1 or not (found[j + 1].glued and found[j + 1].digits) else None


def _words(found: Tokens, i: int) -> tuple[float | None, int]:
    """The value of number words from ``i`` and where they end: "three hundred and fifty-two"."""
    words = table("number-words")
    value = words.get(at(found, i))
    if value is None:
        return None, i
    end = i + 1
    if value in range(20, 91, 10) and hyphen(found, end) and 0 < words.get(at(found, end + 1), 0) < 10:
        value, end = value + words[found[end + 1].word], end + 2
    if at(found, end) == "hundred" and value < 100:
        value, end = value * 100, end + 1
        skip = at(found, end) == "and"
        rest = words.get(at(found, end + skip))
        if rest is not None and rest > 0:
            more, end = _words(found, end + skip)
            value += more or 0
    return value, end


def _article(found: Tokens, i: int) -> Amount | None:
    """ "A dozen", "a million", "a couple of hundred", "a half-dozen", "a third of"."""
    word = at(found, i + 1)
    if word == "couple" and at(found, i + 2) == "of":
        done = _scaled(found, i, i + 3, 2.0)
        return Amount(i, done.last, done.value, near=True, scale=done.scale)
    if word == "half":
        return _half(found, i, i + 1)
    if word in ("hundred", "thousand", "million", "billion", "trillion", "dozen"):
        return _scaled(found, i, i + 1, 1.0)
    return None


def _half(found: Tokens, first: int, i: int) -> Amount | None:
    """ "Half a million", "half-dozen"; "half an hour" and "half of" as a part."""
    j = i + 1 + hyphen(found, i + 1)
    article = at(found, j) in ("a", "an")
    if _scale(found, j + article) is not None and len(at(found, j + article)) > 3:
        done = _scaled(found, first, j + article, 0.5)
        return Amount(first, done.last, done.value, scale=done.scale)
    if article:
        return Amount(first, j + 1, 0.5)
    if hyphen(found, i + 1) or at(found, i - 1) in HYPHENS or first < i:
        return None
    return Amount(first, i + 1, 0.5, part=True)


def _fraction(found: Tokens, i: int) -> tuple[float | None, int]:
    """A fraction after a whole number: "2 1/2", "2½"."""
    if at(found, i) in _SMALL:
        return _SMALL[found[i].word], i + 1
    j = i + 1 if hyphen(found, i) else i
    low = _slash(found, j) if j < len(found) and found[j].digits else None
    return (low.value, low.last) if low else (None, i)


def _slash(found: Tokens, i: int) -> Amount | None:
    """ "1/2", "3/4": a small number over a common part."""
    if (
        at(found, i + 1) == "/"
        and i + 2 < len(found)
        and found[i + 1].glued
        and found[i + 2].glued
        and found[i + 2].digits
    ):
        above, below = found[i].word, found[i + 2].word
        if below in ("2", "3", "4", "5", "8", "10") and len(above) < 2 and int(above) < int(below):
            return Amount(i, i + 3, round(int(above) / int(below), 4), part=True)
    return None


def _share(found: Tokens, i: int) -> Amount | None:
    """ "Two-thirds", "a third of", "one in five", "3 out of 10"."""
    words, parts = table("number-words"), table("number-parts")
    word = at(found, i)
    count = words.get(word, 1.0 if word == "a" else None)
    if count is None and found[i].digits and len(word) < 3:
        count = float(word)
    if count is None:
        return None
    j = i + 1 + hyphen(found, i + 1)
    part = parts.get(at(found, j))
    if (
        part
        and at(found, j) not in ("half", "halves")
        and (word != "a" or at(found, j + 1) == "of")
        and not found[i].digits
    ):
        joined = hyphen(found, i + 1) or at(found, j).endswith("s") or at(found, j + 1) == "of"
        if (
            joined
            and not (at(found, j) in ("quarters", "fifths") and word == "one")
            and at(found, j + 1) not in HYPHENS
        ):
            return Amount(i, j + 1, round(count / part, 4), part=True)
    k = i + 1 + (at(found, i + 1) == "out")
    between = at(found, k) == ("of" if k > i + 1 else "in")
    whole = words.get(at(found, k + 1)) or (float(at(found, k + 1)) if _short(found, k + 1) else None)
    usual = whole in WHOLES and between and word != "a"
    if usual and whole and 0 < count < whole and (k > i + 1 or _bare_whole(found, k + 1)):
        return Amount(i, k + 2, round(count / whole, 4), part=True)
    return None


def _bare_whole(found: Tokens, i: int) -> bool:
    """After "one in": no measure of time follows ("one in five years")."""
    return at(found, i + 1).rstrip("s") not in entries("measure-words") and _scale(found, i + 1) is None


def _short(found: Tokens, i: int) -> bool:
    word = at(found, i)
    return bool(word) and word.isdecimal() and len(word) < 5


def _many(found: Tokens, i: int) -> Amount | None:
    """ "Dozens", "tens of thousands", "hundreds of millions"."""
    many = table("number-many")
    least = 10.0 if at(found, i) == "tens" else many.get(at(found, i))
    if least is None or (at(found, i) == "scores" and at(found, i + 1) != "of"):
        return None
    if at(found, i + 1) == "of" and at(found, i + 2) in many:
        return Amount(i, i + 3, least * many[at(found, i + 2)], many=True)
    if at(found, i) == "tens":
        return None
    if at(found, i + 1) == "and" and at(found, i + 2) == at(found, i):
        return Amount(i, i + 3, least, many=True)
    return Amount(i, i + 1, least, many=True)


def _measures(found: Tokens, i: int) -> bool:
    """ "Double the rate", "cost double"; not "a double agent", "double standards"."""
    if i + 1 < len(found) and found[i + 1].letters and found[i + 1].word not in entries("noun-ends"):
        return at(found, i + 1) in ("its", "their", "his", "her", "our", "your", "my")
    return at(found, i - 1) not in ("a", "an", "the", "body", "his", "her", "to", "will", "would", "could")


def _times(found: Tokens, i: int) -> Amount | None:
    """ "Twice", "fivefold", "five-fold"."""
    factor = table("number-times").get(at(found, i))
    if factor is None or hyphen(found, i + 1) or at(found, i - 1) in HYPHENS:
        return None
    if at(found, i) in ("double", "triple", "quadruple") and not _measures(found, i):
        return None
    return Amount(i, i + 1, factor, times=True)
