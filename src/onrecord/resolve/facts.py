"""What speaks for and against a candidate: numbers that the ranker weighs."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from onrecord.lexicon import entries
from onrecord.resolve.cast import Gender
from onrecord.resolve.field import Candidate, Field, Sort

Group = Literal["person", "they", "it", "who", "which", "role", "body", "document", "group"]
"""Kinds of reference with weights of their own: he and she; they; it; who; which; "the minister"; "the agency";
"the report"; "the officials"."""

GROUPS: tuple[Group, ...] = ("person", "they", "it", "who", "which", "role", "body", "document", "group")

FACTS = (
    "none", "self", "self bare", "self modified", "self rival", "self rival definite", "self indefinite",
    "self owned", "self heading",
    "same sentence", "sentence before", "sentences", "same paragraph", "paragraphs", "words",
    "opens", "opens here", "opens before", "leads", "owns", "adjacent", "later",
    "last speaker", "speaker before", "last speaker near", "spoke", "quoted", "told", "in content",
    "gender fits", "gender differs", "number differs",
    "person", "organization", "place", "people", "unknown", "document", "group", "anonymous",
    "mentions", "most named", "nearer rivals", "nearer subjects",
    "head", "head named", "head definite", "head heading", "modifiers", "modifiers missing", "described",
)  # fmt: skip
"""The names of ``Ranked.facts`` in order; weights are kept by group and name."""

_PLACE = {name: i for i, name in enumerate(FACTS)}


ALLOWED: dict[Group, frozenset[Sort]] = {
    "person": frozenset(("person", "unknown", "anonymous")),
    "they": frozenset(("group", "people", "organization", "unknown", "place", "document")),
    "it": frozenset(("organization", "document", "place", "unknown")),
    "who": frozenset(("person", "unknown", "anonymous", "group", "people", "organization")),
    "which": frozenset(("organization", "document", "place", "unknown", "group", "people")),
    "role": frozenset(("person", "unknown", "anonymous")),
    "body": frozenset(("organization", "place", "unknown")),
    "document": frozenset(("document", "unknown", "organization")),
    "group": frozenset(("group", "people")),
}
REACH: dict[Group, int] = {
    "person": 40, "they": 6, "it": 6, "who": 0, "which": 0, "role": 400, "body": 400, "document": 400, "group": 400,
}  # fmt: skip
"""Sentences back in which a candidate is looked for."""
MOST = 24
"""Candidates that are weighed, the nearest first."""


@dataclass(frozen=True, slots=True)
class Pointer:
    """A source that points to something: at ``word``, up to word ``end``.

    ``head`` and ``modifiers`` of a description by their meaning; ``gender`` of a pronoun; ``many`` for a plural.
    ``content``: the words of the statement that it is the source of, in ranges.
    """

    group: Group
    word: int
    end: int
    gender: Gender = ""
    many: bool = False
    head: str = ""
    modifiers: frozenset[str] = frozenset()
    own: Candidate | None = None
    bare: bool = False
    definite: bool = True
    owned: bool = False
    content: tuple[tuple[int, int], ...] = ()


Told = Callable[[Sequence[Candidate]], Sequence[float | None]]
"""For candidates the encoder's probability that the pointer means them, None where it does not tell."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate with its facts; ``candidate`` is None for "none of these". ``told``: the probability that the encoder
    gives it, None where it says nothing of the pointer."""

    candidate: Candidate | None
    facts: tuple[float, ...]
    told: float | None = None


def choices(field: Field, pointer: Pointer, spoke: Sequence[Candidate], told: Told) -> list[Ranked]:
    """What a pointer may refer to, with facts; the first is "none" or the description itself.

    ``spoke``: the speakers so far, the last at the end.
    """
    near = _near(field, pointer)
    heard = told([c for c, _ in near])
    silent = not any(heard)
    rest = None if silent else max(0.0, 1 - sum(h or 0.0 for h in heard))
    heading = field.page.words[pointer.word].paragraph == 0
    found = [replace(_itself(pointer, near, heading=heading), told=rest)]
    most = max((len(c.places) for c, _ in near if c.sort in ("person", "unknown")), default=0)
    rivals = subjects = 0
    for (candidate, place), probability in zip(near, heard, strict=True):
        row = _facts(field, pointer, candidate, place, spoke)
        row["most named"] = float(len(candidate.places) == most)
        row["nearer rivals"] = min(rivals, 3.0)
        row["nearer subjects"] = min(subjects, 3.0)
        subjects += bool(row["opens"]) and not row.get("gender differs") and not row.get("number differs")
        rivals += not row.get("gender differs") and not row.get("number differs")
        found.append(Ranked(candidate, _ordered(row), None if silent else probability or 0.0))
    return found


def _ordered(row: dict[str, float]) -> tuple[float, ...]:
    values = [0.0] * len(FACTS)
    for name, value in row.items():
        values[_PLACE[name]] = value
    return tuple(values)


def _near(field: Field, pointer: Pointer) -> list[tuple[Candidate, int]]:
    """The candidates in reach with their last mention before the pointer, or their first one after it."""
    here = field.page.words[pointer.word].sentence
    found: list[tuple[int, int, Candidate]] = []
    for number, c in enumerate(field.candidates):
        if not c.places or c is pointer.own or c.sort not in ALLOWED[pointer.group]:
            continue
        if pointer.head and not _fits(pointer, c):
            continue
        place = field.last_before(c, pointer.word, pointer.content)
        if place is None:
            if pointer.group in ("person", "role", "body", "document"):
                found.append((10**9 + c.places[0], number, c))
        elif field.page.words[place].sentence > here - REACH[pointer.group] - 1:
            found.append((pointer.word - place, number, c))
    found.sort(key=lambda t: t[:2])
    return [(c, pointer.word - d if d < 10**9 else d - 10**9) for d, _, c in found[:MOST]]


def _fits(pointer: Pointer, c: Candidate) -> bool:
    """May a description mean the candidate? Persons always; the rest by its noun."""
    if c.sort in ("person", "unknown") and pointer.group == "role":
        return True
    if c.parts:
        return pointer.group == "group"
    if pointer.head == c.head or pointer.head in c.words:
        return True
    return (
        pointer.group == "body"
        and pointer.head in entries("broad-nouns")
        and c.entity is not None
        and c.sort != "place"
    )


def _itself(pointer: Pointer, near: Sequence[tuple[Candidate, int]], *, heading: bool) -> Ranked:
    if pointer.own is None:
        return Ranked(None, _ordered({"none": 1.0}))
    rival = any(c.entity is not None and pointer.head in c.words for c, _ in near)
    return Ranked(
        pointer.own,
        _ordered(
            {
                "self": 1.0,
                "self bare": float(pointer.bare),
                "self modified": min(len(pointer.modifiers), 3.0),
                "self rival": float(rival),
                "self rival definite": float(rival and pointer.definite and not pointer.owned),
                "self heading": float(heading),
                "self indefinite": float(not pointer.definite),
                "self owned": float(pointer.owned),
            }
        ),
    )


def _facts(field: Field, pointer: Pointer, c: Candidate, place: int, spoke: Sequence[Candidate]) -> dict[str, float]:
    words = field.page.words
    here, there = words[pointer.word], words[place]
    apart = abs(here.sentence - there.sentence)
    between = pointer.word - c.ends.get(place, place + 1)
    row: dict[str, float] = {
        "same sentence": float(apart == 0),
        "sentence before": float(apart == 1),
        "sentences": math.log1p(apart),
        "same paragraph": float(here.paragraph == there.paragraph),
        "paragraphs": math.log1p(abs(here.paragraph - there.paragraph)),
        "words": math.log1p(max(between, 0)),
        "opens": float(field.opens(place)),
        "opens here": float(apart == 0 and field.opens(place)),
        "opens before": float(apart == 1 and field.opens(place)),
        "leads": float(here.paragraph == there.paragraph and field.leads(place)),
        "quoted": float(field.quoted(place) != field.quoted(pointer.word)),
        "told": float(field.told(place) and not field.told(pointer.word)),
        "in content": float(any(a - 1 < p < b for a, b in pointer.content for p in c.places)),
        "owns": float(words[c.ends.get(place, place + 1) - 1].owns),
        "adjacent": float(0 < between + 1 < 2),
        "later": float(place > pointer.word),
        "last speaker": float(bool(spoke) and spoke[-1] is c),
        "last speaker near": float(bool(spoke) and spoke[-1] is c and apart < 2),
        "speaker before": float(len(spoke) > 1 and spoke[-2] is c),
        "spoke": float(any(s is c for s in spoke)),
        "number differs": float(pointer.many != c.many and pointer.group in ("they", "it", "person", "group", "role")),
        "mentions": math.log(len(c.places)),
        c.sort: 1.0,
    }
    if pointer.gender and c.gender:
        row["gender fits" if pointer.gender == c.gender else "gender differs"] = 1.0
    if pointer.head:
        shared = len(pointer.modifiers & c.words)
        head = pointer.head in c.words or pointer.head == c.head
        named = head and c.entity is not None
        row["head"] = float(head)
        row["head named"] = float(named)
        row["head definite"] = float(named and pointer.definite and not pointer.owned)
        row["head heading"] = float(named and here.paragraph == 0)
        row["modifiers"] = min(shared, 3.0)
        row["modifiers missing"] = min(len(pointer.modifiers) - shared, 3.0)
        row["described"] = math.log1p(len(c.words))
    return row
