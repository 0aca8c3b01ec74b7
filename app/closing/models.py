"""Which quarters of a town are closed, so that what was counted in them stays."""

import uuid
from datetime import datetime

from sqlalchemy import String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Id, Model, Moment, keys_to
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
