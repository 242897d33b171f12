"""The forms of expressions of time as patterns, made when they are first asked for."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from onrecord.resolve.calendar import choice

_PART: Final = r"(?:(?:mid-?|late |early )?(?:morning|afternoon|evening|night|midday|noon|midnight|lunchtime))"
_ORDINAL: Final = r"(?:st|nd|rd|th)?"
_YEAR: Final = r"(?P<year>[12][0-9]{3})"
_UNIT: Final = r"(?P<unit>minute|hour|day|week|month|year|decade)s?"
_NEARLY: Final = (
    r"(?:(?P<bound>about|around|some|roughly|nearly|almost|more than|less than|fewer than|over|at least|just|just over"
    r"|exactly)\s+)?"
)
_WHICH: Final = r"(?:the\s+)?(?P<which>this\s+past|this\s+coming|this|last|next|past|coming|previous)"


@dataclass(frozen=True, slots=True)
class Grammar:
    """Patterns over an expression in small letters, single spaces, without commas.

    ``forms`` are whole expressions by the name of their rule, the first that fits decides; ``lead``, ``phase`` and
    ``trail`` are what may stand before and after; ``event`` what hangs on an event; ``inside`` a date within.
    """

    vague: re.Pattern[str]
    since: re.Pattern[str]
    event: re.Pattern[str]
    lead: re.Pattern[str]
    phase: re.Pattern[str]
    trail: re.Pattern[str]
    joint: re.Pattern[str]
    inside: re.Pattern[str]
    forms: tuple[tuple[str, re.Pattern[str]], ...]


@cache
def grammar() -> Grammar:
    """The patterns, with the words of the lexicon in them."""
    weekday, month, season = choice("weekday"), choice("month"), choice("season")
    return Grammar(
        vague=re.compile(choice("vague")),
        since=re.compile(r"(?:ever\s+)?since\s+"),
        event=re.compile(
            r"\b(?:after|before|until|following|ahead\s+of|prior\s+to|in\s+the\s+wake\s+of|leading\s+up\s+to|run-?up\s+to"
            r"|eve\s+of|as\s+soon\s+as|aftermath\s+of)\b(?=\s)|^(?:during|amid|while|when|as|once|throughout)\s+(?!.*\b(?:"
            rf"{weekday}|{month}|[12][0-9]{{3}}|last|this|yesterday)\b)"
        ),
        lead=re.compile(
            r"(?:just|only|even|back|as\s+(?:recently|early|late)\s+as|on|in|at|during|by|through(?:out)?|over|within|around"
            r"|for|beginning|starting|sometime|until|as\s+of|much\s+of|most\s+of|all"
            rf"|the\s+(?:early\s+|late\s+)?(?:{_PART}|beginning|start|end|middle|course|days|weeks|months)\s+of|mid-?day)\s+"
        ),
        phase=re.compile(r"(early|earlier|late|later|mid|midway)(?:\s+|-|$)"),
        trail=re.compile(
            rf"(?:['’]s)?(?:\s+{_PART})?(?:\s+(?:at\s+)?(?:about\s+)?[0-9]{{1,2}}(?:[:.][0-9]{{2}})?\s*[ap]\.?m\.?.*)?$"
        ),
        joint=re.compile(r"(?:from\s+|between\s+)?(.+?)\s*(?:\b(?:and|or|to|through)\b|[-–—])\s*(.+)"),
        inside=re.compile(
            rf"\b(?:(?:{month})\s+(?:the\s+)?[0-9]{{1,2}}{_ORDINAL}(?:\s+[12][0-9]{{3}})?"
            rf"|(?:(?:last|this|next)\s+)?(?:{weekday})\b"
            rf"|(?:last|this|next)\s+(?:week|month|year|night|weekend|{month}|{season})\b"
            rf"|(?:{month})\s+[12][0-9]{{3}}\b|yesterday\b|today\b|[12][0-9]{{3}}\b)"
        ),
        forms=tuple((name, re.compile(pattern)) for name, pattern in _forms()),
    )


def _forms() -> tuple[tuple[str, str], ...]:
    weekday, month = choice("weekday"), choice("month")
    n = rf"(?P<n>[0-9]{{1,4}}|{choice('count')}|(?:a\s+)?(?:couple|dozen)(?:\s+of)?)"
    day = rf"(?P<month>{month})\s+(?:the\s+)?(?P<day>[0-9]{{1,2}}){_ORDINAL}"
    before = rf"(?:(?:{weekday})\s+)?"
    parts = r"(?:day|night|evening|morning|afternoon)"
    return (
        ("weekday", rf"(?:{_WHICH}\s+)?(?P<weekday>{weekday})"),
        ("relative-day", rf"(?:the\s+)?(?P<day>{choice('day')})"),
        ("night", rf"(?P<which>last|this)\s+{_PART}"),
        ("month-day", rf"{before}{day}(?:\s+{_YEAR})?"),
        (
            "month-day",
            rf"{before}(?:the\s+)?(?P<day>[0-9]{{1,2}}){_ORDINAL}\s+(?:of\s+)?(?P<month>{month})(?:\s+{_YEAR})?",
        ),
        ("days-of-month", rf"{day}\s*(?:-|–|and|to|through)\s*(?P<to>[0-9]{{1,2}})(?:\s+{_YEAR})?"),
        ("month", rf"(?:{_WHICH}\s+)?(?P<month>{month})(?:\s+(?:of\s+)?{_YEAR})?"),
        ("season", rf"(?:{_WHICH}\s+|the\s+)?(?P<season>{choice('season')})(?:\s+(?:of\s+)?{_YEAR})?"),
        ("year", _YEAR),
        (
            "decade",
            (
                r"(?:the\s+)?(?:(?P<decade>[12][0-9][0-9]0)['’]?s|['’]?(?P<short>[2-9]0)['’]?s"
                rf"|(?P<tens>{choice('tens')}))"
            ),
        ),
        ("past", rf"(?:{_WHICH}|the)\s+(?:past\s+)?{n}\s+{_UNIT}"),
        ("past", r"(?:the\s+)?(?P<which>past)\s+(?P<n>)(?P<unit>day|week|month|year|decade)"),
        ("stretch", r"(?P<which>last|this|next|coming|previous)\s+(?P<unit>week|month|year|quarter|weekend)"),
        ("stretch", r"(?P<which>the|this\s+past|the\s+past)\s+(?P<unit>week|month|year|quarter|weekend)"),
        ("ago", rf"{_NEARLY}{n}\s+{_UNIT}\s+ago"),
        (
            "later",
            (
                rf"{_NEARLY}(?:{n}\s+|(?:a\s+few|several|some|many)\s+)?"
                r"(?P<unit>minute|moment|hour|day|week|month|year|decade)s?"
                r"\s+(?P<sense>later|earlier|before|after|afterward|afterwards)"
            ),
        ),
        (
            "that",
            (
                r"(?:(?:later|earlier)\s+)?(?:on\s+|in\s+)?(?:that|the)\s+(?:same\s+|very\s+)?"
                r"(?P<unit>day|night|evening|afternoon|morning|week|weekend|month|year)"
            ),
        ),
        ("next-to", rf"(?:the|a|one)\s+(?:next|following|previous)\s+{parts}"),
        ("next-to", rf"the\s+{parts}\s+(?:before|after)"),
        ("holiday", rf"(?P<holiday>{choice('holiday')})(?:\s+{_YEAR})?"),
        ("iso", rf"{_YEAR}-(?P<month>[0-9]{{1,2}})-(?P<day>[0-9]{{1,2}})"),
        ("slashed", r"(?P<a>[0-9]{1,2})[/.](?P<b>[0-9]{1,2})(?:[/.](?P<year>[0-9]{2}|[12][0-9]{3}))?"),
    )
