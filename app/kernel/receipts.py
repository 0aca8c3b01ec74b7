"""Exactly once: what has been sent under an id is answered again, never done again."""

import uuid
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import JSON, Index, String, select
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel import clock
from app.kernel.action import action
from app.kernel.db import Id, Model, Moment, db
from app.kernel.scope import Scoped

# A message for the next page: its tone and its text.
Said = tuple[str, str]


class Receipt(Scoped, Model):
    """The answer to a submission; its id is the one the page or the phone has made."""

    __tablename__ = "receipt"
    __table_args__ = (Index(None, "municipality_id", "at"),)
    __recorded__ = False

    author_id: Mapped[uuid.UUID] = mapped_column(Id)
    endpoint: Mapped[str] = mapped_column(String(64))
    digest: Mapped[str] = mapped_column(String(64))
    answer: Mapped[str] = mapped_column(String(500), default="")
    said: Mapped[list[Said]] = mapped_column(JSON, default=list)
    at: Mapped[datetime] = mapped_column(Moment, default=clock.now)

    def is_of(self, author_id: uuid.UUID, endpoint: str, digest: str) -> bool:
        """Whether the same person sends the same content to the same place again."""
        return (self.author_id, self.endpoint, self.digest) == (author_id, endpoint, digest)


def find(key: uuid.UUID) -> Receipt | None:
    """The receipt under this id, or None."""
    return db.session.scalars(select(Receipt).where(Receipt.id == key)).one_or_none()


@action
def open_receipt(key: uuid.UUID, *, author_id: uuid.UUID, endpoint: str, digest: str) -> Receipt:
    """Claim the id; a second claim at the same time fails with IntegrityError."""
    receipt = Receipt(id=key, author_id=author_id, endpoint=endpoint, digest=digest)
    db.session.add(receipt)
    return receipt


@action
def close_receipt(receipt: Receipt, *, answer: str, said: Sequence[Said] = ()) -> Receipt:
    """Keep the answer that a repetition will get, with what was said beside it."""
    receipt.answer, receipt.said = answer, list(said)
    return receipt
