"""The room for disputes: when it is open and who has booked it; a room is a place of the town."""

import uuid
from datetime import date, datetime, time

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.accounts.models import Membership
from app.disputes.models import DisputeCase
from app.kernel import clock
from app.kernel.db import Id, Model, Moment, belongs_to, keys_to
from app.kernel.scope import Scoped
from app.places.models import Place
from app.rooms.domain import Span


class RoomHours(Scoped, Model):
    """On one day of the week (0 is Monday) the room is open from – to."""

    __tablename__ = "room_hours"
    __table_args__ = (
        *keys_to("place", "room_id"),
        UniqueConstraint("municipality_id", "room_id", "weekday"),
    )

    room_id: Mapped[uuid.UUID] = mapped_column(Id)
    weekday: Mapped[int]
    opens_at: Mapped[time]
    closes_at: Mapped[time]


class Booking(Scoped, Model):
    """The room is taken for a meeting of a case; a cancelled one takes no room."""

    __tablename__ = "booking"
    __table_args__ = (
        *keys_to("place", "room_id"),
        *keys_to("dispute_case", "case_id"),
        *keys_to("membership", "booked_by"),
        Index(None, "municipality_id", "room_id", "starts_at"),
        Index(None, "municipality_id", "case_id"),
    )

    room_id: Mapped[uuid.UUID] = mapped_column(Id)
    case_id: Mapped[uuid.UUID] = mapped_column(Id)
    booked_by: Mapped[uuid.UUID | None] = mapped_column(Id)
    starts_at: Mapped[datetime] = mapped_column(Moment)
    ends_at: Mapped[datetime] = mapped_column(Moment)
    is_cancelled: Mapped[bool] = mapped_column(default=False)
    # Not by a person, but with its case: those who were invited are still to be told.
    is_called_off: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)

    room: Mapped[Place] = belongs_to(lambda: Booking.room_id, lambda: Place)
    case: Mapped[DisputeCase] = belongs_to(lambda: Booking.case_id, lambda: DisputeCase)
    person: Mapped[Membership | None] = belongs_to(lambda: Booking.booked_by, lambda: Membership)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own form

    @property
    def span(self) -> Span:
        """From when to when the room is taken."""
        return Span(self.starts_at, self.ends_at)

    @property
    def day(self) -> date:
        """The day of the meeting in Prague."""
        return clock.local(self.starts_at).date()

    @property
    def begins(self) -> time:
        """When it begins on the wall clock."""
        return clock.local(self.starts_at).time()

    @property
    def ends(self) -> time:
        """When it ends on the wall clock."""
        return clock.local(self.ends_at).time()

    @property
    def is_over(self) -> bool:
        """Whether the meeting has been."""
        return self.ends_at <= clock.now()
