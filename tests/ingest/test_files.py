"""Inputs: paths, folders, stdin, JSONL."""

import gzip
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.errors import InputError
from onrecord.ingest import Hints, Record, captures, files, read
from onrecord.model import Capture

NOTHING = io.BytesIO()


def brief(*inputs: Path | str, stdin: bytes = b"") -> list[str]:
    """The origin of each item, or the code of an error with the name of its file."""
    out = []
    for item in captures([str(i) for i in inputs], io.BytesIO(stdin)):
        if isinstance(item, InputError):
            out.append(f"{item.code} {Path(item.article or '').name}")
        else:
            out.append(Path(item.origin).name)
    return out


def test_a_folder(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("c.txt", "a.md", ".hidden.txt", "photo.jpg", "b/x.html", "b/y.TXT"):
        (tmp_path / name).write_text("It rained.")
    (tmp_path / "d.txt.gz").write_bytes(gzip.compress(b"It rained."))
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "gone.png").symlink_to(tmp_path / "nowhere")
    (tmp_path / "b" / "loop").symlink_to(tmp_path)
    assert brief(tmp_path) == ["a.md", "x.html", "y.TXT", "c.txt", "d.txt.gz", "broken-link gone.txt"]


def test_what_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "f.pdf").write_bytes(b"%PDF-1.7")
    (tmp_path / "cut.txt.gz").write_bytes(gzip.compress(b"It rained." * 99)[:-9])
    (tmp_path / "odd").write_text("It rained.")
    link = tmp_path / "link"
    link.symlink_to("link")
    named = [tmp_path / name for name in ("none.txt", "f.pdf", "cut.txt.gz", "a\0b", "link", "odd")]
    assert brief(*named) == [
        "missing none.txt", "unsupported f.pdf", "damaged cut.txt.gz", "missing a\0b", "unreadable link", "odd",
    ]  # fmt: skip


def test_not_permitted_and_vanished(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Root may read all, so that the refusals are made."""
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text("It rained.")
    real = Path.open

    def refusing(self: Path, mode: str = "r") -> object:
        if self.name == "a.txt":
            raise PermissionError(13, "no")
        if self.name == "b.txt":
            raise FileNotFoundError(2, "no")
        return real(self, mode)

    monkeypatch.setattr(Path, "open", refusing)
    assert brief(tmp_path) == ["permission a.txt", "missing b.txt", "c.txt"]

    def closed(_: str) -> Iterator[object]:
        raise PermissionError(13, "no")

    monkeypatch.setattr("os.scandir", closed)
    assert brief(tmp_path) == [f"permission {tmp_path.name}"]


def test_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST_BYTES", 100)
    (tmp_path / "a.txt").write_text("x" * 101)
    (tmp_path / "b.txt").write_text("one\n" * 26)
    (tmp_path / "c.txt.gz").write_bytes(gzip.compress(b"\n" * 10_000))
    (tmp_path / "d.txt").write_text("x" * 100)
    (tmp_path / "e.jsonl").write_text('{"text": "' + "x" * 500 + '"}\n{"text": "y"}\n')
    assert brief(tmp_path) == [
        "too-large a.txt", "too-large b.txt", "too-large c.txt.gz", "d.txt", "too-large e.jsonl:1", "e.jsonl:2",
    ]  # fmt: skip


LINES = [
    '{"id": "a", "text": "Wet.", "headline": "Rain", "date": "2024-10-24", "publisher": "Daily", "author": "A B;C D"}',
    '{"id": "a", "url": "https://x.example", "html": "<html><p>It rained a lot.</p></html>", "more": {"x": 1}}',
    "",
    '{"url": "https://x.example/2", "text": "lone \\ud800 half", "title": null, "bylines": null}',
    '{"text": "no name", "bylines": ["E F", null], "outlet": 5}',
    '{"id": 7, "text": "a number for a name"}',
    '{"text": ',
    "[1, 2]",
    '{"id": "b"}',
    '{"id": "c", "text": 5}',
    '{"id": {"x": 1}, "text": "x"}',
    '{"text": null, "html": null}',
    "[" * 20000,
    '{"text": "the last, without a line end"}',
]


def test_jsonl(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_bytes("\n".join(LINES).encode() + b"\n\xff\xfe\n" + b'{"text": "after"}')
    items = list(captures([str(path)], NOTHING))
    origins = [i.origin if isinstance(i, Record) else i.code for i in items if not isinstance(i, Capture)]
    here = str(path)
    assert origins == [
        "a", "a", "https://x.example/2", f"{here}:5", "7", *["jsonl"] * 7, f"{here}:14", "jsonl", f"{here}:16",
    ]  # fmt: skip
    errors = [i for i in items if isinstance(i, InputError)]
    assert [e.article for e in errors] == [f"{here}:{n}" for n in (7, 8, 9, 10, 11, 12, 13, 15)]
    records = [i for i in items if isinstance(i, Record)]
    first = read(records[0], Hints(outlet="Other", language="en"))
    assert (first.title, first.outlet, first.bylines) == ("Rain", "Daily", ("A B", "C D"))
    assert read(records[1]).text == "It rained a lot."
    assert read(records[2]).text == "lone \ud800 half"
    assert read(records[3]).warnings == ("metadata",)


def test_stdin_and_sniffing(tmp_path: Path) -> None:
    assert brief("-", stdin=b"It rained.\nAll day.") == ["-"]
    assert brief("-", stdin=b'{"id": "x", "text": "It rained."}\n{"text": "y"}') == ["x", "-:2"]
    assert brief("-", stdin=gzip.compress(b"It rained.")) == ["-"]
    assert brief("-", stdin=b"%PDF-1.7\n1") == ["unsupported -"]
    (tmp_path / "a.json").write_text(json.dumps({"id": "x", "text": "It rained."}, indent=1))
    (tmp_path / "b.json").write_text('[{"text": "x"},\n{"text": "y"}]')
    assert brief(tmp_path / "a.json", tmp_path / "b.json") == ["x", "jsonl b.json"]


def test_lines_are_read_one_by_one() -> None:
    class Endless(io.RawIOBase):
        def readline(self, size: int | None = -1, /) -> bytes:  # noqa: ARG002
            return b'{"id": "x", "text": "It rained."}\n'

    items = captures(["-"], Endless())  # type: ignore[arg-type]
    assert [next(items).origin for _ in range(3)] == ["x", "x", "x"]  # type: ignore[union-attr]
