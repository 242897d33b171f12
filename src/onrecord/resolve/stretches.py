"""Stretches of days and the arithmetic of the calendar."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from onrecord.resolve.calendar import words

Reason = Literal["vague", "event", "other-day", "no-publication-date", "after-publication", "impossible", "ambiguous"]
"""Why the days can't be told: the words name none; they hang on an event or on another day that the article does not
date; they hang on the day of publication, which is not known; the day lies after it; there is no such day; day and
month can be read in either order."""


@dataclass(frozen=True, slots=True)
class Days:
    """A day or a stretch of days, both ends included; ``first`` is not after ``last``."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise ValueError(f"from {self.first} to {self.last}")

    @property
    def one(self) -> bool:
        """Is it a single day?"""
        return self.first == self.last


class UnresolvedError(Exception):
    """The days can't be told; never leaves the reading of one expression."""

    def __init__(self, reason: Reason) -> None:
        self.reason: Reason = reason


@dataclass(frozen=True, slots=True)
class Known:
    """What an expression is read against: the day of publication, the day told before in the article, and how the
    expression goes into its stretch ("early", "late")."""

    published: date | None
    before: Days | None
    phase: str = ""

    @property
    def today(self) -> date:
        """The day of publication. Raises ``UnresolvedError`` where it is not known."""
        if self.published is None:
            raise UnresolvedError("no-publication-date")
        return self.published

    @property
    def anchor(self) -> Days:
        """The day or stretch told before. Raises ``UnresolvedError`` where there is none."""
        if self.before is None:
            raise UnresolvedError("other-day")
        return self.before

    def upto(self, first: date, last: date) -> Days:
        """The stretch, cut at the day of publication. Raises ``UnresolvedError`` when it begins after it."""
        if self.published is None:
            return Days(first, last)
        if first > self.published:
            raise UnresolvedError("after-publication")
        return Days(first, min(last, self.published))

    def day(self, day: date) -> Days:
        """A single day. Raises ``UnresolvedError`` when it lies after publication."""
        return self.upto(day, day)


def month_end(year: int, month: int) -> date:
    """The last day of a month. Raises ``ValueError`` for a month or year that there is not."""
    return date(year, month, monthrange(year, month)[1])


def around(day: date, unit: str) -> tuple[date, date]:
    """The week, weekend, month, quarter or year of the calendar that ``day`` falls into."""
    if unit in ("week", "weekend"):
        monday = day - timedelta(day.weekday())
        return monday + timedelta(5 if unit == "weekend" else 0), monday + timedelta(6)
    if unit == "month":
        return day.replace(day=1), month_end(day.year, day.month)
    if unit == "quarter":
        month = 3 * ((day.month - 1) // 3) + 1
        return date(day.year, month, 1), month_end(day.year, month + 2)
    if unit == "year":
        return date(day.year, 1, 1), date(day.year, 12, 31)
    return day, day


def back(day: date, n: int, unit: str) -> date:
    """The day ``n`` units before, the last of its month where that month is shorter."""
    if unit in ("day", "week", "weekend"):
        return day - timedelta(n * (1 if unit == "day" else 7))
    months = day.year * 12 + day.month - 1 - n * {"month": 1, "quarter": 3, "year": 12, "decade": 120}[unit]
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def within(k: Known, first: date, last: date) -> Days:
    """The early, middle or late part of a week, month or year, by the words before it."""
    length = (last - first).days + 1
    if not k.phase or length < 7:
        return k.upto(first, last)
    third = timedelta(10 if 27 < length < 32 else 3 if length == 7 else length // 3)
    begins = {"earl": first, "mid": first + third}.get(k.phase, first + third if length == 7 else first + 2 * third)
    ends = {"earl": first + third - timedelta(1), "mid": first + 2 * third - timedelta(1)}.get(k.phase, last)
    return k.upto(begins, ends)


def number(form: str) -> int:
    """A count in digits or words ("a couple of"). Raises ``KeyError`` for a word that is no count."""
    if form.isdecimal():
        return int(form)
    word = re.sub(r"^a\s+|\s+of$", "", form) or form
    return words("count")[word]
