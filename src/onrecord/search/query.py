"""What is asked, frozen, before any database is thought of."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, get_args

from onrecord.errors import UsageError
from onrecord.model import Act
from onrecord.record.terms import words as cut

Sort = Literal["rank", "newest", "oldest"]
Has = Literal["condition", "figure"]

ACTS: Final[tuple[str, ...]] = get_args(Act)
MOST: Final = 10_000
"""Statements that one question may ask for."""
LONGEST: Final = 200
"""Words of one question: more make no better answer, and databases limit them."""

_QUOTED: Final = re.compile(r"[\"“”„«»]")

Phrase = tuple[str, ...]
"""Words that stand one after the other."""


@dataclass(frozen=True, slots=True)
class Query:
    """A question to the record. Everything given must hold; of several ``acts`` one.

    ``words`` are looked for in what was said, in the source's words and in the speaker's name; what stands in
    quotation marks there, word after word. ``speaker``, ``outlet`` and ``audience`` hold when all their words do. Days
    are ISO 8601, both ends included; a statement whose day isn't known is in no span of days. ``sort`` by ``rank``
    is by how well the words fit, and by ``newest`` where there are none. ``superseded`` also gives statements of
    earlier versions of an article. Raises ``UsageError`` for what can't be.
    """

    words: str = ""
    speaker: str | None = None
    acts: tuple[str, ...] = ()
    outlet: str | None = None
    audience: str | None = None
    has: tuple[Has, ...] = ()
    said_from: str | None = None
    said_to: str | None = None
    published_from: str | None = None
    published_to: str | None = None
    sort: Sort = "rank"
    limit: int = 20
    superseded: bool = False

    def __post_init__(self) -> None:
        if self.words.strip() and not self.phrases:
            raise UsageError(f"there is no word to look for in {self.words!r}", code="query")
        for name in ("speaker", "outlet", "audience"):
            value = getattr(self, name)
            if value is not None and not cut(value):
                raise UsageError(f"{name}: there is no word to look for in {value!r}", code="query")
        if unknown := [act for act in self.acts if act not in ACTS]:
            raise UsageError(f"{unknown[0]!r} is no act; there are {', '.join(ACTS)}", code="query")
        if not 0 < self.limit < MOST + 1:
            raise UsageError(f"the limit is a number from 1 to {MOST:,}", code="query")
        for day in (self.said_from, self.said_to, self.published_from, self.published_to):
            _check_day(day)

    @property
    def phrases(self) -> tuple[Phrase, ...]:
        """The words, each a phrase of one, and the phrases."""
        return phrases(self.words)


def phrases(text: str) -> tuple[Phrase, ...]:
    """The phrases of a question: what stands between two quotation marks is one, every other word another.

    A word that is cut into several ("don't", "3,000") is a phrase of them. A mark without its partner is no mark.
    """
    parts = _QUOTED.split(text)
    found: list[Phrase] = []
    for number, part in enumerate(parts):
        is_quoted = number % 2 == 1 and number < len(parts) - 1
        found += [tuple(cut(part))] if is_quoted else [tuple(cut(word)) for word in part.split()]
    kept: list[Phrase] = []
    left = LONGEST
    for phrase in dict.fromkeys(found):
        if phrase and left:
            kept.append(phrase[:left])
            left -= len(kept[-1])
    return tuple(kept)


def _check_day(day: str | None) -> None:
    if day is None:
        return
    try:
        date.fromisoformat(day)
    except ValueError:
        raise UsageError(f"{day!r} is no day by ISO 8601; write it like 2031-05-17", code="query") from None
