"""What a number counts: the noun after it, and the phrase after "of"."""

from functools import cache

from onrecord.interpret.numbers import Token, Tokens, amount, at, hyphen
from onrecord.interpret.words import listed
from onrecord.lexicon import entries

LONGEST_PHRASE = 14
"""Words of a noun phrase that are looked at."""
LONGEST_RUN = 7
"""Words from a number to the end of the noun that it counts."""


@cache
def _ends() -> frozenset[str]:
    return (entries("noun-ends") | entries("function-words")) - listed("within")


def plural(token: Token) -> bool:
    """Is the word a plural by its ending or by the list?"""
    word = token.word
    if word in entries("irregular-plurals"):
        return True
    return word.endswith("s") and len(word) > 3 and not word.endswith(("ss", "us", "sis", "nis", "bris", "'s"))


def _run(found: Tokens, i: int) -> list[int]:
    """The places of the words that may be of one noun phrase with the number before."""
    run: list[int] = []
    k = i
    while k < len(found) and len(run) < LONGEST_RUN:
        token = found[k]
        if hyphen(found, k) and run:
            k += 1
            continue
        if not token.letters or token.word in _ends() or (token.glued and k > i and not hyphen(found, k - 1)):
            break
        run.append(k)
        if token.word.endswith("'s"):
            break
        k += 1
    return run


def noun(found: Tokens, i: int, *, one: bool) -> tuple[int, int] | None:
    """The head of the noun phrase from ``i``, as half-open tokens; ``one``: it may be singular."""
    if at(found, i) == "[" and i + 2 < len(found) and found[i + 1].letters and at(found, i + 2) == "]":
        return i + 1, i + 2
    run = _run(found, i)
    head = next((n for n, k in enumerate(run) if plural(found[k]) and not found[k].name), None)
    if head is None:
        head = next((n for n, k in enumerate(run) if plural(found[k])), None)
    if head is None:
        return _single(found, run) if one else None
    while head + 1 < len(run) and _more(found[run[head + 1]], found[run[head]]) and not hyphen(found, run[head] + 1):
        head += 1
    if hyphen(found, run[head] + 1):
        return None
    return _joined(found, run[head])


def _more(token: Token, before: Token) -> bool:
    """Does another plural carry the phrase on ("Ruritanian Greens members"); a name after a plain word does not."""
    return plural(token) and (before.name or not token.name)


def _joined(found: Tokens, head: int) -> tuple[int, int]:
    """With the noun that "and" joins ("cows and goats"), or the other word of a name ("New Yorkers")."""
    first = head
    if found[head].name and at(found, head - 1) in ("new", "north", "south", "sri", "saudi"):
        first = head - 1
    if at(found, head + 1) != "and" or head + 2 > len(found) - 1:
        return first, head + 1
    second = found[head + 2]
    joined = plural(second) and not second.name and second.word not in _ends() and amount(found, head + 2) is None
    return first, head + 3 if joined else head + 1


def _single(found: Tokens, run: list[int]) -> tuple[int, int] | None:
    """The singular after "one": the last word of a short run that no verb ends."""
    kept: list[int] = []
    for k in run[:4]:
        if found[k].word.endswith(("ed", "ing")) or found[k].word in entries("verbs") | entries("past-verbs"):
            break
        kept.append(k)
    return (kept[-1], kept[-1] + 1) if kept and not found[kept[-1]].word.endswith(("ed", "ing", "ly")) else None


def phrase(found: Tokens, i: int) -> tuple[int, int] | None:
    """A noun phrase from ``i``, without its article, with its "of" phrases; half-open tokens."""
    start = i + (at(found, i) in ("the", "a", "an", "all", "these", "those"))
    k, nouns = start, 0
    while k < len(found) and k < start + LONGEST_PHRASE:
        token = found[k]
        word = token.word
        if word == "of" and nouns:
            k += 1 + (at(found, k + 1) in ("the", "a", "an"))
            nouns = 0
            continue
        if word in ("whom", "them", "us", "which", "it") and k == start:
            return k, k + 1
        opening = k == start and word in ("her", "his", "their", "our", "my", "its", "your", "about", "some")
        if token.digits or hyphen(found, k) or opening or (word in ("’", "'") and token.glued):
            k += 1
            continue
        ends = word in _ends() and not _within_name(found, k) and not (k == start > i)
        if not token.letters or ends or _verb(found, k, nouns):
            break
        nouns += 1
        k += 1
        if plural(token) and at(found, k) != "of" and not (k < len(found) and _goes_on(found, k)):
            break
    while k > start and (not found[k - 1].letters or at(found, k - 1) in ("of", "the", "a", "an")):
        k -= 1
    return (start, k) if k > start else None


def _within_name(found: Tokens, k: int) -> bool:
    return found[k].name and k > 0 and found[k - 1].name


def _verb(found: Tokens, k: int, nouns: int) -> bool:
    """A past form after a noun that no noun follows: the verb of the sentence."""
    if not nouns or not found[k].word.endswith("ed"):
        return False
    return k + 1 > len(found) - 1 or not found[k + 1].letters or found[k + 1].word in _ends()


def _goes_on(found: Tokens, k: int) -> bool:
    """Does a phrase go on after a plural: a hyphen, an apostrophe, another plural ("sales workers")?"""
    token = found[k]
    return (
        hyphen(found, k) or (token.word in ("'", "’") and token.glued) or (plural(token) and token.word not in _ends())
    )


def attributive(found: Tokens, first: int) -> bool:
    """Does a number stand between an article and a noun ("a $3m grant", "the farm's 5 percent rise")?"""
    word = at(found, first - 1)
    return word in listed("determiners") or word.endswith(("'s", "s'"))
