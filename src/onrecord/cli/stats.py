"""``onrecord stats``: what the record holds, in numbers."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table
from rich.text import Text

from onrecord.cli.exits import ALL_READ, faced
from onrecord.cli.recorded import DEFAULT, RecordOption, days, opened
from onrecord.cli.terminal import console, visible

if TYPE_CHECKING:
    from onrecord.search import Stats


def stats(
    record: RecordOption = DEFAULT,
    as_json: Annotated[bool, typer.Option("--json", help="As one JSON object.")] = False,
) -> None:
    """Count what the record holds: articles, statements, speakers, acts, outlets, failures, bytes."""
    with faced():
        from onrecord.search import stats as ask  # noqa: PLC0415  # brings the database

        with opened(record) as store:
            found = ask(store)
        if as_json:
            sys.stdout.write(json.dumps(asdict(found)) + "\n")
        else:
            table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
            for name, value in _rows(found):
                table.add_row(Text(name, style="dim"), Text(visible(value)))
            console(sys.stdout).print(table)
    raise typer.Exit(ALL_READ)


def _rows(found: Stats) -> Iterator[tuple[str, str]]:
    old = f", and {found.superseded:,} earlier versions" if found.superseded else ""
    yield "articles", f"{found.articles:,}{old}"
    yield "published", days(found.first, found.last) or "days unknown"
    yield "statements", f"{found.statements:,}, {found.direct:,} of them wholly in quotation marks"
    yield "speakers", f"{found.speakers:,} by name; {found.resolved:,} statements have a speaker"
    yield "conditions", f"{found.conditions:,}"
    yield "figures", f"{found.figures:,}"
    if found.acts:
        yield "acts", ", ".join(f"{act} {number:,}" for act, number in found.acts)
    if found.outlets:
        yield "outlets", ", ".join(f"{outlet} {number:,}" for outlet, number in found.outlets)
    for version, model, number in found.models:
        yield "read by", f"onrecord {version}, model {model[:19]}: {number:,} articles"
    yield "judgements", f"{found.judgements:,}"
    yield (
        "failures",
        f"{found.failures:,}" + ("; onrecord add --retry-failed tries them again" if found.failures else ""),
    )
    yield "captured", f"{_size(found.captured)}, kept in {_size(found.packed)}"
    if found.bytes is not None:
        yield "size", _size(found.bytes)


def _size(number: int) -> str:
    size = float(number)
    for unit in ("bytes", "kB", "MB"):
        if size < 1000:
            return f"{size:,.0f} {unit}" if unit == "bytes" else f"{size:,.1f} {unit}"
        size /= 1000
    return f"{size:,.1f} GB"
