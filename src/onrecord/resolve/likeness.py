"""How alike two names of persons are: facts with weights, or None where they can't be one person's.

Weights are natural log-odds, set by hand and chosen with ``python -m bench.entities`` on the half of the pairs that
is for choosing.
"""

from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz.distance import JaroWinkler, Levenshtein

from onrecord.resolve.decisions import Fact
from onrecord.resolve.spelling import PersonName, initials, key, nicknames, words

NEAR = 0.82
"""Jaro-Winkler from which two words may be slips of one another ("Spicer", "Spicier")."""
SAME_SOUND = 0.6
"""Jaro-Winkler that words of one key must have besides: keys are coarse."""
NEARLY, LONG = 0.9, 8
"""Share of letters in order from which names of more than so many letters are slips of one another."""
SHORT = 3
"""Words up to this length are one only when they are equal: keys of so few letters say nothing."""

SURNAME = {"same": 2.5, "spelled": 2.0, "near": -0.5}
GIVEN = {"same": 3.0, "spelled": 2.2, "nickname": 2.2, "initial": 1.0, "near": 1.0, "joined": 2.5}
MIDDLE = 1.0
FULL_PRIOR = -2.5
COMMON_SURNAME, COMMON_GIVEN = -1.0, -0.3
MIDDLE_EXTRA = -0.3
SUFFIX_SAME, SUFFIX_ONE = 1.0, -0.5
PARTIAL_PRIOR = 0.3
GIVEN_ALONE = -0.7
INITIALS = -0.5


@lru_cache(maxsize=100_000)
def likeness(a: str, b: str) -> str | None:
    """How two words of names are one: "same", "spelled" (one key), "near" (a slip), or None."""
    if a == b:
        return "same"
    if min(len(a), len(b)) <= SHORT:
        return None
    similar = JaroWinkler.similarity(a, b)
    if key(a) == key(b) and similar >= SAME_SOUND:
        return "spelled"
    return "near" if similar >= NEAR and a[0] == b[0] else None


@lru_cache(maxsize=100_000)
def given_likeness(a: str, b: str) -> str | None:
    """As ``likeness``, for given names: nicknames and initials count too."""
    if found := likeness(a, b):
        return found
    if 1 in (len(a), len(b)):
        return "initial" if a[0] == b[0] else None
    lines = nicknames()
    if lines.get(a, frozenset()) & lines.get(b, frozenset()):
        return "nickname"
    return "spelled" if key(a) == key(b) and JaroWinkler.similarity(a, b) >= NEAR else None


def persons(a: PersonName, b: PersonName) -> tuple[Fact, ...] | None:
    """What speaks for and against the two names being one person's; None when they can't be.

    A single name has a fact "surname-alone" or "given-alone": that it fits says little.
    """
    if a.suffix and b.suffix and a.suffix != b.suffix:
        return None
    a, b = _without_given_particle(a, b), _without_given_particle(b, a)
    if a.parts == b.parts and a.partial:
        return (Fact("same-single-name", PARTIAL_PRIOR + 1.5, a.parts[0]), *_commonness(a.parts[-1], None))
    if a.partial or b.partial:
        return _alone(*((a, b) if a.partial else (b, a)))
    found = _in_order(a.parts, b.parts)
    if found is None:
        found = _reordered(a.parts, b.parts) or _ending(a.parts, b.parts)
    return (*found, *_suffixes(a, b)) if found else None


def _without_given_particle(name: PersonName, other: PersonName) -> PersonName:
    """ "Le Pen" beside "Marine Le Pen": what looks like a given name is the surname's particle."""
    if len(name.parts) == 2 and name.parts[0] in other.particles:
        return PersonName(name.parts[1:], name.particles, name.suffix)
    return name


def _alone(one: PersonName, full: PersonName) -> tuple[Fact, ...] | None:
    """A single name beside a full one."""
    word = one.parts[0]
    if full.partial:
        how = likeness(word, full.parts[0])
        return (
            None
            if how is None
            else (Fact("single-names", PARTIAL_PRIOR + SURNAME[how] - 1.5, f"{word}, {full.parts[0]}"),)
        )
    found = [(s, how) for s in sorted(full.surnames) if (how := likeness(word, s))]
    if found:
        surname, how = min(found, key=lambda f: list(SURNAME).index(f[1]))
        weight = PARTIAL_PRIOR + SURNAME[how] - SURNAME["same"]
        return (Fact("surname-alone", weight, f"{word}, {' '.join(full.parts)}"), *_commonness(surname, None))
    if len(word) in (2, 3) and word == initials(full.parts):
        return (Fact("initials-alone", PARTIAL_PRIOR + INITIALS, f"{word}, {' '.join(full.parts)}"),)
    if given_likeness(word, full.parts[0]) in {"same", "spelled", "nickname"} and len(word) > 1:
        weight = PARTIAL_PRIOR + GIVEN_ALONE
        return (Fact("given-alone", weight, f"{word}, {' '.join(full.parts)}"), *_commonness(None, word))
    return None


def _in_order(a: Sequence[str], b: Sequence[str]) -> tuple[Fact, ...] | None:
    """Both names full: surname beside surname, given name beside given name. None when these differ, nothing at all
    when only the middle names do: no other reading of the names may then join them."""
    surname = likeness(a[-1], b[-1])
    given = given_likeness(a[0], b[0])
    if given is None and len(a) != len(b):
        given = _joined(a, b)
    if surname is None or given is None or (surname == "near" and given not in {"same", "spelled"}):
        return None
    facts = [
        Fact("prior", FULL_PRIOR),
        Fact(f"surname-{surname}", SURNAME[surname], f"{a[-1]}, {b[-1]}"),
        Fact(f"given-{given}", GIVEN[given], f"{a[0]}, {b[0]}"),
    ]
    facts += _commonness(a[-1], a[0] if given == "same" else None)
    middle = _middles(a[1:-1], b[1:-1]) if given != "joined" else []
    return () if middle is None else (*facts, *middle)


def _joined(a: Sequence[str], b: Sequence[str]) -> str | None:
    """ "Jongun" and "Jong un", or a given name that is written as a middle one ("J. Edgar", "Edgar")."""
    short, long = sorted((a, b), key=len)
    if "".join(short[:-1]) == "".join(long[:-1]):
        return "joined"
    return "near" if len(short) == 2 and len(long[0]) == 1 and short[0] == long[1] else None


def _reordered(a: Sequence[str], b: Sequence[str]) -> tuple[Fact, ...] | None:
    """The same words with the family name first in one of them, or written apart in one; or all but a letter."""
    if "".join(a) == "".join(b) or (sorted(a) == sorted(b) and a[0] == b[-1]):
        weight = FULL_PRIOR + SURNAME["same"] + GIVEN["same"] - 0.5
        return (Fact("same-words-reordered", weight, f"{' '.join(a)}, {' '.join(b)}"),)
    one, other = "".join(a), "".join(b)
    if (
        len(a) != len(b)
        and min(len(one), len(other)) > LONG
        and Levenshtein.normalized_similarity(one, other) >= NEARLY
    ):
        return (Fact("same-letters-nearly", 0.3, f"{' '.join(a)}, {' '.join(b)}"),)
    short, long = sorted((a, b), key=len)
    middle = len(short) == 2 and len(long) > 2 and given_likeness(short[0], long[1]) == "same"
    if middle and likeness(a[-1], b[-1]) == "same":
        return (Fact("goes-by-middle-name", FULL_PRIOR + SURNAME["same"] + 1.0, f"{' '.join(a)}, {' '.join(b)}"),)
    return None


def _ending(a: Sequence[str], b: Sequence[str]) -> tuple[Fact, ...] | None:
    """Several surnames, as in Spanish and Arabic: one name is the other's end, or stops before its last part."""
    short, long = sorted((a, b), key=len)
    if len(short) == len(long):
        return None
    if all(likeness(x, y) in {"same", "spelled"} for x, y in zip(short, long[-len(short) :], strict=True)):
        weight = FULL_PRIOR + SURNAME["same"] + 1.5
        return (Fact("surnames-alone", weight, f"{' '.join(short)}, {' '.join(long)}"),)
    if len(long) - len(short) == 1 and all(
        given_likeness(x, y) in {"same", "spelled"} for x, y in zip(short, long, strict=False)
    ):
        weight = FULL_PRIOR + SURNAME["same"] + GIVEN["same"] - 1.5
        return (
            Fact("second-surname", weight, f"{' '.join(short)}, {' '.join(long)}"),
            *_commonness(short[-1], short[0]),
        )
    return None


def _middles(a: Sequence[str], b: Sequence[str]) -> list[Fact] | None:
    """Middle names: one name may leave them out; where both have them they agree, else None ("H.W.", "W.")."""
    if not a or not b:
        return []
    detail = f"{' '.join(a)}, {' '.join(b)}"
    short, long = sorted((a, b), key=len)
    if not all(given_likeness(x, y) not in {None, "near"} for x, y in zip(short, long, strict=False)):
        return None
    if len(short) < len(long):
        return [Fact("middle-extra", MIDDLE_EXTRA, detail)]
    return [Fact("middle", MIDDLE, detail)]


def _commonness(surname: str | None, given: str | None) -> list[Fact]:
    found = []
    if surname in words("common-surnames"):
        found.append(Fact("common-surname", COMMON_SURNAME, surname or ""))
    if given and given in nicknames():
        found.append(Fact("common-given", COMMON_GIVEN, given))
    return found


def _suffixes(a: PersonName, b: PersonName) -> list[Fact]:
    if a.suffix and b.suffix:
        return [Fact("suffix-same", SUFFIX_SAME, a.suffix)]
    if a.suffix or b.suffix:
        return [Fact("suffix-in-one", SUFFIX_ONE, a.suffix or b.suffix or "")]
    return []
