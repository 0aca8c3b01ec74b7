"""Which quarters of a town are closed, and what was done later to what was counted in them."""

import uuid
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import ForeignKeyConstraint, String, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.orm.util import identity_key

from app.closing.domain import Fact, Subject
from app.kernel.db import Code, Id, Model, Moment, db, keys_to
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

    One row for each record, closed quarter and quarter in which it changed; what it brought into
    the figures before and after is told by fingerprints, so what is taken back is no change. The
    change itself stands in the trail; here is what T15 counts, without reading the trail.
    """

    __tablename__ = "late_change"
    __recorded__ = False
    __table_args__ = (
        ForeignKeyConstraint(["municipality_id"], ["municipality.id"]),
        UniqueConstraint("municipality_id", "told_in", "row_id", "code"),
    )

    subject: Mapped[Subject] = mapped_column(Code(Subject))
    row_id: Mapped[uuid.UUID] = mapped_column(Id)
    # The record of which the row is a part: whatever is done to it counts once.
    entity: Mapped[str] = mapped_column(String(64))
    record_id: Mapped[uuid.UUID] = mapped_column(Id)
    code: Mapped[str] = mapped_column(String(6))
    told_in: Mapped[str] = mapped_column(String(6))
    at: Mapped[datetime] = mapped_column(Moment)
    before: Mapped[str | None] = mapped_column(String(64))
    after: Mapped[str | None] = mapped_column(String(64))
    count: Mapped[int] = mapped_column(default=1)


class Counted:
    """A record of which figures are made: what is done to it in closed quarters is kept.

    `facts` asks the record, or what it was before the change: a figure changes where they differ.
    """

    subject: ClassVar[Subject]
    __tablename__: ClassVar[str]
    id: Any

    @staticmethod
    def facts(told: Any) -> Iterable[Fact]:
        """What it brings into which day's figures."""
        raise NotImplementedError  # each says it; the metaclass of models is not that of ABCs

    @property
    def counted_as(self) -> tuple[str, uuid.UUID]:
        """The table and the id of the record of which this is a part, or of itself."""
        return self.__tablename__, self.id


class Part(Counted):
    """What a record consists of: figures count it where and when they count the whole."""

    # The model of the whole, and the column with its id; it knows its `day` and `is_counted`.
    whole: ClassVar[type[Any]]
    key: ClassVar[str]

    @staticmethod
    def fact(told: Any) -> Any:
        """What of it stands in figures; None for nothing."""
        raise NotImplementedError  # each says it, as above

    @classmethod
    def facts(cls, told: Any) -> Iterator[Fact]:
        """On the day of the whole, which whoever changes a part has at hand already."""
        what = cls.fact(told)
        record = None if what is None else cls._whole(told.municipality_id, getattr(told, cls.key))
        if record is not None and record.is_counted:
            yield record.day, what

    @classmethod
    def _whole(cls, town: uuid.UUID, key: uuid.UUID) -> Any:
        known = db.session.identity_map.get(identity_key(cls.whole, (town, key)))
        query = select(cls.whole).where(cls.whole.id == key, cls.whole.municipality_id == town)
        return known or db.session.scalars(query).one_or_none()

    @property
    def counted_as(self) -> tuple[str, uuid.UUID]:
        """The whole, whatever of it is written down later."""
        return self.whole.__tablename__, getattr(self, self.key)
