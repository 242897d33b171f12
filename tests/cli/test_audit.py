"""``onrecord audit`` as it is called: formats, the user's list, failures, exit statuses."""

import csv
import io
import json
from pathlib import Path

import pytest
from rich.cells import cell_len
from typer.testing import CliRunner, Result

import onrecord.app
from cli import fake
from cli.test_pretty import printed_by
from export.golden import same
from export.handmade import Said, article, bare, council, empty, reading, wire
from export.harbour import harbour
from export.understood import Told
from onrecord.audit import audit, entity_list
from onrecord.cli.audited import show
from onrecord.cli.main import app

GOLDEN = Path(__file__).parent / "golden"
STORY = "Ann said: we will pay.\n\nThe bridge is old.\n\nBob said: never.\n\nAnn said: maybe."
LIST = "name,aliases,gender,party\nAnn,Annie,woman,blue\nEdda Corvane,,woman,blue\n"


@pytest.fixture(autouse=True)
def _engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(onrecord.app, "read_inputs", fake.read_inputs)
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    fake.CALLS.clear()


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(STORY, "utf-8")
    return path


@pytest.fixture
def people(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    path.write_text(LIST, "utf-8")
    return path


def call(*arguments: object, stdin: str | None = None) -> Result:
    return CliRunner().invoke(app, ["audit", *map(str, arguments)], input=stdin)


@pytest.mark.parametrize("width", [80, 50])
def test_the_whole_of_it(width: int) -> None:
    made = audit([wire(), council(), harbour(), bare()], entity_list(LIST))
    same(GOLDEN / f"audit-{width}.txt", printed_by(lambda to: show(made, to, top=8), width))


@pytest.mark.parametrize("width", [24, 36, 58, 92])
def test_no_line_is_wider_than_the_terminal_or_ends_in_space(width: int) -> None:
    wide = "漢字" * 30
    odd = reading(article(f"{wide} said no"), (Said((wide,), "said", ("no",), told=Told(wide)),))
    made = audit([wire(), council(), harbour(), odd, empty()], entity_list(LIST))
    for line in printed_by(lambda to: show(made, to, top=99), width).split("\n"):
        assert cell_len(line) < max(width, 40) + 1
        assert line == line.rstrip()


def test_a_name_steers_no_terminal() -> None:
    name = "a\x1b[31m\u202eb"
    one = reading(article(f"{name} said no", title=name), (Said((name,), "said", ("no",), told=Told(name)),))
    out = printed_by(lambda to: show(audit([one], entity_list(f"name,x\n{name},{name}\n")), to, top=9), 80)
    assert "\x1b" not in out
    assert "\u202e" not in out


def test_a_table_comes_without_asking(story: Path) -> None:
    result = call(story)
    assert result.exit_code == 0
    assert result.stdout.startswith("1 article · 3 statements · 5 words · 2 speakers\n")
    assert "read 1 article, 3 statements, 0 declined" in result.stderr
    assert "\x1b" not in result.output


def test_the_list_counts_its_columns(story: Path, people: Path) -> None:
    record = json.loads(call(story, "--entities", people, "-f", "json").stdout)
    assert list(record["parts"])[:2] == ["column:gender", "column:party"]
    assert {one["value"]: one["statements"] for one in record["parts"]["column:gender"]} == {
        "woman": 2,
        "not-listed": 1,
    }
    record = json.loads(call(story, "--entities", people, "--by", "Party", "-f", "json").stdout)
    assert [key for key in record["parts"] if key.startswith("column:")] == ["column:party"]


def test_csv(story: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(call(story, "-f", "csv").stdout_bytes.decode("utf-8"), newline="")))
    assert [row["value"] for row in rows if row["part"] == "speaker"] == ["Ann", "Bob"]


def test_html_goes_to_a_file(story: Path, tmp_path: Path) -> None:
    result = call(story, "-f", "html", "--out", tmp_path / "audit.html")
    assert (result.exit_code, result.stdout) == (0, "")
    assert (tmp_path / "audit.html").read_text("utf-8").startswith("<!doctype html>")


@pytest.mark.parametrize("form", ["table", "csv", "json", "html"])
def test_a_file_holds_what_stdout_shows(story: Path, tmp_path: Path, form: str) -> None:
    out = tmp_path / "out"
    assert call(story, "-f", form, "-o", out).exit_code == 0
    assert out.read_bytes() == call(story, "-f", form, "-o", "-").stdout_bytes


def test_options_go_to_the_reader(story: Path) -> None:
    call(story, "--threshold", "0.4", "--jobs", "3", "--published", "2031-05-17")
    [made] = fake.CALLS
    assert (made["options"].threshold, made["options"].fields, made["jobs"]) == (0.4, True, 3)
    assert made["hints"].published == "2031-05-17"


def test_a_failure_stops_no_other_and_is_named(story: Path, tmp_path: Path) -> None:
    result = call(story, tmp_path / "nowhere.txt", "-f", "json")
    assert result.exit_code == 1
    assert "nowhere.txt: there is no such file" in result.stderr
    record = json.loads(result.stdout)
    assert record["statements"] == 3
    assert [one["code"] for one in record["failed"]] == ["missing"]


@pytest.mark.parametrize(("text", "status"), [("NO MODEL", 3), ("NO MEMORY", 3), ("NO PACKAGE", 3), ("STOP", 130)])
def test_what_ends_a_run(story: Path, tmp_path: Path, text: str, status: int) -> None:
    ending = tmp_path / "z.txt"
    ending.write_text(text, "utf-8")
    result = call(story, ending)
    assert result.exit_code == status
    assert "Traceback" not in result.output
    assert ("3 statements" in result.stdout) is (status == 130)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--entities", "nowhere.csv"], "can't read nowhere.csv"),
        (["--entities", "."], "can't read"),
        (["--entities", "odd.csv"], "is not UTF-8"),
        (["--entities", "wrong.csv"], "names no column 'name'"),
        (["--entities", "people.csv", "--by", "beat"], "no column 'beat', only gender, party"),
        (["--by", "gender"], "give the list with --entities"),
        (["--top", "0"], "top"),
        (["--format", "pretty"], "format"),
        (["--out", "people.csv", "--entities", "people.csv"], "would destroy it"),
        (["--out", "no-such-folder/x.html"], "no folder"),
        (["--out", "."], "is a folder"),
    ],
)
def test_a_wrong_call(
    story: Path, people: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], message: str
) -> None:
    monkeypatch.chdir(story.parent)
    Path("odd.csv").write_bytes(b"name\n\xff\n")
    Path("wrong.csv").write_text("person\nAnn\n", "utf-8")
    result = call(story, *arguments)
    assert result.exit_code == 2
    assert message in " ".join(result.stderr.split())
    assert result.stdout == ""
    assert people.read_text("utf-8") == LIST


def test_nothing_found() -> None:
    result = call("-", stdin="Rain.")
    assert result.exit_code == 0
    assert "No statement was found." in result.stdout


def test_help_shows_examples() -> None:
    result = CliRunner().invoke(app, ["audit", "--help"], env={"COLUMNS": "200"})
    assert "onrecord audit stories/ --entities people.csv" in result.stdout
