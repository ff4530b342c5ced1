"""When nudges are due, and the ledger of those that were sent."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "schedules",
        sa.Column("workspace", sa.String(64), primary_key=True),
        sa.Column("subject", sa.String(128), primary_key=True),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("person", sa.String(64), nullable=False),
        sa.Column("mode", sa.String(16), nullable=False),
        sa.Column("preferences", sa.JSON, nullable=False),
        sa.Column("since", sa.Float, nullable=False),
        sa.Column("next_at", sa.Float, nullable=True),
        sa.Column("planned_at", sa.Float, nullable=False),
        sa.Column("zone", sa.String(64), nullable=False),
        sa.Column("about", sa.String(255), nullable=False),
        sa.Column("token", sa.String(32), nullable=False),
        sa.Column("leased_until", sa.Float, nullable=False),
        sa.Column("changed", sa.Boolean, nullable=False),
    )
    op.create_index("schedules_by_next", "schedules", ["next_at"])
    op.create_index("schedules_by_plan", "schedules", ["planned_at"])
    op.create_index("schedules_by_mode", "schedules", ["workspace", "kind", "mode"])
    op.create_index("schedules_by_person", "schedules", ["workspace", "person"])
    _ledger()


def _ledger() -> None:
    op.create_table(
        "nudges",
        sa.Column("workspace", sa.String(64), primary_key=True),
        sa.Column("key", sa.String(255), primary_key=True),
        sa.Column("subject", sa.String(128), nullable=False),
        sa.Column("person", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("period", sa.String(10), nullable=False),
        sa.Column("at", sa.Float, nullable=False),
        sa.Column("nudge", sa.JSON, nullable=False),
        sa.Column("channel", sa.String(64), nullable=False),
        sa.Column("ts", sa.String(64), nullable=False),
        sa.Column("touched_at", sa.Float, nullable=True),
        sa.Column("chosen", sa.Integer, nullable=True),
        sa.Column("right", sa.Boolean, nullable=True),
        sa.Column("planned", sa.Float, nullable=True),
    )
    op.create_index("nudges_by_subject", "nudges", ["workspace", "subject", "at"])
    op.create_index("nudges_by_message", "nudges", ["workspace", "channel", "ts"])
    op.create_index("nudges_by_person", "nudges", ["workspace", "person"])
    op.create_index("nudges_by_age", "nudges", ["at"])


def downgrade() -> None:
    op.drop_table("nudges")
    op.drop_table("schedules")
