"""What came in, as the record knows it again: bytes, their name, and what stays when an article is corrected."""

import json
import re
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from onrecord.ingest import Hints, Record
from onrecord.model import Article, Capture

_LINE: Final = re.compile(r":\d+$")
"""The end of an origin that is only a place in a file: of a record that has neither id nor address."""

_NO_HINTS: Final = Hints()


@dataclass(frozen=True, slots=True)
class Arrival:
    """One input.

    ``key`` is the hash of name, bytes and hints: the same again is nothing new. ``identity`` is what names the
    article through its versions, or None where the input has nothing of that kind.
    """

    origin: str
    data: bytes
    sha256: str
    key: str
    identity: str | None


def arrival(item: Capture | Record, hints: Hints = _NO_HINTS, *, folder: Path | None = None) -> Arrival:
    """What comes in with ``item``; relative paths are of ``folder``, else of the working folder."""
    if isinstance(item, Capture):
        data, known = item.data, hints
        identity = None if item.origin == "-" else f"file:{(folder or Path.cwd()) / item.origin}"
        identity = item.url or identity
    else:
        data, known = item.text.encode("utf-8", "surrogatepass"), item.hints.over(hints)
        identity = known.url or (None if _LINE.search(item.origin) else f"id:{item.origin}")
    return _arrival(item.origin, data, identity, known)


def arrival_of(article: Article) -> Arrival:
    """For an article whose bytes are not at hand: those of its text."""
    data = article.text.encode("utf-8", "surrogatepass")
    return _arrival(article.origin, data, article.url, _NO_HINTS)


def _arrival(origin: str, data: bytes, identity: str | None, known: Hints) -> Arrival:
    digest = sha256(data).hexdigest()
    seen = json.dumps([origin, digest, identity, asdict(known)], sort_keys=True, separators=(",", ":"))
    return Arrival(origin, data, digest, sha256(seen.encode()).hexdigest(), identity)
