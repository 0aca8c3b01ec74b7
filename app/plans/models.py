"""Individual training plans and their items."""

import uuid
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from sqlalchemy import Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.accounts.models import Membership
from app.closing.domain import Fact, Subject
from app.closing.models import Counted
from app.courses.domain import Attended, EventStatus
from app.courses.models import TrainingEvent
from app.kernel import clock
from app.kernel.db import Code, Id, Model, Moment, belongs_to, has_many, keys_to
from app.kernel.quarter import Quarter
from app.kernel.scope import Scoped
from app.needs.models import Need
from app.plans.domain import Form, ItemState, PlanStatus, Progress, Proof, met_percent


class Plan(Counted, Scoped, Model):
    """What one person is going to learn in a period; both agree to it."""

    __tablename__ = "plan"
    subject = Subject.TRAINING
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

    @staticmethod
    def facts(told: Any) -> Iterator[Fact]:
        """T10 counts plans with their items that both had agreed to when a quarter ended."""
        if told.worker_agreed_at and told.mentor_agreed_at:
            agreed_on = clock.local(max(told.worker_agreed_at, told.mentor_agreed_at)).date()
            quarter = Quarter.containing(max(agreed_on, told.since))
            while quarter.last <= told.until:
                yield quarter.last, "agreed"
                quarter = quarter.following

    @property
    def is_open(self) -> bool:
        """Whether it may still be changed."""
        return self.status is not PlanStatus.CLOSED

    @property
    def is_agreed(self) -> bool:
        """Whether at least one of the two has agreed to it as it stands."""
        return bool(self.worker_agreed_at or self.mentor_agreed_at)

    @property
    def tone(self) -> str:
        """The colour of its state."""
        return PLAN_TONES[self.status]

    def awaits(self, person: Membership) -> bool:
        """Whether this person's agreement is still missing: the worker's, or his leader's."""
        if not self.is_open or not self.items:
            return False
        is_own = person.id == self.worker_id
        return (self.worker_agreed_at if is_own else self.mentor_agreed_at) is None

    @property
    def met_count(self) -> int:
        """How many of its items are met."""
        return sum(item.verified_on is not None for item in self.items)

    @property
    def met_percent(self) -> int | None:
        """How much of it is met."""
        return met_percent(item.progress for item in self.items)

    @property
    def overdue(self) -> list["PlanItem"]:
        """The items whose term has passed without being done."""
        return [item for item in self.items if item.state is ItemState.OVERDUE]

    @property
    def next_term(self) -> date | None:
        """The nearest term ahead."""
        ahead = [item.due_on for item in self.items if item.state is ItemState.AHEAD]
        return min(ahead, default=None)


PLAN_TONES = {PlanStatus.DRAFT: "yellow", PlanStatus.AGREED: "green", PlanStatus.CLOSED: "grey"}


class PlanItem(Counted, Scoped, Model):
    """One need in a plan: how and until when it is met, and how that was verified."""

    __tablename__ = "plan_item"
    subject = Subject.TRAINING
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

    @staticmethod
    def facts(told: Any) -> Iterator[Fact]:
        """T10 counts what was verified by then."""
        yield told.verified_on, "verified"

    @property
    def counted_as(self) -> tuple[str, uuid.UUID]:
        """The plan, whichever of its items is verified later."""
        return Plan.__tablename__, self.plan_id

    @property
    def attended_on(self) -> date | None:
        """The day on which the worker was at the event of this item."""
        if self.event is None or self.event.status is EventStatus.CANCELLED:
            return None
        came = (
            each.attended is Attended.PRESENT and each.worker_id == self.plan.worker_id
            for each in self.event.attendances
        )
        return self.event.ends_on if any(came) else None

    @property
    def was_done_on(self) -> date | None:
        """When it was done: as somebody said, or by being at its event."""
        return self.done_on or self.attended_on

    @property
    def progress(self) -> Progress:
        """What counts of it."""
        return Progress(self.due_on, self.was_done_on, self.verified_on)

    @property
    def state(self) -> ItemState:
        """Where it stands today."""
        return self.progress.state(clock.today())

    @property
    def tone(self) -> str:
        """The colour of its state."""
        return TONES[self.state]


TONES = {
    ItemState.AHEAD: "grey",
    ItemState.OVERDUE: "red",
    ItemState.DONE: "yellow",
    ItemState.MET: "green",
}
