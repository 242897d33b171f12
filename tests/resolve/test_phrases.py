"""Sources by their words. All people and bodies are invented."""

import pytest

from onrecord.model import Span
from onrecord.resolve.cast import Cast, cast
from onrecord.resolve.phrases import Phrase, phrase
from onrecord.resolve.words import page
from onrecord.text import parse

LEAD = "We met Jane Holt, Ana Varro and the Odo Council there. Now "


def read(source: str) -> tuple[Cast, Phrase]:
    text = f"{LEAD}{source} said so."
    made = cast(page(text, parse(text)))
    return made, phrase(made, *made.page.range(Span(len(LEAD), len(LEAD) + len(source))))


def words(made: Cast, p: Phrase) -> str:
    return made.page.span(p.first, p.last).of(made.page.text)


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("Holt", "Holt"),
        ("Sen. Jane Holt (D-Odo), who leads the party,", "Jane Holt"),
        ("Jane Holt, a spokeswoman for Ana Varro,", "Jane Holt"),
        ("the council's director, Jane Holt,", "Jane Holt"),
        ("former chief of staff Jane Holt", "Jane Holt"),
        ("Varro’s lawyer Jane Holt", "Jane Holt"),
        ("the Odo Council", "Odo Council"),
        ("Holt's", "Holt"),
        ("a fisherman named Jane Holt", "Jane Holt"),
        ("by Jane Holt", "Jane Holt"),
    ],
)
def test_names(source: str, name: str) -> None:
    made, p = read(source)
    assert (p.form, words(made, p)) == ("name", name)


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("Jane Holt and Ana Varro", ["Jane Holt", "Ana Varro"]),
        ("both Holt and Varro", ["Holt", "Varro"]),
        ("Sens. Jane Holt of Ohio and Ana Varro of Maine", ["Jane Holt", "Ana Varro"]),
        ("two members, Jane Holt and Ana Varro,", ["Jane Holt", "Ana Varro"]),
        ("Jane Holt, Ana Varro and the Odo Council", ["Jane Holt", "Ana Varro", "Odo Council"]),
        ("Holt and her advisers", ["Holt", "her advisers"]),
        ("she and Ana Varro", ["she", "Ana Varro"]),
    ],
)
def test_several_speakers(source: str, names: list[str]) -> None:
    made, p = read(source)
    assert p.form == "list"
    assert [words(made, part) for part in p.parts] == names


@pytest.mark.parametrize(
    ("source", "described", "head", "many"),
    [
        ("a senior aide who asked not to be named", "senior aide", "aide", False),
        ("the Varro campaign", "Varro campaign", "campaign", False),
        ("Varro's lawyers", "Varro's lawyers", "lawyer", True),
        ("officials in the ministry", "officials in the ministry", "official", True),
        ("a poll released on Monday", "poll", "poll", False),
        ("the former secretary of state", "former secretary of state", "secretary", False),
        ("a spokesman for Varro and Holt", "spokesman for Varro and Holt", "spokesman", False),
        ("his campaign", "his campaign", "campaign", False),
    ],
)
def test_descriptions(source: str, described: str, head: str, many: bool) -> None:
    made, p = read(source)
    assert (p.form, words(made, p), p.head, p.plural) == ("nominal", described, head, many)


@pytest.mark.parametrize(
    ("source", "form"),
    [("he", "pronoun"), ("They", "pronoun"), ("I", "first"), ("we", "first"), ("you", "generic"), ("who", "relative")],
)
def test_pronouns(source: str, form: str) -> None:
    assert read(source)[1].form == form
