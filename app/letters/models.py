"""What a town has made of its letters: its own wording and its own paper."""

import uuid
from datetime import datetime

from sqlalchemy import ForeignKeyConstraint, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Code, Id, Model, Moment, keys_to
from app.kernel.scope import Scoped
from app.letters.domain import LetterKind


class LetterTemplate(Scoped, Model):
    """The town's own wording of a letter; without one the standard wording holds."""

    __tablename__ = "letter_template"
    __table_args__ = (
        ForeignKeyConstraint(["municipality_id"], ["municipality.id"]),
        UniqueConstraint("municipality_id", "kind"),
    )

    kind: Mapped[LetterKind] = mapped_column(Code(LetterKind))
    title: Mapped[str] = mapped_column(String(120))
    body: Mapped[str] = mapped_column(Text)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own form


class Letterhead(Scoped, Model):
    """A document of the town whose header, footer and styles its letters take over."""

    __tablename__ = "letterhead"
    __table_args__ = (*keys_to("membership", "added_by"),)

    added_at: Mapped[datetime] = mapped_column(Moment)
    added_by: Mapped[uuid.UUID | None] = mapped_column(Id)
    size: Mapped[int]
    content: Mapped[bytes] = mapped_column(LargeBinary, info={"secret": True})
