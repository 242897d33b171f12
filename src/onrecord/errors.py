"""One tree of errors; each says which article, at which stage, at which place, and what to do next.

OnRecordError
├── InputError          an input can't be opened or is not what it should be; the rest is read
│   └── IngestError     bytes came in, but no article can be made of them
├── UsageError          the call was wrong
├── InstallationError   the model or a package is missing or damaged
└── RecordError         the record can't be opened, read or written
"""

from typing import ClassVar

from onrecord.model import Span


class OnRecordError(Exception):
    """Root of all errors that are raised on purpose.

    ``code`` is a short constant of ``docs/errors.md``; ``article`` is the origin of the input
    (path, URL, id or ``-``); ``stage`` is the room that raised; ``span`` is the place in its text or,
    for undecoded input, in its bytes.
    """

    stage: ClassVar[str] = "onrecord"

    def __init__(
        self, message: str, *, code: str = "error", article: str | None = None, span: Span | None = None
    ) -> None:
        super().__init__(message)
        self.message, self.code, self.article, self.span = message, code, article, span

    def __str__(self) -> str:
        place = f" at {self.span.start}:{self.span.end}" if self.span else ""
        return f"{self.article}{place}: {self.message}" if self.article is not None else self.message


class InputError(OnRecordError):
    """An input can't be opened or is not what it should be."""

    stage = "input"


class IngestError(InputError):
    """Bytes came in, but no article can be made of them."""

    stage = "ingest"


class UsageError(OnRecordError):
    """The call was wrong: an option or an argument that can't be."""

    stage = "call"


class InstallationError(OnRecordError):
    """The model or a package that reading needs is missing or damaged."""

    stage = "installation"


class RecordError(OnRecordError):
    """The record can't be opened, read or written; what was committed before is kept."""

    stage = "record"
