"""Small wordings that the page and the terminal share."""

from collections import Counter
from datetime import datetime
from typing import Final, Literal

from onrecord.audit import characters
from onrecord.model import Moment, Reading, Statement

Band = Literal["content", "source", "cue", "circumstance", "reporter", "apparatus"]

BANDS: Final[tuple[Band, ...]] = ("content", "source", "cue", "circumstance", "reporter", "apparatus")
"""What a bar shows, in its order; white space is left out, so that the six add up to all."""

# By hand: strftime would follow the locale.
MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """``1 statement``, ``1,204 statements``."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def day_in_words(published: Moment | None) -> str:
    """``17 May 2031``, with hour and zone when known: ``17 May 2031, 08:40 +02:00``."""
    if published is None:
        return "date of publication unknown"
    stamp = datetime.fromisoformat(published.stamp)
    day = f"{stamp.day} {MONTHS[stamp.month - 1]} {stamp.year}"
    if ":" not in published.stamp:
        return day
    zone = stamp.strftime("%z")
    return f"{day}, {stamp:%H:%M}" + (f" {zone[:3]}:{zone[3:5]}" if zone.strip("+0") else " UTC" if zone else "")


def band_characters(reading: Reading) -> dict[Band, int]:
    """How many characters of the text, white space left out, each band of the bar stands for."""
    counts = characters(reading)
    return {band: counts[band] for band in BANDS}


def percentages(counts: dict[Band, int]) -> dict[Band, int]:
    """Whole percents that add up to 100 (largest remainders are rounded up); all 0 for an empty text."""
    total = sum(counts.values())
    if not total:
        return dict.fromkeys(counts, 0)
    floors = {band: count * 100 // total for band, count in counts.items()}
    by_remainder = sorted(counts, key=lambda band: counts[band] * 100 % total, reverse=True)
    for band in by_remainder[: 100 - sum(floors.values())]:
        floors[band] += 1
    return floors


def declined_in_words(reading: Reading) -> str:
    """``2 declined: low_confidence 2``; codes stand as they are, ``docs/errors.md`` explains them."""
    reasons = Counter(declined.reason for declined in reading.declined)
    if not reasons:
        return "none declined"
    listed = ", ".join(f"{reason} {count}" for reason, count in sorted(reasons.items()))
    return f"{len(reading.declined):,} declined: {listed}"


def cue_leads(statement: Statement) -> bool:
    """True when the text has the cue before the source: "according to the report", "said its chairman"."""
    return bool(statement.cue and statement.source and statement.cue.span.start < statement.source[0].span.start)


def speech_before(statement: Statement, by_id: dict[str, Statement]) -> Statement | None:
    """The first statement of the speech that this one carries on: where its source and cue stand."""
    seen, at = {statement.id}, statement
    while at.continues in by_id and at.continues not in seen:
        at = by_id[at.continues]
        seen.add(at.id)
    return None if at is statement else at
