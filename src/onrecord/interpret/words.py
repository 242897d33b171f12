"""Closed classes of words that the rules of this room share."""

from functools import cache

from onrecord.lexicon import entries


@cache
def listed(name: str) -> frozenset[str]:
    """The words of a class of the lexicon. Raises ``KeyError`` for a class that is not there."""
    classes = {first: frozenset(words) for first, *words in (entry.split() for entry in entries("word-classes"))}
    return classes[name]
