"""How an index is built: each mention is taken into the group that fits it best, or begins one.

Every step is a decision with its evidence. One builder serves one index and is thrown away.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp, log

from onrecord.resolve.bodies import body, organizations, places
from onrecord.resolve.candidates import FORMS, Blocks, Group, Rarity, keys, personal, shared
from onrecord.resolve.countries import Country, country_of, leading_country
from onrecord.resolve.decisions import Decision, Entity, Fact, Known, Mention, active
from onrecord.resolve.likeness import persons
from onrecord.resolve.spelling import person, tokens

THRESHOLD = 0.0
"""Log-odds from which a mention is merged."""
MARGIN = 0.7
"""Log-odds by which the best group leads the next; else the mention is ambiguous."""
DOMINANT = 0.7
"""Share of one entity among those that a single name may mean, from which it is meant."""
CONTEXT_EXPECTED, CONTEXT_FLOOR, CONTEXT_MOST = 0.015, 0.008, 2.5
"""Cosine of the words of two articles that speaks neither way, what is added to both so that nothing in common says
little, and the most that context counts (natural log-odds). Half of the pairs that are one have 0.026 or more in
common, of those that are two a quarter have 0.020."""
ROLE, OTHER_ROLE = 1.2, -0.4
ONE_LAND, OTHER_LAND = 2.0, -2.0
"""The country that an article speaks of most, for bodies that each country has one of."""
SAME_ARTICLE = 2.0
LOOKED_AT = 16
"""Groups whose names fit best whose articles are compared."""
LISTED = 0.5
"""A user's list names whom the user expects to meet."""
PROMINENT, PROMINENT_MOST = 0.5, 1.5
"""Weight of the log of the articles that an entity was met in, for single names; and the most that it counts."""


Vector = tuple[dict[str, float], float]


@dataclass(frozen=True, slots=True)
class _Match:
    group: Group
    node: Mention | Known
    facts: tuple[Fact, ...]

    @property
    def weight(self) -> float:
        return sum(fact.weight for fact in self.facts)


class Builder:
    """Takes mentions in, article by article. ``decided`` are decisions of persons, which bind the rules."""

    def __init__(self, known: Iterable[Known] = (), decided: Iterable[Decision] = ()) -> None:
        self.decisions: list[Decision] = []
        self._groups: dict[str, Group] = {}
        self._blocks, self._rarity = Blocks(), Rarity()
        self._count = 0
        self._together: dict[str, list[str]] = {}
        self._apart: dict[str, set[str]] = {}
        self._bind(decided)
        self._listed = set[tuple[str, ...]]()
        for one in sorted(known, key=lambda k: k.id):
            self._listed.update(tokens(name) for name in (one.name, *one.aliases))
            self._begin(one)

    def _bind(self, decided: Iterable[Decision]) -> None:
        """Persons' decisions that hold. The rules may not repeat a merge that a person undid: its ends are apart."""
        decisions = list(decided)
        merges = {d.id for d in decisions if d.action == "merge"}
        for decision in active(decisions):
            if not (decision.a and decision.b and decision.personal):
                continue
            ends = (decision.a.id, decision.b.id)
            for one, other in (ends, ends[::-1]):
                if decision.action == "merge":
                    self._together.setdefault(one, []).append(other)
                elif decision.action == "apart" or decision.undoes in merges:
                    self._apart.setdefault(one, set()).add(other)

    def restore(self, entity: Entity) -> None:
        """Takes in an entity as an earlier index has it, without deciding anything."""
        for mention in entity.mentions:
            self._rarity.add(mention.context)
        nodes: list[Mention | Known] = [*([entity.known] if entity.known else []), *entity.mentions]
        group = self._groups.get(nodes[0].id) or self._begin(nodes[0])
        for node in nodes[1:]:
            self._enter(group, node)

    def add(self, mentions: Sequence[Mention]) -> list[Decision]:
        """Takes in the mentions of one article, full names first; returns what was decided of them, in order."""
        before = len(self.decisions)
        if mentions:
            self._rarity.add(word for mention in mentions for word in mention.context)
        for mention in sorted(mentions, key=lambda m: (single(m), m.order)):
            self.take(mention)
        return self.decisions[before:]

    def count_words(self, mentions: Iterable[Mention]) -> None:
        """Counts the words of one article, for those who ``take`` its mentions one by one."""
        self._rarity.add(word for mention in mentions for word in mention.context)

    def take(self, mention: Mention) -> None:
        """Takes in one mention."""
        if mention.id in self._groups:
            return
        if any(other in self._groups for other in self._together.get(mention.id, ())):
            self._join_decided(mention)
            return
        if personal(mention.kind) is not True and tokens(mention.name) not in self._listed:
            named = country_of(mention.name, mention.context)
            if named:
                self._take_country(mention, named)
                return
        self._choose(mention, self._matches(mention))

    def _join_decided(self, mention: Mention) -> None:
        """A person has said whose it is; groups that this joins become one."""
        groups = [self._groups[o] for o in self._together[mention.id] if o in self._groups]
        first = min(groups, key=lambda g: (g.known is None, g.number))
        self._enter(first, mention)
        for group in groups:
            if group is not first and not (group.known and first.known):
                for node in group.nodes:
                    self._enter(first, node)

    def _take_country(self, mention: Mention, named: Country | tuple[Country, ...]) -> None:
        if isinstance(named, tuple):
            self._begin(mention)
            self.decisions.append(Decision("ambiguous", mention, candidates=tuple(c.id for c in named)))
            return
        group = self._groups.get(named.id) or self._begin(Known(named.id, named.name, "country", country=named.code))
        if self._barred(mention, group):
            self._begin(mention)
            return
        fact = Fact("country-name", 4.0, f"{mention.name}, {named.name}")
        self._merge(mention, _Match(group, group.head, (fact,)))

    def _matches(self, mention: Mention) -> list[_Match]:
        """The groups that the mention may belong to, the best first."""
        near = self._blocks.get(keys(mention.name, mention.kind)[1])
        named = [(g, n) for g in near if not self._barred(mention, g) and (n := _names(mention, g))]
        named.sort(key=lambda g: (-sum(fact.weight for fact in g[1][1]), -g[0].number))
        vector = self._rarity.vector(mention.context)
        found = [self._match(mention, group, name, vector) for group, name in named[:LOOKED_AT]]
        return sorted(found, key=lambda m: (-m.weight, m.group.number))

    def _barred(self, mention: Mention, group: Group) -> bool:
        apart = self._apart.get(mention.id)
        return apart is not None and any(node.id in apart for node in group.nodes)

    def _match(self, mention: Mention, group: Group, named: tuple[str, tuple[Fact, ...]], vector: Vector) -> _Match:
        name, facts = named
        own = frozenset(t for n in (mention.name, name) for t in tokens(n))
        node = next((n for n in group.nodes if n.name == name), group.head)
        around = _around(mention, group, shared(vector, group, own), facts)
        return _Match(group, node, (*facts, *around))

    def _choose(self, mention: Mention, matches: list[_Match]) -> None:
        """Merges with the best group if it is good enough and clearly the best; else the mention begins a group."""
        good = bool(matches) and matches[0].weight >= THRESHOLD
        if good and _clear(mention, matches):
            self._merge(mention, matches[0])
            return
        self._begin(mention)
        if not matches or not (good or single(mention)):
            return
        best = matches[0]
        rivals = [m for m in matches if m.weight >= best.weight - 3 * MARGIN]
        self.decisions.append(
            Decision("ambiguous", mention, best.node, _probability(best.weight), best.facts, _ids(rivals))
        )

    def _merge(self, mention: Mention, match: _Match) -> None:
        facts = match.facts
        self.decisions.append(Decision("merge", mention, match.node, _probability(match.weight), facts))
        self._enter(match.group, mention)

    def _begin(self, node: Mention | Known) -> Group:
        group = Group(self._count, [])
        self._count += 1
        self._enter(group, node)
        return group

    def _enter(self, group: Group, node: Mention | Known) -> None:
        group.nodes.append(node)
        group.add(node)
        if isinstance(node, Mention):
            group.met(node.context, self._rarity)
        self._groups[node.id] = group
        names = (node.name, *node.aliases) if isinstance(node, Known) else (node.name,)
        for name in names:
            self._blocks.put(group, keys(name, node.kind)[0])


def single(mention: Mention) -> bool:
    """True for a name that needs another to be understood: one word of a person's name, an acronym."""
    if personal(mention.kind) is not False and person(mention.name).partial:
        return True
    return personal(mention.kind) is not True and body(mention.name).acronym is not None


def _names(mention: Mention, group: Group) -> tuple[str, tuple[Fact, ...]] | None:
    """The name of the group that is most like the mention's, with the facts; None when one of them can't be it."""
    best: tuple[str, tuple[Fact, ...]] | None = None
    for name in list(group.names)[:FORMS]:
        facts = _compare(mention, name, group)
        if facts is None:
            if group.known is None and not _partial(name, mention):
                return None
            continue
        if best is None or sum(f.weight for f in facts) > sum(f.weight for f in best[1]):
            best = (name, facts)
    return best


def _partial(name: str, mention: Mention) -> bool:
    """Whether a name of the group may differ and mean the same: single names beside others, acronyms."""
    if personal(mention.kind) is True:
        return person(name).partial
    return body(name).acronym is not None or body(mention.name).acronym is not None


def _compare(mention: Mention, name: str, group: Group) -> tuple[Fact, ...] | None:
    kinds = {k for k in group.kinds if k != "unknown"}
    kind = mention.kind if mention.kind != "unknown" else (min(kinds) if kinds else "unknown")
    if any(not _agree(kind, other) for other in kinds):
        return None
    if kind == "person":
        return persons(person(mention.name), person(name))
    if kind == "place":
        return places(body(mention.name), body(name))
    found = organizations(body(mention.name), body(name))
    if found is None and kind == "unknown":
        return persons(person(mention.name), person(name))
    return found


def _around(mention: Mention, group: Group, met: tuple[float, list[str]], named: Sequence[Fact]) -> list[Fact]:
    """What the articles say beside the names."""
    facts: list[Fact] = []
    share, telling = met
    if mention.context and group.words:
        weight = log((share + CONTEXT_FLOOR) / (CONTEXT_EXPECTED + CONTEXT_FLOOR))
        weight = max(min(weight, CONTEXT_MOST), -CONTEXT_MOST)
        facts.append(Fact("context", round(weight, 3), ", ".join(telling)))
    roles = {word for role in mention.roles for word in tokens(role)}
    if roles and group.roles:
        common = sorted(roles & group.roles.keys())
        facts.append(Fact("role" if common else "other-role", ROLE if common else OTHER_ROLE, ", ".join(common)))
    if any(f.code == "each-country-has-one" for f in named):
        facts += _lands(mention, group)
    if mention.article in group.articles:
        facts.append(Fact("same-article", SAME_ARTICLE, mention.article))
    if group.known:
        facts.append(Fact("listed", LISTED, group.known.id))
    if single(mention) or any(f.code.endswith("-alone") for f in named):
        weight = min(PROMINENT * log(1 + len(group.articles)), PROMINENT_MOST)
        facts.append(Fact("prominent", round(weight, 3), str(len(group.articles))))
    return facts


def _lands(mention: Mention, group: Group) -> list[Fact]:
    """Whether the articles are about one country: for bodies that each country has one of."""
    ours = body(mention.name).countries or leading_country(mention.context)
    theirs = frozenset(c for name in group.names for c in body(name).countries)
    theirs = theirs or frozenset(
        c for n in group.nodes[:FORMS] if isinstance(n, Mention) for c in leading_country(n.context)
    )
    if not ours or not theirs:
        return []
    common = ours & theirs
    return [
        Fact(
            "one-country" if common else "other-country",
            ONE_LAND if common else OTHER_LAND,
            " ".join(sorted(common or ours | theirs)),
        )
    ]


def _agree(kind: str, other: str) -> bool:
    """Kinds that one entity may be given: a country acts as an organization and is a place, a town isn't its body."""
    if personal(kind) is None or personal(other) is None:
        return True
    if personal(kind) is not personal(other):
        return False
    return kind == other or "country" in (kind, other) or "place" not in (kind, other)


def _clear(mention: Mention, matches: list[_Match]) -> bool:
    """Whether the best group leads: a single name means the one that is dominant among all that bear it."""
    if len(matches) < 2:
        return True
    if single(mention):
        weights = [exp(m.weight) for m in matches]
        return weights[0] >= DOMINANT * sum(weights)
    return matches[0].weight - matches[1].weight >= MARGIN


def _probability(weight: float) -> float:
    return round(1 / (1 + exp(-max(min(weight, 30.0), -30.0))), 4)


def _ids(matches: Iterable[_Match]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(m.group.head.id for m in matches))
