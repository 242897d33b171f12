"""Small repairs by grammar."""

import pytest

from onrecord.attribute.draft import Draft
from onrecord.attribute.tidy import coordinated, edge, tidied
from onrecord.model import Span
from onrecord.text import parse

SURE = (0.0,) * 5


def span(text: str, words: str) -> Span:
    at = text.index(words)
    return Span(at, at + len(words))


def draft(text: str, source: str | None, cue: str, *content: str, parent: int | None = None) -> Draft:
    sources = (span(text, source),) if source else ()
    return Draft(sources, span(text, cue), tuple(span(text, c) for c in content), SURE, parent=parent)


@pytest.mark.parametrize(
    ("words", "which", "left"),
    [
        ("The palace on", "source-ends", "The palace"),
        ("Odile Garrick ‘", "source-ends", "Odile Garrick"),
        ("the pool stays and", "content-ends", "the pool stays"),
        ("denounced by", "cue-ends", "denounced"),
        ("the union of bakers", "source-ends", "the union of bakers"),
        ("on", "source-ends", "on"),
    ],
)
def test_edges(words: str, which: str, left: str) -> None:
    assert edge(words, Span(0, len(words)), which).of(words) == left


def test_a_cue_without_source_shares_that_of_a_later_cue() -> None:
    text = "The palace ducked a question about the dam, but said it would hold."
    first = draft(text, None, "ducked a question about", "the dam")
    second = draft(text, "The palace", "said", "it would hold")
    found = tidied(text, parse(text), [first, second])
    assert found[0].source == second.source


def test_a_passive_keeps_its_lack_of_a_source() -> None:
    text = "It was reported that the palace said it would hold."
    first = draft(text, None, "was reported", "that the palace said it would hold")
    second = draft(text, "the palace", "said", "it would hold")
    assert tidied(text, parse(text), [first, second])[0].source == ()


def test_the_place_after_a_plain_cue_is_not_the_cue() -> None:
    text = "Corvane said in a broadcast that the canal would close."
    (found,) = tidied(text, parse(text), [draft(text, "Corvane", "said in", "that the canal would close")])
    assert found.cue == span(text, "said")


def test_a_source_has_no_piece_in_another_sentence() -> None:
    text = "“Rot,” Oake told them. She left."
    odd = Draft((span(text, "Oake"), span(text, "She")), span(text, "told"), (span(text, "“Rot,”"),), SURE)
    assert tidied(text, parse(text), [odd])[0].source == (span(text, "Oake"),)


def test_a_lone_article_is_no_content() -> None:
    text = "The vote, denounced by unions as a farce, stands."
    odd = draft(text, "unions", "denounced by", "a", "as a farce")
    (found,) = tidied(text, parse(text), [odd])
    assert found.content == (span(text, "as a farce"),)


def test_two_statements_side_by_side() -> None:
    text = "Orland said that it had pictures and councillors said dockers had been sent home."
    outer = draft(text, "Orland", "said", "that it had pictures and councillors said dockers had been sent home")
    inner = Draft(
        (span(text, "councillors"),),
        Span(text.index("councillors said") + 12, text.index("councillors said") + 16),
        (span(text, "dockers had been sent home"),),
        SURE,
        parent=0,
    )
    first, second = coordinated(text, [outer, inner])
    assert first.content == (span(text, "that it had pictures"),)
    assert second.parent is None


@pytest.mark.parametrize(
    ("content", "source", "cue", "inside"),
    [
        ("that Brandt left and he said so twice", "he", "said so", "twice"),
        ("that Brandt left and Oakes had promised a dam", "Oakes", "had promised", "a dam"),
        ("“that Brandt left and Oakes promised a dam”", "Oakes", "promised", "a dam"),
    ],
)
def test_what_may_be_part_of_what_was_said_stays_inside(content: str, source: str, cue: str, inside: str) -> None:
    text = f"Orland told them {content}."
    found = coordinated(text, [draft(text, "Orland", "told", content), draft(text, source, cue, inside, parent=0)])
    assert found[1].parent == 0
