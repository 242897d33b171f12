"""Days, numbers and reasons in words."""

import pytest

from export.handmade import Said, article, reading
from export.understood import Told, figure
from onrecord.export.answers import circumstances, days_in_words, figure_in_words, number_in_words
from onrecord.model import Moment


@pytest.mark.parametrize(
    ("earliest", "latest", "words"),
    [
        ("2031-05-17", "2031-05-17", "17 May 2031"),
        ("2031-05-11", "2031-05-18", "11–18 May 2031"),
        ("2031-05-01", "2031-05-31", "May 2031"),
        ("2031-02-01", "2031-02-28", "February 2031"),
        ("2031-03-01", "2031-05-31", "March – May 2031"),
        ("2031-01-01", "2031-12-31", "2031"),
        ("2030-12-29", "2031-01-04", "29 December 2030 – 4 January 2031"),
        ("2031-04-28", "2031-05-04", "28 April – 4 May 2031"),
        ("9999-12-01", "9999-12-31", "December 9999"),
        ("?", "?", "?"),
    ],
)
def test_days(earliest: str, latest: str, words: str) -> None:
    assert days_in_words(Moment(earliest, latest, earliest)) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0.0, "0"),
        (3.5, "3.5"),
        (-0.25, "-0.25"),
        (3000.0, "3,000"),
        (1_200_000_000.0, "1.2 billion"),
        (1_234_567.0, "1,234,567"),
        (2e6, "2 million"),
        (7e12, "7 trillion"),
        (1e20, "1e+20"),
        (1234.5, "1,234.5"),
    ],
)
def test_numbers(value: float, words: str) -> None:
    assert number_in_words(value) == words


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"value": 3000.0, "approximate": True, "unit": "soldiers"}, "≈ 3,000 soldiers"),
        ({"low": 1.0, "high": 2.0, "unit": "%"}, "1–2%"),
        ({"value": 12.0, "unit": "%", "of": "voters"}, "12% of voters"),
        ({"value": 5.0, "unit": "soldiers", "of": "wounded soldiers"}, "5 wounded soldiers"),
        ({"high": 7.0}, "≤ 7"),
        ({}, "some men"),
    ],
)
def test_figures(values: dict[str, object], words: str) -> None:
    assert figure_in_words(figure("some men", "some men", 0, **values), "some men") == words


def told(**fields: object) -> list[str]:
    text = "Ann told the Post in an interview with the Post on Monday: no."
    made = reading(article(text), (Said(("Ann",), "told", ("no",), told=Told("Ann", **fields)),))  # type: ignore[arg-type]
    return [" ".join(filter(None, (one.lead, one.words, one.day))) for one in circumstances(made.statements[0])]


def test_each_circumstance_stands_once() -> None:
    days = ("2031-05-19", "2031-05-19")
    interview = "in an interview with the Post on Monday"
    assert told(audience=("the Post",), said="on Monday", days=days) == ["to the Post", "on Monday 19 May 2031"]
    assert told(said="on Monday", days=days, occasion=interview) == [f"{interview} 19 May 2031"]
    assert told(said=interview, days=days, occasion="an interview with the Post") == [f"{interview} 19 May 2031"]
    assert told(said=interview, days=days, occasion=interview) == [f"{interview} 19 May 2031"]
    assert told(said="on Monday", occasion="in an interview with the Post") == [
        "on Monday day unresolved (no publication date)",
        "in an interview with the Post",
    ]
    assert told(said="Monday", days=("?", "?")) == ["Monday ?"]
    assert told() == []


def test_a_day_that_its_words_say_is_not_told_again() -> None:
    made = reading(
        article("Ann said in 2031: no."),
        (Said(("Ann",), "said", ("no",), told=Told("Ann", said="2031", days=("2031-01-01", "2031-12-31"))),),
    )
    assert [(one.words, one.day) for one in circumstances(made.statements[0])] == [("2031", "")]
