"""One statement as a card beside the article: who, doing what; to whom, when, where; on what condition; figures."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from onrecord.export.answers import (
    circumstances,
    conditions,
    figure_in_words,
    kind_told,
    name_within,
    says_more,
    speaker_confidence,
    unresolved,
)
from onrecord.export.jsonl import joined
from onrecord.export.markup import esc
from onrecord.export.words import cue_leads, speech_before
from onrecord.model import Reading, Statement

_ID_SHOWN: Final = 11
"""Characters of an id that are shown; the link has all."""


@dataclass(frozen=True, slots=True)
class Places:
    """The statements of one article by their ids, and the numbers that they have on the page, from 1."""

    by_id: dict[str, Statement]
    numbers: dict[str, int]

    @staticmethod
    def of(reading: Reading) -> "Places":
        """Those of a reading."""
        return Places(
            {statement.id: statement for statement in reading.statements},
            {statement.id: number for number, statement in enumerate(reading.statements, start=1)},
        )


def act_class(statement: Statement, of: str = "a") -> str:
    """The class that gives the act's colour to the words (``a``) or to the ground under them (``g``), after a space;
    nothing where the act was not asked for."""
    return f" {of}-{statement.sense.act}" if statement.sense else ""


def card(number: int, statement: Statement, places: Places) -> str:
    """The card of a statement as markup."""
    cue = f'<em dir="auto">{esc(statement.cue.words)}</em>' if statement.cue else ""
    who = _who(statement, places)
    name = " ".join(filter(None, (cue, who) if cue_leads(statement) else (who, cue)))
    nested = " nested" if statement.parent else ""
    lines = "".join((*_circumstances(statement), *_conditions(statement), _figures(statement)))
    return (
        f'<section class="card{nested}{act_class(statement)}" id="c-{number}">'
        f'<h3><a class="n" href="#s-{number}" title="To its place in the text">{number}</a>'
        f'<span class="who">{name}</span>{_act(statement)}</h3>'
        f'{lines}{_relations(statement, places)}<p class="facts">{" · ".join(_facts(statement))} · '
        f'<a id="{esc(statement.id)}" href="#{esc(statement.id)}" title="Link to this statement">'
        f"{esc(_short(statement.id))}</a></p></section>"
    )


def _who(statement: Statement, places: Places) -> str:
    """The name, with the source's own words where it does not stand in them; else those words, if there are any."""
    begun = speech_before(statement, places.by_id)
    pieces = statement.source or (begun.source if begun else ())
    words, goes = joined(pieces), "" if statement.source else ' class="goes"'
    name = statement.speaker.name if statement.speaker else None
    if name is None:
        return f'<b{goes} dir="auto">{esc(words)}</b>' if words else '<b class="goes">nobody named</b>'
    own = ""
    if statement.source and name_within(name, words) is None and says_more(words, name):
        own = f' <span class="own" dir="auto">“{esc(words)}”</span>'
    elif not words:
        own = ' <span class="own">not named here</span>'
    return f'<b{goes} dir="auto">{esc(name)}</b>{own}'


def _act(statement: Statement) -> str:
    if statement.sense is None:
        return ""
    no = "not " if statement.sense.negated else ""
    return f'<span class="act">{no}{statement.sense.act}</span>'


def _circumstances(statement: Statement) -> Iterator[str]:
    if why := unresolved(statement):
        yield f'<p class="doubt">{esc(why)}</p>'
    told = []
    for one in circumstances(statement):
        lead = f"{one.lead} " if one.lead else ""
        day = f' <span class="{"doubt" if one.unknown else "day"}">→ {esc(one.day)}</span>' if one.day else ""
        told.append(f'{lead}<span dir="auto">{esc(one.words)}</span>{day}')
    if told:
        yield f'<p class="ctx">{" · ".join(told)}</p>'


def _conditions(statement: Statement) -> Iterator[str]:
    for one in conditions(statement):
        lead = f"<b>{esc(one.lead)}</b>" if one.marked else f'<b class="ours">{one.lead}</b>'
        outcome = f' <span class="then">→ {esc(one.outcome)}</span>' if one.outcome else ""
        yield f'<p class="cond" dir="auto">{lead} {esc(one.condition)}{outcome}</p>'


def _figures(statement: Statement) -> str:
    if statement.sense is None or not statement.sense.figures:
        return ""
    told = (figure_in_words(figure, statement.article.text) for figure in statement.sense.figures)
    return f'<p class="figs">{" · ".join(f"<span>{esc(words)}</span>" for words in told)}</p>'


def _relations(statement: Statement, places: Places) -> str:
    told = []
    for words, other in (("goes on from", statement.continues), ("inside", statement.parent)):
        number = places.numbers.get(other) if other is not None else None
        if number is not None:
            told.append(f'{words} <a href="#c-{number}">statement {number}</a>')
        elif other is not None:
            told.append(f"{words} a statement that is not on this page")
    return f'<p class="rel">{" · ".join(told)}</p>' if told else ""


def _facts(statement: Statement) -> Iterator[str]:
    if kind := kind_told(statement.speaker):
        yield kind
    sense = statement.sense
    if sense is not None and sense.mode != "speech":
        yield sense.mode
    yield statement.quotation
    yield f"confidence\N{NO-BREAK SPACE}{statement.confidence:.0%}"
    who = speaker_confidence(statement)
    if who is not None:
        yield f"speaker\N{NO-BREAK SPACE}{who:.0%}"
    if sense is not None:
        yield f"act\N{NO-BREAK SPACE}{sense.act_confidence:.0%}"


def _short(identity: str) -> str:
    return identity if len(identity) < _ID_SHOWN + 1 else f"{identity[:_ID_SHOWN]}…"
