"""The tables of a record; ``docs/record.md`` tells what each is for.

Offsets are half-open, in code points into ``articles.text``. Days are ISO 8601 (``2031-05-17``), times are UTC.
What can be rebuilt from these tables (the index of words) is not listed here: see ``index``.
"""

from typing import Any, Final

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

from onrecord.record.columns import Json, Key, Words

REVISION: Final = "1"
"""The newest migration; a record of another revision is brought up to it, or refused when it is not known here."""

APPLICATION_ID: Final = 0x4F6E5265
"""Stands in the header of the SQLite file, so that ``file`` and we can tell that it is a record: ``OnRe``."""

CURRENT, SUPERSEDED, REPLACED = "current", "superseded", "replaced"
"""State of a statement: as the article reads today; of an earlier version of it; of a reading that isn't shown."""

tables = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _row() -> Column[Any]:
    return Column("id", Key, primary_key=True)


def _to(name: str, goal: str, *, needed: bool = True) -> Column[Any]:
    return Column(name, Key, ForeignKey(goal), nullable=not needed)


def _text(name: str, *, needed: bool = False) -> Column[Any]:
    return Column(name, Words, nullable=not needed)


def _place() -> tuple[Column[Any], Column[Any]]:
    return Column("start", Integer, nullable=False), Column("end", Integer, nullable=False)


def _found_by(table: str, name: str) -> Index:
    # hashed in Postgres, where an address that is too long for a tree would be refused
    return Index(f"ix_{table}_{name}", name, postgresql_using="hash")


runs = Table(
    "runs",
    tables,
    _row(),
    Column("started_at", Text, nullable=False),
    Column("ended_at", Text),  # empty: broken off
    _text("onrecord", needed=True),
    _text("model", needed=True),
    Column("options", Json, nullable=False),
    Column("inputs", Json, nullable=False),
    _text("folder", needed=True),
    Column("added", Integer, nullable=False, server_default="0"),
    Column("known", Integer, nullable=False, server_default="0"),
    Column("failed", Integer, nullable=False, server_default="0"),
    Column("statements", Integer, nullable=False, server_default="0"),
)

dictionaries = Table(
    "dictionaries",
    tables,
    _row(),
    Column("made_at", Text, nullable=False),
    Column("data", LargeBinary, nullable=False),
)

captures = Table(
    "captures",
    tables,
    Column("sha256", Text, primary_key=True),
    Column("size", Integer, nullable=False),
    _to("dictionary_id", "dictionaries.id", needed=False),
    Column("packed", LargeBinary, nullable=False),
)

articles = Table(
    "articles",
    tables,
    _row(),
    Column("key", Text, nullable=False, index=True),
    Column("series", Key, ForeignKey("articles.id"), index=True),
    Column("state", Text, nullable=False),
    _text("title"),
    _text("outlet"),
    _text("published"),
    Column("published_from", Text, index=True),
    Column("published_to", Text),
    _text("url"),
    _text("origin", needed=True),
    _text("agency"),
    Column("bylines", Json, nullable=False),
    _text("dateline"),
    _text("language"),
    Column("warnings", Json, nullable=False),
    Column("capture", Text, ForeignKey("captures.sha256"), nullable=False),
    Column("added_at", Text, nullable=False),
    _text("text", needed=True),
    CheckConstraint("state IN ('current', 'superseded')", name="state"),
    _found_by("articles", "url"),
)

# `identity` is what stays the same when an article is corrected: its URL, its file, its provider's id
arrivals = Table(
    "arrivals",
    tables,
    _row(),
    Column("key", Text, nullable=False, unique=True),
    Column("article_id", Key, ForeignKey("articles.id"), nullable=False, index=True),
    _to("run_id", "runs.id"),
    _text("origin", needed=True),
    _text("identity"),
    Column("capture", Text, ForeignKey("captures.sha256"), nullable=False),
    Column("at", Text, nullable=False),
    _found_by("arrivals", "identity"),
)

blocks = Table(
    "blocks",
    tables,
    Column("article_id", Key, ForeignKey("articles.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    *_place(),
    sqlite_with_rowid=False,
)

readings = Table(
    "readings",
    tables,
    _row(),
    _to("article_id", "articles.id"),
    _to("run_id", "runs.id"),
    _text("onrecord", needed=True),
    _text("model", needed=True),
    Column("options", Json, nullable=False),
    Column("shown", Boolean(name="shown"), nullable=False),
    Column("read_at", Text, nullable=False),
    Column("declined", Json, nullable=False),
    Column("partition", Json, nullable=False),
    UniqueConstraint("article_id", "onrecord", "model", "options"),
)

# `key` is the hash of kind and name: a name may be too long for a unique tree in Postgres
entities = Table(
    "entities",
    tables,
    _row(),
    Column("key", Text, nullable=False, unique=True),
    _text("name", needed=True),
    Column("kind", Text, nullable=False),
)

statements = Table(
    "statements",
    tables,
    _row(),
    Column("key", Text, nullable=False, index=True),
    _to("article_id", "articles.id"),
    _to("reading_id", "readings.id"),
    Column("position", Integer, nullable=False),
    Column("state", Text, nullable=False),
    _text("speaker"),
    Column("speaker_kind", Text),
    _to("speaker_id", "entities.id", needed=False),
    _text("source"),
    _text("cue"),
    _text("content", needed=True),
    Column("quotation", Text, nullable=False),
    Column("act", Text),
    Column("mode", Text),
    Column("negated", Boolean(name="negated")),
    _text("audience"),
    _text("occasion"),
    _text("said"),
    Column("said_from", Text),
    Column("said_to", Text),
    Column("said_stamp", Text),
    Column("said_unresolved", Text),
    Column("confidence", Float, nullable=False),
    Column("act_confidence", Float),
    Column("parent", Integer),
    Column("continues", Integer),
    *_place(),
    UniqueConstraint("reading_id", "position"),
    CheckConstraint("state IN ('current', 'superseded', 'replaced')", name="state"),
    Index("ix_statements_article_id", "article_id"),
    Index("ix_statements_speaker_id_state", "speaker_id", "state"),
)
"""``parent`` and ``continues`` are positions in the same reading."""

spans = Table(
    "spans",
    tables,
    Column("statement_id", Key, ForeignKey("statements.id"), primary_key=True),
    Column("role", Text, primary_key=True),
    Column("part", Integer, primary_key=True),
    Column("position", Integer, primary_key=True),
    *_place(),
    _text("words", needed=True),
    sqlite_with_rowid=False,
)
"""``part`` is the number of the condition or figure that the span belongs to, else 0."""

refs = Table(
    "refs",
    tables,
    Column("statement_id", Key, ForeignKey("statements.id"), primary_key=True),
    _text("name"),
    Column("kind", Text, nullable=False),
    Column("entity_id", Key, ForeignKey("entities.id"), index=True),
    _text("entity"),
    _text("unresolved"),
    Column("candidates", Json, nullable=False),
    Column("confidence", Float),
)

conditions = Table(
    "conditions",
    tables,
    Column("statement_id", Key, ForeignKey("statements.id"), primary_key=True),
    Column("part", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    _text("marker"),
    _text("condition", needed=True),
    _text("outcome", needed=True),
    sqlite_with_rowid=False,
)

figures = Table(
    "figures",
    tables,
    Column("statement_id", Key, ForeignKey("statements.id"), primary_key=True),
    Column("part", Integer, primary_key=True),
    _text("words", needed=True),
    Column("value", Float),
    Column("low", Float),
    Column("high", Float),
    Column("approximate", Boolean(name="approximate"), nullable=False),
    _text("unit"),
    _text("of"),
    sqlite_with_rowid=False,
)

links = Table(
    "links",
    tables,
    _row(),
    Column("kind", Text, nullable=False),
    Column("from_id", Key, ForeignKey("statements.id"), nullable=False, index=True),
    Column("to_id", Key, ForeignKey("statements.id"), nullable=False, index=True),
    Column("score", Float, nullable=False),
    Column("evidence", Json, nullable=False),
    _to("run_id", "runs.id"),
    UniqueConstraint("kind", "from_id", "to_id"),
)

judgements = Table(
    "judgements",
    tables,
    _row(),
    Column("article", Text, nullable=False, index=True),
    Column("places", Json, nullable=False),
    _text("field", needed=True),
    Column("verdict", Text, nullable=False),
    Column("value", Json),
    _text("by", needed=True),
    _text("why"),
    Column("at", Text, nullable=False),
    _to("undoes", "judgements.id", needed=False),
    CheckConstraint("verdict IN ('accept', 'reject', 'fix', 'undo')", name="verdict"),
)
"""Append-only, held so by triggers. They point to a text and places in it, so that they outlive a reading."""

failures = Table(
    "failures",
    tables,
    _row(),
    _text("origin", needed=True),
    _to("run_id", "runs.id"),
    Column("stage", Text, nullable=False),
    _text("code", needed=True),
    _text("message", needed=True),
    Column("tries", Integer, nullable=False),
    Column("first_at", Text, nullable=False),
    Column("last_at", Text, nullable=False),
    Column("resolved_at", Text),
    _found_by("failures", "origin"),
)
