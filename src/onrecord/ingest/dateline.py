"""The dateline that opens a wire report: "MOSCOW (Reuters) –", "PARIS, Oct. 24 (AFP) -", "GENEVA —"."""

import re
from dataclasses import dataclass

from onrecord.lexicon import entries

_LONGEST = 110
"""Characters from the paragraph's start in which a dateline must end; the longest seen in the data has 62."""
_DASH = re.compile(r"(?<=[\s).\]])(?:[-–—―]+|\u2212)\s+|(?<=[\w).\]])\s*[–—―]+\s*|(?<=[\s).])--\s*")
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DAY = re.compile(
    rf"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s*)?"
    rf"(?:{_MONTH}\s+\d{{1,2}}|\d{{1,2}}\s+{_MONTH}|\d{{1,2}}[./]\d{{1,2}})(?:,?\s+\d{{4}})?$",
    re.IGNORECASE,
)
_AGENCY = re.compile(r"\s*[(\[]\s*([^()\[\]\n]{2,60}?)\s*[)\]]\s*$")
_BRACKET = re.compile(r"[(\[]")
_BARE_AGENCY = re.compile(r"[(\[]([^()\[\]\n]{2,30})[)\]](?=\s*[^\W\d_]|\s*[“\"‘])")
_REGION = re.compile(r"(?:[^\W\d_]\.){1,4}$|[^\W\d_][\w’'.-]*(?:\s+[^\W\d_][\w’'.-]*){0,2}$")
_CITY = re.compile(r"(?:[^\W\d_]|[’'.\-–‘`/ ]|&)+$")
_FOLLOWS = re.compile(r"[\"“”‘'«„(\[]*(?:[A-ZÀ-ÖØ-Þ]|\d|[$£€])")
_MOST_WORDS = 5


@dataclass(frozen=True, slots=True)
class Dateline:
    """``length`` is in characters from the paragraph's start, the dash included; ``place`` has no date, no agency."""

    length: int
    place: str | None
    agency: str | None


def dateline(paragraph: str) -> Dateline | None:
    """The dateline that ``paragraph`` opens with, if it does.

    Capitals before a dash are a place only when a sentence follows; one short word in capitals only when it is a
    known place ("NATO — The alliance …" opens with a name). In mixed case an agency in brackets must stand with it.
    """
    head = paragraph[:_LONGEST]
    if not head[:3].isupper() and not _BRACKET.search(head):
        return None
    for dash in _DASH.finditer(head):
        if _FOLLOWS.match(paragraph, dash.end()):
            found = _read(head[: dash.start()])
            if found:
                kept = len(head[: dash.end()].rstrip())
                return Dateline(kept, *found)
        if len(head[: dash.start()]) > _LONGEST - 20:
            break
    return _without_dash(head)


def _read(head: str) -> tuple[str | None, str | None] | None:
    """Place and agency of the words before the dash; None when they are something else."""
    signed = _AGENCY.search(head)
    agency = signed[1] if signed else None
    known = agency is not None and known_agency(agency)
    parts = [p.strip() for p in (head[: signed.start()] if signed else head).split(",")]
    while parts and (not parts[-1] or _DAY.match(parts[-1]) or re.fullmatch(r"\d{4}", parts[-1])):
        parts.pop()
    trimmed = re.sub(rf"\s+{_MONTH}\s+\d{{1,2}}$", "", parts[-1]) if parts else ""
    if parts:
        parts[-1] = trimmed
    if not parts:
        return (None, agency) if known else None
    if not _is_place(parts, signed=agency is not None, known=known):
        return None
    if agency and not known and not _is_agency_name(agency):
        return None
    return ", ".join(parts), agency


def _is_place(parts: list[str], *, signed: bool, known: bool) -> bool:
    city, regions = parts[0], parts[1:]
    words = city.replace("/", " ").split()
    if not words or len(words) > _MOST_WORDS or not _CITY.match(city) or city.lower() in entries("not-places"):
        return False
    if words[0].lower() in entries("not-places"):
        return False
    if len(regions) > 2 or not all(_REGION.match(r) and r[0].isupper() for r in regions):
        return False
    if not city.isupper():
        return known and all(w[0].isupper() or len(w) < 4 for w in words)
    letters = [c for c in city if c.isalpha()]
    if len(letters) < 5 and not signed and not regions:
        return city.lower() in entries("short-places")
    return len(letters) > 1


def _is_agency_name(name: str) -> bool:
    """A name not in the list: capitalised words, no number, no lower-case start."""
    return len(name.split()) < 6 and name[0].isupper() and not any(c.isdigit() for c in name)


def _without_dash(head: str) -> Dateline | None:
    """ "(CNN)Donald Trump …" and "WASHINGTON (Reuters) Donald …": only for agencies of the list."""
    signed = _BARE_AGENCY.search(head)
    if not signed or not known_agency(signed[1]) or not _FOLLOWS.match(head[signed.end() :].lstrip() or "-"):
        return None
    before = head[: signed.start()].strip(" ,")
    if not before:
        return Dateline(signed.end(), None, signed[1])
    found = _read(head[: signed.end()])
    return Dateline(signed.end(), *found) if found else None


def known_agency(name: str) -> bool:
    """True for an entry of ``lexicon/agencies.txt``, in any case when it is longer than four letters."""
    listed = entries("agencies")
    folded = name.strip().casefold()
    return name.strip() in listed or (len(folded) > 4 and any(folded == a.casefold() for a in listed))
