"""Who is behind a source. All people, bodies and places are invented."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Article, Attribution, Block, Reference, Span
from onrecord.resolve import speakers
from onrecord.text import parse


def article(text: str, bylines: tuple[str, ...] = ()) -> Article:
    blocks = (Block("paragraph", Span(0, len(text))),) if text else ()
    return Article("sha256:0", "-", text, blocks, bylines=bylines)


def found(text: str, *said: tuple[str, str], bylines: tuple[str, ...] = ()) -> list[Reference]:
    """The speakers of statements given by source and content, each sought after the one before."""
    attributions, at = [], 0
    for source, content in said:
        places = []
        for words in (source, content):
            start = text.index(words, at) if words else -1
            places.append(Span(start, start + len(words)) if words else None)
        own = [p for p in places if p]
        at = min(p.start for p in own) + 1
        attributions.append(Attribution((places[0],) if places[0] else (), None, (own[-1],), "mixed", 1.0))
    return speakers(article(text, bylines), parse(text), attributions, ())


def one(text: str, source: str, content: str) -> Reference:
    return found(text, (source, content))[0]


def test_the_fullest_name_of_the_article() -> None:
    r = one("Odo Mayor Jane Holt spoke. It was night when Holt said it was late.", "Holt", "it was late")
    assert (r.name, r.kind, r.unresolved) == ("Jane Holt", "person", None)
    assert r.roles


def test_pronoun_follows_gender_and_the_last_speaker() -> None:
    text = "Jane Holt met Robert Varro. Holt said yes. Varro said no.\n\nLater she said that it was late."
    r = found(text, ("Holt", "yes"), ("Varro", "no"), ("she", "it was late"))
    assert [x.name for x in r] == ["Jane Holt", "Robert Varro", "Jane Holt"]


def test_role_means_the_person_who_was_introduced_with_it() -> None:
    text = "Gov. Jane Holt came. Sen. Ana Varro came too. The governor said that it was late."
    assert one(text, "The governor", "it was late").name == "Jane Holt"


def test_description_of_who_is_never_named() -> None:
    r = one("It was cold. A senior aide who asked not to be named said it was late.", "A senior aide", "it was late")
    assert (r.name, r.kind) == ("senior aide", "anonymous")


def test_relative_pronoun_takes_the_noun_before_it() -> None:
    text = "They wrote to Ana Varro about Jane Holt, who said that it was late."
    assert one(text, "who", "it was late").name == "Jane Holt"


def test_several_together() -> None:
    r = one("Jane Holt and Ana Varro came. Holt and Varro said it was late.", "Holt and Varro", "it was late")
    assert (r.name, r.kind) == ("Jane Holt and Ana Varro", "group")


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("The Odo Council", "organization"),
        ("A new poll", "document"),
        ("Voters in Odo", "group"),
        ("Several officials", "group"),
        ("You", "generic"),
        ("We", "narrator"),
    ],
)
def test_kinds(source: str, kind: str) -> None:
    assert one(f"It was cold. {source} said it was late.", source, "it was late").kind == kind


def test_first_person_inside_a_quotation_is_the_speaker() -> None:
    text = 'Jane Holt said: "I think that it is late." Then all was quiet.'
    said = Span(text.index('"'), text.index(" Then"))
    think = Span(text.index("it is"), text.index('."'))
    outer = Attribution((Span(0, 9),), None, (said,), "direct", 1.0)
    inner = Attribution((Span(text.index("I think"), text.index("I think") + 1),), None, (think,), "direct", 1.0, 0)
    assert [r.name for r in speakers(article(text), parse(text), [outer, inner], ())] == ["Jane Holt", "Jane Holt"]


def test_first_person_outside_is_the_author() -> None:
    r = found("By Ana Varro\n\nI think it is late.", ("I", "it is late"), bylines=("Ana Varro",))[0]
    assert (r.name, r.kind) == ("Ana Varro", "narrator")


def test_a_speech_that_goes_on_keeps_its_speaker() -> None:
    text = "Jane Holt said it was late. And that would be all."
    first = Attribution((Span(0, 9),), None, (Span(15, 26),), "indirect", 1.0)
    second = Attribution((), None, (Span(28, 50),), "indirect", 1.0, None, 0)
    assert [r.name for r in speakers(article(text), parse(text), [first, second], ())] == ["Jane Holt"] * 2


def test_unresolved_says_why() -> None:
    r = one("It was cold. He said it was late.", "He", "it was late")
    assert (r.name, r.unresolved) == (None, "no-antecedent")
    nobody = found("It was reported that it was late.", ("", "it was late"))[0]
    assert (nobody.name, nobody.unresolved) == (None, "no-source")


WORDS = st.sampled_from(
    ["Jane", "Holt", "Sen.", "the", "council", "Odo", "said", "he", "who", "and", ",", '"', "(D-Odo)", "’s", "’", ".",
     "\n\n", "\n", "I", "of", "U.S.", "3rd", "5,000", "%", "-", "poll", "officials", "é", "\u2028", "#"]
)  # fmt: skip


@st.composite
def texts_with_spans(draw: st.DrawFn) -> tuple[str, list[Attribution]]:
    text = draw(st.one_of(st.text(max_size=120), st.lists(WORDS, max_size=60).map(" ".join)))
    n = len(text)

    def span() -> Span:
        start = draw(st.integers(0, n - 1))
        return Span(start, draw(st.integers(start + 1, n)))

    found_: list[Attribution] = []
    for i in range(draw(st.integers(0, 5)) if n else 0):
        back = st.one_of(st.none(), st.integers(0, 4))
        source = tuple(span() for _ in range(draw(st.integers(0, 2))))
        cue = span() if draw(st.booleans()) else None
        parent = draw(st.one_of(st.none(), st.integers(0, i - 1))) if i else None
        found_.append(Attribution(source, cue, (span(),), "mixed", 0.5, parent, draw(back)))
    return text, found_


@settings(max_examples=300, deadline=None)
@given(texts_with_spans())
def test_any_text_and_any_spans(case: tuple[str, Sequence[Attribution]]) -> None:
    text, attributions = case
    result = speakers(article(text), parse(text), attributions, ())
    assert len(result) == len(attributions)
    for r in result:
        assert (r.name is None) == (r.unresolved is not None)
        assert (r.name is None) == (r.confidence is None)
        assert r.confidence is None or 0 <= r.confidence < 1 + 1e-9
        for s in (*((r.mention,) if r.mention else ()), *r.roles):
            assert s.end < len(text) + 1
        if r.name is not None:
            assert r.mention is not None
