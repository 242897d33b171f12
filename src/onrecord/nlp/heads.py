"""What the heads of the encoder tell, by name and size: read at run time and in training alike."""

from itertools import accumulate

ACTS = (
    "assert", "deny", "confirm", "accuse", "support", "demand", "propose", "commit",
    "threaten", "warn", "predict", "refuse", "evade", "ask", "feel", "decide",
)  # fmt: skip
MODES = ("speech", "writing", "thought")
KINDS = ("person", "organization", "group", "anonymous", "document", "narrator", "generic", "unknown")
NAMES = ("person", "organization", "place", "people")
"""Kinds of name: ``people`` are nationalities, parties and creeds ("Belgians", "Democrats")."""
DETAILS = ("said", "audience", "occasion")
"""Stretches beside source, cue and content: when, to whom, where it was said."""

PARTS = ("source", "cue", "content")
SENSE = {"act": len(ACTS), "mode": len(MODES), "kind": len(KINDS)}
"""Logits of each word piece that, added up as means over source, cue and content, tell of the statement."""

TAGS = {"name": 1 + 2 * len(NAMES), "detail": 1 + 2 * len(DETAILS), **{p: sum(SENSE.values()) for p in PARTS}}
"""Sizes of the tag heads: BIO of names and of details, and what a piece tells as part of source, cue or content."""


def slices(sizes: dict[str, int]) -> dict[str, slice]:
    """Where each of the named stretches stands when they are laid end to end."""
    ends = list(accumulate(sizes.values()))
    return {name: slice(end - size, end) for (name, size), end in zip(sizes.items(), ends, strict=True)}
