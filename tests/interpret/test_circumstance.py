"""To whom and on what occasion: by the rules alone, without the encoder."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.interpret.circumstance import circumstances, occasions
from onrecord.interpret.phrases import noun_phrase
from onrecord.model import Attribution, Span
from onrecord.nlp.details import Scene
from onrecord.text import parse

MARK = re.compile(r"\[(\w)(\d) (.*?)\]", re.DOTALL)
"""``[s1 the minister]``: source, cue (``c``) or content (``k``) of statement 1."""


def marked(text: str) -> tuple[str, list[Attribution]]:
    """The text without its marks, and the attributions that they told of."""
    plain, parts, at = "", dict[tuple[str, str], list[Span]](), 0
    for found in MARK.finditer(text):
        plain += text[at : found.start()]
        parts.setdefault((found[2], found[1]), []).append(Span(len(plain), len(plain) + len(found[3])))
        plain, at = plain + found[3], found.end()
    return plain + text[at:], [
        Attribution(
            tuple(parts.get((n, "s"), ())),
            next(iter(parts.get((n, "c"), ())), None),
            tuple(parts[n, "k"]),
            "indirect",
            1,
        )
        for n in sorted({n for n, _ in parts})
    ]


def read(text: str) -> list[tuple[list[str], str | None]]:
    plain, attributions = marked(text)
    return [
        ([s.of(plain) for s in listeners], place.of(plain) if place else None)
        for listeners, place in circumstances(plain, parse(plain), attributions, ())
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[s1 The mayor] [c1 told] reporters [k1 that the bridge is safe].", ["reporters"]),
        ("[s1 The mayor] [c1 told] the BBC [k1 that the bridge is safe].", ["the BBC"]),
        ("[s1 She] [c1 asked] the council [k1 to close the bridge].", ["the council"]),
        ("[s1 The minister] [c1 urged] [k1 lawmakers to vote for the dam].", ["lawmakers"]),
        ("[s1 The mayor] [c1 said] in an interview with CNN [k1 that the bridge is safe].", ["CNN"]),
        (
            "Speaking to Rossiya-1 television, [s1 the mayor] [c1 said] [k1 the bridge is safe].",
            ["Rossiya-1 television"],
        ),
        (
            (
                "[s1 The mayor], in separate interviews with the BBC and Russian state television, [c1 also said] "
                "[k1 the bridge is safe]."
            ),
            ["the BBC", "Russian state television"],
        ),
        ("[k1 “The bridge is safe,”] [s1 she] [c1 wrote] on Twitter.", ["Twitter"]),
        ("[s1 The mayor] [c1 accused] [k1 the builders of lying].", []),
        ("[s1 The mayor] [c1 said] [k1 the bridge is safe].", []),
    ],
)
def test_audience(text: str, expected: list[str]) -> None:
    assert read(text)[0][0] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[s1 The mayor] [c1 said] at a rally in Ohio [k1 that the bridge is safe].", "at a rally in Ohio"),
        ("In a speech at the university, [s1 she] [c1 said] [k1 the bridge is safe].", "In a speech at the university"),
        ("[s1 The mayor] [c1 said] [k1 the bridge is safe].", None),
    ],
)
def test_occasion(text: str, expected: str | None) -> None:
    assert read(text)[0][1] == expected


def test_a_chain_of_phrases_is_one_candidate() -> None:
    text, attributions = marked("[k1 “Rubbish,”] [s1 she] [c1 told] the BBC on the sidelines of the summit in Bern.")
    found = [c.span.of(text) for c in occasions(Scene(text, parse(text), attributions))]
    assert found == ["on the sidelines of the summit in Bern"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the crowd of farmers in Bern", "the crowd of farmers"),
        ("a later vote on dams", "a later vote"),
        ("a Friday interview with", "a Friday interview"),
        ("reporters Monday that", "reporters"),
        ("CBS’s “Face the Lake” on Sunday", "CBS’s “Face the Lake”"),
        ("Tass denied it", "Tass"),
        ("USA Now’s weekly podcast that", "USA Now’s weekly podcast"),
        ("that he left", None),
        ("", None),
    ],
)
def test_noun_phrases(text: str, expected: str | None) -> None:
    found = noun_phrase(text, 0, len(text))
    assert (found and found.of(text)) == expected


@given(st.text(max_size=120), st.lists(st.tuples(*[st.integers(0, 119)] * 6), max_size=4))
@settings(max_examples=60, deadline=None)
def test_any_text_and_any_spans(text: str, places: list[tuple[int, ...]]) -> None:
    attributions = []
    for p in places:
        spans = [Span(a, b) for a, b in (sorted(p[k : k + 2]) for k in (0, 2, 4)) if a < b < len(text) + 1]
        if len(spans) == 3:
            attributions.append(Attribution((spans[0],), spans[1], (spans[2],), "indirect", 1.0))
    for listeners, place in circumstances(text, parse(text), attributions, ()):
        assert all(s.end < len(text) + 1 for s in (*listeners, *((place,) if place else ())))


def test_no_stops_at_all_stays_quick() -> None:
    one = "she told reporters at a rally that it rains and "
    text = one * 400
    spans = [
        Attribution((Span(i, i + 3),), Span(i + 4, i + 8), (Span(i + 30, i + 43),), "indirect", 1.0)
        for i in range(0, len(text), len(one))
    ]
    assert len(circumstances(text, parse(text), spans, ())) == 400
