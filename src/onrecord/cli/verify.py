"""``onrecord verify``: is a quotation in the record, or in these articles? It never says that anything is false."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Final

import typer
from rich.console import Console
from rich.text import Text

from onrecord.cli.exits import ALL_READ, SOME_FAILED, faced
from onrecord.cli.recorded import DEFAULT, RecordOption, listed, opened, short
from onrecord.cli.search import Format, FormatOption
from onrecord.cli.terminal import console, tell, visible
from onrecord.errors import UsageError

if TYPE_CHECKING:
    from onrecord.model import Statement
    from onrecord.search import Match, Verdict

_TOLD: Final = {
    "verbatim": "word for word, as reported here:",
    "altered": "not word for word; the nearest that was reported:",
    "spliced": "not in one statement: put together from several, in this order:",
    "another-speaker": "reported, but not of {speaker}:",
    "not-here": "not here. That tells nothing of whether it was said.",
}


def verify(
    quotation: Annotated[str, typer.Argument(metavar="QUOTE", help="The quotation, in quotation marks of the shell.")],
    record: RecordOption = DEFAULT,
    speaker: Annotated[str | None, typer.Option(help="Who is said to have said it.")] = None,
    paths: Annotated[
        list[str] | None, typer.Option("--in", metavar="PATH", help="Look in these articles instead of the record.")
    ] = None,
    form: FormatOption = Format.PRETTY,
) -> None:
    """Look up a quotation: word for word, altered, spliced from several, of somebody else, or not here."""
    with faced():
        from onrecord.search import verify as ask  # noqa: PLC0415  # brings the database
        from onrecord.search import verify_in  # noqa: PLC0415

        if form is Format.CSV:
            raise UsageError("verify writes pretty or jsonl", code="format")
        status = ALL_READ
        if paths:
            read: list[Statement] = []
            failures = list(_read(tuple(paths), read))
            tell(*(f"{visible(origin)}: {visible(message)}" for origin, message in failures))
            status = SOME_FAILED if failures else ALL_READ
            verdict = verify_in(read, quotation, speaker=speaker)
        else:
            with opened(record) as store:
                verdict = ask(store, quotation, speaker=speaker)
        if form is Format.JSONL:
            sys.stdout.write(json.dumps(asdict(verdict)) + "\n")
        else:
            pretty(verdict, speaker, console(sys.stdout))
    raise typer.Exit(status)


def _read(paths: tuple[str, ...], into: list[Statement]) -> Iterator[tuple[str, str]]:
    """Read articles; yields those that failed."""
    from onrecord.app import Failure, read_inputs  # noqa: PLC0415
    from onrecord.ingest import Hints  # noqa: PLC0415
    from onrecord.pipeline import Options  # noqa: PLC0415

    for result in read_inputs(paths, hints=Hints(), options=Options()):
        if isinstance(result, Failure):
            yield result.origin, result.error.message
        else:
            into.extend(result.statements)


def pretty(verdict: Verdict, speaker: str | None, out: Console) -> None:
    """Print the finding, then each match with how its words differ."""
    out.print(Text(_TOLD[verdict.finding].format(speaker=visible(speaker or "")), style="bold"))
    out.print()
    for match in verdict.matches:
        listed(out, _head(match, speaker), match.said.content)
        if not match.likeness.whole:
            for line in _diff(match).wrap(out, out.width - 4):
                line.rstrip()
                out.print(Text("    ") + line, no_wrap=True, crop=False)
            out.print()
        elif verdict.finding == "spliced":
            words = " ".join(word for part in match.likeness.diff for word in part.words)
            out.print(Text(f"    from here: {visible(words)}", style="dim"))
            out.print()


def _head(match: Match, speaker: str | None) -> Text:
    said = match.said
    made = Text(visible(said.by or said.source or "nobody named"), style="bold")
    where = ", ".join(part for part in (said.outlet or said.origin, said.published) if part)
    unknown = "whose words they are can't be told" if speaker and match.speaker_fits is None else None
    old = "of an earlier version" if said.state == "superseded" else None
    for part in (unknown, where, old, short(said.key)):
        if part:
            made.append(f" · {visible(part)}", style="dim")
    return made


def _diff(match: Match) -> Text:
    """``[+ words +]`` only in the quotation, ``[- words -]`` only in what was reported."""
    made = Text()
    for number, part in enumerate(match.likeness.diff):
        made.append(" " if number else "")
        words = visible(" ".join(part.words))
        match part.change:
            case "same":
                made.append(words)
            case "added":
                made.append(f"[+ {words} +]", style="green")
            case "left out":
                made.append(f"[- {words} -]", style="red")
    return made
