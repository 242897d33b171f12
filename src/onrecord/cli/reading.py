"""What the verbs that read have in common: their options, and the run from inputs to what is written."""

import sys
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Annotated, BinaryIO

import typer

from onrecord.cli.exits import ALL_READ, INTERRUPTED, SOME_FAILED
from onrecord.cli.outputs import Sink
from onrecord.cli.progress import Tally, Tick, expected, progress
from onrecord.cli.terminal import tell
from onrecord.errors import UsageError
from onrecord.model import Moment, Reading


def iso_day(value: str | None) -> str | None:
    """The date as given, if it is one by ISO 8601; else a message that shows how to write it."""
    if value is not None:
        try:
            Moment.of(value)
        except ValueError:
            raise typer.BadParameter(f"{value!r} is not an ISO 8601 date; write it like 2031-05-17") from None
    return value


Inputs = Annotated[
    list[str], typer.Argument(metavar="PATH", help="Text, HTML or JSONL files, folders, or - for standard input.")
]
Published = Annotated[
    str | None,
    typer.Option(metavar="DATE", callback=iso_day, help="When they were published, if the input doesn't tell."),
]
Threshold = Annotated[
    float | None, typer.Option(min=0, max=1, help="Least confidence of a statement; default: the model's own.")
]
Jobs = Annotated[int, typer.Option("--jobs", "-j", min=1, help="Processes that read side by side.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary; failures are named.")]


@dataclass(frozen=True, slots=True)
class Call:
    """What to read, and how."""

    inputs: tuple[str, ...]
    title: str | None = None
    published: str | None = None
    outlet: str | None = None
    threshold: float | None = None
    fields: bool = True
    jobs: int = 1
    quiet: bool = False


def run(call: Call, outputs: AbstractContextManager[tuple[Sink, ...]], *, shown: bool) -> int:
    """Read all, write as it goes, tell the counts; returns the exit status. ``shown`` is whether progress may show."""
    tally = Tally()
    status = ALL_READ
    with outputs as written:
        try:
            with progress(expected(call.inputs), shown=shown and not call.quiet) as tick:
                _each(call, written, tally, tick)
        except KeyboardInterrupt:
            status = INTERRUPTED
        for sink in written:
            sink.finish()
    if status == INTERRUPTED:
        tell("onrecord: interrupted; what was read until then is written")
    elif tally.failed:
        status = SOME_FAILED
    if not call.quiet or tally.failed:
        tell(*tally.lines())
    return status


def _each(call: Call, written: tuple[Sink, ...], tally: Tally, tick: Tick) -> None:
    # Loaded here and not above: they bring the engine, for which --help, --version and completion must not
    # wait, and a package that is missing must be told and not shown as a traceback.
    from onrecord.app import read_inputs  # noqa: PLC0415
    from onrecord.ingest import Hints  # noqa: PLC0415
    from onrecord.pipeline import Options  # noqa: PLC0415

    hints = Hints(title=call.title, published=call.published, outlet=call.outlet)
    options = Options(threshold=call.threshold, fields=call.fields)
    for result in read_inputs(call.inputs, hints=hints, options=options, jobs=call.jobs, stdin=_stdin(call)):
        tally.add(result)
        for sink in written:
            if isinstance(result, Reading):
                sink.add(result)
            else:
                sink.fail(result)
        tick(tally)


def _stdin(call: Call) -> BinaryIO | None:
    if "-" not in call.inputs:
        return None
    if call.inputs.count("-") > 1:
        raise UsageError("- stands more than once, but there is one standard input", code="stdin")
    if sys.stdin.isatty() and not call.quiet:
        tell("reading from the keyboard; end with Ctrl-D on a line of its own")
    return sys.stdin.buffer
