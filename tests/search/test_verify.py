"""Quotations against what was said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import UsageError
from onrecord.record import Store, arrival_of
from onrecord.search import verify, verify_in
from onrecord.search.compare import likeness, quoted, splice
from onrecord.search.verify import Said, judge
from record.readings import begun, simple, story

BRIDGE = Said("s1:1", "“We will pay for the bridge and not one crown more,”", "Edda Corvane", "she")
HARBOUR = Said("s1:2", "that the harbour must open its gates before the winter comes", "Tom Ruck", "he")
NOBODY = Said("s1:3", "that nobody at the quay was asked about any of this", None, "an official")
ALL = [BRIDGE, HARBOUR, NOBODY]


@pytest.mark.parametrize(
    ("quotation", "speaker", "finding", "first"),
    [
        ("We will pay for the bridge", None, "verbatim", BRIDGE),
        ("WE WILL PAY for the bridge, and not one crown more!", "Corvane", "verbatim", BRIDGE),
        ("we will pay for the tunnel and not one crown more", None, "altered", BRIDGE),
        ("we will not pay for the bridge", "Edda Corvane", "altered", BRIDGE),
        ("We will pay for the bridge … not one crown more", None, "altered", BRIDGE),
        ("we will pay for the bridge", "Tom Ruck", "another-speaker", BRIDGE),
        ("we will pay for the harbour and not one crown more", "Ruck", "another-speaker", BRIDGE),
        ("nobody at the quay was asked", "Tom Ruck", "verbatim", NOBODY),
        ("we will pay for the bridge before the winter comes", None, "spliced", BRIDGE),
        ("rain fell all day", None, "not-here", None),
        ("pay", None, "verbatim", BRIDGE),
    ],
)
def test_what_is_found(quotation: str, speaker: str | None, finding: str, first: Said | None) -> None:
    verdict = judge(quotation, ALL, speaker=speaker)
    assert verdict.finding == finding
    assert (verdict.matches[0].said if verdict.matches else None) == first


def test_the_difference_is_told_word_by_word() -> None:
    (match, *_) = judge("we will pay for the tunnel and not one crown more", ALL).matches
    assert [(d.change, " ".join(d.words)) for d in match.likeness.diff] == [
        ("same", "we will pay for the"),
        ("added", "tunnel"),
        ("left out", "bridge"),
        ("same", "and not one crown more"),
    ]


def test_pieces_come_in_the_order_of_the_quotation() -> None:
    verdict = judge("before the winter comes we will pay for the bridge", ALL)
    assert verdict.finding == "spliced"
    assert [m.said.key for m in verdict.matches] == ["s1:2", "s1:1"]


def test_a_statement_that_nobody_is_named_for_leaves_the_speaker_open() -> None:
    (match,) = judge("nobody at the quay was asked", ALL, speaker="Tom Ruck").matches
    assert match.speaker_fits is None


@given(st.lists(st.sampled_from("abcd"), min_size=1), st.lists(st.sampled_from("abcd")))
def test_a_difference_holds_the_whole_quotation(quotation: list[str], said: list[str]) -> None:
    found = likeness(quotation, said)
    kept = [word for d in found.diff if d.change != "left out" for word in d.words]
    assert kept == quotation
    there = [word for d in found.diff if d.change != "added" for word in d.words]
    assert not there or "".join(there) in "".join(said)
    assert found.whole == ("".join(quotation) in "".join(said))


@given(st.lists(st.sampled_from("abc"), min_size=1), st.lists(st.lists(st.sampled_from("abc")), max_size=4))
def test_pieces_are_the_quotation(quotation: list[str], said: list[list[str]]) -> None:
    pieces = splice(quotation, said)
    if pieces:
        assert [word for piece in pieces for word in piece.words] == quotation
        assert all("".join(piece.words) in "".join(said[piece.statement]) for piece in pieces)
        assert len({piece.statement for piece in pieces}) > 1


def test_very_long_quotations_are_cut() -> None:
    assert len(quoted("word " * 10_000)) == 400
    assert judge("word " * 10_000, ALL).finding == "not-here"


@pytest.mark.parametrize(
    ("quotation", "speaker", "finding"),
    [
        ("Nobody was asked", None, "verbatim"),
        ("nobody was asked. we will not pay", "Ruck", "verbatim"),
        ("nobody was asked. we will never pay", "Ruck", "altered"),
        ("nobody was asked", "Corvane", "another-speaker"),
        ("the council would pay about 3,000 crowns if ferry workers will strike", None, "spliced"),
        ("pay", None, "verbatim"),
        ("entirely other words that were never said", None, "not-here"),
        ("🚢 nobody \0 was asked", None, "verbatim"),
    ],
)
def test_the_record_is_asked(store: Store, quotation: str, speaker: str | None, finding: str) -> None:
    assert verify(store, quotation, speaker=speaker).finding == finding


def test_earlier_versions_are_looked_at_too(store: Store) -> None:
    corrected = simple(
        story().article.text.replace("We will not pay.", "We may pay."),
        ("harbour master Tom Ruck", "said", "“Nobody was asked,”"),
        origin="quay.html",
        url="https://news.example/quay",
        outlet="Lund Quay Post",
    )
    store.add(begun(store), arrival_of(corrected.article), corrected)
    verdict = verify(store, "the council would pay about 3,000 crowns")
    assert verdict.finding == "verbatim"
    assert verdict.matches[0].said.state == "superseded"
    # what stands in both is told of as the current one says it
    assert verify(store, "nobody was asked").matches[0].said.state == "current"


def test_articles_are_looked_at_without_a_record() -> None:
    found = verify_in(story().statements, "we will not pay", speaker="Tom Ruck")
    assert found.finding == "verbatim"
    assert found.matches[0].said.outlet == "Lund Quay Post"


@pytest.mark.parametrize("quotation", ["", "…", "\0"])
def test_no_words_are_no_quotation(quotation: str) -> None:
    with pytest.raises(UsageError, match="no word"):
        verify_in(story().statements, quotation)
