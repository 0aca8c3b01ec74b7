"""The catalogue of courses, their events and who came."""

import uuid
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import ForeignKeyConstraint, Index, Numeric, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, validates

from app.accounts.domain import Funding, Role
from app.accounts.models import Membership
from app.closing.domain import Fact, Subject
from app.closing.models import Counted, Part
from app.courses.domain import Attended, CourseKind, EventStatus, free_places, is_on
from app.kernel import clock
from app.kernel.db import Code, Codes, Id, Model, Moment, belongs_to, has_many, keys_to
from app.kernel.i18n import collated, fold
from app.kernel.scope import Scoped
from app.skills.domain import is_worker
from app.skills.models import Competence

# Some letters grow when their marks are taken away; longer keys are cut.
SEARCHED, SORTED = 300, 255


class Course(Scoped, Model):
    """What can be learnt; never deleted, only put out of use."""

    __tablename__ = "course"
    __table_args__ = (
        ForeignKeyConstraint(["municipality_id"], ["municipality.id"]),
        *keys_to("competence", "competence_id"),
        Index(None, "municipality_id", "is_active", "sort_text"),
    )

    name: Mapped[str] = mapped_column(String(120))
    competence_id: Mapped[uuid.UUID | None] = mapped_column(Id)
    kind: Mapped[CourseKind] = mapped_column(Code(CourseKind))
    provider: Mapped[str | None] = mapped_column(String(120))
    hours: Mapped[float] = mapped_column(Numeric(5, 1, asdecimal=False))
    description: Mapped[str | None] = mapped_column(String(500))
    # For how many months its certificate holds; none: it gives no certificate or one for ever.
    gives_certificate: Mapped[bool] = mapped_column(default=False)
    validity_months: Mapped[int | None]
    # Who must have it, and within how many days of the first day of access.
    required_roles: Mapped[frozenset[Role]] = mapped_column(Codes(Role))
    required_within_days: Mapped[int | None]
    is_active: Mapped[bool] = mapped_column(default=True)
    search_text: Mapped[str] = mapped_column(String(300), info={"derived": True})
    sort_text: Mapped[str] = mapped_column(String(255), info={"derived": True})
    version: Mapped[int] = mapped_column(default=1)

    competence: Mapped[Competence | None] = belongs_to(
        lambda: Course.competence_id, lambda: Competence
    )

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own form

    @validates("name", "provider")
    def _searchable(self, key: str, text: str | None) -> str | None:
        """Keep what the search looks in, and what puts lists in order, beside the name."""
        words = {"name": self.name, "provider": self.provider, key: text}
        folded = fold(f"{words['name'] or ''} {words['provider'] or ''}".strip())
        self.search_text = folded[:SEARCHED]
        self.sort_text = collated(words["name"] or "")[:SORTED]
        return text

    def is_required_of(self, person: Membership) -> bool:
        """Whether one of the person's roles asks for it."""
        return person.has(*self.required_roles)


class TrainingEvent(Counted, Scoped, Model):
    """A course on a day: where, for how much, from which money."""

    __tablename__ = "training_event"
    subject = Subject.TRAINING
    __table_args__ = (
        *keys_to("course", "course_id"),
        Index(None, "municipality_id", "day", "id"),
        Index(None, "municipality_id", "course_id", "day"),
        UniqueConstraint("municipality_id", "check_in_code"),
    )

    course_id: Mapped[uuid.UUID] = mapped_column(Id)
    day: Mapped[date]
    last_day: Mapped[date | None]
    starts_at: Mapped[time]
    ends_at: Mapped[time]
    place: Mapped[str] = mapped_column(String(120))
    provider: Mapped[str | None] = mapped_column(String(120))
    hours: Mapped[float] = mapped_column(Numeric(5, 1, asdecimal=False))
    cost_czk: Mapped[int | None]
    funding: Mapped[Funding | None] = mapped_column(Code(Funding))
    capacity: Mapped[int | None]
    note: Mapped[str | None] = mapped_column(String(300))
    status: Mapped[EventStatus] = mapped_column(Code(EventStatus), default=EventStatus.PLANNED)
    cancel_note: Mapped[str | None] = mapped_column(String(300))
    # In the QR code on the door; it says who came only together with a signed-in person.
    check_in_code: Mapped[str] = mapped_column(String(32), info={"secret": True})
    version: Mapped[int] = mapped_column(default=1)

    course: Mapped[Course] = belongs_to(lambda: TrainingEvent.course_id, lambda: Course)
    attendances: Mapped[list["Attendance"]] = has_many(
        lambda: Attendance.event_id, lambda: TrainingEvent
    )

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own form

    @property
    def ends_on(self) -> date:
        """Its last day; most events have only one."""
        return self.last_day or self.day

    @property
    def is_planned(self) -> bool:
        """Whether it is still to come or at least not closed by its attendance list."""
        return self.status is EventStatus.PLANNED

    @property
    def lacks_list(self) -> bool:
        """Whether it is over and nobody has said who came."""
        return self.is_planned and self.ends_on < clock.today()

    @staticmethod
    def facts(told: Any) -> Iterator[Fact]:
        """T10 counts what was held."""
        if told.status is EventStatus.HELD:
            yield told.day, (told.course_id, told.hours)

    @property
    def is_counted(self) -> bool:
        """Whether figures count it: it took place."""
        return self.status is EventStatus.HELD

    @property
    def invited(self) -> list["Attendance"]:
        """Those invited, by name."""
        return sorted(self.attendances, key=lambda each: each.worker.sort_text)

    @property
    def taken(self) -> int:
        """How many places are taken; an excused person has left his."""
        return sum(each.attended is not Attended.EXCUSED for each in self.attendances)

    @property
    def free(self) -> int | None:
        """How many more people may come; None where nobody counts."""
        return free_places(self.capacity, self.taken)

    @property
    def present(self) -> list["Attendance"]:
        """Those who came."""
        return [each for each in self.attendances if each.attended is Attended.PRESENT]

    @property
    def person_hours(self) -> float:
        """Its hours, once for each of those who came."""
        return self.hours * len(self.present)

    @property
    def worker_hours(self) -> float:
        """The same for assistants and caretakers only."""
        return self.hours * sum(is_worker(each.worker) for each in self.present)

    def is_on(self, today: date) -> bool:
        """Whether it takes place on this day."""
        return is_on(today, self.day, self.last_day)

    def attendance_of(self, person: Membership) -> "Attendance | None":
        """The person's line in the list, or None where nobody invited him."""
        return next((each for each in self.attendances if each.worker_id == person.id), None)


class Attendance(Part, Scoped, Model):
    """One person at one event: invited, came, passed."""

    __tablename__ = "attendance"
    subject, whole, key = Subject.TRAINING, TrainingEvent, "event_id"
    __table_args__ = (
        *keys_to("training_event", "event_id"),
        *keys_to("membership", "worker_id"),
        UniqueConstraint("municipality_id", "event_id", "worker_id"),
        Index(None, "municipality_id", "worker_id", "event_id"),
    )

    event_id: Mapped[uuid.UUID] = mapped_column(Id)
    worker_id: Mapped[uuid.UUID] = mapped_column(Id)
    attended: Mapped[Attended] = mapped_column(Code(Attended), default=Attended.INVITED)
    checked_in_at: Mapped[datetime | None] = mapped_column(Moment)
    has_passed: Mapped[bool | None]
    result: Mapped[str | None] = mapped_column(String(120))
    version: Mapped[int] = mapped_column(default=1)

    event: Mapped[TrainingEvent] = belongs_to(
        lambda: Attendance.event_id, lambda: TrainingEvent, overlaps="attendances"
    )
    worker: Mapped[Membership] = belongs_to(lambda: Attendance.worker_id, lambda: Membership)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own form

    @staticmethod
    def fact(told: Any) -> Any:
        """T10 counts who was there."""
        return told.worker_id if told.attended is Attended.PRESENT else None
