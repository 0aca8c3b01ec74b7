"""Which quarters of a town are closed, and what was done later to what was counted in them."""

import uuid
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import ForeignKeyConstraint, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.closing.domain import Subject
from app.kernel.db import Code, Id, Model, Moment, keys_to
from app.kernel.quarter import Quarter
from app.kernel.scope import Scoped

# The versions of the summary stand in the trail with their fingerprints; these texts are theirs.
FROZEN = {"secret": True, "derived": True}


class QuarterClosing(Scoped, Model):
    """A quarter whose summary was approved; a new version of the summary opens it for a while.

    `first_closed_at` stays: what is written down later was not in the first approved figures.
    The figures of the version that holds lie here as frozen texts, because whatever is published
    of other quarters is compared with them and not with the records of today.
    """

    __tablename__ = "quarter_closing"
    __table_args__ = (
        *keys_to("membership", "closed_by"),
        UniqueConstraint("municipality_id", "code"),
    )

    code: Mapped[str] = mapped_column(String(6))
    first_closed_at: Mapped[datetime] = mapped_column(Moment)
    closed_at: Mapped[datetime] = mapped_column(Moment)
    closed_by: Mapped[uuid.UUID | None] = mapped_column(Id)
    is_closed: Mapped[bool] = mapped_column(default=True)
    exact: Mapped[str | None] = mapped_column(Text, info=FROZEN, deferred=True)
    public: Mapped[str | None] = mapped_column(Text, info=FROZEN, deferred=True)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own form

    @property
    def quarter(self) -> Quarter:
        """The quarter itself."""
        return Quarter.parse(self.code)


class LateChange(Scoped, Model):
    """A record that changed figures of a quarter after their first closing (R-61).

    The change itself stands in the trail; here is what T15 counts, without reading the trail.
    """

    __tablename__ = "late_change"
    __recorded__ = False
    __table_args__ = (
        ForeignKeyConstraint(["municipality_id"], ["municipality.id"]),
        Index(None, "municipality_id", "at"),
    )

    subject: Mapped[Subject] = mapped_column(Code(Subject))
    record_id: Mapped[uuid.UUID] = mapped_column(Id)
    code: Mapped[str] = mapped_column(String(6))
    at: Mapped[datetime] = mapped_column(Moment)
    count: Mapped[int] = mapped_column(default=1)


# A day and what a record brings into the figures of its quarter.
Fact = tuple[date | None, Any]


class Counted:
    """A record of which figures are made: what is done to it in closed quarters is kept.

    `facts` asks the record, or what it was before the change: a figure changes where they differ.
    """

    subject: ClassVar[Subject]
    # Those that know when they came are counted by that moment.
    is_told_when_new: ClassVar[bool] = True

    @staticmethod
    def facts(told: Any) -> Iterable[Fact]:
        """What it brings into which day's figures."""
        raise NotImplementedError

    @property
    def counted_as(self) -> uuid.UUID:
        """The record of which this is a part; whatever is done to it counts once."""
        own: uuid.UUID = self.id  # type: ignore[attr-defined]
        return own
