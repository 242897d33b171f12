"""What bytes or a name look like: text, markup, or a format that is not read here."""

import re
from pathlib import PurePath

_FORMATS = (
    (b"%PDF-", "a PDF file"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"PK\x03\x04", "a ZIP archive (Word, Excel, EPUB and OpenDocument files are such)"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x1f\x8b", "a gzip file"),
    (b"BZh", "a bzip2 file"),
    (b"\xfd7zXZ\x00", "an xz file"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard file"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"PAR1", "a Parquet file"),
    (b"ID3", "an MP3 file"),
    (b"OggS", "an Ogg file"),
    (b"\x7fELF", "a program"),
    (b"WARC/", "a WARC file"),
)
_MARKUP = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article|main|div|section|p|h1|meta)\b",
    re.IGNORECASE | re.DOTALL,
)
TEXT = frozenset({".txt", ".text", ".md"})
PAGES = frozenset({".html", ".htm", ".xhtml"})
LINES = frozenset({".jsonl", ".ndjson"})


def named_format(data: bytes) -> str | None:
    """The name of a format that is not read, by its first bytes ("a PDF file"); None when there is none."""
    head = data[:16]
    if head[:4] == b"RIFF":
        return "a WebP image" if data[8:12] == b"WEBP" else "an audio or video file"
    if data[4:8] == b"ftyp":
        return "a video or HEIC file"
    return next((name for magic, name in _FORMATS if head.startswith(magic)), None)


def extension(name: str) -> str:
    """The extension that says what a file is, lower case; that of ``x.html.gz`` is ``.html``."""
    suffixes = [s.lower() for s in PurePath(name).suffixes]
    if suffixes[-1:] == [".gz"]:
        suffixes.pop()
    return suffixes[-1] if suffixes else ""


def is_markup(text: str, *, media_type: str | None, origin: str) -> bool:
    """Is it an HTML page? By its media type, else the extension of its origin, else its first tag."""
    if media_type:
        kind = media_type.partition(";")[0].strip().lower()
        if kind in ("text/html", "application/xhtml+xml"):
            return True
        if kind in ("text/plain", "text/markdown"):
            return False
    suffix = extension(origin)
    if suffix in PAGES or suffix in TEXT:
        return suffix in PAGES
    return _MARKUP.match(text[:4096]) is not None
