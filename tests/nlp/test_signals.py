"""What the encoder told, asked by place."""

import numpy as np
import pytest

from onrecord.model import Attribution, Span
from onrecord.nlp.heads import KINDS, PARTS, SENSE, TAGS, slices
from onrecord.nlp.signals import Signals, pass_of

TAG, FACT = slices(TAGS), slices(SENSE)


def signals() -> Signals:
    """Five pieces of two characters, a space between: 0-2, 3-5, 6-8, 9-11, 12-14."""
    tags = np.zeros((5, sum(TAGS.values())), dtype=np.float16)
    starts = np.arange(0, 15, 3)
    row = np.full(6, 0.1, dtype=np.float32)
    row[2] = 0.5
    return Signals(starts, starts + 2, tags, {3: (1, row)})


def test_pieces_are_those_that_a_span_touches() -> None:
    told = signals()
    assert told.pieces(Span(0, 14)) == slice(0, 5)
    assert told.pieces(Span(4, 7)) == slice(1, 3)
    assert told.pieces(Span(2, 3)) == slice(1, 1)  # the space between two


def test_sense_adds_up_the_means_of_the_parts() -> None:
    told = signals()
    kind = KINDS.index("document")
    told.tags[0, TAG["source"]][FACT["kind"]][kind] = 4
    told.tags[1, TAG["source"]][FACT["kind"]][kind] = 2
    told.tags[2, TAG["cue"]][FACT["kind"]][kind] = 1
    told.tags[4, TAG["cue"]][FACT["kind"]][kind] = 100  # not asked for
    sense = told.sense({"source": (Span(0, 5),), "cue": (Span(6, 8),), "content": ()})
    assert sense["kind"][kind] == pytest.approx(4)
    assert {name: len(values) for name, values in sense.items()} == SENSE
    assert tuple(PARTS) == ("source", "cue", "content")


def test_antecedents_are_told_within_the_window_of_a_source() -> None:
    told = signals()
    # column 2 is piece 1 of the window, which begins at piece 1: characters 6 to 8
    assert told.antecedent(Span(9, 11), [Span(6, 8), Span(0, 2)]) == [pytest.approx(0.5), None]
    assert told.antecedent(Span(0, 2), [Span(6, 8)]) == [None]  # no source to the encoder


def test_a_nested_statement_was_read_in_a_later_pass() -> None:
    first, second = signals(), signals()
    outer = Attribution((), None, (Span(0, 2),), "indirect", 0.5)
    inner = Attribution((), None, (Span(0, 2),), "indirect", 0.5, parent=0)
    deeper = Attribution((), None, (Span(0, 2),), "indirect", 0.5, parent=1)
    found = [outer, inner, deeper]
    assert pass_of(found, 0, [first, second]) is first
    assert pass_of(found, 1, [first, second]) is second
    assert pass_of(found, 2, [first, second]) is second  # the last there is
