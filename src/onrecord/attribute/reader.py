"""The stage: a text with its boundaries in, its attributions out."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from onrecord.attribute.confidence import Calibration
from onrecord.attribute.decode import attributions
from onrecord.attribute.draft import Draft, draft
from onrecord.attribute.features import layout
from onrecord.attribute.marks import QuoteIndex, quotation, with_marks
from onrecord.attribute.nested import Inner, inner_text
from onrecord.attribute.signed import with_signed
from onrecord.attribute.stitch import Speech, stitch
from onrecord.attribute.tidy import coordinated, tidied
from onrecord.lexicon import entries
from onrecord.model import Attribution, Parse, Span
from onrecord.nlp.encoder import Encoder
from onrecord.nlp.tokens import Tokens, tokenize
from onrecord.nlp.windows import windows
from onrecord.text import parse as parse_text

DEPTH = 2
"""How many times contents are read again: a statement in a statement in a statement is the deepest."""


def attribute(
    text: str, parse: Parse, read: Sequence[Span], *, encoder: Encoder, calibration: Calibration, nested: bool = True
) -> list[Attribution]:
    """The attributions in ``text``, in order of their first character, each with its confidence.

    ``read`` are the stretches of the text that are to be read, in order, without overlap: what lies outside
    (apparatus) the encoder never sees. ``nested`` reads contents again, for statements inside them.
    """
    return _ordered(text, read_drafts(text, parse, read, encoder=encoder, nested=nested), parse, calibration)


def read_drafts(text: str, parse: Parse, read: Sequence[Span], *, encoder: Encoder, nested: bool = True) -> list[Draft]:
    """The drafts in ``text``, joined and with those inside contents, before their confidence is known."""
    speech = Speech(text, parse, read)
    found = tidied(text, parse, with_signed(text, read, drafts_of(text, parse, read, encoder)))
    drafts = [
        replace(d, content=tuple(with_marks(text, s, speech.quotes.near(s)) for s in d.content))
        for d in stitch(speech, found)
    ]
    return coordinated(text, _with_nested(text, drafts, encoder)) if nested else drafts


def drafts_of(text: str, parse: Parse, read: Sequence[Span], encoder: Encoder) -> list[Draft]:
    """What the encoder finds, window by window."""
    tokens = tokenize(text)
    inside = np.zeros(len(tokens), dtype=bool)
    for span in read:
        inside |= (tokens.starts > span.start - 1) & (tokens.ends < span.end + 1)
    kept = Tokens(tokens.ids[inside], tokens.starts[inside], tokens.ends[inside])
    lay = layout(text, kept, parse)
    breaks = {*lay.paragraphs, *np.searchsorted(kept.starts, [s.start for s in read]).tolist()}
    found: list[Draft] = []
    for a, b in windows(len(kept), lay.paragraphs, lay.sentences):
        heads = encoder.run(kept.ids[a:b], lay.features[a:b])
        found += [draft(f, kept, a, breaks) for f in attributions(heads)]
    return found


def _with_nested(text: str, drafts: list[Draft], encoder: Encoder) -> list[Draft]:
    """The drafts and those inside their contents, each pointing to its parent."""
    grown, chosen = list(drafts), range(len(drafts))
    for _ in range(DEPTH):
        inner = inner_text(text, grown, chosen)
        if not inner.owners:
            break
        parse = parse_text(inner.text)
        quotes, before = QuoteIndex(parse), len(grown)
        for d in tidied(inner.text, parse, drafts_of(inner.text, parse, [Span(0, len(inner.text))], encoder)):
            grown += _homed(d, inner, quotes, grown)
        chosen = range(before, len(grown))
    return grown


def _homed(d: Draft, inner: Inner, quotes: QuoteIndex, grown: list[Draft]) -> list[Draft]:
    """A draft of the inner text at its place in the article; none where it can't be a nested statement."""
    if d.cue is None or _own_thought(inner.text, d):
        return []
    cue, owner = inner.home(d.cue)
    source = tuple(p for s in d.source for p in inner.home(s)[0])
    content = tuple(p for s in d.content for p in inner.home(with_marks(inner.text, s, quotes.near(s)))[0])
    held = all(any(o.holds(p) for o in grown[owner].content) for p in (*cue, *source, *content))
    if not held or len(cue) != 1 or not content:
        return []
    return [replace(d, source=source, cue=cue[0], content=content, parent=owner)]


def _own_thought(text: str, d: Draft) -> bool:
    """The speaker's own thought or wish as the very thing said ("I think …") is no second statement; own earlier
    words ("I told him …") are."""
    own = all(s.of(text).lower() in entries("first-person") for s in d.source) and bool(d.source)
    words = (d.cue.of(text) if d.cue else "").lower().split()
    return own and not any(w in entries("told-words") for w in words)


def _ordered(text: str, drafts: list[Draft], parse: Parse, calibration: Calibration) -> list[Attribution]:
    def first(i: int) -> tuple[int, int, int]:
        d = drafts[i]  # statements that share their source: in the order of their own words
        return d.start, min(s.start for s in (*d.content, *((d.cue,) if d.cue else ()))), -d.end

    order = sorted(range(len(drafts)), key=first)
    quotes = QuoteIndex(parse)
    place = {old: new for new, old in enumerate(order)}
    return [
        Attribution(
            source=d.source,
            cue=d.cue,
            content=d.content,
            quotation=quotation(text, d.content, near),
            confidence=calibration.confidence(d, near),
            parent=None if d.parent is None else place[d.parent],
            continues=None if d.continues is None else place[d.continues],
        )
        for d, near in ((drafts[i], quotes.near(*drafts[i].content)) for i in order)
    ]
