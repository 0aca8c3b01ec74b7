"""Who the parties are and what their lead notes for himself: sealed columns and no search."""

import uuid
from datetime import datetime

from sqlalchemy import Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from app.accounts.models import Membership
from app.disputes.domain import Side
from app.disputes.models import DisputeCase
from app.kernel import vault
from app.kernel.db import Code, Id, Model, Moment, belongs_to, keys_to
from app.kernel.scope import Scoped, Sensitive
from app.parties.domain import SEALED, Address, OpenReason, label

SECRET = {"secret": True, "sealed": True}


class DisputeParty(Sensitive, Scoped, Model):
    """One party of a case; only the lead of the case opens what is sealed here."""

    __tablename__ = "dispute_party"
    __table_args__ = (
        *keys_to("dispute_case", "case_id"),
        Index(None, "municipality_id", "case_id"),
    )

    case_id: Mapped[uuid.UUID] = mapped_column(Id)
    side: Mapped[Side] = mapped_column(Code(Side))
    called: Mapped[Address] = mapped_column(Code(Address))
    name: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    contact: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    address: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    wish: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    version: Mapped[int] = mapped_column(default=1)

    case: Mapped[DisputeCase] = belongs_to(lambda: DisputeParty.case_id, lambda: DisputeCase)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own form

    @property
    def label(self) -> str:
        """What stands on pages instead of the name."""
        return label(self.called, self.side)

    def put(self, field: str, text: str | None) -> None:
        """Seal a text at its own place; nothing is kept of an empty one."""
        setattr(self, field, vault.seal(text.encode(), self._place(field)) if text else None)

    def opened(self, field: str) -> str:
        """The text of a sealed field; empty when there is none."""
        sealed = getattr(self, field)
        return vault.unseal(sealed, self._place(field)).decode() if sealed else ""

    @property
    def all_opened(self) -> dict[str, str]:
        """Every sealed field as it was typed."""
        return {field: self.opened(field) for field in SEALED}

    def _place(self, field: str) -> vault.Place:
        return self.municipality_id, self.__tablename__, self.id, field


class ConfidentialNote(Sensitive, Scoped, Model):
    """What the lead notes for himself; nobody else ever reads it."""

    __tablename__ = "confidential_note"
    __table_args__ = (
        *keys_to("dispute_case", "case_id"),
        *keys_to("membership", "author_id"),
        Index(None, "municipality_id", "case_id", "author_id"),
    )

    case_id: Mapped[uuid.UUID] = mapped_column(Id)
    author_id: Mapped[uuid.UUID] = mapped_column(Id)
    written_at: Mapped[datetime] = mapped_column(Moment)
    text: Mapped[bytes] = mapped_column(LargeBinary, info=SECRET)

    case: Mapped[DisputeCase] = belongs_to(lambda: ConfidentialNote.case_id, lambda: DisputeCase)

    @property
    def place(self) -> vault.Place:
        """Where the text is sealed: it opens nowhere else."""
        return self.municipality_id, self.__tablename__, self.id, "text"

    @property
    def opened(self) -> str:
        """The text as it was written."""
        return vault.unseal(self.text, self.place).decode()


class ContactOpening(Scoped, Model):
    """Who opened the contacts of a case, when and why; the row itself stands in the trail."""

    __tablename__ = "contact_opening"
    __table_args__ = (
        *keys_to("dispute_case", "case_id"),
        *keys_to("membership", "reader_id"),
        Index(None, "municipality_id", "case_id", "at"),
    )

    case_id: Mapped[uuid.UUID] = mapped_column(Id)
    reader_id: Mapped[uuid.UUID] = mapped_column(Id)
    at: Mapped[datetime] = mapped_column(Moment)
    reason: Mapped[OpenReason] = mapped_column(Code(OpenReason))
    # It may be a name, whatever the form asks for: only the lead reads it, never the trail.
    note: Mapped[str | None] = mapped_column(String(120), info={"secret": True})

    reader: Mapped[Membership] = belongs_to(lambda: ContactOpening.reader_id, lambda: Membership)
