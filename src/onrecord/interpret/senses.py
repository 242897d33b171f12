"""The stage: attributions in, what was done by each out."""

from collections.abc import Sequence
from typing import cast

import numpy as np

from onrecord.interpret.circumstance import circumstances
from onrecord.interpret.conditions import conditions
from onrecord.interpret.figures import figures
from onrecord.interpret.negation import negated
from onrecord.model import Act, Attribution, Mode, Parse, Sense, Span
from onrecord.nlp.encoder import log_softmax
from onrecord.nlp.heads import ACTS, MODES
from onrecord.nlp.signals import Signals, pass_of


def senses(text: str, parse: Parse, attributions: Sequence[Attribution], passes: Sequence[Signals]) -> list[Sense]:
    """What is done by each of the attributions, in their order."""
    around = circumstances(text, parse, attributions, passes)
    return [_sense(text, parse, a, pass_of(attributions, i, passes), around[i]) for i, a in enumerate(attributions)]


def _sense(
    text: str, parse: Parse, a: Attribution, signals: Signals, around: tuple[tuple[Span, ...], Span | None]
) -> Sense:
    cue = (a.cue,) if a.cue else ()
    told = signals.sense({"source": a.source, "cue": cue, "content": a.content})
    act = np.exp(log_softmax(told["act"]))
    best = int(act.argmax())
    done = cast("Act", ACTS[best])
    audience, occasion = around
    return Sense(
        mode=cast("Mode", MODES[int(told["mode"].argmax())]),
        act=done,
        negated=negated(text, a.source, a.cue, done),
        act_confidence=round(float(act[best]), 4),
        audience=audience,
        occasion=occasion,
        conditions=conditions(text, parse, a.content),
        figures=figures(text, a.content),
    )
