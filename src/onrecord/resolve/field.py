"""All that a source may refer to in one article: who is named, what is described, who spoke."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from onrecord.lexicon import entries
from onrecord.model import Span
from onrecord.resolve.cast import Cast, Entity, Gender
from onrecord.resolve.nominals import Description, descriptions, roles, sense_of
from onrecord.resolve.nouns import singular

Sort = Literal["person", "organization", "place", "people", "unknown", "document", "group", "anonymous"]

_SORTS: dict[str, tuple[Sort, Sort]] = {
    "person": ("anonymous", "group"),
    "group": ("group", "group"),
    "organization": ("organization", "group"),
    "document": ("document", "document"),
}
"""By sort of noun, what a description is in the singular and in the plural."""


_LOOK = 8
"""Mentions back in which one outside quotations is looked for."""


@dataclass(slots=True)
class Candidate:
    """Somebody or something in an article.

    ``span``: the words that name it best. ``places``: the words (numbers, rising) where it is mentioned. ``words``:
    what the article says that it is, small, singular, by their meaning; ``head`` the noun that it is described by.
    ``gender`` may be learned while the article is read. ``parts``: of several speakers together, each.
    """

    name: str
    sort: Sort
    span: Span
    places: list[int]
    gender: Gender = ""
    many: bool = False
    head: str = ""
    words: frozenset[str] = frozenset()
    entity: int | None = None
    roles: tuple[Span, ...] = ()
    parts: tuple["Candidate", ...] = ()
    ends: dict[int, int] = field(default_factory=dict)

    def last_before(self, word: int) -> int | None:
        """Its last mention before a word."""
        at = bisect_left(self.places, word)
        return self.places[at - 1] if at else None


class Field:
    """The candidates of one article: first the named in the order of the cast, then the described."""

    def __init__(self, cast: Cast, quotes: Iterable[Span] = (), told: Iterable[Span] = ()) -> None:
        """``quotes``: stretches in quotation marks; ``told``: contents of statements."""
        self.cast, self.page = cast, cast.page
        self._quoted = frozenset(k for q in quotes for k in range(*cast.page.range(q)))
        self._told = frozenset(k for c in told for k in range(*cast.page.range(c)))
        said = roles(cast)
        self._roles = {k: i for i, ranges in said.items() for a, b in ranges for k in range(a, b)}
        self.candidates = [self._named(i, e, said.get(i, [])) for i, e in enumerate(cast.entities)]
        for m, name in enumerate(cast.mentions):
            self.candidates[cast.owner[m]].ends[name.first] = name.last
        self._called: dict[str, list[int]] = {}
        for number, c in enumerate(self.candidates):
            for word in c.words if c.sort == "person" else ():
                self._called.setdefault(word, []).append(number)
        self._described: dict[tuple[str, ...], Candidate] = {}
        for d in descriptions(cast):
            self._describe(d)
        self._first = self._firsts("sentence")
        self._leading = self._firsts("paragraph")

    def opens(self, word: int) -> bool:
        """Is a mention the first in its sentence?"""
        return word in self._first

    def leads(self, word: int) -> bool:
        """Is a mention the first in its paragraph?"""
        return word in self._leading

    def quoted(self, word: int) -> bool:
        """Does a word stand in quotation marks?"""
        return word in self._quoted

    def told(self, word: int) -> bool:
        """Does a word stand in the content of a statement?"""
        return word in self._told

    def last_before(self, candidate: Candidate, word: int, own: Sequence[tuple[int, int]] = ()) -> int | None:
        """A candidate's last mention before a word, best one outside the ranges ``own`` and, where the word stands
        outside quotations, outside these."""
        at = bisect_left(candidate.places, word)
        if not at:
            return None
        outside = word not in self._quoted
        for place in candidate.places[max(0, at - _LOOK) : at][::-1]:
            if not (outside and place in self._quoted) and not any(a - 1 < place < b for a, b in own):
                return place
        return candidate.places[at - 1]

    def describe(self, first: int, last: int, head: str, *, sort: Sort, many: bool) -> Candidate:
        """The candidate of a description, a new one where the article did not describe it so before."""
        key = self._key(first, last)
        found = self._described.get(key)
        if found is None:
            span = self.page.span(first, last)
            found = Candidate(
                span.of(self.page.text), sort, span, [], many=many, head=sense_of(head), words=self._words(first, last)
            )
            self._described[key] = found
            self.candidates.append(found)
        if first not in found.ends:
            insort(found.places, first)
            found.ends[first] = last
        return found

    def together(self, parts: tuple[Candidate, ...], span: Span, word: int) -> Candidate:
        """Several speakers as one."""
        name = " and ".join(p.name for p in parts)
        found = next((c for c in self.candidates if c.parts and c.name == name), None)
        if found is None:
            found = Candidate(name, "group", span, [], many=True, head="group", parts=parts)
            self.candidates.append(found)
        if word not in found.ends:
            insort(found.places, word)
            found.ends[word] = word + 1
        return found

    def _named(self, number: int, entity: Entity, said: list[tuple[int, int]]) -> Candidate:
        page = self.page
        words = frozenset(w for a, b in said for w in self._words(a, b))
        if entity.kind != "person":
            words |= frozenset(sense_of(singular(k)) for k in entity.keys)
        span = page.span(*entity.best) if entity.places else Span(0, 1)
        return Candidate(
            entity.name,
            entity.kind,
            span,
            list(entity.places),
            entity.gender,
            many=entity.kind == "people",
            words=words,
            entity=number,
            roles=tuple(page.span(a, b) for a, b in said),
        )

    def _describe(self, d: Description) -> None:
        """A new candidate, or one more mention of the named whom the description stands beside."""
        owner = next((self._roles[k] for k in range(d.first, d.last) if k in self._roles and self._heads(k, d)), None)
        if owner is None and d.definite and d.sort == "person" and not d.plural:
            owner = self._only(d)
        if owner is not None:
            named = self.candidates[owner]
            if d.first not in named.ends:
                insort(named.places, d.first)
                named.ends[d.first] = d.last
            return
        sort = "anonymous" if d.plural and d.head in entries("hidden-nouns") else _SORTS[d.sort][d.plural]
        self.describe(d.first, d.last, d.head, sort=sort, many=d.plural or d.sort == "group")

    def _only(self, d: Description) -> int | None:
        """The one person whom the article calls by the description's noun ("the admiral")."""
        head = sense_of(d.head)
        called = self._called.get(head, [])
        return called[0] if len(called) == 1 and head not in ("candidate", "leader", "voter", "supporter") else None

    def _heads(self, k: int, d: Description) -> bool:
        return singular(self.page.words[k].small) == d.head

    def _key(self, first: int, last: int) -> tuple[str, ...]:
        return tuple(w.small for w in self.page.words[first:last])

    def _words(self, first: int, last: int) -> frozenset[str]:
        return frozenset(sense_of(singular(w.small)) for w in self.page.words[first:last])

    def _firsts(self, part: Literal["sentence", "paragraph"]) -> frozenset[int]:
        """The first mentions of anybody in the sentences or paragraphs, outside quotations where there is one."""
        first: dict[int, tuple[bool, int]] = {}
        for c in self.candidates:
            for p in c.places:
                word = self.page.words[p]
                s, mine = (word.sentence if part == "sentence" else word.paragraph), (p in self._quoted, p)
                first[s] = min(first.get(s, mine), mine)
        return frozenset(p for _, p in first.values())
