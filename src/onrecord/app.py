"""The composition root: inputs through ingest and the pipeline to readings.

Heavy packages are loaded when the first article is read, not when this module is imported.
"""

from __future__ import annotations

import io
import os
import platform
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import asdict, dataclass
from functools import cached_property
from hashlib import sha256
from importlib import metadata
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from onrecord import ingest
from onrecord._version import __version__
from onrecord.errors import IngestError, InputError, InstallationError, OnRecordError
from onrecord.ingest import Hints
from onrecord.ingest.files import Item
from onrecord.model import Article, Capture, Made, Reading
from onrecord.nlp.encoder import digest_of, weights_folder
from onrecord.pipeline import Engine, Options, read_article

if TYPE_CHECKING:
    from onrecord.record import Arrival, How, Store
    from onrecord.record.adding import Kind

IN_FLIGHT = 4
"""Articles a job that wait or are being read: bounds memory while keeping every process busy."""


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that could not be read, and why; the others are not touched by it."""

    origin: str
    error: OnRecordError


class Reader:
    """A warm engine for many articles: the model is loaded once, at the first article.

    >>> reader = Reader()
    >>> reading = reader.read("“We will pay,” the minister said.")  # doctest: +SKIP
    """

    def __init__(self, options: Options | None = None, *, threads: int = 1) -> None:
        self._options, self._threads = options or Options(), threads

    @cached_property
    def engine(self) -> Engine:
        """The loaded model. Raises ``InstallationError``."""
        return Engine(self._options, threads=self._threads)

    def read(
        self, source: str | bytes | Path | Article, *, origin: str | None = None, hints: Hints | None = None
    ) -> Reading:
        """Reads one article: a ``str`` is its text, ``bytes`` are text or HTML, a ``Path`` is a file.

        Raises ``InputError`` when there is no such file or no article in it.
        """
        return read_article(article_of(source, origin=origin, hints=hints), self.engine)

    def read_all(self, sources: Iterable[str | bytes | Path | Article]) -> Iterator[Reading | Failure]:
        """Reads many, one by one, in order; what can't be read comes as a ``Failure``."""
        for number, source in enumerate(sources):
            origin = str(source) if isinstance(source, Path) else f"#{number}"
            yield _guarded(origin, lambda s=source: self.read(s))  # type: ignore[misc]


def article_of(
    source: str | bytes | Path | Article, *, origin: str | None = None, hints: Hints | None = None
) -> Article:
    """The article in a text, in bytes or in a file. Raises ``InputError``."""
    hints = hints or Hints()
    if isinstance(source, Article):
        return source
    if isinstance(source, str):
        return ingest.article_of_text(source, origin=origin or "-", hints=hints)
    if isinstance(source, bytes):
        name = origin or "-"
        return ingest.article(Capture(source, name, sha256(source).hexdigest()), hints)
    items = list(islice(ingest.captures([os.fspath(source)], io.BytesIO()), 2))
    if len(items) != 1:
        problem = "holds several articles; use read_inputs" if items else "holds no article"
        raise InputError(f"this {problem}", code="not-one", article=str(source))
    if isinstance(items[0], InputError):
        raise items[0]
    return ingest.read(items[0], hints)


def read(source: str | bytes | Path | Article, *, origin: str | None = None, hints: Hints | None = None) -> Reading:
    """Reads one article with an engine that is loaded at the first call and kept. See ``Reader.read``."""
    return _shared().read(source, origin=origin, hints=hints)


def read_inputs(
    inputs: Sequence[str], *, hints: Hints, options: Options, jobs: int = 1, stdin: BinaryIO | None = None
) -> Iterator[Reading | Failure]:
    """Reads files, folders, JSONL and ``-`` in order, lazily; what fails comes as a ``Failure`` in its place.

    The result is the same for any number of ``jobs`` (processes).
    """
    items = ingest.captures(inputs, stdin or sys.stdin.buffer)
    for _, result in read_items(items, hints=hints, options=options, jobs=jobs):
        yield result


def read_items(
    items: Iterator[Item], *, hints: Hints, options: Options, jobs: int = 1
) -> Iterator[tuple[Item, Reading | Failure]]:
    """Reads items, each with what came of it: who keeps the bytes has them here."""
    if jobs < 2:
        reader = Reader(options)
        _ = reader.engine  # an unusable installation is told before the first article, not for each
        for item in items:
            yield item, _read_item(reader, item, hints)
        return
    yield from _read_parallel(items, hints, options, jobs)


@dataclass(frozen=True, slots=True)
class Task:
    """What to add to a record: ``inputs`` as for ``read_inputs``; with ``only``, of them those of these origins."""

    inputs: tuple[str, ...]
    hints: Hints
    options: Options
    jobs: int = 1
    only: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Added:
    """An input that is in the record now: ``kind`` says how it came to be there; ``statements`` were written for it."""

    origin: str
    kind: Kind
    statements: int


def add_inputs(store: Store, task: Task, *, stdin: BinaryIO | None = None) -> Iterator[Added | Failure]:
    """Reads what the record doesn't know yet, and keeps it: article by article, each wholly or not at all.

    What fails comes as a ``Failure`` and is kept with its reason. The same task again goes on where one was broken off.
    Raises ``RecordError`` when the record can't be written.
    """
    # Loaded here: who only reads needs no database.
    from onrecord.record import Run, arrival  # noqa: PLC0415

    made = Made(__version__, digest_of(weights_folder()))
    how = store.begin(Run(made, asdict(task.options), task.inputs, str(Path.cwd())))
    known: list[str] = []

    def unknown() -> Iterator[Item]:
        for item in ingest.captures(task.inputs, stdin or sys.stdin.buffer):
            origin = _origin(item)
            if task.only is not None and origin not in task.only:
                continue
            if isinstance(item, InputError) or not store.knows(how, arrival(item, task.hints)):
                yield item
            else:
                known.append(origin)

    def passed() -> Iterator[Added]:
        store.pass_over(how, len(known))
        while known:
            yield Added(known.pop(0), "known", 0)

    for item, result in read_items(unknown(), hints=task.hints, options=task.options, jobs=task.jobs):
        yield from passed()
        kept: Added | Failure | Reading = result
        if isinstance(result, Reading) and not isinstance(item, InputError):
            kept = _kept(store, how, arrival(item, task.hints), result)
        if isinstance(kept, Failure):
            store.fail(how, kept.origin, kept.error)
        if not isinstance(kept, Reading):
            yield kept
    yield from passed()
    store.end(how)


def _kept(store: Store, how: How, came: Arrival, reading: Reading) -> Added | Failure:
    try:
        outcome = store.add(how, came, reading)
    except InputError as error:
        return Failure(came.origin, error)
    return Added(came.origin, outcome.kind, outcome.statements)


def _origin(item: Item) -> str:
    return (item.article if isinstance(item, InputError) else item.origin) or "-"


def _read_item(reader: Reader, item: Item, hints: Hints) -> Reading | Failure:
    if isinstance(item, InputError):
        return Failure(item.article or "-", item)
    return _guarded(item.origin, lambda: read_article(ingest.read(item, hints), reader.engine))


def _guarded(origin: str, work: Callable[[], Reading]) -> Reading | Failure:
    """A document can fail, a batch can't: whatever happens to one article becomes its ``Failure``."""
    try:
        return work()
    except InstallationError:
        raise
    except InputError as error:
        return Failure(origin, error)
    except Exception as error:  # noqa: BLE001 - a defect of ours: named with its article, and the rest is read
        message = f"unexpected {type(error).__name__}: {error}; please report it"
        return Failure(origin, IngestError(message, code="defect", article=origin))


Work = Callable[[Item], Reading | Failure]

_worker: tuple[Reader, Hints] | None = None


def _start_worker(options: Options, hints: Hints) -> None:
    global _worker
    _worker = (Reader(options), hints)


def _work(item: Item) -> Reading | Failure:
    if _worker is None:
        raise RuntimeError("the worker was not started")
    return _read_item(_worker[0], item, _worker[1])


class Workers:
    """Processes that read items; one that dies takes no article with it but the one that killed it.

    ``work`` is what a process does with an item.
    """

    def __init__(self, options: Options, hints: Hints, jobs: int, *, work: Work = _work) -> None:
        self._jobs, self._work, self._known = jobs, work, (options, hints)
        self._pool = self._new(jobs)

    def _new(self, jobs: int) -> ProcessPoolExecutor:
        # spawned, not forked: the runtime's threads do not survive a fork
        return ProcessPoolExecutor(jobs, get_context("spawn"), _start_worker, self._known)

    def submit(self, item: Item) -> Future[Reading | Failure]:
        """Begins to read an item."""
        try:
            return self._pool.submit(self._work, item)
        except BrokenProcessPool:
            self._pool = self._new(self._jobs)
            return self._pool.submit(self._work, item)

    def result(self, item: Item, future: Future[Reading | Failure]) -> Reading | Failure:
        """What came of an item. When its process died, it is tried once more in a process of its own."""
        try:
            return future.result()
        except BrokenProcessPool:
            with self._new(1) as alone:
                try:
                    return alone.submit(self._work, item).result()
                except BrokenProcessPool:
                    origin = (item.article if isinstance(item, InputError) else item.origin) or "-"
                    message = "the process that read it died, for want of memory perhaps"
                    return Failure(origin, IngestError(message, code="died", article=origin))

    def stop(self) -> None:
        """Ends the processes; what waits is not read."""
        self._pool.shutdown(cancel_futures=True)


def _read_parallel(
    items: Iterator[Item], hints: Hints, options: Options, jobs: int
) -> Iterator[tuple[Item, Reading | Failure]]:
    Engine(options)  # an unusable installation is told here, not as a broken pool
    workers = Workers(options, hints, jobs)
    waiting: deque[tuple[Item, Future[Reading | Failure]]] = deque()
    try:
        for item in items:
            waiting.append((item, workers.submit(item)))
            if len(waiting) > jobs * IN_FLIGHT - 1:
                done, future = waiting.popleft()
                yield done, workers.result(done, future)
        while waiting:
            done, future = waiting.popleft()
            yield done, workers.result(done, future)
    finally:
        workers.stop()


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that ``check`` looked at: is it sound, and what was seen."""

    name: str
    ok: bool
    detail: str


SELF_TEST = "“We will pay for the bridge,” Mayor Edda Corvane said on Monday."
"""A sentence of our own that every model must read right."""


def check() -> Iterator[Finding]:
    """Is the installation sound? Versions, the model's digest against its card, and a sentence read for a test."""
    yield Finding("onrecord", True, __version__)
    yield Finding("python", sys.version_info >= (3, 11), platform.python_version())
    for package in ("numpy", "onnxruntime", "tokenizers", "trafilatura"):
        try:
            yield Finding(package, True, metadata.version(package))
        except metadata.PackageNotFoundError:
            yield Finding(package, False, f"not installed; run: pip install {package}")
    try:
        reader = Reader()
        card, seen = reader.engine.card_digest, reader.engine.made.model
        detail = seen if card == seen else f"{seen} is not {card} of the card; install onrecord again"
        yield Finding("model", card == seen, detail)
        statements = reader.read(SELF_TEST, origin="self-test").statements
    except InstallationError as error:
        yield Finding("model", False, str(error))
        return
    words = [p.words for s in statements for p in (*s.source, *s.content)]
    right = words == ["Mayor Edda Corvane", "“We will pay for the bridge,”"]
    yield Finding("self-test", right, "one sentence read right" if right else "one sentence read wrong")


def cores() -> int:
    """The processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


_reader: Reader | None = None


def _shared() -> Reader:
    global _reader
    if _reader is None:
        _reader = Reader()
    return _reader


__all__ = [
    "Added",
    "Failure",
    "Finding",
    "Reader",
    "Task",
    "add_inputs",
    "article_of",
    "check",
    "cores",
    "read",
    "read_inputs",
    "read_items",
]
