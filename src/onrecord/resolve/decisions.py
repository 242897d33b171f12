"""What an index of entities holds: mentions, entities that a user knows, and decisions, which are only added to."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

SCHEME = 1
"""Version of the way in which ids of mentions, entities and decisions are made; raised when that changes."""

EntityKind = Literal["person", "organization", "country", "place", "group", "document", "unknown"]
Action = Literal["merge", "apart", "ambiguous", "undo"]


def _hash(seen: Mapping[str, object]) -> str:
    canonical = json.dumps({**seen, "scheme": SCHEME}, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Mention:
    """A name as one article uses it: within an article, one name of one kind is one mention.

    ``name`` is the fullest form that the article gives, as printed. ``roles`` are what the article says that it is
    ("foreign minister"). ``date`` is the article's ISO 8601 day, None when unknown. ``context`` are words of the
    article by which namesakes are told apart, folded, the nearest first (``context.py`` makes them). ``id`` is the hash
    of what was observed (article, name, kind) with the scheme's version.
    """

    name: str
    kind: EntityKind
    article: str
    roles: tuple[str, ...] = ()
    outlet: str | None = None
    date: str | None = None
    context: tuple[str, ...] = ()
    id: str = field(init=False, repr=False)

    def __post_init__(self) -> None:
        seen = {"article": self.article, "kind": self.kind, "name": self.name}
        object.__setattr__(self, "id", f"m{SCHEME}:{_hash(seen)}")

    @property
    def order(self) -> tuple[str, str, str, str]:
        """Mentions are taken by date (undated last), then article, name and kind."""
        return (self.date or "9999", self.article, self.name, self.kind)


@dataclass(frozen=True, slots=True)
class Known:
    """An entity that a user's list or the table of countries gives.

    ``id`` is its identifier with its scheme ("wikidata:Q42", "iso3166:BY", "list:…"). ``fields`` are the further
    columns of the list, name and value, in their order.
    """

    id: str
    name: str
    kind: EntityKind = "unknown"
    aliases: tuple[str, ...] = ()
    country: str | None = None
    fields: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """One reason for or against: its code, its weight (natural log-odds) and what was compared."""

    code: str
    weight: float
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided of two mentions (or a mention and a known entity), with its evidence; never changed.

    ``merge``: one entity; ``apart``: two, whatever is found later; ``ambiguous``: ``a`` may be any of
    ``candidates`` (ids of mentions or known entities) and stays on its own; ``undo``: the decision ``undoes`` holds
    no more. ``score`` is the probability that the two are one, from ``facts``; None where a person decided.
    ``by`` is ``rule:`` and the scheme's version, or who it was; ``why`` is theirs.
    """

    action: Action
    a: Mention | Known | None
    b: Mention | Known | None = None
    score: float | None = None
    facts: tuple[Fact, ...] = ()
    candidates: tuple[str, ...] = ()
    undoes: str | None = None
    by: str = f"rule:{SCHEME}"
    why: str | None = None

    @property
    def id(self) -> str:
        """Hash of who decided what of which, without the evidence: the same decision has the same id in a rerun."""
        ends = [end.id if end else None for end in (self.a, self.b)]
        return f"d{SCHEME}:" + _hash({"action": self.action, "by": self.by, "ends": ends, "undoes": self.undoes})

    @property
    def personal(self) -> bool:
        """True when a person decided, not a rule."""
        return not self.by.startswith("rule:")


@dataclass(frozen=True, slots=True)
class Entity:
    """The mentions that are one entity. ``name`` is the fullest of the most frequent forms, or the list's.

    ``id`` is the identifier of the known entity among them, else a hash of the first mention (by date, article,
    name): what is added later doesn't change it, an earlier article does.
    """

    id: str
    name: str
    kind: EntityKind
    mentions: tuple[Mention, ...]
    known: Known | None = None


def active(decisions: Sequence[Decision]) -> list[Decision]:
    """The decisions that hold: those that no later ``undo`` that holds takes back. An ``undo`` takes back the last
    decision of its id before it, and may itself be undone."""
    gone: dict[str, int] = {}
    kept = []
    for decision in reversed(decisions):
        if gone.get(decision.id, 0):
            gone[decision.id] -= 1
            continue
        if decision.action == "undo" and decision.undoes:
            gone[decision.undoes] = gone.get(decision.undoes, 0) + 1
        kept.append(decision)
    return kept[::-1]


def components(nodes: Iterable[str], edges: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Each node → the smallest node of its connected component. Edges to nodes that are not there are passed over."""
    parent = {node: node for node in nodes}

    def root(node: str) -> str:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for a, b in edges:
        if a in parent and b in parent:
            low, high = sorted((root(a), root(b)))
            parent[high] = low
    return {node: root(node) for node in parent}


def merged(decisions: Sequence[Decision]) -> list[Decision]:
    """The merges that hold."""
    return [d for d in active(decisions) if d.action == "merge" and d.a and d.b]


def entity_of(mentions: Sequence[Mention], known: Known | None) -> Entity:
    """The entity of a group of mentions, at least one unless it is a known one."""
    ordered = sorted(mentions, key=lambda m: m.order)
    if known:
        return Entity(known.id, known.name, known.kind, tuple(ordered), known)
    forms: dict[str, int] = {}
    for mention in ordered:
        forms[mention.name] = forms.get(mention.name, 0) + 1
    longest = max(len(form.split()) for form in forms)
    name = min(forms, key=lambda f: (len(f.split()) < min(longest, 2), -forms[f], -len(f.split()), f))
    kinds: list[EntityKind] = [m.kind for m in ordered if m.kind != "unknown"]
    kind = min(kinds, key=lambda k: (-kinds.count(k), k)) if kinds else ordered[0].kind
    return Entity(f"e{SCHEME}:" + ordered[0].id.split(":", 1)[1], name, kind, tuple(ordered))
