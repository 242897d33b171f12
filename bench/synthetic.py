"""Articles that nobody wrote, with their statements: what reading would give to a record, as many as wanted, by seed.

Paragraphs of PolNeAR's training articles with the statements that their labels name are put together anew, their names
replaced from a list; each story has carriers (1 to 40, by Zipf's law) that trim it and have an address of their own.
"""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import count, pairwise
from pathlib import Path
from typing import Final, get_args

from bench.common import load_jsonl
from onrecord.model import (
    Act,
    Article,
    Block,
    Condition,
    Figure,
    Made,
    Moment,
    Partition,
    Piece,
    Quotation,
    Reading,
    Reference,
    Sense,
    Span,
    Statement,
)

MADE: Final = Made("0.0.0", "sha256:" + "0" * 64)
NAMES: Final = 5_000
OUTLETS: Final = 400
MOST_CARRIERS: Final = 40
_NAME: Final = re.compile(r"\b[A-Z][a-z]{2,}\b")
_FIGURE: Final = re.compile(r"\b\d[\d,.]*\d\b|\b\d\b")
_IF: Final = re.compile(r"\b(if|unless|without|until)\b")
_SYLLABLES: Final = (
    "bar",
    "ke",
    "lo",
    "mi",
    "stra",
    "ven",
    "ot",
    "ru",
    "dal",
    "is",
    "pen",
    "gor",
    "ta",
    "wil",
    "hu",
    "ne",
)
ACTS: Final = (*("assert",) * 24, *get_args(Act))
"""Most statements assert."""


@dataclass(frozen=True, slots=True)
class Said:
    """A labelled statement: its spans are of a paragraph."""

    source: tuple[tuple[int, int], ...]
    cue: tuple[int, int] | None
    content: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph and the statements in it."""

    text: str
    said: tuple[Said, ...]


def paragraphs(shared: Path) -> list[Paragraph]:
    """The paragraphs with at least one statement that lies wholly in it."""
    found = []
    for article in load_jsonl(shared / "data" / "polnear" / "train.jsonl"):
        text = article["text"]
        for block in re.finditer(r"\S(?:.|\n(?!\s*\n))*", text):
            said = tuple(_within(article["attributions"], block.start(), block.end()))
            if said:
                found.append(Paragraph(block.group(), said))
    return found


def _within(attributions: Sequence[dict[str, list[list[int]]]], start: int, end: int) -> Iterator[Said]:
    for one in attributions:
        spans = [*one["source"], *one["cue"], *one["content"]]
        if not one["content"] or min(s for s, _ in spans) < start or max(e for _, e in spans) > end:
            continue

        def of(role: str, one: dict[str, list[list[int]]] = one) -> tuple[tuple[int, int], ...]:
            return tuple((s - start, e - start) for s, e in one[role])

        yield Said(of("source"), (of("cue") or (None,))[0], of("content"))


class Maker:
    """Readings by seed; the same seed gives the same ones."""

    def __init__(self, source: Sequence[Paragraph], seed: int = 4) -> None:
        self._source, self._chance, self._numbers = source, random.Random(seed), count()
        self.names = [self._name() for _ in range(NAMES)]
        self._outlets = [
            f"{self._name()} {kind}" for kind in ("Post", "News", "Herald", "Times") for _ in range(OUTLETS // 4)
        ]
        self._weights = [1 / rank for rank in range(1, NAMES + 1)]
        self._carriers = [1 / rank**2 for rank in range(1, MOST_CARRIERS + 1)]

    def _name(self) -> str:
        return "".join(self._chance.choices(_SYLLABLES, k=self._chance.choice((2, 3)))).title()

    def readings(self) -> Iterator[Reading]:
        """Without end."""
        while True:
            chosen = self._chance.choices(self._source, k=self._chance.randint(5, 15))
            story = [self._renamed(paragraph) for paragraph in chosen]
            day = f"20{self._chance.randint(10, 31)}-{self._chance.randint(1, 12):02}-{self._chance.randint(1, 28):02}"
            for copy in range(self._chance.choices(range(1, MOST_CARRIERS + 1), self._carriers)[0]):
                kept = story[: self._chance.randint(max(len(story) // 2, 1), len(story))] if copy else story
                yield self._reading(kept, day)

    def _renamed(self, paragraph: Paragraph) -> Paragraph:
        """The paragraph with most of its names replaced, and the places that follow from that."""
        edges = sorted({0, len(paragraph.text), *(at for s in paragraph.said for at in _edges(s))})
        known: dict[str, str] = {}
        moved, text = {0: 0}, ""
        for start, end in pairwise(edges):
            text += _NAME.sub(lambda found: self._another(found.group(), known), paragraph.text[start:end])
            moved[end] = len(text)
        said = tuple(
            Said(
                tuple((moved[s], moved[e]) for s, e in one.source),
                (moved[one.cue[0]], moved[one.cue[1]]) if one.cue else None,
                tuple((moved[s], moved[e]) for s, e in one.content),
            )
            for one in paragraph.said
        )
        return Paragraph(text, said)

    def _another(self, name: str, known: dict[str, str]) -> str:
        if name not in known:
            known[name] = self._chance.choices(self.names, self._weights)[0] if self._chance.random() < 0.7 else name
        return known[name]

    def _reading(self, story: Sequence[Paragraph], day: str) -> Reading:
        text = "\n\n".join(one.text for one in story)
        number = next(self._numbers)
        starts, at = [], 0
        for one in story:
            starts.append(at)
            at += len(one.text) + 2
        article = Article(
            id=f"sha256:{sha256(text.encode()).hexdigest()}",
            origin=f"synthetic-{number}",
            text=text,
            blocks=tuple(Block("paragraph", Span(s, s + len(p.text))) for s, p in zip(starts, story, strict=True)),
            url=f"https://news.example/{number}",
            outlet=self._chance.choice(self._outlets),
            published=Moment.of(day),
            language="en",
        )
        made = {}
        for start, one in zip(starts, story, strict=True):
            for said in one.said:
                statement = self._statement(article, said, start)
                made[statement.id] = statement
        return Reading(article, tuple(made.values()), (), (Partition(Span(0, len(text)), "reporter"),))

    def _statement(self, article: Article, said: Said, start: int) -> Statement:
        def piece(place: tuple[int, int]) -> Piece:
            span = Span(place[0] + start, place[1] + start)
            return Piece(span, span.of(article.text))

        content = tuple(map(piece, said.content))
        source = tuple(map(piece, said.source))
        seen = f"{article.id}{said}{start}"
        quotation: Quotation = "direct" if content[0].words[:1] in '“"' else "indirect"
        named = _NAME.findall(source[0].words) if source else []
        name = " ".join(named) or (source[0].words if source else None)
        return Statement(
            id="s1:" + sha256(seen.encode()).hexdigest()[:32],
            article=article,
            source=source,
            cue=piece(said.cue) if said.cue else None,
            content=content,
            quotation=quotation,
            confidence=0.9,
            made=MADE,
            speaker=Reference(name, "person" if named else "anonymous", mention=source[0].span, confidence=0.8)
            if name
            else Reference(None, "unknown", unresolved="no-source"),
            sense=self._sense(content[0]),
        )

    def _sense(self, content: Piece) -> Sense:
        numbers = list(_FIGURE.finditer(content.words))
        found = _IF.search(content.words)
        conditions: tuple[Condition, ...] = ()
        at = content.span.start
        if found and found.start() > 1 and found.end() + 1 < len(content.words):
            after = Span(at + found.end() + 1, content.span.end)
            marker = Span(at + found.start(), at + found.end())
            conditions = (Condition("sufficient", marker, (after,), (Span(at, at + found.start()),)),)
        return Sense(
            mode="speech",
            act=self._chance.choice(ACTS),
            negated=False,
            act_confidence=0.7,
            conditions=conditions,
            figures=tuple(
                Figure(Span(at + n.start(), at + n.end()), 1.0, None, None, False, None, None) for n in numbers
            ),
        )


def _edges(said: Said) -> Iterator[int]:
    for start, end in (*said.source, *((said.cue,) if said.cue else ()), *said.content):
        yield start
        yield end
