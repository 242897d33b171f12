"""The wire report that started the project, our own example and five rewritten variants: what a reader finds in them.

``floors.json`` holds how many statements each file must give with exactly the reader's words for source, cue and
content. A floor rises with the engine and is never lowered in silence. No rule may exist for one of these alone.
"""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from onrecord import Reader, Reading

HERE = Path(__file__).parent
DATA = HERE / "data" / "wire"
SHARED = HERE.parent.parent / "shared" / "data" / "wire"
EXAMPLE = HERE.parent / "examples" / "wire-report.txt"
FLOORS: dict[str, int] = json.loads((DATA / "floors.json").read_text(encoding="utf-8"))
FILES = {
    "report": (SHARED / "report.txt", SHARED / "expected.json"),
    "example": (EXAMPLE, DATA / "example.json"),
    **{f"variant-{i}": (DATA / f"variant-{i}.txt", DATA / f"variant-{i}.json") for i in range(1, 6)},
}
_WORD = re.compile(r"\w+")

Key = tuple[frozenset[int], frozenset[int], frozenset[int]]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


@pytest.fixture(params=FILES, scope="module")
def case(request: pytest.FixtureRequest, reader: Reader) -> tuple[str, Reading, dict[str, Any]]:
    text, gold = FILES[request.param]
    if not text.is_file():
        pytest.skip(f"{text.name} stands in ../shared/data/wire, which is not here")
    return request.param, reader.read(text), json.loads(gold.read_text(encoding="utf-8"))


def words(text: str, spans: list[tuple[int, int]]) -> frozenset[int]:
    return frozenset(m.start() for a, b in spans for m in _WORD.finditer(text, a, b))


def gold_key(text: str, s: dict[str, Any]) -> Key:
    cue = [s["cue"]] if s["cue"] else []
    source, cues, content = ([(x["start"], x["end"]) for x in part] for part in (s["source"], cue, s["content"]))
    return words(text, source), words(text, cues), words(text, content)


def read_keys(reading: Reading) -> dict[Key, str]:
    text = reading.article.text
    found: dict[Key, str] = {}
    for s in reading.statements:
        if s.parent is None:
            parts = (s.source, (s.cue,) if s.cue else (), s.content)
            source, cue, content = ([(p.span.start, p.span.end) for p in part] for part in parts)
            found[words(text, source), words(text, cue), words(text, content)] = s.quotation
    return found


def test_statements(case: tuple[str, Reading, dict[str, Any]]) -> None:
    name, reading, gold = case
    found, text = read_keys(reading), reading.article.text
    right = [s for s in gold["statements"] if gold_key(text, s) in found]
    assert len(right) >= FLOORS[name], [s["n"] for s in gold["statements"] if s not in right]
    wrong = [s["n"] for s in right if found[gold_key(text, s)] != s["quotation"]]
    assert not wrong, f"quotation of {wrong}"


def test_apparatus(case: tuple[str, Reading, dict[str, Any]]) -> None:
    _, reading, gold = case
    apparatus = {(b.span.start, b.span.end) for b in reading.article.blocks if b.kind not in ("headline", "paragraph")}
    assert apparatus == {(a["start"], a["end"]) for a in gold["apparatus"]}
    assert reading.article.agency == gold["article"]["agency"]
    assert reading.article.dateline == gold["article"]["dateline"]


def test_a_copy_that_was_trimmed_and_the_page_give_the_same_words(reader: Reader) -> None:
    folder = EXAMPLE.parent
    plain, page = reader.read(EXAMPLE), reader.read(folder / "wire-report.html")

    def contents(reading: Reading) -> set[str]:
        return {" ".join(p.words for p in s.content) for s in reading.statements if s.parent is None}

    assert contents(plain) <= contents(page)
    assert len(contents(plain) & contents(reader.read(folder / "wire-report-trimmed.txt"))) > len(contents(plain)) // 3
