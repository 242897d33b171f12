"""Makes the probability of an act honest: one temperature, fitted on articles held out and built into the head."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from onrecord.attribute.reader import drafts_of
from onrecord.model import Span
from onrecord.nlp.encoder import Encoder, log_softmax
from onrecord.nlp.heads import ACTS, PARTS, SENSE, TAGS, slices
from onrecord.text import parse
from onrecord.train.network import Branch

STEPS = np.exp(np.linspace(np.log(0.5), np.log(5.0), 200))
"""Temperatures that are tried."""


def act_logits(
    encoder: Encoder, labelled: Iterable[tuple[str, Sequence[dict[str, Any]]]]
) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """Logits [k, 16] of the acts of labelled statements (text, labels) with their spans as labelled, and the acts."""
    logits: list[NDArray[np.float32]] = []
    acts: list[int] = []
    for text, labels in labelled:
        _, signals = drafts_of(text, parse(text), [Span(0, len(text))], encoder)
        for label in labels:
            told = signals.sense({part: [Span(a, b) for a, b in label[part]] for part in PARTS})
            logits.append(told["act"])
            acts.append(ACTS.index(label["act"]))
    return np.array(logits), np.array(acts)


def temperature(logits: NDArray[np.float32], acts: NDArray[np.int64]) -> float:
    """The temperature with the least negative log-likelihood."""
    rows = np.arange(len(acts))
    losses = [-float(log_softmax(logits / np.float32(t))[rows, acts].mean()) for t in STEPS]
    return float(STEPS[int(np.argmin(losses))])


def temper(branch: Branch, by: float) -> None:
    """Divides the logits of the acts by a temperature, in place."""
    act = slices(SENSE)["act"]
    with torch.no_grad():
        for part in PARTS:
            first = slices(TAGS)[part].start
            rows = slice(first + act.start, first + act.stop)
            branch.tags.weight[rows] /= by
            branch.tags.bias[rows] /= by
