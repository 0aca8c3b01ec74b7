"""A list that somebody has asked for, and the sealed pieces of its file."""

import uuid
from datetime import datetime

from sqlalchemy import JSON, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.accounts.models import Membership
from app.exports.domain import OFFERED, TONES, FileStatus, ListKind
from app.kernel import clock, vault
from app.kernel.db import Code, Id, Model, Moment, belongs_to, keys_to, uuid7
from app.kernel.scope import Scoped, required_scope

SECRET = {"secret": True, "sealed": True}
DERIVED = {"derived": True}


class PreparedFile(Scoped, Model):
    """Who asked for which list, how far it is, and from when it can be downloaded."""

    __tablename__ = "prepared_file"
    __table_args__ = (
        *keys_to("membership", "person_id"),
        Index(None, "municipality_id", "person_id", "asked_at"),
    )

    kind: Mapped[ListKind] = mapped_column(Code(ListKind))
    status: Mapped[FileStatus] = mapped_column(Code(FileStatus), default=FileStatus.PREPARING)
    person_id: Mapped[uuid.UUID] = mapped_column(Id)
    # What the list is narrowed to; a text that was looked for may be anything.
    wanted: Mapped[dict[str, str]] = mapped_column(JSON, info={"secret": True})
    asked_at: Mapped[datetime] = mapped_column(Moment)
    ready_at: Mapped[datetime | None] = mapped_column(Moment)
    fault: Mapped[str | None] = mapped_column(String(300))
    row_count: Mapped[int]
    done_count: Mapped[int] = mapped_column(default=0, info=DERIVED)
    size: Mapped[int] = mapped_column(default=0, info=DERIVED)
    # Which try it is, and until when one process is at it.
    try_count: Mapped[int] = mapped_column(default=0, info=DERIVED)
    busy_until: Mapped[datetime | None] = mapped_column(Moment, info=DERIVED)

    person: Mapped[Membership] = belongs_to(lambda: PreparedFile.person_id, lambda: Membership)

    @property
    def tone(self) -> str:
        """The colour of its state."""
        return TONES.get(self.status, "blue")

    @property
    def is_preparing(self) -> bool:
        """Whether the server has still something to do on it."""
        return self.status is FileStatus.PREPARING

    @property
    def stands_still(self) -> bool:
        """Whether somebody has taken up the work on it and has stopped in the middle."""
        until = self.busy_until
        return self.is_preparing and until is not None and until <= clock.received()

    @property
    def until(self) -> datetime:
        """The moment at which it goes; one that is being prepared waits for its end."""
        return (self.ready_at or self.asked_at) + OFFERED

    @property
    def is_over(self) -> bool:
        """Whether its time is up."""
        return not self.is_preparing and self.until <= clock.received()

    @property
    def name(self) -> str:
        """What it is called when it is downloaded."""
        day = clock.local(self.ready_at or self.asked_at).date()
        return f"{self.kind.file_name}-{day.isoformat()}.xlsx"


class PreparedPiece(Scoped, Model):
    """A part of the file, sealed at its own place."""

    __tablename__ = "prepared_piece"
    __table_args__ = (
        *keys_to("prepared_file", "file_id"),
        UniqueConstraint("municipality_id", "file_id", "number"),
    )
    __recorded__ = False

    file_id: Mapped[uuid.UUID] = mapped_column(Id)
    number: Mapped[int]
    content: Mapped[bytes] = mapped_column(LargeBinary, info=SECRET)

    @property
    def opened(self) -> bytes:
        """The bytes as they were written."""
        return vault.unseal(self.content, self._place)

    @classmethod
    def of(cls, file_id: uuid.UUID, number: int, content: bytes) -> "PreparedPiece":
        """A part of a file of the town in scope."""
        piece = cls(id=uuid7(), municipality_id=required_scope(), file_id=file_id, number=number)
        piece.content = vault.seal(content, piece._place)
        return piece

    @property
    def _place(self) -> vault.Place:
        return self.municipality_id, self.__tablename__, self.id, "content"
