"""Records follow the schema, hold the words of the text, and are lines of UTF-8."""

import json
from dataclasses import replace
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from export.handmade import Said, article, bare, council, empty, reading, wire
from onrecord.errors import IngestError
from onrecord.export import article_record, failure_record, line, statement_record
from onrecord.model import Declined, Reading, Span

SCHEMA = json.loads(files("onrecord.export").joinpath("statement.schema.json").read_text("utf-8"))
READINGS = {"wire": wire(), "council": council(), "bare": bare(), "empty": empty()}


def validate(record: dict[str, Any]) -> None:
    jsonschema.validate(record, SCHEMA, format_checker=jsonschema.FormatChecker())


def test_the_schema_is_the_contract_of_the_design(root: Path) -> None:
    contract = root.parent / "shared" / "design" / "statement.schema.json"
    if not contract.is_file():
        pytest.skip("the design folder is not beside the repository")
    assert json.loads(contract.read_text("utf-8")) == SCHEMA


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("name", READINGS)
def test_every_record_follows_the_schema_with_its_keys_in_order(name: str) -> None:
    for statement in READINGS[name].statements:
        record = statement_record(statement)
        validate(record)
        assert list(record) == SCHEMA["required"]
        assert list(record["article"]) == SCHEMA["properties"]["article"]["required"]


@pytest.mark.parametrize("name", READINGS)
def test_every_word_stands_at_its_place(name: str) -> None:
    text = READINGS[name].article.text
    for statement in READINGS[name].statements:
        record = statement_record(statement)
        spans = [*record["content"]["spans"], *(record["source"] or {"spans": []})["spans"]]
        spans += [record["cue"]] if record["cue"] else []
        assert all(text[span["start"] : span["end"]] == span["text"] for span in spans)


def test_pieces_are_joined_with_an_ellipsis_in_brackets() -> None:
    record = statement_record(council().statements[3])
    assert record["content"]["text"] == "“There is no money,” […] “None. […] “There was none last year."


def test_what_is_not_there_or_not_computed_is_null() -> None:
    record = statement_record(council().statements[4])
    assert record["source"] is None
    assert record["cue"] is None
    absent = ("speaker", "audience", "said", "occasion", "mode", "act", "negated", "conditions", "figures")
    assert all(record[key] is None for key in absent)
    assert record["confidence"] == {"attribution": 0.9, "speaker": None, "act": None}


def test_relations_are_ids_of_the_same_article() -> None:
    records = [statement_record(statement) for statement in council().statements]
    assert records[2]["parent"] == records[1]["id"]
    assert records[4]["continues"] == records[3]["id"]


def test_an_article_that_tells_all_of_itself() -> None:
    record = statement_record(council().statements[0])["article"]
    assert record["published"] == "2031-05-17T08:40:00+02:00"
    assert record["bylines"] == ["Ines Alder", "Tom Ruck"]


def test_the_partition_covers_the_text() -> None:
    record = article_record(wire())
    at = 0
    for start, end, _share in record["partition"]:
        assert start == at
        at = end
    assert at == len(record["text"])


def test_declined_carries_stage_reason_and_place() -> None:
    declined = article_record(council())["declined"]
    words = council().article.text[170:185]
    assert declined == [
        {
            "stage": "attribute",
            "reason": "low_confidence",
            "span": {"start": 170, "end": 185, "text": words},
            "confidence": 0.2,
        },
        {"stage": "ingest", "reason": "duplicate", "span": None, "confidence": None},
    ]


def test_a_failure_has_the_keys_of_an_article() -> None:
    record = failure_record("x.html", IngestError("no article in it", code="empty", article="x.html", span=Span(3, 9)))
    assert list(record) == list(article_record(bare()))
    error = {"stage": "ingest", "code": "empty", "message": "no article in it", "span": {"start": 3, "end": 9}}
    assert record["errors"] == [error]
    assert failure_record("x", IngestError("no"))["errors"][0]["span"] is None


@pytest.mark.parametrize("character", ["\ud800", "\u2028", "\u2029", "\x85", "\x9b", "\x7f", "\x1b", "\x00"])
def test_no_character_breaks_a_line(character: str) -> None:
    made = reading(article(f"Ann said{character}: go."), (Said(("Ann",), f"said{character}", ("go",)),))
    text = line(statement_record(made.statements[0]))
    assert text.encode("utf-8").decode("utf-8").splitlines() == [text[:-1]]
    assert json.loads(text)["cue"]["text"] == f"said{character}"
    assert character not in text


@given(st.text(st.characters(), min_size=1).filter(lambda t: "\udbff" not in t and not _paired(t)))
def test_any_text_comes_back(text: str) -> None:
    made = Reading(article(text, blocks=()), (), (Declined("attribute", "low_confidence", Span(0, 1), 0.0),), ())
    encoded = line(article_record(made)).encode("utf-8")
    assert encoded.count(b"\n") == 1
    assert json.loads(encoded)["text"] == text


def _paired(text: str) -> bool:
    """JSON joins a high and a low surrogate that stand side by side (see ``line``)."""
    return any(0xD800 <= ord(a) < 0xDC00 <= ord(b) < 0xE000 for a, b in pairwise(text))


def test_umlauts_stay_readable() -> None:
    made = article("Jörg said no.", blocks=())
    assert "Jörg" in line(article_record(Reading(made, (), (), ())))


def test_confidence_is_rounded() -> None:
    statement = replace(wire().statements[0], confidence=1 / 3)
    assert statement_record(statement)["confidence"]["attribution"] == 0.3333
