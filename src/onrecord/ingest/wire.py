"""Wire conventions: which stretches of an article are its headline, dateline, bylines, credits, promotion, residue.

A quotation is never apparatus: every rule below asks for the form of a whole short paragraph, or for a bracket at
the edge of one. tests/ingest/test_text.py holds that no word that PolNeAR labels is marked.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from onrecord.ingest.byline import byline
from onrecord.ingest.dateline import dateline, known_agency
from onrecord.ingest.phrases import opening
from onrecord.model import Block, BlockKind, Span

_LONGEST = 400
"""Characters of the longest paragraph that can be credits, promotion or residue as a whole."""
_BODY_WORDS = 20
"""Words from which a paragraph belongs to the body: after it no byline is looked for."""
_MARKS = re.compile(r"[“”«»„\"]|``|''")
_MADE_BY = re.compile(
    r"[(\[](?:[^()\[\]\n]{0,60}\b)?(?:reporting|writing|editing|compiled|edited|written|translated|translation)"
    r"(?:\s+and\s+\w+)?\s+by\b[^()\[\]]*[)\]]?\s*$",
    re.IGNORECASE,
)
_PICTURE = re.compile(
    r"(?:[(\[]\s*)?\b(?:Photo(?:graph|s)?|Pictures?|Images?|Credits?|Illustration|Video)"
    r"(?:\s+(?:by|courtesy of|credit):?|:)\s[^\n]*$"
    r"|[(\[](?:[^()\[\]\n]{0,50}\b(?:Photos?|Images|Pool|Getty|Shutterstock|File)\b[^()\[\]\n]{0,60}"
    r"|(?P<agency>[^()\[\]\n]{2,30}))[)\]]\s*$"
    r"|\b(?:AP|AFP|EPA|PA|Reuters)\s+(?:Photo|Images?)(?:/[^\n]*)?$"
)
_SIGN_OFF = re.compile(r"[\s(\[–—―-]*(?P<agency>[^()\[\]\n]{2,40}?)[\s)\]]*$")
_LEAD = 22
"""Characters of the longest line that only leads to the lines after it: "Read more", "Related stories:"."""
_ENDS = re.compile(r"[.!?][”\"’]?\s*$")
_TAIL = 500
"""Characters at a paragraph's end in which a bracket of credits must begin."""


@dataclass(frozen=True, slots=True)
class Wire:
    """``blocks`` in order, without overlap; names and places as they stand in the text."""

    blocks: tuple[Block, ...]
    agency: str | None = None
    dateline: str | None = None
    bylines: tuple[str, ...] = ()


@dataclass(slots=True)
class _Found:
    """What the walk has met so far."""

    blocks: list[Block] = field(default_factory=list)
    agency: str | None = None
    place: str | None = None
    dated: bool = False
    bylines: tuple[str, ...] = ()
    body: int = 0
    led: bool = False

    def add(self, kind: BlockKind, start: int, end: int) -> None:
        self.blocks.append(Block(kind, Span(start, end)))


def marked(text: str, blocks: Sequence[Block]) -> Wire:
    """The same blocks with apparatus told apart; those that are no paragraph or caption stay as they are."""
    found = _Found()
    for block in blocks:
        if block.kind == "paragraph":
            _paragraph(text, block.span, found)
        elif block.kind == "caption" and apparatus(block.span.of(text)) == "credits":
            found.add("credits", block.span.start, block.span.end)
        elif block.kind == "caption":
            _with_credit(text, block.span, "caption", found)
        else:
            found.blocks.append(block)
    _sign_off(text, found)
    agency = found.agency or next((b for b in found.bylines if known_agency(b)), None)
    return Wire(tuple(found.blocks), agency, found.place, found.bylines)


def apparatus(words: str) -> BlockKind | None:
    """``credits``, ``promotion`` or ``residue`` when the whole paragraph is; None for anything that may be read."""
    if len(words) > _LONGEST:
        return None
    quoted = _MARKS.search(words)
    opened = opening(words)
    if opened and (not quoted or opened.is_title or opened.kind == "credits"):
        return opened.kind
    if quoted:
        return None
    whole = _MADE_BY.match(words) or (_PICTURE.match(words) if words[-1] in ")]" or "hoto" in words[:60] else None)
    return "credits" if whole and _is_credit(whole) else None


def _paragraph(text: str, span: Span, found: _Found) -> None:
    words = span.of(text)
    kind = apparatus(words)
    if kind is None and not found.body and (names := byline(words)):
        found.bylines = tuple(dict.fromkeys(found.bylines + names))
        kind = "byline"
    if kind is None and found.led and _is_link(words):
        kind = "promotion"
    found.led = kind == "promotion" and (found.led or (len(words) < _LEAD and words[-1] != "."))
    if kind:
        found.add(kind, span.start, span.end)
        return
    start = span.start
    opened = dateline(words[:200])
    if opened and (opened.agency or not found.body) and opened.length < len(words):
        found.add("dateline", start, start + opened.length)
        start = _after_space(text, start + opened.length)
        if not found.dated:
            found.dated, found.place, found.agency = True, opened.place, opened.agency
    found.body += bool(opened) or len(words[:400].split()) >= _BODY_WORDS
    _with_credit(text, Span(start, span.end), "paragraph", found)


def _is_link(words: str) -> bool:
    """A line under "Read more" or "Related stories": the headline of another report, without a final stop."""
    return len(words) < 160 and words[-1] not in ".!:;,”\"’'" and not _MARKS.search(words) and "\n" not in words


def _with_credit(text: str, span: Span, kind: BlockKind, found: _Found) -> None:
    """The paragraph or caption, and the credits that end it as a block of their own."""
    at = _credit_at(text, span, kind)
    if at is None:
        found.add(kind, span.start, span.end)
        return
    end = span.start + len(text[span.start : at].rstrip())
    if span.start < end:
        found.add(kind, span.start, end)
    found.add("credits", at, span.end)


def _credit_at(text: str, span: Span, kind: BlockKind) -> int | None:
    tail = max(span.start, span.end - _TAIL)
    if kind == "paragraph" and text[span.end - 1] not in ")]":
        return None
    for pattern in (_MADE_BY, _PICTURE) if kind == "caption" else (_MADE_BY,):
        match = pattern.search(text, tail, span.end)
        if match and (_is_credit(match) or (kind == "caption" and _ENDS.search(text, tail, match.start()))):
            return match.start()
    return None


def _is_credit(match: re.Match[str]) -> bool:
    """A bracket with nothing but a name must name an agency."""
    name = match.groupdict().get("agency")
    return name is None or any(known_agency(part.strip()) for part in re.split(r"[/,|]", name))


def _sign_off(text: str, found: _Found) -> None:
    """Type a last "(Reuters)" or "— AFP" as credits; under a dateline any other short name in brackets, too."""
    for n in range(len(found.blocks) - 1, max(-1, len(found.blocks) - 4), -1):
        block = found.blocks[n]
        words = block.span.of(text)
        if block.kind != "paragraph":
            continue
        match = _SIGN_OFF.match(words) if len(words) < 60 else None
        if match and found.body and _signs(words, match["agency"], dated=found.dated):
            found.blocks[n] = replace(block, kind="credits")
            found.agency = found.agency or match["agency"].strip()
        return


def _signs(words: str, name: str, *, dated: bool) -> bool:
    """An agency that is not listed needs a dateline above: "(Applause)" ends a speech."""
    name = name.strip()
    if known_agency(name):
        return True
    return dated and words.startswith("(") and words.endswith(")") and len(name.split()) < 4 and name[:1].isupper()


def _after_space(text: str, at: int) -> int:
    while text[at].isspace():
        at += 1
    return at


def headline_of(text: str, blocks: Sequence[Block], title: str | None) -> Iterator[Block]:
    """The blocks of a plain text, its first paragraph typed as headline when it is one.

    With a title at hand it is one when it says the same, punctuation and case aside. Otherwise it must look like
    one: a single short line without a final stop, over a byline, a dateline or a longer paragraph.
    """
    rest = iter(blocks)
    first = next(rest, None)
    if first is None:
        return
    words = first.span.of(text)
    same = title is not None and len(words) < 2 * len(title) + 20 and letters(words) == letters(title)
    if same or _looks_like_headline(text, blocks):
        first = replace(first, kind="headline")
    yield first
    yield from rest


def letters(words: str) -> str:
    """Letters and digits alone, in lower case: what two printings of a title share."""
    return "".join(c for c in words.casefold() if c.isalnum())


def _looks_like_headline(text: str, blocks: Sequence[Block]) -> bool:
    if len(blocks) < 2:
        return False
    line = blocks[0].span.of(text)
    count = len(line.split())
    if "\n" in line or len(line) > 160 or not 1 < count < 23 or line[-1] in ".,;:…-" or line[-2:-1] in ".,":
        return False
    opens = line[0].isupper() or line[0].isdigit() or line[0] in "“‘'\"«$£€"
    if not opens or (line[0] in '“"«' and line[-1] in '”"»'):
        return False
    if apparatus(line) or byline(line) or dateline(line):
        return False
    following = blocks[1].span.of(text)
    if byline(following) or dateline(following[:200]):
        return True
    return len(following) > 1.5 * len(line) and len(following.split()) >= _BODY_WORDS
