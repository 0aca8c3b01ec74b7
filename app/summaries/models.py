"""Periods with their filters that a person wants to come back to."""

import uuid
from datetime import date

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.incidents.domain import Subcategory
from app.kernel.db import Code, Id, Model, keys_to
from app.kernel.scope import Scoped


class SavedView(Scoped, Model):
    """A period, a place and a kind under a name of one's own; nobody else sees it."""

    __tablename__ = "saved_view"
    __table_args__ = (
        *keys_to("membership", "person_id"),
        *keys_to("place", "place_id"),
        UniqueConstraint("municipality_id", "person_id", "name"),
    )

    person_id: Mapped[uuid.UUID] = mapped_column(Id)
    name: Mapped[str] = mapped_column(String(80))
    since: Mapped[date]
    until: Mapped[date]
    place_id: Mapped[uuid.UUID | None] = mapped_column(Id)
    subcategory: Mapped[Subcategory | None] = mapped_column(Code(Subcategory))

    @property
    def address(self) -> dict[str, str]:
        """What stands in the address of the page that shows it."""
        told = {
            "od": self.since.isoformat(),
            "do": self.until.isoformat(),
            "misto": str(self.place_id or ""),
            "druh": self.subcategory.value if self.subcategory else "",
        }
        return {name: value for name, value in told.items() if value}
