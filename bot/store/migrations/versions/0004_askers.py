"""Who asked what a verdict is about, so that their words go when they want to be forgotten."""

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
