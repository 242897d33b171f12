"""Countries and states by name, with their ISO 3166 codes; what only belongs to them is told apart.

Names come from the Unicode data in Babel (which trafilatura brings along: nothing more to install), beside the
forms of news in ``lexicon/country-names.txt``. Measured here: Babel imports in 28 ms and gives the names in 52 ms;
pycountry imports in 91 ms and weighs 23 MB. Both are loaded at the first question, never at import.
"""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from onrecord.lexicon import entries
from onrecord.resolve.spelling import fold, tokens

Relation = Literal["name", "demonym", "seat"]

MARGIN = 2
"""Signs by which one reading of a name must lead: one word alone ("Russia", "Ohio") stands in many articles."""


@dataclass(frozen=True, slots=True)
class Country:
    """A country or a state of one. ``code`` is ISO 3166-1 alpha-2 (XK for Kosovo) or ISO 3166-2; ``alpha3`` is of
    countries only. ``id`` is what an entity index calls it."""

    code: str
    name: str
    alpha3: str | None = None

    @property
    def id(self) -> str:
        """``iso3166:`` and the code."""
        return f"iso3166:{self.code}"


@dataclass(frozen=True, slots=True)
class Related:
    """A country that a name has to do with. ``name``: it is the country's; ``demonym``: of or from the country;
    ``seat``: a capital or a house of government that stands for its government ("the Kremlin"), which is related
    to the country and never the same as it."""

    country: Country
    relation: Relation


def _listed(file: str) -> dict[str, tuple[str, ...]]:
    found = {}
    for line in entries(file):
        code, _, names = line.partition(":")
        found[code.strip()] = tuple(name.strip() for name in names.split(";") if name.strip())
    return found


def _form(name: str) -> str:
    found = tokens(name)
    return " ".join(found[1:] if len(found) > 1 and found[0] == "the" else found)


@cache
def countries() -> dict[str, Country]:
    """Every country and state that is known, by its code."""
    from babel.core import Locale, get_global  # noqa: PLC0415 - 80 ms that most runs do without

    names = {str(code): str(name) for code, name in Locale("en").territories.items()}
    aliases = get_global("territory_aliases").items()
    three = {two[0]: code for code, two in aliases if len(code) == 3 and code.isalpha() and len(two) == 1}
    found = {
        code: Country(code, _plain(names[code]), three.get(code))
        for code in names
        if len(code) == 2 and code not in _NO_COUNTRY
    }
    return found | {code: Country(code, forms[0]) for code, forms in _listed("states").items()}


_NO_COUNTRY = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"})
"""Codes in the data that are no country."""


def _plain(name: str) -> str:
    """ "Myanmar (Burma)" → "Myanmar"; "Hong Kong SAR China" → "Hong Kong"."""
    return name.partition(" (")[0].removesuffix(" SAR China")


@cache
def _table() -> dict[str, tuple[Related, ...]]:
    all_of = countries()
    found: dict[str, list[Related]] = {}
    rows: list[tuple[str, str, Relation]] = [(c.code, c.name, "name") for c in all_of.values()]
    rows += [(code, "and".join(c.name.split("&")), "name") for code, c in all_of.items() if "&" in c.name]
    for file, relation in _FILES:
        rows += [(code, form, relation) for code, forms in _listed(file).items() for form in forms]
    for code, form, relation in rows:
        related = Related(all_of[code], relation)
        here = found.setdefault(_form(form), [])
        if related not in here:
            here.append(related)
    for form in [f for f in found if any(r.relation == "demonym" for r in found[f])]:
        plural = form + ("" if form.endswith(("s", "h", "ese")) else "s")
        found.setdefault(plural, [r for r in found[form] if r.relation == "demonym"])
    return {form: tuple(sorted(here, key=lambda r: (r.country.code, r.relation))) for form, here in found.items()}


_FILES: tuple[tuple[str, Relation], ...] = (
    ("country-names", "name"),
    ("states", "name"),
    ("demonyms", "demonym"),
    ("government-seats", "seat"),
)


def related(name: str) -> tuple[Related, ...]:
    """The countries and states that ``name`` has to do with, by code; empty for any other string.

    "Moscow" → Russia as a seat; "Georgian" → Georgia as a demonym; "Georgia" → two, both by name.
    """
    return _table().get(_form(name), ())


@cache
def _signs() -> dict[str, frozenset[str]]:
    return {code: frozenset(w for n in names for w in tokens(n)) for code, names in _listed("country-signs").items()}


def country_of(name: str, context: Collection[str] = ()) -> Country | tuple[Country, ...] | None:
    """The country or state that ``name`` is a name of; None when there is none.

    ``context`` are words of the article. Where several bear the name, the one whose signs
    (``lexicon/country-signs.txt``) are more by ``MARGIN``, else all of them: it can't be told.
    """
    named = tuple(r.country for r in related(name) if r.relation == "name")
    if len(named) < 2:
        return named[0] if named else None
    around = {fold(word) for word in context}
    counts = sorted(((len(_signs().get(c.code, frozenset()) & around), c.code) for c in named), reverse=True)
    if counts[0][0] < counts[1][0] + MARGIN:
        return named
    return countries()[counts[0][1]]


@lru_cache(maxsize=20_000)
def leading_country(context: tuple[str, ...]) -> frozenset[str]:
    """The code of the country that most words of ``context`` have to do with (names, demonyms, seats; a state counts
    for its country); several when they are equal, none when no word does."""
    counts: Counter[str] = Counter()
    for word in context:
        if len(word) > 3:
            counts.update({r.country.code.partition("-")[0] for r in related(word)})
    most = max(counts.values(), default=0)
    return frozenset(code for code, count in counts.items() if count == most)
