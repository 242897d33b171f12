"""The first tables: articles, readings, statements with their fields, judgements, runs."""

import sqlalchemy as sa
from alembic import op

revision = "1"
down_revision = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

WORDS = {
    "sqlite": (
        (
            "CREATE VIRTUAL TABLE words USING fts5("
            "content, source, speaker, labels, content='', tokenize='porter unicode61 remove_diacritics 0')"
        ),
    ),
    "postgresql": (
        "CREATE TEXT SEARCH DICTIONARY onrecord_stem (TEMPLATE = snowball, LANGUAGE = english)",
        "CREATE TEXT SEARCH CONFIGURATION onrecord (COPY = simple)",
        "ALTER TEXT SEARCH CONFIGURATION onrecord ALTER MAPPING FOR asciiword, word, numword WITH onrecord_stem",
        "CREATE TABLE words (statement_id BIGINT PRIMARY KEY REFERENCES statements (id), terms TSVECTOR NOT NULL)",
        "CREATE INDEX ix_words_terms ON words USING gin (terms)",
    ),
}

APPEND_ONLY = {
    "sqlite": (
        (
            "CREATE TRIGGER judgements_stay BEFORE UPDATE ON judgements "
            "BEGIN SELECT RAISE(ABORT, 'judgements are append-only'); END"
        ),
        (
            "CREATE TRIGGER judgements_remain BEFORE DELETE ON judgements "
            "BEGIN SELECT RAISE(ABORT, 'judgements are append-only'); END"
        ),
    ),
    "postgresql": (
        (
            "CREATE FUNCTION onrecord_append_only() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'judgements are append-only'; END $$"
        ),
        (
            "CREATE TRIGGER judgements_stay BEFORE UPDATE OR DELETE ON judgements "
            "FOR EACH ROW EXECUTE FUNCTION onrecord_append_only()"
        ),
    ),
}


def upgrade() -> None:
    """Make the tables, the index of words, and the triggers that keep judgements as they are."""
    _around()
    _articles()
    _statements()
    _parts()
    for command in (*WORDS[op.get_bind().dialect.name], *APPEND_ONLY[op.get_bind().dialect.name]):
        op.execute(command)


def _around() -> None:
    """Runs, captured bytes, failures, people, judgements."""
    op.create_table(
        "dictionaries",
        sa.Column("id", KEY, nullable=False),
        sa.Column("made_at", sa.Text(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dictionaries")),
    )
    op.create_table(
        "entities",
        sa.Column("id", KEY, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entities")),
        sa.UniqueConstraint("key", name=op.f("uq_entities_key")),
    )
    op.create_table(
        "judgements",
        sa.Column("id", KEY, nullable=False),
        sa.Column("article", sa.Text(), nullable=False),
        sa.Column("places", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=True),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("undoes", KEY, nullable=True),
        sa.CheckConstraint("verdict IN ('accept', 'reject', 'fix', 'undo')", name=op.f("ck_judgements_verdict")),
        sa.ForeignKeyConstraint(["undoes"], ["judgements.id"], name=op.f("fk_judgements_undoes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_judgements")),
    )
    op.create_index(op.f("ix_judgements_article"), "judgements", ["article"], unique=False)
    op.create_table(
        "runs",
        sa.Column("id", KEY, nullable=False),
        sa.Column("started_at", sa.Text(), nullable=False),
        sa.Column("ended_at", sa.Text(), nullable=True),
        sa.Column("onrecord", sa.Text(), nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("options", sa.Text(), nullable=False),
        sa.Column("inputs", sa.Text(), nullable=False),
        sa.Column("folder", sa.Text(), nullable=False),
        sa.Column("added", sa.Integer(), server_default="0", nullable=False),
        sa.Column("known", sa.Integer(), server_default="0", nullable=False),
        sa.Column("failed", sa.Integer(), server_default="0", nullable=False),
        sa.Column("statements", sa.Integer(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_runs")),
    )
    op.create_table(
        "captures",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("dictionary_id", KEY, nullable=True),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["dictionary_id"], ["dictionaries.id"], name=op.f("fk_captures_dictionary_id")),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_captures")),
    )
    op.create_table(
        "failures",
        sa.Column("id", KEY, nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("run_id", KEY, nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("first_at", sa.Text(), nullable=False),
        sa.Column("last_at", sa.Text(), nullable=False),
        sa.Column("resolved_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name=op.f("fk_failures_run_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_failures")),
    )


def _articles() -> None:
    """Articles and how they came and were read."""
    op.create_table(
        "articles",
        sa.Column("id", KEY, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("series", KEY, nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("published", sa.Text(), nullable=True),
        sa.Column("published_from", sa.Text(), nullable=True),
        sa.Column("published_to", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("agency", sa.Text(), nullable=True),
        sa.Column("bylines", sa.Text(), nullable=False),
        sa.Column("dateline", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("warnings", sa.Text(), nullable=False),
        sa.Column("capture", sa.Text(), nullable=False),
        sa.Column("added_at", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.CheckConstraint("state IN ('current', 'superseded')", name=op.f("ck_articles_state")),
        sa.ForeignKeyConstraint(["capture"], ["captures.sha256"], name=op.f("fk_articles_capture")),
        sa.ForeignKeyConstraint(["series"], ["articles.id"], name=op.f("fk_articles_series")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_articles")),
    )
    op.create_index(op.f("ix_articles_key"), "articles", ["key"], unique=False)
    op.create_index(op.f("ix_articles_published_from"), "articles", ["published_from"], unique=False)
    op.create_index(op.f("ix_articles_series"), "articles", ["series"], unique=False)
    op.create_table(
        "arrivals",
        sa.Column("id", KEY, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("article_id", KEY, nullable=False),
        sa.Column("run_id", KEY, nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("identity", sa.Text(), nullable=True),
        sa.Column("capture", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name=op.f("fk_arrivals_article_id")),
        sa.ForeignKeyConstraint(["capture"], ["captures.sha256"], name=op.f("fk_arrivals_capture")),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name=op.f("fk_arrivals_run_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_arrivals")),
        sa.UniqueConstraint("key", name=op.f("uq_arrivals_key")),
    )
    op.create_index(op.f("ix_arrivals_article_id"), "arrivals", ["article_id"], unique=False)
    op.create_table(
        "blocks",
        sa.Column("article_id", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name=op.f("fk_blocks_article_id")),
        sa.PrimaryKeyConstraint("article_id", "position", name=op.f("pk_blocks")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "readings",
        sa.Column("id", KEY, nullable=False),
        sa.Column("article_id", KEY, nullable=False),
        sa.Column("run_id", KEY, nullable=False),
        sa.Column("onrecord", sa.Text(), nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("options", sa.Text(), nullable=False),
        sa.Column("shown", sa.Boolean(), nullable=False),
        sa.Column("read_at", sa.Text(), nullable=False),
        sa.Column("declined", sa.Text(), nullable=False),
        sa.Column("partition", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name=op.f("fk_readings_article_id")),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name=op.f("fk_readings_run_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_readings")),
        sa.UniqueConstraint(
            "article_id", "onrecord", "model", "options", name=op.f("uq_readings_article_id_onrecord_model_options")
        ),
    )


def _statements() -> None:
    """Statements, their places, who said them."""
    op.create_table(
        "statements",
        sa.Column("id", KEY, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("article_id", KEY, nullable=False),
        sa.Column("reading_id", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("speaker", sa.Text(), nullable=True),
        sa.Column("speaker_kind", sa.Text(), nullable=True),
        sa.Column("speaker_id", KEY, nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("cue", sa.Text(), nullable=True),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("quotation", sa.Text(), nullable=False),
        sa.Column("act", sa.Text(), nullable=True),
        sa.Column("mode", sa.Text(), nullable=True),
        sa.Column("negated", sa.Boolean(), nullable=True),
        sa.Column("audience", sa.Text(), nullable=True),
        sa.Column("occasion", sa.Text(), nullable=True),
        sa.Column("said", sa.Text(), nullable=True),
        sa.Column("said_from", sa.Text(), nullable=True),
        sa.Column("said_to", sa.Text(), nullable=True),
        sa.Column("said_stamp", sa.Text(), nullable=True),
        sa.Column("said_unresolved", sa.Text(), nullable=True),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("act_confidence", sa.Float(), nullable=True),
        sa.Column("parent", sa.Integer(), nullable=True),
        sa.Column("continues", sa.Integer(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.CheckConstraint("state IN ('current', 'superseded', 'replaced')", name=op.f("ck_statements_state")),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name=op.f("fk_statements_article_id")),
        sa.ForeignKeyConstraint(["reading_id"], ["readings.id"], name=op.f("fk_statements_reading_id")),
        sa.ForeignKeyConstraint(["speaker_id"], ["entities.id"], name=op.f("fk_statements_speaker_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statements")),
        sa.UniqueConstraint("reading_id", "position", name=op.f("uq_statements_reading_id_position")),
    )
    op.create_index(op.f("ix_statements_key"), "statements", ["key"], unique=False)
    op.create_table(
        "refs",
        sa.Column("statement_id", KEY, nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("entity_id", KEY, nullable=True),
        sa.Column("entity", sa.Text(), nullable=True),
        sa.Column("unresolved", sa.Text(), nullable=True),
        sa.Column("candidates", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=True),
        sa.ForeignKeyConstraint(["entity_id"], ["entities.id"], name=op.f("fk_refs_entity_id")),
        sa.ForeignKeyConstraint(["statement_id"], ["statements.id"], name=op.f("fk_refs_statement_id")),
        sa.PrimaryKeyConstraint("statement_id", name=op.f("pk_refs")),
    )
    op.create_index(op.f("ix_refs_entity_id"), "refs", ["entity_id"], unique=False)
    op.create_table(
        "spans",
        sa.Column("statement_id", KEY, nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["statement_id"], ["statements.id"], name=op.f("fk_spans_statement_id")),
        sa.PrimaryKeyConstraint("statement_id", "role", "part", "position", name=op.f("pk_spans")),
        sqlite_with_rowid=False,
    )


def _parts() -> None:
    """Conditions, figures, links."""
    op.create_index("ix_failures_origin", "failures", ["origin"], unique=False, postgresql_using="hash")
    op.create_index("ix_articles_url", "articles", ["url"], unique=False, postgresql_using="hash")
    op.create_index("ix_arrivals_identity", "arrivals", ["identity"], unique=False, postgresql_using="hash")
    op.create_index("ix_statements_article_id", "statements", ["article_id"], unique=False)
    op.create_index("ix_statements_speaker_id_state", "statements", ["speaker_id", "state"], unique=False)
    op.create_table(
        "conditions",
        sa.Column("statement_id", KEY, nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("marker", sa.Text(), nullable=True),
        sa.Column("condition", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["statement_id"], ["statements.id"], name=op.f("fk_conditions_statement_id")),
        sa.PrimaryKeyConstraint("statement_id", "part", name=op.f("pk_conditions")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "figures",
        sa.Column("statement_id", KEY, nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("value", sa.Float(), nullable=True),
        sa.Column("low", sa.Float(), nullable=True),
        sa.Column("high", sa.Float(), nullable=True),
        sa.Column("approximate", sa.Boolean(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=True),
        sa.Column("of", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["statement_id"], ["statements.id"], name=op.f("fk_figures_statement_id")),
        sa.PrimaryKeyConstraint("statement_id", "part", name=op.f("pk_figures")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "links",
        sa.Column("id", KEY, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("from_id", KEY, nullable=False),
        sa.Column("to_id", KEY, nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("run_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(["from_id"], ["statements.id"], name=op.f("fk_links_from_id")),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name=op.f("fk_links_run_id")),
        sa.ForeignKeyConstraint(["to_id"], ["statements.id"], name=op.f("fk_links_to_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_links")),
        sa.UniqueConstraint("kind", "from_id", "to_id", name=op.f("uq_links_kind_from_id_to_id")),
    )
    op.create_index(op.f("ix_links_from_id"), "links", ["from_id"], unique=False)
    op.create_index(op.f("ix_links_to_id"), "links", ["to_id"], unique=False)
