"""The order of the stages; pure: an article in, its reading out."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from onrecord._version import __version__
from onrecord.attribute import Model, attribute, partition
from onrecord.errors import UsageError
from onrecord.interpret import senses
from onrecord.model import (
    Article,
    Attribution,
    Declined,
    Made,
    Parse,
    Piece,
    Reading,
    Reference,
    Sense,
    Span,
    Statement,
    Timing,
)
from onrecord.nlp.encoder import FITTED
from onrecord.nlp.signals import Signals
from onrecord.resolve import speakers, timings
from onrecord.text import parse

READ = ("headline", "paragraph", "caption")
"""The kinds of block that are read for statements."""

SCHEME = 1
"""Version of the way in which statement ids are made; raised when that changes."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to read. ``threshold`` is the least confidence of a statement that is given out, 0 to 1; None takes the
    model's own. ``nested`` also reads inside contents; ``fields`` also says who, when and doing what. ``engine``
    names the weights.
    """

    threshold: float | None = None
    nested: bool = True
    fields: bool = True
    engine: Literal["default"] = "default"

    def __post_init__(self) -> None:
        if self.threshold is not None and not 0 <= self.threshold <= 1:
            raise UsageError(f"the threshold is a probability from 0 to 1, not {self.threshold}", code="threshold")


class Engine:
    """A loaded model with its calibration; safe to share between threads.

    Raises ``InstallationError`` when the weights are missing or damaged.
    """

    def __init__(self, options: Options | None = None, *, threads: int = 1) -> None:
        self.options = options or Options()
        self.model = Model.load(threads=threads, fields=self.options.fields)

    @cached_property
    def made(self) -> Made:
        """What is written on each statement: the version of the code and the digest of the model."""
        return Made(__version__, self.model.encoder.digest)

    @property
    def card_digest(self) -> str:
        """The digest that the model's card gives; that of the file itself is in ``made``."""
        card = self.model.encoder.folder / FITTED
        return str(json.loads(card.read_text(encoding="utf-8"))["digest"])

    @property
    def threshold(self) -> float:
        """The least confidence of a statement that is given out."""
        return self.model.calibration.threshold if self.options.threshold is None else self.options.threshold


def read_article(article: Article, engine: Engine) -> Reading:
    """The statements of ``article`` and what was declined, in the order of the text."""
    bounds = parse(article.text)
    stretches = [b.span for b in article.blocks if b.kind in READ]
    found = attribute(
        article.text,
        bounds,
        stretches,
        model=engine.model,
        nested=engine.options.nested,
    )
    kept, declined = _decide(found.attributions, engine.threshold)
    understood = _understand(article, bounds, kept, found.passes) if engine.options.fields else [None] * len(kept)
    statements = _statements(article, kept, understood, engine.made)
    shares = partition(article.text, article.blocks, bounds, kept)
    return Reading(article, statements, tuple(declined), shares)


Fields = tuple[Reference, Timing | None, Sense]


def _understand(
    article: Article, bounds: Parse, found: Sequence[Attribution], passes: Sequence[Signals]
) -> list[Fields | None]:
    """Who, when and doing what, for each attribution."""
    return list(
        zip(
            speakers(article, bounds, found, passes),
            timings(article, bounds, found, passes),
            senses(article.text, bounds, found, passes),
            strict=True,
        )
    )


def _decide(found: Sequence[Attribution], threshold: float) -> tuple[list[Attribution], list[Declined]]:
    """The attributions that are sure enough, pointing to one another by their new places, and the others with the
    reason."""
    gone: dict[int, str] = {}
    for i, a in enumerate(found):
        if a.confidence < threshold:
            gone[i] = "confidence"
        elif a.cue is None and not a.source and a.continues is None and a.quotation == "indirect":
            gone[i] = "unattributed"
    for _ in range(2):  # as deep as statements nest
        for i, a in enumerate(found):
            if a.parent in gone:
                gone.setdefault(i, "parent-declined")
    declined = [
        Declined("attribute", reason, Span(found[i].start, found[i].end), found[i].confidence)
        for i, reason in sorted(gone.items())
    ]
    left = [i for i in range(len(found)) if i not in gone]
    place: dict[int | None, int] = {old: new for new, old in enumerate(left)}
    kept = [replace(found[i], parent=place.get(found[i].parent), continues=place.get(found[i].continues)) for i in left]
    return kept, declined


def _statements(
    article: Article, found: Sequence[Attribution], understood: Sequence[Fields | None], made: Made
) -> tuple[Statement, ...]:
    ids = [statement_id(article.id, a) for a in found]

    def piece(span: Span) -> Piece:
        return Piece(span, span.of(article.text))

    def one(i: int) -> Statement:
        a = found[i]
        speaker, said, sense = understood[i] or (None, None, None)
        return Statement(
            id=ids[i],
            article=article,
            source=tuple(map(piece, a.source)),
            cue=piece(a.cue) if a.cue else None,
            content=tuple(map(piece, a.content)),
            quotation=a.quotation,
            confidence=a.confidence,
            made=made,
            parent=None if a.parent is None else ids[a.parent],
            continues=None if a.continues is None else ids[a.continues],
            speaker=speaker,
            said=said,
            sense=sense,
        )

    return tuple({ids[i]: one(i) for i in range(len(found))}.values())


def statement_id(article_id: str, attribution: Attribution) -> str:
    """Hash of canonical JSON of what was observed: the article's text id and the spans, with the scheme's version."""

    def places(spans: Sequence[Span]) -> list[list[int]]:
        return [[s.start, s.end] for s in spans]

    seen = {
        "article": article_id,
        "content": places(attribution.content),
        "cue": places([attribution.cue]) if attribution.cue else None,
        "scheme": SCHEME,
        "source": places(attribution.source),
    }
    canonical = json.dumps(seen, sort_keys=True, separators=(",", ":"))
    return f"s{SCHEME}:" + hashlib.sha256(canonical.encode()).hexdigest()[:32]
