"""``onrecord check``: is all there that reading needs, and is a record sound?"""

import sys
from collections.abc import Iterator
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from onrecord.cli.exits import ALL_READ, UNUSABLE, faced
from onrecord.cli.recorded import opened
from onrecord.cli.terminal import console, tell, visible


def check(
    record: Annotated[
        str | None,
        typer.Option("--record", metavar="FILE|URL", help="Look at this record instead: all of it is read once."),
    ] = None,
) -> None:
    """Look at the installation (version, packages, model, one sentence read), or at a record."""
    with faced():
        findings = list(_of_record(record) if record is not None else _findings())
        table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
        for name, ok, detail in findings:
            mark = Text("ok", style="green") if ok else Text("FAILED", style="bold red")
            table.add_row(mark, Text(visible(name)), Text(visible(detail)))
        console(sys.stdout).print(table)
        sound = all(ok for _, ok, _ in findings)
        if not sound:
            tell(f"onrecord: the {'installation' if record is None else 'record'} can't be used as it is")
    raise typer.Exit(ALL_READ if sound else UNUSABLE)


def _findings() -> Iterator[tuple[str, bool, str]]:
    # Loaded here: a package that is missing is a finding, not a traceback.
    try:
        from onrecord import app  # noqa: PLC0415
    except ImportError as error:
        yield "packages", False, f"{error}; run: pip install --force-reinstall onrecord"
        return
    for finding in app.check():
        yield finding.name, finding.ok, finding.detail


def _of_record(record: str) -> Iterator[tuple[str, bool, str]]:
    from onrecord.record import flaws  # noqa: PLC0415  # brings the database

    with opened(record) as store:
        for flaw in flaws(store):
            yield flaw.name, flaw.ok, flaw.detail
