"""Run by Alembic, which hands over the connection that ``record.migrate`` gave it."""

from alembic import context

from onrecord.record.migrate import VERSION_TABLE
from onrecord.record.schema import tables

context.configure(
    connection=context.config.attributes["connection"], target_metadata=tables, version_table=VERSION_TABLE
)
context.run_migrations()
