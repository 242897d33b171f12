"""Is the attribution itself negated ("did not say", "nobody claimed")?"""

import re
from typing import Final

from onrecord.lexicon import entries
from onrecord.model import Act, Span

CARRIED: Final[frozenset[Act]] = frozenset({"refuse", "deny", "evade"})
"""Acts that carry their negation: "declined to say" is an `evade`, and not a negated one."""
_WORD = re.compile(r"n['’]t\b|\w+(?=n['’]t\b)|\w+")


def negated(text: str, source: tuple[Span, ...], cue: Span | None, act: Act) -> bool:
    """True when the words of the cue or the beginning of the source negate it and ``act`` does not say so already."""
    if cue is None or act in CARRIED:
        return False
    return _in_cue(cue.of(text)) or any(_begins(span.of(text).lower()) for span in source)


def _in_cue(cue: str) -> bool:
    words = [w.lower().replace("’", "'") for w in _WORD.findall(cue)]
    negations, idioms = entries("negations"), entries("negation-idioms")
    return any(w in negations and not idioms & set(words[i + 1 : i + 2]) for i, w in enumerate(words))


def _begins(source: str) -> bool:
    words = source.split()
    return bool(entries("negated-sources") & {" ".join(words[:1]), " ".join(words[:2])})
