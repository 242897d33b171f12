"""Records follow the schema, hold the words of the text, and are lines of UTF-8."""

import json
from collections.abc import Iterator
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
from export.harbour import harbour
from onrecord.errors import IngestError
from onrecord.export import article_record, failure_record, line, statement_record
from onrecord.model import Declined, Reading, Span

SCHEMA = json.loads(files("onrecord.export").joinpath("statement.schema.json").read_text("utf-8"))
READINGS = {
    "wire": wire(),
    "wire of a day": wire("2024-02-09"),
    "council": council(),
    "harbour": harbour(),
    "bare": bare(),
    "empty": empty(),
}
WITHOUT = ("speaker", "audience", "said", "occasion", "mode", "act", "negated", "conditions", "figures")


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
        assert json.loads(line(record)) == record
        assert list(record) == SCHEMA["required"]
        for key, part in SCHEMA["properties"].items():
            if record[key]:
                for choice in (part, part.get("items", {}), *part.get("anyOf", ())):
                    first = record[key][0] if isinstance(record[key], list) else record[key]
                    assert "required" not in choice or list(first) == choice["required"]


@pytest.mark.parametrize("name", READINGS)
def test_every_word_stands_at_its_place(name: str) -> None:
    text = READINGS[name].article.text
    for statement in READINGS[name].statements:
        spans = list(placed(statement_record(statement)))
        assert spans
        assert all(text[span["start"] : span["end"]] == span["text"] for span in spans)


def placed(value: Any) -> Iterator[dict[str, Any]]:
    """Everything in a record that has a place."""
    if isinstance(value, dict):
        if "start" in value:
            yield value
        value = list(value.values())
    if isinstance(value, list):
        for inside in value:
            yield from placed(inside)


def test_pieces_are_joined_with_an_ellipsis_in_brackets() -> None:
    record = statement_record(council().statements[3])
    assert record["content"]["text"] == "“There is no money,” […] “None. […] “There was none last year."


def test_what_is_not_there_or_was_not_asked_for_is_null() -> None:
    statement = replace(council().statements[4], speaker=None, said=None, sense=None)
    record = statement_record(statement)
    validate(record)
    assert record["source"] is None
    assert record["cue"] is None
    assert all(record[key] is None for key in WITHOUT)
    assert record["confidence"] == {"attribution": 0.9, "speaker": None, "act": None}


def test_what_was_looked_for_and_is_not_there_is_an_empty_list_or_null() -> None:
    record = statement_record(council().statements[5])
    assert [record[key] for key in ("audience", "conditions", "figures")] == [[], [], []]
    assert (record["said"], record["occasion"], record["negated"]) == (None, None, False)
    assert (record["mode"], record["act"]) == ("speech", "assert")


def test_a_speaker() -> None:
    speaker = statement_record(harbour().statements[1])["speaker"]
    assert (speaker["name"], speaker["kind"], speaker["entity"]) == ("Tam Orrell", "person", "Q0")
    assert [role["text"] for role in speaker["roles"]] == ["Harbour master"]
    assert speaker["mention"]["text"] == "Tam Orrell"
    assert (speaker["unresolved"], speaker["candidates"]) == (None, [])


def test_an_unresolved_speaker_has_a_reason_and_candidates() -> None:
    record = statement_record(council().statements[3])
    assert (record["speaker"]["name"], record["speaker"]["unresolved"]) == (None, "ambiguous")
    assert record["speaker"]["candidates"] == ["mayor of Lund Quay", "deputy"]
    assert record["confidence"]["speaker"] is None
    assert record["confidence"]["act"] == 0.71


def test_a_day_and_an_unresolved_one() -> None:
    told, untold = (statement_record(harbour().statements[number])["said"] for number in (5, 3))
    assert (told["text"], told["earliest"], told["latest"], told["unresolved"]) == (
        "on Sunday",
        "2031-05-11",
        "2031-05-18",
        None,
    )
    assert (untold["text"], untold["earliest"], untold["unresolved"]) == ("in spring", None, "no-publication-date")


def test_conditions_without_marker_or_outcome_and_in_pieces() -> None:
    unmarked, unless, _ = statement_record(harbour().statements[4])["conditions"]
    assert (unmarked["kind"], unmarked["marker"], unmarked["condition"]["text"]) == ("necessary", None, "about $1.2bn")
    assert (unless["marker"]["text"], unless["outcome"]["text"]) == ("unless", "no ship could dock")
    [bare_one] = statement_record(harbour().statements[6])["conditions"]
    assert bare_one["outcome"] is None
    [apart] = statement_record(wire().statements[7])["conditions"]
    assert apart["outcome"]["text"].startswith("Shutting the western locks […] “would be")


def test_figures_are_numbers_that_json_can_hold() -> None:
    figures = [one for statement in harbour().statements for one in statement_record(statement)["figures"]]
    percent, people, money, cracks, many, under = figures
    assert (percent["value"], percent["unit"], percent["of"]) == (12, "%", "what they are")
    assert (people["value"], people["low"], people["high"]) == (None, 3000, 5000)
    assert (money["value"], money["approximate"], money["unit"]) == (1_200_000_000, True, "USD")
    assert (cracks["low"], cracks["high"]) == (40, None)
    assert (many["value"], len(many["text"])) == (None, 407)
    assert under["high"] == -0.25
    assert "." not in line({"value": percent["value"]})


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
