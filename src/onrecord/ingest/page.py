"""HTML → typed pieces of text and metadata, through trafilatura."""

import logging
from copy import deepcopy
from dataclasses import dataclass

import trafilatura
from lxml.html import HtmlElement

from onrecord.ingest.captions import with_captions, with_gaps
from onrecord.ingest.flatten import pieces_of, plain_pieces
from onrecord.ingest.hints import Hints
from onrecord.ingest.metadata import Metadata, metadata
from onrecord.ingest.wire import letters
from onrecord.model import Block, BlockKind, Span

_DEEPEST = 200
"""Levels of nesting up to which the tree is used: libxml2 gives up at 256 and drops what lies below."""
_SHORT = 300
"""Characters of a body below which trafilatura may have fallen back to its last resort (it does from 250)."""
_LARGEST = 4_000_000
"""Characters up to which a page goes through trafilatura, whose time grows faster than the page."""

# It tells of each page that it can't read; here that is an error of its own.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)

Piece = tuple[BlockKind, str]


@dataclass(frozen=True, slots=True)
class Page:
    """What a page holds: its pieces in order, the headline first, and what it says of itself."""

    pieces: tuple[Piece, ...]
    known: Metadata
    language: str | None

    def laid_out(self) -> tuple[str, list[Block]]:
        """The text, pieces joined by a blank line, and the block of each piece in it."""
        blocks, parts, at = [], [], 0
        for kind, words in self.pieces:
            blocks.append(Block(kind, Span(at, at + len(words))))
            parts.append(words)
            at += len(words) + 2
        return "\n\n".join(parts), blocks

    def hints(self) -> Hints:
        """The metadata in the shape of hints."""
        known = self.known
        return Hints(known.title, known.published, known.outlet, known.url, known.authors)


def page(markup: str, url: str | None = None) -> Page:
    """The article of a page; without any piece when no text is found. Raises nothing on bad markup."""
    tree = _tree(markup)
    if tree is None:
        return Page(tuple(("paragraph", p) for p in plain_pieces(markup)), Metadata(), None)
    _spare(tree)
    known = metadata(tree, url)
    found = _body(tree, url)
    if sum(map(len, found)) < _SHORT:
        found = _with_own_spaces(found, plain_pieces(markup))
    body = _without_title([("paragraph", p) for p in found], known.title)
    body = with_captions(with_gaps(body, tree), tree)
    head: list[Piece] = [("headline", known.title)] if known.title else []
    return Page((*head, *body), known, known.language)


def _tree(markup: str) -> HtmlElement | None:
    """The parsed page; None when it is too large or nested too deep for trafilatura, or no markup at all."""
    if len(markup) > _LARGEST:
        return None
    tree = trafilatura.load_html(markup)
    if tree is None:
        tree = trafilatura.load_html(f"<html><body><div>{markup}</div></body></html>")
    return None if tree is None or _is_deep(tree) else tree


def _is_deep(tree: HtmlElement) -> bool:
    level = [tree]
    for _ in range(_DEEPEST):
        level = [child for element in level for child in element]
        if not level:
            return False
    return True


def _spare(tree: HtmlElement) -> None:
    """Save words that trafilatura would drop: ``<time>`` inside a sentence, the marks that ``<q>`` stands for."""
    for element in list(tree.iter("time", "label", "output")):
        if next(element.iterancestors("p", "li", "blockquote"), None) is not None:
            element.tag = "span"
    for element in list(tree.iter("q")):
        inner = next(element.iterancestors("q"), None) is not None
        opens, closes = ("‘", "’") if inner else ("“", "”")
        element.text = opens + (element.text or "")
        if len(element):
            element[-1].tail = (element[-1].tail or "") + closes
        else:
            element.text += closes
    for element in list(tree.iter("q")):
        element.tag = "span"


def _with_own_spaces(found: list[str], plain: list[str]) -> list[str]:
    """What trafilatura found, as it stands in the page; all of the page when it found nothing.

    Its last resort for short pages puts a space at each tag: "un <b>believ</b> able".
    """
    if not found:
        return plain
    said = letters("".join(found))
    same = [p for p in plain if letters(p) in said]
    return same if letters("".join(same)) == said else found


def _body(tree: HtmlElement, url: str | None) -> list[str]:
    """Paragraphs as trafilatura finds them, else by its baseline; empty when neither finds any."""
    try:
        found = trafilatura.bare_extraction(deepcopy(tree), url=url, include_comments=False, with_metadata=False)
        pieces = pieces_of(found.body) if isinstance(found, trafilatura.settings.Document) else []
        if not pieces:
            pieces = pieces_of(trafilatura.baseline(tree)[0])
    except Exception:  # noqa: BLE001  # its code may raise anything on odd trees; the plain reading follows
        return []
    return pieces


def _without_title(body: list[Piece], title: str | None) -> list[Piece]:
    """Without the title where trafilatura repeats it at the body's start."""
    if not title:
        return body
    said = letters(title)
    return [piece for n, piece in enumerate(body) if n > 2 or letters(piece[1]) != said]
