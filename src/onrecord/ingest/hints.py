"""What the caller, or the line of a JSONL file, already knows of an article; it wins over what the text says."""

from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

from onrecord.model import Moment

_METADATA = {
    "title": ("title", "headline"),
    "published": ("published", "date"),
    "outlet": ("outlet", "publisher", "source"),
    "url": ("url",),
    "language": ("language",),
}
_BYLINES = ("bylines", "author")


@dataclass(frozen=True, slots=True)
class Hints:
    """Known facts on one article; None or empty means not known.

    ``published`` is ISO 8601 or RFC 2822, anything else is answered by the warning ``date``.
    ``language`` is a BCP 47 tag, ``media_type`` as in HTTP (``text/html``). ``warnings`` are codes
    for what was met while the hints themselves were read.
    """

    title: str | None = None
    published: str | None = None
    outlet: str | None = None
    url: str | None = None
    bylines: tuple[str, ...] = ()
    language: str | None = None
    media_type: str | None = None
    warnings: tuple[str, ...] = ()

    def over(self, other: "Hints") -> "Hints":
        """These hints, and those of ``other`` where these know nothing."""
        return Hints(
            title=self.title or other.title,
            published=self.published or other.published,
            outlet=self.outlet or other.outlet,
            url=self.url or other.url,
            bylines=self.bylines or other.bylines,
            language=self.language or other.language,
            media_type=self.media_type or other.media_type,
            warnings=tuple(dict.fromkeys(self.warnings + other.warnings)),
        )


def of_record(record: Mapping[str, object]) -> Hints:
    """Hints from one JSON object; a value of another type is left out with the warning ``metadata``."""
    known: dict[str, str | None] = {}
    odd = False
    for name, keys in _METADATA.items():
        value = next((record[k] for k in keys if record.get(k) not in (None, "")), None)
        if isinstance(value, str):
            known[name] = value.strip() or None
        odd |= value is not None and not isinstance(value, str)
    names = next((record[k] for k in _BYLINES if record.get(k)), ())
    if isinstance(names, str):
        names = [part.strip() for part in names.split(";")]
    if not isinstance(names, list | tuple):
        names, odd = (), True
    kept = tuple(n.strip() for n in names if isinstance(n, str) and n.strip())
    odd |= any(not isinstance(n, str | None) for n in names)
    return Hints(
        title=known.get("title"),
        published=known.get("published"),
        outlet=known.get("outlet"),
        url=known.get("url"),
        bylines=kept,
        language=known.get("language"),
        warnings=("metadata",) if odd else (),
    )


def moment(stamp: str) -> Moment | None:
    """The moment that an ISO 8601 or RFC 2822 stamp names; None for anything else."""
    try:
        return Moment.of(stamp)
    except ValueError:
        pass
    try:
        return Moment.of(parsedate_to_datetime(stamp))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
