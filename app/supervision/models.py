"""Meetings of supervision and who was there; contents are not recorded."""

import uuid
from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import ForeignKeyConstraint, Index, Numeric, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.accounts.models import Membership
from app.closing.domain import Fact, Subject
from app.closing.models import Counted, Part
from app.kernel.db import Code, Id, Model, belongs_to, has_many, keys_to
from app.kernel.scope import Scoped
from app.supervision.domain import THEME_MOST, SupervisionForm


class Supervision(Counted, Scoped, Model):
    """One meeting: when, how long, with whom, one line of a theme."""

    __tablename__ = "supervision"
    subject = Subject.TRAINING
    __table_args__ = (
        ForeignKeyConstraint(["municipality_id"], ["municipality.id"]),
        Index(None, "municipality_id", "day", "id"),
    )

    day: Mapped[date]
    hours: Mapped[float] = mapped_column(Numeric(4, 1, asdecimal=False))
    form: Mapped[SupervisionForm] = mapped_column(Code(SupervisionForm))
    supervisor: Mapped[str] = mapped_column(String(80))
    organisation: Mapped[str | None] = mapped_column(String(120))
    is_external: Mapped[bool] = mapped_column(default=True)
    theme: Mapped[str | None] = mapped_column(String(THEME_MOST))
    is_withdrawn: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)

    attendees: Mapped[list["SupervisionAttendee"]] = has_many(
        lambda: SupervisionAttendee.supervision_id,
        lambda: Supervision,
        cascade="all, delete-orphan",
    )

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own form

    @staticmethod
    def facts(told: Any) -> Iterator[Fact]:
        """T10 counts meetings by their form, and their hours."""
        if not told.is_withdrawn:
            yield told.day, (told.form, told.hours)

    @property
    def is_counted(self) -> bool:
        """Whether figures count it."""
        return not self.is_withdrawn

    @property
    def people(self) -> list[uuid.UUID]:
        """The ids of those who were there."""
        return [row.person_id for row in self.attendees]

    @property
    def names(self) -> list[str]:
        """Their names in the order of the alphabet."""
        people = sorted((row.person for row in self.attendees), key=lambda each: each.sort_text)
        return [person.display_name for person in people]


class SupervisionAttendee(Part, Scoped, Model):
    """One person who was there."""

    __tablename__ = "supervision_attendee"
    subject, whole, key = Subject.TRAINING, Supervision, "supervision_id"
    __table_args__ = (
        *keys_to("supervision", "supervision_id"),
        *keys_to("membership", "person_id"),
        UniqueConstraint("municipality_id", "supervision_id", "person_id"),
        Index(None, "municipality_id", "person_id", "supervision_id"),
    )

    supervision_id: Mapped[uuid.UUID] = mapped_column(Id)
    person_id: Mapped[uuid.UUID] = mapped_column(Id)

    supervision: Mapped[Supervision] = belongs_to(
        lambda: SupervisionAttendee.supervision_id, lambda: Supervision, overlaps="attendees"
    )
    person: Mapped[Membership] = belongs_to(
        lambda: SupervisionAttendee.person_id, lambda: Membership
    )

    @staticmethod
    def fact(told: Any) -> Any:
        """T10 counts who was there."""
        return told.person_id
