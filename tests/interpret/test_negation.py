"""A negated attribution, and what only looks like one."""

import pytest

from onrecord.interpret.negation import negated
from onrecord.model import Act, Span


def of(source: str, cue: str, act: Act = "assert") -> bool:
    text = f"{source} {cue} that the ferry would sail."
    return negated(text, (Span(0, len(source)),), Span(len(source) + 1, len(source) + 1 + len(cue)), act)


@pytest.mark.parametrize(
    "cue", ["did not say", "didn't claim", "didn’t claim", "has never promised", "failed to mention"]
)
def test_a_cue_with_a_negation_is_negated(cue: str) -> None:
    assert of("Corvane", cue)


@pytest.mark.parametrize("source", ["Nobody", "No one", "None of the councillors", "Neither side", "Not every captain"])
def test_a_source_that_is_nobody_negates(source: str) -> None:
    assert of(source, "said")


@pytest.mark.parametrize("cue", ["said", "noted", "has no doubt", "made no secret of his wish", "knotted"])
def test_other_cues_are_not(cue: str) -> None:
    assert not of("Corvane", cue)


@pytest.mark.parametrize("act", ["refuse", "deny", "evade"])
def test_some_acts_carry_their_negation(act: Act) -> None:
    assert not of("Corvane", "did not answer", act)


def test_speech_that_goes_on_has_no_cue_to_negate() -> None:
    assert not negated("“Not now.”", (), None, "assert")
