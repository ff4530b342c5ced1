"""Claims and exchanges."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "claims",
        sa.Column("workspace", sa.String(64), primary_key=True),
        sa.Column("key", sa.String(255), primary_key=True),
        sa.Column("taken_at", sa.Float, nullable=False),
        sa.Column("done", sa.Boolean, nullable=False),
    )
    op.create_index("claims_by_age", "claims", ["taken_at"])
    op.create_table(
        "exchanges",
        sa.Column("workspace", sa.String(64), primary_key=True),
        sa.Column("channel", sa.String(64), primary_key=True),
        sa.Column("question_ts", sa.String(64), primary_key=True),
        sa.Column("thread_ts", sa.String(64), nullable=False),
        sa.Column("person", sa.String(64), nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("answer", sa.Text, nullable=False),
        sa.Column("answer_channel", sa.String(64), nullable=False),
        sa.Column("answer_ts", sa.JSON, nullable=False),
        sa.Column("section_ids", sa.JSON, nullable=False),
        sa.Column("at", sa.Float, nullable=False),
    )
    op.create_index(
        "exchanges_by_thread", "exchanges", ["workspace", "channel", "thread_ts", "question_ts"]
    )
    op.create_index("exchanges_by_age", "exchanges", ["at"])


def downgrade() -> None:
    op.drop_table("exchanges")
    op.drop_table("claims")
