"""Keys of towns for their phones, tickets by which late entries find their author, the entries."""

import uuid
from base64 import urlsafe_b64encode
from datetime import datetime

from sqlalchemy import ForeignKeyConstraint, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.accounts.domain import Role
from app.accounts.models import Membership
from app.kernel.db import Code, Id, Model, Moment, belongs_to, keys_to
from app.kernel.scope import Scoped
from app.outbox.domain import FOR_AUTHOR, HAND_IN, WAITING, EntryState, is_believable


class TownKey(Scoped, Model):
    """Phones seal entries to the public half; only the server opens them. Kept for ever."""

    __tablename__ = "town_key"
    __table_args__ = (ForeignKeyConstraint(["municipality_id"], ["municipality.id"]),)

    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    private_key: Mapped[bytes] = mapped_column(LargeBinary, info={"secret": True, "sealed": True})
    created_at: Mapped[datetime] = mapped_column(Moment)
    retired_at: Mapped[datetime | None] = mapped_column(Moment)

    @property
    def as_told(self) -> str:
        """The public half as pages write it: base64url without its padding."""
        return urlsafe_b64encode(self.public_key).decode().rstrip("=")


class WriteTicket(Scoped, Model):
    """The right of one phone to add entries of one person; it reads nothing."""

    __tablename__ = "write_ticket"
    __table_args__ = (
        *keys_to("membership", "membership_id"),
        Index(None, "municipality_id", "membership_id"),
    )

    token_hash: Mapped[str] = mapped_column(String(64), unique=True, info={"secret": True})
    membership_id: Mapped[uuid.UUID] = mapped_column(Id)
    device: Mapped[str] = mapped_column(String(80))
    issued_at: Mapped[datetime] = mapped_column(Moment)
    expires_at: Mapped[datetime] = mapped_column(Moment, info={"derived": True})
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    # What the phone has told of itself; it changes with every entry and is nobody's deed.
    last_seen_at: Mapped[datetime] = mapped_column(Moment, info={"derived": True})
    waiting: Mapped[int] = mapped_column(default=0, info={"derived": True})

    person: Mapped[Membership] = belongs_to(lambda: WriteTicket.membership_id, lambda: Membership)

    def is_good_at(self, moment: datetime) -> bool:
        """Whether entries may come under it without a mentor's look."""
        return self.ended_at is None and moment < self.expires_at


class OutboxEntry(Scoped, Model):
    """One form from a phone: the receipt of what was stored, the envelope of what was not."""

    __tablename__ = "outbox_entry"
    __table_args__ = (
        *keys_to("membership", "author_id", "resolved_by"),
        *keys_to("write_ticket", "ticket_id"),
        UniqueConstraint("municipality_id", "author_id", "submission_id", "digest"),
        Index(None, "municipality_id", "state", "received_at"),
        Index(None, "municipality_id", "submission_id"),
        Index(None, "municipality_id", "shift_id"),
    )

    submission_id: Mapped[uuid.UUID] = mapped_column(Id)
    author_id: Mapped[uuid.UUID] = mapped_column(Id)
    ticket_id: Mapped[uuid.UUID | None] = mapped_column(Id)
    kind: Mapped[str] = mapped_column(String(80))
    digest: Mapped[str] = mapped_column(String(64))
    state: Mapped[EntryState] = mapped_column(Code(EntryState))
    answer: Mapped[EntryState] = mapped_column(Code(EntryState))
    told_at: Mapped[datetime] = mapped_column(Moment)
    received_at: Mapped[datetime] = mapped_column(Moment)
    skew_seconds: Mapped[int] = mapped_column(default=0)
    after_lock: Mapped[bool] = mapped_column(default=False)
    endpoint: Mapped[str | None] = mapped_column(String(64))
    # No foreign key: the shift may be one that this town has never heard of.
    shift_id: Mapped[uuid.UUID | None] = mapped_column(Id)
    reason: Mapped[str] = mapped_column(String(500), default="")
    envelope: Mapped[bytes | None] = mapped_column(
        LargeBinary, deferred=True, info={"secret": True}
    )
    resolved_at: Mapped[datetime | None] = mapped_column(Moment)
    resolved_by: Mapped[uuid.UUID | None] = mapped_column(Id)

    author: Mapped[Membership] = belongs_to(lambda: OutboxEntry.author_id, lambda: Membership)

    @property
    def is_waiting(self) -> bool:
        """Whether a person has yet to do something about it."""
        return self.state in WAITING

    @property
    def is_for_author(self) -> bool:
        """Whether its author completes it; the rest is the mentor's."""
        return self.state in FOR_AUTHOR

    @property
    def key(self) -> uuid.UUID:
        """The id of the form: of two under one id the second gets an id of its own."""
        return self.id if self.state is EntryState.CONFLICT else self.submission_id

    @property
    def own_time(self) -> datetime | None:
        """When it happened, if that can be true.

        R-02: a hand-in is in time when it was complete in time, so it happens when completed.
        """
        return self.told_at if self.has_true_time and self.endpoint != HAND_IN else None

    @property
    def has_true_time(self) -> bool:
        """Whether the phone told a time that can be true."""
        return is_believable(self.told_at, self.received_at)

    @property
    def is_of_caretaker(self) -> bool:
        """Whether a coordinator stands where a mentor does."""
        return self.author.has(Role.DP)
