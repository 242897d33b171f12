"""Text → the words that are searched for, the same for what is stored and for what is asked, on any database.

Words are cut here and not by the database, so that SQLite and Postgres agree: runs of letters and digits, lower case,
without accents. The database only stems them. What is filtered by (act, outlet …) becomes words of its own, so that
a common word together with a rare filter is as quick as the filter.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

_WORD: Final = re.compile(r"[^\W_]+")
LONGEST: Final = 64
"""Characters of a word that count; a longer one is cut, in questions too."""
MOST: Final = 10_000
"""Words of one field that are indexed: Postgres numbers no more than 16,383 places."""
JOINED: Final = "0"
"""Stands between the name of a filter and its value: a letter or digit, that the two stay one word."""


def words(text: str) -> list[str]:
    """The words of a text in their order, ready to be compared."""
    flat = text.lower() if text.isascii() else _plain(text)
    return [found[:LONGEST] for found in _WORD.findall(flat)]


def _plain(text: str) -> str:
    split = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c for c in split if not unicodedata.combining(c))


def label(name: str, value: str) -> str:
    """The word for a filter with one value of one word: ``act``, ``deny`` → ``act0deny``."""
    return f"{name}{JOINED}{value}"


def labels(name: str, text: str | None) -> list[str]:
    """The words for a filter by the words of a text, each once."""
    return [label(name, word) for word in dict.fromkeys(words(text or ""))]


@dataclass(frozen=True, slots=True)
class Entry:
    """What is indexed of one statement: four fields of words with spaces between them."""

    statement_id: int
    content: str
    source: str
    speaker: str
    labels: str


def entry(row: Mapping[str, Any]) -> Entry:
    """The entry of a row with the columns of ``statements`` and ``outlet``, ``conditional``, ``figured``."""
    return Entry(
        statement_id=row["id"],
        content=_line(row["content"]),
        source=_line(row["source"]),
        speaker=_line(row["speaker"] or row["source"]),
        labels=" ".join(_labels(row)),
    )


def _line(text: str | None) -> str:
    return " ".join(words(text or "")[:MOST])


def _labels(row: Mapping[str, Any]) -> Iterator[str]:
    for name in ("act", "mode", "state"):
        if row[name]:
            yield label(name, row[name])
    if row["speaker_kind"]:
        yield label("kind", row["speaker_kind"])
    if row["conditional"]:
        yield label("has", "condition")
    if row["figured"]:
        yield label("has", "figure")
    yield from labels("outlet", row["outlet"])
    yield from labels("audience", row["audience"])
