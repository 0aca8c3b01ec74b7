"""Rounds in which a town evaluates what its people need to learn."""

import uuid
from datetime import date, datetime

from sqlalchemy import JSON, ForeignKeyConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.accounts.models import Membership
from app.kernel import clock
from app.kernel.db import Code, Id, Model, Moment, belongs_to, keys_to
from app.kernel.scope import Scoped
from app.training.domain import Value


class EvaluationRound(Scoped, Model):
    """One round: opened, gone through with everybody, concluded by a person with a reason."""

    __tablename__ = "evaluation_round"
    __table_args__ = (
        ForeignKeyConstraint(["municipality_id"], ["municipality.id"]),
        *keys_to("membership", "confirmed_by"),
        Index(None, "municipality_id", "opened_on"),
    )

    opened_on: Mapped[date]
    due_on: Mapped[date]
    # What the round found on the day it was concluded; it does not change with later work.
    findings: Mapped[dict[str, int] | None] = mapped_column(JSON(none_as_null=True))
    suggested: Mapped[Value | None] = mapped_column(Code(Value))
    value: Mapped[Value | None] = mapped_column(Code(Value))
    reason: Mapped[str | None] = mapped_column(String(500))
    confirmed_by: Mapped[uuid.UUID | None] = mapped_column(Id)
    confirmed_at: Mapped[datetime | None] = mapped_column(Moment)
    version: Mapped[int] = mapped_column(default=1)

    confirmer: Mapped[Membership | None] = belongs_to(
        lambda: EvaluationRound.confirmed_by, lambda: Membership
    )

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own form

    @property
    def is_late(self) -> bool:
        """Whether nobody has concluded it though it was time."""
        return self.confirmed_at is None and self.due_on < clock.today()
