"""Readings for the record: small articles with all fields, two models that read them, versions of one story."""

from dataclasses import replace
from typing import Any

from export.handmade import Said, article, identity, piece, reading
from onrecord.model import (
    Article,
    Condition,
    Figure,
    Made,
    Moment,
    Reading,
    Reference,
    Sense,
    Span,
    Statement,
    Timing,
)
from onrecord.record import How, Run, Store

MADE = Made("0.1.0", "sha256:" + "5e" * 32)
NEWER = Made("0.2.0", "sha256:" + "7a" * 32)

STORY = """Lund Quay will get its ferry

Mayor Edda Corvane told reporters on Monday that the council would pay about 3,000 crowns if the harbour agreed.

“Nobody was asked,” harbour master Tom Ruck said. “We will not pay.”
"""


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def story(text: str = STORY, made: Made = MADE, **fields: Any) -> Reading:
    """Two statements: one with all that can be known of it, one with little."""
    known: dict[str, Any] = {
        "origin": "quay.html",
        "url": "https://news.example/quay",
        "outlet": "Lund Quay Post",
        "published": Moment.of("2031-05-19"),
    }
    whole = article(text, **(known | fields))
    said = (
        Said(
            ("Mayor Edda Corvane",),
            "told",
            ("that the council would pay about 3,000 crowns if the harbour agreed",),
            confidence=0.9,
        ),
        Said(("harbour master Tom Ruck",), "said", ("“Nobody was asked,”", "“We will not pay.”"), "direct"),
    )
    plain = reading(whole, said)
    first, second = plain.statements
    return replace(plain, statements=(mayor(first, made), master(second, made)))


def mayor(plain: Statement, made: Made = MADE) -> Statement:
    text = plain.article.text
    return replace(
        plain,
        made=made,
        speaker=Reference(
            "Edda Corvane",
            "person",
            mention=span(text, "Edda Corvane"),
            roles=(span(text, "Mayor"),),
            confidence=0.97,
        ),
        said=Timing(span(text, "on Monday"), Moment("2031-05-19", "2031-05-19", "2031-05-19")),
        sense=Sense(
            mode="speech",
            act="commit",
            negated=False,
            act_confidence=0.8,
            audience=(span(text, "reporters"),),
            conditions=(
                Condition(
                    "sufficient",
                    span(text, "if"),
                    (span(text, "the harbour agreed"),),
                    (span(text, "the council would pay"), span(text, "crowns")),
                ),
            ),
            figures=(Figure(span(text, "about 3,000"), 3000.0, None, None, True, "crowns", None),),
        ),
    )


def master(plain: Statement, made: Made = MADE) -> Statement:
    text = plain.article.text
    return replace(
        plain,
        made=made,
        speaker=Reference("Tom Ruck", "person", mention=span(text, "Tom Ruck"), confidence=0.9),
        said=None,
        sense=Sense("speech", "refuse", False, 0.7),
    )


def simple(text: str, *said: tuple[str, str, str], made: Made = MADE, **fields: Any) -> Reading:
    """An article whose statements are given as source, cue and content; the source names the speaker."""
    plain = reading(article(text, **fields), tuple(Said((who,), cue, (words,)) for who, cue, words in said))
    known = tuple(
        replace(
            one, made=made, speaker=Reference(one.source[0].words, "person"), sense=Sense("speech", "assert", False, 1)
        )
        for one in plain.statements
    )
    return replace(plain, statements=known)


def moved(plain: Reading, content: dict[int, str], made: Made = NEWER) -> Reading:
    """The same article as another model reads it: the contents of some statements (by number) are other words."""
    statements = []
    for number, one in enumerate(plain.statements):
        changed = replace(one, made=made)
        if number in content:
            changed = replace(changed, content=(piece(plain.article.text, content[number], 0),))
            changed = replace(changed, id=identity(changed))
        statements.append(changed)
    return replace(plain, statements=tuple(statements))


def begun(store: Store, made: Made = MADE, **options: Any) -> How:
    """A run that adds."""
    return store.begin(Run(made, options, ("quay.html",), "/"))


def of(whole: Article, words: str) -> Span:
    return span(whole.text, words)
