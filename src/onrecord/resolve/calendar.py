"""The words of the calendar: weekdays, months, seasons, numbers in words, days with a name."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from onrecord.lexicon import entries

_HOLIDAY = re.compile(
    r"(?P<name>[^=]+?) = (?:easter (?P<easter>-?\d+)"
    r"|(?P<month>\d+)(?:-(?P<day>\d+)| (?P<weekday>\w+) (?P<nth>-?\d))(?: \+ (?P<plus>\d+))?)"
)


@dataclass(frozen=True, slots=True)
class Holiday:
    """A rule for a day with a name: days after Easter, or a day of a month, or its n-th weekday (-1 the last) and
    days after it."""

    easter: int | None
    month: int
    day: int | None
    weekday: int
    nth: int
    plus: int

    def of(self, year: int) -> date:
        """The day in ``year``. Raises ``ValueError`` or ``OverflowError`` beyond the years 1 to 9999."""
        if self.easter is not None:
            return easter(year) + timedelta(self.easter)
        if self.day is not None:
            return date(year, self.month, self.day)
        first = date(year, self.month, 1)
        if self.nth < 0:
            last = date(year + self.month // 12, self.month % 12 + 1, 1) - timedelta(1)
            return last - timedelta((last.weekday() - self.weekday) % 7)
        return first + timedelta((self.weekday - first.weekday()) % 7 + 7 * (self.nth - 1) + self.plus)


@cache
def words(kind: str) -> Mapping[str, int]:
    """Form → number, of the lines of ``date-words.txt`` that begin with ``kind``."""
    found: dict[str, int] = {}
    for entry in entries("date-words"):
        what, number, *forms = entry.split()
        if what == kind:
            found |= dict.fromkeys(forms, int(number))
    return found


@cache
def holidays() -> Mapping[str, Holiday]:
    """Name in small letters → the rule of its day. Raises ``ValueError`` for a line that is no rule."""
    found = {}
    for entry in entries("holidays"):
        rule = _HOLIDAY.fullmatch(entry)
        if rule is None:
            raise ValueError(f"holidays.txt: not a rule: {entry}")
        number = {
            key: int(value) for key, value in rule.groupdict().items() if value and key not in ("name", "weekday")
        }
        weekday = words("weekday")[rule["weekday"]] if rule["weekday"] else 0
        found[rule["name"]] = Holiday(
            number.get("easter"),
            number.get("month", 1),
            number.get("day"),
            weekday,
            number.get("nth", 1),
            number.get("plus", 0),
        )
    return found


@cache
def choice(kind: str) -> str:
    """A pattern of the forms of ``kind``, the longest first; of the names of holidays for ``holiday``, of the phrases
    of ``vague-times.txt`` for ``vague``."""
    forms = {"holiday": holidays().keys(), "vague": entries("vague-times")}.get(kind) or words(kind).keys()
    return "|".join(
        re.escape(form).replace(r"\ ", r"\s+").replace("'", "['’]")
        for form in sorted(forms, key=lambda f: (-len(f), f))
    )


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the rule of Meeus, Jones and Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, day + 1)
