"""Readings made by hand: the labelled example, and small ones that show one thing each."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

from export.understood import Told, figure, place, places
from onrecord.model import (
    Article,
    Block,
    BlockKind,
    Condition,
    Declined,
    Made,
    Moment,
    Partition,
    Piece,
    Quotation,
    Reading,
    Reference,
    Sense,
    Share,
    Span,
    Statement,
    Timing,
)

ROOT = Path(__file__).resolve().parents[2]
MADE = Made("0.1.0", "sha256:" + "5e" * 32)
APPARATUS = {"dateline", "byline", "credits", "promotion", "residue"}


@dataclass(frozen=True)
class Said:
    """One statement by its words; ``after`` is where the search for them begins."""

    source: tuple[str, ...]
    cue: str | None
    content: tuple[str, ...]
    quotation: Quotation = "indirect"
    after: str = ""
    parent: int | None = None
    continues: int | None = None
    confidence: float = 0.9
    told: Told | None = None


def article(text: str, blocks: tuple[Block, ...] | None = None, **fields: Any) -> Article:
    return Article(
        id=f"sha256:{sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()}",
        origin=fields.pop("origin", "made.txt"),
        text=text,
        blocks=tuple(paragraphs(text)) if blocks is None else blocks,
        **fields,
    )


def paragraphs(text: str, kinds: dict[int, BlockKind] | None = None) -> Iterator[Block]:
    """A block for each stretch between blank lines; ``kinds`` names those that are no paragraph, by number."""
    for number, found in enumerate(re.finditer(r"\S(?:.|\n(?!\s*\n))*", text)):
        start, end = found.start(), found.start() + len(found.group().rstrip())
        yield Block((kinds or {}).get(number, "paragraph"), Span(start, end))


def reading(whole: Article, said: tuple[Said, ...], *, declined: tuple[Declined, ...] = ()) -> Reading:
    statements: list[Statement] = []
    for one in said:
        at = whole.text.index(one.after)
        statement = Statement(
            id="",
            article=whole,
            source=tuple(piece(whole.text, words, at) for words in one.source),
            cue=piece(whole.text, one.cue, at) if one.cue else None,
            content=tuple(piece(whole.text, words, at) for words in one.content),
            quotation=one.quotation,
            confidence=one.confidence,
            made=MADE,
            parent=None if one.parent is None else statements[one.parent].id,
            continues=None if one.continues is None else statements[one.continues].id,
        )
        if one.told is not None:
            statement = understood(statement, one.told, at)
        statements.append(replace(statement, id=identity(statement)))
    return Reading(whole, tuple(statements), declined, partition(whole, tuple(statements)))


def understood(statement: Statement, told: Told, at: int) -> Statement:
    text, first = statement.article.text, statement.content[0].span.start
    return replace(statement, speaker=told.speaker(text), said=told.timing(text, at), sense=told.sense(text, at, first))


def piece(text: str, words: str, at: int) -> Piece:
    start = text.index(words, at)
    return Piece(Span(start, start + len(words)), words)


def identity(statement: Statement) -> str:
    pieces = [*statement.source, *([statement.cue] if statement.cue else []), *statement.content]
    spans = [(p.span.start, p.span.end) for p in pieces]
    return "s1:" + sha256(json.dumps([statement.article.id, spans]).encode()).hexdigest()[:24]


def partition(whole: Article, statements: tuple[Statement, ...]) -> tuple[Partition, ...]:
    """Like the pipeline's, but a whole paragraph with a statement counts as its sentence."""
    shares: list[Share] = ["reporter"] * len(whole.text)
    for block in whole.blocks:
        stretch = range(block.span.start, block.span.end)
        held = any(block.span.overlaps(p.span) for s in statements for p in s.content)
        share: Share = "apparatus" if block.kind in APPARATUS else "circumstance" if held else "reporter"
        for at in stretch:
            shares[at] = share
    for statement in statements:
        cue = (statement.cue,) if statement.cue else ()
        _mark(shares, "content", statement.content)
        _mark(shares, "source", statement.source)
        _mark(shares, "cue", cue)
    said = ("content", "source", "cue")
    shares = ["space" if whole.text[at].isspace() and s not in said else s for at, s in enumerate(shares)]
    cuts = [0, *(at for at in range(1, len(shares)) if shares[at] != shares[at - 1]), len(shares)]
    return tuple(Partition(Span(a, b), shares[a]) for a, b in pairwise(cuts) if a < b)


def _mark(shares: list[Share], share: Share, pieces: tuple[Piece, ...]) -> None:
    for one in pieces:
        shares[one.span.start : one.span.end] = [share] * len(one.span)


def wire(published: str | None = None) -> Reading:
    """``examples/wire-report.txt`` as its labels say; of ``published`` they know 2024-02-09 or nothing."""
    text = (ROOT / "examples" / "wire-report.txt").read_text("utf-8")
    labels = json.loads((ROOT / "tests" / "data" / "wire" / "example.json").read_text("utf-8"))
    kinds: list[tuple[Span, BlockKind]] = [
        (Span(part["start"], part["end"]), {"page residue": "residue"}.get(part["kind"], part["kind"]))
        for part in labels["apparatus"]
    ]
    blocks: list[Block] = []
    for block in paragraphs(text):
        inside = [(span, kind) for span, kind in kinds if block.span.holds(span)]
        blocks.extend(Block(kind, span) for span, kind in inside)
        start = inside[-1][0].end if inside else block.span.start
        start += len(text[start : block.span.end]) - len(text[start : block.span.end].lstrip())
        if start < block.span.end:
            blocks.append(Block("paragraph", Span(start, block.span.end)))
    whole = article(text, tuple(blocks), origin="examples/wire-report.txt", agency="Meridian", dateline="KESTREL BAY")
    whole = replace(whole, language="en", published=Moment.of(published) if published else None)
    days: dict[str, str] = labels["said_if_published_2024-02-09"] if published else {}
    statements: list[Statement] = []
    for label in labels["statements"]:
        statement = Statement(
            id="",
            article=whole,
            source=tuple(labelled(one) for one in label["source"]),
            cue=labelled(label["cue"]) if label["cue"] else None,
            content=tuple(labelled(one) for one in label["content"]),
            quotation=label["quotation"],
            confidence=0.97 - 0.03 * len(statements),
            made=MADE,
            continues=statements[label["continues"] - 1].id if label.get("continues") else None,
            speaker=Reference(**label["speaker"], confidence=0.96 - 0.02 * len(statements)),
            said=said_of(label, text, blocks, days),
            sense=sense_of(label, text, blocks),
        )
        statements.append(replace(statement, id=identity(statement)))
    declined = (Declined("attribute", "low_confidence", Span(1945, 1988), 0.12),)
    return Reading(whole, tuple(statements), declined, partition(whole, tuple(statements)))


def paragraph_of(label: dict[str, Any], blocks: list[Block]) -> int:
    first = min(one["start"] for one in (*label["source"], label["cue"] or label["content"][0], *label["content"]))
    return next(block.span.start for block in blocks if block.span.start <= first < block.span.end)


def said_of(label: dict[str, Any], text: str, blocks: list[Block], days: dict[str, str]) -> Timing | None:
    if label["said"] is None:
        return None
    span = place(text, label["said"], paragraph_of(label, blocks))
    day = days.get(label["said"])
    return Timing(span, Moment.of(day) if day else None, None if day else "no-publication-date")


def sense_of(label: dict[str, Any], text: str, blocks: list[Block]) -> Sense:
    at, content = paragraph_of(label, blocks), label["content"][0]["start"]
    return Sense(
        mode=label["mode"],
        act=label["act"],
        negated=label["negated"],
        act_confidence=0.83,
        audience=tuple(place(text, words, at) for words in label["audience"]),
        occasion=place(text, label["occasion"], at) if label["occasion"] else None,
        conditions=tuple(
            Condition(
                one["kind"],
                next(iter(place_of_marker(text, one["marker"], content)), None),
                places(text, one["condition"], content),
                places(text, one["outcome"], content),
            )
            for one in label["conditions"]
        ),
        figures=tuple(
            figure(text, one["text"], content, **{k: v for k, v in one.items() if k != "text"})
            for one in label["figures"]
        ),
    )


def place_of_marker(text: str, marker: str | None, at: int) -> Iterator[Span]:
    """The labels give it in small letters."""
    if marker:
        start = text.lower().index(marker.lower(), at)
        yield Span(start, start + len(marker))


def labelled(one: dict[str, Any]) -> Piece:
    return Piece(Span(one["start"], one["end"]), one["text"])


COUNCIL = """Mayor says ferry will stop

By Ines Alder and Tom Ruck

The mayor of Lund Quay said his deputy had promised “a boat by June” & that the promise stood. Nobody clapped.

“There is no money,” she said. “None.

“There was none last year.

And it would take “a miracle” to find some.

It was reported that the ferry <b>had been sold</b>.

Comments are closed."""


def council() -> Reading:
    """Headline, nested, several paragraphs, a speech that goes on, no source, markup in the words."""
    kinds: dict[int, BlockKind] = {0: "headline", 1: "byline", 7: "residue"}
    whole = article(
        COUNCIL,
        tuple(paragraphs(COUNCIL, kinds)),
        origin="council.html",
        url="https://news.example/council?a=1&b=2",
        title="Mayor says ferry will stop",
        outlet="Lund Quay Post",
        bylines=("Ines Alder", "Tom Ruck"),
        published=Moment.of("2031-05-17T08:40:00+02:00"),
        language="en",
        warnings=("undecodable",),
    )
    mayor = Told("mayor of Lund Quay", "anonymous", mention="mayor of Lund Quay")
    either = Told(None, "unknown", unresolved="ambiguous", candidates=("mayor of Lund Quay", "deputy"))
    said = (
        Said(("Mayor",), "says", ("ferry will stop",), told=replace(mayor, act="predict")),
        Said(
            ("The mayor of Lund Quay",),
            "said",
            ("his deputy had promised “a boat by June” & that the promise stood",),
            "mixed",
            after="The mayor",
            told=replace(mayor, act="confirm"),
        ),
        Said(
            ("his deputy",),
            "had promised",
            ("“a boat by June”",),
            "direct",
            parent=1,
            confidence=0.61,
            told=Told("deputy", "anonymous", "commit", mention="deputy"),
        ),
        Said(
            ("she",),
            "said",
            ("“There is no money,”", "“None.", "“There was none last year."),
            "direct",
            after="“There",
            told=either,
        ),
        Said(
            (),
            None,
            ("it would take “a miracle” to find some",),
            "mixed",
            continues=3,
            after="And it",
            told=replace(either, act="predict"),
        ),
        Said(
            (),
            "It was reported",
            ("that the ferry <b>had been sold</b>",),
            confidence=0.5,
            told=Told(None, "unknown", unresolved="no-source"),
        ),
    )
    declined = (Declined("attribute", "low_confidence", Span(170, 185), 0.2), Declined("ingest", "duplicate"))
    return reading(whole, said, declined=declined)


def bare() -> Reading:
    """An article of which nothing is known and nothing was found."""
    return reading(article("Rain fell on the harbour.\n", origin="-"), ())


def empty() -> Reading:
    """An article without text."""
    return reading(article("", origin="empty.txt"), ())
