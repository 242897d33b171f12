"""Sentences of a plain text."""

import re

from onrecord.lexicon import entries
from onrecord.model import Span
from onrecord.text.paragraphs import trimmed

_END = re.compile(r"(?P<stop>[.!?…]+)(?P<after>[\"”’'»)\]]*)(?=\s+(?P<next>[\"“‘'«„(\[]*\S))")
_LAST_WORD = re.compile(r"[\w.]*\w$")


def sentences(text: str, within: tuple[Span, ...]) -> tuple[Span, ...]:
    """Sentences inside each of the spans ``within``, which are most often the paragraphs."""
    found: list[Span] = []
    for part in within:
        start = part.start
        for end in _END.finditer(text, part.start, part.end):
            if end.end() < part.end and _ends(text, end):
                found += filter(None, [trimmed(text, start, end.end())])
                start = end.end()
        found += filter(None, [trimmed(text, start, part.end)])
    return tuple(found)


def _ends(text: str, end: re.Match[str]) -> bool:
    """Is this stop the end of a sentence? Not after an initial or an abbreviation, nor before a small letter."""
    following = end["next"].lstrip("\"“‘'«„([")
    if following[:1].islower():
        return False
    if end["stop"] != "." or end["after"]:
        return True
    word = _LAST_WORD.search(text, max(0, end.start() - 20), end.start())
    if not word:
        return True
    last = word[0]
    return not (last.lower() in entries("abbreviations") or (len(last) == 1 and last.isupper() and last != "I"))
