"""The stage: a text with its boundaries in, its attributions out."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from onrecord.attribute.confidence import Calibration
from onrecord.attribute.decode import B_SOURCE, attributions
from onrecord.attribute.draft import Draft, draft
from onrecord.attribute.features import layout
from onrecord.attribute.marks import QuoteIndex, quotation, with_marks
from onrecord.attribute.nested import Inner, inner_text
from onrecord.attribute.sieve import Sieve
from onrecord.attribute.signed import with_signed
from onrecord.attribute.stitch import Speech, stitch
from onrecord.attribute.tidy import coordinated, tidied
from onrecord.lexicon import entries
from onrecord.model import Attribution, Parse, Span
from onrecord.nlp.encoder import FITTED, Encoder, Heads, log_softmax
from onrecord.nlp.heads import TAGS
from onrecord.nlp.signals import Signals
from onrecord.nlp.tokens import Tokens, tokenize
from onrecord.nlp.windows import windows
from onrecord.text import parse as parse_text

DEPTH = 2
"""How many times contents are read again: a statement in a statement in a statement is the deepest."""


@dataclass(frozen=True, slots=True)
class Model:
    """What reading needs: the encoder, and what was fitted on top of it."""

    encoder: Encoder
    sieve: Sieve
    calibration: Calibration

    @staticmethod
    def load(*, threads: int = 1, fields: bool = True) -> "Model":
        """The installed model, with its branch for the ``fields`` or without. Raises ``InstallationError``."""
        encoder = Encoder(threads=threads, fields=fields)
        fitted = json.loads((encoder.folder / FITTED).read_text(encoding="utf-8"))
        return Model(encoder, Sieve.of(fitted["sieve"]), Calibration.of(fitted))


@dataclass(frozen=True, slots=True, eq=False)
class Attributed:
    """The attributions of a text, in order of their first character, and what else the encoder told of it.

    ``passes`` has one entry for the text and one more for each time that contents were read again: a statement of
    depth d was read in ``passes[d]``.
    """

    attributions: list[Attribution]
    passes: tuple[Signals, ...]


def attribute(text: str, parse: Parse, read: Sequence[Span], *, model: Model, nested: bool = True) -> Attributed:
    """The attributions in ``text``, each with its confidence.

    ``read`` are the stretches of the text that are to be read, in order, without overlap: what lies outside
    (apparatus) the encoder never sees. ``nested`` reads contents again, for statements inside them.
    """
    drafts, passes = read_drafts(text, parse, read, encoder=model.encoder, sieve=model.sieve, nested=nested)
    return Attributed(_ordered(text, drafts, parse, model.calibration), passes)


def read_drafts(
    text: str,
    parse: Parse,
    read: Sequence[Span],
    *,
    encoder: Encoder,
    sieve: Sieve | None = None,
    nested: bool = True,
) -> tuple[list[Draft], tuple[Signals, ...]]:
    """The drafts in ``text``, joined and with those inside contents, before their confidence is known, and the passes
    that they were read in."""
    speech = Speech(text, parse, read)
    seen, signals = drafts_of(text, parse, read, encoder, sieve)
    found = tidied(text, parse, with_signed(text, read, seen))
    drafts = [
        replace(d, content=tuple(with_marks(text, s, speech.quotes.near(s)) for s in d.content))
        for d in stitch(speech, found)
    ]
    if not nested:
        return drafts, (signals,)
    grown, inner = _with_nested(text, drafts, encoder, sieve)
    return coordinated(text, grown), (signals, *inner)


def drafts_of(
    text: str, parse: Parse, read: Sequence[Span], encoder: Encoder, sieve: Sieve | None = None
) -> tuple[list[Draft], Signals]:
    """What the encoder finds, window by window, and what else it tells."""
    tokens = tokenize(text)
    inside = np.zeros(len(tokens), dtype=bool)
    for span in read:
        inside |= (tokens.starts > span.start - 1) & (tokens.ends < span.end + 1)
    kept = Tokens(tokens.ids[inside], tokens.starts[inside], tokens.ends[inside])
    lay = layout(text, kept, parse)
    breaks = {*lay.paragraphs, *np.searchsorted(kept.starts, [s.start for s in read]).tolist()}
    found: list[Draft] = []
    tags: list[NDArray[np.float16]] = []
    antecedents: dict[int, tuple[int, NDArray[np.float32]]] = {}
    for a, b in windows(len(kept), lay.paragraphs, lay.sentences):
        heads = encoder.run(kept.ids[a:b], lay.features[a:b])
        seen = attributions(heads)
        found += [draft(sieve.sifted(f, heads) if sieve else f, kept, a, breaks) for f in seen]
        tags.append(heads.tags.astype(np.float16))
        if heads.antecedent.size:
            antecedents |= _antecedents(heads, a)
    told = np.concatenate(tags) if tags else np.empty((0, sum(TAGS.values())), dtype=np.float16)
    return found, Signals(kept.starts, kept.ends, told, antecedents)


def _antecedents(heads: Heads, first: int) -> dict[int, tuple[int, NDArray[np.float32]]]:
    """The rows of the pieces that begin a source: all others would only take room."""
    return {
        first + i: (first, np.exp(log_softmax(heads.antecedent[i])))
        for i in np.flatnonzero(heads.role.argmax(axis=1) == B_SOURCE).tolist()
    }


def _with_nested(
    text: str, drafts: list[Draft], encoder: Encoder, sieve: Sieve | None
) -> tuple[list[Draft], list[Signals]]:
    """The drafts and those inside their contents, each pointing to its parent, and the passes of the latter."""
    grown, chosen, passes = list(drafts), range(len(drafts)), list[Signals]()
    for _ in range(DEPTH):
        inner = inner_text(text, grown, chosen)
        if not inner.owners:
            break
        parse = parse_text(inner.text)
        quotes, before = QuoteIndex(parse), len(grown)
        found, signals = drafts_of(inner.text, parse, [Span(0, len(inner.text))], encoder, sieve)
        passes.append(inner.bring_home(signals))
        for d in tidied(inner.text, parse, found):
            grown += _homed(d, inner, quotes, grown)
        chosen = range(before, len(grown))
    return grown, passes


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
