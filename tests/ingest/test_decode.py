"""Bytes to text."""

import pytest

from onrecord.errors import IngestError
from onrecord.ingest import article
from onrecord.ingest.decode import decode
from onrecord.model import Capture

CURLY = "“Hello” there – she’s gone."


@pytest.mark.parametrize("name", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_charsets_that_are_found(name: str) -> None:
    got = decode(CURLY.encode(name))
    assert (got.text, got.whole) == (CURLY, True)


@pytest.mark.parametrize("declared", ["iso-8859-1", "us-ascii", "windows-1252", "utf-8", "no-such-charset"])
def test_declared_in_a_page(declared: str) -> None:
    head = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={declared}"></head><p>'
    assert decode((head + CURLY).encode("cp1252")).text == head + CURLY


def test_declared_by_the_protocol() -> None:
    assert decode("Ћирилица је овде".encode("cp1251"), charset="windows-1251").text == "Ћирилица је овде"
    assert decode("首相".encode("shift_jis"), charset="Shift_JIS").text == "首相"


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Премьер-министр сказал в понедельник, что будет дождь и ветер.", "cp1251"),
        ("首相は月曜日に雨が降ると述べた。これは日本語の文章です。", "shift_jis"),
    ],
)
def test_guessed(words: str, name: str) -> None:
    assert decode(words.encode(name)).text == words


def test_broken_bytes_are_shown_and_told() -> None:
    made = article(Capture("Ünïcode “quotes” are hére.".encode() + b"\xff ok", "x", ""))
    assert made.text.endswith("hére.\ufffd ok")
    assert made.warnings == ("undecodable",)
    assert article(Capture(b"caf\x81", "x", "")).warnings == ("undecodable",)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b" \n", "empty"),
        (b"%PDF-1.7 x", "unsupported"),
        (b"\x89PNG\r\n\x1a\n", "unsupported"),
        (b"PK\x03\x04docx", "unsupported"),
        (bytes(range(256)) * 8, "binary"),
        (b"\x00" * 50, "binary"),
    ],
)
def test_what_is_no_text(data: bytes, code: str) -> None:
    with pytest.raises(IngestError) as raised:
        article(Capture(data, "f", ""))
    assert raised.value.code == code


def test_a_nul_is_kept() -> None:
    assert article(Capture(b"He said\x00 no.", "x", "")).text == "He said\x00 no."
