"""Confidence: fitted, measured, and matched as the scorer does."""

import numpy as np
import pytest

from onrecord.train.calibrate import best_threshold, expected_calibration_error, logistic, matches


def test_logistic_finds_known_weights() -> None:
    rng = np.random.default_rng(0)
    x = rng.normal(size=(20_000, 2))
    y = (rng.random(20_000) < 1 / (1 + np.exp(-(0.5 + 2 * x[:, 0] - x[:, 1])))).astype(float)
    bias, weights = logistic(x, y)
    assert bias == pytest.approx(0.5, abs=0.1)
    assert weights == pytest.approx([2.0, -1.0], abs=0.1)


def test_expected_calibration_error() -> None:
    p = np.repeat([0.2, 0.8], 100)
    right = np.concatenate([np.arange(100) < 20, np.arange(100) < 80]).astype(float)
    assert expected_calibration_error(p, right, bins=2) == pytest.approx(0)
    assert expected_calibration_error(p, 1 - right, bins=2) == pytest.approx(0.6)


def test_best_threshold_weighs_what_is_lost() -> None:
    p, right = np.array([0.9, 0.5, 0.3, 0.3]), np.array([1.0, 1.0, 0.0, 0.0])
    assert 0.3 < best_threshold(p, right, 2) < 0.51


def test_matches_are_one_to_one_and_need_the_source() -> None:
    he, she, words = frozenset({1}), frozenset({2}), frozenset(range(10, 20))
    assert matches([(he, words)], [(he, words), (he, words)]) == {0}
    assert matches([(he, words)], [(she, words)]) == set()
    assert matches([(frozenset(), words)], [(frozenset(), words)]) == {0}
    assert matches([(he, words)], [(he, frozenset(range(10, 15)))]) == {0}
    assert matches([(he, words)], [(he, frozenset(range(10, 14)))]) == set()
