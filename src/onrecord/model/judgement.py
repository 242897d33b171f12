"""What a person says of a statement: a verdict that stands beside what the machine read."""

from dataclasses import dataclass
from typing import Any, Literal

from onrecord.model.span import Span

Verdict = Literal["accept", "reject", "fix", "undo"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """One verdict of one person.

    It holds on to a text (``article``, the text's id) and the places of the content there, never to a statement's
    id, so that it can be carried to what another model reads. ``field`` is ``statement`` for the whole, else a field
    of ``docs/fields.md``; ``value`` is the new one of a ``fix``. ``undoes`` is the number of the judgement that is
    taken back; ``number`` and ``at`` (ISO 8601, UTC) are given by the record.
    """

    article: str
    places: tuple[Span, ...]
    field: str
    verdict: Verdict
    by: str
    why: str | None = None
    value: Any = None
    undoes: int | None = None
    number: int | None = None
    at: str | None = None
