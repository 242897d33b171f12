"""Numbers in a content with what they count."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from onrecord.interpret.excluded import excluded
from onrecord.interpret.nouns import attributive, noun, phrase
from onrecord.interpret.numbers import HYPHENS, Amount, Token, Tokens, amount, at, hyphen, tokens
from onrecord.interpret.words import listed
from onrecord.lexicon import entries
from onrecord.model import Figure, Span

MOST_POINTS = 101
"""Points below this are points of percent, as in polls."""
_POSSESSIVE = re.compile(r"[’']s?$")
_TO = frozenset(("to", "or", "and"))


@dataclass(frozen=True, slots=True)
class _Told:
    """A figure as tokens: ``first`` to ``last`` its words, ``low`` and ``high`` its ends or twice the value."""

    first: int
    last: int
    low: float | None
    high: float | None
    amount: Amount
    bound: str | None = None
    unit: str | None = None
    counted: bool = False
    of: tuple[int, int] | None = None

    @property
    def ranges(self) -> bool:
        """A range with two ends?"""
        return self.low != self.high


def figures(text: str, content: Sequence[Span]) -> tuple[Figure, ...]:
    """The figures in the content, in order. A number too long for a float (over 307 digits) is a figure without
    value and ends."""
    found: list[Figure] = []
    for piece in sorted(content):
        words = tokens(text, piece)
        told = _shared(words, _all(words))
        found += [_figure(text, words, t) for t in told]
    return tuple(found)


def _all(words: Tokens) -> list[_Told]:
    found: list[_Told] = []
    i, since = 0, 0
    while i < len(words):
        sign, number = _money_at(words, i)
        if number is None or excluded(words, number, money=sign is not None):
            i = max(i + 1, number.last if number and excluded(words, number, money=False) == "whole" else 0)
            continue
        told = _leads(words, _told(words, i, sign, number), since)
        if told is None:
            i += 1
            continue
        found.append(told)
        i = since = max(i + 1, told.last)
    return found


def _money_at(words: Tokens, i: int) -> tuple[str | None, Amount | None]:
    """The currency whose sign stands at ``i``, and the number that begins here or after the sign."""
    for size in (3, 2, 1) if words[i].word in _signs() else ():
        sign = "".join(t.word for t in words[i : i + size])
        code = _currencies().get((sign,)) if all(t.glued for t in words[i + 1 : i + size]) else None
        if code and not sign[-1].isalpha() and i + size < len(words) and words[i + size].digits:
            return code, amount(words, i + size)
    return None, amount(words, i)


@cache
def _currencies() -> Mapping[tuple[str, ...], str]:
    return {tuple(words): code for code, *words in (entry.split() for entry in entries("currencies"))}


@cache
def _signs() -> frozenset[str]:
    """The words and signs that a sign of money can begin with ("$", "us")."""
    signs = [words[0] for words in _currencies() if not words[0][-1].isalpha()]
    return frozenset({s[0] for s in signs} | {s[:-1] for s in signs})


@cache
def _approximators() -> Mapping[str, Mapping[str, list[tuple[tuple[str, ...], str]]]]:
    """Side → the last word before a number, or the first after it → the words and what they say, the longest first."""
    found: dict[str, dict[str, list[tuple[tuple[str, ...], str]]]] = {"before": {}, "after": {}}
    for entry in entries("approximators"):
        side, bound, *words = entry.split()
        words = [w for word in words for w in ([word[0], word[1:]] if word[0] == "-" else [word])]
        key = words[-1] if side == "before" else words[0]
        found[side].setdefault(key, []).append((tuple(words), bound))
    for options in (*found["before"].values(), *found["after"].values()):
        options.sort(key=lambda o: -len(o[0]))
    return found


def _told(words: Tokens, i: int, sign: str | None, number: Amount) -> _Told:
    """The number with a second end, if it opens a range, and with its unit."""
    minus = at(words, i - 1) in ("-", "−") and words[i].glued and words[i].digits and not words[i - 1].glued
    value = -number.value if minus and number.value is not None else number.value
    plain = _Told(i - minus, number.last, value, value, replace(number, value=value), unit=sign)
    ranged = _range(words, plain)
    told = ranged or plain
    end, bound = _approximated_after(words, told, told.last)
    return _of(words, _unit(words, replace(told, last=end, bound=bound)))


def _range(words: Tokens, told: _Told) -> _Told | None:
    """ "5 to 10", "5-10", "five or six", "between 5 and 10"."""
    a, j = told.amount, told.last
    if a.part or a.many or a.times or a.value is None:
        return None
    between = at(words, told.first - 1) == "between"
    if between and (percent := _percent(words, j)):
        j = percent
    joint = at(words, j)
    if joint in HYPHENS and j + 1 < len(words):
        k = j + 1
        if at(words, k) == "to" and at(words, k + 1) in HYPHENS:
            joint, k = "to", k + 2
        elif at(words, k) == "to":
            joint, k = "to", k + 1
    elif joint in _TO:
        k = j + 1
    else:
        return None
    sign, b = _money_at(words, k) if k < len(words) else (None, None)
    if b is None or b.value is None or b.part or b.many or b.times or (sign is None and b.first != k):
        return None
    if sign != told.unit and (sign is not None or joint not in HYPHENS | {"to", "and"}):
        return None
    low = a.value * b.scale if a.scale == 1 < b.scale and b.scale > 99 and a.value * b.scale < b.value else a.value
    near = joint == "or" and not (b.value - a.value == a.scale or b.value - a.value == b.scale)
    if low > b.value or low == b.value or near or (joint == "and" and not between):
        return None
    return replace(told, last=b.last, low=low, high=b.value, amount=b)


def _percent(words: Tokens, j: int) -> int | None:
    """Where a sign or word of percent at ``j`` ends."""
    if at(words, j) == "%":
        return j + 1
    if at(words, j) in ("percent", "pc") or (at(words, j) == "percentage" and at(words, j + 1) in ("point", "points")):
        return j + 1 + (at(words, j) == "percentage")
    if at(words, j) == "per" and at(words, j + 1) == "cent":
        return j + 2
    return None


def _unit(words: Tokens, told: _Told) -> _Told:
    """With its unit: money, percent or the counted noun."""
    j = told.last
    if told.unit:
        return replace(told, last=_after_money(words, j))
    skip = j + hyphen(words, j)
    end = _percent(words, skip)
    point = at(words, skip) == "points" or (at(words, skip) == "point" and skip > j)
    if end is None and point and (told.high or 0) < MOST_POINTS:
        end = skip + 1
    if end is None and told.amount.part and at(words, j) == "of" and (own := amount(words, j + 1)) and own.value:
        end = _percent(words, own.last)
        told = told if end is None else replace(told, amount=replace(told.amount, part=False))
    if end is not None:
        return replace(told, last=end, unit="%")
    many = told.amount.many and at(words, j) == "of"
    for size in (3, 2, 1):
        named = tuple(t.word for t in words[skip + many : skip + many + size])
        code = _currencies().get(named)
        if code and len(named) == size and words[skip + many].letters:
            return replace(told, last=skip + many + size, unit=code)
    return _counted(words, told, j, many=many)


def _after_money(words: Tokens, j: int) -> int:
    """ "$5 million dollars" says it twice; "$3 Canadian"."""
    return j + 1 if at(words, j) in ("dollars", "euros", "pounds") else j


def _counted(words: Tokens, told: _Told, j: int, *, many: bool) -> _Told:
    a = told.amount
    if a.part or a.times:
        return told
    if hyphen(words, j) and j + 1 < len(words) and words[j + 1].letters:
        return _compound(words, told, j + 1)
    start = j + many
    start += many and at(words, start) in ("the", "these", "those", "his", "her", "their", "our")
    head = noun(words, start, one=told.low in (0.0, 1.0, 0.5))
    if head is None:
        return told
    unit = " ".join(t.word if not t.name else "" for t in words[head[0] : head[1]])
    end = head[1]
    if at(words, end) == "old" or (hyphen(words, end) and at(words, end + 1) == "old"):
        end += 1 + hyphen(words, end)
    end += at(words, end) == "]"
    return replace(told, last=end, unit=unit or "?", counted=True, of=head)


def _compound(words: Tokens, told: _Told, k: int) -> _Told:
    """ "A three-year term", "a 6-year-old": measures in the plural, as in "three years"."""
    unit, end = words[k].word, k + 1
    if hyphen(words, end) and at(words, end + 1) in ("old", "olds"):
        end += 2
    elif at(words, end) == "old":
        end += 1
    elif at(words, end) in HYPHENS and words[end].glued:
        return told
    measure = (
        unit in entries("measure-words")
        and told.high != 1
        and unit not in ("man", "woman", "person", "mph", "century", "foot")
    )
    return replace(told, last=end, unit=unit + "s" if measure else unit)


def _of(words: Tokens, told: _Told) -> _Told:
    """With the phrase that tells of what."""
    if told.counted:
        return told
    j = told.last
    linked = at(words, j) == "of" or (at(words, j) == "in" and told.unit not in (None, "%"))
    if linked and at(words, j) == "in" and not _thing(words, j + 1):
        return told
    if linked:
        return replace(told, of=phrase(words, j + 1))
    if told.amount.part and (at(words, j) in ("the", "their", "his", "her", "its", "our") or _in_ten(words, told)):
        return replace(told, of=phrase(words, j))
    money = told.unit == "%" or bool(told.unit and told.unit.isupper())
    within = money and not told.amount.part and attributive(words, told.first)
    if within and j < len(words) and words[j].letters:
        return replace(told, of=phrase(words, j))
    return told


def _thing(words: Tokens, j: int) -> bool:
    """After "in": a thing, no place or time."""
    return (
        j < len(words)
        and words[j].letters
        and not words[j].name
        and at(words, j) not in ("the", "a", "an", "this", "its", "their")
    )


def _in_ten(words: Tokens, told: _Told) -> bool:
    return (
        any(t.word == "in" for t in words[told.amount.first : told.amount.last])
        and told.last < len(words)
        and words[told.last].letters
    )


def _leads(words: Tokens, told: _Told, since: int) -> _Told | None:
    """With the words around it that make it approximate; None for a "one" that counts nothing."""
    first, bound = told.first, "near" if told.amount.near else told.bound
    if told.ranges and at(words, first - 1) in ("between", "from") and first > since:
        first -= 1
        if at(words, first) == "between" and at(words, first - 1) == "somewhere" and first > since:
            first, bound = first - 1, "near"
    while hit := _approximator(words, first, since):
        size, said = hit
        first -= size
        bound = said if bound in (None, "near") else bound
    if at(words, told.amount.first) == "one" and told.amount.value == 1 and not _counts_one(words, told, bound):
        return None
    end, after = _approximated_after(words, told, told.last)
    if (
        first > since
        and at(words, first - 1) in ("a", "an")
        and told.amount.value
        and told.amount.scale > 1
        and words[told.amount.first].letters
    ):
        first -= at(words, told.amount.first) in ("half", "million", "dozen")
    return replace(told, first=first, last=end, bound=bound or after)


def _approximator(words: Tokens, first: int, since: int) -> tuple[int, str] | None:
    """The approximator that ends right before ``first``: its length and what it says."""
    for option, bound in _approximators()["before"].get(at(words, first - 1), ()):
        low = first - len(option)
        if low >= since and tuple(t.word for t in words[low:first]) == option:
            return len(option), bound
    return None


def _approximated_after(words: Tokens, told: _Told, place: int) -> tuple[int, str | None]:
    """The end of an approximator at ``place``, and what it says ("40 or so", "40 goats or more")."""
    for option, bound in _approximators()["after"].get(at(words, place), ()):
        if tuple(t.word for t in words[place : place + len(option)]) == option and _stands(words, place, option):
            return place + len(option), bound
    return place, told.bound


def _stands(words: Tokens, place: int, option: tuple[str, ...]) -> bool:
    """A sign must be joined to its number ("40+"); "odd" and "plus" must not begin a new phrase."""
    if option[0] in "+-":
        return words[place].glued
    return option[0] != "plus" or words[place - 1].digits


def _counts_one(words: Tokens, told: _Told, bound: str | None) -> bool:
    """Does "one" count, so that another number could stand there?"""
    if told.ranges or (told.unit and not told.counted):
        return True
    if not told.counted or at(words, told.amount.last) in listed("idioms") or (told.unit or "") in listed("idioms"):
        return False
    before = at(words, told.first - 1)
    if at(words, told.last) == "or" and at(words, told.last + 1) == "another":
        return False
    return bound is not None or before not in listed("before-one")


def _shared(words: Tokens, told: list[_Told]) -> list[_Told]:
    """Numbers that share the unit of their neighbour: "10 and 20 years", "30 percent, 20 and 5"."""
    found = list(told)
    for i in range(len(found) - 2, -1, -1):
        if (
            _bare(found[i])
            and _touching(words, found[i], found[i + 1])
            and found[i + 1].unit
            and not found[i + 1].amount.part
        ):
            found[i] = replace(found[i], unit=found[i + 1].unit, of=found[i + 1].of, counted=found[i + 1].counted)
    for i in range(1, len(found)):
        if (
            _bare(found[i])
            and found[i - 1].unit == "%"
            and (_touching(words, found[i - 1], found[i]) or at(words, found[i].first - 1) in ("at", "to"))
        ):
            found[i] = replace(found[i], unit="%")
    return found


def _bare(told: _Told) -> bool:
    return told.unit is None and not told.amount.part and not told.amount.times and told.of is None


def _touching(words: Tokens, a: _Told, b: _Told) -> bool:
    between = [t.word for t in words[a.last : b.first]]
    return 0 < len(between) < 3 and all(w in (",", "and", "or", "to") for w in between)


def _figure(text: str, words: Tokens, told: _Told) -> Figure:
    value, low, high = told.low, None, None
    if told.ranges:
        value, low, high = None, told.low, told.high
    elif told.amount.many:
        value, low = None, told.low
    elif told.bound == "low":
        low = value
    elif told.bound == "high":
        high = value
    unit = _span(words, told.of) if told.counted and told.of else None
    of = _span(words, told.of) if told.of and not told.counted else None
    return Figure(
        span=Span(words[told.first].start, words[told.last - 1].end),
        value=value,
        low=low,
        high=high,
        approximate=told.bound is not None or told.amount.many,
        unit=_POSSESSIVE.sub("", unit.of(text)) if unit else told.unit,
        of=of.of(text) if of else None,
    )


def _span(words: Sequence[Token], at_: tuple[int, int]) -> Span:
    return Span(words[at_[0]].start, words[at_[1] - 1].end)
