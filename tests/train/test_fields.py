"""Targets from labelled fields: where words stand, what a source refers to."""

from typing import Any

from onrecord.nlp.heads import ACTS, DETAILS, KINDS
from onrecord.nlp.tokens import tokenize
from onrecord.train.fields import fields, nearest

TEXT = "Edda Corvane spoke on Monday. On Friday she told reporters that she would leave if asked."


def span(words: str) -> list[int]:
    at = TEXT.index(words)
    return [at, at + len(words)]


def label(**more: Any) -> dict[str, Any]:
    return {
        "source": [span("she")],
        "cue": [span("told")],
        "content": [span("that she would leave if asked")],
        "speaker": {"name": "Edda Corvane", "kind": "person"},
        "mode": "speech",
        "act": "commit",
        "negated": False,
        "audience": "reporters",
        "when": "Friday",
        **more,
    }


def test_words_become_tags_and_link_to_the_cue() -> None:
    tokens = tokenize(TEXT)
    told = fields(TEXT, tokens, [label()])
    words = [TEXT[a:b] for a, b in zip(tokens.starts, tokens.ends, strict=True)]
    tags = {w: (int(told.detail[i]), int(told.cue[i])) for i, w in enumerate(words) if told.detail[i] > 0}
    cue = words.index("told")
    assert tags == {
        "Friday": (1 + 2 * DETAILS.index("said"), cue),
        "reporters": (1 + 2 * DETAILS.index("audience"), cue),
    }


def test_offsets_serve_as_well_as_words() -> None:
    places = label(said=span("Friday"), audience=[span("reporters")])
    del places["when"]
    same = fields(TEXT, tokenize(TEXT), [places])
    assert (same.detail == fields(TEXT, tokenize(TEXT), [label()]).detail).all()


def test_a_sense_has_the_pieces_of_its_parts() -> None:
    told = fields(TEXT, tokenize(TEXT), [label(doubt="act: assert")])
    (sense,) = told.senses
    assert (ACTS[sense.act], KINDS[sense.kind], sense.weight) == ("commit", "person", 0.5)
    assert [len(p) for p in sense.pieces] == [1, 1, 6]
    inside = sense.within(int(sense.pieces[1][0]), 99)
    assert inside is not None
    assert not len(inside.pieces[0])  # the source is in the window before
    assert inside.pieces[1].tolist() == [1]


def test_a_pronoun_points_to_the_name_before_it() -> None:
    tokens = tokenize(TEXT)
    (found,) = fields(TEXT, tokens, [label()]).antecedents
    assert [TEXT[tokens.starts[i] : tokens.ends[i]] for i in found.names] == ["Ed"]  # first piece of "Edda Corvane"
    assert not fields(TEXT, tokens, [label(source=[span("Edda Corvane")])]).antecedents  # tells the name itself


def test_nearest_prefers_the_place_at_the_statement() -> None:
    text = "On Monday it rained. He said on Monday\nnight that it snowed."
    assert nearest(text, "Monday", (24, 28)) == (32, 38)
    assert nearest(text, "Monday night", (24, 28)) == (32, 44)
    assert nearest(text, "Sunday", (24, 28)) is None
