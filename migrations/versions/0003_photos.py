"""Photos of incidents, how long a town keeps things, what runs by itself and what it has deleted.

Revision: 0003, after 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

ID = sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    with op.batch_alter_table("municipality") as batch:
        batch.add_column(
            sa.Column("retention_photo_days", sa.Integer(), nullable=False, server_default="90")
        )
        batch.add_column(
            sa.Column("retention_months", sa.Integer(), nullable=False, server_default="36")
        )
    with op.batch_alter_table("municipality") as batch:
        batch.alter_column("retention_photo_days", server_default=None)
        batch.alter_column("retention_months", server_default=None)
    _photos()
    op.create_table(
        "job",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("next_at", MOMENT, nullable=False),
        sa.Column("last_at", MOMENT, nullable=True),
        sa.Column("is_sweep_due", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_job")),
    )
    op.create_table(
        "disposal",
        sa.Column("rule", sa.String(length=32), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("before", sa.Date(), nullable=False),
        sa.Column("row_count", sa.Integer(), nullable=False),
        sa.Column("municipality_id", ID, nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.PrimaryKeyConstraint("municipality_id", "id", name=op.f("pk_disposal")),
    )
    with op.batch_alter_table("disposal") as batch:
        batch.create_index(op.f("ix_disposal_municipality_id_at"), ["municipality_id", "at"])


def _photos() -> None:
    op.create_table(
        "photo",
        sa.Column("incident_id", ID, nullable=False),
        sa.Column("author_id", ID, nullable=False),
        sa.Column("taken_at", MOMENT, nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("removed_at", MOMENT, nullable=True),
        sa.Column("remove_reason", sa.String(length=200), nullable=True),
        sa.Column("municipality_id", ID, nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id", "incident_id"],
            ["incident.municipality_id", "incident.id"],
            name=op.f("fk_photo_municipality_id_incident_id"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id", "author_id"],
            ["membership.municipality_id", "membership.id"],
            name=op.f("fk_photo_municipality_id_author_id"),
        ),
        sa.PrimaryKeyConstraint("municipality_id", "id", name=op.f("pk_photo")),
    )
    with op.batch_alter_table("photo") as batch:
        batch.create_index(
            op.f("ix_photo_municipality_id_incident_id_taken_at"),
            ["municipality_id", "incident_id", "taken_at"],
        )
        batch.create_index(
            op.f("ix_photo_municipality_id_taken_at"), ["municipality_id", "taken_at"]
        )
    op.create_table(
        "photo_file",
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("small", sa.LargeBinary(), nullable=False),
        sa.Column("municipality_id", ID, nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id", "id"],
            ["photo.municipality_id", "photo.id"],
            name=op.f("fk_photo_file_municipality_id_id"),
        ),
        sa.PrimaryKeyConstraint("municipality_id", "id", name=op.f("pk_photo_file")),
    )


def downgrade() -> None:
    for table in ("photo_file", "photo", "disposal", "job"):
        op.drop_table(table)
    with op.batch_alter_table("municipality") as batch:
        batch.drop_column("retention_months")
        batch.drop_column("retention_photo_days")
