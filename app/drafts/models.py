"""Unfinished forms of people whose phone was locked meanwhile."""

import uuid
from datetime import datetime

from sqlalchemy import Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from app.drafts.domain import DRAFT_LIFE, LONGEST_KIND, LONGEST_PAGE
from app.kernel.db import Id, Model, Moment, keys_to
from app.kernel.scope import Scoped


class Draft(Scoped, Model):
    """One unfinished form; only its author sees it, and it goes when sent, discarded or old."""

    __tablename__ = "draft"
    __table_args__ = (
        *keys_to("membership", "author_id"),
        Index(None, "municipality_id", "author_id"),
    )

    author_id: Mapped[uuid.UUID] = mapped_column(Id)
    kind: Mapped[str] = mapped_column(String(LONGEST_KIND))
    page: Mapped[str] = mapped_column(String(LONGEST_PAGE))
    content: Mapped[bytes] = mapped_column(LargeBinary, info={"secret": True, "sealed": True})
    written_at: Mapped[datetime] = mapped_column(Moment)
    received_at: Mapped[datetime] = mapped_column(Moment)

    @property
    def place(self) -> tuple[uuid.UUID, str, uuid.UUID, str]:
        """Where the content is sealed: it opens nowhere else."""
        return self.municipality_id, self.__tablename__, self.id, "content"

    def is_over_at(self, moment: datetime) -> bool:
        """Whether it has waited too long."""
        return self.received_at <= moment - DRAFT_LIFE
