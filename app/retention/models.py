"""The protocol of deleting: when, by which rule and how many; never what it was."""

from datetime import date, datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Code, Model, Moment
from app.kernel.scope import Scoped
from app.retention.domain import Rule


class Disposal(Scoped, Model):
    """What one rule let go in one run: everything from before a day."""

    __tablename__ = "disposal"
    __table_args__ = (Index(None, "municipality_id", "at"),)

    rule: Mapped[Rule] = mapped_column(Code(Rule))
    at: Mapped[datetime] = mapped_column(Moment)
    before: Mapped[date]
    row_count: Mapped[int]
