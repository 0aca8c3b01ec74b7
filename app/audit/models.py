"""The trail: one row for each change, chained so that tampering shows."""

import uuid
from datetime import datetime

from sqlalchemy import Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Id, Model, Moment
from app.kernel.scope import Scoped

NOWHERE = uuid.UUID(int=0)  # the chain of what belongs to no town: accounts and towns themselves


class AuditEntry(Scoped, Model):
    """Who changed (or read) what, when, in which use case.

    `hash` covers the entry before, the facts of this one and the digest of its values; so the
    values can be erased after their period while the chain still proves itself.
    """

    __tablename__ = "audit_entry"
    __recorded__ = False
    __table_args__ = (
        UniqueConstraint("municipality_id", "seq"),
        Index(None, "municipality_id", "entity_id", "seq"),
        Index(None, "municipality_id", "at"),
    )

    seq: Mapped[int]
    at: Mapped[datetime] = mapped_column(Moment)
    actor_id: Mapped[uuid.UUID | None] = mapped_column(Id)
    use_case: Mapped[str] = mapped_column(String(64))
    kind: Mapped[str] = mapped_column(String(8))
    entity: Mapped[str] = mapped_column(String(64))
    entity_id: Mapped[uuid.UUID | None] = mapped_column(Id)
    field_names: Mapped[str] = mapped_column(Text)
    salt: Mapped[str | None] = mapped_column(String(32))
    values: Mapped[str | None] = mapped_column("field_values", Text)
    values_digest: Mapped[str] = mapped_column(String(64))
    previous: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))


class AuditHead(Scoped, Model):
    """The end of each town's chain; its row is the lock under which the chain grows."""

    __tablename__ = "audit_head"
    __recorded__ = False

    seq: Mapped[int]
    hash: Mapped[str] = mapped_column(String(64))
