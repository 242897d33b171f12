"""Every command of docs/record.md runs, in its order, with the real engine."""

import json
import re
import shlex
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from onrecord.cli.main import app

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "record.md"

pytestmark = pytest.mark.house


def test_the_commands_of_the_page_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ONRECORD_RECORD", raising=False)
    run, key = CliRunner(), ""
    lines = [
        line
        for block in re.findall(r"^```sh\n(.*?)^```$", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL)
        for line in block.splitlines()
    ]
    assert len(lines) > 10
    for line in lines:
        program, *arguments = shlex.split(line, comments=True)
        assert program == "onrecord"
        done = run.invoke(app, [key if word == "ID" else word for word in arguments])
        assert done.exit_code == 0, f"{line}\n{done.output}"
        if "jsonl" in arguments and done.stdout:
            key = json.loads(done.stdout.splitlines()[0])["id"][:11]


def test_the_python_of_the_page_runs() -> None:
    (example,) = re.findall(r"^```py\n(.*?)^```$", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    compile(example, "record.md", "exec")
