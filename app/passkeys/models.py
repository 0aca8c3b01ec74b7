"""The passkeys of accounts: what a phone or a key ring proves instead of a password."""

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.accounts.models import User
from app.kernel.db import Id, Model, Moment, uuid7


class Passkey(Model):
    """The public half of a passkey; the other half never leaves the device of its owner.

    It belongs to the account, not to a town, and works only at the address where it was made.
    """

    __tablename__ = "passkey"
    __table_args__ = (UniqueConstraint("credential_id"), Index(None, "user_id"))

    id: Mapped[uuid.UUID] = mapped_column(Id, primary_key=True, default=uuid7)
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(User.id))
    name: Mapped[str] = mapped_column(String(60))
    host: Mapped[str] = mapped_column(String(255))
    credential_id: Mapped[bytes] = mapped_column(LargeBinary, info={"secret": True})
    public_key: Mapped[bytes] = mapped_column(LargeBinary, info={"secret": True})
    sign_count: Mapped[int] = mapped_column(default=0, info={"derived": True})
    created_at: Mapped[datetime] = mapped_column(Moment)
    used_at: Mapped[datetime | None] = mapped_column(Moment, info={"derived": True})
