"""From words to days: "last Thursday night", "Aug. 12", "three weeks ago" against the day of publication.

Weeks run from Monday to Sunday, seasons are three whole months of the northern hemisphere, and a stretch that
publication falls into ends on its day. A weekday is the latest that is not after publication.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Final

from onrecord.resolve.calendar import holidays, words
from onrecord.resolve.patterns import grammar
from onrecord.resolve.stretches import Days, Known, Reason, UnresolvedError, around, back, month_end, number, within

__all__ = ["Days", "Reason", "days"]

NEXT_MONTHS: Final = 92
"""Days after publication in which a date without a year is still to come, and not that of a year ago."""
ROUND: Final = 10
"""From so many on, a round number of years ago names no year."""


def days(expression: str, published: date | None, before: Days | None = None) -> Days | Reason:
    """The days that ``expression`` means, or the reason why they can't be told.

    ``published`` is the day of publication, None when it is not known; ``before`` the day or stretch that the article
    told of before, for "that night" and "two days later".
    """
    text = " ".join(expression.replace("’", "'").replace(",", " ").lower().split())
    try:
        return _read(text, Known(published, before))
    except UnresolvedError as unresolved:
        return unresolved.reason
    except (ValueError, OverflowError):  # a day that no month has, a year beyond 9999
        return "impossible"


def _read(text: str, known: Known) -> Days:
    if grammar().vague.fullmatch(text):
        raise UnresolvedError("vague")
    for form, pattern in grammar().forms:
        if found := pattern.fullmatch(text):
            return _RULES[form](found, known)
    if since := grammar().since.match(text):
        return Days(_read(text[since.end() :], known).first, known.today)
    if (event := grammar().event.search(text)) and event.start() < len(text):
        raise UnresolvedError("event")
    return _shorter(text, known)


def _shorter(text: str, known: Known) -> Days:
    """The expression without a word at its edge, its two ends read one by one, or the date somewhere inside it."""
    if lead := grammar().lead.match(text):
        return _read(text[lead.end() :], known)
    if phase := grammar().phase.match(text):  # "earlier this month" names no part of it, "early this month" does
        part = "" if phase[1] in ("earlier", "later") else phase[1][:4]
        return _read(text[phase.end() :], Known(known.published, known.before, part))
    trail = grammar().trail.search(text)
    if trail and 0 < trail.start() < len(text):
        return _read(text[: trail.start()], known)
    if text.startswith("the "):
        return _read(text[4:], known)
    if joint := grammar().joint.fullmatch(text):
        first, last = _read(joint[1], known), _read(joint[2], known)
        if first.first > last.last:
            raise UnresolvedError("vague")
        return Days(first.first, last.last)
    if inside := grammar().inside.search(text):
        return _read(inside[0], known)
    raise UnresolvedError("vague")


# --- the rules: each reads one form ---


def _weekday(m: re.Match[str], k: Known) -> Days:
    day = words("weekday")[m["weekday"]]
    back = (k.today.weekday() - day) % 7
    which = m["which"] or ""
    if which in ("next", "coming", "this coming"):
        raise UnresolvedError("after-publication")
    if which in ("last", "this past", "past") and back == 0:
        back = 7
    return k.day(k.today - timedelta(back))


def _relative_day(m: re.Match[str], k: Known) -> Days:
    return k.day(k.today + timedelta(words("day")[m["day"]]))


def _night(m: re.Match[str], k: Known) -> Days:
    return k.day(k.today - timedelta(1)) if m["which"] == "last" else k.day(k.today)


def _month_day(m: re.Match[str], k: Known) -> Days:
    month, day = words("month")[m["month"]], int(m["day"])
    if m["year"]:
        return k.day(date(int(m["year"]), month, day))
    if day > monthrange(2000, month)[1]:
        raise UnresolvedError("impossible")
    for year in range(k.today.year + 1, k.today.year - 8, -1):  # February 29 comes every fourth year, or eighth
        if day > monthrange(year, month)[1]:
            continue
        ahead = (date(year, month, day) - k.today).days
        if 0 < ahead < NEXT_MONTHS:
            raise UnresolvedError("after-publication")
        if ahead < 1:
            return k.day(date(year, month, day))
    raise UnresolvedError("impossible")


def _days_of_month(m: re.Match[str], k: Known) -> Days:
    year = f" {m['year']}" if m["year"] else ""
    first, last = (_read(f"{m['month']} {m[part]}{year}", k) for part in ("day", "to"))
    return Days(first.first, last.last)


def _month(m: re.Match[str], k: Known) -> Days:
    month = words("month")[m["month"]]
    if m["year"]:
        return within(k, date(int(m["year"]), month, 1), month_end(int(m["year"]), month))
    if m["which"] in ("next", "coming"):
        raise UnresolvedError("after-publication")
    first = date(k.today.year, month, 1)
    if first > k.today or (m["which"] == "last" and month == k.today.month):
        first = date(k.today.year - 1, month, 1)
    return within(k, first, month_end(first.year, month))


def _season(m: re.Match[str], k: Known) -> Days:
    month = words("season")[m["season"]]

    def of(year: int) -> tuple[date, date]:
        end = month + 2
        return date(year, month, 1), month_end(year + (end > 12), end - 12 if end > 12 else end)

    if m["year"]:
        return k.upto(*of(int(m["year"])))
    if m["which"] in ("next", "coming"):
        raise UnresolvedError("after-publication")
    year = k.today.year
    while of(year)[0] > k.today or (m["which"] == "last" and of(year)[1] > k.today):
        year -= 1
    return k.upto(*of(year))


def _year(m: re.Match[str], k: Known) -> Days:
    year = int(m["year"])
    return within(k, date(year, 1, 1), date(year, 12, 31))


def _decade(m: re.Match[str], k: Known) -> Days:
    first = int(m["decade"]) if m["decade"] else 1900 + (words("tens")[m["tens"]] if m["tens"] else int(m["short"]))
    low, high = {"earl": (0, 3), "mid": (4, 6), "late": (7, 9)}.get(k.phase, (0, 9))
    return k.upto(date(first + low, 1, 1), date(first + high, 12, 31))


def _stretch(m: re.Match[str], k: Known) -> Days:
    """Last week, this month, next year: of the calendar."""
    which, unit = m["which"], m["unit"]
    if which in ("next", "coming"):
        raise UnresolvedError("after-publication")
    first, last = around(k.today, unit)
    if which in ("last", "previous"):
        first, last = around(k.today - timedelta(7) if unit == "weekend" else first - timedelta(1), unit)
    if first > k.today:  # "this weekend" on a weekday
        first, last = first - timedelta(7), last - timedelta(7)
    return within(k, first, last)


def _past(m: re.Match[str], k: Known) -> Days:
    """The past week, the last two months: that long, up to publication."""
    if m["which"] in ("next", "coming", "this coming"):
        raise UnresolvedError("after-publication")
    n, unit = number(m["n"]) if m["n"] else 1, m["unit"]
    if unit in ("minute", "hour"):
        return Days(k.today - timedelta(1 + n // 24 if unit == "hour" else 1), k.today)
    return Days(back(k.today, n, unit), k.today)


def _ago(m: re.Match[str], k: Known) -> Days:
    n, unit, bound = number(m["n"]), m["unit"], m["bound"]
    if unit in ("minute", "hour"):
        return Days(k.today - timedelta(1 + n // 24 if unit == "hour" else 1), k.today)
    if unit == "decade" or (unit == "year" and n > ROUND - 1 and n % ROUND == 0):
        raise UnresolvedError("vague")
    then = back(k.today, n, unit)
    if bound in ("less than", "fewer than"):
        return Days(then + timedelta(1), k.today)
    if bound in ("more than", "over", "at least"):
        raise UnresolvedError("vague")
    if unit == "day" or (unit == "week" and n == 1 and bound in (None, "just", "exactly")):
        return Days(then, then)
    return k.upto(*around(then, unit))


def _later(m: re.Match[str], k: Known) -> Days:
    """Two days later, a week earlier, hours later: counted from the day told before."""
    unit, sign = m["unit"], -1 if m["sense"] in ("earlier", "before") else 1
    if unit in ("minute", "hour", "moment"):
        return k.upto(k.anchor.first, k.anchor.last)
    n = number(m["n"]) if m["n"] else 0
    if not n or unit == "decade":
        raise UnresolvedError("vague")
    first, last = (back(day, -sign * n, unit) for day in (k.anchor.first, k.anchor.last))
    if unit not in ("day", "week"):
        first, last = around(first, unit)[0], around(last, unit)[1]
    return k.upto(first, last)


def _that(m: re.Match[str], k: Known) -> Days:
    """That night, the same week, later that day."""
    if m["unit"] in ("day", "night", "evening", "afternoon", "morning"):
        return k.anchor
    if not k.anchor.one and k.anchor.last - k.anchor.first > timedelta(31):
        raise UnresolvedError("other-day")
    return k.upto(*around(k.anchor.first, m["unit"]))


def _next_to(m: re.Match[str], k: Known) -> Days:
    """The next day, the night before, the previous evening."""
    step = -1 if "before" in m[0] or "previous" in m[0] or "earlier" in m[0] else 1
    if not k.anchor.one:
        raise UnresolvedError("other-day")
    return k.day(k.anchor.first + timedelta(step))


def _holiday(m: re.Match[str], k: Known) -> Days:
    rule = holidays()[" ".join(m["holiday"].split())]
    if m["year"]:
        return k.day(rule.of(int(m["year"])))
    day = rule.of(k.today.year)
    return k.day(day if day < k.today + timedelta(1) else rule.of(k.today.year - 1))


def _iso(m: re.Match[str], k: Known) -> Days:
    return k.day(date(int(m["year"]), int(m["month"]), int(m["day"])))


def _slashed(m: re.Match[str], k: Known) -> Days:
    a, b = int(m["a"]), int(m["b"])
    year = int(m["year"]) if m["year"] else k.today.year
    year += (2000 if year < 70 else 1900) if year < 100 else 0
    both = [(month, day) for month, day in {(a, b), (b, a)} if 0 < month < 13]
    real = [(month, day) for month, day in both if 0 < day <= monthrange(year, month)[1]]
    if len(real) > 1:
        raise UnresolvedError("ambiguous")
    if not real:
        raise UnresolvedError("impossible")
    return k.day(date(year, *real[0]))


_RULES: Final[Mapping[str, Callable[[re.Match[str], Known], Days]]] = {
    "weekday": _weekday,
    "relative-day": _relative_day,
    "night": _night,
    "month-day": _month_day,
    "days-of-month": _days_of_month,
    "month": _month,
    "season": _season,
    "year": _year,
    "decade": _decade,
    "past": _past,
    "stretch": _stretch,
    "ago": _ago,
    "later": _later,
    "that": _that,
    "next-to": _next_to,
    "holiday": _holiday,
    "iso": _iso,
    "slashed": _slashed,
}
"""The rule of each form of ``patterns.py``."""
