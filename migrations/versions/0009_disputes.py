"""Neighbour disputes: cases, parties behind the wall, agreements, the room, letters.

Revision: 0009, after 0008
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_table(
        "letter_template",
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
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
            name=op.f("fk_letter_template_municipality_id"),
        ),
        sa.PrimaryKeyConstraint("municipality_id", "id", name=op.f("pk_letter_template")),
        sa.UniqueConstraint(
            "municipality_id", "kind", name=op.f("uq_letter_template_municipality_id_kind")
        ),
    )
    op.create_table(
        "letterhead",
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "added_by", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=True
        ),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column(
            "municipality_id",
            sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"),
            nullable=False,
        ),
        sa.Column("id", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id", "added_by"],
            ["membership.municipality_id", "membership.id"],
            name=op.f("fk_letterhead_municipality_id_added_by"),
        ),
        sa.PrimaryKeyConstraint("municipality_id", "id", name=op.f("pk_letterhead")),
    )
    op.create_table(
        "room_hours",
        sa.Column(
            "room_id", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=False
        ),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("opens_at", sa.Time(), nullable=False),
        sa.Column("closes_at", sa.Time(), nullable=False),
        sa.Column(
            "municipality_id",
            sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"),
            nullable=False,
        ),
        sa.Column("id", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id", "room_id"],
            ["place.municipality_id", "place.id"],
            name=op.f("fk_room_hours_municipality_id_room_id"),
        ),
        sa.PrimaryKeyConstraint("municipality_id", "id", name=op.f("pk_room_hours")),
        sa.UniqueConstraint(
            "municipality_id",
            "room_id",
            "weekday",
            name=op.f("uq_room_hours_municipality_id_room_id_weekday"),
        ),
    )
    op.create_table(
        "dispute_case",
        sa.Column("number", sa.String(length=16), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "received_by", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=True
        ),
        sa.Column("referral", sa.String(length=32), nullable=False),
        sa.Column(
            "incident_id", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=True
        ),
        sa.Column(
            "place_id", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=True
        ),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("other_kinds", sa.String(length=255), nullable=False),
        sa.Column("relationship", sa.String(length=32), nullable=True),
        sa.Column("tenure_a", sa.String(length=32), nullable=True),
        sa.Column("tenure_b", sa.String(length=32), nullable=True),
        sa.Column("duration", sa.String(length=32), nullable=True),
        sa.Column("gravity", sa.String(length=32), nullable=True),
        sa.Column("prior_steps", sa.String(length=255), nullable=False),
        sa.Column("legal_status", sa.String(length=32), nullable=True),
        sa.Column("screened_on", sa.Date(), nullable=True),
        sa.Column("flags", sa.String(length=255), nullable=False),
        sa.Column(
            "lead_id", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=True
        ),
        sa.Column("lead_kind", sa.String(length=32), nullable=True),
        sa.Column("officer_led", sa.Boolean(), nullable=False),
        sa.Column(
            "led_by", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=True
        ),
        sa.Column(
            "reviewer_id", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=True
        ),
        sa.Column(
            "reviewed_by", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=True
        ),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("agreed_on", sa.Date(), nullable=True),
        sa.Column("agreed_form", sa.String(length=32), nullable=True),
        sa.Column("stage", sa.String(length=32), nullable=False),
        sa.Column("next_step", sa.String(length=32), nullable=True),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.String(length=32), nullable=True),
        sa.Column("handed_to", sa.String(length=255), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column(
            "reopened_from_id",
            sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"),
            nullable=True,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column(
            "municipality_id",
            sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"),
            nullable=False,
        ),
        sa.Column("id", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id", "incident_id"],
            ["incident.municipality_id", "incident.id"],
            name=op.f("fk_dispute_case_municipality_id_incident_id"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id", "lead_id"],
            ["membership.municipality_id", "membership.id"],
            name=op.f("fk_dispute_case_municipality_id_lead_id"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id", "led_by"],
            ["membership.municipality_id", "membership.id"],
            name=op.f("fk_dispute_case_municipality_id_led_by"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id", "place_id"],
            ["place.municipality_id", "place.id"],
            name=op.f("fk_dispute_case_municipality_id_place_id"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id", "received_by"],
            ["membership.municipality_id", "membership.id"],
            name=op.f("fk_dispute_case_municipality_id_received_by"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id", "reopened_from_id"],
            ["dispute_case.municipality_id", "dispute_case.id"],
            name=op.f("fk_dispute_case_municipality_id_reopened_from_id"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id", "reviewed_by"],
            ["membership.municipality_id", "membership.id"],
            name=op.f("fk_dispute_case_municipality_id_reviewed_by"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id", "reviewer_id"],
            ["membership.municipality_id", "membership.id"],
            name=op.f("fk_dispute_case_municipality_id_reviewer_id"),
        ),
        sa.PrimaryKeyConstraint("municipality_id", "id", name=op.f("pk_dispute_case")),
        sa.UniqueConstraint(
            "municipality_id", "number", name=op.f("uq_dispute_case_municipality_id_number")
        ),
        sa.UniqueConstraint(
            "municipality_id",
            "reopened_from_id",
            name=op.f("uq_dispute_case_municipality_id_reopened_from_id"),
        ),
    )
    with op.batch_alter_table("dispute_case", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_dispute_case_municipality_id_closed_on"),
            ["municipality_id", "closed_on"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_dispute_case_municipality_id_incident_id"),
            ["municipality_id", "incident_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_dispute_case_municipality_id_received_on_id"),
            ["municipality_id", "received_on", "id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_dispute_case_municipality_id_stage_next_on"),
            ["municipality_id", "stage", "next_on"],
            unique=False,
        )

    op.create_table(
        "agreement",
        sa.Column(
            "case_id", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=False
        ),
        sa.Column("agreed_on", sa.Date(), nullable=False),
        sa.Column("form", sa.String(length=32), nullable=False),
        sa.Column("led_as", sa.String(length=32), nullable=False),
        sa.Column(
            "led_by", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=True
        ),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column(
            "municipality_id",
            sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"),
            nullable=False,
        ),
        sa.Column("id", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id", "case_id"],
            ["dispute_case.municipality_id", "dispute_case.id"],
            name=op.f("fk_agreement_municipality_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id", "led_by"],
            ["membership.municipality_id", "membership.id"],
            name=op.f("fk_agreement_municipality_id_led_by"),
        ),
        sa.PrimaryKeyConstraint("municipality_id", "id", name=op.f("pk_agreement")),
        sa.UniqueConstraint(
            "municipality_id", "case_id", name=op.f("uq_agreement_municipality_id_case_id")
        ),
    )
    op.create_table(
        "booking",
        sa.Column(
            "room_id", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=False
        ),
        sa.Column(
            "case_id", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=False
        ),
        sa.Column(
            "booked_by", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=True
        ),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_cancelled", sa.Boolean(), nullable=False),
        sa.Column("is_called_off", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column(
            "municipality_id",
            sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"),
            nullable=False,
        ),
        sa.Column("id", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id", "booked_by"],
            ["membership.municipality_id", "membership.id"],
            name=op.f("fk_booking_municipality_id_booked_by"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id", "case_id"],
            ["dispute_case.municipality_id", "dispute_case.id"],
            name=op.f("fk_booking_municipality_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id", "room_id"],
            ["place.municipality_id", "place.id"],
            name=op.f("fk_booking_municipality_id_room_id"),
        ),
        sa.PrimaryKeyConstraint("municipality_id", "id", name=op.f("pk_booking")),
    )
    with op.batch_alter_table("booking", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_booking_municipality_id_case_id"),
            ["municipality_id", "case_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_booking_municipality_id_room_id_starts_at"),
            ["municipality_id", "room_id", "starts_at"],
            unique=False,
        )

    op.create_table(
        "confidential_note",
        sa.Column(
            "case_id", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=False
        ),
        sa.Column(
            "author_id", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=False
        ),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column(
            "municipality_id",
            sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"),
            nullable=False,
        ),
        sa.Column("id", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id", "author_id"],
            ["membership.municipality_id", "membership.id"],
            name=op.f("fk_confidential_note_municipality_id_author_id"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id", "case_id"],
            ["dispute_case.municipality_id", "dispute_case.id"],
            name=op.f("fk_confidential_note_municipality_id_case_id"),
        ),
        sa.PrimaryKeyConstraint("municipality_id", "id", name=op.f("pk_confidential_note")),
    )
    with op.batch_alter_table("confidential_note", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_confidential_note_municipality_id_case_id_author_id"),
            ["municipality_id", "case_id", "author_id"],
            unique=False,
        )

    op.create_table(
        "contact_opening",
        sa.Column(
            "case_id", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=False
        ),
        sa.Column(
            "reader_id", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=False
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.String(length=32), nullable=False),
        sa.Column("note", sa.String(length=120), nullable=True),
        sa.Column(
            "municipality_id",
            sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"),
            nullable=False,
        ),
        sa.Column("id", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id", "case_id"],
            ["dispute_case.municipality_id", "dispute_case.id"],
            name=op.f("fk_contact_opening_municipality_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id", "reader_id"],
            ["membership.municipality_id", "membership.id"],
            name=op.f("fk_contact_opening_municipality_id_reader_id"),
        ),
        sa.PrimaryKeyConstraint("municipality_id", "id", name=op.f("pk_contact_opening")),
    )
    with op.batch_alter_table("contact_opening", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_contact_opening_municipality_id_case_id_at"),
            ["municipality_id", "case_id", "at"],
            unique=False,
        )

    op.create_table(
        "dispute_check",
        sa.Column(
            "case_id", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=False
        ),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("result", sa.String(length=32), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column(
            "checked_by", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=True
        ),
        sa.Column(
            "municipality_id",
            sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"),
            nullable=False,
        ),
        sa.Column("id", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id", "case_id"],
            ["dispute_case.municipality_id", "dispute_case.id"],
            name=op.f("fk_dispute_check_municipality_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id", "checked_by"],
            ["membership.municipality_id", "membership.id"],
            name=op.f("fk_dispute_check_municipality_id_checked_by"),
        ),
        sa.PrimaryKeyConstraint("municipality_id", "id", name=op.f("pk_dispute_check")),
        sa.UniqueConstraint(
            "municipality_id",
            "case_id",
            "days",
            name=op.f("uq_dispute_check_municipality_id_case_id_days"),
        ),
    )
    with op.batch_alter_table("dispute_check", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_dispute_check_municipality_id_due_on"),
            ["municipality_id", "due_on"],
            unique=False,
        )

    op.create_table(
        "dispute_consent",
        sa.Column(
            "case_id", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=False
        ),
        sa.Column("side", sa.String(length=32), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("explained", sa.String(length=255), nullable=False),
        sa.Column("is_written", sa.Boolean(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column(
            "municipality_id",
            sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"),
            nullable=False,
        ),
        sa.Column("id", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id", "case_id"],
            ["dispute_case.municipality_id", "dispute_case.id"],
            name=op.f("fk_dispute_consent_municipality_id_case_id"),
        ),
        sa.PrimaryKeyConstraint("municipality_id", "id", name=op.f("pk_dispute_consent")),
    )
    with op.batch_alter_table("dispute_consent", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_dispute_consent_municipality_id_case_id"),
            ["municipality_id", "case_id"],
            unique=False,
        )

    op.create_table(
        "dispute_party",
        sa.Column(
            "case_id", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=False
        ),
        sa.Column("side", sa.String(length=32), nullable=False),
        sa.Column("called", sa.String(length=32), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=True),
        sa.Column("contact", sa.LargeBinary(), nullable=True),
        sa.Column("address", sa.LargeBinary(), nullable=True),
        sa.Column("wish", sa.LargeBinary(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column(
            "municipality_id",
            sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"),
            nullable=False,
        ),
        sa.Column("id", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id", "case_id"],
            ["dispute_case.municipality_id", "dispute_case.id"],
            name=op.f("fk_dispute_party_municipality_id_case_id"),
        ),
        sa.PrimaryKeyConstraint("municipality_id", "id", name=op.f("pk_dispute_party")),
    )
    with op.batch_alter_table("dispute_party", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_dispute_party_municipality_id_case_id"),
            ["municipality_id", "case_id"],
            unique=False,
        )

    op.create_table(
        "dispute_step",
        sa.Column(
            "case_id", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=False
        ),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("sides", sa.String(length=255), nullable=False),
        sa.Column(
            "room_id", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=True
        ),
        sa.Column("result", sa.String(length=150), nullable=True),
        sa.Column(
            "author_id", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=True
        ),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_withdrawn", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column(
            "municipality_id",
            sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"),
            nullable=False,
        ),
        sa.Column("id", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id", "author_id"],
            ["membership.municipality_id", "membership.id"],
            name=op.f("fk_dispute_step_municipality_id_author_id"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id", "case_id"],
            ["dispute_case.municipality_id", "dispute_case.id"],
            name=op.f("fk_dispute_step_municipality_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id", "room_id"],
            ["place.municipality_id", "place.id"],
            name=op.f("fk_dispute_step_municipality_id_room_id"),
        ),
        sa.PrimaryKeyConstraint("municipality_id", "id", name=op.f("pk_dispute_step")),
    )
    with op.batch_alter_table("dispute_step", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_dispute_step_municipality_id_case_id_day"),
            ["municipality_id", "case_id", "day"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_dispute_step_municipality_id_day"),
            ["municipality_id", "day"],
            unique=False,
        )

    op.create_table(
        "dispute_takeover",
        sa.Column(
            "case_id", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=False
        ),
        sa.Column(
            "former_id", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=False
        ),
        sa.Column(
            "lead_id", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=False
        ),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=150), nullable=True),
        sa.Column(
            "municipality_id",
            sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"),
            nullable=False,
        ),
        sa.Column("id", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id", "case_id"],
            ["dispute_case.municipality_id", "dispute_case.id"],
            name=op.f("fk_dispute_takeover_municipality_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id", "former_id"],
            ["membership.municipality_id", "membership.id"],
            name=op.f("fk_dispute_takeover_municipality_id_former_id"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id", "lead_id"],
            ["membership.municipality_id", "membership.id"],
            name=op.f("fk_dispute_takeover_municipality_id_lead_id"),
        ),
        sa.PrimaryKeyConstraint("municipality_id", "id", name=op.f("pk_dispute_takeover")),
    )
    with op.batch_alter_table("dispute_takeover", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_dispute_takeover_municipality_id_case_id_day"),
            ["municipality_id", "case_id", "day"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_dispute_takeover_municipality_id_former_id_day"),
            ["municipality_id", "former_id", "day"],
            unique=False,
        )

    op.create_table(
        "agreement_point",
        sa.Column(
            "agreement_id", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=False
        ),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("who", sa.String(length=255), nullable=False),
        sa.Column("what", sa.LargeBinary(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("fulfilled", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column(
            "municipality_id",
            sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"),
            nullable=False,
        ),
        sa.Column("id", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id", "agreement_id"],
            ["agreement.municipality_id", "agreement.id"],
            name=op.f("fk_agreement_point_municipality_id_agreement_id"),
        ),
        sa.PrimaryKeyConstraint("municipality_id", "id", name=op.f("pk_agreement_point")),
    )
    with op.batch_alter_table("agreement_point", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_agreement_point_municipality_id_agreement_id_position"),
            ["municipality_id", "agreement_id", "position"],
            unique=False,
        )

    op.create_table(
        "agreement_scan",
        sa.Column(
            "agreement_id", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=False
        ),
        sa.Column("media_type", sa.String(length=40), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column(
            "municipality_id",
            sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"),
            nullable=False,
        ),
        sa.Column("id", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id", "agreement_id"],
            ["agreement.municipality_id", "agreement.id"],
            name=op.f("fk_agreement_scan_municipality_id_agreement_id"),
        ),
        sa.PrimaryKeyConstraint("municipality_id", "id", name=op.f("pk_agreement_scan")),
    )
    with op.batch_alter_table("agreement_scan", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_agreement_scan_municipality_id_agreement_id"),
            ["municipality_id", "agreement_id"],
            unique=False,
        )

    with op.batch_alter_table("municipality", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("retention_dispute_months", sa.Integer(), nullable=False, server_default="6")
        )
    with op.batch_alter_table("municipality", schema=None) as batch_op:
        batch_op.alter_column("retention_dispute_months", server_default=None)
    with op.batch_alter_table("place", schema=None) as batch_op:
        batch_op.add_column(sa.Column("public_name", sa.String(length=80), nullable=True))
        batch_op.add_column(sa.Column("address", sa.String(length=120), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("place", schema=None) as batch_op:
        batch_op.drop_column("address")
        batch_op.drop_column("public_name")
    with op.batch_alter_table("municipality", schema=None) as batch_op:
        batch_op.drop_column("retention_dispute_months")

    op.drop_table("agreement_scan")
    op.drop_table("agreement_point")
    op.drop_table("dispute_takeover")
    op.drop_table("dispute_step")
    op.drop_table("dispute_party")
    op.drop_table("dispute_consent")
    op.drop_table("dispute_check")
    op.drop_table("contact_opening")
    op.drop_table("confidential_note")
    op.drop_table("booking")
    op.drop_table("agreement")
    op.drop_table("dispute_case")
    op.drop_table("room_hours")
    op.drop_table("letterhead")
    op.drop_table("letter_template")
