"""Names in a text and whom they mean. All people and bodies are invented."""

import pytest

from onrecord.resolve.cast import Cast, cast
from onrecord.resolve.words import page
from onrecord.text import parse


def told(text: str) -> Cast:
    return cast(page(text, parse(text)))


def named(text: str) -> list[tuple[str, str]]:
    return [(e.name, e.kind) for e in told(text).entities if e.places]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("We met Sen. Jane Holt (D-Odo) there.", "Jane Holt"),
        ("We met former Odo Mayor Jane Holt there.", "Jane Holt"),
        ("We met Republican Jane Holt there.", "Jane Holt"),
        ("We met the German chancellor, Jane M. Holt, there.", "Jane M. Holt"),
        ("We met Jane de la Torre there.", "Jane de la Torre"),
        ("We met Mr. Holt Jr. there.", "Holt Jr"),
        ("Yesterday Mayor Jane Holt spoke.", "Jane Holt"),
        ("We met Odo Times columnist Jane Holt there.", "Jane Holt"),
    ],
)
def test_titles_roles_and_initials(text: str, name: str) -> None:
    assert (name, "person") in named(text)


@pytest.mark.parametrize(
    "name",
    [
        "Bank of Odo",
        "Court of Appeals for the 3rd Circuit",
        "House Committee on Fish",
        "Odo Department of Health and Care",
    ],
)
def test_small_words_inside_the_name_of_a_body(name: str) -> None:
    assert (name, "organization") in named(f"They wrote to the {name} in spring.")


def test_surname_belongs_to_the_full_name() -> None:
    cast_ = told("We met Jane Holt there. Holt smiled. Then Mr. Varro came, and Ms. Holt left. Ana Varro stayed.")
    holt = next(e for e in cast_.entities if e.name == "Jane Holt")
    assert len(holt.places) == 3
    assert holt.gender == "f"


def test_two_of_one_surname_are_told_apart_by_the_title() -> None:
    text = "Jane Holt met Robert Holt. Robert Holt and Robert Holt spoke. Ms. Holt was silent."
    cast_ = told(text)
    assert [len(e.places) for e in cast_.entities if e.name == "Jane Holt"] == [2]


def test_acronym_means_the_long_form() -> None:
    cast_ = told("The Odo Fishing Council met. The OFC decided.")
    assert [len(e.places) for e in cast_.entities if e.places] == [2]


@pytest.mark.parametrize("text", ["Voters said no.", "However, nobody came.", "Critics agree.", "Mourners wept."])
def test_a_sentence_opens_with_a_capital(text: str) -> None:
    assert not named(text)


def test_a_heading_in_capitals_gives_the_names_that_the_text_gives() -> None:
    text = "Jane Holt Tells Voters Everything About Fish\n\nWe met Jane Holt at the harbour. Holt was calm."
    assert [(e.name, len(e.places)) for e in told(text).entities if e.kind == "person"] == [("Jane Holt", 3)]


def test_days_are_no_names() -> None:
    assert named("On Monday, Jane Holt left; April Varro came in May.") == [
        ("Jane Holt", "person"),
        ("April Varro", "person"),
    ]


def test_what_the_encoder_tells_counts_where_the_words_do_not() -> None:
    text = "We read it in Quarzel first."
    made = page(text, parse(text))
    assert cast(made).entities[0].kind == "unknown"
    assert cast(made, lambda _: [0.1, 0.8, 0.05, 0.05]).entities[0].kind == "organization"
