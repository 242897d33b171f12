"""Rows hold what the statements hold, and no cell is a formula."""

import csv as reader
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from export.handmade import Said, article, bare, council, reading, wire
from export.harbour import harbour
from export.understood import Told
from onrecord.export import csv

DANGEROUS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠x"]


def table(text: str) -> list[dict[str, str]]:
    return list(reader.DictReader(io.StringIO(text, newline="")))


def test_one_row_a_statement_with_all_columns() -> None:
    rows = table(csv.header() + csv.rows(wire()))
    assert len(rows) == len(wire().statements)
    assert tuple(rows[0]) == csv.COLUMNS
    assert rows[6]["content"].startswith("“Fairy tales,” […] “Whoever")


def test_places_are_offsets_into_the_text() -> None:
    text = wire().article.text
    for row in table(csv.header() + csv.rows(wire())):
        pieces = [span.split("..") for span in row["content_spans"].split()]
        assert " […] ".join(text[int(start) : int(end)] for start, end in pieces) == csv.unguarded(row["content"])
        assert (row["content_start"], row["content_end"]) == (pieces[0][0], pieces[-1][1])


def test_what_is_not_there_is_empty() -> None:
    row = table(csv.header() + csv.rows(council()))[4]
    assert [row[name] for name in ("source", "source_start", "source_spans", "cue", "cue_start", "parent")] == [""] * 6
    assert row["continues"]


def by_columns(number: int, *names: str) -> list[str]:
    row = table(csv.header() + csv.rows(harbour()))[number]
    return [row[name] for name in names]


def test_fields_have_their_columns() -> None:
    who = by_columns(1, "speaker", "speaker_kind", "speaker_roles", "speaker_entity", "speaker_mention")
    assert who == ["Tam Orrell", "person", "Harbour master", "Q0", "Tam Orrell"]
    when = by_columns(1, "audience", "said", "said_earliest", "said_latest", "said_unresolved")
    assert when == ["reporters", "on Saturday", "2031-05-17", "2031-05-17", ""]
    assert by_columns(3, "said_earliest", "said_unresolved", "negated") == ["", "no-publication-date", "true"]
    assert by_columns(5, "occasion", "mode", "act", "negated") == [
        "in a letter aired on Sunday",
        "writing",
        "assert",
        "false",
    ]
    assert by_columns(1, "confidence", "confidence_speaker", "confidence_act") == ["0.9", "0.88", "0.71"]


def test_entries_that_belong_together_stand_at_the_same_place() -> None:
    kinds, markers, conditions, outcomes = by_columns(
        4, "condition_kinds", "condition_markers", "conditions", "outcomes"
    )
    assert kinds == "necessary | necessary | sufficient"
    assert markers == " | unless | once"
    assert conditions == "about $1.2bn | the state paid | the old wall is gone"
    assert outcomes.count(" | ") == 2
    names = ("figure_values", "figure_lows", "figure_highs", "figure_approximate", "figure_units", "figure_of")
    assert by_columns(7, *names) == [" | ", " | ", " | -0.25", "false | false", "stones | %", " | "]


def test_an_unresolved_speaker_in_a_row() -> None:
    row = table(csv.header() + csv.rows(council()))[3]
    assert (row["speaker"], row["speaker_unresolved"]) == ("", "ambiguous")
    assert row["speaker_candidates"] == "mayor of Lund Quay | deputy"


def test_places_of_fields_are_offsets_too() -> None:
    text = harbour().article.text
    for row in table(csv.header() + csv.rows(harbour())):
        for words, spans in (
            ("audience", "audience_spans"),
            ("conditions", "condition_spans"),
            ("figures", "figure_spans"),
        ):
            for entry, place in zip(row[words].split(" | "), row[spans].split(" | "), strict=True):
                for start, end in (span.split("..") for span in place.split()):
                    assert text[int(start) : int(end)] == csv.unguarded(entry)


@pytest.mark.parametrize("words", DANGEROUS)
def test_a_name_is_no_formula_either(words: str) -> None:
    told = Told(words, "person", unresolved=words, candidates=(words,), entity=words)
    made = reading(article(f"{words} said no"), (Said((words,), "said", ("no",), told=told),))
    [row] = table(csv.header() + csv.rows(made))
    for name in ("speaker", "speaker_unresolved", "speaker_candidates", "speaker_entity"):
        assert row[name] == f"'{words}"


def test_no_statements_no_rows() -> None:
    assert csv.rows(bare()) == ""


@pytest.mark.parametrize("cell", DANGEROUS)
def test_a_formula_is_guarded(cell: str) -> None:
    assert csv.guarded(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "'Tis so", "said", "1 = 1", " x", "“=”", "’=1"])
def test_other_cells_stay(cell: str) -> None:
    assert csv.guarded(cell) == cell


@given(st.text("'=+-@\t\r\nax ＝", max_size=8))
def test_guarding_can_be_undone(cell: str) -> None:
    assert csv.unguarded(csv.guarded(cell)) == cell
    assert csv.guarded(cell)[:1] not in {*"=+-@\t\r\n＝"}


@pytest.mark.parametrize("words", [*DANGEROUS, 'a "b", c', "a\r\nb", "a\rb", "\x00"])
def test_any_words_come_back_from_a_row(words: str) -> None:
    made = reading(article(f"Ann said {words}"), (Said(("Ann",), "said", (words,)),))
    [row] = table(csv.header() + csv.rows(made))
    assert csv.unguarded(row["content"]) == words


def test_a_lone_surrogate_can_be_written() -> None:
    made = reading(article("Ann said \ud800"), (Said(("Ann",), "said", ("\ud800",)),))
    assert "\ufffd" in csv.rows(made).encode("utf-8").decode("utf-8")
