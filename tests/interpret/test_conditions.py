"""Conditions and what depends on them, rule by rule, and what holds for any text."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.interpret.conditions import conditions
from onrecord.model import Condition, Span
from onrecord.text import parse

Told = tuple[str, str | None, str, str]


def words(text: str, spans: tuple[Span, ...]) -> str:
    return " […] ".join(s.of(text) for s in spans)


def told(text: str, condition: Condition) -> Told:
    marker = condition.marker.of(text) if condition.marker else None
    return condition.kind, marker, words(text, condition.condition), words(text, condition.outcome)


def of(text: str, *pieces: str) -> list[Told]:
    """The conditions of the content, which is the whole text or these pieces of it."""
    content = [Span(text.index(p), text.index(p) + len(p)) for p in pieces] or [Span(0, len(text))]
    return [told(text, c) for c in conditions(text, parse(text), content)]


@pytest.mark.parametrize(
    ("text", "marker", "condition", "outcome"),
    [
        ("he would run again if urged to do so", "if", "urged to do so", "he would run again"),
        ("If the river rises, the mill will close.", "If", "the river rises", "the mill will close"),
        ("that, if the river rises, the mill will close", "if", "the river rises", "the mill will close"),
        ("I think if you look at the weir, it is safe.", "if", "you look at the weir", "it is safe"),
        ("If the vote fails we will go", "If", "the vote fails", "we will go"),
        ("he would come, if invited", "if", "invited", "he would come"),
        ("she would ask him again if elected mayor", "if", "elected mayor", "she would ask him again"),
        ("when a miller strikes, the town starves", "when", "a miller strikes", "the town starves"),
        ("it removes sacks when flagged by bakers", "when", "flagged by bakers", "it removes sacks"),
        ("once the dam is built, the town will be safe", "once", "the dam is built", "the town will be safe"),
        ("as soon as the army leaves, they will attack", "as soon as", "the army leaves", "they will attack"),
        ("the guards will answer in the event of an attack", "in the event of", "an attack", "the guards will answer"),
        ("In the event she is hurt, the guards will answer", "In the event", "she is hurt", "the guards will answer"),
        ("Assuming the council agrees, we will build.", "Assuming", "the council agrees", "we will build"),
        ("to close the port should he win", "should", "he win", "to close the port"),
        ("Were the dam to break, the town would drown.", "Were", "the dam to break", "the town would drown"),
        ("Had they asked, she would have come.", "Had", "they asked", "she would have come"),
        (
            "to make the pact, if it holds, an end to the feud",
            "if",
            "it holds",
            "to make the pact […] an end to the feud",
        ),
    ],
)
def test_what_suffices(text: str, marker: str, condition: str, outcome: str) -> None:
    assert of(text) == [("sufficient", marker, condition, outcome)]


@pytest.mark.parametrize(
    ("text", "marker", "condition", "outcome"),
    [
        ("he will come only if she calls", "only if", "she calls", "he will come"),
        ("he would only come if she called", "if", "she called", "he would only come"),
        ("Unless it rains, the crop will fail.", "Unless", "it rains", "the crop will fail"),
        ("the chamber will not vote until the count ends", "until", "the count ends", "the chamber will not vote"),
        ("she will never sign without his consent", "without", "his consent", "she will never sign"),
        ("without his help, it won't happen", "without", "his help", "it won't happen"),
        ("you may stay as long as you pay", "as long as", "you pay", "you may stay"),
        ("he will stay, provided that she stays", "provided that", "she stays", "he will stay"),
        ("Absent a truce, the town will fall.", "Absent", "a truce", "the town will fall"),
    ],
)
def test_what_is_necessary(text: str, marker: str, condition: str, outcome: str) -> None:
    assert of(text) == [("necessary", marker, condition, outcome)]


@pytest.mark.parametrize(
    ("text", "condition", "outcome"),
    [
        ("any use of the bridge would require his assent", "his assent", "any use of the bridge"),
        ("every litre above the limit required her order", "her order", "every litre above the limit"),
        ("the price depends on the harvest", "the harvest", "the price"),
        ("the levy was subject to a vote of the towns", "a vote of the towns", "the levy"),
        ("the truce is a precondition for talks", "the truce", "talks"),
        ("the only way to end the feud is a new treaty", "a new treaty", "end the feud"),
        ("you have to build a dam in order to save the town", "build a dam", "save the town"),
        ("To win the valley, they need to hold the bridge", "hold the bridge", "win the valley"),
    ],
)
def test_what_is_necessary_without_a_marker(text: str, condition: str, outcome: str) -> None:
    assert of(text) == [("necessary", None, condition, outcome)]


@pytest.mark.parametrize(
    "text",
    [
        "she asked him if he would sail",
        "they don't know if he will sail",
        "if the ferry would sail",
        "it looked as if he would sail",
        "he would sail even if it rained",
        "the best, if not the only, ferry",
        "she smiled when he came home",
        "when he came home, she smiled",
        "when it comes to ferries, he is an expert",
        "a time when ferries are late",
        "to decide when the ferry should sail",
        "the ferry was once a barge",
        "the feud will go on until the feast in July",
        "he waited for as long as three hours",
        "you may work as long as you like",
        "he left without a word",
        "officers must require a permit",
        "the council is assuming that it will rain",
        "Should we sail? Were you there? Had he gone?",
    ],
)
def test_what_is_no_condition(text: str) -> None:
    assert of(text) == []


def test_a_condition_around_source_and_cue() -> None:
    text = "“If the vote fails,” said Corvane, “I will go.”"
    assert of(text, "“If the vote fails,”", "“I will go.”") == [("sufficient", "If", "the vote fails", "I will go")]


def test_an_outcome_around_source_and_cue() -> None:
    text = "Closing the port, she said, “would be a loss if the ferries, slow as they are, were stopped.”"
    (found,) = of(text, "Closing the port", "“would be a loss if the ferries, slow as they are, were stopped.”")
    assert found == (
        "sufficient",
        "if",
        "the ferries, slow as they are, were stopped",
        "Closing the port […] would be a loss",
    )


def test_a_condition_that_is_a_sentence_of_its_own() -> None:
    text = "she was “quite ready” to sail – “why have a ship? But only if one more barge is lost.”"
    assert of(text) == [("necessary", "only if", "one more barge is lost", "she was “quite ready” to sail")]


def test_a_condition_without_an_outcome() -> None:
    assert of("“And if they have no more flour? That would hurt.”") == [
        ("sufficient", "if", "they have no more flour", "")
    ]


def test_parallel_conditions_share_their_outcome() -> None:
    found = of("the pact would count only if the towns agreed or if the miller were asked")
    assert [(kind, outcome) for kind, _, _, outcome in found] == [("necessary", "the pact would count")] * 2


def test_a_condition_inside_another() -> None:
    text = "If he wants to say that it won't hurt if she is elected, that's fine."
    assert [c[2] for c in of(text)] == ["he wants to say that it won't hurt if she is elected", "she is elected"]


WORDS = [
    "if",
    "unless",
    "when",
    "once",
    "until",
    "without",
    "only",
    "as",
    "long",
    "soon",
    "in",
    "the",
    "event",
    "of",
    "should",
    "had",
    "were",
    "he",
    "she",
    "it",
    "would",
    "could",
    "win",
    "lose",
    "not",
    "never",
    ",",
    ".",
    ";",
    ":",
    "-",
    "–",
    "“",
    "”",
    '"',
    "'",
    "(",
    ")",
    "[",
    "]",
    "a",
    "goats",
    "and",
    "or",
    "to",
    "order",
    "need",
    "needs",
    "require",
    "depends",
    "on",
    "way",
    "enough",
    "that",
    "because",
    "but",
    "then",
    "1,237",
    "\n\n",
]


@given(
    st.lists(st.sampled_from(WORDS), max_size=30),
    st.lists(st.sampled_from(["", " "]), min_size=30, max_size=30),
    st.data(),
)
def test_any_text_and_any_content(parts: list[str], spaces: list[str], data: st.DataObject) -> None:
    text = "".join(w + s for w, s in zip(parts, spaces, strict=False))
    places = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=6)))
    content = [Span(a, b) for a, b in zip(places[::2], places[1::2], strict=False)]
    for c in conditions(text, parse(text), content):
        assert c.condition
        for span in (*c.condition, *c.outcome, *((c.marker,) if c.marker else ())):
            assert any(piece.holds(span) for piece in content)
        assert not any(a.overlaps(b) for a in c.condition for b in c.outcome)


@given(st.text(max_size=80))
def test_no_text_raises(text: str) -> None:
    conditions(text, parse(text), [Span(0, len(text))] if text else [])


@pytest.mark.parametrize(
    "text", ["if " * 330_000, "if a, b " * 60_000, "if he wins - " * 40_000, "depends on " * 40_000]
)
def test_time_is_linear(text: str) -> None:
    bounds = parse(text)
    began = time.process_time()
    conditions(text, bounds, [Span(0, len(text))])
    assert time.process_time() - began < 30
