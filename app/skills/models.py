"""Competences of the town and the ratings of people in them."""

import uuid
from datetime import date, datetime

from sqlalchemy import ForeignKeyConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.accounts.models import Membership
from app.kernel.db import Code, Id, Model, Moment, belongs_to, keys_to
from app.kernel.scope import Scoped
from app.skills.domain import Level, Side


class Competence(Scoped, Model):
    """Something the work needs; never deleted, only put out of use."""

    __tablename__ = "competence"
    __table_args__ = (
        ForeignKeyConstraint(["municipality_id"], ["municipality.id"]),
        UniqueConstraint("municipality_id", "code"),
        Index(None, "municipality_id", "is_active", "position"),
    )

    code: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(60))
    description: Mapped[str] = mapped_column(String(300))
    position: Mapped[int]
    is_active: Mapped[bool] = mapped_column(default=True)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own form


class Rating(Scoped, Model):
    """What one side thought of a person in a competence on a day; a new one never changes it."""

    __tablename__ = "rating"
    __table_args__ = (
        *keys_to("membership", "worker_id", "rated_by"),
        *keys_to("competence", "competence_id"),
        Index(None, "municipality_id", "worker_id", "competence_id", "side", "rated_on"),
    )

    worker_id: Mapped[uuid.UUID] = mapped_column(Id)
    competence_id: Mapped[uuid.UUID] = mapped_column(Id)
    side: Mapped[Side] = mapped_column(Code(Side))
    level: Mapped[Level] = mapped_column(Code(Level))
    rated_on: Mapped[date]
    rated_at: Mapped[datetime] = mapped_column(Moment)
    rated_by: Mapped[uuid.UUID] = mapped_column(Id)
    note: Mapped[str | None] = mapped_column(String(300))
    # what the worker says to the mentor's rating.
    comment: Mapped[str | None] = mapped_column(String(300))
    version: Mapped[int] = mapped_column(default=1)

    competence: Mapped[Competence] = belongs_to(lambda: Rating.competence_id, lambda: Competence)
    worker: Mapped[Membership] = belongs_to(lambda: Rating.worker_id, lambda: Membership)
    rater: Mapped[Membership] = belongs_to(lambda: Rating.rated_by, lambda: Membership)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own form
