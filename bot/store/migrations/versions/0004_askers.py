"""Add who asked the question that a verdict is on, so that forgetting a person deletes it too."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column(
        "signals", sa.Column("asker", sa.String(64), nullable=False, server_default=sa.text("''"))
    )


def downgrade() -> None:
    op.drop_column("signals", "asker")
