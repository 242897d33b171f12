"""Paths, folders, ``-`` and JSONL files → captures and records. The one module of ``ingest`` that opens files.

What can't be read becomes an ``InputError`` value among the others, so that the rest is read.
"""

import gzip
import json
import os
import stat
import zlib
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, cast

from onrecord.errors import InputError
from onrecord.ingest.magic import LINES, PAGES, TEXT, extension, named_format
from onrecord.ingest.records import Record, record
from onrecord.model import Capture

MOST_BYTES = 64 * 1024 * 1024
"""Bytes of the largest file, or of the largest line of a JSONL file, that is read (unpacked, for gzip)."""
_GZIP = b"\x1f\x8b"

Item = Capture | Record | InputError


def captures(inputs: Sequence[str], stdin: BinaryIO) -> Iterator[Item]:
    """All articles of ``inputs``, in order and lazily: one line of a JSONL file is held at a time.

    An input is a file, a folder (read with its folders, by name; hidden files and files of other extensions than
    those of text, HTML and JSONL are passed over) or ``-`` for ``stdin``. A file that is named is read whatever its
    extension is. ``origin`` is the path as given (of a folder's files: joined to it) or the record's own id.
    """
    for name in inputs:
        if name == "-":
            yield from _guarded("-", _stream(stdin, "-", ""))
        else:
            yield from _path(name)


def _path(name: str) -> Iterator[Item]:
    try:
        mode = Path(name).stat().st_mode
    except (OSError, ValueError) as error:
        yield _cannot(name, error)
        return
    if stat.S_ISDIR(mode):
        yield from _folder(name)
    else:
        yield from _file(name)


def _folder(name: str) -> Iterator[Item]:
    """The files of a folder and of its folders, by name; a folder met again (a link leads back) is passed over."""
    seen: set[tuple[int, int]] = set()
    waiting = [name]
    while waiting:
        path = waiting.pop()
        try:
            found = Path(path).stat()
            if stat.S_ISDIR(found.st_mode) and (found.st_dev, found.st_ino) not in seen:
                seen.add((found.st_dev, found.st_ino))
                waiting += reversed(_entries(path))
        except OSError as error:
            # a broken link or vanished file that would not have been read is passed over as well
            if not isinstance(error, FileNotFoundError) or _is_read(path):
                yield _cannot(path, error)
            continue
        if stat.S_ISREG(found.st_mode) and _is_read(path):
            yield from _file(path)


def _entries(folder: str) -> list[str]:
    """Paths in a folder in the order of their names, without hidden ones."""
    with os.scandir(folder) as found:
        names = sorted(e.name for e in found if not e.name.startswith("."))
    # Path would tidy "./a" into "a": the origin is as given
    return [os.path.join(folder, name) for name in names]  # noqa: PTH118


def _is_read(name: str) -> bool:
    return extension(name) in TEXT | PAGES | LINES


def _file(name: str) -> Iterator[Item]:
    with ExitStack() as closing:
        try:
            stream = closing.enter_context(Path(name).open("rb"))
        except (OSError, ValueError) as error:
            yield _cannot(name, error)
            return
        yield from _guarded(name, _stream(stream, name, extension(name)))


def _guarded(name: str, items: Iterator[Item]) -> Iterator[Item]:
    """``items``, and an error in place of the rest when reading breaks off."""
    while True:
        try:
            item = next(items)
        except StopIteration:
            return
        except (EOFError, zlib.error, gzip.BadGzipFile):
            yield InputError("the gzip file is damaged or cut off", code="damaged", article=name)
            return
        except OSError as error:
            yield _cannot(name, error)
            return
        except InputError as error:
            yield error
            return
        yield item


def _stream(stream: BinaryIO, name: str, suffix: str) -> Iterator[Item]:
    """What an open file holds: lines when it is JSONL by extension or by its first line, else one capture."""
    first = stream.readline(MOST_BYTES + 1)
    if first.startswith(_GZIP):
        unpacked = cast("BinaryIO", gzip.GzipFile(fileobj=cast("BinaryIO", _Joined(first, stream)), mode="rb"))
        stream, first = unpacked, unpacked.readline(MOST_BYTES + 1)
    if suffix in LINES or (suffix not in TEXT | PAGES and _is_record(first)):
        yield from _lines(first, stream, name)
        return
    rest = stream.read(MOST_BYTES + 1 - len(first)) if len(first) <= MOST_BYTES else b""
    data = first + rest
    if len(data) > MOST_BYTES:
        raise InputError(
            f"larger than {MOST_BYTES // 2**20} MiB: split it, or give articles as JSON Lines",
            code="too-large",
            article=name,
        )
    if found := named_format(data):
        raise InputError(f"this is {found}, not text or HTML", code="unsupported", article=name)
    if suffix == ".json":
        yield _whole_json(data, name)
        return
    yield Capture(data, name, sha256(data).hexdigest())


def _lines(first: bytes, stream: BinaryIO, name: str) -> Iterator[Item]:
    line, number = first, 1
    while line:
        place = f"{name}:{number}"
        if len(line) > MOST_BYTES:
            yield InputError(f"a line larger than {MOST_BYTES // 2**20} MiB", code="too-large", article=place)
            while line and not line.endswith(b"\n"):
                line = stream.readline(2**20)
        elif line.strip(b"\xef\xbb\xbf \t\r\n"):
            try:
                yield record(line, place)
            except InputError as error:
                yield error
        line, number = stream.readline(MOST_BYTES + 1), number + 1


def _is_record(line: bytes) -> bool:
    """Is the first line a JSON object with an article in it?"""
    if not line.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return False
    try:
        value = json.loads(line.decode("utf-8-sig", "surrogatepass"))
    except (ValueError, RecursionError):
        return False
    return isinstance(value, dict) and ("text" in value or "html" in value)


def _whole_json(data: bytes, name: str) -> Item:
    """One article as one JSON object over several lines."""
    try:
        return record(data, name)
    except InputError:
        raise InputError(
            'this JSON is no article: give one object a line (JSON Lines) with "text" or "html"',
            code="jsonl",
            article=name,
        ) from None


def _cannot(name: str, error: OSError | ValueError) -> InputError:
    """Why a path can't be opened, as a value."""
    if isinstance(error, FileNotFoundError):
        if os.path.islink(name):  # noqa: PTH114  # of the path as given
            return InputError("this link leads to nothing", code="broken-link", article=name)
        return InputError("there is no such file or folder", code="missing", article=name)
    if isinstance(error, PermissionError):
        return InputError("reading it is not permitted", code="permission", article=name)
    if isinstance(error, ValueError):
        return InputError("this can't be the name of a file", code="missing", article=name)
    return InputError(f"it can't be read ({error.strerror or error})", code="unreadable", article=name)


class _Joined:
    """Bytes that were read already, then the rest of their stream: gzip needs its header back."""

    def __init__(self, head: bytes, stream: BinaryIO) -> None:
        self._head, self._stream = head, stream

    def read(self, size: int = -1) -> bytes:
        if self._head:
            if size < 0:
                size = len(self._head)
            part, self._head = self._head[:size], self._head[size:]
            return part
        return self._stream.read(size)
