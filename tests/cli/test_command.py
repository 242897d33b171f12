"""The command as a process: pipes, encodings, signals, speed of its start."""

import json
import os
import pty
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

HERE = Path(__file__).parent
COMMAND = [sys.executable, str(HERE / "fake.py")]
STORY = "Ann said: “we will pay”.\n"

HEAVY = ["lxml", "numpy", "onnxruntime", "tokenizers", "torch", "trafilatura"]


def environment(**more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "FORCE_COLOR", "COLUMNS"}}
    return {**kept, "PYTHONPATH": str(HERE.parent), **more}


def run(*arguments: object, stdin: bytes = b"", **more: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*COMMAND, "read", *map(str, arguments)], input=stdin, capture_output=True, check=False, env=environment(**more)
    )


def test_the_start_loads_no_engine() -> None:
    code = f"import sys, onrecord.cli.main; print(sorted(set(sys.modules) & set({HEAVY!r})))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_pipe_gets_plain_text() -> None:
    done = run("-", stdin=STORY.encode())
    assert done.returncode == 0
    assert b"\x1b" not in done.stdout + done.stderr
    assert "│ “we will pay”." in done.stdout.decode("utf-8")


def test_a_terminal_without_our_signs_gets_question_marks() -> None:
    done = run("-", stdin=STORY.encode(), PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.returncode == 0
    assert b"? ?we will pay?." in done.stdout


def test_records_are_utf8_whatever_the_locale() -> None:
    done = run("-", "-f", "jsonl", stdin=STORY.encode(), PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert json.loads(done.stdout.decode("utf-8"))["content"]["text"] == "“we will pay”."


def test_csv_lines_end_as_they_should() -> None:
    assert run("-", "-f", "csv", stdin=STORY.encode()).stdout.count(b"\r\n") == 2


def test_a_closed_pipe_is_no_failure(tmp_path: Path) -> None:
    many = tmp_path / "many.jsonl"
    many.write_text((json.dumps({"text": STORY * 50}) + "\n") * 200, "utf-8")
    for form in ("jsonl", "pretty", "csv"):
        with subprocess.Popen(
            [*COMMAND, "read", str(many), "-f", form],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment(),
        ) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            process.stdout.readline()
            process.stdout.close()
            errors = process.stderr.read()
            assert process.wait(60) == 0
        assert errors == b""


def test_an_interrupt_leaves_with_130(tmp_path: Path) -> None:
    many = tmp_path / "many.jsonl"
    many.write_text((json.dumps({"text": f"SLOW\n{STORY}"}) + "\n") * 300, "utf-8")
    with subprocess.Popen(
        [*COMMAND, "read", str(many), "-f", "jsonl"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        errors = process.stderr.read().decode()
        assert process.wait(60) == 130
    assert "interrupted; what was read until then is written" in errors
    assert "Traceback" not in errors


def on_terminal(*arguments: str, **more: str) -> str:
    """Stderr (and stdout) of a run on a terminal of its own."""
    mine, its = pty.openpty()
    process = subprocess.Popen(
        [*COMMAND, "read", *arguments], stdin=its, stdout=its, stderr=its, env=environment(TERM="xterm", **more)
    )
    os.close(its)
    seen = b""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        ready, _, _ = select.select([mine], [], [], 1)
        if not ready:
            continue
        try:
            part = os.read(mine, 65536)
        except OSError:  # the other end was closed
            break
        if not part:
            break
        seen += part
    os.close(mine)
    assert process.wait(60) == 0
    return seen.decode("utf-8")


@pytest.fixture
def slow(tmp_path: Path) -> list[str]:
    paths = [tmp_path / f"{number}.txt" for number in range(6)]
    for path in paths:
        path.write_text(f"SLOW\n{STORY}", "utf-8")
    return [str(path) for path in paths]


def test_progress_shows_on_a_terminal(slow: list[str], tmp_path: Path) -> None:
    seen = on_terminal(*slow, "-f", "csv", "-o", str(tmp_path / "out.csv"))
    assert "reading" in seen
    assert "of 6" in seen
    assert "read 6 articles, 6 statements" in seen


@pytest.mark.parametrize("quiet", ["--quiet", "--format=pretty"])
def test_no_progress_where_it_would_disturb(slow: list[str], tmp_path: Path, quiet: str) -> None:
    out = ["-f", "csv", "-o", str(tmp_path / "out.csv")] if quiet == "--quiet" else []
    assert "of 6" not in on_terminal(*slow, quiet, *out)


def test_colour_on_a_terminal_unless_not_wanted(slow: list[str]) -> None:
    assert "\x1b[" in on_terminal(slow[0])
    assert "\x1b[" not in on_terminal(slow[0], NO_COLOR="1")
