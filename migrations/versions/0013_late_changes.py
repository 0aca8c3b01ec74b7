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
        sa.Column("record_id", ID, nullable=False),
        sa.Column("code", sa.String(6), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("municipality_id", "id", name=op.f("pk_late_change")),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_late_change_municipality_id")
        ),
    )
    op.create_index(
        op.f("ix_late_change_municipality_id_at"), "late_change", ["municipality_id", "at"]
    )


def downgrade() -> None:
    op.drop_table("late_change")
