"""Numbers and what they count, rule by rule, and what holds for any text."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.interpret.figures import figures
from onrecord.model import Figure, Span


def of(text: str) -> list[Figure]:
    return list(figures(text, [Span(0, len(text))]))


def one(text: str) -> Figure:
    (found,) = of(text)
    return found


@pytest.mark.parametrize(
    ("text", "words", "value", "unit"),
    [
        ("the 40 farmers left", "40 farmers", 40, "farmers"),
        ("a dozen goats", "a dozen goats", 12, "goats"),
        ("half a dozen goats", "half a dozen goats", 6, "goats"),
        ("twenty-five angry dairy farmers came", "twenty-five angry dairy farmers", 25, "farmers"),
        ("three hundred and fifty sheep", "three hundred and fifty sheep", 350, "sheep"),
        ("two and a half years", "two and a half years", 2.5, "years"),
        ("40 cows and goats", "40 cows and goats", 40, "cows and goats"),
        ("1.5 million people", "1.5 million people", 1_500_000, "people"),
        ("a 2½-hour talk", "2½-hour", 2.5, "hours"),
        ("a three-year term", "three-year", 3, "years"),
        ("the 6-year-old bridge", "6-year-old", 6, "years"),
        ("she is 22 years old", "22 years old", 22, "years"),
        ("half a mile", "half a mile", 0.5, "mile"),
        ("a million", "a million", 1_000_000, None),
        ("Ann Tevren, 32, of Elsmere", "32", 32, None),
        ("aged 43", "43", 43, None),
        ("ten times harder", "ten times", 10, "times"),
        ("he wrote twice", "twice", 2, None),
        ("-5 degrees", "-5 degrees", -5, "degrees"),
        ("ten [states]", "ten [states]", 10, "states"),
        ("six New Yorkers", "six New Yorkers", 6, "New Yorkers"),
    ],
)
def test_a_number_and_the_noun_that_it_counts(text: str, words: str, value: float, unit: str | None) -> None:
    found = one(text)
    assert (found.span.of(text), found.value, found.unit) == (words, value, unit)
    assert not found.approximate


@pytest.mark.parametrize(
    ("text", "value", "unit", "thing"),
    [
        ("$1.2bn in grants", 1.2e9, "USD", "grants"),
        ("£40m", 4e7, "GBP", None),
        ("C$40 million", 4e7, "CAD", None),
        ("US$5bn", 5e9, "USD", None),
        ("a $40 fine", 40, "USD", "fine"),
        ("20 euros", 20, "EUR", None),
        ("5,000 rubles", 5000, "RUB", None),
        ("46 percent", 46, "%", None),
        ("10% of the farmers", 10, "%", "farmers"),
        ("a 5 percent rise", 5, "%", "rise"),
        ("3.5 percentage points", 3.5, "%", None),
        ("a 2.5-point edge", 2.5, "%", "edge"),
        ("one-eighth of 1 percent", 0.125, "%", None),
    ],
)
def test_money_and_percentages(text: str, value: float, unit: str, thing: str | None) -> None:
    found = one(text)
    assert (found.value, found.unit, found.of) == (value, unit, thing)


@pytest.mark.parametrize(
    ("text", "value", "low", "high"),
    [
        ("some 3,000 farmers", 3000, None, None),
        ("about 40 goats", 40, None, None),
        ("an estimated 40 goats", 40, None, None),
        ("a couple of days", 2, None, None),
        ("40 or so goats", 40, None, None),
        ("more than 40 goats", 40, 40, None),
        ("at least 40 goats", 40, 40, None),
        ("40+ goats", 40, 40, None),
        ("up to 40 goats", 40, None, 40),
        ("no more than three goats", 3, None, 3),
        ("dozens of goats", None, 12, None),
        ("tens of thousands", None, 10_000, None),
        ("hundreds of millions of dollars", None, 1e8, None),
    ],
)
def test_what_is_approximate(text: str, value: float | None, low: float | None, high: float | None) -> None:
    found = one(text)
    assert found.approximate
    assert (found.value, found.low, found.high) == (value, low, high)


def test_an_approximate_age_of_a_thing() -> None:
    found = one("the more than 2 1/2-year-old feud over the weir")
    assert (found.value, found.approximate, found.unit) == (2.5, True, "years")


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("3,000-5,000 goats", 3000, 5000, "goats"),
        ("3,000 to 5,000 goats", 3000, 5000, "goats"),
        ("between 30 and 40 goats", 30, 40, "goats"),
        ("from 30 to 40 goats", 30, 40, "goats"),
        ("five or six goats", 5, 6, "goats"),
        ("$2-3 million", 2e6, 3e6, "USD"),
        ("$5 million to $10 million", 5e6, 1e7, "USD"),
        ("15-20 percent", 15, 20, "%"),
        ("between 5 percent and 10 percent", 5, 10, "%"),
    ],
)
def test_a_range_has_two_ends_and_no_value(text: str, low: float, high: float, unit: str) -> None:
    found = one(text)
    assert (found.value, found.low, found.high, found.unit) == (None, low, high, unit)
    assert found.span.of(text) == text


@pytest.mark.parametrize("text", ["from 50 to 40", "a vote of 7-3", "$20 or $30"])
def test_a_change_a_score_and_a_choice_are_two_figures(text: str) -> None:
    assert len(of(text)) == 2


@pytest.mark.parametrize(
    ("text", "value", "whole"),
    [
        ("two-thirds of voters", 0.6667, "voters"),
        ("a third of the fields", 0.3333, "fields"),
        ("half of her salary", 0.5, "her salary"),
        ("three-quarters of the board", 0.75, "board"),
        ("one in five farmers", 0.2, "farmers"),
        ("3 out of 10", 0.3, None),
    ],
)
def test_a_part_of_a_whole(text: str, value: float, whole: str | None) -> None:
    found = one(text)
    assert (found.value, found.of) == (value, whole)


def test_numbers_that_share_a_unit() -> None:
    assert [(f.value, f.unit) for f in of("after 10 and 20 years")] == [(10, "years"), (20, "years")]


@pytest.mark.parametrize(
    "text",
    [
        *("in 2014", "since 1998", "May 8, 2015", "8 May", "on 23 October", "Aug. 3-5", "the 1990s", "in her 40s"),
        *("10:30", "8 p.m.", "9/11", "the 21st century", "the third man", "third-party rules", "No. 1", "number one"),
        *("the S-400 system", "a K-12 school", "Boeing 737", "Chapter 11", "401(k)", "H-1B visas", "the second half"),
        *("one of the best", "no one", "a good one", "one day", "one (foreign) miller", "one line or another"),
        *("a few goats", "a decade and a half ago, or so", "double standards", "a double agent"),
    ],
)
def test_what_is_no_figure(text: str) -> None:
    assert of(text) == []


@pytest.mark.parametrize("text", ["only one farmer came", "one farmer's word", "at least one farmer"])
def test_one_counts_where_another_number_could_stand(text: str) -> None:
    assert (one(text).value, one(text).unit) == (1, "farmer")


def test_a_number_too_long_for_a_float_is_a_figure_without_value() -> None:
    found = one("9" * 400)
    assert (found.value, found.low, found.high) == (None, None, None)
    assert len(found.span) == 400


def test_figures_stand_inside_the_content() -> None:
    text = "40 goats, she said, ate 50 cabbages"
    assert [f.value for f in figures(text, [Span(20, len(text))])] == [50]


WORDS = [
    "a",
    "the",
    "half",
    "third",
    "of",
    "in",
    "one",
    "two",
    "twenty",
    "hundred",
    "million",
    "dozen",
    "dozens",
    "tens",
    "thousands",
    "3",
    "3,000",
    "2014",
    "1/2",
    "½",
    "$",
    "£",
    "€",
    "%",
    "percent",
    "points",
    "-year-old",
    "years",
    "goats",
    "people",
    "about",
    "more",
    "than",
    "at",
    "least",
    "up",
    "to",
    "between",
    "and",
    "or",
    "-",
    "–",
    ".",
    ",",
    ":",
    "(",
    ")",
    "/",
    "+",
    "No",
    "May",
    "bn",
    "k",
    "US$",
]


@given(
    st.lists(st.sampled_from(WORDS), max_size=25),
    st.lists(st.sampled_from(["", " "]), min_size=25, max_size=25),
    st.data(),
)
def test_any_text_and_any_content(words: list[str], spaces: list[str], data: st.DataObject) -> None:
    text = "".join(w + s for w, s in zip(words, spaces, strict=False))
    places = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=6)))
    content = [Span(a, b) for a, b in zip(places[::2], places[1::2], strict=False)]
    last = 0
    for figure in figures(text, content):
        assert any(piece.holds(figure.span) for piece in content)
        assert figure.span.start > last - 1
        assert figure.low is None or figure.high is None or figure.low < figure.high
        assert figure.of is None or figure.of in text
        last = figure.span.end


@given(st.text(max_size=80))
def test_no_text_raises(text: str) -> None:
    figures(text, [Span(0, len(text))] if text else [])


@pytest.mark.parametrize("text", ["9" * 1_000_000, "1" + ",111" * 100_000, "a." * 200_000, "half of " * 20_000])
def test_time_is_linear(text: str) -> None:
    began = time.process_time()
    of(text)
    assert time.process_time() - began < 30
