"""Openings of apparatus lines, compiled from the vocabulary files.

An entry is matched from the first letter of a paragraph, in any case. ``…`` stands for up to 60 characters of
the same line; a final ``$`` asks that the entry be the whole paragraph, its final punctuation aside.
"""

import re
from functools import cache

from onrecord.lexicon import entries

_BULLETS = r"[\s*•●▪■►▶»→>\-–—\[(|]*"
_GAP = r"[^\n]{0,60}?"


@cache
def opening(name: str) -> re.Pattern[str]:
    """One pattern for all entries of ``lexicon/<name>.txt``; group ``colon`` is set for an entry that ends in one."""
    whole = sorted((e[:-1] for e in entries(name) if e.endswith("$")), key=len, reverse=True)
    starts = [e for e in entries(name) if not e.endswith("$")]
    titles = sorted((e for e in starts if e.endswith(":")), key=len, reverse=True)
    others = sorted((e for e in starts if not e.endswith(":")), key=len, reverse=True)
    branches = []
    if titles:
        branches.append(f"(?P<colon>{_either(titles)})")
    if others:
        branches.append(f"(?:{_either(others)})")
    if whole:
        branches.append(rf"(?:{_either(whole)})[\s.!:…\])]*$")
    colon = "" if titles else "(?P<colon>(?!))?"
    return re.compile(f"{_BULLETS}{colon}(?:{'|'.join(branches)})", re.IGNORECASE)


def _either(phrases: list[str]) -> str:
    return "|".join(_pattern(p) for p in phrases)


def _pattern(phrase: str) -> str:
    words = _GAP.join(re.escape(part).replace(r"\ ", r"\s+") for part in phrase.split("…"))
    edge = r"(?!\w)" if phrase[-1].isalnum() and not phrase[-2:].isdigit() else ""
    return words + edge
