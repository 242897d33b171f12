"""Fields made by hand: who, when and doing what, found in a text by their words."""

from dataclasses import dataclass
from typing import Any, Literal

from onrecord.model import Act, Condition, Figure, Kind, Mode, Moment, Reference, Sense, Span, Timing

Figured = tuple[str, dict[str, Any]]


def place(text: str, words: str, at: int = 0) -> Span:
    start = text.index(words, at)
    return Span(start, start + len(words))


def places(text: str, words: str | None, at: int = 0) -> tuple[Span, ...]:
    """The pieces of words that are joined by `` […] ``."""
    spans: list[Span] = []
    for piece in words.split(" […] ") if words else ():
        spans.append(place(text, piece, spans[-1].end if spans else at))
    return tuple(spans)


@dataclass(frozen=True)
class If:
    """A condition by its words."""

    kind: Literal["sufficient", "necessary"]
    marker: str | None
    condition: str
    outcome: str | None = None


@dataclass(frozen=True)
class Told:
    """The fields of one statement by their words; ``at`` is where the search for them begins."""

    name: str | None
    kind: Kind = "person"
    act: Act = "assert"
    mode: Mode = "speech"
    negated: bool = False
    mention: str | None = None
    roles: tuple[str, ...] = ()
    unresolved: str | None = None
    candidates: tuple[str, ...] = ()
    entity: str | None = None
    audience: tuple[str, ...] = ()
    said: str | None = None
    days: tuple[str, str] | None = None
    occasion: str | None = None
    conditions: tuple[If, ...] = ()
    figures: tuple[Figured, ...] = ()

    def speaker(self, text: str) -> Reference:
        return Reference(
            self.name,
            self.kind,
            mention=place(text, self.mention) if self.mention else None,
            roles=tuple(place(text, role) for role in self.roles),
            unresolved=self.unresolved,
            candidates=self.candidates,
            entity=self.entity,
            confidence=0.3 if self.unresolved else 0.88,
        )

    def timing(self, text: str, at: int) -> Timing | None:
        if self.said is None:
            return None
        moment = Moment(self.days[0], self.days[1], self.days[0]) if self.days else None
        return Timing(place(text, self.said, at), moment, None if moment else "no-publication-date")

    def sense(self, text: str, at: int, content: int) -> Sense:
        return Sense(
            mode=self.mode,
            act=self.act,
            negated=self.negated,
            act_confidence=0.71,
            audience=tuple(place(text, words, at) for words in self.audience),
            occasion=place(text, self.occasion, at) if self.occasion else None,
            conditions=tuple(
                Condition(
                    one.kind,
                    place(text, one.marker, content) if one.marker else None,
                    places(text, one.condition, content),
                    places(text, one.outcome, content),
                )
                for one in self.conditions
            ),
            figures=tuple(figure(text, words, content, **values) for words, values in self.figures),
        )


def figure(text: str, words: str, at: int, **values: Any) -> Figure:
    given = {"value": None, "low": None, "high": None, "approximate": False, "unit": None, "of": None, **values}
    return Figure(place(text, words, at), **given)
