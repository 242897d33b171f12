"""Readings in, one by one; an audit out."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from onrecord.audit.entities import EntityList, folded
from onrecord.audit.record import (
    AMBIGUOUS,
    NO_VALUE,
    NOT_LISTED,
    UNRESOLVED,
    Audit,
    Column,
    Single,
    Tally,
    Voice,
)
from onrecord.model import Kind, Made, Reading, Reference, Share, Statement

SHARES: Final[tuple[Share, ...]] = ("content", "source", "cue", "circumstance", "reporter", "apparatus")
"""What the characters of an article are counted as; white space is not."""

NOT_ASKED: Final = "not-asked"
"""Stands for a speaker, an act or a mode of a reading without fields."""

_WORD: Final = re.compile(r"\w+(?:(?:[’'\-]|(?<=\d)[.,/](?=\d))\w+)*")
_NATURE: Final[dict[Kind, str]] = {
    **dict.fromkeys(("person", "anonymous", "group", "generic"), "people"),
    "organization": "institutions",
    "document": "documents",
    "narrator": "the author",
    "unknown": "unknown",
}
_OWN: Final[frozenset[Kind]] = frozenset({"narrator", "generic"})
"""Kinds that are no source of an article."""


def words_in(statement: Statement) -> int:
    """The words of the content: letters and digits with the apostrophes and hyphens inside them; ``1,200`` is one."""
    return sum(sum(1 for _ in _WORD.finditer(piece.words)) for piece in statement.content)


def characters(reading: Reading) -> dict[Share, int]:
    """How many characters of the text, white space left out, each share stands for."""
    counts: Counter[Share] = Counter()
    text = reading.article.text
    for part in reading.partition:
        if part.share != "space":
            counts[part.share] += sum(not character.isspace() for character in part.span.of(text))
    return {share: counts[share] for share in SHARES}


def audit(readings: Iterable[Reading], entities: EntityList | None = None) -> Audit:
    """Counts all readings; ``entities`` is the user's own list, whose columns are counted too."""
    auditor = Auditor(entities)
    for reading in readings:
        auditor.add(reading)
    return auditor.result()


@dataclass(slots=True)
class _Sum:
    statements: int = 0
    words: int = 0
    speakers: set[str] = field(default_factory=set)

    def add(self, words: int, speaker: str | None) -> None:
        self.statements += 1
        self.words += words
        if speaker is not None:
            self.speakers.add(speaker)


@dataclass(slots=True)
class _Voice:
    """The name as it was first met, and what was counted of it."""

    name: str
    named: bool
    kinds: Counter[Kind] = field(default_factory=Counter)
    quotations: Counter[str] = field(default_factory=Counter)
    articles: set[str] = field(default_factory=set)
    words: int = 0


class Auditor:
    """Adds up readings one by one, so that no article has to be kept."""

    def __init__(self, entities: EntityList | None = None) -> None:
        self._entities = entities or EntityList((), {})
        self._articles, self._silent, self._relayed = 0, 0, 0
        self._sums: defaultdict[str, defaultdict[tuple[str, bool], _Sum]] = defaultdict(lambda: defaultdict(_Sum))
        self._voices: dict[str, _Voice] = {}
        self._characters: Counter[Share] = Counter()
        self._single: list[Single] = []
        self._made: set[tuple[str, str]] = set()

    def add(self, reading: Reading) -> None:
        """Counts one article."""
        outer = [statement for statement in reading.statements if statement.parent is None]
        self._articles += 1
        self._silent += not outer
        self._relayed += len(reading.statements) - len(outer)
        self._characters.update(characters(reading))
        self._made.update((statement.made.onrecord, statement.made.model) for statement in outer)
        for statement in outer:
            self._count(statement)
        if single := _single(reading, outer):
            self._single.append(single)

    def result(self) -> Audit:
        """What was counted so far."""
        everything = self._sums["quotation"].values()
        return Audit(
            articles=self._articles,
            silent=self._silent,
            statements=sum(one.statements for one in everything),
            words=sum(one.words for one in everything),
            relayed=self._relayed,
            speakers=len(set().union(*(one.speakers for one in everything))),
            voices=tuple(sorted(map(self._voice, self._voices.values()), key=_loudest)),
            standing=self._tallies("standing"),
            nature=self._tallies("nature"),
            kinds=self._tallies("kind"),
            quotation=self._tallies("quotation"),
            acts=self._tallies("act"),
            modes=self._tallies("mode"),
            unresolved=self._tallies("unresolved"),
            characters=tuple((share, self._characters[share]) for share in SHARES),
            single=tuple(self._single),
            columns=tuple(Column(name, self._tallies(f"column {name}")) for name in self._entities.columns),
            made=tuple(Made(*made) for made in sorted(self._made)),
        )

    def _count(self, statement: Statement) -> None:
        speaker, sense, words = statement.speaker, statement.sense, words_in(statement)
        key = None if speaker is None else identity(speaker)
        # "An official" of one article is hardly that of another; a name is the same in both.
        who = key if key is None or (speaker and is_named(speaker)) else f"{statement.article.id} {key}"
        if standing(speaker) == UNRESOLVED:
            code = (speaker and speaker.unresolved) or NOT_ASKED
            self._sums["unresolved"][code, True].add(words, None)
        values = {
            "standing": standing(speaker),
            "nature": _NATURE[speaker.kind if speaker else "unknown"],
            "kind": speaker.kind if speaker else "unknown",
            "quotation": statement.quotation,
            "act": sense.act if sense else NOT_ASKED,
            "mode": sense.mode if sense else NOT_ASKED,
        }
        for name, value in values.items():
            self._sums[name][value, value not in {UNRESOLVED, "unknown", NOT_ASKED}].add(words, who)
        for name, answer in zip(self._entities.columns, self._listed(speaker), strict=True):
            self._sums[f"column {name}"][answer].add(words, who)
        if speaker is not None and key is not None:
            voice = self._voices.setdefault(key, _Voice(speaker.name or "", is_named(speaker)))
            voice.kinds[speaker.kind] += 1
            voice.quotations[statement.quotation] += 1
            voice.articles.add(statement.article.id)
            voice.words += words

    def _listed(self, speaker: Reference | None) -> list[tuple[str, bool]]:
        """For each column of the list the speaker's value, or the reason why it is unknown."""
        columns = len(self._entities.columns)
        if speaker is None or speaker.name is None:
            return [(UNRESOLVED, False)] * columns
        found = self._entities.fits(speaker.name)
        if not found:
            return [(AMBIGUOUS if found is None else NOT_LISTED, False)] * columns
        return [(value, True) if value else (NO_VALUE, False) for value in found[0].values]

    def _tallies(self, name: str) -> tuple[Tally, ...]:
        """The sums of a property: the most frequent first, what is unknown last."""
        made = [
            Tally(value, one.statements, one.words, len(one.speakers), known)
            for (value, known), one in self._sums[name].items()
        ]
        return tuple(sorted(made, key=lambda t: (not t.known, -t.statements, -t.words, t.value)))

    def _voice(self, voice: _Voice) -> Voice:
        found = self._entities.fits(voice.name)
        return Voice(
            name=voice.name,
            kind=min(voice.kinds, key=lambda kind: (-voice.kinds[kind], kind)),
            named=voice.named,
            statements=voice.quotations.total(),
            words=voice.words,
            articles=len(voice.articles),
            direct=voice.quotations["direct"],
            indirect=voice.quotations["indirect"],
            mixed=voice.quotations["mixed"],
            values=found[0].values if found else ("",) * len(self._entities.columns),
        )


def _loudest(voice: Voice) -> tuple[int, int, str]:
    return -voice.statements, -voice.words, voice.name


def identity(speaker: Reference) -> str | None:
    """What makes two speakers one: the entity where it was resolved, else the name; None for one without a name.

    An unnamed "official" and an organization of that name stay apart.
    """
    if speaker.name is None:
        return None
    return speaker.entity or f"{'' if is_named(speaker) else '~'}{folded(speaker.name)}"


def is_named(speaker: Reference) -> bool:
    """True for a name, false for a description ("senior aide", "Port Quill councillors").

    A group is named when it is several names together: each ends with a capital, as "Ann Lee and Bo Rask" does.
    """
    if speaker.name is None or speaker.kind in {"anonymous", "generic", "narrator", "unknown"}:
        return False
    if speaker.kind != "group":
        return True
    parts = re.split(r",? and |, ", speaker.name)
    return len(parts) > 1 and all(part.split() and part.split()[-1][0].isupper() for part in parts)


def standing(speaker: Reference | None) -> str:
    """Named or not: ``named`` (people, organizations), ``unnamed``, ``document``, ``author``, ``unresolved``."""
    if speaker is None or speaker.kind == "unknown":
        return UNRESOLVED if speaker is None or speaker.name is None else "unnamed"
    if speaker.kind == "narrator":
        return "the author"
    if speaker.kind in {"anonymous", "generic", "group"}:
        return "named" if is_named(speaker) else "unnamed"
    if speaker.name is None:
        return UNRESOLVED
    return "document" if speaker.kind == "document" else "named"


def _single(reading: Reading, outer: list[Statement]) -> Single | None:
    """The one speaker on whom the article rests, if there is one."""
    voices: dict[str, Reference] = {}
    known = 0
    for statement in outer:
        speaker = statement.speaker
        key = identity(speaker) if speaker and speaker.kind not in _OWN else None
        if speaker is not None and key is not None:
            voices.setdefault(key, speaker)
            known += 1
    if len(voices) != 1:
        return None
    [speaker] = voices.values()
    article = reading.article
    unresolved = sum(1 for s in outer if s.speaker is None or (s.speaker.name is None and s.speaker.kind not in _OWN))
    return Single(article.id, article.origin, article.title, speaker.name or "", speaker.kind, known, unresolved)
