"""The tables. Every row belongs to a workspace, and no query goes without it."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Float,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)

metadata = MetaData()

claims = Table(
    "claims",
    metadata,
    Column("workspace", String(64), primary_key=True),
    Column("key", String(255), primary_key=True),
    Column("taken_at", Float, nullable=False),
    Column("done", Boolean, nullable=False),
    Index("claims_by_age", "taken_at"),
)

exchanges = Table(
    "exchanges",
    metadata,
    Column("workspace", String(64), primary_key=True),
    Column("channel", String(64), primary_key=True),
    Column("question_ts", String(64), primary_key=True),
    Column("thread_ts", String(64), nullable=False),
    Column("person", String(64), nullable=False),
    Column("question", Text, nullable=False),
    Column("answer", Text, nullable=False),
    Column("answer_channel", String(64), nullable=False),
    Column("answer_ts", JSON, nullable=False),
    Column("section_ids", JSON, nullable=False),
    Column("at", Float, nullable=False),
    Index("exchanges_by_thread", "workspace", "channel", "thread_ts", "question_ts"),
    Index("exchanges_by_age", "at"),
)

signals = Table(
    "signals",
    metadata,
    Column("workspace", String(64), primary_key=True),
    Column("key", String(255), primary_key=True),
    Column("verdict", String(16), nullable=False),
    Column("person", String(64), nullable=False),
    Column("question", Text, nullable=False),
    Column("section_ids", JSON, nullable=False),
    Column("at", Float, nullable=False),
    Column("reason", Text, nullable=False),
    Column("asker", String(64), nullable=False, server_default=""),
    Index("signals_by_age", "at"),
)

log = Table(
    "log",
    metadata,
    Column("number", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("workspace", String(64), nullable=False),
    Column("person", String(64), nullable=False),
    Column("id", String(255), nullable=False),
    Column("batch", String(255), nullable=False),
    Column("at", Float, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("skill_id", String(64), nullable=False),
    Column("skill", Text, nullable=False),
    Column("section", Text, nullable=False),
    Column("document", Text, nullable=False),
    Column("level", Integer, nullable=True),
    Column("on", String(10), nullable=False),
    Column("words", Text, nullable=False),
    Column("evidence", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("wish", Boolean, nullable=False),
    Column("about", String(255), nullable=False),
    Index("log_by_id", "workspace", "person", "id", unique=True),
    Index("log_by_person", "workspace", "person", "number"),
)
"""Append-only: rows are added, and go only when a person or a workspace is forgotten."""
