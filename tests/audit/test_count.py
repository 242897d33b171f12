"""Numbers that add up: statements, words, speakers, and what stays unknown."""

from collections.abc import Callable
from dataclasses import replace
from itertools import permutations

import pytest

from export.handmade import Said, article, bare, council, empty, reading, wire
from export.harbour import harbour
from export.understood import Told
from onrecord.audit import Audit, audit, characters, entity_list, words_in
from onrecord.audit.count import is_named
from onrecord.model import Kind, Reading, Reference

ALL: list[Callable[[], Reading]] = [wire, council, harbour, bare, empty]
LIST = """name,aliases,gender,role
Edda Corvane,Corvane; The Premier ,woman,politics
Tam Orrell,,man,
Orland,,,state
"""


def whole() -> Audit:
    return audit([make() for make in ALL], entity_list(LIST))


def spoken(*said: tuple[str, Told | None], origin: str = "made.txt") -> Reading:
    text = "\n\n".join(f"{who} said words number {number}." for number, (who, _) in enumerate(said))
    whole = article(text, origin=origin)
    told = tuple(
        Said((who,), "said", (f"words number {number}",), told=told) for number, (who, told) in enumerate(said)
    )
    return reading(whole, told)


def test_every_table_adds_up() -> None:
    made = whole()
    tables = [made.standing, made.nature, made.kinds, made.quotation, made.acts, made.modes]
    tables += [column.tallies for column in made.columns]
    assert made.statements == 29
    for tallies in tables:
        assert sum(tally.statements for tally in tallies) == made.statements
        assert sum(tally.words for tally in tallies) == made.words
    reasons = sum(tally.statements for tally in made.unresolved)
    assert reasons == sum(tally.statements for tally in made.standing if not tally.known)


def test_the_order_of_the_articles_changes_nothing_but_that_of_the_single_ones() -> None:
    made = {replace(audit(order), single=()) for order in permutations([wire(), council(), harbour()])}
    assert len(made) == 1


def test_nested_statements_are_not_counted_but_told() -> None:
    made = audit([council()])
    assert (made.statements, made.relayed) == (5, 1)
    assert "deputy" not in {voice.name for voice in made.voices}


def test_the_characters_are_those_of_the_text_without_white_space() -> None:
    made = audit([wire(), bare()])
    text = wire().article.text + bare().article.text
    assert sum(count for _, count in made.characters) == sum(not c.isspace() for c in text)
    assert dict(made.characters)["reporter"] == characters(wire())["reporter"] + characters(bare())["reporter"]


@pytest.mark.parametrize(
    ("words", "number"), [("We will pay.", 3), ("It’s a 3 1/2-year-old’s toy – no?", 6), ("—…!", 0), ("1,200 men", 2)]
)
def test_words(words: str, number: int) -> None:
    made = reading(article(f"Ann said {words}"), (Said(("Ann",), "said", (words,)),))
    assert words_in(made.statements[0]) == number


def test_a_name_is_one_speaker_in_all_articles_and_a_description_is_not() -> None:
    name, described = Told("Ann Lee"), Told("official", "anonymous")
    made = audit(
        [
            spoken(("Ann Lee", name), ("An official", described), origin="a"),
            spoken(("Lee", Told("ANN  Lee")), ("An official", described), ("He", described), origin="b"),
        ]
    )
    assert [(voice.name, voice.statements, voice.articles) for voice in made.voices] == [
        ("official", 3, 2),
        ("Ann Lee", 2, 2),
    ]
    assert made.speakers == 3
    assert {tally.value: tally.speakers for tally in made.standing} == {"unnamed": 2, "named": 1}


def test_an_entity_is_one_speaker_under_two_names() -> None:
    made = audit([spoken(("Bob", Told("Bob Rask", entity="Q1")), ("Bo", Told("Bo Rask", entity="Q1")))])
    assert [(voice.name, voice.statements) for voice in made.voices] == [("Bob Rask", 2)]


@pytest.mark.parametrize(
    ("name", "kind", "named"),
    [
        ("Ann Lee", "person", True),
        ("court of appeal", "organization", True),
        ("Ann Lee and Bo Rask", "group", True),
        ("Ann Lee, Bo Rask and Vi Noor", "group", True),
        ("Port Quill councillors", "group", False),
        ("Orland and its allies", "group", False),
        ("opposition", "group", False),
        ("", "group", False),
        (" and ", "group", False),
        ("official", "anonymous", False),
        (None, "person", False),
    ],
)
def test_what_is_a_name(name: str | None, kind: Kind, named: bool) -> None:
    assert is_named(Reference(name, kind)) is named


def test_a_voice() -> None:
    voice = whole().voices[0]
    assert (voice.name, voice.kind, voice.statements, voice.articles) == ("Edda Corvane", "person", 11, 1)
    assert (voice.direct, voice.indirect, voice.mixed) == (2, 5, 4)
    assert voice.values == ("woman", "politics")


def test_columns_of_the_list_and_what_stays_unknown() -> None:
    gender, role = whole().columns
    assert [(t.value, t.known, t.statements) for t in gender.tallies] == [
        ("woman", True, 11),
        ("man", True, 3),
        ("not-listed", False, 10),
        ("unresolved", False, 4),
        ("no-value", False, 1),
    ]
    assert ("no-value", 3) in {(t.value, t.statements) for t in role.tallies}


def test_a_name_that_fits_two_entries_is_unknown() -> None:
    listed = entity_list("name,aliases,party\nAnn Lee,Lee,blue\nBo Lee,Lee,red\n")
    [column] = audit([spoken(("Lee", Told("Lee")), ("Ann Lee", Told("Ann Lee")))], listed).columns
    assert {(t.value, t.known) for t in column.tallies} == {("blue", True), ("ambiguous", False)}


def test_an_article_that_rests_on_one_speaker() -> None:
    told, other = Told("Ann Lee"), Told("Bo Rask")
    unsure = Told(None, "unknown", unresolved="ambiguous")
    author = Told(None, "narrator")
    made = audit(
        [
            spoken(("Ann Lee", told), ("Lee", told), ("we", author), origin="one"),
            spoken(("Ann Lee", told), ("she", unsure), origin="perhaps"),
            spoken(("Ann Lee", told), ("Bo Rask", other), origin="two"),
            spoken(("she", unsure), origin="nobody"),
            bare(),
        ]
    )
    assert [(one.origin, one.speaker, one.statements, one.unresolved) for one in made.single] == [
        ("one", "Ann Lee", 2, 0),
        ("perhaps", "Ann Lee", 1, 1),
    ]
    assert made.silent == 1


def test_readings_without_fields_are_counted_as_far_as_they_go() -> None:
    made = audit([spoken(("Ann", None), ("Bo", None))])
    assert (made.statements, made.speakers, made.voices) == (2, 0, ())
    assert [(t.value, t.known) for t in made.acts] == [("not-asked", False)]
    assert [(t.value, t.statements) for t in made.unresolved] == [("not-asked", 2)]


def test_nothing_read() -> None:
    made = audit([])
    assert (made.articles, made.statements, made.words, made.voices, made.standing) == (0, 0, 0, (), ())
