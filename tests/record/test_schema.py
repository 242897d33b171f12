"""The migrations make the tables that the code knows."""

from importlib.resources import files

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from onrecord.record import migrate, open_store
from onrecord.record.schema import APPLICATION_ID, REVISION, tables


def test_the_migrations_make_the_tables(where: str) -> None:
    with open_store(where, create=True) as store, store.asking() as connection:
        options = {"version_table": migrate.VERSION_TABLE, "include_object": ours}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, tables) == []


def ours(thing: object, name: str | None, kind: str, reflected: bool, other: object) -> bool:  # noqa: ARG001
    """The index of words is no table of the schema."""
    return not (kind in {"table", "index"} and name is not None and name.removeprefix("ix_").startswith("words"))


def test_the_revision_is_the_newest() -> None:
    config = Config()
    config.set_main_option("script_location", str(files("onrecord.record") / "migrations"))
    assert ScriptDirectory.from_config(config).get_heads() == [REVISION]


def test_known_revisions() -> None:
    assert migrate.is_known(REVISION)
    assert not migrate.is_known(str(int(REVISION) + 1))
    assert not migrate.is_known("1b")


def test_the_file_says_what_it_is(tmp_path: object) -> None:
    where = f"{tmp_path}/x.db"
    with open_store(where, create=True) as store, store.asking() as connection:
        assert connection.exec_driver_sql("PRAGMA application_id").scalar() == APPLICATION_ID
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
