"""A place where the text reports what somebody said, wrote, thinks, wants or feels."""

from dataclasses import dataclass
from typing import Literal

from onrecord.model.span import Span

Quotation = Literal["direct", "indirect", "mixed"]


@dataclass(frozen=True, slots=True)
class Said:
    """Which words, whose: source, cue and content of one statement.

    ``source`` is empty when nobody is named, ``cue`` is None in a speech that goes on. ``content``
    has at least one piece, in order of the text.
    """

    source: tuple[Span, ...]
    cue: Span | None
    content: tuple[Span, ...]

    @property
    def start(self) -> int:
        """The first character of all that it holds."""
        return min(s.start for s in self.spans)

    @property
    def end(self) -> int:
        """The place after the last character of all that it holds."""
        return max(s.end for s in self.spans)

    @property
    def spans(self) -> tuple[Span, ...]:
        """Source, cue and content."""
        return (*self.source, *((self.cue,) if self.cue else ()), *self.content)


@dataclass(frozen=True, slots=True)
class Attribution(Said):
    """One attribution as the stage gives it.

    ``parent`` and ``continues`` are positions in the list of attributions that this one stands in.
    ``confidence`` is the calibrated probability that who-said-what is right (``docs/fields.md``).
    """

    quotation: Quotation
    confidence: float
    parent: int | None = None
    continues: int | None = None
