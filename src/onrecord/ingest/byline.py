"""Bylines: whose report it is. "By Jane Doe", "By JANE DOE and X, Daily Planet", "Jane Doe, Staff Writer"."""

import re

from onrecord.ingest.dateline import known_agency
from onrecord.lexicon import entries

_LONGEST = 160
"""Characters of the longest line that is read as a byline."""
_BY = re.compile(
    r"(?:(?:written|words|story|text|report|analysis|opinion|posted|published|reported)\s+)?by:?\s+(?=\S)",
    re.IGNORECASE,
)
_WORD = r"(?:[A-ZÀ-ÖØ-Þ](?:[\w’'\-]+\.?|\.(?:[A-Z]\.)*)|[A-Z])"
_PARTICLE = r"(?:al|bin|da|de|del|della|der|di|dos|du|el|ibn|la|le|ten|van|von|y|zu)"
_NAME = rf"{_WORD}(?:[\s-]+(?:{_PARTICLE}\s+)*{_WORD}){{1,4}}"
_NAMES = re.compile(rf"({_NAME})((?:\s*,\s*(?:and\s+)?|\s*;\s*|\s+and\s+|\s*&\s*){_NAME})*")
_EACH = re.compile(r"\s*,\s*(?:and\s+)?|\s*;\s*|\s+and\s+|\s*&\s*", re.IGNORECASE)
_AFTER_NAMES = re.compile(r"\s*(?:[,|/•·–—(-]|\bin\b|\bat\b|\bfor\b|\bof\b)\s*")
_SHORT_NAME = re.compile(rf"{_WORD}(?:[\s-]+{_WORD}){{0,3}}$")


def byline(line: str) -> tuple[str, ...]:
    """The names that ``line`` gives as its authors; empty when it is no byline."""
    line = line.strip()
    if len(line) > _LONGEST or not line:
        return ()
    by = _BY.match(line)
    if by:
        return _after_by(line[by.end() :])
    names = _NAMES.match(line)
    if not names:
        return ()
    after = _AFTER_NAMES.match(line, names.end())
    role = line[after.end() :].casefold() if after else ""
    if not role and "," in names[0]:
        first, _, last = names[0].rpartition(",")
        return _split(first) if _is_role(last.strip().casefold()) else ()
    return _split(names[0]) if _is_role(role) else ()


def _is_role(words: str) -> bool:
    words = words.strip(" .")
    return len(words) < 60 and any(
        words == role or words.startswith((role + " ", role + ",", role + ")")) for role in entries("byline-roles")
    )


def _after_by(rest: str) -> tuple[str, ...]:
    """Names after "By": full names, or one short name of an agency or outlet that makes the whole line."""
    rest = rest.strip()
    names = _NAMES.match(rest)
    if names:
        left = rest[names.end() :].strip()
        if not left or _AFTER_NAMES.match(left) or left.strip(".") == "":
            return _without_outlet(names[0])
        return ()
    short = rest.rstrip(".")
    return (short,) if _SHORT_NAME.match(short) or known_agency(short) else ()


def _split(names: str) -> tuple[str, ...]:
    return tuple(n.strip() for n in _EACH.split(names) if n.strip())


def _without_outlet(listed: str) -> tuple[str, ...]:
    """The names without what ends them after a comma: "Jane Doe, Staff Writer", "A B and C D, Daily Planet"."""
    names = _split(listed)
    before, comma, last = listed.rpartition(",")
    if len(names) < 2 or not comma or last.strip().startswith("and "):
        return names
    closed = len(names) == 2 or " and " in before or "&" in before
    return names[:-1] if closed or _is_role(last.strip().casefold()) or known_agency(last) else names
