"""Training: ratings, courses, certificates, quizzes, needs, plans, supervision, rounds.

Revision: 0008, after 0007
"""

import sqlalchemy as sa
from alembic import op

from app.kernel.db import Id, uuid7

revision = "0008"
down_revision = "0007"

# What every town begins with; as the words stood when the tables were laid.
FIRST_COMPETENCES = (
    (
        "law_basics",
        "Právní minimum",
        "Zná nutnou obranu a\xa0krajní nouzi a\xa0ví, kde jsou meze jeho oprávnění.",
    ),
    ("bylaws", "Vyhlášky obce", "Ví, co a\xa0kde obecní vyhlášky zakazují."),
    (
        "communication",
        "Komunikace a\xa0deeskalace",
        "Mluví klidně s\xa0rozrušenými lidmi a\xa0zklidní je bez křiku.",
    ),
    (
        "aggressor",
        "Rozpoznání agresora, vlastní bezpečí",
        "Včas vidí nebezpečí, drží odstup, umí odejít a\xa0přivolat pomoc.",
    ),
    (
        "first_aid",
        "První pomoc",
        "Zavolá 155, resuscituje, zastaví krvácení a\xa0zůstane u\xa0člověka.",
    ),
    (
        "needles",
        "Bezpečný sběr stříkaček",
        "Sbírá kleštěmi do boxu a\xa0ví, co dělat po poranění jehlou.",
    ),
    (
        "youth",
        "Práce s\xa0dětmi a\xa0mládeží, OSPOD",
        "Umí mluvit s\xa0dětmi a\xa0ví, kdy má vědět škola nebo OSPOD.",
    ),
    (
        "seniors_fraud",
        "Podvody na seniorech",
        "Pozná obvyklé triky a\xa0umí je seniorům vysvětlit.",
    ),
    (
        "services",
        "Místní služby a\xa0kam odkázat",
        "Ví, kdo v\xa0obci pomůže s\xa0dluhy, bydlením, násilím a\xa0závislostí.",
    ),
    (
        "disputes",
        "Řešení sporů a\xa0meze mediace",
        "Vyslechne obě strany, nic neslibuje a\xa0věc včas předá.",
    ),
    (
        "records",
        "Zápis a\xa0ochrana údajů",
        "Zapíše stručně, co se stalo a\xa0co se udělalo, bez jmen.",
    ),
    ("addiction", "Návykové látky", "Pozná projevy a\xa0nebezpečí a\xa0ví, co udělat."),
)
TOWNS = sa.table("municipality", sa.column("id", Id))
COMPETENCES = sa.table(
    "competence",
    sa.column("municipality_id", Id),
    sa.column("id", Id),
    *(sa.column(name) for name in ("code", "name", "description", "position", "version")),
    sa.column("is_active", sa.Boolean),
)


def upgrade() -> None:
    op.create_table(
        "competence",
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("description", sa.String(length=300), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column(
            "municipality_id",
            sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"),
            nullable=False,
        ),
        sa.Column("id", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_competence_municipality_id")
        ),
        sa.PrimaryKeyConstraint("municipality_id", "id", name=op.f("pk_competence")),
        sa.UniqueConstraint(
            "municipality_id", "code", name=op.f("uq_competence_municipality_id_code")
        ),
    )
    with op.batch_alter_table("competence", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_competence_municipality_id_is_active_position"),
            ["municipality_id", "is_active", "position"],
            unique=False,
        )
    _begin()

    op.create_table(
        "supervision",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("hours", sa.Numeric(precision=4, scale=1, asdecimal=False), nullable=False),
        sa.Column("form", sa.String(length=32), nullable=False),
        sa.Column("supervisor", sa.String(length=80), nullable=False),
        sa.Column("organisation", sa.String(length=120), nullable=True),
        sa.Column("is_external", sa.Boolean(), nullable=False),
        sa.Column("theme", sa.String(length=80), nullable=True),
        sa.Column("is_withdrawn", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column(
            "municipality_id",
            sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"),
            nullable=False,
        ),
        sa.Column("id", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_supervision_municipality_id")
        ),
        sa.PrimaryKeyConstraint("municipality_id", "id", name=op.f("pk_supervision")),
    )
    with op.batch_alter_table("supervision", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_supervision_municipality_id_day_id"),
            ["municipality_id", "day", "id"],
            unique=False,
        )

    op.create_table(
        "course",
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column(
            "competence_id", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=True
        ),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("provider", sa.String(length=120), nullable=True),
        sa.Column("hours", sa.Numeric(precision=5, scale=1, asdecimal=False), nullable=False),
        sa.Column("description", sa.String(length=500), nullable=True),
        sa.Column("gives_certificate", sa.Boolean(), nullable=False),
        sa.Column("validity_months", sa.Integer(), nullable=True),
        sa.Column("required_roles", sa.String(length=255), nullable=False),
        sa.Column("required_within_days", sa.Integer(), nullable=True),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("search_text", sa.String(length=300), nullable=False),
        sa.Column("sort_text", sa.String(length=255), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column(
            "municipality_id",
            sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"),
            nullable=False,
        ),
        sa.Column("id", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id", "competence_id"],
            ["competence.municipality_id", "competence.id"],
            name=op.f("fk_course_municipality_id_competence_id"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_course_municipality_id")
        ),
        sa.PrimaryKeyConstraint("municipality_id", "id", name=op.f("pk_course")),
    )
    with op.batch_alter_table("course", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_course_municipality_id_is_active_sort_text"),
            ["municipality_id", "is_active", "sort_text"],
            unique=False,
        )

    op.create_table(
        "evaluation_round",
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("findings", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("suggested", sa.String(length=32), nullable=True),
        sa.Column("value", sa.String(length=32), nullable=True),
        sa.Column("reason", sa.String(length=500), nullable=True),
        sa.Column(
            "confirmed_by", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=True
        ),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column(
            "municipality_id",
            sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"),
            nullable=False,
        ),
        sa.Column("id", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id", "confirmed_by"],
            ["membership.municipality_id", "membership.id"],
            name=op.f("fk_evaluation_round_municipality_id_confirmed_by"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"],
            ["municipality.id"],
            name=op.f("fk_evaluation_round_municipality_id"),
        ),
        sa.PrimaryKeyConstraint("municipality_id", "id", name=op.f("pk_evaluation_round")),
    )
    with op.batch_alter_table("evaluation_round", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_evaluation_round_municipality_id_opened_on"),
            ["municipality_id", "opened_on"],
            unique=False,
        )

    op.create_table(
        "plan",
        sa.Column(
            "worker_id", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=False
        ),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("aim", sa.String(length=300), nullable=True),
        sa.Column("status", sa.String(length=32), nullable=False),
        sa.Column("worker_agreed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("mentor_agreed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "agreed_by", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=True
        ),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("conclusion", sa.String(length=300), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column(
            "municipality_id",
            sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"),
            nullable=False,
        ),
        sa.Column("id", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id", "agreed_by"],
            ["membership.municipality_id", "membership.id"],
            name=op.f("fk_plan_municipality_id_agreed_by"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id", "worker_id"],
            ["membership.municipality_id", "membership.id"],
            name=op.f("fk_plan_municipality_id_worker_id"),
        ),
        sa.PrimaryKeyConstraint("municipality_id", "id", name=op.f("pk_plan")),
    )
    with op.batch_alter_table("plan", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_plan_municipality_id_status_until"),
            ["municipality_id", "status", "until"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_plan_municipality_id_worker_id_since"),
            ["municipality_id", "worker_id", "since"],
            unique=False,
        )

    op.create_table(
        "quiz",
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column(
            "competence_id",
            sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"),
            nullable=False,
        ),
        sa.Column("intro", sa.String(length=300), nullable=True),
        sa.Column("pass_percent", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column(
            "municipality_id",
            sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"),
            nullable=False,
        ),
        sa.Column("id", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id", "competence_id"],
            ["competence.municipality_id", "competence.id"],
            name=op.f("fk_quiz_municipality_id_competence_id"),
        ),
        sa.PrimaryKeyConstraint("municipality_id", "id", name=op.f("pk_quiz")),
    )
    with op.batch_alter_table("quiz", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_quiz_municipality_id_status_title"),
            ["municipality_id", "status", "title"],
            unique=False,
        )

    op.create_table(
        "rating",
        sa.Column(
            "worker_id", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=False
        ),
        sa.Column(
            "competence_id",
            sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"),
            nullable=False,
        ),
        sa.Column("side", sa.String(length=32), nullable=False),
        sa.Column("level", sa.String(length=32), nullable=False),
        sa.Column("rated_on", sa.Date(), nullable=False),
        sa.Column("rated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "rated_by", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=False
        ),
        sa.Column("note", sa.String(length=300), nullable=True),
        sa.Column("comment", sa.String(length=300), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column(
            "municipality_id",
            sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"),
            nullable=False,
        ),
        sa.Column("id", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id", "competence_id"],
            ["competence.municipality_id", "competence.id"],
            name=op.f("fk_rating_municipality_id_competence_id"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id", "rated_by"],
            ["membership.municipality_id", "membership.id"],
            name=op.f("fk_rating_municipality_id_rated_by"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id", "worker_id"],
            ["membership.municipality_id", "membership.id"],
            name=op.f("fk_rating_municipality_id_worker_id"),
        ),
        sa.PrimaryKeyConstraint("municipality_id", "id", name=op.f("pk_rating")),
    )
    with op.batch_alter_table("rating", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_rating_municipality_id_worker_id_competence_id_side_rated_on"),
            ["municipality_id", "worker_id", "competence_id", "side", "rated_on"],
            unique=False,
        )

    op.create_table(
        "supervision_attendee",
        sa.Column(
            "supervision_id",
            sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "person_id", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=False
        ),
        sa.Column(
            "municipality_id",
            sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"),
            nullable=False,
        ),
        sa.Column("id", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id", "person_id"],
            ["membership.municipality_id", "membership.id"],
            name=op.f("fk_supervision_attendee_municipality_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id", "supervision_id"],
            ["supervision.municipality_id", "supervision.id"],
            name=op.f("fk_supervision_attendee_municipality_id_supervision_id"),
        ),
        sa.PrimaryKeyConstraint("municipality_id", "id", name=op.f("pk_supervision_attendee")),
        sa.UniqueConstraint(
            "municipality_id",
            "supervision_id",
            "person_id",
            name=op.f("uq_supervision_attendee_municipality_id_supervision_id_person_id"),
        ),
    )
    with op.batch_alter_table("supervision_attendee", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_supervision_attendee_municipality_id_person_id_supervision_id"),
            ["municipality_id", "person_id", "supervision_id"],
            unique=False,
        )

    op.create_table(
        "attempt",
        sa.Column(
            "quiz_id", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=False
        ),
        sa.Column(
            "worker_id", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=False
        ),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("right_count", sa.Integer(), nullable=False),
        sa.Column("question_count", sa.Integer(), nullable=False),
        sa.Column("has_passed", sa.Boolean(), nullable=False),
        sa.Column(
            "municipality_id",
            sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"),
            nullable=False,
        ),
        sa.Column("id", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id", "quiz_id"],
            ["quiz.municipality_id", "quiz.id"],
            name=op.f("fk_attempt_municipality_id_quiz_id"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id", "worker_id"],
            ["membership.municipality_id", "membership.id"],
            name=op.f("fk_attempt_municipality_id_worker_id"),
        ),
        sa.PrimaryKeyConstraint("municipality_id", "id", name=op.f("pk_attempt")),
    )
    with op.batch_alter_table("attempt", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_attempt_municipality_id_quiz_id_taken_at"),
            ["municipality_id", "quiz_id", "taken_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_attempt_municipality_id_worker_id_taken_at"),
            ["municipality_id", "worker_id", "taken_at"],
            unique=False,
        )

    op.create_table(
        "question",
        sa.Column(
            "quiz_id", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=False
        ),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=300), nullable=False),
        sa.Column("options", sa.JSON(), nullable=False),
        sa.Column("right", sa.Integer(), nullable=False),
        sa.Column("explanation", sa.String(length=300), nullable=True),
        sa.Column("is_withdrawn", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column(
            "municipality_id",
            sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"),
            nullable=False,
        ),
        sa.Column("id", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id", "quiz_id"],
            ["quiz.municipality_id", "quiz.id"],
            name=op.f("fk_question_municipality_id_quiz_id"),
        ),
        sa.PrimaryKeyConstraint("municipality_id", "id", name=op.f("pk_question")),
    )
    with op.batch_alter_table("question", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_question_municipality_id_quiz_id_position"),
            ["municipality_id", "quiz_id", "position"],
            unique=False,
        )

    op.create_table(
        "training_event",
        sa.Column(
            "course_id", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=False
        ),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("starts_at", sa.Time(), nullable=False),
        sa.Column("ends_at", sa.Time(), nullable=False),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("provider", sa.String(length=120), nullable=True),
        sa.Column("hours", sa.Numeric(precision=5, scale=1, asdecimal=False), nullable=False),
        sa.Column("cost_czk", sa.Integer(), nullable=True),
        sa.Column("funding", sa.String(length=32), nullable=True),
        sa.Column("capacity", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(length=300), nullable=True),
        sa.Column("status", sa.String(length=32), nullable=False),
        sa.Column("cancel_note", sa.String(length=300), nullable=True),
        sa.Column("check_in_code", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column(
            "municipality_id",
            sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"),
            nullable=False,
        ),
        sa.Column("id", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id", "course_id"],
            ["course.municipality_id", "course.id"],
            name=op.f("fk_training_event_municipality_id_course_id"),
        ),
        sa.PrimaryKeyConstraint("municipality_id", "id", name=op.f("pk_training_event")),
        sa.UniqueConstraint(
            "municipality_id",
            "check_in_code",
            name=op.f("uq_training_event_municipality_id_check_in_code"),
        ),
    )
    with op.batch_alter_table("training_event", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_training_event_municipality_id_course_id_day"),
            ["municipality_id", "course_id", "day"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_training_event_municipality_id_day_id"),
            ["municipality_id", "day", "id"],
            unique=False,
        )

    op.create_table(
        "attendance",
        sa.Column(
            "event_id", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=False
        ),
        sa.Column(
            "worker_id", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=False
        ),
        sa.Column("attended", sa.String(length=32), nullable=False),
        sa.Column("checked_in_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("has_passed", sa.Boolean(), nullable=True),
        sa.Column("result", sa.String(length=120), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column(
            "municipality_id",
            sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"),
            nullable=False,
        ),
        sa.Column("id", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id", "event_id"],
            ["training_event.municipality_id", "training_event.id"],
            name=op.f("fk_attendance_municipality_id_event_id"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id", "worker_id"],
            ["membership.municipality_id", "membership.id"],
            name=op.f("fk_attendance_municipality_id_worker_id"),
        ),
        sa.PrimaryKeyConstraint("municipality_id", "id", name=op.f("pk_attendance")),
        sa.UniqueConstraint(
            "municipality_id",
            "event_id",
            "worker_id",
            name=op.f("uq_attendance_municipality_id_event_id_worker_id"),
        ),
    )
    with op.batch_alter_table("attendance", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_attendance_municipality_id_worker_id_event_id"),
            ["municipality_id", "worker_id", "event_id"],
            unique=False,
        )

    op.create_table(
        "certificate",
        sa.Column(
            "worker_id", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=False
        ),
        sa.Column(
            "course_id", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=True
        ),
        sa.Column(
            "attendance_id", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=True
        ),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("is_withdrawn", sa.Boolean(), nullable=False),
        sa.Column("withdraw_reason", sa.String(length=300), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column(
            "municipality_id",
            sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"),
            nullable=False,
        ),
        sa.Column("id", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id", "attendance_id"],
            ["attendance.municipality_id", "attendance.id"],
            name=op.f("fk_certificate_municipality_id_attendance_id"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id", "course_id"],
            ["course.municipality_id", "course.id"],
            name=op.f("fk_certificate_municipality_id_course_id"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id", "worker_id"],
            ["membership.municipality_id", "membership.id"],
            name=op.f("fk_certificate_municipality_id_worker_id"),
        ),
        sa.PrimaryKeyConstraint("municipality_id", "id", name=op.f("pk_certificate")),
    )
    with op.batch_alter_table("certificate", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_certificate_municipality_id_valid_to"),
            ["municipality_id", "valid_to"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_certificate_municipality_id_worker_id_valid_to"),
            ["municipality_id", "worker_id", "valid_to"],
            unique=False,
        )

    op.create_table(
        "need",
        sa.Column(
            "worker_id", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=False
        ),
        sa.Column(
            "competence_id",
            sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"),
            nullable=False,
        ),
        sa.Column("topic", sa.String(length=120), nullable=True),
        sa.Column("origin", sa.String(length=32), nullable=False),
        sa.Column(
            "incident_id", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=True
        ),
        sa.Column(
            "certificate_id",
            sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"),
            nullable=True,
        ),
        sa.Column(
            "course_id", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=True
        ),
        sa.Column("urgency", sa.String(length=32), nullable=False),
        sa.Column("status", sa.String(length=32), nullable=False),
        sa.Column("raised_on", sa.Date(), nullable=False),
        sa.Column(
            "raised_by", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=True
        ),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column(
            "decided_by", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=True
        ),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.String(length=300), nullable=True),
        sa.Column("met_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column(
            "municipality_id",
            sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"),
            nullable=False,
        ),
        sa.Column("id", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id", "certificate_id"],
            ["certificate.municipality_id", "certificate.id"],
            name=op.f("fk_need_municipality_id_certificate_id"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id", "competence_id"],
            ["competence.municipality_id", "competence.id"],
            name=op.f("fk_need_municipality_id_competence_id"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id", "course_id"],
            ["course.municipality_id", "course.id"],
            name=op.f("fk_need_municipality_id_course_id"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id", "decided_by"],
            ["membership.municipality_id", "membership.id"],
            name=op.f("fk_need_municipality_id_decided_by"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id", "incident_id"],
            ["incident.municipality_id", "incident.id"],
            name=op.f("fk_need_municipality_id_incident_id"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id", "raised_by"],
            ["membership.municipality_id", "membership.id"],
            name=op.f("fk_need_municipality_id_raised_by"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id", "worker_id"],
            ["membership.municipality_id", "membership.id"],
            name=op.f("fk_need_municipality_id_worker_id"),
        ),
        sa.PrimaryKeyConstraint("municipality_id", "id", name=op.f("pk_need")),
    )
    with op.batch_alter_table("need", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_need_municipality_id_certificate_id"),
            ["municipality_id", "certificate_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_need_municipality_id_competence_id_status"),
            ["municipality_id", "competence_id", "status"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_need_municipality_id_incident_id"),
            ["municipality_id", "incident_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_need_municipality_id_status_raised_on"),
            ["municipality_id", "status", "raised_on"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_need_municipality_id_worker_id_status"),
            ["municipality_id", "worker_id", "status"],
            unique=False,
        )

    op.create_table(
        "plan_item",
        sa.Column(
            "plan_id", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=False
        ),
        sa.Column(
            "need_id", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=False
        ),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("form", sa.String(length=32), nullable=False),
        sa.Column(
            "event_id", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=True
        ),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("verified_on", sa.Date(), nullable=True),
        sa.Column(
            "verified_by", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=True
        ),
        sa.Column("proof", sa.String(length=32), nullable=True),
        sa.Column("proof_note", sa.String(length=300), nullable=True),
        sa.Column(
            "attempt_id", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=True
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column(
            "municipality_id",
            sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"),
            nullable=False,
        ),
        sa.Column("id", sa.LargeBinary(16).with_variant(sa.Uuid(), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id", "attempt_id"],
            ["attempt.municipality_id", "attempt.id"],
            name=op.f("fk_plan_item_municipality_id_attempt_id"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id", "event_id"],
            ["training_event.municipality_id", "training_event.id"],
            name=op.f("fk_plan_item_municipality_id_event_id"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id", "need_id"],
            ["need.municipality_id", "need.id"],
            name=op.f("fk_plan_item_municipality_id_need_id"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id", "plan_id"],
            ["plan.municipality_id", "plan.id"],
            name=op.f("fk_plan_item_municipality_id_plan_id"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id", "verified_by"],
            ["membership.municipality_id", "membership.id"],
            name=op.f("fk_plan_item_municipality_id_verified_by"),
        ),
        sa.PrimaryKeyConstraint("municipality_id", "id", name=op.f("pk_plan_item")),
        sa.UniqueConstraint(
            "municipality_id",
            "plan_id",
            "need_id",
            name=op.f("uq_plan_item_municipality_id_plan_id_need_id"),
        ),
    )
    with op.batch_alter_table("plan_item", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_plan_item_municipality_id_due_on"),
            ["municipality_id", "due_on"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_plan_item_municipality_id_event_id"),
            ["municipality_id", "event_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_plan_item_municipality_id_need_id"),
            ["municipality_id", "need_id"],
            unique=False,
        )


def _begin() -> None:
    """Give the towns that exist already the competences that a new one is founded with."""
    towns = op.get_bind().scalars(sa.select(TOWNS.c.id)).all()
    rows = [
        {
            "municipality_id": town,
            "id": uuid7(),
            "code": code,
            "name": name,
            "description": description,
            "position": position,
            "is_active": True,
            "version": 1,
        }
        for town in towns
        for position, (code, name, description) in enumerate(FIRST_COMPETENCES)
    ]
    if rows:
        op.bulk_insert(COMPETENCES, rows)


def downgrade() -> None:
    with op.batch_alter_table("plan_item", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_plan_item_municipality_id_need_id"))
        batch_op.drop_index(batch_op.f("ix_plan_item_municipality_id_event_id"))
        batch_op.drop_index(batch_op.f("ix_plan_item_municipality_id_due_on"))

    op.drop_table("plan_item")
    with op.batch_alter_table("need", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_need_municipality_id_worker_id_status"))
        batch_op.drop_index(batch_op.f("ix_need_municipality_id_status_raised_on"))
        batch_op.drop_index(batch_op.f("ix_need_municipality_id_incident_id"))
        batch_op.drop_index(batch_op.f("ix_need_municipality_id_competence_id_status"))
        batch_op.drop_index(batch_op.f("ix_need_municipality_id_certificate_id"))

    op.drop_table("need")
    with op.batch_alter_table("certificate", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_certificate_municipality_id_worker_id_valid_to"))
        batch_op.drop_index(batch_op.f("ix_certificate_municipality_id_valid_to"))

    op.drop_table("certificate")
    with op.batch_alter_table("attendance", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_attendance_municipality_id_worker_id_event_id"))

    op.drop_table("attendance")
    with op.batch_alter_table("training_event", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_training_event_municipality_id_day_id"))
        batch_op.drop_index(batch_op.f("ix_training_event_municipality_id_course_id_day"))

    op.drop_table("training_event")
    with op.batch_alter_table("question", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_question_municipality_id_quiz_id_position"))

    op.drop_table("question")
    with op.batch_alter_table("attempt", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_attempt_municipality_id_worker_id_taken_at"))
        batch_op.drop_index(batch_op.f("ix_attempt_municipality_id_quiz_id_taken_at"))

    op.drop_table("attempt")
    with op.batch_alter_table("supervision_attendee", schema=None) as batch_op:
        batch_op.drop_index(
            batch_op.f("ix_supervision_attendee_municipality_id_person_id_supervision_id")
        )

    op.drop_table("supervision_attendee")
    with op.batch_alter_table("rating", schema=None) as batch_op:
        batch_op.drop_index(
            batch_op.f("ix_rating_municipality_id_worker_id_competence_id_side_rated_on")
        )

    op.drop_table("rating")
    with op.batch_alter_table("quiz", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_quiz_municipality_id_status_title"))

    op.drop_table("quiz")
    with op.batch_alter_table("plan", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_plan_municipality_id_worker_id_since"))
        batch_op.drop_index(batch_op.f("ix_plan_municipality_id_status_until"))

    op.drop_table("plan")
    with op.batch_alter_table("evaluation_round", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_evaluation_round_municipality_id_opened_on"))

    op.drop_table("evaluation_round")
    with op.batch_alter_table("course", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_course_municipality_id_is_active_sort_text"))

    op.drop_table("course")
    with op.batch_alter_table("supervision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_supervision_municipality_id_day_id"))

    op.drop_table("supervision")
    with op.batch_alter_table("competence", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_competence_municipality_id_is_active_position"))

    op.drop_table("competence")
