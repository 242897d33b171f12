"""Numbers that are no figures: dates, years, clock times, ordinals, parts of names."""

from onrecord.interpret.nouns import noun
from onrecord.interpret.numbers import HYPHENS, Amount, Tokens, amount, at, hyphen
from onrecord.interpret.words import listed
from onrecord.lexicon import entries

YEARS = range(1500, 2100)
"""Plain numbers that are years unless something else tells."""


def excluded(words: Tokens, number: Amount, *, money: bool) -> str | None:
    """Why the number is no figure; "whole" when all its words belong to what it is part of, None for a figure."""
    if money:
        return None
    i, j = number.first, number.last
    if not words[i].digits:
        return _word(words, number)
    if _glued(words, i, j):
        return "name"
    if _date(words, i, j) or _clock(words, j):
        return "date"
    if (
        number.plain
        and number.value is not None
        and int(number.value) in YEARS
        and len(words[i].word) == 4
        and _year(words, i, j)
    ):
        return "year"
    return "name" if _named(words, number) else None


def _word(words: Tokens, number: Amount) -> str | None:
    i, j = number.first, number.last
    before = at(words, i - 1)
    if (
        before in ("number", "no")
        and at(words, i) != "zero"
        and not (before == "number" and at(words, i - 2) in ("the", "a"))
    ):
        return "whole"
    if (
        before in HYPHENS
        and words[i - 1].glued
        and words[i].glued
        and not (words[i - 2].digits or at(words, i - 2) == "mid")
    ):
        return "whole"
    if number.part and at(words, i) == "half":
        return _half(words, i, j)
    if number.many and (before in ("the", "in") and at(words, j) != "of"):
        return "whole"
    if hyphen(words, j) and at(words, j + 1) in ("party", "way", "sided", "fold", "off", "time", "to"):
        return "whole" if at(words, j + 1) != "to" or at(words, j + 3) == "one" else None
    if words[i].name and i and words[i - 1].name and words[i - 1].letters and at(words, j) != "percent":
        return "whole" if j < len(words) and words[j].name else None
    return None


def _half(words: Tokens, i: int, j: int) -> str | None:
    """ "The second half", "half-brother", "half his age" are no figures."""
    before, after = at(words, i - 1), at(words, j)
    if before in listed("halves") or (before == "a" and at(words, i - 2) == "and"):
        return "whole"
    if after in ("of", "the", "their", "its", "our"):
        return None
    approximated = before in (
        "about",
        "almost",
        "nearly",
        "roughly",
        "than",
        "around",
        "least",
        "over",
        "by",
        "in",
        "some",
        "and",
        "only",
    )
    return None if approximated or after in ("", ".", ",") or not words[j].letters else "whole"


def _glued(words: Tokens, i: int, j: int) -> bool:
    """Joined to letters or signs that make it a name, an ordinal ("H-1B", "401(k)", "5th", "#1", "9/11")."""
    if i and words[i].glued and (words[i - 1].letters or words[i - 1].word in "#@/_.'’:,"):
        return True
    if i > 1 and words[i].glued and words[i - 1].word in HYPHENS and words[i - 1].glued:
        return (
            words[i - 2].letters
            and amount(words, i - 2) is None
            and at(words, i - 2) not in ("to", "mid", "mile", "year")
        )
    if j < len(words) and words[j].glued:
        word = words[j].word
        if words[j].letters:
            return not (
                word in ("percent", "percentage", "per")
                or word in entries("measure-words")
                or word.rstrip("s") in entries("measure-words")
            )
        if word in "/_@" or (
            word in "(:" and j + 1 < len(words) and words[j + 1].glued and (words[j + 1].letters or word == ":")
        ):
            return True
        if word in ".," and j + 1 < len(words) and words[j + 1].glued and (words[j + 1].digits or words[j + 1].letters):
            return words[j + 1].digits
    return False


def _date(words: Tokens, i: int, j: int) -> bool:
    """A day of a month: "May 8", "8 May", "Aug. 3-5"."""
    months = entries("month-names")
    before = i - 1 - (at(words, i - 1) == ".")
    if at(words, before).rstrip(".") in months and words[before].name:
        return True
    k = i - 1
    if at(words, k) in HYPHENS and words[k].glued and k > 1 and words[k - 1].digits:
        back = k - 2 - (at(words, k - 2) == ".")
        if at(words, back) in months and words[back].name:
            return True
    if j < len(words) and at(words, j).rstrip(".") in months and words[j].name and len(words[i].word) < 3:
        return True
    return (
        at(words, i - 1) == ","
        and i > 2
        and words[i - 2].digits
        and at(words, i - 3).rstrip(".") in months
        and len(words[i].word) == 4
    )


def _clock(words: Tokens, j: int) -> bool:
    return at(words, j) in listed("clock") or (
        at(words, j) in ("a", "p") and at(words, j + 1) == "." and at(words, j + 2) == "m"
    )


def _year(words: Tokens, i: int, j: int) -> bool:
    """A number like a year is one, unless an approximator or money's neighbour tells that things are counted."""
    before = at(words, i - 1)
    if before in (
        "about",
        "some",
        "than",
        "nearly",
        "almost",
        "roughly",
        "least",
        "approximately",
        "estimated",
        "exactly",
    ):
        return noun(words, j, one=False) is None
    return not (before in ("to", "many") and at(words, i - 2) in ("up", "as") and noun(words, j, one=False))


def _named(words: Tokens, number: Amount) -> bool:
    """The number of a name: "Boeing 707", "Chapter 11", "Channel 4"."""
    i, j = number.first, number.last
    back = i - 1 - (at(words, i - 1) == ".")
    before = at(words, back)
    if (
        before in listed("numbered")
        and back > -1
        and (words[back].name or before in ("no", "number", "nos", "section", "page", "chapter", "grade"))
    ):
        return True
    if back != i - 1 or back < 0 or not words[back].name or not words[back].letters:
        return False
    if before in entries("noun-ends") or before in entries("verbs"):
        return False
    if at(words, j) in ("percent", "%", "per", "percentage", "points", "to", "-", "–") or before in entries(
        "function-words"
    ):
        return False
    if noun(words, j, one=False) is not None or not number.plain:
        return False
    return at(words, j) != ","
