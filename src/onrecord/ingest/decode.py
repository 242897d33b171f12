"""Bytes to text: byte-order mark, declared charset, UTF-8, a guess, and windows-1252 at the last."""

import codecs
import re
from dataclasses import dataclass

from onrecord.errors import IngestError
from onrecord.ingest.magic import named_format

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w:.-]{2,40})|<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w:.-]{2,40})""",
    re.IGNORECASE,
)
_DECLARED_WITHIN = 4096
_GUESS_FROM = 16_384
"""Bytes shown to the guesser: more costs seconds and changes nothing."""
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MOST_CONTROLS = 0.1
"""Share of control bytes above which it is no text in a charset of one byte."""
_MOSTLY = 0.7
"""Share of second bytes that are NUL from which Western text may be UTF-16."""
_LARGELY = 0.15
"""Share of bytes beyond ASCII from which the text is in another script than Latin."""
# As browsers read them: the pages that say these hold curly quotes as 0x91–0x94.
_AS_WINDOWS = frozenset({"ascii", "iso8859-1", "iso-8859-1", "latin-1", "cp1252"})


@dataclass(frozen=True, slots=True)
class Decoded:
    """``text`` without its byte-order mark; ``whole`` is False when bytes became U+FFFD."""

    text: str
    whole: bool


def decode(data: bytes, *, charset: str | None = None, origin: str = "-", markup: bool | None = None) -> Decoded:
    """The text of ``data``; ``charset`` is what the protocol says, ``markup`` False leaves declared charsets unread.

    Raises ``IngestError`` (``empty``, ``unsupported``, ``binary``).
    """
    if not data:
        raise IngestError("there is nothing in it", code="empty", article=origin)
    for mark, wide in _MARKS:
        if data.startswith(mark):
            return _replacing(data[len(mark) :], wide)
    if name := named_format(data):
        raise IngestError(f"this is {name}, not text or HTML", code="unsupported", article=origin)
    if unmarked := _wide(data):
        return _replacing(data, unmarked)
    if _is_binary(data):
        raise IngestError("these are not the bytes of a text", code="binary", article=origin)
    return _narrow(data, charset, declares=markup is not False)


def _narrow(data: bytes, charset: str | None, *, declares: bool) -> Decoded:
    """Bytes of a charset that holds ASCII as it is.

    What is valid UTF-8 beyond ASCII can hardly be anything else, so that it wins over what is declared.
    """
    told = _codec(charset) or (_codec(_declared(data)) if declares else None)
    if told and told.startswith("iso2022") and b"\x1b" in data:
        return _replacing(data, told)
    try:
        return Decoded(data.decode("utf-8"), whole=True)
    except UnicodeDecodeError:
        pass
    if told and told != "utf-8" and told not in _AS_WINDOWS:
        return _replacing(data, told)
    if _is_nearly_utf8(data):
        return _replacing(data, "utf-8")
    return _replacing(data, (_guess(data) if told not in _AS_WINDOWS else None) or "cp1252")


def _replacing(data: bytes, name: str) -> Decoded:
    try:
        return Decoded(data.decode(name), whole=True)
    except UnicodeDecodeError:
        return Decoded(data.decode(name, errors="replace"), whole=False)


def _declared(data: bytes) -> str | None:
    match = _DECLARED.search(data[:_DECLARED_WITHIN])
    return (match[1] or match[2]).decode("ascii", "replace") if match else None


def _codec(name: str | None) -> str | None:
    """Python's name for a text encoding; None for an unknown one, and for UTF-16 declared inside bytes that are not."""
    if not name:
        return None
    try:
        info = codecs.lookup(name.strip().strip("\"'"))
    except (LookupError, ValueError):
        return None
    found = info.name
    is_text = getattr(info, "_is_text_encoding", True)
    return (
        None
        if not is_text or found.startswith(("utf-16", "utf-32", "utf-7", "unicode", "raw", "idna", "puny"))
        else found
    )


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: a NUL at most second bytes of a sample that decodes to printable text."""
    head = data[:2000]
    half = len(head) // 2
    if half < 2:
        return None
    for name, nuls in (("utf-16-le", head[1::2]), ("utf-16-be", head[::2])):
        if nuls.count(0) > _MOSTLY * half:
            text = head[: 2 * half].decode(name, errors="replace")
            if sum(c.isprintable() or c.isspace() for c in text) > 0.95 * len(text):
                return name
    return None


def _is_binary(data: bytes) -> bool:
    sample = data[:_GUESS_FROM]
    return len(_CONTROLS.findall(sample)) > _MOST_CONTROLS * len(sample)


def _is_nearly_utf8(data: bytes) -> bool:
    """A few broken bytes in a text that has whole UTF-8 sequences: damage, not another charset."""
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    wide = sum(c > "\x7f" for c in text) - broken
    return wide > 3 * broken


def _guess(data: bytes) -> str | None:
    """A charset for text that is largely not ASCII; None for the West, where windows-1252 is right most often."""
    # Few inputs need it, and all would wait for its import.
    from charset_normalizer import from_bytes  # noqa: PLC0415

    sample = data[:_GUESS_FROM]
    if sum(b > 0x7F for b in sample) < _LARGELY * len(sample):
        return None
    best = from_bytes(sample).best()
    name = _codec(best.encoding) if best else None
    return None if name is None or name.startswith(("mac", "cp4", "cp5", "cp8", "cp1140", "hp")) else name
