"""From sources to speakers, one after the other: what was found before tells who is meant next."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.lexicon import entries
from onrecord.model import Article, Attribution, Parse, Reference, Span
from onrecord.model.sense import Kind
from onrecord.nlp.signals import Signals, pass_of
from onrecord.resolve.cast import Gender
from onrecord.resolve.facts import Group, Pointer, Ranked, choices
from onrecord.resolve.field import Candidate, Field, Sort
from onrecord.resolve.nominals import sense_of, sort_of
from onrecord.resolve.phrases import Phrase, phrase
from onrecord.resolve.ranking import Weights

KINDS: dict[Sort, Kind] = {
    "person": "person",
    "organization": "organization",
    "place": "organization",
    "people": "group",
    "unknown": "unknown",
    "document": "document",
    "group": "group",
    "anonymous": "anonymous",
}
MOST_CANDIDATES = 4
"""Candidates that an unresolved reference names."""
HEARD = 8
"""Mentions of a candidate that the encoder is asked about, the last ones."""
LIKELY = 0.05
"""Least probability of a candidate that is named."""


@dataclass(frozen=True, slots=True)
class Found:
    """Whom a source means: a candidate, or the ``reason`` why there is none. ``share``: the choice's probability;
    ``how`` it was found; ``others``: the likeliest candidates."""

    candidate: Candidate | None
    kind: Kind
    how: str
    share: float = 1.0
    reason: str | None = None
    others: tuple[str, ...] = ()
    name: str | None = None


class Finder:
    """Finds the speakers of one article; ``seen`` keeps what was weighed, for training."""

    def __init__(
        self,
        article: Article,
        parse: Parse,
        attributions: Sequence[Attribution],
        passes: Sequence[Signals],
        field: Field,
        weights: Weights,
    ) -> None:
        self._article, self._attributions, self._passes = article, attributions, passes
        self._quotes = [q.span for q in parse.quotes]
        self._field, self._weights = field, weights
        self._found: dict[int, Found] = {}
        self._spoke: list[Candidate] = []
        self.seen: list[tuple[int, Pointer, list[Ranked]]] = []

    def references(self) -> list[Reference]:
        """The speakers of all attributions, in their order."""
        return [self._reference(self._find(i, frozenset())) for i in range(len(self._attributions))]

    def ways(self) -> list[tuple[str, float]]:
        """For each attribution how its speaker was found, and the probability of the choice."""
        return [(self._found[i].how, self._found[i].share) for i in range(len(self._attributions))]

    def _find(self, i: int, open_: frozenset[int]) -> Found:
        if i in self._found:
            return self._found[i]
        found = self._read(i, open_ | {i})
        if i not in self._found:
            self._found[i] = found
            if found.candidate is not None and self._attributions[i].parent is None:
                self._spoke.append(found.candidate)
        return self._found[i]

    def _read(self, i: int, open_: frozenset[int]) -> Found:
        a = self._attributions[i]
        if not a.source:
            return self._sourceless(a, open_)
        read = [phrase(self._field.cast, *self._field.page.range(s)) for s in a.source]
        best = next((p for p in read if p.form in ("name", "list")), None) or next(
            (p for p in read if p.form != "none"), read[0]
        )
        return self._meant(i, best, open_)

    def _meant(self, i: int, p: Phrase, open_: frozenset[int]) -> Found:
        if p.form == "name" and p.mention is not None:
            return self._named(p.mention)
        if p.form == "list":
            return self._together(i, p)
        if p.form == "first":
            return self._first_person(i, p, open_)
        if p.form == "generic":
            return Found(None, "generic", "generic", reason="generic")
        if p.form == "clause":
            return Found(None, "narrator", "clause", reason="no-antecedent")
        if p.form == "none":
            return Found(None, "unknown", "none", reason="no-source")
        if p.form == "nominal":
            return self._weighed(i, self._description(p))
        return self._weighed(i, self._pronoun(p))

    def _sourceless(self, a: Attribution, open_: frozenset[int]) -> Found:
        if a.continues is not None and a.continues not in open_ and -1 < a.continues < len(self._attributions):
            return replace(self._find(a.continues, open_), how="continues")
        cue = a.cue.of(self._article.text).lower().split() if a.cue else []
        if a.cue and cue and cue[0].endswith("ing") and (shared := self._same_sentence(a.cue.start)) is not None:
            return replace(shared, how="shared")
        narrator = bool(entries("narrator-cues") & set(cue))
        return Found(None, "narrator" if narrator else "unknown", "none", reason="no-source")

    def _same_sentence(self, at: int) -> Found | None:
        """The speaker of the statement before in the same sentence: "…, she said, adding that …"."""
        sentences = self._field.page.sentences
        here = bisect_right(sentences, at, key=lambda s: s.start) - 1
        for j in sorted(self._found, reverse=True):
            other = self._attributions[j]
            if other.source and other.parent is None:
                inside = bool(sentences) and sentences[here].start < other.source[0].start + 1 < at
                return self._found[j] if inside else None
        return None

    def _named(self, mention: int) -> Found:
        c = self._field.candidates[self._field.cast.owner[mention]]
        return Found(c, self._kind(c), "name" if " " in c.name else "single name")

    def _kind(self, c: Candidate) -> Kind:
        if c.parts:
            bodies = all(self._kind(p) == "organization" for p in c.parts)
            return "organization" if bodies else "group"
        if c.sort == "unknown" and c.entity is not None:
            return "person"
        return KINDS[c.sort]

    def _together(self, i: int, p: Phrase) -> Found:
        parts: list[Candidate] = []
        for part in p.parts:
            if part.form == "name" and part.mention is not None:
                found = self._named(part.mention)
            elif part.form == "pronoun":
                found = self._weighed(i, self._pronoun(part))
            else:
                found = Found(self._described(part), "group", "description")
            if found.candidate is None:
                return replace(found, kind="group")
            parts.append(found.candidate)
        span = self._field.page.span(p.first, p.last)
        c = self._field.together(tuple(parts), span, p.first)
        return Found(c, self._kind(c), "list")

    def _first_person(self, i: int, p: Phrase, open_: frozenset[int]) -> Found:
        """I and we: inside words that somebody is quoted with, that one; else the author."""
        speaker = self._whose_words(i, self._field.page.words[p.first].start, open_)
        if speaker is not None:
            return replace(speaker, how="quoted first person")
        bylines = self._article.bylines
        if len(bylines) == 1 and (at := self._article.text.find(bylines[0])) > -1:
            span = Span(at, at + len(bylines[0]))
            return Found(Candidate(bylines[0], "person", span, []), "narrator", "narrator")
        return Found(None, "narrator", "narrator", reason="author")

    def _whose_words(self, i: int, at: int, open_: frozenset[int]) -> Found | None:
        """The speaker of the statement or quotation that holds a place."""
        a = self._attributions[i]
        if a.parent is not None and a.parent not in open_:
            return self._find(a.parent, open_)
        for j, other in enumerate(self._attributions):
            if j not in open_ and other.parent is None and any(s.start < at + 1 < s.end + 1 for s in other.content):
                return self._find(j, open_)
        if any(q.start < at < q.end for q in self._quotes):
            before = [j for j in range(i) if j in self._found and self._attributions[j].parent is None]
            return self._found[before[-1]] if before else None
        return None

    def _described(self, p: Phrase, kind: Sort | None = None) -> Candidate:
        sort = kind or _sort(self._field, p)
        return self._field.describe(p.first, p.last, p.head, sort=sort, many=p.plural or sort in ("group", "people"))

    def _pronoun(self, p: Phrase) -> Pointer:
        word = p.head
        gender = _gender(word)
        group: Group = "person"
        if p.form == "relative":
            group = "who" if word in ("who", "whom", "whose") else "which"
        elif not gender:
            group = "they" if word.startswith(("they", "them", "their")) else "it"
        return Pointer(group, p.first, p.last, gender, many=group == "they")

    def _description(self, p: Phrase) -> Pointer:
        own = self._described(p)
        group: Group = "document" if own.sort == "document" else "group" if own.many else "body"
        if own.sort == "anonymous":
            group = "role"
        page = self._field.page
        head = sense_of(p.head)
        modifiers = {
            sense_of(w.small) for w in page.words[p.first : p.last] if w.small not in entries("possessives")
        } - {
            head,
            sense_of(p.head),
        }
        if _gender(p.owner):
            modifiers |= self._owner_words(p)
        bare = p.last - p.first == 1
        return Pointer(
            group,
            p.first,
            p.last,
            "",
            own.many,
            head,
            frozenset(modifiers) - entries("function-words"),
            own,
            bare,
            p.definite,
            bool(p.owner),
        )

    def _owner_words(self, p: Phrase) -> set[str]:
        """The surname of whom "his" means in "his campaign"."""
        pointer = Pointer("person", p.first, p.first + 1, _gender(p.owner))
        ranked = choices(self._field, pointer, self._spoke, lambda cs: [None] * len(cs))
        shares = self._weights.shares("person", ranked)
        best = ranked[max(range(len(shares)), key=shares.__getitem__)].candidate
        return {best.name.lower().split()[-1]} if best and best.sort == "person" else set()

    def _weighed(self, i: int, pointer: Pointer) -> Found:
        pointer = replace(pointer, content=tuple(map(self._field.page.range, self._attributions[i].content)))
        ranked = choices(self._field, pointer, self._spoke, lambda cs: self._told(i, pointer, cs))
        self.seen.append((i, pointer, ranked))
        shares = self._weights.shares(pointer.group, ranked)
        order = sorted(range(len(shares)), key=lambda k: -shares[k])
        best, share = ranked[order[0]].candidate, shares[order[0]]
        others = tuple(c.name for k in order[:MOST_CANDIDATES] if (c := ranked[k].candidate) and shares[k] > LIKELY)
        if best is None or share < self._weights.least[pointer.group]:
            reason = "ambiguous" if len(others) > 1 else "no-antecedent"
            return Found(None, self._likely_kind(pointer, best), pointer.group, share, reason, others)
        if (
            pointer.group in ("who", "which")
            and best.head
            and best is not pointer.own
            and (chained := self._chained(i, pointer, best))
        ):
            return chained
        if pointer.gender and best.sort in ("person", "unknown") and not best.gender:
            best.gender = pointer.gender
        how = "description" if best is pointer.own else pointer.group
        return Found(best, self._kind(best), how, share)

    def _chained(self, i: int, pointer: Pointer, described: Candidate) -> Found | None:
        """Whom the description before a "who" means in its turn."""
        place = described.last_before(pointer.word)
        if place is None:
            return None
        last = described.ends[place]
        found = self._meant(i, phrase(self._field.cast, place, last), frozenset({i}))
        return found if found.candidate is not None else None

    def _likely_kind(self, pointer: Pointer, best: Candidate | None) -> Kind:
        if best is not None:
            return self._kind(best)
        kinds: dict[Group, Kind] = {
            "person": "person",
            "they": "group",
            "it": "organization",
            "who": "person",
            "which": "organization",
        }
        return kinds.get(pointer.group, "unknown")

    def _told(self, i: int, pointer: Pointer, candidates: Sequence[Candidate]) -> Sequence[float | None]:
        """What the encoder says of the candidates' mentions before the pointer."""
        nothing = [None for _ in candidates]
        if not self._passes or not self._weights.hears(pointer.group):
            return nothing
        signals = pass_of(self._attributions, i, self._passes)
        spans = [self._spans(c, pointer.word) for c in candidates]
        told = iter(signals.antecedent(self._attributions[i].source[0], [s for own in spans for s in own]))
        return [_total([next(told) for _ in own]) for own in spans]

    def _spans(self, c: Candidate, word: int) -> list[Span]:
        """The words of the last mentions before a word, with the one in front, which may be a title."""
        page = self._field.page
        places = c.places[: bisect_left(c.places, word)][-HEARD:]
        return [page.span(k, k + 1) for p in places for k in range(max(0, p - 1), c.ends[p])]

    def _reference(self, found: Found) -> Reference:
        c = found.candidate
        if c is None:
            return Reference(None, found.kind, unresolved=found.reason, candidates=found.others)
        confidence = round(self._weights.confidence(found.how, found.share), 4)
        return Reference(c.name, found.kind, c.span, c.roles, candidates=(), confidence=confidence)


def _total(told: Sequence[float | None]) -> float | None:
    known = [t for t in told if t is not None]
    return sum(known) if known else None


def _gender(pronoun: str) -> Gender:
    if pronoun in entries("male-pronouns"):
        return "m"
    return "f" if pronoun in entries("female-pronouns") else ""


def _sort(field: Field, p: Phrase) -> Sort:
    """What a described speaker is."""
    noun = sort_of(p.head)
    page = field.page
    if p.mention is not None and page.words[p.last - 1].capital and field.cast.mentions[p.mention].last == p.last:
        return "group" if p.plural else "anonymous"
    if p.plural:
        return "anonymous" if p.head in entries("hidden-nouns") else "document" if noun == "document" else "group"
    if p.head == "group" and any(w.small == "of" for w in page.words[p.first : p.last]):
        return "group"
    sorts: dict[str, Sort] = {"organization": "organization", "group": "group", "person": "anonymous"}
    return sorts.get(noun, "document")
