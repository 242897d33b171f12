"""Where readings go: each format to stdout, to a file or to a folder."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from io import TextIOWrapper
from pathlib import Path
from typing import BinaryIO, Protocol

from rich.console import Console

from onrecord.cli.pretty import show
from onrecord.cli.progress import Failed
from onrecord.cli.terminal import console
from onrecord.errors import UsageError
from onrecord.export import Site, article_record, csv, failure_record, line, render_page, statement_record
from onrecord.model import Reading


class Format(StrEnum):
    """What ``onrecord read`` can write."""

    PRETTY = "pretty"
    JSONL = "jsonl"
    HTML = "html"
    CSV = "csv"


@dataclass(frozen=True, slots=True)
class Target:
    """Where to write what; ``None`` or ``-`` for ``out`` is stdout."""

    form: Format
    out: Path | None = None
    articles: Path | None = None

    @property
    def file(self) -> Path | None:
        """The file or folder to write; None for stdout."""
        return None if self.out is None or str(self.out) == "-" else self.out

    @property
    def is_folder(self) -> bool:
        """True when pages go into a folder: one that is there, or a name that is not that of a page."""
        return (
            self.form is Format.HTML
            and self.file is not None
            and (self.file.is_dir() or self.file.suffix.lower() not in {".html", ".htm"})
        )


class Sink(Protocol):
    """Takes readings and failures one by one, in order."""

    def add(self, reading: Reading) -> None:
        """Write one article."""

    def fail(self, failure: Failed) -> None:
        """Write down that an input could not be read, where the format has a place for it."""

    def finish(self) -> None:
        """Write what can only be known at the end."""


def checked(target: Target, inputs: tuple[str, ...]) -> Target:
    """The target, if it can be written and takes nothing away. Raises ``UsageError``."""
    many = len(inputs) > 1 or any(Path(name).is_dir() for name in inputs)
    if target.form is Format.HTML and not target.is_folder and many:
        raise UsageError("the pages of many articles need a folder: give --out DIR", code="out")
    files = [path for path in (target.file, target.articles) if path is not None]
    for path in files:
        writable(path, inputs, folder=path is target.file and target.is_folder)
    if target.is_folder and target.file is not None and target.file.is_file():
        raise UsageError(f"{target.file} is a file; pages go into a folder, or a file that ends in .html", code="out")
    if len({path.resolve() for path in files}) < len(files):
        raise UsageError("--out and --articles name the same file", code="out")
    return target


def writable(path: Path, inputs: tuple[str, ...], *, folder: bool = False) -> None:
    """Raises ``UsageError`` when ``path`` can't be written or is read; ``folder`` is whether it may be one."""
    sources = {Path(name).resolve() for name in inputs if name != "-"}
    if path.resolve() in sources and not path.is_dir():
        raise UsageError(f"{path} is read: writing there would destroy it", code="out")
    if not path.parent.is_dir():
        raise UsageError(f"{path}: there is no folder {path.parent}", code="out")
    if path.is_dir() and not folder:
        raise UsageError(f"{path} is a folder; a file is needed here", code="out")


@contextmanager
def sinks(target: Target) -> Iterator[tuple[Sink, ...]]:
    """All that is written in one run; what was begun is closed at the end, whatever happens."""
    stream = Stream(target.file)
    articles = Stream(target.articles)
    match target.form:
        case Format.HTML if target.is_folder and target.file is not None:
            main: Sink = _Pages(target.file)
        case Format.HTML:
            main = _OnePage(stream)
        case Format.JSONL:
            main = _Statements(stream)
        case Format.CSV:
            main = _Table(stream)
        case Format.PRETTY:
            main = _Pretty(stream)
    try:
        yield (main, _Articles(articles)) if target.articles is not None else (main,)
    finally:
        stream.close()
        articles.close()


class Stream:
    """A file that is opened when there is something to write (a run that can't start leaves it alone), or stdout."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self._file: BinaryIO | None = None

    def write(self, text: str) -> None:
        """Write and flush, so that the next in a pipe gets each article when it is read."""
        file = self.binary()
        file.write(text.encode("utf-8"))
        file.flush()

    def binary(self) -> BinaryIO:
        """The open file. Raises ``UsageError`` when it can't be opened."""
        if self.path is None:
            return sys.stdout.buffer
        if self._file is None:
            try:
                self._file = self.path.open("wb")
            except OSError as error:
                raise UsageError(f"can't write {self.path}: {error.strerror}", code="out") from error
        return self._file

    @contextmanager
    def console(self) -> Iterator[Console]:
        """A console that prints there."""
        if self.path is None:
            if isinstance(sys.stdout, TextIOWrapper):
                sys.stdout.reconfigure(errors="replace")  # a terminal without our signs shows a question mark
            yield console(sys.stdout)
            sys.stdout.flush()
            return
        wrapped = TextIOWrapper(self.binary(), encoding="utf-8", newline="\n", write_through=True)
        yield console(wrapped)
        wrapped.detach()

    def close(self) -> None:
        """Close what was opened; stdout stays open."""
        if self._file is not None:
            self._file.close()


@dataclass(slots=True)
class _Quiet:
    """A format that has no place for failures and nothing to add at the end."""

    stream: Stream

    def fail(self, failure: Failed) -> None:
        """Nothing: the summary names it."""

    def finish(self) -> None:
        """Make sure that a file is there even if nothing was found."""
        self.stream.write("")


@dataclass(slots=True)
class _Statements(_Quiet):
    def add(self, reading: Reading) -> None:
        """One line a statement."""
        self.stream.write("".join(line(statement_record(statement)) for statement in reading.statements))


@dataclass(slots=True)
class _Articles(_Quiet):
    def add(self, reading: Reading) -> None:
        """One line an article."""
        self.stream.write(line(article_record(reading)))

    def fail(self, failure: Failed) -> None:
        """One line with the error."""
        self.stream.write(line(failure_record(failure.origin, failure.error)))


@dataclass(slots=True)
class _Table(_Quiet):
    begun: bool = False

    def add(self, reading: Reading) -> None:
        """One row a statement, after the names of the columns."""
        self._begin()
        self.stream.write(csv.rows(reading))

    def finish(self) -> None:
        """An empty table has its header too."""
        self._begin()

    def _begin(self) -> None:
        if not self.begun:
            self.stream.write(csv.header())
            self.begun = True


@dataclass(slots=True)
class _OnePage(_Quiet):
    reading: Reading | None = None

    def add(self, reading: Reading) -> None:
        """Keep it: it is written when it is sure to be the only one. Raises ``UsageError`` when it is not."""
        if self.reading is not None:
            raise UsageError("the input holds many articles; their pages need a folder: give --out DIR", code="out")
        self.reading = reading

    def finish(self) -> None:
        """Write the page."""
        if self.reading is not None:
            self.stream.write(render_page(self.reading))


@dataclass(slots=True)
class _Pretty(_Quiet):
    def add(self, reading: Reading) -> None:
        """Print it."""
        with self.stream.console() as shown:
            show(reading, shown)


class _Pages:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made: Site | None = None

    def add(self, reading: Reading) -> None:
        """One page."""
        self._site().add(reading)

    def fail(self, failure: Failed) -> None:
        """For the end of the list."""
        self._site().fail(failure.origin, failure.error)

    def finish(self) -> None:
        """The list."""
        self._site().finish()

    def _site(self) -> Site:
        if self._made is None:
            self._made = Site(self._folder)
        return self._made
