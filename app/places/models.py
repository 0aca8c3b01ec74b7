"""Places of the town: where assistants go and where things happen."""

from sqlalchemy import ForeignKeyConstraint, Index, Numeric, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Code, Model
from app.kernel.scope import Scoped
from app.places.domain import HouseOwner, PlaceKind


class Place(Scoped, Model):
    """A place under its code (L01); never deleted, only put out of use."""

    __tablename__ = "place"
    __table_args__ = (
        ForeignKeyConstraint(["municipality_id"], ["municipality.id"]),
        UniqueConstraint("municipality_id", "code"),
        Index(None, "municipality_id", "is_active", "code"),
    )

    code: Mapped[str] = mapped_column(String(12))
    name: Mapped[str] = mapped_column(String(80))
    kind: Mapped[PlaceKind] = mapped_column(Code(PlaceKind))
    district: Mapped[str | None] = mapped_column(String(80))
    latitude: Mapped[float | None] = mapped_column(Numeric(8, 5, asdecimal=False))
    longitude: Mapped[float | None] = mapped_column(Numeric(8, 5, asdecimal=False))
    house_owner: Mapped[HouseOwner | None] = mapped_column(Code(HouseOwner))
    is_active: Mapped[bool] = mapped_column(default=True)
    is_dispute_room: Mapped[bool] = mapped_column(default=False)
    # What strangers are told of a room: how it is called before them, and the way there.
    public_name: Mapped[str | None] = mapped_column(String(80))
    address: Mapped[str | None] = mapped_column(String(120))
    note: Mapped[str | None] = mapped_column(String(300))
    search_text: Mapped[str] = mapped_column(String(400), info={"derived": True})
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own form

    @property
    def is_findable(self) -> bool:
        """Whether somebody who was never there could come."""
        return bool(self.public_name and self.address)

    @property
    def told_where(self) -> str:
        """Where somebody is invited; the own name only of a room that has nothing else yet."""
        return ", ".join(filter(None, (self.public_name, self.address))) or self.name
