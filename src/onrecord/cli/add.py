"""``onrecord add``: articles into the record."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Protocol, runtime_checkable

import typer

from onrecord.cli.exits import ALL_READ, INTERRUPTED, SOME_FAILED, faced
from onrecord.cli.progress import Failed, Tally, Tick, progress
from onrecord.cli.reading import Call, Jobs, Published, Quiet, Threshold
from onrecord.cli.recorded import DEFAULT, RecordOption, opened
from onrecord.cli.terminal import tell, visible
from onrecord.errors import UsageError
from onrecord.export.words import counted

if TYPE_CHECKING:
    from onrecord.app import Task
    from onrecord.record import Failed as FailedBefore
    from onrecord.record import Store


@runtime_checkable
class Passed(Protocol):
    """What ``onrecord.app.Added`` is; named here because that module loads the engine."""

    @property
    def kind(self) -> str:
        """What became of it."""

    @property
    def statements(self) -> int:
        """How many were written."""


@dataclass(slots=True)
class Kept(Tally):
    """Counts so far, by what became of each input."""

    kinds: Counter[str] = field(default_factory=Counter)

    def note(self, result: Passed | Failed) -> None:
        """Count one input."""
        if isinstance(result, Passed):
            self.articles += 1
            self.statements += result.statements
            self.kinds[result.kind] += 1
        else:
            self.add(result)

    def lines(self) -> Iterator[str]:
        """The summary, and the failures by name."""
        names = {"added": "new", "corrected": "corrected", "reread": "read anew", "known": "known already"}
        kinds = ", ".join(f"{self.kinds[kind]:,} {name}" for kind, name in names.items() if self.kinds[kind])
        end = f"; {counted(self.failed, 'input')} failed:" if self.failed else ""
        articles = counted(self.articles, "article") + (f" ({kinds})" if kinds else "")
        yield f"{articles}, {counted(self.statements, 'statement')} written{end}"
        for origin, message in self.named:
            yield f"  {visible(origin)}: {visible(message)}"
        if self.failed > len(self.named):
            yield f"  and {self.failed - len(self.named):,} more"


def add(
    inputs: Annotated[
        list[str] | None,
        typer.Argument(metavar="PATH", help="Text, HTML or JSONL files, folders, or - for standard input."),
    ] = None,
    record: RecordOption = DEFAULT,
    published: Published = None,
    title: Annotated[str | None, typer.Option(help="The article's title.")] = None,
    outlet: Annotated[str | None, typer.Option(help="Who published them.")] = None,
    threshold: Threshold = None,
    jobs: Jobs = 1,
    retry_failed: Annotated[
        bool, typer.Option("--retry-failed", help="Try again what failed in earlier runs; takes no PATH.")
    ] = False,
    quiet: Quiet = False,
) -> None:
    """Read articles and keep them in the record; what it knows already is passed over."""
    with faced():
        paths = tuple(inputs or ())
        if bool(paths) == retry_failed:
            raise UsageError("give a PATH, or --retry-failed without one", code="inputs")
        if paths.count("-") > 1:
            raise UsageError("- stands more than once, but there is one standard input", code="stdin")
        call = Call(paths, title, published, outlet, threshold, jobs=jobs, quiet=quiet)
        status = run(call, record, retry=retry_failed)
    raise typer.Exit(status)


def run(call: Call, record: str, *, retry: bool) -> int:
    """Add all, article by article, and tell the counts; returns the exit status."""
    tally = Kept()
    status = ALL_READ
    with opened(record, create=not retry) as store:
        failed = store.failed() if retry else ()
        try:
            with progress(len(failed) if retry else expected(call.inputs), shown=not call.quiet) as tick:
                for task in _again(call, failed) if retry else (_task(call, call.inputs),):
                    _each(store, task, tally, tick)
        except KeyboardInterrupt:
            status = INTERRUPTED
    if status == INTERRUPTED:
        tell("onrecord: interrupted; what was read is in the record, and the same command goes on from there")
    elif tally.failed:
        status = SOME_FAILED
    if not call.quiet or tally.failed:
        tell(*tally.lines())
    return status


def _each(store: Store, task: Task, tally: Kept, tick: Tick) -> None:
    from onrecord.app import add_inputs  # noqa: PLC0415  # brings the engine, for which --help must not wait

    for result in add_inputs(store, task, stdin=sys.stdin.buffer if "-" in task.inputs else None):
        tally.note(result)
        tick(tally)


def _task(call: Call, inputs: tuple[str, ...], only: frozenset[str] | None = None) -> Task:
    from onrecord.app import Task  # noqa: PLC0415
    from onrecord.ingest import Hints  # noqa: PLC0415
    from onrecord.pipeline import Options  # noqa: PLC0415

    hints = Hints(title=call.title, published=call.published, outlet=call.outlet)
    return Task(inputs, hints, Options(threshold=call.threshold), call.jobs, only)


def _again(call: Call, failed: tuple[FailedBefore, ...]) -> Iterator[Task]:
    """What failed, each with the inputs of its run."""
    runs: dict[tuple[str, tuple[str, ...]], set[str]] = {}
    for one in failed:
        runs.setdefault((one.folder, one.inputs), set()).add(one.origin)
    for (folder, inputs), origins in runs.items():
        paths = tuple(name for name in inputs if name != "-")
        if folder != str(Path.cwd()) and any(not Path(name).is_absolute() for name in paths):
            raise UsageError(f"what failed was given as paths of {folder}: run this there", code="folder")
        if "-" in origins:
            tell("what failed came from standard input: give it again with onrecord add -")
        if paths:
            yield _task(call, paths, frozenset(origins))


def expected(inputs: tuple[str, ...]) -> int | None:
    """How many articles the inputs hold; None where that can't be known without unpacking them.

    Folders are walked and lines of JSONL counted: both cost next to nothing beside reading.
    """
    from onrecord.ingest.magic import LINES, PAGES, TEXT, extension  # noqa: PLC0415

    count = 0
    try:
        for name in inputs:
            path = Path(name)
            inside = path.rglob("*") if path.is_dir() else (path,)
            for one in inside:
                kind = extension(str(one))
                if one.suffix == ".gz" or name == "-" or (kind not in TEXT | PAGES | LINES and not path.is_dir()):
                    return None
                if kind in LINES:
                    with one.open("rb") as stream:
                        count += sum(1 for line in stream if line.strip())
                elif kind in TEXT | PAGES and not any(p.startswith(".") for p in one.relative_to(path).parts):
                    count += 1
    except OSError:
        return None
    return count
