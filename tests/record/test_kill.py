"""A process that is killed while it adds loses nothing that was committed and leaves nothing half."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import select

from onrecord.record import flaws, open_store
from onrecord.record.load import load_reading
from onrecord.record.schema import articles

HERE = Path(__file__).parent
ARTICLES = 24
KILLS = int(os.environ.get("ONRECORD_KILLS", "3"))
"""The bench asks for 50."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "stories"
    made.mkdir()
    for number in range(ARTICLES):
        lines = (f"Ann{i} said that boat {number} of {i} would leave." for i in range(30))
        (made / f"{number:02}.txt").write_text("\n\n".join(lines), "utf-8")
    return made


def started(where: str, folder: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, str(HERE / "ingest.py"), where, str(folder)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(HERE.parent)},
    )


def kept(where: str) -> dict[str, int]:
    """The articles in the record, each with how many statements it shows."""
    with open_store(where) as store:
        assert [flaw for flaw in flaws(store) if not flaw.ok] == []
        with store.asking() as connection:
            rows = connection.execute(select(articles.c.id, articles.c.origin)).all()
            return {Path(row.origin).name: len(load_reading(connection, row.id).statements) for row in rows}


def test_nothing_is_lost_and_nothing_is_half(where: str, folder: Path) -> None:
    chance = random.Random(7)  # not for secrets
    told: set[str] = set()
    for _ in range(KILLS):
        with started(where, folder) as process:
            assert process.stdout is not None
            # past its start, so that the blow falls while it writes
            told.add(process.stdout.readline().strip())
            time.sleep(chance.random() * 0.3)
            process.send_signal(signal.SIGKILL)
            told |= {line.strip() for line in process.stdout if line.endswith("\n")}
        found = kept(where)
        assert told - {""} <= set(found)
        assert set(found.values()) == {30}
    with started(where, folder) as process:
        assert process.stdout is not None
        rest = process.stdout.read().split()
        assert process.wait(120) == 0
    assert len(rest) == ARTICLES
    assert kept(where) == {f"{number:02}.txt": 30 for number in range(ARTICLES)}


def test_a_record_that_was_never_finished_is_made_anew(tmp_path: Path, folder: Path) -> None:
    where = tmp_path / "onrecord.db"
    for _ in range(KILLS):
        with started(str(where), folder) as process:
            while not where.exists() and process.poll() is None:
                time.sleep(0.001)
            process.send_signal(signal.SIGKILL)
    with started(str(where), folder) as process:
        assert process.wait(120) == 0
    assert len(kept(str(where))) == ARTICLES


def test_two_at_once_get_along(where: str, folder: Path) -> None:
    with open_store(where, create=True):
        pass
    both = [started(where, folder) for _ in range(2)]
    for process in both:
        assert len(process.communicate(timeout=120)[0].split()) == ARTICLES
        assert process.returncode == 0
    assert kept(where) == {f"{number:02}.txt": 30 for number in range(ARTICLES)}
