"""Is a quotation in the record? The first step of a check; it never says that anything is false."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from sqlalchemy import Connection

from onrecord.errors import UsageError
from onrecord.model import Statement
from onrecord.record import Store
from onrecord.record.rows import joined
from onrecord.record.schema import SUPERSEDED
from onrecord.record.terms import words
from onrecord.search.compare import LEAST_ALIKE, Likeness, likeness, quoted, splice
from onrecord.search.compiled import CONTENT, Term, matches
from onrecord.search.rows import hits_of

Finding = Literal["verbatim", "altered", "spliced", "another-speaker", "not-here"]
"""Word for word in one statement; nearly; put together from several; there, but of somebody else; none of these."""

CANDIDATES: Final = 200
"""Statements that are compared word by word: those that share the most runs of words with the quotation."""
SHINGLE: Final = 3
"""Words in a row by which candidates are found; a quotation with fewer is looked for as a whole."""
MOST: Final = 60
"""Runs of words that are asked for; of a longer quotation, evenly spread ones."""
SHOWN: Final = 10
"""Matches that are given."""


@dataclass(frozen=True, slots=True)
class Said:
    """A statement that a quotation is compared with. ``key`` is its id; ``by`` is the speaker's name, or None where
    it could not be told; then ``source`` is what the article calls them."""

    key: str
    content: str
    by: str | None
    source: str | None
    published: str | None = None
    outlet: str | None = None
    origin: str = "-"
    state: str = "current"


@dataclass(frozen=True, slots=True)
class Match:
    """A statement with how far the quotation is in it. ``speaker_fits`` is None when nobody was asked for, or the
    record can't tell whose the statement is."""

    said: Said
    likeness: Likeness
    speaker_fits: bool | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found, with the evidence: the best matches first, for ``spliced`` in the order of the pieces."""

    finding: Finding
    quotation: str
    matches: tuple[Match, ...]


def verify(store: Store, quotation: str, *, speaker: str | None = None) -> Verdict:
    """Look a quotation up in the record, earlier versions of articles included.

    Raises ``UsageError`` for a quotation without a word, ``RecordError`` when the record can't be asked.
    """
    wanted = _wanted(quotation)
    with store.asking() as connection:
        found = candidates(connection, wanted)
    return judge(quotation, found, speaker=speaker)


def verify_in(statements: Iterable[Statement], quotation: str, *, speaker: str | None = None) -> Verdict:
    """Look a quotation up in these statements. Raises ``UsageError`` for a quotation without a word."""
    _wanted(quotation)
    return judge(quotation, [_said(statement) for statement in statements], speaker=speaker)


def _wanted(quotation: str) -> list[str]:
    wanted = quoted(quotation)
    if not wanted:
        raise UsageError(f"there is no word in {quotation!r}", code="query")
    return wanted


def candidates(connection: Connection, wanted: Sequence[str]) -> list[Said]:
    """The statements that share runs of words with a quotation."""
    runs = [tuple(wanted[at : at + SHINGLE]) for at in range(max(len(wanted) - SHINGLE + 1, 1))]
    spread = [runs[at * len(runs) // MOST] for at in range(MOST)] if len(runs) > MOST else runs
    asked = matches((Term(CONTENT, tuple(dict.fromkeys(spread))),), connection.dialect.name).subquery("found")
    best = asked.select().order_by(asked.c.score, asked.c.id).limit(CANDIDATES)
    hits = hits_of(connection, [(row.id, row.score) for row in connection.execute(best)])
    return [
        Said(h.key, h.content, h.speaker, h.source, h.published, h.outlet, h.url or h.origin, h.state) for h in hits
    ]


def judge(quotation: str, said: Sequence[Said], *, speaker: str | None = None) -> Verdict:
    """Compare a quotation with statements and say what it is to them. Pure."""
    wanted = quoted(quotation)
    compared = [Match(one, likeness(wanted, words(one.content)), fits(speaker, one)) for one in said]
    alike = [match for match in compared if match.likeness.share >= LEAST_ALIKE]
    # verbatim first, then by likeness; what the asked speaker said, or may have said, before what others did
    alike.sort(key=_rank)
    own = [match for match in alike if match.speaker_fits is not False]
    if own and own[0].likeness.whole:
        return Verdict("verbatim", quotation, tuple(m for m in own if m.likeness.whole)[:SHOWN])
    if alike and alike[0].likeness.whole:
        return Verdict("another-speaker", quotation, tuple(m for m in alike if m.likeness.whole)[:SHOWN])
    pieces = splice(wanted, [words(m.said.content) for m in compared if m.speaker_fits is not False])
    if pieces:
        usable = [m for m in compared if m.speaker_fits is not False]
        return Verdict("spliced", quotation, tuple(_piece(usable[p.statement], p.words) for p in pieces))
    if own:
        return Verdict("altered", quotation, tuple(own[:SHOWN]))
    if alike:
        return Verdict("another-speaker", quotation, tuple(alike[:SHOWN]))
    return Verdict("not-here", quotation, ())


def _rank(match: Match) -> tuple[bool, bool, bool, float]:
    is_old = match.said.state == SUPERSEDED
    return not match.likeness.whole, match.speaker_fits is False, is_old, -match.likeness.share


def _piece(match: Match, part: Sequence[str]) -> Match:
    return Match(match.said, likeness(part, words(match.said.content)), match.speaker_fits)


def fits(speaker: str | None, said: Said) -> bool | None:
    """Is it the speaker who was asked for? All words of the shorter name stand in the longer one.

    None when nobody was asked for, or nobody is named.
    """
    if speaker is None or said.by is None:
        return None
    asked, known = set(words(speaker)), set(words(said.by))
    return bool(asked and known) and (asked <= known or known <= asked)


def _said(statement: Statement) -> Said:
    article = statement.article
    return Said(
        key=statement.id,
        content=joined(piece.words for piece in statement.content) or "",
        by=statement.speaker.name if statement.speaker else None,
        source=joined(piece.words for piece in statement.source),
        published=article.published.earliest if article.published else None,
        outlet=article.outlet,
        origin=article.url or article.origin,
    )
