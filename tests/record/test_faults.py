"""What can be wrong with a record: each has a sentence that says so, and nothing is lost."""

import os
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from onrecord.errors import RecordError, UsageError
from onrecord.record import arrival_of, flaws, open_store
from onrecord.record.migrate import VERSION_TABLE
from record.readings import begun, simple, story
from record.servers import database


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "onrecord.db"


def filled(where: str | Path) -> None:
    with open_store(where, create=True) as store:
        store.add(begun(store), arrival_of(story().article), story())


def refused(where: str | Path, **more: object) -> RecordError:
    with pytest.raises(RecordError) as error:
        open_store(where, **more)  # type: ignore[arg-type]
    return error.value


def test_no_record_is_told_with_the_way_to_make_one(file: Path) -> None:
    error = refused(file)
    assert error.code == "missing"
    assert "onrecord add" in str(error)
    assert not file.exists()


@pytest.mark.parametrize("content", [b"Rain fell.", b"SQLite format 3", b"\0" * 5000])
def test_a_file_that_is_no_record_is_left_alone(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    assert refused(file, create=True).code == "foreign"
    assert file.read_bytes() == content


def test_the_database_of_another_program_is_left_alone(file: Path) -> None:
    other = sqlite3.connect(file)
    other.execute("CREATE TABLE articles (id)")
    other.commit()
    other.close()
    before = file.read_bytes()
    assert refused(file, create=True).code == "foreign"
    assert file.read_bytes() == before


def test_a_folder_is_no_record(tmp_path: Path) -> None:
    assert refused(tmp_path, create=True).code == "cannot-open"


def test_a_folder_that_takes_no_file_is_told() -> None:
    # a place where not even root can make a file
    assert refused("/proc/onrecord.db", create=True).code in {"cannot-open", "read-only"}


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    assert refused(tmp_path / "nowhere" / "onrecord.db", create=True).code == "cannot-open"


def test_an_empty_file_becomes_a_record(file: Path) -> None:
    file.touch()
    assert refused(file).code == "missing"
    filled(file)


def test_a_locked_record_is_told_and_keeps_what_it_has(file: Path) -> None:
    filled(file)
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        with open_store(file, wait=0.1) as store:
            with pytest.raises(RecordError, match="another process") as error:
                begun(store)
            assert error.value.code == "locked"
            with store.asking() as connection:
                assert connection.execute(text("SELECT count(*) FROM statements")).scalar() == 2
    finally:
        other.close()


def test_a_full_disk_is_told_and_the_article_can_be_added_later(file: Path) -> None:
    filled(file)
    long = simple("\n".join(f"Ann{i} said that {i} boats left." for i in range(2000)), ("Ann7", "said", "that 7 boats"))
    with open_store(file) as store:
        how = begun(store)
        # a limit on the file's pages is what a full disk is to SQLite
        store.set_up("max_page_count = 1")
        with pytest.raises(RecordError, match="disk is full") as error:
            store.add(how, arrival_of(long.article), long)
        assert error.value.code == "full"
    with open_store(file) as store:
        assert [flaw for flaw in flaws(store) if not flaw.ok] == []
        assert store.add(begun(store), arrival_of(long.article), long).kind == "added"


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_a_record_on_a_read_only_disk_can_be_asked(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(file)
    monkeypatch.setattr("onrecord.record.place.os.access", lambda path, mode: False)  # noqa: ARG005
    with open_store(file) as store:
        with store.asking() as connection:
            assert connection.execute(text("SELECT count(*) FROM statements")).scalar() == 2
        with pytest.raises(RecordError) as error:
            begun(store)
        assert error.value.code == "read-only"


def damaged(file: Path, table: str) -> None:
    """Overwrite the root page of a table."""
    there = sqlite3.connect(file)
    (page,) = there.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    (size,) = there.execute("PRAGMA page_size").fetchone()
    there.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    there.close()
    with file.open("r+b") as stream:
        stream.seek((page - 1) * size)
        stream.write(b"\xa5" * size)


def test_a_corrupt_page_is_found(file: Path) -> None:
    filled(file)
    damaged(file, "spans")
    with open_store(file) as store:
        found = {flaw.name: flaw for flaw in flaws(store)}
    assert not found["file"].ok
    assert not found["words"].ok
    assert found["texts"].ok
    assert "backup" in found["file"].detail


@pytest.mark.parametrize(
    ("command", "name"),
    [
        ("UPDATE spans SET words = 'something else' WHERE role = 'cue'", "words"),
        ("UPDATE articles SET text = text || '!'", "texts"),
        ("UPDATE captures SET packed = x'00'", "bytes"),
        ("UPDATE readings SET shown = false", "readings"),
        ("UPDATE statements SET state = 'replaced' WHERE position = 0", "index"),
    ],
)
def test_what_was_changed_by_hand_is_found(where: str, command: str, name: str) -> None:
    filled(where)
    with open_store(where) as store:
        with store.writing() as connection:
            connection.execute(text(command.replace("x'00'", "'\\000'") if "postgres" in where else command))
        assert [flaw.name for flaw in flaws(store) if not flaw.ok] == [name]


def test_a_record_without_its_version_is_not_overwritten(where: str) -> None:
    filled(where)
    with open_store(where) as store, store.writing() as connection:
        connection.execute(text(f"DROP TABLE {VERSION_TABLE}"))
    assert refused(where, create=True).code == "foreign"


def test_postgres_that_goes_away_is_told_and_nothing_is_lost(postgres: str) -> None:
    where = database(postgres)
    with open_store(where, create=True) as store:
        how = begun(store)
        store.add(how, arrival_of(story().article), story())
        other = create_engine(postgres, isolation_level="AUTOCOMMIT")
        with other.connect() as connection:
            name = make_url(where).database
            connection.execute(
                text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :name"), {"name": name}
            )
        other.dispose()
        one = simple("Ann said yes.", ("Ann", "said", "yes"))
        with pytest.raises(RecordError, match="went away") as error:
            store.add(how, arrival_of(one.article), one)
        assert error.value.code == "gone"
        # the next try has a connection of its own
        assert store.add(how, arrival_of(one.article), one).kind == "added"
        assert [flaw for flaw in flaws(store) if not flaw.ok] == []


def test_no_postgres_there_is_told_without_the_password(postgres: str) -> None:
    del postgres  # only that the driver is there
    error = refused("postgresql://me:secret@127.0.0.1:1/none", create=True)
    assert error.code == "gone"
    assert "secret" not in str(error)


@pytest.mark.parametrize("url", ["mysql://x/y", "http://news.example"])
def test_other_urls_are_refused(url: str) -> None:
    with pytest.raises(UsageError):
        open_store(url, create=True)
