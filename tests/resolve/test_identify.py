"""Speakers of one run across its articles."""

from dataclasses import replace

from onrecord.model import Article, Block, Made, Moment, Piece, Reading, Reference, Span, Statement
from onrecord.resolve.decisions import Known
from onrecord.resolve.identify import identified


def reading(number: int, *speakers: Reference | None) -> Reading:
    text = f"Rudolf Rassendyll said yes in Strelsau. ({number})"
    blocks, day = (Block("paragraph", Span(0, len(text))),), Moment.of(f"2024-01-0{number}")
    article = Article(f"sha256:{number}", f"{number}.txt", text, blocks, published=day)
    said = Span(18, 26)
    made = tuple(
        Statement(
            f"s{n}", article, (), None, (Piece(said, said.of(text)),), "indirect", 0.9, Made("0", "m"), speaker=who
        )
        for n, who in enumerate(speakers)
    )
    return Reading(article, made, (), ())


FULL = Reference("Rudolf Rassendyll", "person", Span(0, 17))
SHORT = Reference("Rassendyll", "person")
OTHERS = (
    None,
    Reference("the company", "organization"),
    Reference("senior aide", "anonymous"),
    Reference(None, "unknown", unresolved="no-antecedent"),
    Reference("A and B", "group"),
)


def test_named_speakers_get_an_entity_and_the_others_none() -> None:
    readings = [reading(1, FULL, *OTHERS), reading(2, SHORT, FULL)]
    filled, index = identified(readings)
    ids = [[s.speaker.entity if s.speaker else None for s in r.statements] for r in filled]
    (entity,) = index.entities
    assert ids == [[entity.id, *[None] * len(OTHERS)], [entity.id, entity.id]]
    assert [replace(r, statements=()) for r in filled] == [replace(r, statements=()) for r in readings]
    assert identified(reversed(readings))[1] == index


def test_a_users_list_names_the_entity() -> None:
    filled, index = identified([reading(1, SHORT)], [Known("wikidata:Q42", "Rudolf Rassendyll", "person")])
    assert [s.speaker.entity for s in filled[0].statements if s.speaker] == ["wikidata:Q42"]
    assert index.decisions[0].facts


def test_nothing_in_nothing_out() -> None:
    assert identified([])[0] == ()
