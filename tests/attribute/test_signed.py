"""Signed quotations: marks, a dash, a name."""

import pytest

from onrecord.attribute.draft import Draft
from onrecord.attribute.signed import with_signed
from onrecord.model import Span


def signed(text: str) -> list[tuple[str, str]]:
    found = with_signed(text, [Span(0, len(text))], [])
    return [(d.source[0].of(text), d.content[0].of(text)) for d in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“I miss it.” ― Oda Pell", [("Oda Pell", "“I miss it.”")]),
        ('"I miss it."\n— Oda Pell, 34, baker, Wexcombe', [("Oda Pell, 34, baker, Wexcombe", '"I miss it."')]),
        (
            "”A typo opens it.” – Per Adlington\n“And another.”-- Oda Pell.",
            [("Per Adlington", "”A typo opens it.”"), ("Oda Pell", "“And another.”")],
        ),
        ('"I miss it." - Ines van der Quill', [("Ines van der Quill", '"I miss it."')]),
        ("“I miss it.” — A baker himself –", []),
        ("“Yes,” he said — Oda Pell laughed.", []),
        ('"We will go" - Oakes said on Monday', []),
        ("The film “The Canal” — a classic", []),
        ("“I miss it.” — and then he left the room", []),
    ],
)
def test_signed(text: str, expected: list[tuple[str, str]]) -> None:
    assert signed(text) == expected


def test_it_takes_the_place_of_what_was_found_inside() -> None:
    text = "“The mayor said no.” ― Oda Pell"
    inside = Draft((Span(1, 10),), Span(11, 15), (Span(16, 18),), (0.0,) * 5)
    (found,) = with_signed(text, [Span(0, len(text))], [inside])
    assert found.source[0].of(text) == "Oda Pell"


def test_a_long_line_of_marks_takes_no_time() -> None:
    assert signed("“" + "a ” " * 50_000) == []
