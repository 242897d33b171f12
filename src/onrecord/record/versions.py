"""Is it the same article, another version of it, or another one? Pure."""

from dataclasses import dataclass
from typing import Final

from onrecord.record.terms import words

SHINGLE: Final = 3
"""Words in a row that two versions of one article share."""
LEAST_SHARED: Final = 0.3
"""Share of the shorter text's shingles that must stand in the other, for the same file or id to be a new version: a
file may be used again for another story, and the ids of two collections may be the same."""


@dataclass(frozen=True, slots=True)
class Known:
    """What tells two articles with the same text apart."""

    url: str | None
    outlet: str | None


def is_same(one: Known, other: Known) -> bool:
    """Of two articles with the same text: do they tell of no different address and of no different outlet?"""
    return not (_differ(one.url, other.url) or _differ(one.outlet, other.outlet))


def _differ(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and one != other


def is_version(text: str, other: str) -> bool:
    """Do the texts share enough to be versions of one article?"""
    mine, its = _shingles(text), _shingles(other)
    if not mine or not its:
        return False
    return len(mine & its) >= LEAST_SHARED * min(len(mine), len(its))


def _shingles(text: str) -> set[tuple[str, ...]]:
    found = words(text)
    return {tuple(found[at : at + SHINGLE]) for at in range(max(len(found) - SHINGLE + 1, 1))}
