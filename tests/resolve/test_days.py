"""Days of expressions of time: one invented case for each form, and what must hold for any text."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.resolve.calendar import easter, holidays
from onrecord.resolve.days import Days, days

WEDNESDAY = date(2024, 10, 23)
"""Every case is read as published on this day, a Wednesday."""

RESOLVED = {
    # weekdays: the latest that is not after publication
    "Wednesday": "2024-10-23",
    "Monday": "2024-10-21",
    "Thursday": "2024-10-17",
    "on Thursday": "2024-10-17",
    "last Thursday night": "2024-10-17",
    "last Wednesday": "2024-10-16",
    "early Tuesday": "2024-10-22",
    "late Tuesday night": "2024-10-22",
    "Earlier on Sunday": "2024-10-20",
    "Sunday morning": "2024-10-20",
    "Monday and Tuesday": "2024-10-21/2024-10-22",
    "Tuesday’s": "2024-10-22",
    # beside publication
    "today": "2024-10-23",
    "tonight": "2024-10-23",
    "this morning": "2024-10-23",
    "yesterday": "2024-10-22",
    "Just yesterday": "2024-10-22",
    "yesterday evening": "2024-10-22",
    "last night": "2024-10-22",
    # stretches of the calendar, cut at publication
    "last week": "2024-10-14/2024-10-20",
    "late last week": "2024-10-17/2024-10-20",
    "early last week": "2024-10-14/2024-10-16",
    "this week": "2024-10-21/2024-10-23",
    "earlier this week": "2024-10-21/2024-10-23",
    "last month": "2024-09-01/2024-09-30",
    "early last month": "2024-09-01/2024-09-10",
    "this month": "2024-10-01/2024-10-23",
    "earlier this month": "2024-10-01/2024-10-23",
    "last year": "2023-01-01/2023-12-31",
    "earlier this year": "2024-01-01/2024-10-23",
    "last quarter": "2024-07-01/2024-09-30",
    "the weekend": "2024-10-19/2024-10-20",
    "last weekend": "2024-10-19/2024-10-20",
    "this past week": "2024-10-21/2024-10-23",
    "the past two weeks": "2024-10-09/2024-10-23",
    "the last three months": "2024-07-23/2024-10-23",
    "last summer": "2024-06-01/2024-08-31",
    "last fall": "2023-09-01/2023-11-30",
    "this autumn": "2024-09-01/2024-10-23",
    "last winter": "2023-12-01/2024-02-29",
    "the summer of 2015": "2015-06-01/2015-08-31",
    # dates
    "Aug. 12": "2024-08-12",
    "August 12th": "2024-08-12",
    "12 August": "2024-08-12",
    "Aug. 12, 2016": "2016-08-12",
    "12 August 2016": "2016-08-12",
    "the 12th of August 2016": "2016-08-12",
    "Monday, Oct. 21": "2024-10-21",
    "the morning of Feb. 28": "2024-02-28",
    "February 29": "2024-02-29",
    "March 5-7": "2024-03-05/2024-03-07",
    "August": "2024-08-01/2024-08-31",
    "in August": "2024-08-01/2024-08-31",
    "October": "2024-10-01/2024-10-23",
    "last October": "2023-10-01/2023-10-31",
    "early June": "2024-06-01/2024-06-10",
    "mid-June": "2024-06-11/2024-06-20",
    "late June": "2024-06-21/2024-06-30",
    "June 2011": "2011-06-01/2011-06-30",
    "2015": "2015-01-01/2015-12-31",
    "2010 to 2013": "2010-01-01/2013-12-31",
    "the 1960s": "1960-01-01/1969-12-31",
    "the early 1990s": "1990-01-01/1993-12-31",
    "2016-08-12": "2016-08-12",
    "31/12/2019": "2019-12-31",
    "5/5/2019": "2019-05-05",
    # so long ago
    "three days ago": "2024-10-20",
    "a week ago": "2024-10-16",
    "three weeks ago": "2024-09-30/2024-10-06",
    "less than two weeks ago": "2024-10-10/2024-10-23",
    "10 months ago": "2023-12-01/2023-12-31",
    "two years ago": "2022-01-01/2022-12-31",
    "hours ago": "vague",
    "five hours ago": "2024-10-22/2024-10-23",
    "since June 1": "2024-06-01/2024-10-23",
    # days with a name
    "Christmas Eve": "2023-12-24",
    "Labor Day": "2024-09-02",
    "Thanksgiving": "2023-11-23",
    "Easter Monday": "2024-04-01",
}
UNRESOLVED = {
    "recently": "vague",
    "later": "vague",
    "at the time": "vague",
    "a few days ago": "vague",
    "20 years ago": "vague",
    "the primaries": "vague",
    "after the debate": "event",
    "two days after the debate": "event",
    "on the eve of the vote": "event",
    "during the convention": "event",
    "when she took the stage": "event",
    "the next day": "other-day",
    "that night": "other-day",
    "two days earlier": "other-day",
    "next Monday": "after-publication",
    "next week": "after-publication",
    "tomorrow": "after-publication",
    "Nov. 9": "after-publication",
    "Dec. 30": "after-publication",
    "2031": "after-publication",
    "31 February": "impossible",
    "Feb. 29, 2023": "impossible",
    "2016-13-40": "impossible",
    "41/17/2019": "impossible",
    "3/12/2016": "ambiguous",
    "12/3/16": "ambiguous",
}


def told(found: Days | str) -> str:
    if isinstance(found, str):
        return found
    return f"{found.first}" if found.one else f"{found.first}/{found.last}"


@pytest.mark.parametrize(("words", "expected"), [*RESOLVED.items(), *UNRESOLVED.items()])
def test_expressions_against_the_day_of_publication(words: str, expected: str) -> None:
    assert told(days(words, WEDNESDAY)) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Wednesday", "no-publication-date"),
        ("last week", "no-publication-date"),
        ("Aug. 12", "no-publication-date"),
        ("Aug. 12, 2016", "2016-08-12"),
        ("June 2011", "2011-06-01/2011-06-30"),
        ("2015", "2015-01-01/2015-12-31"),
        ("recently", "vague"),
        ("after the debate", "event"),
    ],
)
def test_without_a_day_of_publication_only_whole_dates_are_resolved(words: str, expected: str) -> None:
    assert told(days(words, None)) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("that night", "2024-03-05"),
        ("the same day", "2024-03-05"),
        ("later that day", "2024-03-05"),
        ("hours later", "2024-03-05"),
        ("the next day", "2024-03-06"),
        ("the day before", "2024-03-04"),
        ("two days later", "2024-03-07"),
        ("a week earlier", "2024-02-27"),
        ("that month", "2024-03-01/2024-03-31"),
    ],
)
def test_another_day_of_the_article_is_counted_from(words: str, expected: str) -> None:
    day = date(2024, 3, 5)
    assert told(days(words, WEDNESDAY, Days(day, day))) == expected


def test_the_day_after_a_stretch_is_not_told() -> None:
    march = Days(date(2024, 3, 1), date(2024, 3, 31))
    assert days("the next day", WEDNESDAY, march) == "other-day"


def test_a_stretch_has_its_ends_in_order() -> None:
    with pytest.raises(ValueError, match="from"):
        Days(date(2024, 3, 2), date(2024, 3, 1))


def test_easter_and_holidays() -> None:
    assert [easter(year) for year in (2000, 2016, 2024)] == [date(2000, 4, 23), date(2016, 3, 27), date(2024, 3, 31)]
    assert holidays()["memorial day"].of(2016) == date(2016, 5, 30)
    assert all(rule.of(2023).year == 2023 for rule in holidays().values())


PIECES = (
    "last next this the a early late mid Monday Tue. Friday's March Dec. 12 31 30 2016 99 1/2/2003 0 week month years "
    "ago later before after since night morning of to and - – two dozen past season winter easter 1990s"
)
WORDS = st.lists(st.sampled_from(PIECES.split(" ")), min_size=1, max_size=7).map(" ".join)


@given(st.one_of(st.text(), WORDS), st.one_of(st.none(), st.dates()), st.one_of(st.none(), st.dates()))
def test_any_words_give_days_in_order_or_a_reason(words: str, published: date | None, before: date | None) -> None:
    found = days(words, published, Days(before, before) if before else None)
    assert isinstance(found, str) or found.first < found.last or found.one
    if isinstance(found, Days) and published and not before:
        assert found.last <= published


@pytest.mark.parametrize("words", ["9" * 400, "9999999 years ago", "31/12", "1" * 3000 + " days ago", "", " ", "\x00"])
def test_odd_words(words: str) -> None:
    assert isinstance(days(words, WEDNESDAY), str | Days)
