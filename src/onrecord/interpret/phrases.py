"""Noun phrases and prepositional phrases, as far as closed lists and capitals tell."""

import re
from typing import Final

from onrecord.lexicon import entries
from onrecord.model import Span

LONGEST: Final = 14
"""Words beyond which a noun phrase is cut."""
_TOKEN: Final = re.compile(r"\s*(''[^'\n]{1,60}''|[“\"‘][^”\"’\n]{1,60}[”\"’]|\([^)\n]{1,30}\)|[\w@#&$%][\w’'.&@/-]*)")
_DAY: Final = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day(?:['’]?s)?$|(?:jan(?:uary)?|feb(?:ruary)?|april|june|july|aug(?:ust)?|sept(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?$|(?:19|20)[0-9]{2}$",
    re.IGNORECASE,
)
_DESCRIBING: Final = frozenset(
    ("weekly", "daily", "monthly", "family", "early", "hourly", "quarterly", "elderly", "assembly")
)
"""Words in -ly that are no adverbs."""
_MARKS: Final = ".,;:!?’'"


def noun_phrase(text: str, start: int, end: int) -> Span | None:
    """The noun phrase that begins at ``start`` (white space skipped) and ends before ``end``: up to a preposition other
    than "of", a clause, a verb that the lists know, an expression of time or a stop."""
    at, first, last, count, capital, before = start, None, start, 0, False, ""
    while count < LONGEST and (found := _TOKEN.match(text, at, end)):
        token = found[1]
        word = token.strip("“”\"‘’'").lower()
        quoted = token.startswith(("“", '"', "‘", "(", "''"))
        if not quoted and _ends(token, word, capital, before):
            break
        first = found.start(1) if first is None else first
        at, last, count = found.end(), found.end(), count + 1
        capital, before = token[0].isupper() or quoted, word
        if token[-1] in ".!?" and not _abbreviation(token):
            break
    if first is None:
        return None
    words = re.sub(r"(?:\s+(?:and|of|&|the|a))+$", "", text[first:last])
    words = words.rstrip("’'" if _abbreviation(words.split()[-1]) else _MARKS)
    return Span(first, first + len(words)) if words and words.lower() not in ("the", "a", "an", "of", "and") else None


def dated(word: str) -> bool:
    """Is the word a weekday, a month or a year?"""
    return bool(_DAY.match(word))


def _abbreviation(token: str) -> bool:
    return token.lower().rstrip(".") in {e.rstrip(".") for e in entries("abbreviations")} or bool(
        re.fullmatch(r"(?:\w\.)+", token)
    )


def _ends(token: str, word: str, capital: bool, before: str) -> bool:
    """Does this word end the phrase before it?"""
    opened = before in entries("phrase-openers") or bool(_DAY.match(before))
    if token[0].isupper() and before and not _DAY.match(token):
        return False
    if word in entries("phrase-ends"):
        return not (opened and word in entries("phrase-order"))
    if _DAY.match(token):
        return bool(before) and not opened
    # after a name a verb in small letters: "told Tass denied"
    return capital and token[0].islower() and word.endswith(("ed", "ly")) and word not in _DESCRIBING
