"""What goes out: statements, what was declined, and the reading of one article."""

from dataclasses import dataclass
from typing import Literal

from onrecord.model.article import Article
from onrecord.model.attribution import Quotation
from onrecord.model.sense import Reference, Sense, Timing
from onrecord.model.span import Span

Share = Literal["content", "source", "cue", "circumstance", "reporter", "apparatus", "space"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A span with its words: ``text[span.start:span.end] == words``, checked by ``Statement``."""

    span: Span
    words: str


@dataclass(frozen=True, slots=True)
class Made:
    """What made a statement: the version of the code and the digest of the model."""

    onrecord: str
    model: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One attributed statement, read from one article (``docs/fields.md`` defines each field).

    ``id`` hashes the article's id, the spans and the scheme's version: what was observed, never
    what was inferred. ``parent`` and ``continues`` are ids of statements of the same article. ``speaker`` and
    ``sense`` are None where they were not asked for, ``said`` also where the article does not tell.
    """

    id: str
    article: Article
    source: tuple[Piece, ...]
    cue: Piece | None
    content: tuple[Piece, ...]
    quotation: Quotation
    confidence: float
    made: Made
    parent: str | None = None
    continues: str | None = None
    speaker: Reference | None = None
    said: Timing | None = None
    sense: Sense | None = None

    def __post_init__(self) -> None:
        for piece in (*self.source, *((self.cue,) if self.cue else ()), *self.content):
            if piece.span.of(self.article.text) != piece.words:
                raise ValueError(f"{self.article.origin}: the words at {piece.span} are not {piece.words!r}")
        if not self.content:
            raise ValueError(f"{self.article.origin}: a statement without content")


@dataclass(frozen=True, slots=True)
class Declined:
    """Something that was seen and not taken, with the stage and the reason (a code, never prose)."""

    stage: Literal["ingest", "attribute"]
    reason: str
    span: Span | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Partition:
    """One stretch of the text and what it is; the stretches cover the text without gap or overlap."""

    span: Span
    share: Share


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read from one article, in the order of the text."""

    article: Article
    statements: tuple[Statement, ...]
    declined: tuple[Declined, ...]
    partition: tuple[Partition, ...]
