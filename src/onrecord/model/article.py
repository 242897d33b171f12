"""What came in: bytes as captured, and the article that was read from them."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from onrecord.model.span import Span

BlockKind = Literal["headline", "paragraph", "caption", "dateline", "byline", "credits", "promotion", "residue"]
"""``headline``, ``paragraph`` and ``caption`` are read for statements; the others are apparatus."""


@dataclass(frozen=True, slots=True)
class Capture:
    """The bytes of one input and where they came from.

    ``origin`` is the id that the input gives, else its URL, path or ``-``; ``sha256`` is of ``data``.
    """

    data: bytes
    origin: str
    sha256: str
    url: str | None = None
    media_type: str | None = None
    charset: str | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """A point or stretch of time: ISO 8601 days, both inclusive; never prose.

    ``stamp`` is the full ISO 8601 time as the source gives it (with its zone when known), else the day.
    """

    earliest: str
    latest: str
    stamp: str

    @staticmethod
    def of(stamp: datetime | str) -> "Moment":
        """From an ISO 8601 date or time. Raises ``ValueError`` for anything else."""
        text = stamp.isoformat() if isinstance(stamp, datetime) else stamp.strip()
        day = datetime.fromisoformat(text).date().isoformat()
        return Moment(day, day, text)


@dataclass(frozen=True, slots=True)
class Block:
    """One typed stretch of the article; blocks are in order and do not overlap."""

    kind: BlockKind
    span: Span


@dataclass(frozen=True, slots=True)
class Article:
    """One article: its frozen text, its blocks and what its source says of it.

    ``id`` is ``sha256:`` and the hash of ``text`` in UTF-8. ``warnings`` are the codes of
    ``docs/errors.md`` for what was met on the way in (``undecodable``, ``language`` …).
    """

    id: str
    origin: str
    text: str
    blocks: tuple[Block, ...]
    url: str | None = None
    title: str | None = None
    outlet: str | None = None
    agency: str | None = None
    bylines: tuple[str, ...] = ()
    dateline: str | None = None
    published: Moment | None = None
    language: str | None = None
    warnings: tuple[str, ...] = field(default=())
