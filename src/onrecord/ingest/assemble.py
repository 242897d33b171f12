"""One article from one capture, text or page."""

import re
from dataclasses import dataclass
from hashlib import sha256

from onrecord.errors import IngestError
from onrecord.ingest.dateline import known_agency
from onrecord.ingest.decode import decode
from onrecord.ingest.hints import Hints, moment
from onrecord.ingest.language import language
from onrecord.ingest.magic import is_markup
from onrecord.ingest.plain import blocks
from onrecord.ingest.records import Record
from onrecord.ingest.wire import headline_of, marked
from onrecord.model import Article, Block, Capture

_NO_HINTS = Hints()
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
"""A JSON line can hold them; markup must be encoded to be parsed."""


def read(item: Capture | Record, hints: Hints = _NO_HINTS) -> Article:
    """The article of what ``captures`` yields; a record's own hints win over ``hints``. Raises ``IngestError``."""
    if isinstance(item, Capture):
        return article(item, hints)
    known = item.hints.over(hints)
    make = article_of_page if item.markup else article_of_text
    return make(item.text, origin=item.origin, hints=known)


def article(capture: Capture, hints: Hints = _NO_HINTS) -> Article:
    """The article of some bytes: text or HTML by media type, extension or first tag.

    Raises ``IngestError`` with the code ``empty``, ``binary``, ``unsupported`` or ``no-body``.
    """
    media_type = hints.media_type or capture.media_type
    decoded = decode(capture.data, charset=capture.charset, origin=capture.origin)
    hints = Hints(url=capture.url).over(hints) if capture.url else hints
    if not decoded.whole:
        hints = Hints(warnings=("undecodable",)).over(hints)
    markup = is_markup(decoded.text, media_type=media_type, origin=capture.origin)
    make = article_of_page if markup else article_of_text
    return make(decoded.text, origin=capture.origin, hints=hints)


def article_of_text(text: str, *, origin: str = "-", hints: Hints = _NO_HINTS) -> Article:
    """The article of a plain text, which is stored as it is, so that offsets are into it.

    Raises ``IngestError`` (``empty``).
    """
    _refuse_empty(text, origin)
    found = list(headline_of(text, blocks(text), hints.title))
    return _made(_Draft(text, found, origin), hints)


def article_of_page(markup: str, *, origin: str = "-", hints: Hints = _NO_HINTS) -> Article:
    """The article of an HTML page: its typed blocks joined by blank lines.

    Raises ``IngestError`` (``empty``, ``no-body``).
    """
    # trafilatura takes 0.4 s to import: who reads plain text doesn't pay for it.
    from onrecord.ingest.page import page  # noqa: PLC0415

    _refuse_empty(markup, origin)
    whole = _LONE_SURROGATE.sub("\ufffd", markup)
    if whole != markup:
        hints = Hints(warnings=("undecodable",)).over(hints)
    found = page(whole, hints.url)
    if not any(kind == "paragraph" for kind, _ in found.pieces):
        raise IngestError("the page has no text that could be an article", code="no-body", article=origin)
    text, blocks = found.laid_out()
    return _made(_Draft(text, blocks, origin, declared=found.language), hints.over(found.hints()))


@dataclass(frozen=True, slots=True)
class _Draft:
    """An article's text and first blocks; ``declared`` is the language that its page names."""

    text: str
    blocks: list[Block]
    origin: str
    declared: str | None = None


def _made(draft: _Draft, hints: Hints) -> Article:
    wire = marked(draft.text, draft.blocks)
    spoken = language(draft.text, hints.language or draft.declared)
    published = moment(hints.published) if hints.published else None
    warnings = list(hints.warnings)
    if hints.published and published is None:
        warnings.append("date")
    if spoken.foreign:
        warnings.append("language")
    headline = next((b.span.of(draft.text) for b in wire.blocks if b.kind == "headline"), None)
    return Article(
        id="sha256:" + sha256(draft.text.encode("utf-8", "surrogatepass")).hexdigest(),
        origin=draft.origin,
        text=draft.text,
        blocks=wire.blocks,
        url=hints.url,
        title=hints.title or headline,
        outlet=hints.outlet,
        agency=wire.agency or next(filter(known_agency, hints.bylines), None),
        bylines=hints.bylines or wire.bylines,
        dateline=wire.dateline,
        published=published,
        language=spoken.code,
        warnings=tuple(dict.fromkeys(warnings)),
    )


def _refuse_empty(text: str, origin: str) -> None:
    if not text.strip():
        raise IngestError(
            "there is nothing in it but white space" if text else "there is nothing in it", code="empty", article=origin
        )
