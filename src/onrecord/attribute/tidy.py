"""Small repairs of what the encoder found, each by a rule of grammar that holds in any article."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from onrecord.attribute.draft import Draft
from onrecord.lexicon import entries
from onrecord.model import Parse, Span
from onrecord.text.paragraphs import trimmed

_LAST_WORD = re.compile(r"\s+(\w+)\W*$")
_JOINT = re.compile(r",?\s+(?:and|but|while)\s+$")
_MARKS = '“”"«»‘'
LOOSE_END = 2
"""Characters of an outer content that may follow the statement in it: a stop, a comma."""
_OPENING = re.compile(r"\s*[“‘«\"']$")


def tidied(text: str, parse: Parse, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with clean edges, and with the source that they share with a later cue of their sentence."""
    starts = [s.start for s in parse.sentences]
    clean = [
        replace(
            d,
            source=_near_cue(tuple(edge(text, s, "source-ends") for s in d.source), d.cue, starts),
            cue=_cue(text, d.cue) if d.cue else None,
            content=_weighty(text, tuple(edge(text, s, "content-ends") for s in d.content)),
        )
        for d in drafts
    ]
    return [_sharing(d, clean, starts) for d in clean]


def edge(text: str, span: Span, never_last: str) -> Span:
    """The span without a last word that can't end it (a list of the lexicon), nor an opening mark there."""
    words = span.of(text)
    if mark := _OPENING.search(words):
        words = words[: mark.start()]
    if (last := _LAST_WORD.search(words)) and last[1] in entries(never_last):
        words = words[: last.start()]
    return trimmed(text, span.start, span.start + len(words)) or span


def _cue(text: str, cue: Span) -> Span:
    """The cue without the agent's "by", and without the "in" or "on" of a place after a word of telling ("said in")."""
    words = cue.of(text).split()
    plain = len(words) > 1 and words[-2].lower() in entries("plain-cues")
    return edge(text, cue, "place-words" if plain else "cue-ends")


def _near_cue(source: tuple[Span, ...], cue: Span | None, sentences: Sequence[int]) -> tuple[Span, ...]:
    """The pieces in the cue's sentence, when any is: a source has no further piece elsewhere."""
    if cue is None or len(source) < 2:
        return source
    here = bisect_right(sentences, cue.start)
    return tuple(s for s in source if bisect_right(sentences, s.start) == here) or source


def _weighty(text: str, content: tuple[Span, ...]) -> tuple[Span, ...]:
    """The pieces without those that are a lone article or conjunction, when others are left."""
    return tuple(s for s in content if s.of(text).lower() not in entries("content-ends")) or content


def _sharing(d: Draft, drafts: Sequence[Draft], sentences: Sequence[int]) -> Draft:
    """ "The palace declined to … but said …": a cue without a source between another cue and its source shares it."""
    if d.source or d.cue is None:
        return d
    here = bisect_right(sentences, d.cue.start)
    for other in drafts:
        if (
            other.cue
            and other.source
            and other.source[0].end < d.cue.start < other.cue.start
            and here == bisect_right(sentences, other.source[0].start) == bisect_right(sentences, other.cue.start)
            and not any(other.source[0].overlaps(s) for s in d.content)
        ):
            return replace(d, source=other.source)
    return d


def coordinated(text: str, drafts: Sequence[Draft]) -> list[Draft]:
    """ "The union said A and ministers said B": what stands inside the first content, after an "and" and up to its
    end, with a named source and a plain past or present cue, is a statement beside it and not inside it."""
    found = list(drafts)
    for i, d in enumerate(drafts):
        if d.parent is None or found[d.parent].parent is not None or not d.source or d.cue is None:
            continue
        outer = found[d.parent]
        # a piece of the source before the joint belongs to the first clause
        source = next((s for s in reversed(d.source) if s.end < d.cue.start + 1), d.source[0])
        piece = next((s for s in outer.content if s.holds(source)), None)
        joint = _JOINT.search(text, piece.start, source.start) if piece else None
        end = max(s.end for s in (d.cue, *d.content))
        if piece is None or joint is None or joint.end() != source.start or end + LOOSE_END < piece.end:
            continue
        first = d.cue.of(text).split()[0].lower()
        if first in entries("not-coordinated") or source.of(text).lower() in entries("not-coordinated"):
            continue
        if any(c in _MARKS for c in piece.of(text)):
            continue
        rest = Span(piece.start, joint.start())
        found[d.parent] = replace(outer, content=tuple(rest if s == piece else s for s in outer.content))
        found[i] = replace(d, parent=None, source=(source,))
    return found
