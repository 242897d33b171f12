"""Words of an article by which namesakes are told apart; observed, as printed but folded."""

import re
from collections import Counter

from onrecord.model import Span
from onrecord.resolve.spelling import fold, words

CAPITAL = re.compile(r"[^\W\d_][\w’'-]*")
MOST = 120
"""Capitalised words kept of one article, the most frequent: bounds the cost of a comparison."""
NEAR = 140
"""Code points on either side of a mention whose words count as near."""
LEAST = 3
"""Letters from which a word tells something."""


def capitalised(text: str) -> tuple[str, ...]:
    """The words of ``text`` that are written with a capital and never without, folded, most frequent first."""
    found: Counter[str] = Counter()
    small = set[str]()
    for match in CAPITAL.finditer(text):
        word = match[0].removesuffix("’s").removesuffix("'s")
        if len(word) < LEAST:
            continue
        (found.update((word,)) if word[0].isupper() else small.add(word))
    counted: Counter[str] = Counter()
    for word, count in found.items():
        if word.lower() not in small and word.lower() not in words("function-words"):
            counted[fold(word)] += count
    return tuple(word for word, _ in sorted(counted.items(), key=lambda c: (-c[1], c[0]))[:MOST])


def near(text: str, span: Span) -> tuple[str, ...]:
    """The words around ``span`` that aren't grammar, folded, in their order and once each."""
    low, high = max(0, span.start - NEAR), min(len(text), span.end + NEAR)
    around = text[low : span.start] + " " + text[span.end : high]
    found = (fold(m[0].removesuffix("’s").removesuffix("'s")) for m in CAPITAL.finditer(around))
    return tuple(dict.fromkeys(w for w in found if len(w) >= LEAST and w not in words("function-words")))


BEFORE = re.compile(r"(?:[\w.’'-]+\s+){1,5}$")
AFTER = re.compile(r",\s+((?:an?\s+|the\s+)?[^,.;:()“”\"]{3,70})[,.;]")


def roles_near(text: str, span: Span) -> tuple[str, ...]:
    """What stands directly before and after a name as its role: titles and offices before it ("Foreign Minister"),
    the apposition after it ("a spokesman for the ministry"). For mentions that no speaker stage has read."""
    found = []
    if match := BEFORE.search(text[max(0, span.start - 60) : span.start]):
        said = match[0].split()
        while said and not _titled(said[-1]):
            said.pop()
        kept = [w for w in said if _titled(w)] if said else []
        if kept and text[: span.start].rstrip().endswith(kept[-1]):
            found.append(" ".join(kept))
    if match := AFTER.match(text, span.end, min(len(text), span.end + 90)):
        said = [w for w in match[1].split() if fold(w) not in words("function-words")]
        if any(_titled(w) for w in said):
            found.append(" ".join(said))
    return tuple(found)


def _titled(word: str) -> bool:
    return fold(word).rstrip(".") in words("person-titles")
