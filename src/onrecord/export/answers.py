"""What is understood of a statement, in the few words that the page and the terminal share.

Words of the article stand as printed; all others here are ours: days, numbers, "needs".
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from onrecord.export.jsonl import joined, pieces
from onrecord.export.words import MONTHS
from onrecord.model import Figure, Kind, Moment, Reading, Reference, Span, Statement

KINDS_TOLD: Final[dict[Kind, str]] = {
    "document": "document",
    "anonymous": "anonymous",
    "narrator": "the author",
    "generic": "anybody",
}
"""Kinds that the name does not show by itself."""

_NAMELESS: Final[frozenset[Kind]] = frozenset({"narrator", "generic"})
WITHOUT_MARKER: Final = {"necessary": "needs", "sufficient": "if"}
"""What stands before a condition that only the construction tells."""

_LARGE: Final = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
_WRITTEN_OUT: Final = 1e15
"""From here numbers are written with an exponent."""
_LONG: Final = 40
"""Characters of a figure's own words that are shown where its value can't be."""


@dataclass(frozen=True, slots=True)
class Circumstance:
    """To whom, when or where it was said: ``words`` of the text after ``lead`` of ours; ``day`` is what they mean, or
    with ``unknown`` why that can't be told."""

    lead: str
    words: str
    day: str = ""
    unknown: bool = False


@dataclass(frozen=True, slots=True)
class If:
    """A condition: ``lead`` is the marker, in the words of the text when ``marked``; ``outcome`` may be empty."""

    lead: str
    marked: bool
    condition: str
    outcome: str


def name_within(name: str, words: str) -> tuple[int, int] | None:
    """Where the name stands in the source's own words, as whole words; None where it does not."""
    found = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words) if name else None
    return found.span() if found else None


def says_more(words: str, name: str) -> bool:
    """True when the source's own words are not just a part of the name ("Corvane" of "Edda Corvane")."""
    return name_within(words, name) is None


def reason(code: str) -> str:
    """A reason code of ``docs/fields.md`` as words: ``no-antecedent`` is "no antecedent"."""
    return code.replace("-", " ")


def unresolved(statement: Statement) -> str | None:
    """Why the speaker could not be told, with the candidates; None when it could, or where that stands there already:
    nobody is named, the speech goes on, the kind says it ("the author")."""
    speaker = statement.speaker
    if speaker is None or speaker.unresolved is None:
        return None
    if not statement.source and (statement.continues or not speaker.candidates):
        return None
    if speaker.kind in _NAMELESS and not speaker.candidates:
        return None
    candidates = f": {_either(speaker.candidates)}?" if speaker.candidates else ""
    return f"speaker unresolved ({reason(speaker.unresolved)}){candidates}"


def _either(names: tuple[str, ...]) -> str:
    return " or ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def speaker_confidence(statement: Statement) -> float | None:
    """The probability that the name is right; None where none is given."""
    speaker = statement.speaker
    return speaker.confidence if speaker and speaker.name is not None else None


def kind_told(speaker: Reference | None) -> str | None:
    """The kind of speaker in a word, where the name does not show it."""
    return KINDS_TOLD.get(speaker.kind) if speaker else None


def speakers(reading: Reading) -> int:
    """How many different names the outer statements have."""
    names = {s.speaker.name.casefold() for s in reading.statements if s.speaker and s.speaker.name and not s.parent}
    return len(names)


def circumstances(statement: Statement) -> Iterator[Circumstance]:
    """To whom, when, where: each word once, though the occasion may hold the day and the addressee."""
    text, sense, said = statement.article.text, statement.sense, statement.said
    occasion = sense.occasion if sense else None
    audience = [span for span in (sense.audience if sense else ()) if not (occasion and occasion.holds(span))]
    if audience:
        yield Circumstance("to", ", ".join(span.of(text) for span in audience))
    when = said.span if said else None
    if when and said and not (occasion and occasion.holds(when)):
        day, unknown = _day(said.moment, said.unresolved)
        words = when.of(text)
        yield Circumstance("", words, "" if day == words else day, unknown)
    if occasion and not (when and _inside(occasion, when)):
        days = _day(said.moment, said.unresolved) if said and when and occasion.holds(when) else ("", False)
        yield Circumstance("", occasion.of(text), *days)


def _inside(inner: Span, outer: Span) -> bool:
    return outer.holds(inner) and not inner.holds(outer)


def _day(moment: Moment | None, unresolved: str | None) -> tuple[str, bool]:
    if moment is not None:
        return days_in_words(moment), False
    return f"day unresolved ({reason(unresolved)})" if unresolved else "", True


def days_in_words(moment: Moment) -> str:
    """``17 May 2031``, ``11–18 May 2031``, ``May 2031``, ``2031``."""
    try:
        first, last = date.fromisoformat(moment.earliest), date.fromisoformat(moment.latest)
    except ValueError:
        return moment.earliest if moment.earliest == moment.latest else f"{moment.earliest} – {moment.latest}"
    month = f"{MONTHS[last.month - 1]} {last.year}"
    if first == last:
        return f"{first.day} {month}"
    ends_month = last == date.max or (last + timedelta(days=1)).day == 1
    if first.day == 1 and ends_month and first.year == last.year:
        if first.month == last.month:
            return month
        if (first.month, last.month) == (1, 12):
            return str(first.year)
        return f"{MONTHS[first.month - 1]} – {month}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{last.day} {month}"
    year = "" if first.year == last.year else f" {first.year}"
    return f"{first.day} {MONTHS[first.month - 1]}{year} – {last.day} {month}"


def conditions(statement: Statement) -> Iterator[If]:
    """The conditions in the order of the text."""
    text = statement.article.text
    for one in statement.sense.conditions if statement.sense else ():
        lead = one.marker.of(text) if one.marker else WITHOUT_MARKER[one.kind]
        condition, outcome = joined(pieces(one.condition, text)), joined(pieces(one.outcome, text))
        yield If(lead, one.marker is not None, condition, outcome)


def figure_in_words(figure: Figure, text: str) -> str:
    """The number as it was understood: ``≈ 1.2 billion USD``, ``3,000–5,000 people``, ``≥ 40 cracks``, ``12% of …``."""
    amount = _amount(figure)
    if amount is None:
        words = figure.span.of(text)
        return words if len(words) < _LONG + 1 else f"{words[:_LONG]}…"
    about = "≈ " if figure.approximate else ""
    return f"{about}{amount}{_counted(figure)}"


def _amount(figure: Figure) -> str | None:
    value, low, high = (
        v if v is not None and math.isfinite(v) else None for v in (figure.value, figure.low, figure.high)
    )
    if value is not None:
        return number_in_words(value)
    if low is not None and high is not None:
        return f"{number_in_words(low)}–{number_in_words(high)}"
    if low is not None:
        return f"≥ {number_in_words(low)}"
    return f"≤ {number_in_words(high)}" if high is not None else None


def _counted(figure: Figure) -> str:
    unit, of = figure.unit or "", figure.of or ""
    if of and unit and re.search(rf"(?<!\w){re.escape(unit)}(?!\w)", of):
        return f" {of}"
    unit = unit if unit in {"", "%"} else f" {unit}"
    return f"{unit} of {of}" if of else unit


def number_in_words(value: float) -> str:
    """``3,000``, ``3.5``, ``1.2 billion``, ``1e+20``."""
    size = abs(value)
    if size >= _WRITTEN_OUT:
        return f"{value:.3g}"
    for unit, name in _LARGE:
        short = f"{value / unit:.10g}"
        if size >= unit and len(short) < len("1,234.56"):
            return f"{short} {name}"
    return f"{int(value):,}" if value == int(value) else f"{value:,.4f}".rstrip("0")
