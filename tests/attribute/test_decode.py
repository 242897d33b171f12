"""From the heads' log-probabilities to attributions."""

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from onrecord.attribute.decode import attributions, best_path, runs
from onrecord.nlp.encoder import Heads
from onrecord.nlp.heads import TAGS

O, BS, IS, BC, IC, BT, IT = range(7)  # noqa: E741 - the name of the role


def allowed(path: tuple[int, ...]) -> bool:
    return all(
        role % 2 or role == 0 or before in (role, role - 1) for before, role in zip((0, *path), path, strict=False)
    )


@given(arrays(np.float64, st.tuples(st.integers(1, 4), st.just(7)), elements=st.floats(-9, 0)))
@settings(max_examples=60)
def test_best_path_is_the_best_of_all_allowed_paths(role: np.ndarray) -> None:
    def score(path: tuple[int, ...]) -> float:
        return float(sum(role[i, r] for i, r in enumerate(path)))

    found = tuple(best_path(role.tolist()))
    assert allowed(found)
    assert score(found) == max(
        score(p) for p in itertools.product(range(7), repeat=len(role)) if allowed(p)
    ) or np.isclose(score(found), max(score(p) for p in itertools.product(range(7), repeat=len(role)) if allowed(p)))


def heads(roles: list[int], link: dict[int, int], origin: dict[int, int]) -> Heads:
    """Heads that are sure of all they say; what points to nothing points to column 0."""
    n = len(roles)
    role = np.full((n, 7), -9.0, dtype=np.float32)
    role[range(n), roles] = -0.01

    def rows(targets: dict[int, int]) -> np.ndarray:
        out = np.full((n, n + 1), -9.0, dtype=np.float32)
        for i in range(n):
            out[i, targets.get(i, -1) + 1] = -0.01
        return out

    return Heads(role, rows(link), rows(origin), np.zeros((n, sum(TAGS.values())), np.float32), rows({}))


def test_source_cue_and_content_are_joined() -> None:
    # she said : it rains
    (found,) = attributions(heads([BS, BC, BT, IT], {0: 1, 2: 1, 3: 1}, {1: 0}))
    assert [(r.start, r.end) for r in (*found.source, found.cue, *found.content) if r] == [(0, 1), (1, 2), (2, 4)]


def test_one_source_serves_two_cues() -> None:
    found = attributions(heads([BS, BC, BT, BC, BT], {0: 1, 2: 1, 4: 3}, {1: 0, 3: 0}))
    assert len(found) == 2
    assert found[0].source == found[1].source


def test_content_on_both_sides_of_the_cue() -> None:
    (found,) = attributions(heads([BT, BS, BC, BT], {0: 2, 1: 2, 3: 2}, {2: 1}))
    assert [(r.start, r.end) for r in found.content] == [(0, 1), (3, 4)]


def test_no_source_and_no_cue_are_values() -> None:
    sourceless, cueless = attributions(heads([BC, BT, O, BT], {1: 0}, {}))
    assert sourceless.source == ()
    assert sourceless.cue is not None
    assert cueless.cue is None


def test_a_cue_without_content_is_no_statement() -> None:
    assert attributions(heads([BS, BC], {0: 1}, {1: 0})) == []


def test_nothing_in_nothing_out() -> None:
    assert runs(np.zeros((0, 7), dtype=np.float32)) == []
