"""Locked sessions, the passkeys of accounts, and drafts of phones that were locked meanwhile.

Revision: 0005, after 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

ID = sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    with op.batch_alter_table("user_session") as batch:
        batch.add_column(sa.Column("locked_at", MOMENT, nullable=True))
        batch.add_column(sa.Column("challenge", sa.LargeBinary(), nullable=True))
    _passkeys()
    _drafts()


def _passkeys() -> None:
    op.create_table(
        "passkey",
        sa.Column("id", ID, nullable=False),
        sa.Column("user_id", ID, nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("host", sa.String(length=255), nullable=False),
        sa.Column("credential_id", sa.LargeBinary(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("sign_count", sa.Integer(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("used_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_passkey_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passkey")),
        sa.UniqueConstraint("credential_id", name=op.f("uq_passkey_credential_id")),
    )
    with op.batch_alter_table("passkey") as batch:
        batch.create_index(op.f("ix_passkey_user_id"), ["user_id"])


def _drafts() -> None:
    op.create_table(
        "draft",
        sa.Column("author_id", ID, nullable=False),
        sa.Column("kind", sa.String(length=80), nullable=False),
        sa.Column("page", sa.String(length=500), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("written_at", MOMENT, nullable=False),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.Column("municipality_id", ID, nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id", "author_id"],
            ["membership.municipality_id", "membership.id"],
            name=op.f("fk_draft_municipality_id_author_id"),
        ),
        sa.PrimaryKeyConstraint("municipality_id", "id", name=op.f("pk_draft")),
    )
    with op.batch_alter_table("draft") as batch:
        batch.create_index(
            op.f("ix_draft_municipality_id_author_id"), ["municipality_id", "author_id"]
        )


def downgrade() -> None:
    op.drop_table("draft")
    op.drop_table("passkey")
    with op.batch_alter_table("user_session") as batch:
        batch.drop_column("challenge")
        batch.drop_column("locked_at")
