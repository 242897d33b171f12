"""The verbs of the record: ``add``, ``search``, ``show``, ``verify``, ``speakers``, ``stats``, ``check --record``."""

import csv
import io
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from cli.fake import one
from onrecord import ingest
from onrecord.app import Failure
from onrecord.cli import add as add_verb
from onrecord.cli import recorded
from onrecord.cli.main import app
from onrecord.errors import InputError
from onrecord.ingest import Hints
from onrecord.pipeline import Options
from onrecord.record import DEFAULT, open_store
from onrecord.record.migrate import VERSION_TABLE

STORY = "Ann said: “we will pay for the bridge”.\n\nBob said: nobody was asked\n"
RUN = CliRunner()
READ: list[str] = []


def read_items(items: Iterator[Any], *, hints: Hints, options: Options, jobs: int = 1) -> Iterator[Any]:
    """In place of the engine: each ``Name said: words`` is a statement."""
    del jobs
    for item in items:
        if isinstance(item, InputError):
            yield item, Failure(item.article or "-", item)
            continue
        READ.append(item.origin)
        article = ingest.read(item, hints)
        yield item, one(item.origin, article.text, hints, options)


@pytest.fixture(autouse=True)
def stories(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    READ.clear()
    monkeypatch.setattr("onrecord.app.read_items", read_items)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ONRECORD_RECORD", raising=False)
    folder = tmp_path / "stories"
    folder.mkdir()
    (folder / "a.txt").write_text(STORY, "utf-8")
    (folder / "b.txt").write_text("Cat said: the ferry may sink\n", "utf-8")
    return folder


def run(*arguments: str, status: int = 0) -> tuple[str, str]:
    done = RUN.invoke(app, arguments)
    assert done.exit_code == status, done.output
    return done.stdout, done.stderr


def ids() -> list[str]:
    return [json.loads(line)["id"] for line in run("search", "-f", "jsonl")[0].splitlines()]


def test_articles_are_added_once() -> None:
    assert "2 articles (2 new), 3 statements written" in run("add", "stories")[1]
    assert Path(DEFAULT).is_file()
    assert "2 articles (2 known already), 0 statements written" in run("add", "stories")[1]
    assert len(READ) == 2  # what is known is not read again


def test_an_article_that_changed_is_a_new_version(stories: Path) -> None:
    run("add", "stories")
    (stories / "a.txt").write_text(STORY.replace("will pay", "may pay"), "utf-8")
    assert "1 corrected, 1 known already" in run("add", "stories")[1]
    assert "may pay" in run("search", "bridge")[0]
    both = run("search", "bridge", "--superseded")[0]
    assert "will pay" in both
    assert "of an earlier version" in both


def test_failures_are_kept_and_tried_again(stories: Path) -> None:
    (stories / "c.txt").write_text("BROKEN", "utf-8")
    (stories / "d.jsonl").write_text('{"text": "Dan said: yes"}\nno json\n{"text": "BROKEN", "id": "x"}\n', "utf-8")
    told = run("add", "stories", status=1)[1]
    assert "3 inputs failed" in told
    assert "no article in it␛[31m" in told
    assert "failures    3;" in run("stats")[0]
    READ.clear()
    assert "3 inputs failed" in run("add", "--retry-failed", status=1)[1]
    assert sorted(READ) == ["stories/c.txt", "x"]
    (stories / "c.txt").write_text("Eve said: it works again", "utf-8")
    (stories / "d.jsonl").write_text('{"text": "Dan said: yes"}\n', "utf-8")
    run("add", "--retry-failed")
    assert [f.origin for f in failed()] == ["stories/d.jsonl:2", "x"]
    assert "it works again" in run("search", "works")[0]


def failed() -> tuple[Any, ...]:
    with open_store(DEFAULT) as store:
        return store.failed()


def test_failures_are_tried_again_where_they_were(
    stories: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (stories / "c.txt").write_text("BROKEN", "utf-8")
    run("add", "stories", status=1)
    monkeypatch.chdir(stories)
    told = run("add", "--retry-failed", "--record", str(tmp_path / DEFAULT), status=2)[1]
    assert str(tmp_path) in told


@pytest.mark.parametrize("arguments", [("add",), ("add", "stories", "--retry-failed"), ("add", "-", "-")])
def test_a_call_that_can_not_be(arguments: tuple[str, ...]) -> None:
    run(*arguments, status=2)
    assert not Path(DEFAULT).exists()


def test_an_interrupt_keeps_what_was_read(stories: Path) -> None:
    (stories / "b.txt").write_text("STOP", "utf-8")
    told = run("add", "stories", status=130)[1]
    assert "the same command goes on" in told
    assert len(ids()) == 2


def test_the_record_is_chosen_by_option_or_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("add", "stories/a.txt", "--record", "one.db")
    monkeypatch.setenv("ONRECORD_RECORD", str(tmp_path / "two.db"))
    run("add", "stories/b.txt")
    assert "ferry" in run("search", "ferry")[0]
    assert run("search", "ferry", "--record", "one.db") == ("", "nothing found\n")
    assert not Path(DEFAULT).exists()


def test_search_shows_who_what_where() -> None:
    run("add", "stories", "--outlet", "Lund Quay Post", "--published", "2031-05-17")
    out, told = run("search", '"pay for"', "--speaker", "ann", "--act", "assert", "--outlet", "quay")
    assert "Ann · assert · Lund Quay Post, 2031-05-17 · s1:" in out
    assert "│ “we will pay for the bridge”" in out
    assert told == "1 statement\n"
    assert "there are more, --limit 5 shows them" in run("search", "-n", "1")[1]
    assert run("search", "bridge", "--act", "deny")[0] == ""


def test_search_writes_the_formats_of_read() -> None:
    run("add", "stories")
    lines = [json.loads(line) for line in run("search", "-f", "jsonl", "--sort", "oldest")[0].splitlines()]
    assert {line["schema"] for line in lines} == {"onrecord/statement/1"}
    rows = list(csv.DictReader(io.StringIO(run("search", "-f", "csv", "bridge")[0])))
    assert [row["content"] for row in rows] == ["“we will pay for the bridge”."]


@pytest.mark.parametrize("words", ["🚢", '"'])
def test_a_question_without_words_is_told(words: str) -> None:
    run("add", "stories")
    assert "no word to look for" in run("search", words, status=2)[1]


def test_show_has_the_paragraph_and_the_history(stories: Path) -> None:
    run("add", "stories/a.txt")
    (stories / "a.txt").write_text(STORY + "\nMore.\n", "utf-8")
    run("add", "stories/a.txt")
    out = run("show", ids()[0][:12])[0]
    assert "Ann said: “we will pay for the bridge”." in out
    assert "Bob" not in out
    for words in ("speaker", "Ann · person", "act", "version 1", "superseded", "read"):
        assert words in out
    assert json.loads(run("show", ids()[0], "-f", "jsonl")[0])["id"] == ids()[0]
    assert "no statement" in run("show", "s1:0000000000", status=2)[1]


def test_verify_tells_and_never_judges() -> None:
    run("add", "stories")
    out = run("verify", "We will pay for the bridge")[0]
    assert out.startswith("word for word")
    assert "[+ tunnel +] [- bridge -]" in run("verify", "we will pay for the tunnel")[0]
    assert "not of Bob" in run("verify", "we will pay for the bridge", "--speaker", "Bob")[0]
    assert "not here" in run("verify", "entirely other words")[0]
    record = json.loads(run("verify", "nobody was asked", "-f", "jsonl")[0])
    assert record["finding"] == "verbatim"
    for finding in ("verbatim", "altered", "spliced", "another-speaker", "not-here"):
        assert "false" not in finding
    run("verify", "x", "-f", "csv", status=2)


def test_verify_looks_in_articles_without_a_record(monkeypatch: pytest.MonkeyPatch) -> None:
    from cli.fake import read_inputs

    monkeypatch.setattr("onrecord.app.read_inputs", read_inputs)
    assert run("verify", "nobody was asked", "--in", "stories")[0].startswith("word for word")
    assert run("verify", "nobody was asked", "--in", "stories", "--in", "no.txt", status=1)[0].startswith("word")
    assert not Path(DEFAULT).exists()


def test_speakers_and_stats() -> None:
    run("add", "stories")
    assert [row.split()[0] for row in run("speakers")[0].splitlines()[1:]] == ["Ann", "Bob", "Cat"]
    assert json.loads(run("speakers", "cat", "-f", "jsonl")[0])["statements"] == 1
    assert run("speakers", "-f", "csv")[0].splitlines()[0] == "name,kind,statements,articles,first,last"
    assert json.loads(run("stats", "--json")[0])["statements"] == 3
    assert "statements  3" in run("stats")[0]


def test_check_looks_at_a_record() -> None:
    run("add", "stories")
    assert "FAILED" not in run("check", "--record", DEFAULT)[0]
    with open_store(DEFAULT) as store, store.writing() as connection:
        connection.exec_driver_sql("UPDATE spans SET words = 'other' WHERE role = 'cue'")
    out, told = run("check", "--record", DEFAULT, status=3)
    assert "FAILED" in out
    assert "the record can't be used" in told


@pytest.mark.parametrize("verb", [("search", "x"), ("show", "s1:abcd"), ("speakers",), ("stats",), ("verify", "x y z")])
def test_without_a_record_each_verb_says_how_to_make_one(verb: tuple[str, ...]) -> None:
    assert "make one with: onrecord add" in run(*verb, status=3)[1]
    assert not Path(DEFAULT).exists()


def test_a_record_that_can_not_be_used_ends_with_3() -> None:
    Path(DEFAULT).write_text("Rain fell.")
    assert "no record" in run("add", "stories", status=3)[1]
    Path(DEFAULT).unlink()
    run("add", "stories")
    with open_store(DEFAULT) as store, store.writing() as connection:
        connection.exec_driver_sql(f"UPDATE {VERSION_TABLE} SET version_num = '99'")
    assert "newer version" in run("search", "x", status=3)[1]
    assert "postgresql://" in run("search", "x", "--record", "mysql://x/y", status=2)[1]


def test_how_many_articles_are_expected(stories: Path) -> None:
    (stories / "c.jsonl").write_text("{}\n\n{}\n", "utf-8")
    (stories / ".hidden.txt").write_text("x", "utf-8")
    (stories / "d.pdf").write_text("x", "utf-8")
    assert add_verb.expected((str(stories),)) == 4
    assert add_verb.expected((str(stories / "a.txt"), str(stories / "c.jsonl"))) == 3
    assert add_verb.expected(("-",)) is None
    assert add_verb.expected((str(stories / "nowhere.txt"),)) in {None, 1}
    (stories / "e.txt.gz").write_bytes(b"")
    assert add_verb.expected((str(stories),)) is None


def test_the_default_is_named_once() -> None:
    assert recorded.DEFAULT == DEFAULT


@pytest.mark.parametrize("code", ["import onrecord", "import onrecord, onrecord.app", "import onrecord.cli.main"])
def test_who_only_reads_loads_no_database(code: str) -> None:
    watch = f"import sys; {code}; print(sorted({{'sqlalchemy', 'alembic', 'zstandard', 'sqlite3'}} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", watch], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
