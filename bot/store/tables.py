"""The database tables. Every row belongs to a workspace, and every query filters by it."""

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
"""Append-only: rows are only deleted when a person or a workspace is."""

schedules = Table(
    "schedules",
    metadata,
    Column("workspace", String(64), primary_key=True),
    Column("subject", String(128), primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("person", String(64), nullable=False),
    Column("mode", String(16), nullable=False),
    Column("preferences", JSON, nullable=False),
    Column("since", Float, nullable=False),
    Column("next_at", Float, nullable=True),
    Column("planned_at", Float, nullable=False),
    Column("zone", String(64), nullable=False),
    Column("about", String(255), nullable=False),
    Column("token", String(32), nullable=False),
    Column("leased_until", Float, nullable=False),
    Column("changed", Boolean, nullable=False),
    Index("schedules_by_next", "next_at"),
    Index("schedules_by_plan", "planned_at"),
    Index("schedules_by_mode", "workspace", "kind", "mode"),
    Index("schedules_by_person", "workspace", "person"),
)
"""``mode`` repeats the one in ``preferences``, for counting. ``token`` identifies the claim, which
expires at ``leased_until`` by the database's own clock. ``changed`` is set when the row is replaced
during a claim."""

nudges = Table(
    "nudges",
    metadata,
    Column("workspace", String(64), primary_key=True),
    Column("key", String(255), primary_key=True),
    Column("subject", String(128), nullable=False),
    Column("person", String(64), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("period", String(10), nullable=False),
    Column("at", Float, nullable=False),
    Column("nudge", JSON, nullable=False),
    Column("channel", String(64), nullable=False),
    Column("ts", String(64), nullable=False),
    Column("touched_at", Float, nullable=True),
    Column("chosen", Integer, nullable=True),
    Column("right", Boolean, nullable=True),
    Column("planned", Float, nullable=True),
    Index("nudges_by_subject", "workspace", "subject", "at"),
    Index("nudges_by_message", "workspace", "channel", "ts"),
    Index("nudges_by_person", "workspace", "person"),
    Index("nudges_by_age", "at"),
)
"""The ledger: an entry is added before sending to Slack, and confirmed once Slack accepts it."""
