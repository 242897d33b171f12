"""``onrecord speakers``: who speaks in the record."""

from __future__ import annotations

import csv
import json
import sys
from dataclasses import asdict
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table
from rich.text import Text

from onrecord.cli.exits import ALL_READ, faced
from onrecord.cli.recorded import DEFAULT, RecordOption, days, opened
from onrecord.cli.search import Format, FormatOption
from onrecord.cli.terminal import console, tell, visible
from onrecord.export.csv import guarded

if TYPE_CHECKING:
    from onrecord.search import Speaker


class Order(StrEnum):
    """In which order."""

    STATEMENTS = "statements"
    NAME = "name"
    LATEST = "latest"


def speakers(
    words: Annotated[list[str] | None, typer.Argument(metavar="NAME", help="Parts of the name.")] = None,
    record: RecordOption = DEFAULT,
    sort: Annotated[Order, typer.Option(help="By statements, by name, or who was published last.")] = Order.STATEMENTS,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="How many at most.")] = 50,
    form: FormatOption = Format.PRETTY,
) -> None:
    """List the named speakers with their statements, articles and days."""
    with faced():
        from onrecord.search import speakers as ask  # noqa: PLC0415  # brings the database

        with opened(record) as store:
            found = ask(store, " ".join(words or ()), by=sort.value, limit=limit)
        write(found, form)
    raise typer.Exit(ALL_READ)


def write(found: tuple[Speaker, ...], form: Format) -> None:
    """Write the list."""
    if form is Format.JSONL:
        sys.stdout.writelines(json.dumps(asdict(one)) + "\n" for one in found)
        return
    if form is Format.CSV:
        table = csv.writer(sys.stdout)
        table.writerow(("name", "kind", "statements", "articles", "first", "last"))
        table.writerows([guarded("" if v is None else str(v)) for v in asdict(one).values()] for one in found)
        return
    rows = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    rows.add_column("speaker")
    rows.add_column("statements", justify="right")
    rows.add_column("articles", justify="right")
    rows.add_column("published")
    for one in found:
        rows.add_row(
            Text(visible(one.name)),
            f"{one.statements:,}",
            f"{one.articles:,}",
            Text(days(one.first, one.last), style="dim"),
        )
    if found:
        console(sys.stdout).print(rows)
    else:
        tell("nothing found")
