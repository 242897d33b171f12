"""``onrecord read`` as it is called: formats, files, failures, exit statuses."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

import onrecord.app
from cli import fake
from onrecord.cli.main import app
from onrecord.cli.progress import LISTED, Tally, expected
from onrecord.errors import IngestError
from onrecord.export import csv
from onrecord.ingest import Hints

STORY = "Ann said: we will pay.\n\nThe bridge is old.\n\nBob said: never."


@pytest.fixture(autouse=True)
def _engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(onrecord.app, "read_inputs", fake.read_inputs)
    fake.CALLS.clear()


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(STORY, "utf-8")
    return path


def call(*arguments: object, stdin: str | None = None) -> Result:
    return CliRunner().invoke(app, ["read", *map(str, arguments)], input=stdin)


def put(folder: Path, **texts: str) -> list[Path]:
    paths = [folder / f"{name}.txt" for name in texts]
    for path, text in zip(paths, texts.values(), strict=True):
        path.write_text(text, "utf-8")
    return paths


def test_pretty_is_what_comes_without_asking(story: Path) -> None:
    result = call(story)
    assert result.exit_code == 0
    assert "  1 Ann said · indirect · 90%\n    │ we will pay.\n" in result.stdout
    assert "read 1 article, 2 statements, 0 declined" in result.stderr
    assert "\x1b" not in result.output


def test_jsonl(story: Path) -> None:
    result = call(story, "--format", "jsonl")
    records = [json.loads(line) for line in result.stdout.splitlines()]
    assert [record["source"]["text"] for record in records] == ["Ann", "Bob"]
    assert records[0]["article"]["origin"] == str(story)


def test_csv_has_one_header(story: Path) -> None:
    result = CliRunner().invoke(app, ["read", str(story), str(story), "-f", "csv"])
    lines = result.stdout_bytes.decode("utf-8").split("\r\n")
    assert lines[0] == ",".join(csv.COLUMNS)
    assert len(lines) == 6


def test_html_of_one_article_goes_to_stdout(story: Path) -> None:
    result = call(story, "--format", "html")
    assert result.stdout.startswith("<!doctype html>")


def test_stdin() -> None:
    result = call("-", "-f", "jsonl", stdin=STORY)
    assert result.exit_code == 0
    assert json.loads(result.stdout.splitlines()[0])["article"]["origin"] == "-"


def test_what_is_known_goes_to_the_reader(story: Path) -> None:
    call(story, "--title", "T", "--outlet", "O", "--published", "2031-05-17", "--threshold", "0.4", "--jobs", "3")
    [made] = fake.CALLS
    assert made["hints"] == Hints(title="T", outlet="O", published="2031-05-17")
    assert (made["options"].threshold, made["jobs"], made["stdin"]) == (0.4, 3, None)


def test_fields_can_be_left_out(story: Path) -> None:
    [with_them, without] = (
        json.loads(call(story, "-f", "jsonl", *more).stdout.splitlines()[0]) for more in ([], ["--no-fields"])
    )
    assert [made["options"].fields for made in fake.CALLS] == [True, False]
    assert with_them["speaker"]["name"] == "Ann"
    assert without["speaker"] is None


@pytest.mark.parametrize("form", ["pretty", "jsonl", "csv", "html"])
def test_a_file(story: Path, tmp_path: Path, form: str) -> None:
    out = tmp_path / "out.html"
    result = call(story, "--format", form, "--out", out)
    assert result.exit_code == 0
    assert result.stdout == ""
    plain = call(story, "--format", form)
    assert out.read_bytes() == plain.stdout_bytes


def test_a_dash_is_stdout(story: Path) -> None:
    assert call(story, "-f", "jsonl", "--out", "-").stdout == call(story, "-f", "jsonl").stdout


def test_pages_of_many_articles_go_into_a_folder(tmp_path: Path) -> None:
    one, two, broken = put(tmp_path, one=STORY, two="Rain.", broken="BROKEN")
    result = call(one, two, broken, "--format", "html", "--out", tmp_path / "pages")
    assert result.exit_code == 1
    assert len(list((tmp_path / "pages").iterdir())) == 3
    assert "1 failed" in (tmp_path / "pages" / "index.html").read_text("utf-8")


def test_articles_and_failures_are_written_beside(tmp_path: Path) -> None:
    one, broken = put(tmp_path, one=STORY, broken="BROKEN")
    articles = tmp_path / "articles.jsonl"
    call(one, broken, "-f", "jsonl", "--articles", articles)
    read, failed = [json.loads(line) for line in articles.read_text("utf-8").splitlines()]
    assert read["text"] == STORY
    assert [error["code"] for error in failed["errors"]] == ["empty"]


def test_nothing_found_still_makes_the_file(tmp_path: Path) -> None:
    [rain] = put(tmp_path, rain="Rain.")
    assert call(rain, "-f", "jsonl", "--out", tmp_path / "none.jsonl").exit_code == 0
    assert (tmp_path / "none.jsonl").read_bytes() == b""
    assert call(rain, "-f", "csv", "--out", tmp_path / "none.csv").exit_code == 0
    assert (tmp_path / "none.csv").read_text("utf-8").startswith("id,article_id")


def test_one_broken_input_stops_no_other(tmp_path: Path) -> None:
    one, broken, two = put(tmp_path, one=STORY, broken="BROKEN", two=STORY)
    result = call(one, tmp_path / "nowhere.txt", broken, two, "-f", "jsonl")
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 4
    assert "read 2 articles, 4 statements, 0 declined; 2 inputs failed:" in result.stderr
    assert "nowhere.txt: there is no such file" in result.stderr
    assert "broken.txt: no article in it␛[31m" in result.stderr


def test_quiet_names_failures_only(tmp_path: Path) -> None:
    one, broken = put(tmp_path, one=STORY, broken="BROKEN")
    assert call(one, "-q", "-f", "csv").stderr == ""
    assert "broken.txt" in call(one, broken, "--quiet", "-f", "csv").stderr


def test_the_summary_names_some_and_counts_the_rest(tmp_path: Path) -> None:
    result = call(*(tmp_path / f"{n}.txt" for n in range(LISTED + 5)))
    assert f"{LISTED + 5} inputs failed" in result.stderr
    assert result.stderr.count("there is no such file") == LISTED
    assert "and 5 more" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--published", "Wednesday"], "ISO 8601"),
        (["--published", ""], "ISO 8601"),
        (["--threshold", "2"], "threshold"),
        (["--jobs", "0"], "jobs"),
        (["--format", "pdf"], "format"),
        (["--nonsense"], "nonsense"),
        (["-"], None),
        (["-", "-"], "more than once"),
        (["--out", "no-such-folder/x.jsonl"], "no folder"),
        (["--out", "."], "is a folder"),
        (["--articles", "."], "is a folder"),
        (["--out", "x.jsonl", "--articles", "x.jsonl"], "same file"),
    ],
)
def test_a_wrong_call(
    story: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, arguments: list[str], message: str | None
) -> None:
    monkeypatch.chdir(tmp_path)
    result = call(story, *arguments, stdin="Rain.")
    assert result.exit_code == (0 if message is None else 2)
    assert message is None or message in result.stderr.replace("\n", " ")
    assert not result.stdout or message is None
    assert "Traceback" not in result.output


def test_an_input_is_never_written_over(story: Path) -> None:
    for option in ("--out", "--articles"):
        result = call(story, "-f", "jsonl", option, story)
        assert result.exit_code == 2
        assert "would destroy it" in result.stderr
    assert story.read_text("utf-8") == STORY


def test_many_pages_need_a_folder(story: Path, tmp_path: Path) -> None:
    many = tmp_path / "many.jsonl"
    many.write_text(f"{json.dumps({'text': STORY})}\n" * 2, "utf-8")
    for inputs in ([story, story], [tmp_path], [many]):
        result = call(*inputs, "-f", "html")
        assert result.exit_code == 2
        assert "--out DIR" in result.stderr
        assert result.stdout == ""
    assert call(story, "-f", "html", "--out", story.with_name("folder")).exit_code == 0
    assert (tmp_path / "folder" / "index.html").is_file()


def test_pages_do_not_replace_a_file(story: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("mine", "utf-8")
    assert call(story, "-f", "html", "-o", other).exit_code == 2
    assert other.read_text("utf-8") == "mine"


@pytest.mark.parametrize(
    ("text", "status", "message"),
    [
        ("NO MODEL", 3, "onrecord: the model is missing\n  see: onrecord check"),
        ("NO MEMORY", 3, "try fewer --jobs"),
        ("NO PACKAGE", 3, "No module named 'lxml'"),
        ("STOP", 130, "interrupted"),
    ],
)
def test_what_ends_a_run(tmp_path: Path, text: str, status: int, message: str) -> None:
    one, ending, two = put(tmp_path, one=STORY, ending=text, two=STORY)
    result = call(one, ending, two, "-f", "jsonl")
    assert result.exit_code == status
    assert message in result.stderr
    assert len(result.stdout.splitlines()) == 2
    assert "Traceback" not in result.output


def test_a_run_that_cannot_start_leaves_the_old_file(tmp_path: Path) -> None:
    [ending] = put(tmp_path, ending="NO MODEL")
    out = tmp_path / "out.jsonl"
    out.write_text("old", "utf-8")
    assert call(ending, "-f", "jsonl", "-o", out).exit_code == 3
    assert out.read_text("utf-8") == "old"


def test_an_interrupted_run_keeps_what_was_read(tmp_path: Path) -> None:
    one, ending = put(tmp_path, one=STORY, ending="STOP")
    result = call(one, ending, "-f", "html", "-o", tmp_path / "pages")
    assert result.exit_code == 130
    assert "1 article" in (tmp_path / "pages" / "index.html").read_text("utf-8")
    assert "read 1 article" in result.stderr


def test_how_many_articles_can_be_told_beforehand(tmp_path: Path) -> None:
    assert expected(("a.txt", "b.HTML")) == 2
    assert expected(("a.txt", "b.jsonl")) is None
    assert expected((str(tmp_path),)) is None
    assert expected(("-",)) is None


def test_the_tally_keeps_no_more_failures_than_it_names() -> None:
    tally = Tally()
    for number in range(1000):
        tally.add(onrecord.app.Failure(str(number), IngestError("no")))
    assert len(tally.named) == LISTED
    assert tally.failed == 1000


def test_help_shows_examples() -> None:
    result = CliRunner().invoke(app, ["read", "--help"], env={"COLUMNS": "200"})
    assert result.exit_code == 0
    assert "onrecord read story.txt" in result.stdout


def test_version() -> None:
    result = CliRunner().invoke(app, ["--version"])
    assert result.stdout == f"onrecord {onrecord.__version__}\n"


def finding(name: str, ok: bool, detail: str) -> Any:
    return onrecord.app.Finding(name, ok, detail)


@pytest.mark.parametrize(("sound", "status"), [(True, 0), (False, 3)])
def test_check(monkeypatch: pytest.MonkeyPatch, sound: bool, status: int) -> None:
    found = [finding("python", True, "3.11"), finding("model", sound, "its digest\x1b")]
    monkeypatch.setattr(onrecord.app, "check", lambda: iter(found))
    result = CliRunner().invoke(app, ["check"])
    assert result.exit_code == status
    assert "its digest␛" in result.stdout
    assert ("FAILED" in result.stdout) is not sound


def test_progress_is_silent_where_nobody_looks(story: Path) -> None:
    assert "reading" not in call(story, story, "-f", "csv", "-o", story.with_suffix(".csv")).stderr
