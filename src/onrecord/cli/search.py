"""``onrecord search``: statements in the record, by words and by who, when, what."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, cast

import typer
from rich.text import Text

from onrecord.cli.exits import ALL_READ, faced
from onrecord.cli.recorded import DEFAULT, RecordOption, days, listed, opened, short
from onrecord.cli.terminal import console, tell, visible
from onrecord.export import csv, line, statement_record
from onrecord.export.words import counted
from onrecord.model import Reading

if TYPE_CHECKING:
    from onrecord.model import Statement
    from onrecord.record import Store
    from onrecord.search import Found, Hit, Query
    from onrecord.search.query import Has


class Format(StrEnum):
    """How statements of the record can be written."""

    PRETTY = "pretty"
    JSONL = "jsonl"
    CSV = "csv"


FormatOption = Annotated[Format, typer.Option("--format", "-f", help="How to write it.", case_sensitive=False)]


class Order(StrEnum):
    """In which order."""

    RANK = "rank"
    NEWEST = "newest"
    OLDEST = "oldest"


class Having(StrEnum):
    """What a statement can be asked to have."""

    CONDITION = "condition"
    FIGURE = "figure"


def search(
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="WORDS", help='Words that all must be there; "words in quotation marks" in a row.'),
    ] = None,
    record: RecordOption = DEFAULT,
    speaker: Annotated[str | None, typer.Option(help="Words of the speaker's name.")] = None,
    act: Annotated[
        list[str] | None, typer.Option(help="What was done: deny, commit … (given again: one of them).")
    ] = None,
    outlet: Annotated[str | None, typer.Option(help="Words of the outlet's name.")] = None,
    audience: Annotated[str | None, typer.Option(help="Words of whom or what it was said to.")] = None,
    has: Annotated[list[Having] | None, typer.Option(help="With a condition or a figure (given again: both).")] = None,
    said_from: Annotated[str | None, typer.Option(metavar="DAY", help="Said on this day or later.")] = None,
    said_to: Annotated[str | None, typer.Option(metavar="DAY", help="Said on this day or before.")] = None,
    published_from: Annotated[str | None, typer.Option(metavar="DAY", help="Published on this day or later.")] = None,
    published_to: Annotated[str | None, typer.Option(metavar="DAY", help="Published on this day or before.")] = None,
    sort: Annotated[Order, typer.Option(help="By how well the words fit, or by day.")] = Order.RANK,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, max=10_000, help="How many at most.")] = 20,
    superseded: Annotated[bool, typer.Option("--superseded", help="Earlier versions of articles too.")] = False,
    form: FormatOption = Format.PRETTY,
) -> None:
    """Find statements in the record, by words, speaker, act, outlet, days; the best first."""
    with faced():
        from onrecord.search import Query, find  # noqa: PLC0415  # brings the database, for which --help must not wait

        query = Query(
            words=" ".join(words or ()),
            speaker=speaker,
            acts=tuple(act or ()),
            outlet=outlet,
            audience=audience,
            has=cast("tuple[Has, ...]", tuple(one.value for one in has or ())),
            said_from=said_from,
            said_to=said_to,
            published_from=published_from,
            published_to=published_to,
            sort=sort.value,
            limit=limit,
            superseded=superseded,
        )
        with opened(record) as store:
            found = find(store, query)
            write(store, found, query, form)
    raise typer.Exit(ALL_READ)


def write(store: Store, found: Found, query: Query, form: Format) -> None:
    """Write what was found, and on stderr how much that is."""
    if form is Format.PRETTY:
        out = console(sys.stdout)
        for number, hit in enumerate(found.hits, start=1):
            listed(out, head(hit), hit.content, number=number)
    else:
        put(statements_of(store, found), form)
    more = f"; there are more, --limit {query.limit * 5} shows them" if found.more else ""
    tell(f"{counted(len(found.hits), 'statement')}{more}" if found.hits else "nothing found")


def statements_of(store: Store, found: Found) -> list[Statement]:
    """The statements themselves, with all their fields."""
    from onrecord.record.load import load_statements  # noqa: PLC0415

    with store.asking() as connection:
        return load_statements(connection, [hit.id for hit in found.hits])


def put(statements: list[Statement], form: Format) -> None:
    """Write statements to stdout as ``onrecord read`` does."""
    write_out = sys.stdout.buffer.write
    if form is Format.CSV:
        write_out(csv.header().encode())
    for one in statements:
        text = csv.rows(Reading(one.article, (one,), (), ())) if form is Format.CSV else line(statement_record(one))
        write_out(text.encode())
    sys.stdout.buffer.flush()


def head(hit: Hit) -> Text:
    """Who, doing what, when, where it stands, and the id."""
    made = Text(visible(hit.speaker or hit.source or "nobody named"), style="bold")
    if hit.speaker and hit.source and hit.speaker not in hit.source:
        made.append(f" ({visible(hit.source)})", style="dim")
    act = f"{'not ' if hit.negated else ''}{hit.act}" if hit.act else None
    said = f"said {days(hit.said_from, hit.said_to)}" if hit.said_from else None
    where = ", ".join(part for part in (hit.outlet or hit.origin, hit.published) if part)
    old = "of an earlier version" if hit.state == "superseded" else None
    for part in (act, said, where, old, short(hit.key)):
        if part:
            made.append(f" · {visible(part)}", style="dim")
    return made
