"""The audit as JSON, CSV and a page: the same numbers in each, and nothing that could run."""

import csv
import io
import json
import re

import pytest

from export.handmade import Said, article, bare, council, reading, wire
from export.harbour import harbour
from export.test_page import NASTY, Page, assert_harmless
from export.understood import Told
from onrecord.audit import Audit, audit, entity_list
from onrecord.errors import IngestError
from onrecord.export import audit_csv, audit_record, line, render_audit
from onrecord.export.report import COLUMNS, percent

LIST = "name,gender\nEdda Corvane,woman\nTam Orrell,man\n"


def made() -> Audit:
    return audit([wire(), council(), harbour(), bare()], entity_list(LIST))


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_json() -> None:
    record = json.loads(line(audit_record(made(), [("x", IngestError("no", code="empty"))])))
    assert record["schema"] == "onrecord/audit/1"
    assert (record["articles"], record["statements"]) == (4, 29)
    assert record["voices"][0]["values"] == {"gender": "woman"}
    assert next(iter(record["parts"])) == "column:gender"
    assert sum(one["of_all"] for one in record["characters"]) == pytest.approx(1, abs=0.001)
    assert record["failed"] == [{"origin": "x", "code": "empty", "message": "no"}]
    for tallies in record["parts"].values():
        assert all(0 < one["statements_share"] < 1 or one["statements"] == 29 for one in tallies)


def test_csv_has_a_row_for_each_number() -> None:
    rows = table(audit_csv(made()))
    assert tuple(rows[0]) == COLUMNS
    assert rows[0]["statements"] == "29"
    parts = {row["part"] for row in rows}
    assert {"all", "voice", "speaker", "single-source", "standing", "act", "column:gender"} <= parts
    known = {
        row["value"]: row["statements"] for row in rows if row["part"] == "column:gender" and row["known"] == "true"
    }
    assert known == {"woman": "11", "man": "3"}


def test_a_name_in_csv_is_no_formula() -> None:
    told = Told("=1+1")
    one = reading(article("=1+1 said no", title="=2"), (Said(("=1+1",), "said", ("no",), told=told),))
    rows = table(audit_csv(audit([one])))
    assert {row["value"] for row in rows if row["part"] == "speaker"} == {"'=1+1"}
    assert {row["title"] for row in rows if row["part"] == "single-source"} == {"'=2"}


def test_the_page_shows_each_number_with_its_bar() -> None:
    page = Page(render_audit(made()))
    assert_harmless(page)
    assert "4 articles · 29 statements" in page.body
    assert "Edda Corvane woman1138%" in page.body
    assert "not in your list" in page.body
    assert "1 article of 4 with statements of one speaker only" in page.body
    rects = [attributes for tag, attributes in page.tags if tag == "rect"]
    assert all(0 <= float(one["width"] or -1) <= 100 for one in rects)
    assert len([one for one in rects if one["class"] == "b-words"]) == page.body.count("%") // 2 - 3


def test_the_page_can_be_shortened() -> None:
    assert "and 9 more speakers" in Page(render_audit(made(), top=2)).body


@pytest.mark.parametrize("words", NASTY)
def test_markup_in_names_stays_words(words: str) -> None:
    one = reading(article(f"{words} said no", title=words), (Said((words,), "said", ("no",), told=Told(words)),))
    listed = entity_list("name,x\n")
    page = Page(render_audit(audit([one], listed), [(words, IngestError(words, code=words))]))
    assert_harmless(page)
    assert page.body.count(words) > 3
    assert not re.search(r"url\(|@import|<script|\sstyle=|\son\w+=", render_audit(made()))


def test_nothing_found_and_nothing_read() -> None:
    assert "No statement was found." in Page(render_audit(audit([bare()]))).body
    assert "0 articles" in Page(render_audit(audit([]))).body
    assert len(table(audit_csv(audit([])))) == 7


@pytest.mark.parametrize(
    ("part", "whole", "shown"), [(0, 0, "0%"), (0, 9, "0%"), (1, 1000, "<1%"), (1, 3, "33%"), (9, 9, "100%")]
)
def test_percents(part: int, whole: int, shown: str) -> None:
    assert percent(part, whole) == shown
