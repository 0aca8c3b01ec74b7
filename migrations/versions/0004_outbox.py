"""Keys of towns for their phones, write tickets, and the entries that phones send later.

Revision: 0004, after 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

ID = sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql")
MOMENT = sa.DateTime(timezone=True)
ENTRY = "outbox_entry"


def upgrade() -> None:
    op.create_table(
        "town_key",
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("private_key", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("retired_at", MOMENT, nullable=True),
        sa.Column("municipality_id", ID, nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id"],
            ["municipality.id"],
            name=op.f("fk_town_key_municipality_id"),
        ),
        sa.PrimaryKeyConstraint("municipality_id", "id", name=op.f("pk_town_key")),
    )
    _tickets()
    _entries()


def _tickets() -> None:
    op.create_table(
        "write_ticket",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("membership_id", ID, nullable=False),
        sa.Column("device", sa.String(length=80), nullable=False),
        sa.Column("issued_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.Column("last_seen_at", MOMENT, nullable=False),
        sa.Column("waiting", sa.Integer(), nullable=False),
        sa.Column("municipality_id", ID, nullable=False),
        sa.Column("id", ID, nullable=False),
        _key_to("write_ticket", "membership_id", "membership"),
        sa.PrimaryKeyConstraint("municipality_id", "id", name=op.f("pk_write_ticket")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_write_ticket_token_hash")),
    )
    with op.batch_alter_table("write_ticket") as batch:
        batch.create_index(
            op.f("ix_write_ticket_municipality_id_membership_id"),
            ["municipality_id", "membership_id"],
        )


def _entries() -> None:
    op.create_table(
        ENTRY,
        sa.Column("submission_id", ID, nullable=False),
        sa.Column("author_id", ID, nullable=False),
        sa.Column("ticket_id", ID, nullable=True),
        sa.Column("kind", sa.String(length=80), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("answer", sa.String(length=32), nullable=False),
        sa.Column("told_at", MOMENT, nullable=False),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.Column("skew_seconds", sa.Integer(), nullable=False),
        sa.Column("after_lock", sa.Boolean(), nullable=False),
        sa.Column("endpoint", sa.String(length=64), nullable=True),
        sa.Column("shift_id", ID, nullable=True),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("envelope", sa.LargeBinary(), nullable=True),
        sa.Column("resolved_at", MOMENT, nullable=True),
        sa.Column("resolved_by", ID, nullable=True),
        sa.Column("municipality_id", ID, nullable=False),
        sa.Column("id", ID, nullable=False),
        _key_to(ENTRY, "author_id", "membership"),
        _key_to(ENTRY, "resolved_by", "membership"),
        _key_to(ENTRY, "ticket_id", "write_ticket"),
        sa.PrimaryKeyConstraint("municipality_id", "id", name=op.f("pk_outbox_entry")),
        sa.UniqueConstraint(
            "municipality_id",
            "author_id",
            "submission_id",
            "digest",
            name=op.f("uq_outbox_entry_municipality_id_author_id_submission_id_digest"),
        ),
    )
    with op.batch_alter_table(ENTRY) as batch:
        for columns in (["state", "received_at"], ["submission_id"], ["shift_id"]):
            name = "_".join(["ix", ENTRY, "municipality_id", *columns])
            batch.create_index(op.f(name), ["municipality_id", *columns])


def _key_to(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["municipality_id", column],
        [f"{target}.municipality_id", f"{target}.id"],
        name=op.f(f"fk_{table}_municipality_id_{column}"),
    )


def downgrade() -> None:
    op.drop_table(ENTRY)
    op.drop_table("write_ticket")
    op.drop_table("town_key")
