"""Stray pieces of a content are dropped, and never all of them."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.attribute.decode import CONTENT, CUE, Found, Run
from onrecord.attribute.logistic import Logistic
from onrecord.attribute.sieve import FACTS, Sieve, facts
from onrecord.nlp.encoder import Heads
from onrecord.nlp.heads import TAGS

N = 30
WEIGHTS = tuple(1.0 if name == "bond" else 0.0 for name in FACTS)
BY_BOND = Sieve(Logistic(3.0, WEIGHTS), 0.5)
"""Keeps a piece when the log-probability of its link is above -3."""


def heads(bonds: dict[int, float]) -> Heads:
    flat = np.full((N, N + 1), -1.0, dtype=np.float32)
    for piece, bond in bonds.items():
        flat[piece] = bond
    role = np.full((N, 7), -1.0, dtype=np.float32)
    return Heads(role, flat, flat, np.zeros((N, sum(TAGS.values())), np.float32), flat)


def found(*content: Run) -> Found:
    return Found((), Run(CUE, 10, 11, -0.1), content, -0.1, -0.1)


def test_a_piece_that_is_hardly_linked_is_dropped() -> None:
    kept, stray = Run(CONTENT, 12, 20, -0.1), Run(CONTENT, 2, 4, -0.1)
    assert BY_BOND.sifted(found(stray, kept), heads({2: -5.0, 3: -5.0})).content == (kept,)


def test_the_likeliest_piece_stays_whatever_the_threshold() -> None:
    first, second = Run(CONTENT, 2, 4, -0.1), Run(CONTENT, 12, 20, -0.1)
    told = heads(dict.fromkeys(range(12, 20), -5.5) | {2: -5.0, 3: -5.0})
    assert BY_BOND.sifted(found(first, second), told).content == (first,)


def test_one_piece_and_cueless_speech_are_left_alone() -> None:
    one = found(Run(CONTENT, 12, 20, -0.1))
    assert BY_BOND.sifted(one, heads({})) == one
    silent = replace(found(Run(CONTENT, 2, 4, -9.0), Run(CONTENT, 12, 20, -0.1)), cue=None)
    assert BY_BOND.sifted(silent, heads({})) == silent


@given(st.lists(st.integers(1, N - 2), min_size=2, max_size=6, unique=True).map(sorted), st.floats(-30, 30))
def test_what_is_kept_is_some_of_what_was_there_in_order(starts: list[int], bias: float) -> None:
    whole = found(*(Run(CONTENT, i, i + 1, -0.5) for i in starts if i != 10))
    kept = Sieve(Logistic(bias, WEIGHTS), 0.5).sifted(whole, heads({})).content
    assert kept or not whole.content
    assert list(kept) == [r for r in whole.content if r in kept]


def test_facts_are_as_many_as_their_names() -> None:
    pieces = (Run(CONTENT, 2, 4, -0.1), Run(CONTENT, 12, 20, -0.1))
    rows = facts(pieces, Run(CUE, 10, 11, -0.1), heads({}))
    assert [len(row) for row in rows] == [len(FACTS)] * 2
    assert rows[0][FACTS.index("share")] == pytest.approx(0.2)
