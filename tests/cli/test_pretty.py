"""What a person sees: wrapped to the width, plain where it should be, and never steered by an article."""

import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from export.golden import same
from export.handmade import Said, article, bare, council, empty, reading, wire
from export.harbour import harbour
from export.understood import Told
from onrecord.cli.pretty import show
from onrecord.cli.terminal import console, visible
from onrecord.model import Reading

GOLDEN = Path(__file__).parent / "golden"


def printed_by(shower: Callable[[Console], None], width: int) -> str:
    file = io.StringIO()
    to = console(file)
    to.width = width
    shower(to)
    return file.getvalue()


def printed(made: Reading, width: int = 80) -> str:
    return printed_by(lambda to: show(made, to), width)


@pytest.fixture(autouse=True)
def _plain(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize("width", [80, 44])
def test_the_whole_of_it(width: int) -> None:
    same(GOLDEN / f"council-{width}.txt", printed(council(), width))


def test_the_labelled_article() -> None:
    same(GOLDEN / "wire-80.txt", printed(wire("2024-02-09")))


@pytest.mark.parametrize("width", [80, 44])
def test_every_field(width: int) -> None:
    same(GOLDEN / f"harbour-{width}.txt", printed(harbour(), width))


@pytest.mark.parametrize("make", [wire, council, harbour, bare, empty])
@pytest.mark.parametrize("width", [30, 57, 92])
def test_no_line_is_wider_than_the_terminal_or_ends_in_space(make: type, width: int) -> None:
    for line in printed(make(), width).split("\n"):
        assert cell_len(line) < width + 1
        assert line == line.rstrip()


def test_wide_characters_count_twice() -> None:
    made = reading(article("Ann said " + "漢字" * 60), (Said(("Ann",), "said", ("漢字" * 60,)),))
    assert max(map(cell_len, printed(made, 40).split("\n"))) < 41


def test_nested_stands_under_its_parent_and_a_speech_that_goes_on_names_its_source() -> None:
    text = printed(council())
    assert "\n      3 his deputy had promised" in text
    assert "  5 ↳ goes on · she · predict" in text
    assert "  6 nobody named · It was reported" in text


def test_who_and_cue_stand_in_the_order_of_the_text() -> None:
    made = reading(article("No, according to Ann."), (Said(("Ann",), "according to", ("No",)),))
    assert "  1 according to Ann · indirect" in printed(made)


def test_pieces_with_nothing_between_are_joined_as_they_stand() -> None:
    made = reading(article("Ann said it would rain."), (Said(("Ann",), "said", ("it would", "rain")),))
    assert "│ it would rain" in printed(made)


def test_a_new_paragraph_of_a_speech_is_a_new_line() -> None:
    assert "“None.\n    │ “There was none last year." in printed(council())


def one(source: str, told: Told, text: str = "{} said it would rain.") -> str:
    whole = article(text.format(source))
    return printed(reading(whole, (Said((source,), "said", ("it would rain",), told=told),)))


@pytest.mark.parametrize(
    ("source", "name", "shown"),
    [
        ("she", "Edda Corvane", "1 Edda Corvane (“she”) said · indirect"),
        ("Corvane", "Edda Corvane", "1 Edda Corvane said · indirect"),
        ("Premier Edda Corvane, 61,", "Edda Corvane", "1 Premier Edda Corvane, 61, said · indirect"),
        ("The Kremlin", "Kremlin", "1 The Kremlin said · indirect"),
        ("the Ann Leeds fund", "Ann Lee", "1 Ann Lee (“the Ann Leeds fund”) said · indirect"),
    ],
)
def test_the_name_stands_once(source: str, name: str, shown: str) -> None:
    assert shown in one(source, Told(name))


def test_the_kind_stands_where_the_name_does_not_show_it() -> None:
    assert "a poll said · document · writing · indirect" in one("a poll", Told("poll", "document", mode="writing"))
    assert "an aide said · anonymous · indirect" in one("an aide", Told("aide", "anonymous"))
    assert "person" not in one("Ann Lee", Told("Ann Lee"))


def test_an_unresolved_speaker_is_called_so() -> None:
    nobody = Told(None, "person", unresolved="no-antecedent")
    assert "  1 he said · indirect · 90%\n    speaker unresolved (no antecedent)\n" in one("he", nobody)
    three = Told(None, unresolved="ambiguous", candidates=("Ann", "Bo", "Vi"))
    assert "speaker unresolved (ambiguous): Ann, Bo or Vi?" in one("he", three)
    assert "unresolved" not in one("we", Told(None, "narrator", unresolved="author"))


def test_an_unresolved_speaker_is_told_once_for_a_speech() -> None:
    assert printed(council()).count("speaker unresolved (ambiguous): mayor of Lund Quay or deputy?") == 1


def test_the_occasion_holds_the_day() -> None:
    assert "    in a letter aired on Sunday → 11–18 May 2031\n" in printed(harbour())


def test_a_figure_whose_words_say_as_much_is_not_told_again() -> None:
    rain = Told("Ann", figures=(("40 cracks", {"value": 40.0, "unit": "cracks"}),))
    whole = article("Ann said 40 cracks.")
    assert printed(reading(whole, (Said(("Ann",), "said", ("40 cracks",), told=rain),))).count("40 cracks") == 1


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[31mb", "a␛[31mb"),
        ("\x9b2J", "⟨9B⟩2J"),
        ("a\u202eb", "a⟨202E⟩b"),
        ("\x07\x08\x7f\x00", "␇␈␡␀"),
        ("\ud800", "\ufffd"),
        ("a\r\n\tb\u2028c", "a b c"),
        ("ça “va” 漢", "ça “va” 漢"),
    ],
)
def test_what_could_steer_a_terminal_is_shown(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(st.text(st.characters(), min_size=1, max_size=40))
def test_no_text_steers_the_terminal(text: str) -> None:
    words = text if text.strip() else "x"
    made = reading(
        article(words, origin=text, title=text, outlet=text, bylines=(text,)),
        (Said((words,), words, (words,), told=Told(text, unresolved=text, candidates=(text,), said=words)),),
    )
    out = printed(made)
    assert out.encode("utf-8")
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", out)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def coloured(monkeypatch: pytest.MonkeyPatch, **environment: str) -> str:
    for name, value in {"TERM": "xterm-256color", **environment}.items():
        monkeypatch.setenv(name, value)
    file = Terminal()
    show(council(), console(file))
    return file.getvalue()


def test_colour_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b[1m" in coloured(monkeypatch)


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "dumb"}, {"NO_COLOR": "1", "FORCE_COLOR": "1"}])
def test_plain_where_asked(monkeypatch: pytest.MonkeyPatch, environment: dict[str, str]) -> None:
    assert "\x1b" not in coloured(monkeypatch, **environment)


def test_a_pipe_can_be_forced_to_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    assert "\x1b[" in printed(council())


def test_lines_stay_readable_on_a_wide_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "300")
    assert isinstance(console(io.StringIO()), Console)
    assert console(io.StringIO()).width < 100
