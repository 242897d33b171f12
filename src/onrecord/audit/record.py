"""What an audit holds: numbers of statements and words, by speaker and by every property of them."""

from dataclasses import dataclass
from typing import Final

from onrecord.model import Kind, Made, Share

UNRESOLVED: Final = "unresolved"
NOT_LISTED: Final = "not-listed"
NO_VALUE: Final = "no-value"
AMBIGUOUS: Final = "ambiguous"
"""Why a property is unknown: nobody could be named; not in the user's list; in it without a value; two entries fit."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How much has one value of a property. ``known`` is False for a reason why the value can't be told.

    ``words`` are those of the contents; ``speakers`` are different ones, the unnamed counted anew in each article.
    """

    value: str
    statements: int
    words: int
    speakers: int
    known: bool = True


@dataclass(frozen=True, slots=True)
class Voice:
    """One speaker. Unnamed ones with the same description share a voice. ``values`` are those of the user's list, one
    for each of its columns, empty where it has none."""

    name: str
    kind: Kind
    named: bool
    statements: int
    words: int
    articles: int
    direct: int
    indirect: int
    mixed: int
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Single:
    """An article whose statements rest on one speaker; with ``unresolved`` statements it may be more."""

    article: str
    origin: str
    title: str | None
    speaker: str
    kind: Kind
    statements: int
    unresolved: int


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the user's list: the share of voice by its values, and what stays unknown."""

    name: str
    tallies: tuple[Tally, ...]


@dataclass(frozen=True, slots=True)
class Audit:
    """What was counted over all articles that were read.

    Statements are those of the outer level; ``relayed`` ones stand inside another's words, which count already.
    Each of the lists of tallies adds up to ``statements`` and ``words``, but ``unresolved``: it has the reasons of what
    is so in ``standing``. ``characters`` are those of the articles'
    texts without white space, by what they are.
    """

    articles: int
    silent: int
    statements: int
    words: int
    relayed: int
    speakers: int
    voices: tuple[Voice, ...]
    standing: tuple[Tally, ...]
    nature: tuple[Tally, ...]
    kinds: tuple[Tally, ...]
    quotation: tuple[Tally, ...]
    acts: tuple[Tally, ...]
    modes: tuple[Tally, ...]
    unresolved: tuple[Tally, ...]
    characters: tuple[tuple[Share, int], ...]
    single: tuple[Single, ...]
    columns: tuple[Column, ...]
    made: tuple[Made, ...]
