"""A reading for the eye: who, doing what, then the words, in the order of the text; what is nested stands indented."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from rich.console import Console
from rich.text import Text

from onrecord.cli.terminal import visible
from onrecord.export.answers import (
    circumstances,
    conditions,
    figure_in_words,
    kind_told,
    name_within,
    says_more,
    speakers,
    unresolved,
)
from onrecord.export.jsonl import JOINT, joined
from onrecord.export.page import title_of
from onrecord.export.words import (
    BANDS,
    Band,
    band_characters,
    counted,
    cue_leads,
    day_in_words,
    declined_in_words,
    percentages,
    speech_before,
)
from onrecord.model import Act, Reading, Statement

_NUMBER: Final = 4
"""Columns for the number of a statement, its space included."""
_DEEPEST: Final = 4
"""Statements nested deeper are not indented further."""
_HANGING: Final = 2
"""Columns by which conditions and figures stand under the words; their further lines twice that."""
_LEAST_WORDS: Final = 20
"""Columns that the words always have, however narrow the terminal."""
_BAR: Final = 24
"""Columns of the bar of shares."""
_FILL: Final[dict[Band, str]] = {
    "content": "█",
    "source": "▓",
    "cue": "▒",
    "circumstance": "░",
    "reporter": "─",
    "apparatus": "·",
}

# Sixteen acts do not fit into the eight colours of a terminal: one for each family. The act's name stands beside it.
_COLOUR: Final[dict[Act, str]] = {
    **dict.fromkeys(("deny", "refuse", "accuse", "threaten"), "red"),
    **dict.fromkeys(("warn", "predict", "feel"), "yellow"),
    **dict.fromkeys(("confirm", "support", "commit"), "green"),
    **dict.fromkeys(("demand", "propose", "ask"), "blue"),
    **dict.fromkeys(("evade", "decide"), "magenta"),
}


def show(reading: Reading, console: Console) -> None:
    """Print one article: header, statements, and what they are counted to."""
    lines = [*_wrapped(_header(reading), console), *_statements(reading, console), *_wrapped(_footer(reading), console)]
    put(lines, console)


def put(lines: Iterable[Text], console: Console) -> None:
    """Print lines that are wrapped already, without white space at their ends; at once, for each print costs."""
    ready = list(lines)
    for line in ready:
        line.rstrip()
    console.print(Text("\n").join(ready), no_wrap=True, overflow="ignore", crop=False)


def _wrapped(texts: Iterable[Text], console: Console) -> Iterator[Text]:
    for text in texts:
        yield from text.wrap(console, console.width) if text.plain else [text]


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
        number = Text(f"{numbers[statement.id]:>{_NUMBER - 1}} ", style="dim")
        bar = Text("│ ", style=f"{_colour(statement)} dim")
        for place, line in enumerate(_head(statement, by_id).wrap(console, width)):
            yield _line(indent, number if place == 0 else Text(" " * _NUMBER), line)
        for above in _above(statement):
            yield from (_line(indent + _NUMBER, Text(), line) for line in above.wrap(console, width))
        for paragraph in _words(statement):
            yield from (_line(indent + _NUMBER, bar, line) for line in paragraph.wrap(console, width - 2))
        for below in _below(statement):
            for place, line in enumerate(below.wrap(console, width - 2 * _HANGING)):
                yield _line(indent + _NUMBER, Text(" " * (_HANGING if place == 0 else 2 * _HANGING)), line)
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


def _colour(statement: Statement) -> str:
    """The colour of the act; none for a plain assertion."""
    if statement.sense is None:
        return "red"
    return _COLOUR.get(statement.sense.act, "default")


def _head(statement: Statement, by_id: dict[str, Statement]) -> Text:
    """Who, the word that says so, and what was done by it."""
    begun = speech_before(statement, by_id)
    name = statement.speaker.name if statement.speaker else None
    head = Text()
    if statement.continues is not None and not statement.source:
        head.append("↳ ", style="dim")
        words = "" if name or begun is None else joined(begun.source)
        head.append(f"{visible(name)} " if name else "", style="bold").append("goes on", style="dim italic")
        head.append(f" · {visible(words)}" if words else "", style="dim")
    elif statement.source:
        head += _named(name, joined(statement.source))
    elif name:
        head.append(visible(name), style="bold").append(" (not named here)", style="dim")
    else:
        head.append("nobody named ·" if statement.cue else "nobody named", style="dim")
    if statement.cue:
        cue = Text(visible(statement.cue.words), style="dim italic")
        head = Text(" ").join((cue, head) if cue_leads(statement) else (head, cue))
    return head + _facts(statement)


def _named(name: str | None, source: str) -> Text:
    """The name in bold, inside the source's own words where it stands there, else before them."""
    if name is None:
        return Text().append(visible(source), style="bold")
    within = name_within(name, source)
    if within is None:
        own = f" (“{visible(source)}”)" if says_more(source, name) else ""
        return Text().append(visible(name), style="bold").append(own)
    # visible() strips the edges; the spaces around the name are put back.
    before, after = source[: within[0]], source[within[1] :]
    words = Text(visible(before) + " " * before[-1:].isspace())
    words.append(visible(name), style="bold")
    return words.append(" " * after[:1].isspace() + visible(after))


def _facts(statement: Statement) -> Text:
    facts, sense = Text(), statement.sense
    if sense is not None and (sense.act != "assert" or sense.negated):
        act = f"not {sense.act}" if sense.negated else sense.act
        facts.append(" · ", style="dim").append(act, style=_colour(statement))
    quiet = [kind_told(statement.speaker)]
    if sense is not None and sense.mode != "speech":
        quiet.append(sense.mode)
    quiet += [statement.quotation, f"{statement.confidence:.0%}"]
    return facts.append("".join(f" · {fact}" for fact in quiet if fact), style="dim")


def _above(statement: Statement) -> Iterator[Text]:
    """To whom, when, where; and why the speaker could not be told."""
    line = Text()
    for one in circumstances(statement):
        if line.plain:
            line.append(" · ", style="dim")
        line.append(visible(f"{one.lead} {one.words}"), style="dim")
        if one.day:
            line.append(" → ", style="dim").append(visible(one.day), style="yellow" if one.unknown else "")
    if line.plain:
        yield line
    if why := unresolved(statement):
        yield Text(visible(why), style="yellow")


def _below(statement: Statement) -> Iterator[Text]:
    """Conditions and figures; a figure whose words say no less is not told again."""
    for one in conditions(statement):
        line = Text().append(visible(one.lead), style="" if one.marked else "dim italic")
        line.append(f" {visible(one.condition)}", style="dim")
        yield line.append(f"  →  {visible(one.outcome)}" if one.outcome else "", style="dim")
    text = statement.article.text
    figures = statement.sense.figures if statement.sense else ()
    told = [(visible(figure_in_words(figure, text)), visible(figure.span.of(text))) for figure in figures]
    if new := [words for words, printed in told if words != printed and words not in printed]:
        yield Text(" · ".join(new), style="dim")


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
    found = [counted(len(reading.statements), "statement"), declined_in_words(reading)]
    if names := speakers(reading):
        found.insert(1, counted(names, "speaker"))
    yield Text(visible(" · ".join(found)), style="dim")
    counts = band_characters(reading)
    if any(counts.values()):
        yield bar_of(percentages(counts))
    yield Text()


def bar_of(shares: dict[Band, int]) -> Text:
    """Shares in percent as a bar, with their numbers."""
    edges = [sum(shares[band] for band in BANDS[: place + 1]) * _BAR // 100 for place in range(len(BANDS))]
    bar = "".join(_FILL[band] * (end - start) for band, start, end in zip(BANDS, [0, *edges], edges, strict=False))
    return Text(f"{bar}  " + " · ".join(f"{band} {shares[band]}%" for band in BANDS if shares[band]), style="dim")
