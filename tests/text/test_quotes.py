"""Quotation marks: paired paragraph by paragraph, whatever their style."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.text import parse

MARKS = st.text(alphabet="ab .,!?\n\"“”«»„‘’'`–", max_size=60)


def quoted(text: str) -> list[str]:
    return [q.span.of(text) for q in parse(text).quotes]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Yes,” she said. “No.”", ["“Yes,”", "“No.”"]),
        ('"Yes," she said. "No."', ['"Yes,"', '"No."']),
        ("«Yes», she said.", ["«Yes»"]),
        ("``Yes,'' she said.", ["``Yes,''"]),
        ("„Ja“, sagte sie.", ["„Ja“"]),
        ("‘Yes,’ she said, ‘the boys’ boat.’", ["‘Yes,’", "‘the boys’ boat.’"]),
        ("The boys’ boat and the girls’ boat weren’t there.", []),
        ("It's the '80s and o'clock.", []),
        ("She said “he told me ‘never’ again”.", ["“he told me ‘never’ again”"]),
        ('He said "a" and "b”.', ['"a"', '"b”']),
        ("'Never', says premier", ["'Never'"]),
    ],
)
def test_pairs(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


def test_a_mark_too_many_spoils_one_paragraph_only() -> None:
    text = 'He said "one.\n\nShe said "two" and left.\n\nThey said "three".'
    assert quoted(text) == ['"one.', '"two"', '"three"']


def test_reopened_paragraph_continues() -> None:
    first, second, third = parse('"One.\n\n"Two.\n\n"Three," he said.').quotes
    assert (first.closed, first.continues) == (False, False)
    assert (second.closed, second.continues) == (False, True)
    assert (third.closed, third.continues) == (True, True)


def test_a_closed_quote_is_not_continued() -> None:
    _, second = parse('"One," she said.\n\n"Two," he said.').quotes
    assert not second.continues


def test_ten_thousand_marks_in_a_row() -> None:
    parse('"' * 10_000)
    parse("“" * 10_000)
    parse("‘" * 10_000)


@given(MARKS)
@settings(max_examples=200)
def test_quotes_stay_inside_paragraphs_and_in_order(text: str) -> None:
    found = parse(text)
    assert [q.span for q in found.quotes] == sorted(q.span for q in found.quotes)
    for q in found.quotes:
        assert any(p.holds(q.span) for p in found.paragraphs)
