"""What people learned: the append-only log."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    number = sa.BigInteger().with_variant(sa.Integer, "sqlite")
    op.create_table(
        "log",
        sa.Column("number", number, primary_key=True),
        sa.Column("workspace", sa.String(64), nullable=False),
        sa.Column("person", sa.String(64), nullable=False),
        sa.Column("id", sa.String(255), nullable=False),
        sa.Column("batch", sa.String(255), nullable=False),
        sa.Column("at", sa.Float, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("skill_id", sa.String(64), nullable=False),
        sa.Column("skill", sa.Text, nullable=False),
        sa.Column("section", sa.Text, nullable=False),
        sa.Column("document", sa.Text, nullable=False),
        sa.Column("level", sa.Integer, nullable=True),
        sa.Column("on", sa.String(10), nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("evidence", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("wish", sa.Boolean, nullable=False),
        sa.Column("about", sa.String(255), nullable=False),
    )
    op.create_index("log_by_id", "log", ["workspace", "person", "id"], unique=True)
    op.create_index("log_by_person", "log", ["workspace", "person", "number"])


def downgrade() -> None:
    op.drop_table("log")
