"""``onrecord show``: one statement in its paragraph, with its history."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.text import Text

from onrecord.cli.exits import ALL_READ, faced
from onrecord.cli.recorded import DEFAULT, RecordOption, days, opened, short
from onrecord.cli.search import Format, FormatOption, put
from onrecord.cli.terminal import console, visible
from onrecord.export.page import title_of
from onrecord.export.words import counted, day_in_words
from onrecord.model import Reading, Span, Statement

if TYPE_CHECKING:
    from onrecord.search import Told

_LABEL = 14
"""Columns for the name of a field."""


def show(
    statement: Annotated[str, typer.Argument(metavar="ID", help="The statement's id, or how it begins (s1:3f9a2c1b).")],
    record: RecordOption = DEFAULT,
    form: FormatOption = Format.PRETTY,
) -> None:
    """Show one statement in its paragraph, with all its fields and its history."""
    with faced():
        from onrecord.search import tell as told  # noqa: PLC0415  # brings the database

        with opened(record) as store:
            found = told(store, statement)
        if form is Format.PRETTY:
            pretty(found, console(sys.stdout))
        else:
            put([found.statement], form)
    raise typer.Exit(ALL_READ)


def pretty(found: Told, out: Console) -> None:
    """Print it."""
    one = found.statement
    article = one.article
    facts = [article.outlet or article.agency or "outlet unknown", day_in_words(article.published)]
    facts.append(article.url or article.origin)
    _print(out, Text(visible(title_of(Reading(article, (one,), (), ()))), style="bold"))
    _print(out, Text(visible(" · ".join(facts)), style="dim"))
    out.print()
    for line in _marked(one).wrap(out, out.width - 2):
        line.rstrip()
        out.print(Text("│ ", style="red dim") + line, no_wrap=True, crop=False)
    out.print()
    for name, value in (*_fields(one), *_history(found)):
        for number, line in enumerate(Text(visible(value)).wrap(out, out.width - _LABEL) if value else ()):
            line.rstrip()
            label = Text(f"{name if number == 0 else '':<{_LABEL}}", style="dim")
            out.print(label + line, no_wrap=True, crop=False)


def _print(out: Console, text: Text) -> None:
    for line in text.wrap(out, out.width):
        line.rstrip()
        out.print(line, no_wrap=True, crop=False)


def _marked(one: Statement) -> Text:
    """The paragraphs that the statement stands in, its source bold, its cue in italics, its content underlined."""
    article = one.article
    spans = [(p.span, "bold") for p in one.source]
    spans += [(one.cue.span, "italic")] if one.cue else []
    spans += [(p.span, "underline") for p in one.content]
    own = [span for span, _ in spans]
    around = [b.span for b in article.blocks if any(b.span.overlaps(span) for span in own)]
    start = min([*(s.start for s in around), *(s.start for s in own)])
    end = max([*(s.end for s in around), *(s.end for s in own)])
    made, at = Text(), start
    for span, style in sorted(spans, key=lambda pair: pair[0]):
        if span.start < at:
            span = Span(at, max(span.end, at + 1)) if span.end > at else None  # type: ignore[assignment]  # noqa: PLW2901
        if span is None:
            continue
        made.append(_plain(article.text[at : span.start]))
        made.append(_plain(article.text[span.start : span.end]), style=style)
        at = span.end
    made.append(_plain(article.text[at:end]))
    return made


def _plain(text: str) -> str:
    """The text with nothing that could steer a terminal; white space at its edges stays."""
    inside = visible(text)
    before = " " if text[:1].isspace() and inside else ""
    after = " " if text[-1:].isspace() else ""
    return f"{before}{inside}{after}"


def _fields(one: Statement) -> Iterator[tuple[str, str]]:
    text = one.article.text
    if one.speaker:
        roles = ", ".join(span.of(text) for span in one.speaker.roles)
        name = one.speaker.name or f"unresolved ({one.speaker.unresolved})"
        maybe = f"; perhaps {', '.join(one.speaker.candidates)}" if one.speaker.candidates else ""
        yield "speaker", f"{name} · {one.speaker.kind}{f' · {roles}' if roles else ''}{maybe}"
    if one.sense:
        negated = "not " if one.sense.negated else ""
        yield "act", f"{negated}{one.sense.act} · {one.sense.mode} · {one.sense.act_confidence:.0%}"
        yield "audience", ", ".join(span.of(text) for span in one.sense.audience)
        yield "occasion", one.sense.occasion.of(text) if one.sense.occasion else ""
    if one.said:
        moment = one.said.moment
        day = days(moment.earliest, moment.latest) if moment else f"unresolved ({one.said.unresolved})"
        yield "said", f"{one.said.span.of(text)} → {day}"
    for condition in one.sense.conditions if one.sense else ():
        words = " […] ".join(span.of(text) for span in condition.condition)
        outcome = " […] ".join(span.of(text) for span in condition.outcome)
        marker = f"{condition.marker.of(text)} " if condition.marker else ""
        yield "condition", f"{condition.kind}: {marker}{words}{f' → {outcome}' if outcome else ''}"
    for figure in one.sense.figures if one.sense else ():
        number = figure.value if figure.value is not None else f"{figure.low} to {figure.high}"
        yield "figure", f"{figure.span.of(text)} → {'about ' if figure.approximate else ''}{number} {figure.unit or ''}"
    spans = ", ".join(f"{p.span.start}:{p.span.end}" for p in one.content)
    yield "quotation", f"{one.quotation} · {one.confidence:.0%} · characters {spans}"
    yield "id", one.id
    yield "article", one.article.id


def _history(found: Told) -> Iterator[tuple[str, str]]:
    if found.state == "superseded":
        yield "superseded", "a later version of the article is in the record"
    if found.state == "replaced":
        yield "replaced", "another reading of the article is shown"
    if len(found.versions) > 1:
        for number, version in enumerate(found.versions, start=1):
            yield f"version {number}", f"{version.added_at} · {version.state} · {', '.join(version.origins)}"
    if found.elsewhere:
        yield "also in", f"{counted(found.elsewhere, 'other article')} with the same text"
    for read in found.readings:
        mark = "" if read.has_it else " · without this statement"
        shown = "" if read.shown else " · not shown"
        yield "read", f"{read.read_at} · onrecord {read.onrecord} · model {read.model[:19]}{shown}{mark}"
    for carried in found.judgements:
        one = carried.judgement
        value = f" = {one.value}" if one.verdict == "fix" else ""
        moved = f" · carried over ({carried.overlap:.0%} the same words)" if carried.moved else ""
        why = f" · {one.why}" if one.why else ""
        yield "judged", f"{one.at} · {one.by}: {one.verdict} {one.field}{value}{why}{moved}"
    for parent, name in ((found.statement.parent, "inside"), (found.statement.continues, "goes on from")):
        if parent:
            yield name, short(parent)
