"""Where to look for the entity of a mention: groups of mentions by the keys of their names, never all of them.

A key leads to at most ``WIDEST`` groups, those that were met last, so a mention costs the same however many entities
there are; only dictionaries grow.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import log, sqrt

from onrecord.resolve.bodies import BodyName, body
from onrecord.resolve.decisions import Known, Mention
from onrecord.resolve.spelling import PersonName, initials, key, nicknames, person, tokens, words

WIDEST = 24
"""Groups looked at for one key."""
FORMS = 12
"""Different names of one group that a mention is compared with."""
PROFILE = 400
"""Words of articles kept of one group."""
CLOSE, CLOSER = 20, 4
"""The first words of a mention's context stand nearest to it: so many count so many times. Of the weights 2, 4, 8
for the first 20, 40, 60, this tells same from different best but for 8, which all but leaves the others out."""
KEYS = 6
"""Keys of one name."""


@dataclass(slots=True, eq=False)
class Group:
    """Mentions that are taken for one entity so far. ``words`` counts in how many of its articles a word stands."""

    number: int
    nodes: list[Mention | Known]
    names: dict[str, None] = field(default_factory=dict)
    kinds: Counter[str] = field(default_factory=Counter)
    words: Counter[str] = field(default_factory=Counter)
    roles: Counter[str] = field(default_factory=Counter)
    articles: dict[str, None] = field(default_factory=dict)
    known: Known | None = None
    length: float = 0.0

    @property
    def head(self) -> Mention | Known:
        """The node that decisions name where no other is nearer: the known entity, else the first."""
        return self.known or self.nodes[0]

    def add(self, node: Mention | Known) -> None:
        """Takes the node in."""
        self.kinds[node.kind] += 1
        if isinstance(node, Known):
            self.known = node
            self.names.update(dict.fromkeys((node.name, *node.aliases)))
            return
        self.names.setdefault(node.name)
        self.articles.setdefault(node.article)
        self.roles.update({word for role in node.roles for word in tokens(role)})

    def met(self, context: Sequence[str], rarity: "Rarity") -> None:
        """Counts the words of one article that names it."""
        full = not len(self.words) < PROFILE
        for word, weight in _weighted(context):
            before = self.words.get(word, 0)
            if before or not full:
                self.words[word] = before + weight
                self.length += ((before + weight) ** 2 - before**2) * rarity(word) ** 2


def _weighted(context: Sequence[str]) -> Iterator[tuple[str, int]]:
    return ((word, CLOSER if place < CLOSE else 1) for place, word in enumerate(context))


def personal(kind: str) -> bool | None:
    """Whether a name of this kind is a person's; None when it isn't known."""
    return None if kind == "unknown" else kind == "person"


@lru_cache(maxsize=50_000)
def keys(name: str, kind: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The keys under which a name is put, and those under which names that may be the same entity's are looked for."""
    put: list[str] = []
    get: list[str] = []
    if personal(kind) is not False:
        parts = person(name)
        put += _person_keys(parts)
        get += _single_sought(parts.parts[0]) if parts.partial else _full_sought(parts)
        if parts.perhaps_partial:
            get += _single_sought(parts.parts[1])
    if personal(kind) is not True:
        found = list(_body_keys(body(name)))
        put += found
        get += found
    return tuple(dict.fromkeys(put)), tuple(dict.fromkeys(get))


def _person_keys(name: PersonName) -> Iterator[str]:
    """A single name by its sound ("s:"). A full name by surname with the beginning of the given name ("q:"), of each
    in its spelling ("g:"), the joined letters ("j:"), nicknames ("n:"); for those who look for single names, by
    surname ("p:"), given name ("f:") and initials ("i:")."""
    first, last = name.parts[0], name.parts[-1]
    if name.partial:
        yield f"s:{key(first)}"
        return
    if name.perhaps_partial:
        yield f"s:{key(last)}"
    yield from _full_shared(name)
    yield from (f"p:{key(word)}" for word in sorted({*name.surnames, *name.parts[1:][-2:]}))
    yield f"f:{key(first)}"
    yield f"i:{initials(name.parts)}"
    if len(name.parts) > 2:
        yield f"q:{key(name.parts[-2])}:{key(first)[:1]}"
        yield f"q:{key(last)}:{key(name.parts[1])[:1]}"
    yield from (f"n:{number}" for number in nicknames().get(first, ()))


def _full_shared(name: PersonName) -> Iterator[str]:
    first, last = name.parts[0], name.parts[-1]
    yield f"q:{key(last)}:{key(first)[:1]}"
    yield f"g:{first[:3]}:{last[:2]}"
    yield f"j:{''.join(name.parts)[:8]}"
    for number in sorted(nicknames().get(first, ()))[:KEYS]:
        yield f"n:{number}:{key(last)}"


def _full_sought(name: PersonName) -> Iterator[str]:
    """Full names like it, also with the parts turned round; single names that it may complete."""
    first, last = name.parts[0], name.parts[-1]
    yield from _full_shared(name)
    yield f"q:{key(first)}:{key(last)[:1]}"
    if len(name.parts) > 2:
        yield f"q:{key(last)}:{key(name.parts[1])[:1]}"
        yield f"q:{key(name.parts[-2])}:{key(first)[:1]}"
    yield from (f"s:{key(word)}" for word in dict.fromkeys((last, first, *name.parts[1:], initials(name.parts))))


def _single_sought(word: str) -> Iterator[str]:
    yield from (f"{kind}:{key(word)}" for kind in "spf")
    yield from (f"n:{number}" for number in sorted(nicknames().get(word, ()))[:KEYS])
    if len(word) in (2, 3):
        yield f"i:{word}"


def _body_keys(name: BodyName) -> Iterator[str]:
    """All words together, each one (but common ones inside), the first two, acronyms, other forms."""
    sounds = [key(part) if len(part) > 3 else part for part in name.parts]
    yield f"o:{'/'.join(sorted(set(sounds)))}"
    common = words("bodies-of-each-country")
    only_common = all(part in common for part in name.parts)
    for part, sound in zip(name.parts[:KEYS], sounds, strict=False):
        if only_common or part not in common:
            yield f"w:{sound}"
    if len(sounds) > 1:
        yield f"j:{''.join(name.parts)}"
        yield f"2:{sounds[0]}:{sounds[1]}"
    for letters in sorted(name.letters | ({name.acronym} if name.acronym else set())):
        yield f"a:{letters}"
    if name.alias is not None:
        yield f"l:{name.alias}"


class Blocks:
    """Which groups have which keys, the groups met last first."""

    def __init__(self) -> None:
        self._groups: dict[str, dict[int, Group]] = {}

    def put(self, group: Group, found: Iterable[str]) -> None:
        """The group was met under these keys."""
        for one in found:
            here = self._groups.setdefault(one, {})
            here.pop(group.number, None)
            here[group.number] = group
            if len(here) > WIDEST:
                del here[next(iter(here))]

    def get(self, found: Iterable[str]) -> list[Group]:
        """The groups under any of the keys, by number."""
        groups = {number: group for one in found for number, group in self._groups.get(one, {}).items()}
        return [groups[number] for number in sorted(groups)]


class Rarity:
    """How much a word tells: the fewer articles it stands in, the more."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._articles = 0

    def add(self, words: Iterable[str]) -> None:
        """One article's words."""
        self._articles += 1
        self._counts.update(set(words))

    def __call__(self, word: str) -> float:
        """From 0 (in every article) up; natural log."""
        return log((self._articles + 2) / (self._counts[word] + 1))

    def vector(self, context: Sequence[str]) -> tuple[dict[str, float], float]:
        """The context's words by what they tell and how near they stand, and its squared length."""
        weighed, length = dict[str, float](), 0.0
        for word, weight in _weighted(context):
            rare = self(word) ** 2
            weighed[word] = weight * rare
            length += weight * weight * rare
        return weighed, length


def shared(vector: tuple[dict[str, float], float], group: Group, without: frozenset[str]) -> tuple[float, list[str]]:
    """The cosine of an article's words and those that the group has met, 0 to 1; the words that tell most."""
    weighed, length = vector
    telling = [(-weighed[w] * group.words[w], w) for w in weighed.keys() & group.words.keys() if w not in without]
    if not telling or not length > 0 or not group.length > 0:
        return 0.0, []
    telling.sort()
    common = -sum(told for told, _ in telling)
    return min(common / sqrt(length * group.length), 1.0), [word for _, word in telling[:3]]
