"""Paragraphs and sentences."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.text import parse


def sentences(text: str) -> list[str]:
    return [s.of(text) for s in parse(text).sentences]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two.", ["One.", "Two."]),
        ("Mr. Pindar left. He was late.", ["Mr. Pindar left.", "He was late."]),
        ("The U.S. Senate met. It voted.", ["The U.S. Senate met.", "It voted."]),
        ("J. R. Brandt spoke.", ["J. R. Brandt spoke."]),
        ("“Stop!” he said. “Go.”", ["“Stop!” he said.", "“Go.”"]),
        ("She asked why? Nobody knew…", ["She asked why?", "Nobody knew…"]),
        ("It cost 3.5 crowns.", ["It cost 3.5 crowns."]),
        ("No stop at all", ["No stop at all"]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_a_wrapped_file_has_paragraphs_at_blank_lines() -> None:
    text = "One line\nand its end.\n\nAnother\nparagraph."
    assert [p.of(text) for p in parse(text).paragraphs] == ["One line\nand its end.", "Another\nparagraph."]


def test_without_blank_lines_each_line_is_a_paragraph() -> None:
    text = "One.\nTwo.\n"
    assert [p.of(text) for p in parse(text).paragraphs] == ["One.", "Two."]


@given(st.text(max_size=200))
@settings(max_examples=200)
def test_boundaries_cover_all_but_white_space(text: str) -> None:
    found = parse(text)
    for spans in (found.paragraphs, found.sentences):
        inside = {i for s in spans for i in range(s.start, s.end)}
        assert all(i in inside or text[i].isspace() for i in range(len(text)))
        assert sum(len(s) for s in spans) == len(inside)
