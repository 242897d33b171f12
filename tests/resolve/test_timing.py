"""When statements were said: which words, for which statements, on which days; by the rules alone."""

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Article, Attribution, Moment, Span, Timing
from onrecord.nlp.details import Scene
from onrecord.resolve.expressions import clauses, expressions
from onrecord.resolve.timing import timings
from onrecord.text import parse

PUBLISHED = "2024-10-24"  # a Thursday

MARK = re.compile(r"\[(\w)(\d) (.*?)\]", re.DOTALL)
"""``[s1 the minister]``: source, cue (``c``) or content (``k``) of statement 1."""


def marked(text: str) -> tuple[str, list[Attribution]]:
    """The text without its marks, and the attributions that they told of."""
    plain, parts = "", dict[tuple[str, str], list[Span]]()
    at = 0
    for found in MARK.finditer(text):
        plain += text[at : found.start()]
        parts.setdefault((found[2], found[1]), []).append(Span(len(plain), len(plain) + len(found[3])))
        plain, at = plain + found[3], found.end()
    numbers = sorted({n for n, _ in parts})
    return plain + text[at:], [
        Attribution(
            tuple(parts.get((n, "s"), ())),
            next(iter(parts.get((n, "c"), ())), None),
            tuple(parts[n, "k"]),
            "indirect",
            1.0,
        )
        for n in numbers
    ]


def told(text: str, published: str | None = PUBLISHED) -> list[str | None]:
    """Of each marked statement the words that tell when."""
    plain, found = read(text, published)
    return [t.span.of(plain) if t else None for t in found]


def read(text: str, published: str | None = PUBLISHED) -> tuple[str, list[Timing | None]]:
    plain, attributions = marked(text)
    moment = Moment.of(published) if published else None
    return plain, timings(Article("a", "a", plain, (), published=moment), parse(plain), attributions, ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[s1 The mayor] [c1 said] on Monday [k1 that the bridge is safe].", ["Monday"]),
        ("[k1 The bridge is safe], [s1 the mayor] [c1 said] Tuesday.", ["Tuesday"]),
        ("On Wednesday, [s1 the mayor] [c1 told] reporters [k1 that the bridge is safe].", ["Wednesday"]),
        ("[s1 The mayor] [c1 said] last week [k1 that the bridge is safe].", ["last week"]),
        ("In an interview broadcast on Sunday, [s1 the mayor] [c1 said] [k1 the bridge is safe].", ["Sunday"]),
        ("In August, [s1 the mayor] [c1 said] [k1 the bridge was safe].", ["August"]),
        ("[s1 The mayor] [c1 said] [k1 the bridge will open on Monday].", [None]),
        ("[s1 The mayor], in office since 2009, [c1 said] [k1 the bridge is safe].", [None]),
        ("[s1 The mayor] [c1 said] [k1 the bridge is safe].", [None]),
    ],
)
def test_the_words_stand_outside_the_content(text: str, expected: list[str | None]) -> None:
    assert told(text) == expected


def test_two_cues_of_one_source_share_the_time() -> None:
    text = (
        "[s1 The ministry] on Monday [c1 sidestepped] [k1 a question about the dam], but [s2 it] [c2 said] "
        "[k2 talks would go on]."
    )
    assert told(text) == ["Monday", "Monday"]


def test_a_speech_that_goes_on_keeps_its_time() -> None:
    text = (
        "[k1 “The dam will hold,”] [s1 Ana Costa] [c1 said] on Monday. [k2 “We checked it twice,”] [s2 she] [c2 said]."
    )
    assert told(text) == ["Monday", "Monday"]


def test_days_are_told_against_publication() -> None:
    _, found = read("[s1 The mayor] [c1 said] on Wednesday [k1 that the bridge is safe].")
    assert found[0] is not None
    assert found[0].moment == Moment("2024-10-23", "2024-10-23", "2024-10-23")
    assert found[0].unresolved is None
    _, found = read("[s1 The mayor] [c1 said] last week [k1 that the bridge is safe].")
    assert found[0] is not None
    assert found[0].moment == Moment("2024-10-14", "2024-10-20", "2024-10-14/2024-10-20")


def test_without_publication_the_reason_is_given() -> None:
    _, found = read("[s1 The mayor] [c1 said] on Wednesday [k1 that the bridge is safe].", None)
    assert found[0] is not None
    assert (found[0].moment, found[0].unresolved) == (None, "no-publication-date")


def test_another_day_is_looked_for_before() -> None:
    text = "The dam broke on March 5. [s1 The mayor] [c1 said] the next day [k1 that nobody was hurt]."
    _, found = read(text)
    assert found[0] is not None
    assert found[0].moment is not None
    assert found[0].moment.earliest == "2024-03-06"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He may march in May or March", ["May", "March"]),
        ("on the morning of Feb. 28, 2016, and", ["the morning of Feb. 28, 2016"]),
        ("late Tuesday night they", ["late Tuesday night"]),
        ("three weeks ago and two days later", ["three weeks ago", "two days later"]),
        ("Earlier this month", ["Earlier this month"]),
        ("the 1990s, 1,990 cows, 2016-08-12", ["the 1990s", "2016-08-12"]),
        ("the sun sat still", []),
        ("at 7:19 p.m. EST", ["7:19 p.m. EST"]),
        ("Christmas Eve", ["Christmas Eve"]),
    ],
)
def test_expressions(text: str, expected: list[str]) -> None:
    assert [e.span.of(text) for e in expressions(text, Span(0, len(text)))] == expected


def test_clauses() -> None:
    text = "Shortly after the debate ended, he left."
    assert [e.span.of(text) for e in clauses(text, Span(0, len(text)))] == ["Shortly after the debate ended"]


def test_no_stops_at_all_stays_quick() -> None:
    one = "she said on Monday that it rains and "
    text = one * 400
    spans = [
        Attribution((Span(i, i + 3),), Span(i + 4, i + 8), (Span(i + 19, i + 32),), "indirect", 1.0)
        for i in range(0, len(text), len(one))
    ]
    found = timings(Article("a", "a", text, ()), parse(text), spans, ())
    assert sum(t is not None for t in found) > 300


@given(
    st.text(max_size=120), st.lists(st.tuples(*[st.integers(0, 119)] * 6), max_size=4), st.one_of(st.none(), st.dates())
)
@settings(max_examples=60, deadline=None)
def test_any_text_and_any_spans(text: str, places: list[tuple[int, ...]], published: date | None) -> None:
    attributions = []
    for p in places:
        spans = [Span(a, b) for a, b in (sorted(p[k : k + 2]) for k in (0, 2, 4)) if a < b < len(text) + 1]
        if len(spans) == 3:
            attributions.append(Attribution((spans[0],), spans[1], (spans[2],), "indirect", 1.0))
    moment = Moment.of(published.isoformat()) if published else None
    found = timings(Article("a", "a", text, (), published=moment), parse(text), attributions, ())
    assert len(found) == len(attributions)
    for t in found:
        if t is not None:
            assert t.span.end < len(text) + 1
            assert (t.moment is None) != (t.unresolved is None)
            assert t.moment is None or not t.moment.earliest > t.moment.latest


def test_a_scene_without_anything() -> None:
    assert Scene("", parse(""), []).sentence(5) == 0
    assert timings(Article("a", "a", "", ()), parse(""), [], ()) == []
