"""An audit as JSON and CSV; and its parts, which these, the page and the terminal show in one order."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from onrecord.audit import Audit, Single, Tally, Voice
from onrecord.errors import OnRecordError
from onrecord.export.answers import reason
from onrecord.export.csv import guarded
from onrecord.export.markup import holdable
from onrecord.export.words import BANDS, Band

AUDIT: Final = "onrecord/audit/1"
SHARE_DIGITS: Final = 4

COLUMNS: Final = (
    *("part", "value", "known", "kind", "statements", "statements_share", "words", "words_share", "speakers"),
    *("articles", "direct", "indirect", "mixed", "unresolved", "characters", "characters_share", "article", "title"),
)

REASONS: Final = {
    "unresolved": "speaker unresolved",
    "not-listed": "not in your list",
    "no-value": "in your list, without a value",
    "ambiguous": "fits several of your list",
    "unknown": "unknown",
    "not-asked": "not asked for",
}
"""The codes of what is unknown, in words."""


@dataclass(frozen=True, slots=True)
class Part:
    """One table of tallies: its key in JSON and CSV, its title, and how it is to be read."""

    key: str
    title: str
    tallies: tuple[Tally, ...]
    note: str = ""


def parts(audit: Audit) -> Iterator[Part]:
    """The tables in the order of the questions; the user's own columns first."""
    for column in audit.columns:
        note = "Shares are of all statements and words; what stays unknown stands last."
        yield Part(f"column:{column.name}", f"By {column.name}", column.tallies, note)
    yield Part("standing", "Named or not", audit.standing, "A document is neither: a report, a poll, a law.")
    yield Part("nature", "People or institutions", audit.nature)
    yield Part("kind", "By kind of speaker", audit.kinds)
    yield Part("quotation", "Direct or indirect", audit.quotation, "Direct: all of the words stand in quotation marks.")
    yield Part("act", "What was done by saying it", audit.acts)
    yield Part("mode", "Spoken, written, thought", audit.modes)
    if audit.unresolved:
        yield Part("unresolved", "Why speakers are unresolved", audit.unresolved)


def label(part: Part, tally: Tally) -> str:
    """The value for the eye; a reason in words where it is unknown."""
    if part.key == "unresolved":
        return reason(tally.value)
    return tally.value if tally.known else REASONS.get(tally.value, tally.value)


def share(part: int, whole: int) -> float:
    """The share from 0 to 1; 0 of nothing."""
    return round(part / whole, SHARE_DIGITS) if whole else 0.0


def percent(part: int, whole: int) -> str:
    """The share in whole percents; a little is ``<1%``, never 0."""
    rounded = f"{part / whole:.0%}" if whole else "0%"
    return "<1%" if part and rounded == "0%" else rounded


def voice_shares(audit: Audit) -> dict[Band, int]:
    """Characters by what they are, as the bar shows them."""
    counts = dict(audit.characters)
    return {band: counts.get(band, 0) for band in BANDS}


def audit_record(audit: Audit, failures: Iterable[tuple[str, OnRecordError]] = ()) -> dict[str, Any]:
    """An audit as JSON, its keys always in this order; shares are from 0 to 1."""
    whole = sum(count for _, count in audit.characters)
    return {
        "schema": AUDIT,
        "articles": audit.articles,
        "articles_without_statement": audit.silent,
        "statements": audit.statements,
        "words": audit.words,
        "relayed": audit.relayed,
        "speakers": audit.speakers,
        "characters": [{"share": s, "characters": n, "of_all": share(n, whole)} for s, n in audit.characters],
        "voices": [_voice(audit, voice) for voice in audit.voices],
        "parts": {part.key: [_tally(audit, tally) for tally in part.tallies] for part in parts(audit)},
        "single_source": [_single(one) for one in audit.single],
        "made": [{"onrecord": made.onrecord, "model": made.model} for made in audit.made],
        "failed": [{"origin": origin, "code": e.code, "message": e.message} for origin, e in failures],
    }


def _voice(audit: Audit, voice: Voice) -> dict[str, Any]:
    return {
        "name": voice.name,
        "kind": voice.kind,
        "named": voice.named,
        "statements": voice.statements,
        "statements_share": share(voice.statements, audit.statements),
        "words": voice.words,
        "words_share": share(voice.words, audit.words),
        "articles": voice.articles,
        "direct": voice.direct,
        "indirect": voice.indirect,
        "mixed": voice.mixed,
        "values": {column.name: value or None for column, value in zip(audit.columns, voice.values, strict=True)},
    }


def _tally(audit: Audit, tally: Tally) -> dict[str, Any]:
    return {
        "value": tally.value,
        "known": tally.known,
        "statements": tally.statements,
        "statements_share": share(tally.statements, audit.statements),
        "words": tally.words,
        "words_share": share(tally.words, audit.words),
        "speakers": tally.speakers,
    }


def _single(one: Single) -> dict[str, Any]:
    return {
        "article": one.article,
        "origin": one.origin,
        "title": one.title,
        "speaker": one.speaker,
        "kind": one.kind,
        "statements": one.statements,
        "unresolved": one.unresolved,
    }


def audit_csv(audit: Audit) -> str:
    """One row for each number's bearer, in long form: ``part`` says of what; cells that do not apply are empty."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(COLUMNS)
    for row in _rows(audit):
        cells = (row.get(column, "") for column in COLUMNS)
        writer.writerow(guarded(holdable(cell)) if isinstance(cell, str) else cell for cell in cells)
    return buffer.getvalue()


def _rows(audit: Audit) -> Iterator[dict[str, Any]]:
    record = audit_record(audit)
    whole = {"statements": audit.statements, "words": audit.words, "speakers": audit.speakers}
    yield {"part": "all", "value": "all", "known": "true", "articles": audit.articles, **whole}
    for one in record["characters"]:
        counts = {"characters": one["characters"], "characters_share": one["of_all"]}
        yield {"part": "voice", "value": one["share"], "known": "true", **counts}
    for one in record["voices"]:
        yield {**one, "part": "speaker", "value": one["name"], "known": "true"}
    for key, tallies in record["parts"].items():
        for one in tallies:
            yield {**one, "part": key, "known": "true" if one["known"] else "false"}
    for one in record["single_source"]:
        title = one["title"] or ""
        yield {**one, "part": "single-source", "value": one["speaker"], "article": one["origin"], "title": title}
