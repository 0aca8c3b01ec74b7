"""Older records taken over: files, their rows until they are matched, what came of them.

Revision: 0010, after 0009
"""

import sqlalchemy as sa
from alembic import op

ID = sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql")
MOMENT = sa.DateTime(timezone=True)

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.create_table(
        "import_batch",
        *_keys("import_batch"),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("status", sa.String(32), nullable=False),
        sa.Column("file_name", sa.String(120), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("imported_at", MOMENT, nullable=False),
        sa.Column("imported_by", ID),
        sa.Column("published_at", MOMENT),
        sa.Column("published_by", ID),
        sa.Column("fault", sa.String(300)),
        sa.Column("headers", sa.JSON(), nullable=False),
        sa.Column("columns", sa.JSON(), nullable=False),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.Column("profile", sa.LargeBinary()),
        sa.Column("row_count", sa.Integer(), nullable=False),
        sa.Column("done_count", sa.Integer(), nullable=False),
        sa.Column("ok_count", sa.Integer(), nullable=False),
        sa.Column("error_count", sa.Integer(), nullable=False),
        sa.Column("duplicate_count", sa.Integer(), nullable=False),
        sa.Column("changed_count", sa.Integer(), nullable=False),
        sa.Column("otherwise_count", sa.Integer(), nullable=False),
        sa.Column("is_waiting", sa.Boolean(), nullable=False),
        sa.Column("busy_until", MOMENT),
        _points_to("import_batch", "membership", "imported_by"),
        _points_to("import_batch", "membership", "published_by"),
    )
    _index("import_batch", "imported_at", "id")
    op.create_table(
        "import_file",
        *_keys("import_file"),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id"],
            ["municipality.id"],
            name=op.f("fk_import_file_municipality_id"),
        ),
    )
    op.create_table(
        "import_piece",
        *_keys("import_piece"),
        sa.Column("batch_id", ID, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("is_done", sa.Boolean(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        _points_to("import_piece", "import_batch", "batch_id"),
        sa.UniqueConstraint(
            "municipality_id",
            "batch_id",
            "number",
            name=op.f("uq_import_piece_municipality_id_batch_id_number"),
        ),
    )
    op.create_table(
        "imported_record",
        *_keys("imported_record"),
        sa.Column("batch_id", ID, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("hour", sa.Integer()),
        *_what("imported_record"),
        sa.Column("result", sa.String(32)),
    )
    _index("imported_record", "batch_id")
    op.create_index(
        "ix_imported_record_summed",
        "imported_record",
        ["municipality_id", "month", "batch_id", "category", "subcategory", "place_id"],
    )
    op.create_table(
        "imported_sum",
        *_keys("imported_sum"),
        sa.Column("batch_id", ID, nullable=False),
        sa.Column("source_id", ID, nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        *_what("imported_sum"),
        sa.Column("count", sa.Integer(), nullable=False),
    )
    _index("imported_sum", "month")
    _index("imported_sum", "batch_id")
    _index("imported_sum", "source_id")
    op.create_table(
        "import_fault",
        *_keys("import_fault"),
        sa.Column("batch_id", ID, nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("header", sa.String(80), nullable=False),
        sa.Column("reason", sa.String(200), nullable=False),
        sa.Column("cell", sa.String(80), nullable=False),
        sa.Column("earlier_id", ID),
        _points_to("import_fault", "import_batch", "batch_id"),
        _points_to("import_fault", "import_batch", "earlier_id"),
    )
    _index("import_fault", "batch_id", "line")


def downgrade() -> None:
    for table in (
        "import_fault",
        "imported_sum",
        "imported_record",
        "import_piece",
        "import_file",
        "import_batch",
    ):
        op.drop_table(table)


def _keys(table: str) -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.Column("municipality_id", ID, nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.PrimaryKeyConstraint("municipality_id", "id", name=op.f(f"pk_{table}")),
    )


def _what(table: str) -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.Column("category", sa.String(32), nullable=False),
        sa.Column("subcategory", sa.String(32)),
        sa.Column("place_id", ID),
        _points_to(table, "import_batch", "batch_id"),
        _points_to(table, "place", "place_id"),
    )


def _points_to(table: str, other: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["municipality_id", column],
        [f"{other}.municipality_id", f"{other}.id"],
        name=op.f(f"fk_{table}_municipality_id_{column}"),
    )


def _index(table: str, *columns: str) -> None:
    named = ["municipality_id", *columns]
    op.create_index(op.f(f"ix_{table}_{'_'.join(named)}"), table, named)
