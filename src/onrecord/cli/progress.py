"""What is counted while reading, the bar that shows it, and the summary at the end."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Protocol

from rich.console import Console
from rich.progress import BarColumn, Progress, ProgressColumn, Task, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.text import Text

from onrecord.cli.terminal import visible
from onrecord.errors import OnRecordError
from onrecord.export.words import counted
from onrecord.model import Reading

LISTED: Final = 20
"""Failures that the summary names; the rest is counted."""

_ONE_EACH: Final = frozenset({".txt", ".text", ".md", ".html", ".htm", ".xhtml"})
"""Files that hold one article each, so that the number of inputs is the number of articles."""


class Failed(Protocol):
    """What ``onrecord.app.Failure`` is; named here because that module loads the engine."""

    @property
    def origin(self) -> str:
        """The input's id, URL, path or ``-``."""

    @property
    def error(self) -> OnRecordError:
        """Why it could not be read."""


@dataclass(slots=True)
class Tally:
    """Counts so far; only the failures that will be named are kept."""

    articles: int = 0
    statements: int = 0
    declined: int = 0
    failed: int = 0
    named: list[tuple[str, str]] = field(default_factory=list)

    def add(self, result: Reading | Failed) -> None:
        """Count one article or one failure."""
        if isinstance(result, Reading):
            self.articles += 1
            self.statements += len(result.statements)
            self.declined += len(result.declined)
            return
        self.failed += 1
        if len(self.named) < LISTED:
            self.named.append((result.origin, result.error.message))

    def lines(self) -> Iterator[str]:
        """The summary, and the failures by name."""
        counts = [
            counted(self.articles, "article"),
            counted(self.statements, "statement"),
            f"{self.declined:,} declined",
        ]
        end = f"; {counted(self.failed, 'input')} failed:" if self.failed else ""
        yield f"read {', '.join(counts)}{end}"
        for origin, message in self.named:
            yield f"  {visible(origin)}: {visible(message)}"
        if self.failed > len(self.named):
            yield f"  and {self.failed - len(self.named):,} more"


class Tick(Protocol):
    """Shows the counts after each article."""

    def __call__(self, tally: Tally) -> None:
        """Show them."""


def expected(inputs: tuple[str, ...]) -> int | None:
    """How many articles the inputs hold, if that can be known without opening them."""
    one_each = all(Path(name).suffix.lower() in _ONE_EACH and not Path(name).is_dir() for name in inputs)
    return len(inputs) if one_each else None


@contextmanager
def progress(total: int | None, *, shown: bool) -> Iterator[Tick]:
    """A bar on stderr while reading; silent unless ``shown`` and stderr is a terminal."""
    console = Console(stderr=True)
    if not shown or not console.is_terminal or total == 1:
        yield lambda tally: None  # noqa: ARG005  the silent one
        return
    columns = (
        TextColumn("reading"),
        BarColumn(bar_width=30),
        _Count(),
        _Rate(),
        _Errors(),
        TimeElapsedColumn() if total is None else TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("reading", total=total, failed=0)

        def tick(tally: Tally) -> None:
            bar.update(task, completed=tally.articles + tally.failed, failed=tally.failed)

        yield tick


class _Count(ProgressColumn):
    def render(self, task: Task) -> Text:
        """How many are done, of how many."""
        of = "" if task.total is None else f" of {task.total:,.0f}"
        return Text(f"{task.completed:,.0f}{of}")


class _Rate(ProgressColumn):
    def render(self, task: Task) -> Text:
        """Articles a second."""
        speed = task.speed
        return Text("" if speed is None else f"{speed:,.1f}/s", style="dim")


class _Errors(ProgressColumn):
    def render(self, task: Task) -> Text:
        """How many failed, if any."""
        failed = task.fields["failed"]
        return Text(f"{failed:,} failed" if failed else "", style="red")
