"""Rows hold what the statements hold, and no cell is a formula."""

import csv as reader
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from export.handmade import Said, article, bare, council, reading, wire
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
