"""Countries by name, and what only belongs to them."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.resolve.countries import Country, countries, country_of, leading_country, related


def code(name: str, *context: str) -> str | None:
    found = country_of(name, context)
    return found.code if isinstance(found, Country) else None


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Belarus", "BY"),
        ("the United States", "US"),
        ("U.S.", "US"),
        ("UK", "GB"),
        ("Britain", "GB"),
        ("Türkiye", "TR"),
        ("Turkey", "TR"),
        ("Côte d’Ivoire", "CI"),
        ("Ivory Coast", "CI"),
        ("Kosovo", "XK"),
        ("Burma", "MM"),
        ("Bosnia and Herzegovina", "BA"),
        ("Antigua & Barbuda", "AG"),
        ("Russian Federation", "RU"),
        ("Ohio", "US-OH"),
        ("Ruritania", None),
        ("Kremlin", None),
        ("Belarusian", None),
        ("", None),
    ],
)
def test_a_name_of_a_country(name: str, expected: str | None) -> None:
    assert code(name) == expected


def test_two_georgias_are_told_apart_by_what_stands_around() -> None:
    both = country_of("Georgia")
    assert isinstance(both, tuple)
    assert [c.code for c in both] == ["GE", "US-GA"]
    assert code("Georgia", "Tbilisi", "Abkhazia", "parliament") == "GE"
    assert code("Georgia", "atlanta", "savannah", "governor") == "US-GA"
    assert isinstance(country_of("Georgia", ("Tbilisi",)), tuple), "one word alone doesn't tell"


def test_two_congos() -> None:
    assert code("Congo", "Kinshasa", "Goma", "Rwanda") == "CD"
    assert isinstance(country_of("Congo"), tuple)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Moscow", [("RU", "seat")]),
        ("the Kremlin", [("RU", "seat")]),
        ("White House", [("US", "seat")]),
        ("Belarusian", [("BY", "demonym")]),
        ("Belarusians", [("BY", "demonym")]),
        ("Georgian", [("GE", "demonym")]),
        ("Congolese", [("CD", "demonym"), ("CG", "demonym")]),
        ("Zenda", []),
    ],
)
def test_what_belongs_to_a_country_is_related_and_not_the_same(name: str, expected: list[tuple[str, str]]) -> None:
    assert [(r.country.code, r.relation) for r in related(name)] == expected


def test_codes() -> None:
    belarus = countries()["BY"]
    assert (belarus.alpha3, belarus.id, belarus.name) == ("BLR", "iso3166:BY", "Belarus")
    assert countries()["US-GA"].alpha3 is None
    assert len([c for c in countries() if len(c) == 2]) > 245
    assert "EU" not in countries()


def test_the_country_that_words_speak_of_most() -> None:
    assert leading_country(("moscow", "russian", "paris")) == {"RU"}
    assert leading_country(("moscow", "paris")) == {"RU", "FR"}
    assert leading_country(("rain",)) == frozenset()


@given(st.text(max_size=40), st.lists(st.text(max_size=10), max_size=5))
def test_any_string(name: str, context: list[str]) -> None:
    related(name)
    country_of(name, context)


def test_babel_is_loaded_at_the_first_question() -> None:
    run = "import sys, onrecord.resolve.countries; print('babel' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", run], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
