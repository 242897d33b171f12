"""Which names of many articles are one entity: decisions with their evidence, each of which can be undone.

The index is a value. ``EntityIndex.of`` is a function of the set of its inputs: the order in which they are given
doesn't matter, because mentions are taken in an order of their own: full names before single ones, then by date,
article and name. A ``Stream`` takes article after article into an index as it stands, as a newsroom does day by day:
there the order of arrival counts, for what comes later isn't known yet, and ``of`` over all of them may decide
otherwise. In both, a mention is decided once, against what is there; nothing decided before is changed by it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby

from onrecord.resolve.builder import Builder, single
from onrecord.resolve.decisions import Decision, Entity, Known, Mention, components, entity_of, merged


@dataclass(frozen=True)
class EntityIndex:
    """Mentions, the known entities, and every decision made of them, oldest first; nothing is ever taken out.

    The entities are what the decisions that hold make of the mentions: the connected components of the merges, so
    merging is transitive, and undoing the last merge gives the entities that were there before it.
    """

    mentions: tuple[Mention, ...] = ()
    known: tuple[Known, ...] = ()
    decisions: tuple[Decision, ...] = ()

    @classmethod
    def of(
        cls, mentions: Iterable[Mention], known: Iterable[Known] = (), decided: Iterable[Decision] = ()
    ) -> "EntityIndex":
        """The index of all ``mentions``: one result for one set of them, in whatever order they are given.

        ``decided`` are decisions of an earlier index; those of persons bind: what they merged is merged, what they
        held apart or undid stays apart. A mention that is given twice (the same article, name and kind) counts once.
        """
        given, listed, earlier = (
            _once(mentions),
            tuple(sorted(set(known), key=lambda k: (k.id, k.name))),
            tuple(decided),
        )
        builder = Builder(listed, earlier)
        by_article = sorted(given, key=lambda m: m.article)
        for _, article in groupby(by_article, key=lambda m: m.article):
            builder.count_words(article)
        for mention in sorted(given, key=lambda m: (single(m), m.order)):
            builder.take(mention)
        personal = tuple(d for d in earlier if d.personal)
        return cls(given, listed, (*builder.decisions, *personal))

    @cached_property
    def entities(self) -> tuple[Entity, ...]:
        """The entities, by id. A known entity that no mention was merged with is not among them."""
        return tuple(sorted(set(self._of_mention.values()), key=lambda e: e.id))

    def entity(self, mention: Mention | str) -> Entity:
        """The entity of a mention, or of a mention's id. Raises ``KeyError`` for one that isn't here."""
        return self._of_mention[mention if isinstance(mention, str) else mention.id]

    @cached_property
    def _nodes(self) -> dict[str, Mention | Known]:
        nodes: dict[str, Mention | Known] = {k.id: k for k in self.known}
        for decision in self.decisions:
            nodes.update((end.id, end) for end in (decision.a, decision.b) if isinstance(end, Known))
        return nodes | {m.id: m for m in self.mentions}

    @cached_property
    def _of_mention(self) -> Mapping[str, Entity]:
        edges = [(d.a.id, d.b.id) for d in merged(self.decisions) if d.a and d.b]
        groups: dict[str, list[Mention | Known]] = {}
        for node, root in components(self._nodes, edges).items():
            groups.setdefault(root, []).append(self._nodes[node])
        found: dict[str, Entity] = {}
        for nodes in groups.values():
            mentions = [n for n in nodes if isinstance(n, Mention)]
            listed = sorted((n for n in nodes if isinstance(n, Known)), key=lambda k: k.id)
            if mentions:
                entity = entity_of(mentions, listed[0] if listed else None)
                found.update((m.id, entity) for m in mentions)
        return found

    def why(self, mention: Mention | str) -> tuple[Decision, ...]:
        """Every decision that names the mention, whether it holds or not, oldest first."""
        name = mention if isinstance(mention, str) else mention.id
        return tuple(d for d in self.decisions if name in {end.id for end in (d.a, d.b) if end})

    def merge(self, a: Mention | Known, b: Mention | Known, *, by: str, why: str | None = None) -> "EntityIndex":
        """A person says that the two are one."""
        return self._with(Decision("merge", a, b, by=by, why=why))

    def undo(self, decision: Decision, *, by: str, why: str | None = None) -> "EntityIndex":
        """Takes one decision back, by another. Raises ``ValueError`` when it isn't one of this index."""
        if decision not in self.decisions:
            raise ValueError("this decision is not one of this index")
        return self._with(Decision("undo", decision.a, decision.b, undoes=decision.id, by=by, why=why))

    def split(self, a: Mention | Known, b: Mention | Known, *, by: str, why: str | None = None) -> "EntityIndex":
        """A person says that the two are not one: the weakest merge on each way between them is undone, and that
        they are apart is kept for the next ``of``."""
        index = self
        while path := _path(merged(index.decisions), a.id, b.id):
            weakest = min(path, key=lambda d: (d.score if d.score is not None else 2.0, d.id))
            index = index.undo(weakest, by=by, why=why)
        return index._with(Decision("apart", a, b, by=by, why=why))

    def _with(self, *decisions: Decision) -> "EntityIndex":
        return replace(self, decisions=(*self.decisions, *decisions))


class Stream:
    """Takes articles into an index one after the other; what one article costs doesn't grow with the index.

    Picking up an index costs as much as its mentions, once. Not safe to share between threads.
    """

    def __init__(self, index: EntityIndex | None = None) -> None:
        start = index or EntityIndex()
        self._mentions = {m.id: m for m in start.mentions}
        self._known, self._before = start.known, start.decisions
        self._builder = Builder(start.known, start.decisions)
        for entity in sorted(start.entities, key=lambda e: (e.mentions[0].order, e.id)):
            self._builder.restore(entity)

    def add(self, mentions: Sequence[Mention]) -> list[Decision]:
        """Takes in the mentions of one article; returns what was decided of them. A mention that is there already
        is passed over."""
        new = _once(m for m in mentions if m.id not in self._mentions)
        self._mentions.update((m.id, m) for m in new)
        return self._builder.add(new)

    def index(self) -> EntityIndex:
        """The index as it stands."""
        made = tuple(self._builder.decisions)
        return EntityIndex(tuple(self._mentions.values()), self._known, (*self._before, *made))


def _once(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Each mention once, in their order; of several with one id, the first by all that they hold."""
    found: dict[str, Mention] = {}
    for mention in mentions:
        other = found.get(mention.id)
        if other is None or _all_of(mention) < _all_of(other):
            found[mention.id] = mention
    return tuple(sorted(found.values(), key=lambda m: m.order))


def _all_of(mention: Mention) -> tuple[object, ...]:
    return (mention.order, mention.outlet or "", mention.roles, mention.context)


def _path(merges: Sequence[Decision], start: str, goal: str) -> list[Decision]:
    """The merges on a shortest way from one node to another; empty when there is none."""
    near: dict[str, list[tuple[str, Decision]]] = {}
    for merge in merges:
        if merge.a and merge.b:
            near.setdefault(merge.a.id, []).append((merge.b.id, merge))
            near.setdefault(merge.b.id, []).append((merge.a.id, merge))
    came: dict[str, tuple[str, Decision] | None] = {start: None}
    row = [start]
    while row and goal not in came:
        reached = []
        for node in row:
            for other, merge in near.get(node, ()):
                if other not in came:
                    came[other] = (node, merge)
                    reached.append(other)
        row = reached
    path, step = [], came.get(goal)
    while step is not None:
        path.append(step[1])
        step = came[step[0]]
    return path
