"""Signed quotations: a line in quotation marks, a dash, a name and nothing more, as pages of letters print them."""

import re
from collections.abc import Iterator, Sequence

from onrecord.attribute.draft import Draft
from onrecord.lexicon import entries
from onrecord.model import Span

_SIGNED = re.compile(
    r"^[^\S\n]*(?P<content>[“”\"«‘][^\n]*?[”\"»’])\s{0,3}"
    r"(?P<dash>[―—–]|--?)[^\S\n]*(?P<name>[^\W\d_a-z][^\n“”\"«»]{1,80}?)\.?[^\S\n]*$",
    re.MULTILINE,
)
LONGEST_NAME = 12
"""Words of the longest signature: a name with age, trade and town."""
_CERTAIN = (0.0, 0.0, 0.0, 0.0, 0.0)


def with_signed(text: str, read: Sequence[Span], drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, and in place of whatever was found inside a signed quotation, the quotation with its name."""
    signed = [(place, d) for place, d in _signed(text) if any(r.holds(place) for r in read)]
    if not signed:
        return list(drafts)
    kept = [d for d in drafts if not any(s.overlaps(place) for place, _ in signed for s in d.spans)]
    return sorted([*kept, *(d for _, d in signed)], key=lambda d: d.start)


def _is_name(words: str) -> bool:
    """Capitals up to the first comma (particles aside), no dash at the end, no word that may be a cue."""
    parts = re.findall(r"\w+", words)
    small = [w for w in re.findall(r"\w+", words.partition(",")[0]) if w[0].islower()]
    told = entries("cue-words") & set(parts)
    whole = words[-1].isalnum() or words[-1] in ")]"
    return whole and len(parts) < LONGEST_NAME + 1 and not told and set(small) <= entries("name-particles")


def _signed(text: str) -> Iterator[tuple[Span, Draft]]:
    """Each signed quotation: its place, and source, cue (the dash) and content."""
    for match in _SIGNED.finditer(text):
        if _is_name(match["name"]):
            content, dash, name = (Span(*match.span(k)) for k in ("content", "dash", "name"))
            yield Span(content.start, name.end), Draft((name,), dash, (content,), _CERTAIN)
