"""Certificates of people: from a course here, or brought along."""

import uuid
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.accounts.models import Membership
from app.certificates.domain import NOTICE_DAYS, Validity, validity
from app.closing.domain import Fact, Subject
from app.closing.models import Counted
from app.courses.models import Course
from app.kernel import clock
from app.kernel.db import Id, Model, belongs_to, keys_to
from app.kernel.scope import Scoped


class Certificate(Counted, Scoped, Model):
    """What a person can show; withdrawn when it was written by mistake, never deleted."""

    __tablename__ = "certificate"
    subject = Subject.TRAINING
    __table_args__ = (
        *keys_to("membership", "worker_id"),
        *keys_to("course", "course_id"),
        *keys_to("attendance", "attendance_id"),
        Index(None, "municipality_id", "worker_id", "valid_to"),
        Index(None, "municipality_id", "valid_to"),
    )

    worker_id: Mapped[uuid.UUID] = mapped_column(Id)
    course_id: Mapped[uuid.UUID | None] = mapped_column(Id)
    attendance_id: Mapped[uuid.UUID | None] = mapped_column(Id)
    name: Mapped[str] = mapped_column(String(120))
    number: Mapped[str | None] = mapped_column(String(60))
    issued_on: Mapped[date]
    valid_to: Mapped[date | None]
    is_withdrawn: Mapped[bool] = mapped_column(default=False)
    withdraw_reason: Mapped[str | None] = mapped_column(String(300))
    version: Mapped[int] = mapped_column(default=1)

    worker: Mapped[Membership] = belongs_to(lambda: Certificate.worker_id, lambda: Membership)
    course: Mapped[Course | None] = belongs_to(lambda: Certificate.course_id, lambda: Course)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own form

    @staticmethod
    def facts(told: Any) -> Iterator[Fact]:
        """T10 counts what ends and what replaces it by then."""
        if not told.is_withdrawn:
            what = (told.name, told.course_id, told.valid_to)
            yield told.issued_on, what
            if told.valid_to:
                yield told.valid_to, what
                # Those that end soon are told in the quarter before.
                yield told.valid_to - timedelta(days=NOTICE_DAYS[0]), what

    @property
    def validity(self) -> Validity:
        """What it is worth today."""
        return Validity.WITHDRAWN if self.is_withdrawn else validity(self.valid_to, clock.today())
