"""``onrecord check``: is all there that reading needs?"""

import sys
from collections.abc import Iterator

import typer
from rich.table import Table
from rich.text import Text

from onrecord.cli.exits import ALL_READ, UNUSABLE, faced
from onrecord.cli.terminal import console, tell, visible


def check() -> None:
    """Look at the installation: version, packages, model, and one sentence read."""
    with faced():
        findings = list(_findings())
        table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
        for name, ok, detail in findings:
            mark = Text("ok", style="green") if ok else Text("FAILED", style="bold red")
            table.add_row(mark, Text(visible(name)), Text(visible(detail)))
        console(sys.stdout).print(table)
        sound = all(ok for _, ok, _ in findings)
        if not sound:
            tell("onrecord: the installation can't be used as it is")
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
