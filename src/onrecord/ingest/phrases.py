"""Openings of apparatus lines, compiled from the vocabulary files.

An entry is matched from the first letter of a paragraph, in any case. ``…`` stands for up to 60 characters of the same
line, ``0`` for any number; a final ``$`` asks that the entry be the whole paragraph, its final punctuation aside.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from onrecord.lexicon import entries

_FIRST_WORD = re.compile(r"[\s*•●▪■►▶»→>\-–—\[(|]*(\w+|\S)")
_GAP = r"[^\n]{0,60}?"
_KINDS: tuple["Kind", ...] = ("credits", "promotion", "residue")

Kind = Literal["credits", "promotion", "residue"]


@dataclass(frozen=True, slots=True)
class Opening:
    """The entry that opens a paragraph: its ``kind`` and its end; ``is_title`` when it ends in a colon."""

    kind: Kind
    end: int
    is_title: bool


def opening(paragraph: str) -> Opening | None:
    """The first entry of ``lexicon/credits.txt``, ``promotion.txt``, ``residue.txt`` that opens ``paragraph``."""
    first = _FIRST_WORD.match(paragraph)
    if not first:
        return None
    by_word, others = _compiled()
    for kind, pattern in (*by_word.get(first[1].casefold(), ()), *others):
        found = pattern.match(paragraph, first.start(1))
        if found:
            return Opening(kind, found.end(), found[0].endswith(":"))
    return None


_Patterns = list[tuple[Kind, re.Pattern[str]]]


@cache
def _compiled() -> tuple[dict[str, _Patterns], _Patterns]:
    """Patterns by the first word of their entries (few paragraphs share theirs with any), and those that have none."""
    by_word: dict[str, _Patterns] = {}
    others: _Patterns = []
    for kind in _KINDS:
        groups: dict[str, list[str]] = {}
        for entry in sorted(entries(kind), key=len, reverse=True):
            word = _FIRST_WORD.match(entry)
            key = "" if entry[0] in "…0" or not word else word[1]
            groups.setdefault(key, []).append(_pattern(entry.removeprefix("…")))
        # Entries that open with a gap or a number are tried on every paragraph: as one pattern, after one gap.
        gap = groups.pop("", [])
        if gap:
            others.append((kind, re.compile(f"{_GAP}(?:{'|'.join(gap)})", re.IGNORECASE)))
        for key, found in groups.items():
            by_word.setdefault(key, []).append((kind, re.compile("|".join(found), re.IGNORECASE)))
    return by_word, others


def _pattern(entry: str) -> str:
    phrase = entry.removesuffix("$").strip()
    words = _GAP.join(re.escape(part).replace(r"\ ", r"\s+").replace("0", r"\d+") for part in phrase.split("…"))
    if entry.endswith("$"):
        return words + r"[\s.!:…\])]*$"
    return words + (r"(?![\w’'-])" if phrase[-1].isalnum() else "")
