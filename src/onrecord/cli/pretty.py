"""A reading for the eye: who, then the words, in the order of the text; what is nested stands indented."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from rich.console import Console
from rich.text import Text

from onrecord.cli.terminal import visible
from onrecord.export.jsonl import JOINT, joined
from onrecord.export.page import title_of
from onrecord.export.words import (
    BANDS,
    band_characters,
    counted,
    cue_leads,
    day_in_words,
    declined_in_words,
    percentages,
    speech_before,
)
from onrecord.model import Reading, Statement

_NUMBER: Final = 4
"""Columns for the number of a statement, its space included."""
_DEEPEST: Final = 4
"""Statements nested deeper are not indented further."""
_LEAST_WORDS: Final = 20
"""Columns that the words always have, however narrow the terminal."""
_BAR: Final = 16
"""Columns of the bar of shares."""
_FILL: Final = {"statements": "█", "circumstance": "▓", "reporter": "▒", "apparatus": "░"}


def show(reading: Reading, console: Console) -> None:
    """Print one article: header, statements, and what they are counted to."""
    for text in (*_header(reading), *_statements(reading, console), *_footer(reading)):
        for line in text.wrap(console, console.width) if text.plain else [text]:
            line.rstrip()
            console.print(line, no_wrap=True, overflow="ignore", crop=False)


def _header(reading: Reading) -> Iterator[Text]:
    article = reading.article
    facts = [article.outlet or article.agency or "outlet unknown", day_in_words(article.published)]
    if article.bylines:
        facts.insert(1, f"by {', '.join(article.bylines)}")
    if article.origin != "-":
        facts.append(article.origin)
    yield Text(visible(title_of(reading)), style="bold")
    yield Text(visible(" · ".join(facts)), style="dim")
    yield Text()


def _statements(reading: Reading, console: Console) -> Iterator[Text]:
    by_id = {statement.id: statement for statement in reading.statements}
    numbers = {statement.id: number for number, statement in enumerate(reading.statements, start=1)}
    for statement, depth in _in_tree(reading.statements):
        indent = _NUMBER * min(depth, _DEEPEST)
        width = max(console.width - indent - _NUMBER, _LEAST_WORDS)
        head = _head(statement, by_id).wrap(console, width)
        number = Text(f"{numbers[statement.id]:>{_NUMBER - 1}} ", style="dim")
        for place, line in enumerate(head):
            yield _line(indent, number if place == 0 else Text(" " * _NUMBER), line)
        for paragraph in _words(statement):
            for line in paragraph.wrap(console, width - 2):
                yield _line(indent + _NUMBER, Text("│ ", style="red dim"), line)
        yield Text()


def _line(indent: int, mark: Text, line: Text) -> Text:
    return Text(" " * indent) + mark + line


def _in_tree(statements: tuple[Statement, ...]) -> Iterator[tuple[Statement, int]]:
    """Each statement once with its depth, the nested right after the one that holds them."""
    known = {statement.id for statement in statements}
    inside: defaultdict[str | None, list[Statement]] = defaultdict(list)
    for statement in statements:
        inside[statement.parent if statement.parent in known else None].append(statement)
    shown: set[str] = set()
    waiting = [(statement, 0) for statement in reversed(inside[None])]
    while waiting:
        statement, depth = waiting.pop()
        if statement.id not in shown:
            shown.add(statement.id)
            yield statement, depth
            waiting.extend((child, depth + 1) for child in reversed(inside[statement.id]))
    yield from ((statement, 0) for statement in statements if statement.id not in shown)


def _head(statement: Statement, by_id: dict[str, Statement]) -> Text:
    head = Text()
    begun = speech_before(statement, by_id)
    if statement.continues is not None and not statement.source:
        head.append("↳ goes on", style="dim italic")
        if begun is not None and begun.source:
            head.append(f" · {visible(joined(begun.source))}", style="dim")
    elif statement.source:
        head.append(visible(joined(statement.source)), style="bold")
    else:
        head.append("nobody named ·" if statement.cue else "nobody named", style="dim")
    if statement.cue:
        cue = Text(visible(statement.cue.words), style="dim italic")
        head = Text(" ").join((cue, head) if cue_leads(statement) else (head, cue))
    head.append(f" · {statement.quotation} · {statement.confidence:.0%}", style="dim")
    return head


def _words(statement: Statement) -> Iterator[Text]:
    """The words as printed: a line of its own for each paragraph, ``[…]`` where others stand between."""
    text = statement.article.text
    paragraph = Text()
    end = None
    for piece in statement.content:
        if end is not None:
            between = text[end : piece.span.start]
            if "\n" in between and between.isspace():
                yield paragraph
                paragraph = Text()
            else:
                paragraph.append(JOINT if between.strip() else between, style="dim")
        paragraph.append(visible(piece.words))
        end = piece.span.end
    yield paragraph


def _footer(reading: Reading) -> Iterator[Text]:
    found = f"{counted(len(reading.statements), 'statement')} · {declined_in_words(reading)}"
    yield Text(visible(found), style="dim")
    counts = band_characters(reading)
    if any(counts.values()):
        shares = percentages(counts)
        edges = [sum(shares[band] for band in BANDS[: place + 1]) * _BAR // 100 for place in range(len(BANDS))]
        bar = "".join(_FILL[band] * (end - start) for band, start, end in zip(BANDS, [0, *edges], edges, strict=False))
        yield Text(f"{bar}  " + " · ".join(f"{band} {shares[band]}%" for band in BANDS if shares[band]), style="dim")
    yield Text()
