"""Each format as a whole, for one small article that has everything and for the labelled one."""

from collections.abc import Callable
from pathlib import Path

import pytest

from export.golden import same
from export.handmade import council, wire
from export.harbour import harbour
from onrecord.export import article_record, csv, line, render_page, statement_record
from onrecord.model import Reading

GOLDEN = Path(__file__).parent / "golden"
MAKE: dict[str, Callable[[], Reading]] = {"council": council, "harbour": harbour, "wire": wire}


@pytest.mark.parametrize("name", MAKE)
def test_jsonl(name: str) -> None:
    same(GOLDEN / f"{name}.jsonl", "".join(line(statement_record(s)) for s in MAKE[name]().statements))


@pytest.mark.parametrize("name", MAKE)
def test_articles(name: str) -> None:
    same(GOLDEN / f"{name}.articles.jsonl", line(article_record(MAKE[name]())))


@pytest.mark.parametrize("name", MAKE)
def test_csv(name: str) -> None:
    same(GOLDEN / f"{name}.csv", csv.header() + csv.rows(MAKE[name]()))


@pytest.mark.parametrize("name", MAKE)
def test_html(name: str) -> None:
    same(GOLDEN / f"{name}.html", render_page(MAKE[name]()))
