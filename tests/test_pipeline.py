"""The whole way from text to statements: what must hold for any text."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord import Hints, Options, Reader, Reading, UsageError, read_inputs

EXAMPLES = Path(__file__).parent.parent / "examples"
PIECES = [
    "“",
    "”",
    '"',
    "'",
    " he said",
    " said Edda Corvane",
    ", ",
    ". ",
    "\n\n",
    "The canal",
    " will close",
    "\x00",
    "\ud800",
    "שלום",
    "–",
    "(",
    " if ",
]
NEWSISH = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(Options(threshold=0.0))


def check(reading: Reading) -> None:
    text = reading.article.text
    ids = {s.id for s in reading.statements}
    assert len(ids) == len(reading.statements)
    starts = []
    for s in reading.statements:
        pieces = (*s.source, *((s.cue,) if s.cue else ()), *s.content)
        for p in pieces:
            assert text[p.span.start : p.span.end] == p.words
            assert p.words == p.words.strip()
        assert 0 <= s.confidence <= 1
        assert s.parent is None or s.parent in ids
        assert s.continues is None or s.continues in ids
        starts.append(min(p.span.start for p in pieces))
    assert starts == sorted(starts)
    covered = [i for p in reading.partition for i in range(p.span.start, p.span.end)]
    assert covered == list(range(len(text)))


@given(st.one_of(st.text(min_size=1, max_size=300), NEWSISH))
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_string_is_read(reader: Reader, text: str) -> None:
    if text.strip():
        check(reader.read(text))


@pytest.mark.parametrize("name", ["wire-report.txt", "wire-report.html", "local-story.txt", "wire-report-trimmed.txt"])
def test_the_examples(reader: Reader, name: str) -> None:
    check(reader.read(EXAMPLES / name))


@pytest.mark.parametrize(
    "text",
    ['"' * 10_000, "“" * 10_000, "a" * 100_000, "he said “" * 3_000, "שלום " * 500, "said " * 2_000],
    ids=["straight marks", "curly marks", "one word", "unclosed", "right to left", "cues"],
)
def test_odd_texts(reader: Reader, text: str) -> None:
    check(reader.read(text))


def texts(folder: Path) -> list[str]:
    parts = (EXAMPLES / "wire-report.txt").read_text(encoding="utf-8").split("\n\n")
    rng = random.Random(1)
    paths = []
    for k in range(6):
        path = folder / f"{k}.txt"
        path.write_text("\n\n".join(rng.sample(parts, 8)), encoding="utf-8")
        paths.append(str(path))
    return paths


def summary(results: Iterator[object]) -> dict[str, list[tuple[str, float]]]:
    found = {}
    for r in results:
        assert isinstance(r, Reading)
        found[r.article.origin] = [(s.id, s.confidence) for s in r.statements]
    return found


def test_a_result_does_not_depend_on_batch_order_or_jobs(tmp_path: Path) -> None:
    paths = texts(tmp_path)
    one = summary(read_inputs(paths, hints=Hints(), options=Options()))
    assert one == summary(read_inputs(paths[::-1], hints=Hints(), options=Options()))
    assert one == summary(read_inputs(paths, hints=Hints(), options=Options(), jobs=2))
    for path in paths:
        assert one[path] == summary(read_inputs([path], hints=Hints(), options=Options()))[path]


def test_a_lower_threshold_gives_more_and_declines_less(reader: Reader) -> None:
    strict = Reader(Options(threshold=0.9)).read(EXAMPLES / "wire-report.txt")
    loose = reader.read(EXAMPLES / "wire-report.txt")
    assert len(strict.statements) < len(loose.statements)
    assert {s.id for s in strict.statements} < {s.id for s in loose.statements}
    assert {d.reason for d in loose.declined} <= {"unattributed", "parent-declined"}
    assert {d.reason for d in strict.declined} <= {"confidence", "parent-declined", "unattributed"}
    assert len(strict.statements) + len(strict.declined) == len(loose.statements) + len(loose.declined)


def test_a_threshold_is_a_probability() -> None:
    with pytest.raises(UsageError, match="from 0 to 1"):
        Options(threshold=7)
