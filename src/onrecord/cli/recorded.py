"""What the verbs of the record share: the option that names it, how it is opened, lines that list statements."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Final

import typer
from rich.console import Console
from rich.text import Text

from onrecord.cli.terminal import visible

if TYPE_CHECKING:
    from onrecord.record import Store

DEFAULT: Final = "onrecord.db"
"""As ``onrecord.record.DEFAULT``, which must not be loaded for ``--help``; a test holds the two together."""

RecordOption = Annotated[
    str,
    typer.Option(
        "--record",
        envvar="ONRECORD_RECORD",
        metavar="FILE|URL",
        help="The record: a file, or postgresql://… for Postgres.",
        show_default=True,
    ),
]

SHORT: Final = 11
"""Signs of a statement's id that lists show: enough for ``onrecord show`` in a record of any size seen so far."""


@contextmanager
def opened(where: str, *, create: bool = False) -> Iterator[Store]:
    """The record, open. Raises ``RecordError`` and ``UsageError``."""
    # Loaded here: reading alone, --help and completion do without a database.
    from onrecord.record import open_store  # noqa: PLC0415

    with open_store(where, create=create) as store:
        yield store


def short(key: str) -> str:
    """The beginning of a statement's id, as lists show it; ``onrecord show`` takes it."""
    return key[:SHORT]


def days(first: str | None, last: str | None) -> str:
    """A day or a span of days; empty when neither is known."""
    if first and last and first != last:
        return f"{first} – {last}"
    return first or last or ""


def listed(console: Console, head: Text, content: str, *, number: int | None = None) -> None:
    """One statement in a list: its head, then its words with a bar in front."""
    mark = f"{number:>3} " if number is not None else "    "
    width = max(console.width - len(mark), 20)
    for place, line in enumerate(head.wrap(console, width)):
        line.rstrip()
        console.print(Text(mark if place == 0 else " " * len(mark), style="dim") + line, no_wrap=True, crop=False)
    for line in Text(visible(content)).wrap(console, width - 2):
        line.rstrip()
        console.print(Text(" " * len(mark)) + Text("│ ", style="red dim") + line, no_wrap=True, crop=False)
    console.print()
