"""OnRecord reads news articles and keeps a record of attributed statements: who said what, word for word.

>>> from onrecord import read
>>> reading = read("“We will pay,” the minister said.")  # doctest: +SKIP
>>> reading.statements[0].content[0].words  # doctest: +SKIP
'“We will pay,”'

Importing this module loads no model and reads no file; the first reading does.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from onrecord._version import __version__

if TYPE_CHECKING:
    from onrecord.app import Failure, Reader, read, read_inputs
    from onrecord.errors import IngestError, InputError, InstallationError, OnRecordError, UsageError
    from onrecord.ingest import Hints
    from onrecord.model import Article, Reading, Span, Statement
    from onrecord.pipeline import Options

_HOME = {
    "Article": "model",
    "Failure": "app",
    "Hints": "ingest",
    "IngestError": "errors",
    "InputError": "errors",
    "InstallationError": "errors",
    "OnRecordError": "errors",
    "Options": "pipeline",
    "Reader": "app",
    "Reading": "model",
    "Span": "model",
    "Statement": "model",
    "UsageError": "errors",
    "read": "app",
    "read_inputs": "app",
}

__all__ = [
    "Article",
    "Failure",
    "Hints",
    "IngestError",
    "InputError",
    "InstallationError",
    "OnRecordError",
    "Options",
    "Reader",
    "Reading",
    "Span",
    "Statement",
    "UsageError",
    "__version__",
    "read",
    "read_inputs",
]


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module 'onrecord' has no attribute {name!r}")
    return getattr(import_module(f"onrecord.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return __all__
