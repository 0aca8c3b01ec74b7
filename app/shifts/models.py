"""Shifts with their crew, tasks, visits and tallies."""

import uuid
from datetime import date, datetime, time, timedelta

from sqlalchemy import ForeignKeyConstraint, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.accounts.models import Membership
from app.kernel import clock
from app.kernel.db import Code, Id, Model, Moment, belongs_to, has_many, keys_to
from app.kernel.scope import Scoped
from app.places.models import Place
from app.shifts import figures
from app.shifts.domain import (
    WRITABLE,
    CancelReason,
    ContactKind,
    PeopleEstimate,
    Priority,
    SafetyEvent,
    ShiftKind,
    ShiftStatus,
    SingleReason,
    TaskStatus,
    VisitResult,
)


class Shift(figures.ShiftFigures, Scoped, Model):
    """A shift from its plan to its approval; it belongs to the day on which it begins."""

    __tablename__ = "shift"
    __table_args__ = (
        ForeignKeyConstraint(["municipality_id"], ["municipality.id"]),
        *keys_to("membership", "briefing_by", "handed_in_by", "reviewed_by", "entered_by"),
        Index(None, "municipality_id", "day", "planned_from"),
        Index(None, "municipality_id", "status", "day"),
    )

    day: Mapped[date]
    kind: Mapped[ShiftKind] = mapped_column(Code(ShiftKind))
    status: Mapped[ShiftStatus] = mapped_column(Code(ShiftStatus))
    planned_from: Mapped[datetime] = mapped_column(Moment)
    planned_to: Mapped[datetime] = mapped_column(Moment)
    real_from: Mapped[datetime | None] = mapped_column(Moment)
    real_to: Mapped[datetime | None] = mapped_column(Moment)
    break_minutes: Mapped[int | None]
    office_minutes: Mapped[int | None]
    was_planned: Mapped[bool] = mapped_column(default=True)
    is_training: Mapped[bool] = mapped_column(default=False)
    single_reason: Mapped[SingleReason | None] = mapped_column(Code(SingleReason))
    area: Mapped[str | None] = mapped_column(String(80))
    briefing_by: Mapped[uuid.UUID | None] = mapped_column(Id)
    briefing_note: Mapped[str | None] = mapped_column(String(300))
    safety_event: Mapped[SafetyEvent] = mapped_column(Code(SafetyEvent), default=SafetyEvent.NONE)
    safety_note: Mapped[str | None] = mapped_column(Text)
    next_shift_note: Mapped[str | None] = mapped_column(String(300))
    handed_in_at: Mapped[datetime | None] = mapped_column(Moment)
    # When the server got the first hand-in, whatever moment a phone tells.
    received_at: Mapped[datetime | None] = mapped_column(Moment, info={"derived": True})
    handed_in_by: Mapped[uuid.UUID | None] = mapped_column(Id)
    is_late: Mapped[bool] = mapped_column(default=False)
    return_count: Mapped[int] = mapped_column(default=0)
    reopen_count: Mapped[int] = mapped_column(default=0)
    reopened_at: Mapped[datetime | None] = mapped_column(Moment)
    return_reason: Mapped[str | None] = mapped_column(String(300))
    reviewed_at: Mapped[datetime | None] = mapped_column(Moment)
    reviewed_by: Mapped[uuid.UUID | None] = mapped_column(Id)
    is_free_of_personal_data: Mapped[bool] = mapped_column(default=False)
    reopen_reason: Mapped[str | None] = mapped_column(String(300))
    cancel_reason: Mapped[CancelReason | None] = mapped_column(Code(CancelReason))
    cancel_note: Mapped[str | None] = mapped_column(String(300))
    entered_by: Mapped[uuid.UUID | None] = mapped_column(Id)
    version: Mapped[int] = mapped_column(default=1)

    crew: Mapped[list["ShiftMember"]] = has_many(
        lambda: ShiftMember.shift_id,
        lambda: Shift,
        order_by=lambda: ShiftMember.position,
        cascade="all, delete-orphan",
    )
    tasks: Mapped[list["ShiftTask"]] = has_many(
        lambda: ShiftTask.shift_id, lambda: Shift, order_by=lambda: ShiftTask.position
    )
    visits: Mapped[list["Visit"]] = has_many(
        lambda: Visit.shift_id, lambda: Shift, order_by=lambda: Visit.arrived_at
    )
    handed_in_person: Mapped[Membership | None] = belongs_to(
        lambda: Shift.handed_in_by, lambda: Membership
    )
    reviewer: Mapped[Membership | None] = belongs_to(lambda: Shift.reviewed_by, lambda: Membership)
    clerk: Mapped[Membership | None] = belongs_to(lambda: Shift.entered_by, lambda: Membership)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own form

    @property
    def members(self) -> list[Membership]:
        """The people of the crew, in the order in which they were named."""
        return [member.person for member in self.crew]

    def has_member(self, person_id: uuid.UUID | None) -> bool:
        """Whether this person is one of the crew."""
        return any(member.person_id == person_id for member in self.crew)

    def is_written_by(self, person_id: uuid.UUID | None) -> bool:
        """Whether this person may write it: one of the crew, or who copies it from paper."""
        return self.has_member(person_id) or (
            person_id is not None and person_id == self.entered_by
        )

    @property
    def is_begun_on_the_spot(self) -> bool:
        """Whether a tap began it, so that its day follows from no plan and no paper."""
        return not self.was_planned and self.entered_by is None

    @property
    def is_open(self) -> bool:
        """Whether the crew may still write."""
        return self.status in WRITABLE

    @property
    def is_alone(self) -> bool:
        """Whether an assistant goes without a colleague; caretakers always do."""
        return len(self.crew) == 1 and self.kind != ShiftKind.DP_ROUND

    @property
    def begins_at(self) -> datetime:
        """The real beginning or, before it, the planned one."""
        return self.real_from or self.planned_from

    @property
    def ends_at(self) -> datetime:
        """The real end or, before it, the planned one."""
        return self.real_to or self.planned_to

    def moment_of(self, at: time) -> datetime:
        """The moment of this shift at which the clock shows `at`; a shift may pass midnight."""
        same_day = clock.utc(self.day, at)
        is_next = self.begins_at - same_day > timedelta(hours=12)
        return clock.utc(self.day + timedelta(days=1), at) if is_next else same_day


class ShiftMember(figures.ShiftPart, Scoped, Model):
    """One person of a crew."""

    __tablename__ = "shift_member"
    whole, fact = Shift, staticmethod(figures.of_member)
    __table_args__ = (
        *keys_to("shift", "shift_id"),
        *keys_to("membership", "person_id"),
        UniqueConstraint("municipality_id", "shift_id", "person_id"),
        Index(None, "municipality_id", "person_id", "shift_id"),
    )

    shift_id: Mapped[uuid.UUID] = mapped_column(Id)
    person_id: Mapped[uuid.UUID] = mapped_column(Id)
    position: Mapped[int]

    shift: Mapped[Shift] = belongs_to(lambda: ShiftMember.shift_id, lambda: Shift, overlaps="crew")
    person: Mapped[Membership] = belongs_to(lambda: ShiftMember.person_id, lambda: Membership)


class ShiftTask(figures.ShiftPart, Scoped, Model):
    """What the mentor asks of the shift, and what came of it."""

    __tablename__ = "shift_task"
    whole, fact = Shift, staticmethod(figures.of_task)
    __table_args__ = (
        *keys_to("shift", "shift_id"),
        *keys_to("place", "place_id"),
        Index(None, "municipality_id", "shift_id", "position"),
    )

    shift_id: Mapped[uuid.UUID] = mapped_column(Id)
    position: Mapped[int]
    text: Mapped[str] = mapped_column(String(200))
    place_id: Mapped[uuid.UUID | None] = mapped_column(Id)
    priority: Mapped[Priority] = mapped_column(Code(Priority))
    status: Mapped[TaskStatus] = mapped_column(Code(TaskStatus), default=TaskStatus.OPEN)
    reason: Mapped[str | None] = mapped_column(String(200))
    version: Mapped[int] = mapped_column(default=1)

    shift: Mapped[Shift] = belongs_to(lambda: ShiftTask.shift_id, lambda: Shift, overlaps="tasks")
    place: Mapped[Place | None] = belongs_to(lambda: ShiftTask.place_id, lambda: Place)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own form


class Visit(figures.ShiftPart, Scoped, Model):
    """A stop on the round: where, when, and whether it was calm."""

    __tablename__ = "visit"
    whole, fact = Shift, staticmethod(figures.of_visit)
    __table_args__ = (
        *keys_to("shift", "shift_id"),
        *keys_to("place", "place_id"),
        *keys_to("membership", "author_id"),
        Index(None, "municipality_id", "shift_id", "arrived_at"),
        Index(None, "municipality_id", "arrived_at", "place_id"),
    )

    shift_id: Mapped[uuid.UUID] = mapped_column(Id)
    place_id: Mapped[uuid.UUID] = mapped_column(Id)
    author_id: Mapped[uuid.UUID] = mapped_column(Id)
    arrived_at: Mapped[datetime] = mapped_column(Moment)
    left_at: Mapped[datetime | None] = mapped_column(Moment)
    result: Mapped[VisitResult] = mapped_column(Code(VisitResult))
    people_estimate: Mapped[PeopleEstimate | None] = mapped_column(Code(PeopleEstimate))
    is_withdrawn: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)

    shift: Mapped[Shift] = belongs_to(lambda: Visit.shift_id, lambda: Shift, overlaps="visits")
    place: Mapped[Place] = belongs_to(lambda: Visit.place_id, lambda: Place)
    author: Mapped[Membership] = belongs_to(lambda: Visit.author_id, lambda: Membership)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own form


class ContactTally(figures.ShiftPart, Scoped, Model):
    """One contact, one tap; a slip is taken back, not deleted."""

    __tablename__ = "contact_tally"
    whole, fact = Shift, staticmethod(figures.of_tally)
    __table_args__ = (
        *keys_to("shift", "shift_id"),
        *keys_to("membership", "author_id"),
        Index(None, "municipality_id", "shift_id", "kind"),
    )

    shift_id: Mapped[uuid.UUID] = mapped_column(Id)
    author_id: Mapped[uuid.UUID] = mapped_column(Id)
    kind: Mapped[ContactKind] = mapped_column(Code(ContactKind))
    at: Mapped[datetime] = mapped_column(Moment)
    is_withdrawn: Mapped[bool] = mapped_column(default=False)


class NoteRead(Scoped, Model):
    """Who of the next crew has seen the note left for them."""

    __tablename__ = "note_read"
    __table_args__ = (
        *keys_to("shift", "shift_id"),
        *keys_to("membership", "person_id"),
        UniqueConstraint("municipality_id", "shift_id", "person_id"),
    )

    shift_id: Mapped[uuid.UUID] = mapped_column(Id)
    person_id: Mapped[uuid.UUID] = mapped_column(Id)
    read_at: Mapped[datetime] = mapped_column(Moment)
