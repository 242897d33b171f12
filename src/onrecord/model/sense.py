"""What is understood of a statement: who, when, doing what, on what condition, with which figures."""

from dataclasses import dataclass
from typing import Literal

from onrecord.model.article import Moment
from onrecord.model.span import Span

Kind = Literal["person", "organization", "group", "anonymous", "document", "narrator", "generic", "unknown"]
Mode = Literal["speech", "writing", "thought"]
Act = Literal[
    "assert", "deny", "confirm", "accuse", "support", "demand", "propose", "commit",
    "threaten", "warn", "predict", "refuse", "evade", "ask", "feel", "decide",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reference:
    """Who the source is, for a reader of the whole article.

    ``name`` is the fullest name that the article gives, or the shortest description of who is never named;
    ``mention`` is where it stands. It is None exactly when ``unresolved`` gives the reason, a code of
    ``docs/fields.md``; ``candidates`` are then the names that it may be. ``roles`` are what the article says
    that the speaker is ("foreign minister"). ``confidence`` is the probability that ``name`` is right.
    """

    name: str | None
    kind: Kind
    mention: Span | None = None
    roles: tuple[Span, ...] = ()
    unresolved: str | None = None
    candidates: tuple[str, ...] = ()
    entity: str | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Timing:
    """When it was said: the words, and the days that they mean or the reason why that can't be told."""

    span: Span
    moment: Moment | None
    unresolved: str | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """On what something in the content depends. ``sufficient``: if, when, once; ``necessary``: only if, unless,
    without, not until, as long as. ``marker`` is None where only the construction tells ("would require …")."""

    kind: Literal["sufficient", "necessary"]
    marker: Span | None
    condition: tuple[Span, ...]
    outcome: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in the content. ``value`` is None for a range, which has ``low``, ``high`` or both; all three are None
    for a number too long for a float.

    ``unit`` is an ISO 4217 code, ``%`` or the counted noun; ``of`` is of what, in the words of the text.
    """

    span: Span
    value: float | None
    low: float | None
    high: float | None
    approximate: bool
    unit: str | None
    of: str | None


@dataclass(frozen=True, slots=True)
class Sense:
    """What is done by the statement. ``act_confidence`` is the probability that ``act`` is right."""

    mode: Mode
    act: Act
    negated: bool
    act_confidence: float
    audience: tuple[Span, ...] = ()
    occasion: Span | None = None
    conditions: tuple[Condition, ...] = ()
    figures: tuple[Figure, ...] = ()
