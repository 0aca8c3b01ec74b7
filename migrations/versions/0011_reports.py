"""Closing of quarters: versions of the summary with their documents, and figures of others.

Revision: 0011, after 0010
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.create_table(
        "external_figure",
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("term", sa.String(length=32), nullable=False),
        sa.Column("source", sa.String(length=32), nullable=False),
        sa.Column("indicator", sa.String(length=120), nullable=False),
        sa.Column("indicator_key", sa.String(length=240), nullable=False),
        sa.Column("value", sa.Numeric(precision=12, scale=2, asdecimal=False), nullable=False),
        sa.Column("unit", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column(
            "municipality_id",
            sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"),
            nullable=False,
        ),
        sa.Column("id", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id"],
            ["municipality.id"],
            name=op.f("fk_external_figure_municipality_id"),
        ),
        sa.PrimaryKeyConstraint("municipality_id", "id", name=op.f("pk_external_figure")),
        sa.UniqueConstraint(
            "municipality_id",
            "year",
            "term",
            "source",
            "indicator_key",
            name="uq_external_figure_told",
        ),
    )
    op.create_table(
        "quarter_closing",
        sa.Column("code", sa.String(length=6), nullable=False),
        sa.Column("first_closed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "closed_by", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=True
        ),
        sa.Column("is_closed", sa.Boolean(), nullable=False),
        sa.Column("exact", sa.Text(), nullable=True),
        sa.Column("public", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column(
            "municipality_id",
            sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"),
            nullable=False,
        ),
        sa.Column("id", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id", "closed_by"],
            ["membership.municipality_id", "membership.id"],
            name=op.f("fk_quarter_closing_municipality_id_closed_by"),
        ),
        sa.PrimaryKeyConstraint("municipality_id", "id", name=op.f("pk_quarter_closing")),
        sa.UniqueConstraint(
            "municipality_id", "code", name=op.f("uq_quarter_closing_municipality_id_code")
        ),
    )
    op.create_table(
        "quarterly_report",
        sa.Column("code", sa.String(length=6), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=32), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=True),
        sa.Column("situation", sa.Text(), nullable=False),
        sa.Column("successes", sa.Text(), nullable=False),
        sa.Column("difficulties", sa.Text(), nullable=False),
        sa.Column("requests", sa.Text(), nullable=False),
        sa.Column("priorities", sa.Text(), nullable=False),
        sa.Column("funding", sa.Text(), nullable=False),
        sa.Column(
            "author_id", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=True
        ),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "shared_by", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=True
        ),
        sa.Column("shared_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "approved_by", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=True
        ),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("documents_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "sent_by", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=True
        ),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("digest", sa.String(length=64), nullable=True),
        sa.Column("content", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column(
            "municipality_id",
            sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"),
            nullable=False,
        ),
        sa.Column("id", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id", "approved_by"],
            ["membership.municipality_id", "membership.id"],
            name=op.f("fk_quarterly_report_municipality_id_approved_by"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id", "author_id"],
            ["membership.municipality_id", "membership.id"],
            name=op.f("fk_quarterly_report_municipality_id_author_id"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id", "sent_by"],
            ["membership.municipality_id", "membership.id"],
            name=op.f("fk_quarterly_report_municipality_id_sent_by"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id", "shared_by"],
            ["membership.municipality_id", "membership.id"],
            name=op.f("fk_quarterly_report_municipality_id_shared_by"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"],
            ["municipality.id"],
            name=op.f("fk_quarterly_report_municipality_id"),
        ),
        sa.PrimaryKeyConstraint("municipality_id", "id", name=op.f("pk_quarterly_report")),
        sa.UniqueConstraint(
            "municipality_id",
            "code",
            "number",
            name=op.f("uq_quarterly_report_municipality_id_code_number"),
        ),
    )
    op.create_table(
        "report_file",
        sa.Column(
            "report_id", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=False
        ),
        sa.Column("variant", sa.String(length=32), nullable=False),
        sa.Column("form", sa.String(length=8), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column(
            "municipality_id",
            sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"),
            nullable=False,
        ),
        sa.Column("id", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id", "report_id"],
            ["quarterly_report.municipality_id", "quarterly_report.id"],
            name=op.f("fk_report_file_municipality_id_report_id"),
        ),
        sa.PrimaryKeyConstraint("municipality_id", "id", name=op.f("pk_report_file")),
        sa.UniqueConstraint(
            "municipality_id",
            "report_id",
            "variant",
            "form",
            name=op.f("uq_report_file_municipality_id_report_id_variant_form"),
        ),
    )
    op.create_table(
        "saved_view",
        sa.Column(
            "person_id", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=False
        ),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column(
            "place_id", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=True
        ),
        sa.Column("subcategory", sa.String(length=32), nullable=True),
        sa.Column(
            "municipality_id",
            sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"),
            nullable=False,
        ),
        sa.Column("id", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id", "person_id"],
            ["membership.municipality_id", "membership.id"],
            name=op.f("fk_saved_view_municipality_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id", "place_id"],
            ["place.municipality_id", "place.id"],
            name=op.f("fk_saved_view_municipality_id_place_id"),
        ),
        sa.PrimaryKeyConstraint("municipality_id", "id", name=op.f("pk_saved_view")),
        sa.UniqueConstraint(
            "municipality_id",
            "person_id",
            "name",
            name=op.f("uq_saved_view_municipality_id_person_id_name"),
        ),
    )
    _note_completion()
    _count_reopenings()


def downgrade() -> None:
    with op.batch_alter_table("shift") as batch:
        for name in ("reopen_count", "reopened_at", "received_at"):
            batch.drop_column(name)
    op.drop_index("ix_incident_municipality_id_completed_at", "incident")
    with op.batch_alter_table("incident") as batch:
        batch.drop_column("completed_at")
    op.drop_table("saved_view")
    op.drop_table("report_file")
    op.drop_table("quarterly_report")
    op.drop_table("quarter_closing")
    op.drop_table("external_figure")


def _note_completion() -> None:
    """No quarter is closed yet, so it is enough to know that what is complete was so before."""
    with op.batch_alter_table("incident") as batch:
        batch.add_column(sa.Column("completed_at", sa.DateTime(timezone=True), nullable=True))
    incident = sa.table(
        "incident", sa.column("completed_at"), sa.column("updated_at"), sa.column("status")
    )
    was_complete = incident.c.status.in_(("recorded", "checked"))
    op.execute(sa.update(incident).where(was_complete).values(completed_at=incident.c.updated_at))
    op.create_index(
        "ix_incident_municipality_id_completed_at", "incident", ["municipality_id", "completed_at"]
    )


def _count_reopenings() -> None:
    """A reason is forgotten after its period, the count stays; so far it is known of once."""
    with op.batch_alter_table("shift") as batch:
        batch.add_column(
            sa.Column("reopen_count", sa.Integer(), nullable=False, server_default="0")
        )
        for name in ("reopened_at", "received_at"):
            batch.add_column(sa.Column(name, sa.DateTime(timezone=True), nullable=True))
    names = ("reopen_count", "reopen_reason", "received_at", "handed_in_at")
    shift = sa.table("shift", *map(sa.column, names))
    op.execute(sa.update(shift).values(received_at=shift.c.handed_in_at))
    was_opened = shift.c.reopen_reason.is_not(None)
    op.execute(sa.update(shift).where(was_opened).values(reopen_count=1))
    with op.batch_alter_table("shift") as batch:
        batch.alter_column("reopen_count", server_default=None)
