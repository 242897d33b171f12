"""The tables of a record are made, and brought up to the newest revision, by Alembic's migrations."""

from importlib.resources import files
from typing import Final

from sqlalchemy import Connection, inspect, text

from onrecord.errors import RecordError
from onrecord.record.schema import APPLICATION_ID, REVISION, tables

VERSION_TABLE: Final = "onrecord_version"
"""Alembic's table, under a name of ours: a Postgres database may have other tables with their own."""


def revision(connection: Connection) -> str | None:
    """The revision of the record behind a connection; None where there is no record."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    found = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()  # noqa: S608  # a constant
    return None if found is None else str(found)


def make(connection: Connection, name: str) -> None:
    """Make the tables in a database that has none of their names. Raises ``RecordError`` (``foreign``)."""
    taken = set(inspect(connection).get_table_names()) & {*tables.tables, "words"}
    if taken:
        raise RecordError(
            f"{name}: it holds tables that are not OnRecord's but have their names ({', '.join(sorted(taken))}): "
            "take a database or schema of its own",
            code="foreign",
        )
    upgrade(connection)
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")


def upgrade(connection: Connection) -> None:
    """Run the migrations that are missing, in the connection's transaction."""
    # Alembic takes a while to load, and a record that is up to date does without it.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(files("onrecord.record") / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def is_known(found: str) -> bool:
    """Is it a revision that this version can read, or bring up to its own?"""
    # revisions are whole numbers, counted up
    return found.isdecimal() and int(found) < int(REVISION) + 1
