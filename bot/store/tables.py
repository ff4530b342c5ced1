"""The tables. Every row belongs to a workspace, and no query goes without it."""

from sqlalchemy import JSON, Boolean, Column, Float, Index, MetaData, String, Table, Text

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
    Index("signals_by_age", "at"),
)
