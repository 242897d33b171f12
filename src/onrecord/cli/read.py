"""``onrecord read``: articles in, statements out."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.exits import faced
from onrecord.cli.outputs import Format, Target, checked, sinks
from onrecord.cli.reading import Call, Inputs, Jobs, Published, Quiet, Threshold, run


def read(
    inputs: Inputs,
    form: Annotated[
        Format, typer.Option("--format", "-f", help="How to write what was read.", case_sensitive=False)
    ] = Format.PRETTY,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", metavar="FILE|DIR", help="Where to; a folder for the pages of many articles."),
    ] = None,
    articles: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Also write one JSON line an article: text, shares, declined, errors."),
    ] = None,
    published: Published = None,
    title: Annotated[str | None, typer.Option(help="The article's title.")] = None,
    outlet: Annotated[str | None, typer.Option(help="Who published them.")] = None,
    threshold: Threshold = None,
    fields: Annotated[
        bool, typer.Option("--fields/--no-fields", help="Also tell who, when, doing what, on what condition.")
    ] = True,
    jobs: Jobs = 1,
    quiet: Quiet = False,
) -> None:
    """Read articles and write who said what, word for word, with its place in the text."""
    with faced():
        target = checked(Target(form, out, articles), tuple(inputs))
        call = Call(tuple(inputs), title, published, outlet, threshold, fields, jobs, quiet)
        # Readings that scroll by on the same terminal are progress enough.
        status = run(call, sinks(target), shown=not (target.file is None and sys.stdout.isatty()))
    raise typer.Exit(status)
