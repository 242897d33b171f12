"""An audit for the eye: the counts, and a table for each question."""

from collections.abc import Iterable
from typing import Final

from rich.console import Console
from rich.text import Text

from onrecord.audit import Audit, Voice
from onrecord.cli.pretty import bar_of
from onrecord.cli.terminal import visible
from onrecord.export.report import label, parts, percent, voice_shares
from onrecord.export.words import counted, percentages

_BEAM: Final = 12
"""Columns of the bar of a row; it goes where there is no room for it."""
_LEAST_NAME: Final = 24
"""Columns that a name has before there is a bar."""
_STATEMENTS, _WORDS, _SHARE, _LAST = 7, 8, 5, 10
"""Columns of the numbers of a row: statements and words, each with its share, and a last one."""
_NUMBERS: Final = _STATEMENTS + _SHARE + _WORDS + _SHARE + _LAST


def show(audit: Audit, console: Console, *, top: int) -> None:
    """Print it; ``top`` is how many speakers and articles are listed."""
    facts = [
        counted(audit.articles, "article"),
        counted(audit.statements, "statement"),
        counted(audit.words, "word"),
        counted(audit.speakers, "speaker"),
    ]
    _print(console, Text(" · ".join(facts), style="bold"))
    shares = voice_shares(audit)
    if any(shares.values()):
        _print(console, bar_of(percentages(shares)))
    if not audit.statements:
        _print(console, Text("No statement was found.", style="dim"))
        return
    _voices(audit, console, top)
    _singles(audit, console, top)
    for part in parts(audit):
        rows = [(label(part, tally), "", tally.statements, tally.words, tally.speakers) for tally in part.tallies]
        quiet = [not tally.known for tally in part.tallies]
        _table(audit, console, (part.title, "speakers"), zip(rows, quiet, strict=True))


def _print(console: Console, text: Text) -> None:
    for line in text.wrap(console, console.width):
        line.rstrip()
        console.print(line, no_wrap=True, overflow="ignore", crop=False)


def _voices(audit: Audit, console: Console, top: int) -> None:
    shown = audit.voices[:top]
    rows = [(voice.name, _about(voice), voice.statements, voice.words, voice.articles) for voice in shown]
    _table(audit, console, ("Speakers", "articles"), ((row, False) for row in rows))
    if more := len(audit.voices) - len(shown):
        _print(console, Text(f"and {counted(more, 'more speaker')}", style="dim"))


def _about(voice: Voice) -> str:
    kind = {"document": "document", "anonymous": "anonymous"}.get(voice.kind, "")
    return ", ".join(filter(None, (kind, *voice.values)))


def _singles(audit: Audit, console: Console, top: int) -> None:
    _print(console, Text())
    of = f"{len(audit.single):,} of {counted(audit.articles, 'article')}"
    _print(console, Text("Resting on one speaker  ", style="bold").append(of, style="not bold"))
    for one in audit.single[:top]:
        text = Text(visible(one.title or one.origin))
        perhaps = f", {one.unresolved:,} unresolved" if one.unresolved else ""
        text.append(f" · {visible(one.speaker)} · {counted(one.statements, 'statement')}{perhaps}", style="dim")
        _print(console, text)
    if more := len(audit.single) - len(audit.single[:top]):
        _print(console, Text(f"and {counted(more, 'more article')}", style="dim"))


Row = tuple[str, str, int, int, int]
"""Name, what is told of it, statements, words, and a last number."""


def _table(audit: Audit, console: Console, heads: tuple[str, str], told: Iterable[tuple[Row, bool]]) -> None:
    """A table of rows, each with whether it is of what is unknown; the longest bar is that of most words."""
    rows = list(told)
    most = max((words for (*_, words, _), _ in rows), default=0)
    room = max(console.width - _NUMBERS, 1)
    beam = _BEAM if room > _LEAST_NAME + _BEAM else 0
    width = room - beam
    head = _cut(Text().append(heads[0], style="bold"), room)
    columns = f"{'statements':>{_STATEMENTS + _SHARE}}{'words':>{_WORDS + _SHARE}}{heads[1]:>{_LAST}}"
    for line in (Text(), head.append(columns, style="dim")):
        console.print(line, no_wrap=True, overflow="ignore", crop=False)
    for (first, about, statements, words, last), unknown in rows:
        name = Text(visible(first)).append(f"  {visible(about)}" if about else "", style="dim")
        line = _cut(name, width - 2).append("  ")
        if beam:
            length = round(words * (beam - 2) / most) if most else 0
            line.append(f"{'█' * length or '▏':<{beam}}", style="dim")
        line.append(f"{statements:>{_STATEMENTS},}{percent(statements, audit.statements):>{_SHARE}}")
        line.append(f"{words:>{_WORDS},}{percent(words, audit.words):>{_SHARE}}")
        line.append(f"{last:>{_LAST},}" if last else "")
        line.stylize("dim" if unknown else "")
        console.print(line, no_wrap=True, overflow="ignore", crop=False)


def _cut(text: Text, width: int) -> Text:
    """The text in exactly so many columns."""
    text.truncate(max(width, 1), overflow="ellipsis", pad=True)
    return text
