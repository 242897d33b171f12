"""The command ``onrecord``."""

from typing import Annotated

import typer

from onrecord._version import __version__
from onrecord.cli.add import add
from onrecord.cli.audit import audit
from onrecord.cli.check import check
from onrecord.cli.read import read
from onrecord.cli.search import search
from onrecord.cli.show import show
from onrecord.cli.speakers import speakers
from onrecord.cli.stats import stats
from onrecord.cli.verify import verify

_READ_EXAMPLES = """
**Examples**

`onrecord read story.txt`

`onrecord read page.html --format html --out page-read.html`

`onrecord read stories/ --format jsonl --out statements.jsonl --articles articles.jsonl --jobs 4`

`curl -s https://news.example/story | onrecord read - --published 2031-05-17`

**Exit status**: 0 all read · 1 some inputs failed · 2 the call was wrong · 3 the installation is unusable ·
130 interrupted
"""

_AUDIT_EXAMPLES = """
**Examples**

`onrecord audit stories/`

`onrecord audit stories/ --entities people.csv --by gender --by party`

`onrecord audit stories/ --format html --out audit.html --jobs 4`

A list for `--entities` is a CSV whose first line names its columns: `name,aliases,gender,party`.

**Exit status**: as `onrecord read`
"""

app = typer.Typer(
    name="onrecord",
    help="Read news articles and keep a record of who said what, word for word.",
    epilog="Start with `onrecord read FILE`; `onrecord read --help` shows examples.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command(epilog=_READ_EXAMPLES, no_args_is_help=True)(read)
app.command(epilog=_AUDIT_EXAMPLES, no_args_is_help=True)(audit)
app.command(no_args_is_help=True)(add)
for verb in (search, show, verify, speakers, stats):
    app.command()(verb)
app.command()(check)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"onrecord {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and leave.")
    ] = False,
) -> None:
    """Options of the command itself."""


def main() -> None:
    """Run the command; leaves with one of the exit statuses of ``cli/exits.py``."""
    app()
