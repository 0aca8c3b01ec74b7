"""A repeated submission hears again what was said; receipts know how old they are.

Revision: 0007, after 0006
"""

import sqlalchemy as sa
from alembic import op

from app.kernel import clock
from app.kernel.db import Moment

revision = "0007"
down_revision = "0006"

MOMENT = sa.DateTime(timezone=True)
RECEIPT = sa.table("receipt", sa.column("said", sa.JSON()), sa.column("at", Moment))


def upgrade() -> None:
    with op.batch_alter_table("receipt") as batch:
        batch.add_column(sa.Column("said", sa.JSON(), nullable=True))
        batch.add_column(sa.Column("at", MOMENT, nullable=True))
    # Nobody knows when earlier ones were written: their age counts from today.
    op.execute(sa.update(RECEIPT).values(said=[], at=clock.now()))
    with op.batch_alter_table("receipt") as batch:
        batch.alter_column("said", existing_type=sa.JSON(), nullable=False)
        batch.alter_column("at", existing_type=MOMENT, nullable=False)
        batch.create_index(op.f("ix_receipt_municipality_id_at"), ["municipality_id", "at"])


def downgrade() -> None:
    with op.batch_alter_table("receipt") as batch:
        batch.drop_index(op.f("ix_receipt_municipality_id_at"))
        batch.drop_column("at")
        batch.drop_column("said")
