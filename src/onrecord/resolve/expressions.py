"""Expressions of time in a text: where they stand and of what form they are."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from onrecord.lexicon import entries
from onrecord.model import Span
from onrecord.resolve.calendar import choice, words

Form = Literal[
    "weekday",
    "date",
    "month",
    "year",
    "decade",
    "stretch",
    "ago",
    "later",
    "that",
    "today",
    "holiday",
    "clock",
    "vague",
    "event",
]
"""What an expression is made of: ``stretch`` is "last week", ``ago`` "three weeks ago", ``later`` "two days later",
``that`` "that night", ``vague`` an adverb that names no day, ``event`` a clause ("after the debate")."""

CAPITAL_ONLY: Final = {"may", "march", "mar", "sun", "sat", "mon", "wed"}
"""Names of the calendar that are words too: they count with a capital only."""


@dataclass(frozen=True, slots=True)
class Expression:
    """One expression, without the preposition before it; ``word`` is its first word in small letters."""

    span: Span
    form: Form
    word: str


def _cased(kind: str) -> str:
    def form(name: str) -> str:
        first = (
            name[0].upper()
            if name.rstrip(".") in CAPITAL_ONLY or name.endswith(".")
            else f"[{name[0]}{name[0].upper()}]"
        )
        return rf"{first}(?:{re.escape(name[1:])}|{re.escape(name[1:].upper())})"

    return "|".join(form(name) for name in sorted(words(kind), key=lambda n: (-len(n), n)))


_PART: Final = r"(?:(?:mid-?|late[ ]|early[ ])?(?:morning|afternoon|evening|night|midday|noon|lunchtime)s?\b)"
_PHASE: Final = (
    r"(?:(?:[Jj]ust|[Ee]arly|[Ee]arlier|[Ll]ate|[Ll]ater|[Mm]id-?|[Mm]idday|mid-(?:morning|afternoon))(?:\s+|(?<=-))"
    r"(?:on\s+|in\s+)?)?"
)
_WHICH: Final = (
    r"(?:[Tt]he\s+)?(?:[Tt]his\s+past|[Tt]his\s+coming|[Tt]his|[Ll]ast|[Nn]ext|[Pp]ast|[Cc]oming|[Pp]revious|[Ff]ollowing"
    r"|[Ss]ame|[Ee]very|[Ee]ach|[Rr]ecent|[Tt]hat\s+same|[Tt]hat|[Ee]ntire)"
)
_NEARLY: Final = (
    r"(?:(?:[Aa]bout|[Aa]lmost|[Nn]early|[Ll]ess\s+than|[Mm]ore\s+than|[Jj]ust|[Ss]ome|[Rr]oughly|[Oo]ver|[Oo]nly)\s+)*"
)
_UNIT: Final = r"(?:second|minute|moment|hour|day|night|evening|week|weekend|month|year|decade|quarter|season)s?"
_LATER: Final = r"(?:[Mm]oments?|[Mm]inutes|[Hh]ours|[Dd]ays?|[Nn]ights?|[Ww]eeks?|[Mm]onths?|[Yy]ears?)"
_DAY: Final = r"[0-9]{1,2}(?:st|nd|rd|th)?"
_YEAR: Final = r"(?:1[6-9]|20)[0-9]{2}"


@cache
def _pattern() -> re.Pattern[str]:
    """One pattern for all forms but clauses; a group's name is the form."""
    return re.compile("|".join(rf"(?P<{name}>{form})" for name, form in (*_dated(), *_counted())))


def _dated() -> tuple[tuple[str, str], ...]:
    weekday, month, season = _cased("weekday"), _cased("month"), choice("season")
    date = (
        rf"(?:{month})\s+{_DAY}\b(?:\s*[-–]\s*{_DAY}\b)?(?:,?\s+{_YEAR}\b)?"
        rf"|{_DAY}\s+(?:of\s+)?(?:{month})\b(?:\s+{_YEAR}\b)?"
        rf"|{_YEAR}-[0-9]{{2}}-[0-9]{{2}}\b|[0-9]{{1,2}}/[0-9]{{1,2}}/(?:[0-9]{{4}}|[0-9]{{2}})\b"
    )
    return (
        (
            "weekday",
            (
                rf"\b(?<!Super )(?<!Cyber )(?<!Fat ){_PHASE}(?:{_WHICH}\s+)?(?:{weekday})\b(?!\s+Night\s+[A-Z])"
                rf"(?:\s+{_PART})?"
                rf"(?:,?\s+(?:{month})\s+{_DAY}\b(?:,\s+{_YEAR}\b)?)?"
            ),
        ),
        ("date", rf"\b{_PHASE}(?:[Tt]he\s+{_PART}\s+of\s+)?(?:{date})"),
        ("month", rf"\b{_PHASE}(?:{_WHICH}\s+)?(?:{month})(?!\w)(?:\s+(?:of\s+)?{_YEAR}\b)?(?=\W|$)"),
        ("decade", rf"{_PHASE}(?:the\s+)?(?:early\s+|late\s+|mid-?)?\b{_YEAR}['’]?s\b"),
        ("year", rf"\b{_PHASE}(?:(?i:{season})\s+(?:of\s+)?)?\b{_YEAR}\b(?![-,.]?[0-9%])"),
    )


def _counted() -> tuple[tuple[str, str], ...]:
    few = r"[Aa]\s+few|[Aa]\s+couple\s+of|[Ss]everal|[Mm]any|[Mm]ore|[Ff]ew"
    count = rf"{_NEARLY}(?:[0-9]{{1,4}}|(?i:{choice('count')})|{few})"
    season = choice("season")
    return (
        ("ago", rf"\b{count}\s+{_UNIT}\s+ago\b"),
        (
            "later",
            (
                rf"\b(?:{count}\s+)?{_LATER}\s+(?:later|earlier|afterwards?|before|after)\b"
                r"(?!\s+(?:the|he|she|they|it|his|her|their|a|an|[A-Z])\b)"
            ),
        ),
        (
            "that",
            (
                rf"\b{_PHASE}(?:[Tt]he\s+(?:very\s+)?(?:same|next|following|previous)\s+{_UNIT}"
                rf"|[Tt]hat\s+(?:same\s+|very\s+)?(?:{_UNIT}|{_PART})|in\s+the\s+{_UNIT}"
                r"|[Tt]he\s+(?:day|night|week)\s+(?:before|after))\b"
            ),
        ),
        (
            "stretch",
            (
                rf"\b{_PHASE}(?:{_WHICH}\s+(?:{count}\s+)?(?:{_UNIT}|{_PART}|(?i:{season}))\b|[Tt]he\s+(?:{season})\b"
                r"|[Tt]he\s+weekend\b|[Oo]vernight\b)"
            ),
        ),
        ("today", rf"\b(?:(?:[Ee]arlier|[Ll]ater|[Ll]ate|[Jj]ust)\s+)?\b(?i:{choice('day')})\b(?:\s+{_PART})?"),
        ("holiday", rf"\b(?i:{choice('holiday')})\b(?:,?\s+{_YEAR}\b)?"),
        ("clock", r"\b[0-9]{1,2}(?::[0-9]{2})?\s*(?:[ap]\.m\.|[ap]m\b|[AP]M\b)(?:\s+[A-Z]{2,3}T?\b)?"),
        ("vague", rf"(?<![\w-])(?i:{choice('vague')})(?![\w-])"),
    )


def expressions(text: str, within: Span) -> Iterator[Expression]:
    """The expressions of time inside ``within``, from left to right, not overlapping; clauses are not among them."""
    for found in _pattern().finditer(text, within.start, within.end):
        if found.end() > found.start():
            form: Form = found.lastgroup  # type: ignore[assignment]
            yield Expression(Span(found.start(), found.end()), form, found[0].split()[0].lower())


_CLAUSE: Final = re.compile(
    r"(?:\b(?:[A-Z]?[a-z]+\s+)?(?:[Ss]hortly|[Ss]oon|[Jj]ust|[Ii]mmediately|[Ll]ong|[Ee]ven|[Ee]ver|[Mm]inutes|[Hh]ours"
    r"|[Dd]ays?|[Ww]eeks?|[Mm]onths?|[Yy]ears?)\s+)?"
    r"\b(?P<marker>[Aa]fter|[Bb]efore|[Ff]ollowing|[Dd]uring|[Ss]ince|[Uu]ntil|[Aa]head\s+of|[Pp]rior\s+to|[Ww]hen|[Ww]hile"
    r"|[Aa]s|[Oo]nce|[Tt]hroughout|[Ii]n\s+the\s+wake\s+of|[Oo]n\s+the\s+eve\s+of|[Aa]mid)\s+(?=\w)"
)
_STOP: Final = re.compile(r"[,;:—–()“”\"]")
LONGEST: Final = 24
"""Words of a clause beyond which it is not taken for an expression of time."""


def clauses(text: str, within: Span) -> Iterator[Expression]:
    """Clauses inside ``within`` that may tell a time ("after the debate", "when he took the stage"), up to a stop."""
    for found in _CLAUSE.finditer(text, within.start, within.end):
        stop = _STOP.search(text, found.end(), within.end)
        words = text[found.start() : stop.start() if stop else within.end].rstrip(" .!?\n\t\u00a0")
        if 1 < len(words.split()) < LONGEST + 1:
            yield Expression(
                Span(found.start(), found.start() + len(words)), "event", found["marker"].split()[0].lower()
            )


_BEFORE: Final = re.compile(r"(\w+)\W*$")
_AFTER: Final = re.compile(r"(['’]s?\b)?\s*([\w-]*)")
NEAR: Final = 60
"""Characters before an expression in which the word for what it dates is looked for ("an interview on Monday")."""


def beside(text: str, sentence: Span, e: Expression) -> Iterator[str]:
    """Features of an expression by itself: its form, the words at its edges, the words that tell adverbs apart."""
    yield f"form:{e.form}"
    before = _BEFORE.search(text, max(sentence.start, e.span.start - 30), e.span.start)
    word = before[1].lower() if before else "start"
    if word in entries("function-words") or word in ("on", "in", "start"):
        yield f"before:{word}"
    lately = re.findall(r"[\w-]+", text[max(sentence.start, e.span.start - NEAR) : e.span.start].lower())[-7:]
    if any(w in entries("speech-nouns") for w in lately):
        yield "speech-noun-before"
    after = _AFTER.match(text, e.span.end, sentence.end)
    if after and after[1]:
        yield "after:'s"
    yield f"after:{_kind(after[2])}" if after and after[2] else "after:stop"
    if e.form in ("vague", "that", "later"):
        yield "word:" + " ".join(e.span.of(text).lower().split())
    if e.form in ("event", "stretch"):
        yield f"word:{e.word}"


def _kind(word: str) -> str:
    small = word.lower()
    if small in entries("speech-nouns"):
        return "speech-noun"
    if small in entries("function-words"):
        return small
    return "name" if word[0].isupper() else "ing" if small.endswith("ing") else "ed" if small.endswith("ed") else "word"
