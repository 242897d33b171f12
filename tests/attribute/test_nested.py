"""Contents read again: where their words come from."""

from onrecord.attribute.draft import Draft
from onrecord.attribute.nested import inner_text
from onrecord.model import Span

TEXT = "She said that Brandt had promised a dam. “He told me,” Oakes said, “we are done.” The pool is old."


def draft(*content: str) -> Draft:
    spans = tuple(Span(TEXT.index(c), TEXT.index(c) + len(c)) for c in content)
    return Draft((), None, spans, (0.0,) * 5)


DRAFTS = [draft("that Brandt had promised a dam"), draft("“He told me,”", "“we are done.”"), draft("The pool is old")]


def test_each_content_is_a_paragraph_without_marks_and_that() -> None:
    inner = inner_text(TEXT, DRAFTS, range(3))
    assert inner.text == "Brandt had promised a dam.\n\nHe told me, we are done."


def test_a_place_inside_leads_back_to_the_article() -> None:
    inner = inner_text(TEXT, DRAFTS, range(3))
    at = inner.text.index("told me, we")
    pieces, owner = inner.home(Span(at, at + len("told me, we")))
    assert owner == 1
    assert [p.of(TEXT) for p in pieces] == ["told me,", "we"]


def test_what_can_hold_no_statement_is_not_read_again() -> None:
    assert inner_text(TEXT, DRAFTS, [2]).text == ""
