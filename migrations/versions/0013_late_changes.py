"""What changed figures of a quarter after its first closing.

Revision: 0013, after 0012
"""

import sqlalchemy as sa
from alembic import op

ID = sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql")

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.create_table(
        "late_change",
        sa.Column("municipality_id", ID, nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("subject", sa.String(32), nullable=False),
        sa.Column("row_id", ID, nullable=False),
        sa.Column("entity", sa.String(64), nullable=False),
        sa.Column("record_id", ID, nullable=False),
        sa.Column("code", sa.String(6), nullable=False),
        sa.Column("told_in", sa.String(6), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("before", sa.String(64)),
        sa.Column("after", sa.String(64)),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("municipality_id", "id", name=op.f("pk_late_change")),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_late_change_municipality_id")
        ),
        sa.UniqueConstraint(
            *("municipality_id", "told_in", "row_id", "code"),
            name=op.f("uq_late_change_municipality_id_told_in_row_id_code"),
        ),
    )


def downgrade() -> None:
    op.drop_table("late_change")
