"""Long lists that are prepared beforehand, and the sealed pieces of their files.

Revision: 0012, after 0011
"""

import sqlalchemy as sa
from alembic import op

ID = sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql")
MOMENT = sa.DateTime(timezone=True)

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.create_table(
        "prepared_file",
        *_keys("prepared_file"),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("status", sa.String(32), nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("wanted", sa.JSON(), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("ready_at", MOMENT),
        sa.Column("fault", sa.String(300)),
        sa.Column("row_count", sa.Integer(), nullable=False),
        sa.Column("done_count", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("try_count", sa.Integer(), nullable=False),
        sa.Column("busy_until", MOMENT),
        _points_to("prepared_file", "membership", "person_id"),
    )
    op.create_index(
        op.f("ix_prepared_file_municipality_id_person_id_asked_at"),
        "prepared_file",
        ["municipality_id", "person_id", "asked_at"],
    )
    op.create_table(
        "prepared_piece",
        *_keys("prepared_piece"),
        sa.Column("file_id", ID, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        _points_to("prepared_piece", "prepared_file", "file_id"),
        sa.UniqueConstraint(
            "municipality_id",
            "file_id",
            "number",
            name=op.f("uq_prepared_piece_municipality_id_file_id_number"),
        ),
    )


def downgrade() -> None:
    op.drop_table("prepared_piece")
    op.drop_table("prepared_file")


def _keys(table: str) -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.Column("municipality_id", ID, nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.PrimaryKeyConstraint("municipality_id", "id", name=op.f(f"pk_{table}")),
    )


def _points_to(table: str, other: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["municipality_id", column],
        [f"{other}.municipality_id", f"{other}.id"],
        name=op.f(f"fk_{table}_municipality_id_{column}"),
    )
