"""A Postgres of our own for the tests: in a folder of its own, on a socket there, gone afterwards."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

_NUMBERS = count(1)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """A server for the whole run."""
    with server() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgres"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where a new record may be, as ``--record`` takes it: a file, then a URL."""
    if request.param == "sqlite":
        yield str(tmp_path / "onrecord.db")
        return
    server_url = request.getfixturevalue("postgres")
    made = database(server_url)
    yield made
    # a run makes many, and each takes megabytes
    command(server_url, f"DROP DATABASE {make_url(made).database} WITH (FORCE)")


def programs() -> Path | None:
    """Where ``initdb`` and ``pg_ctl`` are: on the path, or where Debian keeps them."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    kept = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: float(p.parts[4]))
    return kept[-1].parent if kept else None


def _user() -> str | None:
    """The user to run it as: Postgres refuses root."""
    if os.getuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name).pw_name
        except KeyError:
            continue
    return None


@contextmanager
def server() -> Iterator[str]:
    """The URL of a running server, without a database. Skips where there is no Postgres."""
    where = programs()
    if where is None:
        pytest.skip("Postgres is not here: install it (on Debian: apt install postgresql)")
    pytest.importorskip("psycopg", reason="the driver of Postgres is not here: pip install psycopg[binary]")
    folder = Path(tempfile.mkdtemp(prefix="onrecord-pg-"))
    user = _user()
    if user:
        shutil.chown(folder, user)

    def run(*command: str) -> None:
        subprocess.run(command, user=user, cwd=folder, check=True, capture_output=True, env={"LC_ALL": "C.UTF-8"})

    data, log = str(folder / "data"), str(folder / "log")
    run(str(where / "initdb"), "-D", data, "-U", "tester", "-A", "trust", "-E", "UTF8", "--no-sync")
    # no TCP, and no waiting for the disk: nothing in it is to be kept
    options = f"-k {folder} -c listen_addresses='' -c fsync=off -c max_connections=30"
    run(str(where / "pg_ctl"), "-D", data, "-l", log, "-o", options, "-w", "start")
    try:
        yield f"postgresql+psycopg://tester@/postgres?host={folder}"
    finally:
        run(str(where / "pg_ctl"), "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def database(url: str) -> str:
    """A new, empty database there, as ``--record`` takes it."""
    name = f"record_{next(_NUMBERS)}"
    command(url, f"CREATE DATABASE {name}")
    return make_url(url).set(drivername="postgresql", database=name).render_as_string(hide_password=False)


def command(url: str, words: str) -> None:
    """Run one command outside of any transaction."""
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(words))
    engine.dispose()
