"""What kind of word a word is, as far as closed lists and endings tell."""

from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from onrecord.interpret.lines import Token
from onrecord.interpret.words import listed
from onrecord.lexicon import entries

_SHORT = ("'re", "'ve", "'ll", "'m", "'d", "n't")


def subject(token: Token) -> bool:
    """Does the word open a clause as its subject ("she", "it's", "there")?"""
    return token.word.partition("'")[0] in entries("subject-words")


def noun_phrase(token: Token) -> bool:
    """Does the word open a noun phrase: a determiner, a name, an opening mark or bracket?"""
    return token.name or token.word in listed("noun-openers") or token.word in "“«\"'‘[$£€"


@cache
def _forms() -> frozenset[str]:
    """The verbs of the lexicon with their endings."""
    found = set(entries("verbs") | entries("past-verbs"))
    for verb in entries("verbs"):
        stem = verb[:-1] if verb.endswith("y") and verb[-2] not in "aeiou" else verb
        found.add(stem + ("ies" if stem != verb else "es" if verb.endswith(("s", "sh", "ch", "x", "o", "z")) else "s"))
    return frozenset(found)


def finite(token: Token) -> bool:
    """May the word be a verb with a subject, or a participle in its place ("if elected")?"""
    word = token.word
    if token.name and word in ("may", "will", "mark"):
        return False
    if word in listed("present") or word in listed("past") or word in listed("unreal") or word.endswith(_SHORT):
        return True
    if word.endswith("'s"):
        return word[:-2] in entries("subject-words") or word[:-2] in listed("question")
    return word in _forms() or _past_ending(word)


def _past_ending(word: str) -> bool:
    return (
        word.endswith("ed")
        and len(word) > 4
        and word not in ("indeed", "hundred", "hatred", "united", "speed", "breed", "exceed")
    )


def past(tokens: Sequence[Token]) -> bool:
    """Does the first verb of the clause tell of the past?"""
    for i, token in enumerate(tokens):
        word = token.word
        if word in listed("past") or word in entries("past-verbs"):
            return True
        if (
            word in listed("present")
            or word in listed("unreal")
            or word.endswith(_SHORT)
            or (word.endswith("'s") and finite(token))
        ):
            return False
        if _past_ending(word) and i:
            return True
        if (
            word in _forms()
            and i
            and (subject(tokens[i - 1]) or word.endswith("s") or tokens[i - 1].word.endswith("s"))
        ):
            return False
    return False


def present(tokens: Sequence[Token]) -> bool:
    """Is there a present form in the clause?"""
    for i, token in enumerate(tokens):
        word = token.word
        if (
            word in listed("present")
            or word.endswith(("'re", "'ve", "'ll", "'m"))
            or (word.endswith("'s") and finite(token))
        ):
            return True
        if i and word in _forms() and word.endswith("s") and word not in entries("past-verbs"):
            return True
    return False


def unreal(tokens: Sequence[Token]) -> bool:
    """Is there a "would", "could" or "might" in the clause?"""
    return any(t.word in listed("unreal") or t.word.endswith("'d") for t in tokens)


def negative(tokens: Sequence[Token]) -> bool:
    """Is there a "not", "no", "never" in the clause?"""
    return any(t.word in listed("negative") or t.word.endswith("n't") for t in tokens)


def able(tokens: Sequence[Token]) -> bool:
    """Is there a modal verb, an "'ll" or an "allowed to" in the clause: does it tell what may or shall be?"""
    if any(a.word in listed("permitted") and b.word == "to" for a, b in pairwise(tokens)):
        return True
    return any(
        t.word in listed("able") or t.word in ("couldn't", "wouldn't", "won't", "can't") or t.word.endswith("'ll")
        for t in tokens
    )
