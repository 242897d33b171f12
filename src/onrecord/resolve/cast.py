"""Whom an article names: its mentions of names gathered into entities by their words."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from onrecord.lexicon import entries
from onrecord.model import Span
from onrecord.resolve.names import Name, NameKind, names
from onrecord.resolve.nouns import body_words, given_names, singular
from onrecord.resolve.words import Page

Gender = Literal["m", "f", ""]

_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something that the article names.

    ``name`` is its fullest name as printed, ``best`` the word range where it stands, ``places`` the first words of
    all its mentions, rising. ``full`` counts the mentions that are more than a surname.
    """

    name: str
    kind: NameKind
    gender: Gender
    best: tuple[int, int]
    places: tuple[int, ...]
    full: int
    keys: frozenset[str] = frozenset()


@dataclass(slots=True)
class _Cluster:
    """An entity while its mentions are gathered."""

    words: tuple[str, ...]
    mentions: list[Name] = field(default_factory=list)
    kinds: Counter[NameKind] = field(default_factory=Counter)
    guesses: Counter[NameKind] = field(default_factory=Counter)
    full: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Cast:
    """All ``entities`` of a page, its ``mentions`` in order, whom each of them means (``owner``), and the words where
    they begin (``starts``)."""

    page: Page
    entities: tuple[Entity, ...]
    mentions: tuple[Name, ...]
    owner: tuple[int, ...]
    starts: tuple[int, ...]

    def opening(self, word: int) -> int:
        """The first word of the mention that holds a word, else the word itself."""
        at = bisect_left(self.starts, word) - 1
        return self.starts[at] if at > -1 and word < self.mentions[at].last else word

    def inside(self, first: int, last: int) -> list[int]:
        """The mentions that begin among words ``first`` to ``last``, in order, as numbers."""
        return list(range(bisect_left(self.starts, first), bisect_left(self.starts, last)))


Tagger = Callable[[Span], Sequence[float]]
"""For a span the encoder's probabilities of the kinds in ``TAGGED``; nothing where it did not read."""
TAGGED: tuple[NameKind, ...] = ("person", "organization", "place", "people")
SURE_TAG = 0.4
"""Least mean probability of a kind that the encoder gives to a name whose own words don't tell."""
ASKED = 4
"""Mentions of a name that the encoder is asked about."""


def cast(page: Page, tagger: Tagger | None = None) -> Cast:
    """Everybody that the page names; ``tagger`` tells the kind where the words don't."""
    found = names(page)
    clusters = _full_names(page, found)
    mentions, owner = _assigned(page, found, clusters)
    entities = tuple(_entity(page, c, tagger) for c in clusters)
    order = sorted(range(len(mentions)), key=lambda i: mentions[i].first)
    placed = tuple(mentions[i] for i in order)
    return Cast(page, entities, placed, tuple(owner[i] for i in order), tuple(m.first for m in placed))


def key(page: Page, name: Name) -> tuple[str, ...]:
    """The words of a name by which names are compared."""
    words = [w.small for w in page.words[name.first : name.last]]
    while len(words) > 1 and words[-1] in _SUFFIXES:
        words.pop()
    while len(words) > 1 and not page.words[name.last - len(words)].capital:
        del words[0]
    return tuple(words)


def _kind(page: Page, name: Name) -> NameKind:
    """The kind of a name, guessed from what stands before it where its own words don't tell."""
    if name.kind != "unknown":
        return name.kind
    before = page.words[name.before - 1].small if name.before else ""
    tied = name.before > 0 and page.tied[name.before - 1]
    if tied and before == "the":
        return "organization"
    if tied and singular(before) in entries("organization-nouns"):
        return "organization"
    return "person" if 1 < name.last - name.first < 4 else "unknown"


def _full_names(page: Page, found: Sequence[Name]) -> list[_Cluster]:
    """Clusters of the names that have more than one word, or are an organization, place or people."""
    clusters: list[_Cluster] = []
    by_last: dict[str, list[_Cluster]] = defaultdict(list)
    for name in sorted(found, key=lambda n: (not n.sure, n.first)):
        words, kind = key(page, name), _kind(page, name)
        if len(words) < 2 and name.kind in ("person", "unknown"):
            continue
        if not name.sure and (len(words) > 4 or _holds_known(words, by_last)):
            continue
        home = next((c for c in by_last[words[-1]] if _same_full(c.words, words, kind)), None)
        if home is None and kind in ("person", "unknown"):
            home = next((c for c in by_last[words[-1]] if _surname_of(c, words)), None)
        if home is None:
            home = _Cluster(words)
            clusters.append(home)
            by_last[words[-1]].append(home)
    return clusters


def _holds_known(words: tuple[str, ...], by_last: dict[str, list[_Cluster]]) -> bool:
    """Does a heading's run hold a name that the text gives elsewhere?"""
    return len(words) > 2 and any(w in by_last for w in words)


def _same_full(one: tuple[str, ...], other: tuple[str, ...], kind: NameKind) -> bool:
    if one == other:
        return True
    if kind in ("organization", "place", "people"):
        return False
    a, b = one[0], other[0]
    first = a == b or (len(min(a, b, key=len)) == 1 and a[0] == b[0])
    return first and one[-1] == other[-1]


def _assigned(page: Page, found: Sequence[Name], clusters: list[_Cluster]) -> tuple[list[Name], list[int]]:
    """Each mention with the cluster that it belongs to; new clusters are added for surnames that nothing explains."""
    index = _Index(clusters)
    mentions: list[Name] = []
    owner: list[int] = []
    for name in found:
        for part, at in _homes(page, name, index):
            index.clusters[at].mentions.append(part)
            index.clusters[at].kinds[part.kind] += 1
            index.clusters[at].guesses[_kind(page, part)] += 1
            index.clusters[at].full += len(key(page, part)) > 1
            mentions.append(part)
            owner.append(at)
    return mentions, owner


class _Index:
    """Clusters by their words."""

    def __init__(self, clusters: list[_Cluster]) -> None:
        self.clusters = clusters
        self.whole: dict[tuple[str, ...], int] = {}
        self.last: dict[str, list[int]] = defaultdict(list)
        self.first: dict[str, list[int]] = defaultdict(list)
        self.letters: dict[str, int] = {}
        for at in range(len(clusters)):
            self._enter(at)

    def _enter(self, at: int) -> None:
        words = self.clusters[at].words
        self.whole.setdefault(words, at)
        self.last[words[-1]].append(at)
        self.first[words[0]].append(at)
        if len(words) > 1:
            self.letters.setdefault(_letters(words), at)
            if words[0] in entries("places"):
                self.letters.setdefault(_letters(words[1:]), at)

    def add(self, words: tuple[str, ...]) -> int:
        """A new cluster."""
        self.clusters.append(_Cluster(words))
        self._enter(len(self.clusters) - 1)
        return len(self.clusters) - 1


def _letters(words: Iterable[str]) -> str:
    return "".join(w[0] for w in words if w not in ("of", "the", "for", "and", "on", "to", "in"))


def _homes(page: Page, name: Name, index: _Index) -> list[tuple[Name, int]]:
    """The cluster of one mention; a heading's run may hold several."""
    words = key(page, name)
    at = index.whole.get(words)
    if at is not None and (len(words) > 1 or name.kind not in ("person", "unknown")):
        return [(name, _long_form(words, at, index, name))]
    if not name.sure and len(words) > 1:
        parts = _known_parts(page, name, index)
        if parts:
            return parts
    if len(words) > 1:
        at = next(
            (
                c
                for c in index.last[words[-1]]
                if _same_full(index.clusters[c].words, words, "person") or _surname_of(index.clusters[c], words)
            ),
            None,
        )
        return [(name, index.add(words) if at is None else at)]
    return [(name, _single(page, name, words, index))]


def _surname_of(cluster: _Cluster, words: tuple[str, ...]) -> bool:
    """Are the words a surname of several words ("Torre Holt") of somebody whom the text names in full?"""
    longer = cluster.words
    return len(longer) > len(words) and longer[-len(words) :] == words and longer[0] in given_names()


def _long_form(words: tuple[str, ...], at: int, index: _Index, name: Name) -> int:
    """An acronym's long form or a brand's full name where the text has one, else what stands there."""
    if len(words) > 1 or name.kind != "organization":
        return at
    other = index.letters.get(words[0].replace(".", "").replace("&", ""))
    if other is None and words[0] not in entries("vague-names"):
        longer = (c for c in index.first[words[0]] if len(index.clusters[c].words) == 2 and _is_body(index.clusters[c]))
        other = next(longer, None)
    return at if other is None else other


def _single(page: Page, name: Name, words: tuple[str, ...], index: _Index) -> int:
    """Whom a single word means."""
    word = words[0]
    persons = [c for c in index.last[word] if _personal(index.clusters[c])]
    if len(persons) > 1:
        persons = _by_title(page, name, persons, index)
    if persons:
        return persons[0]
    persons = [c for c in index.first[word] if _personal(index.clusters[c]) and len(index.clusters[c].words) > 1]
    if persons and (word in given_names() or index.clusters[persons[0]].kinds["person"]):
        return persons[0]
    if word not in entries("vague-names"):
        bodies = [c for c in (*index.last[word], *index.first[word]) if _is_body(index.clusters[c])]
        if bodies:
            return bodies[0]
    whole = index.whole.get(words)
    return index.add(words) if whole is None else whole


def _by_title(page: Page, name: Name, choices: list[int], index: _Index) -> list[int]:
    """Those whose gender fits the title, the one with most full mentions first."""
    told = _title_gender(page, name)
    fitting = [c for c in choices if not told or _given_gender(index.clusters[c].words[0]) in (told, "")] or choices
    return sorted(fitting, key=lambda c: -index.clusters[c].full)


def _title_gender(page: Page, name: Name) -> Gender:
    for w in page.words[name.before : name.first]:
        if w.small in entries("titles-male"):
            return "m"
        if w.small in entries("titles-female"):
            return "f"
    return ""


def _given_gender(word: str) -> Gender:
    if word in entries("first-names-male"):
        return "m"
    return "f" if word in entries("first-names-female") else ""


def _personal(cluster: _Cluster) -> bool:
    words = cluster.words
    return (
        not _is_body(cluster)
        and " ".join(words) not in entries("places")
        and (len(words) > 1 or singular(words[0]) not in entries("peoples"))
    )


def _is_body(cluster: _Cluster) -> bool:
    words = cluster.words
    return " ".join(words) in entries("organizations") or (len(words) > 1 and words[-1] in body_words())


def _known_parts(page: Page, name: Name, index: _Index) -> list[tuple[Name, int]]:
    """Inside a heading's run: the full names and surnames that the text gives elsewhere."""
    parts: list[tuple[Name, int]] = []
    i = name.first
    while i < name.last:
        for end in range(min(name.last, i + 4), i, -1):
            words = tuple(w.small for w in page.words[i:end])
            at = index.whole.get(words)
            if at is None and len(words) == 1:
                at = next((c for c in index.last[words[0]] if _personal(index.clusters[c])), None)
            if at is not None:
                parts.append((replace(name, first=i, last=end, before=i), at))
                i = end - 1
                break
        i += 1
    return parts


def _entity(page: Page, cluster: _Cluster, tagger: Tagger | None) -> Entity:
    mentions = cluster.mentions
    if not mentions:
        return Entity(" ".join(cluster.words), "unknown", "", (0, 0), (), 0)
    best = max(mentions, key=lambda m: (len(key(page, m)) > 1, m.sure, len(key(page, m)), _spelled(page, m), -m.first))
    kind = _cluster_kind(page, cluster, tagger)
    gender: Gender = ""
    if kind in ("person", "unknown"):
        votes = Counter(g for m in mentions if (g := _title_gender(page, m)))
        gender = votes.most_common(1)[0][0] if votes else _given_gender(cluster.words[0])
    places = tuple(sorted({m.first for m in mentions}))
    name = page.span(best.first, best.last).of(page.text)
    return Entity(
        name,
        kind,
        gender,
        (best.first, best.last),
        places,
        cluster.full,
        frozenset(w for m in mentions for w in key(page, m)),
    )


def _spelled(page: Page, name: Name) -> bool:
    """Is the name printed in capitals and small letters, not in capitals alone?"""
    return not page.words[name.first].form.isupper()


def _cluster_kind(page: Page, cluster: _Cluster, tagger: Tagger | None) -> NameKind:
    known = _first_known(cluster.kinds)
    if known is None and tagger is not None:
        known = _tagged(page, cluster.mentions[:ASKED], tagger)
    return known or _first_known(cluster.guesses) or "unknown"


def _first_known(counts: Counter[NameKind]) -> NameKind | None:
    return next((k for k, _ in counts.most_common() if k != "unknown"), None)


def _tagged(page: Page, mentions: Sequence[Name], tagger: Tagger) -> NameKind | None:
    """The kind that the encoder gives to the mentions on average, if it is sure enough."""
    told = [row for m in mentions if (row := tagger(page.span(m.first, m.last)))]
    if not told:
        return None
    means = [sum(column) / len(told) for column in zip(*told, strict=True)]
    best = max(range(len(means)), key=means.__getitem__)
    return TAGGED[best] if means[best] > SURE_TAG else None
