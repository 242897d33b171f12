"""The documents tell the truth: fields, figures, links, commands, and the README's Python."""

import dataclasses
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any, get_args

import pytest
from bench import readme
from bench.common import load_results

from onrecord import model
from onrecord.errors import IngestError
from onrecord.export.jsonl import article_record, failure_record, statement_record
from onrecord.model import (
    Article,
    Block,
    Condition,
    Declined,
    Figure,
    Made,
    Moment,
    Partition,
    Piece,
    Reading,
    Reference,
    Sense,
    Span,
    Statement,
    Timing,
)
from onrecord.nlp.encoder import digest_of, weights_folder
from onrecord.resolve.days import Reason

pytestmark = pytest.mark.house

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")), ROOT / "bench" / "labels" / "README.md"]
TYPES = [
    *("Statement", "Reference", "Timing", "Sense", "Condition", "Figure"),
    *("Piece", "Span", "Made", "Article", "Block", "Moment", "Reading", "Declined", "Partition"),
]
SCHEMA: dict[str, Any] = json.loads((files("onrecord.export") / "statement.schema.json").read_text("utf-8"))

HEADING = re.compile(r"^#+ +(.+?) *$", re.MULTILINE)
ROW = re.compile(r"^\| *`([^`]+)` *\|(.*)\|$", re.MULTILINE)
LINK = re.compile(r"\]\(([^)\s]+)\)")
CODE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def section(title: str) -> str:
    """The part of fields.md under a heading, up to the next one."""
    text = (ROOT / "docs" / "fields.md").read_text("utf-8")
    parts = re.split(r"^#+ +(.+?) *$", text, flags=re.MULTILINE)
    return parts[parts.index(title) + 1]


def rows(text: str) -> dict[str, list[str]]:
    """The entries of a table of fields: name → its other cells."""
    return {name: [cell.strip() for cell in rest.split("|")] for name, rest in ROW.findall(text)}


def keys(properties: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every key of a schema with its part, ``a.b`` inside an object and ``a[].b`` inside a list of objects."""
    for name, part in properties.items():
        yield name, part
        own = [part, *part.get("anyOf", ())]
        for choice in own:
            for key, value in keys(choice.get("properties", {})):
                yield f"{name}.{key}", value
            for key, value in keys(choice.get("items", {}).get("properties", {})):
                yield f"{name}[].{key}", value


SAMPLE = Article(
    id="sha256:0",
    origin="sample",
    text="Ann said yes.",
    blocks=(Block("paragraph", Span(0, 13)),),
    url="u",
    title="t",
    outlet="o",
    agency="a",
    bylines=("b",),
    dateline="d",
    published=Moment.of("2024-01-01"),
    language="en",
)


def piece(start: int, end: int) -> Piece:
    return Piece(Span(start, end), SAMPLE.text[start:end])


FULL = Statement(
    id="s1:0",
    article=SAMPLE,
    source=(piece(0, 3),),
    cue=piece(4, 8),
    content=(piece(9, 12),),
    quotation="indirect",
    confidence=0.9,
    made=Made("0", "sha256:0"),
    parent="s1:1",
    continues="s1:2",
    speaker=Reference("Ann", "person", Span(0, 3), (Span(0, 3),), confidence=0.9),
    said=Timing(Span(4, 8), Moment.of("2024-01-01")),
    sense=Sense(
        "speech",
        "assert",
        negated=False,
        act_confidence=0.9,
        audience=(Span(0, 3),),
        occasion=Span(4, 8),
        conditions=(Condition("sufficient", Span(0, 3), (Span(4, 8),), (Span(9, 12),)),),
        figures=(Figure(Span(9, 12), 1.0, 1.0, 2.0, approximate=True, unit="%", of="x"),),
    ),
)
UNTOLD = dataclasses.replace(
    FULL,
    speaker=Reference(None, "unknown", unresolved="ambiguous", candidates=("Ann",)),
    said=Timing(Span(4, 8), None, "vague"),
)
WHOLE = Reading(
    SAMPLE, (FULL,), (Declined("attribute", "confidence", Span(0, 3), 0.1),), (Partition(Span(0, 13), "reporter"),)
)


def test_each_key_of_the_schema_has_its_entry() -> None:
    assert list(rows(section("A statement as JSON"))) == [key for key, _ in keys(SCHEMA["properties"])]


def test_spans_and_pieces_have_their_entries() -> None:
    span, pieces = section("A span and pieces").split("*Pieces*")
    assert list(rows(span)) == list(SCHEMA["$defs"]["span"]["properties"])
    assert list(rows(pieces)) == list(SCHEMA["$defs"]["pieces"]["properties"])


def test_each_act_has_its_entry() -> None:
    acts = [act for act in SCHEMA["properties"]["act"]["enum"] if act]
    assert list(rows(section("Acts"))) == acts


def test_each_choice_is_named() -> None:
    entries = rows(section("A statement as JSON"))
    for key, part in keys(SCHEMA["properties"]):
        if key != "act":
            for value in filter(None, part.get("enum", ())):
                assert f"`{value}`" in " ".join(entries[key]), f"{key}: {value}"


def value_at(value: Any, keys: list[str]) -> Any:
    """What stands under ``a``, ``b`` … of a record, in a list in its first entry; an empty list is nothing."""
    for key in keys:
        value = value[key] if isinstance(value, dict) else None
        value = next(iter(value), None) if isinstance(value, list) else value
    return value


def test_what_is_not_computed_is_called_so() -> None:
    records = [statement_record(statement) for statement in (FULL, UNTOLD)]
    entries = rows(section("A statement as JSON"))
    assert {cells[-1] for cells in entries.values()} == {"yes", "no"}
    for name, cells in entries.items():
        keys = name.replace("[]", "").split(".")
        computed = any(value_at(record, keys) is not None for record in records)
        assert (cells[-1] == "yes") == computed, name


def test_each_reason_of_the_code_has_its_entry() -> None:
    """What stands in the code as a reason; the other way round, so does what the page names."""
    said, told = section("Why something is unresolved").split("| reason, in `said`")
    assert set(rows(told)) == set(get_args(Reason))
    source = "".join(path.read_text("utf-8") for path in (ROOT / "src" / "onrecord" / "resolve").glob("*.py"))
    assert set(rows(said)) == set(re.findall(r'(?:unresolved|\breason) ?= ?"([a-z-]+)"', source)) | {"no-antecedent"}


def test_each_key_of_an_article_has_its_entry() -> None:
    good, bad = article_record(WHOLE), failure_record("x", IngestError("no"))
    assert list(good) == list(bad)
    expected = set(good)
    for name, example in (("blocks", good), ("declined", good), ("errors", bad)):
        expected |= {f"{name}[].{key}" for key in example[name][0]}
    assert set(rows(section("An article as JSON"))) == expected


@pytest.mark.parametrize("name", TYPES)
def test_each_field_of_a_type_has_its_entry(name: str) -> None:
    fields = [field.name for field in dataclasses.fields(getattr(model, name))]
    assert list(rows(section(name))) == fields


def test_the_figures_are_those_measured() -> None:
    assert readme.block((ROOT / "README.md").read_text("utf-8")) == readme.render(load_results())


def test_the_figures_are_of_these_weights() -> None:
    measured = {name: part["measured"]["model"] for name, part in load_results().items() if "measured" in part}
    assert set(measured.values()) <= {digest_of(weights_folder())}, measured


def code(language: str, page: Path) -> list[str]:
    return [body for kind, body in CODE.findall(page.read_text("utf-8")) if kind == language]


def test_the_python_runs() -> None:
    (example,) = code("python", ROOT / "README.md")
    run = subprocess.run([sys.executable, "-c", example], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert "Corvane" in run.stdout


def commands() -> list[str]:
    lines = (line for page in PAGES for body in code("sh", page) for line in body.splitlines())
    return [command for line in lines if (command := line.split("#")[0].strip())]


@pytest.mark.parametrize("command", commands())
def test_each_command_exists(command: str) -> None:
    program, verb, *rest = command.split()
    if program == "make":
        assert re.search(rf"^{verb}:", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
        return
    assert program == "onrecord", f"{command}: say here how to check that it exists"
    run = subprocess.run(
        [sys.executable, "-c", "from onrecord.cli.main import main; main()", verb, "--help"],
        env={"COLUMNS": "200", "NO_COLOR": "1", "TERM": "dumb", "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    for option in (word for word in rest if word.startswith("--")):
        assert option in run.stdout, f"{command}: {option} is not in the help"
    if verb == "read":
        paths = [word for before, word in zip([verb, *rest], rest, strict=False) if "-" not in {before[0], word[0]}]
        assert all((ROOT / path).exists() for path in paths), command


def slug(heading: str) -> str:
    """The anchor that a heading gets: as GitHub makes them."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_each_link_leads_somewhere(page: Path) -> None:
    text = CODE.sub("", page.read_text("utf-8"))
    for target in LINK.findall(text):
        if target.startswith("https://"):
            continue
        path, _, anchor = target.partition("#")
        goal = (page.parent / path).resolve() if path else page
        assert goal.exists(), f"{page.name}: {target}"
        if anchor:
            assert anchor in map(slug, HEADING.findall(goal.read_text("utf-8"))), f"{page.name}: {target}"
