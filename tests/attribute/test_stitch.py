"""A speech that goes on: what the boundaries alone decide."""

from onrecord.attribute.draft import Draft
from onrecord.attribute.marks import quotation, with_marks
from onrecord.attribute.stitch import Speech, stitch
from onrecord.model import Span
from onrecord.text import parse

SURE = (-0.1, -0.1, -0.1, -0.1, -0.1)


def span(text: str, words: str) -> Span:
    at = text.index(words)
    return Span(at, at + len(words))


def said(text: str, source: str, cue: str, *content: str) -> Draft:
    return Draft((span(text, source),), span(text, cue), tuple(span(text, c) for c in content), SURE)


def joined(text: str, *drafts: Draft) -> list[list[str]]:
    found = stitch(Speech(text, parse(text), [Span(0, len(text))]), drafts)
    return [[c.of(text) for c in d.content] for d in found]


def test_a_quotation_after_the_sentence_of_its_cue_is_a_further_piece() -> None:
    text = "“Rot,” she told the Courier. “Brandt would not ask.” The canal is old."
    assert joined(text, said(text, "she", "told", "“Rot,”")) == [["“Rot,”", "“Brandt would not ask.”"]]


def test_a_quotation_over_three_paragraphs_is_one_statement() -> None:
    text = '"One," she told them. "Two.\n\n"Three.\n\n"Four."\n\nThe pool is old.'
    assert joined(text, said(text, "she", "told", '"One,"')) == [['"One,"', '"Two.', '"Three.', '"Four."']]


def test_the_reporter_between_ends_the_speech() -> None:
    text = "“Rot,” she said. The canal is old. “Brandt would not ask.”"
    drafts = (said(text, "she", "said", "“Rot,”"), Draft((), None, (span(text, "“Brandt would not ask.”"),), SURE))
    found = stitch(Speech(text, parse(text), [Span(0, len(text))]), drafts)
    assert [d.continues for d in found] == [None, 0]


def test_a_quotation_with_its_own_cue_is_not_taken() -> None:
    text = "“Rot,” she said.\n\n“Brandt would not ask,” Oakes said."
    both = (said(text, "she", "said", "“Rot,”"), said(text, "Oakes", "Oakes said"[6:], "“Brandt would not ask,”"))
    assert joined(text, *both) == [["“Rot,”"], ["“Brandt would not ask,”"]]


def test_words_without_marks_that_go_on_are_a_statement_of_their_own() -> None:
    text = "The canal would close, she said.\n\nAnd that would have “grey ships” calling."
    goes_on = Draft((), None, (span(text, "that would have “grey ships” calling"),), SURE)
    found = stitch(
        Speech(text, parse(text), [Span(0, len(text))]), (said(text, "she", "said", "The canal would close"), goes_on)
    )
    assert found[1].continues == 0


def test_a_title_in_marks_inside_a_sentence_is_not_a_piece() -> None:
    text = "“Rot,” she said. The film “The Canal” is old."
    assert joined(text, said(text, "she", "said", "“Rot,”")) == [["“Rot,”"]]


def test_marks_at_the_edge_belong_to_the_content() -> None:
    text = "He said: “We go.” Then he left."
    assert with_marks(text, span(text, "We go"), parse(text).quotes).of(text) == "“We go.”"


def test_quotation() -> None:
    text = "He said he was “ready”. “Go,” he said."
    quotes = parse(text).quotes
    assert quotation(text, [span(text, "he was “ready”")], quotes) == "mixed"
    assert quotation(text, [span(text, "“Go,”")], quotes) == "direct"
    assert quotation(text, [span(text, "he was")], quotes) == "indirect"


def test_an_unclosed_quotation_keeps_its_paragraph_against_a_later_cue() -> None:
    text = '"One," she told them. "Two.\n\n"Three."\n\n"Four," Oakes said.'
    first = said(text, "she", "told", '"One,"', '"Two.')
    second = said(text, "Oakes", " said."[1:5], '"Three."', '"Four,"')
    assert joined(text, first, second) == [['"One,"', '"Two.', '"Three."'], ['"Four,"']]


def test_double_apostrophes_are_marks_on_both_sides() -> None:
    text = "''One,'' he said. ''Two.\n\n''Three.''"
    assert joined(text, said(text, "he", "said", "''One,''")) == [["''One,''", "''Two.", "''Three.''"]]


def test_unquoted_words_without_a_cue_in_another_paragraph_go_on_from_nothing() -> None:
    text = "The canal would close, she said.\n\nA tanker waits at the gate."
    alone = Draft((), None, (span(text, "A tanker waits at the gate"),), SURE)
    first = said(text, "she", "said", "The canal would close")
    found = stitch(Speech(text, parse(text), [Span(0, len(text))]), (first, alone))
    assert found[1].continues is None


def test_a_quotation_after_a_sentence_of_the_reporter_is_detached_from_the_cue() -> None:
    text = "“Rot,” she said. “Brandt knows.” She paused. “And I was proud.”"
    one = said(text, "she", "said", "“Rot,”", "“Brandt knows.”", "“And I was proud.”")
    found = stitch(Speech(text, parse(text), [Span(0, len(text))]), [one])
    assert [[c.of(text) for c in d.content] for d in found] == [["“Rot,”", "“Brandt knows.”"], ["“And I was proud.”"]]
    assert found[1].continues == 0
