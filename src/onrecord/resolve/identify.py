"""Who the speakers of one run are, across its articles: readings in, the same readings with entities filled."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from onrecord.model import Article, Reading, Reference, Statement
from onrecord.resolve.context import capitalised, near
from onrecord.resolve.decisions import Decision, EntityKind, Known, Mention
from onrecord.resolve.index import EntityIndex

NAMED: dict[str, EntityKind] = {"person": "person", "organization": "organization"}
"""The kinds of speaker that are entities; several together, the unnamed and documents are none."""


def mentions(reading: Reading) -> dict[tuple[str, str], Mention]:
    """The named speakers of one article by name and kind. Its id stands for the article, its day and words go along.

    A speaker without a capital letter or a digit in its name ("the company") is described, not named, and no mention.
    """
    found: dict[tuple[str, str], list[Reference]] = {}
    for statement in reading.statements:
        if (speaker := statement.speaker) and (name := _name(speaker)):
            found.setdefault((name, speaker.kind), []).append(speaker)
    words = capitalised(reading.article.text) if found else ()
    return {key: _mention(reading.article, key, speakers, words) for key, speakers in found.items()}


def _name(speaker: Reference) -> str | None:
    name = speaker.name
    if name is None or speaker.unresolved or speaker.kind not in NAMED:
        return None
    return name if any(c.isdigit() or (c.isalpha() and not c.islower()) for c in name) else None


def _mention(article: Article, key: tuple[str, str], speakers: Sequence[Reference], words: tuple[str, ...]) -> Mention:
    spans = [s.mention for s in speakers if s.mention]
    roles = dict.fromkeys(role.of(article.text) for s in speakers for role in s.roles)
    around = near(article.text, min(spans)) if spans else ()
    return Mention(
        name=key[0],
        kind=NAMED[key[1]],
        article=article.id,
        roles=tuple(roles),
        outlet=article.outlet,
        date=article.published.earliest if article.published else None,
        context=tuple(dict.fromkeys((*around, *words))),
    )


def identified(
    readings: Iterable[Reading], known: Iterable[Known] = (), decided: Iterable[Decision] = ()
) -> tuple[tuple[Reading, ...], EntityIndex]:
    """The readings in their order, each named speaker with its entity's id, and the index with every decision.

    ``known`` are the entities of the user's lists, ``decided`` the decisions of earlier runs that bind. The same
    speakers get the same ids whatever the order of the readings.
    """
    given = tuple(readings)
    named = [mentions(reading) for reading in given]
    index = EntityIndex.of((m for article in named for m in article.values()), known, decided)
    ids = {mention.id: index.entity(mention).id for mention in index.mentions}
    return tuple(_filled(r, {k: ids[m.id] for k, m in of.items()}) for r, of in zip(given, named, strict=True)), index


def _filled(reading: Reading, entities: dict[tuple[str, str], str]) -> Reading:
    def one(statement: Statement) -> Statement:
        speaker = statement.speaker
        entity = entities.get((speaker.name or "", speaker.kind)) if speaker and _name(speaker) else None
        return replace(statement, speaker=replace(speaker, entity=entity)) if speaker and entity else statement

    return replace(reading, statements=tuple(map(one, reading.statements)))
