"""Individual training plans and their items."""

import uuid
from datetime import date, datetime

from sqlalchemy import Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.accounts.models import Membership
from app.courses.models import TrainingEvent
from app.kernel.db import Code, Id, Model, Moment, belongs_to, has_many, keys_to
from app.kernel.scope import Scoped
from app.needs.models import Need
from app.plans.domain import Form, PlanStatus, Proof


class Plan(Scoped, Model):
    """What one person is going to learn in a period; both agree to it."""

    __tablename__ = "plan"
    __table_args__ = (
        *keys_to("membership", "worker_id", "agreed_by"),
        Index(None, "municipality_id", "worker_id", "since"),
        Index(None, "municipality_id", "status", "until"),
    )

    worker_id: Mapped[uuid.UUID] = mapped_column(Id)
    since: Mapped[date]
    until: Mapped[date]
    aim: Mapped[str | None] = mapped_column(String(300))
    status: Mapped[PlanStatus] = mapped_column(Code(PlanStatus), default=PlanStatus.DRAFT)
    worker_agreed_at: Mapped[datetime | None] = mapped_column(Moment)
    mentor_agreed_at: Mapped[datetime | None] = mapped_column(Moment)
    agreed_by: Mapped[uuid.UUID | None] = mapped_column(Id)
    closed_on: Mapped[date | None]
    conclusion: Mapped[str | None] = mapped_column(String(300))
    version: Mapped[int] = mapped_column(default=1)

    worker: Mapped[Membership] = belongs_to(lambda: Plan.worker_id, lambda: Membership)
    mentor: Mapped[Membership | None] = belongs_to(lambda: Plan.agreed_by, lambda: Membership)
    items: Mapped[list["PlanItem"]] = has_many(
        lambda: PlanItem.plan_id, lambda: Plan, order_by=lambda: PlanItem.position
    )

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own form


class PlanItem(Scoped, Model):
    """One need in a plan: how and until when it is met, and how that was verified."""

    __tablename__ = "plan_item"
    __table_args__ = (
        *keys_to("plan", "plan_id"),
        *keys_to("need", "need_id"),
        *keys_to("training_event", "event_id"),
        *keys_to("attempt", "attempt_id"),
        *keys_to("membership", "verified_by"),
        UniqueConstraint("municipality_id", "plan_id", "need_id"),
        Index(None, "municipality_id", "need_id"),
        Index(None, "municipality_id", "event_id"),
        Index(None, "municipality_id", "due_on"),
    )

    plan_id: Mapped[uuid.UUID] = mapped_column(Id)
    need_id: Mapped[uuid.UUID] = mapped_column(Id)
    position: Mapped[int]
    form: Mapped[Form] = mapped_column(Code(Form))
    event_id: Mapped[uuid.UUID | None] = mapped_column(Id)
    due_on: Mapped[date]
    done_on: Mapped[date | None]
    # without these the item is not met.
    verified_on: Mapped[date | None]
    verified_by: Mapped[uuid.UUID | None] = mapped_column(Id)
    proof: Mapped[Proof | None] = mapped_column(Code(Proof))
    proof_note: Mapped[str | None] = mapped_column(String(300))
    attempt_id: Mapped[uuid.UUID | None] = mapped_column(Id)
    version: Mapped[int] = mapped_column(default=1)

    plan: Mapped[Plan] = belongs_to(lambda: PlanItem.plan_id, lambda: Plan, overlaps="items")
    need: Mapped[Need] = belongs_to(lambda: PlanItem.need_id, lambda: Need)
    event: Mapped[TrainingEvent | None] = belongs_to(
        lambda: PlanItem.event_id, lambda: TrainingEvent
    )
    verifier: Mapped[Membership | None] = belongs_to(
        lambda: PlanItem.verified_by, lambda: Membership
    )

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own form
