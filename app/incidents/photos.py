"""Photos of an incident, things and places only: their tables and how they are found."""

import uuid
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import Index, LargeBinary, String, func, select
from sqlalchemy.orm import Mapped, joinedload, mapped_column

from app.accounts.models import Membership
from app.incidents.models import Incident
from app.kernel import clock
from app.kernel.db import Id, Model, Moment, belongs_to, db, keys_to
from app.kernel.picture import LONGEST_SMALL
from app.kernel.scope import Scoped
from app.shifts.models import Shift

MOST = 4
# Who may see and remove a photo depends on these.
CREW = (joinedload(Incident.author), joinedload(Incident.shift).selectinload(Shift.crew))


class Photo(Scoped, Model):
    """What is known about a photo; the trail keeps this, and never the picture."""

    __tablename__ = "photo"
    __table_args__ = (
        *keys_to("incident", "incident_id"),
        *keys_to("membership", "author_id"),
        Index(None, "municipality_id", "incident_id", "taken_at"),
        Index(None, "municipality_id", "taken_at"),
    )

    incident_id: Mapped[uuid.UUID] = mapped_column(Id)
    author_id: Mapped[uuid.UUID] = mapped_column(Id)
    taken_at: Mapped[datetime] = mapped_column(Moment)
    width: Mapped[int]
    height: Mapped[int]
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    removed_at: Mapped[datetime | None] = mapped_column(Moment)
    remove_reason: Mapped[str | None] = mapped_column(String(200))

    incident: Mapped[Incident] = belongs_to(lambda: Photo.incident_id, lambda: Incident)
    author: Mapped[Membership] = belongs_to(lambda: Photo.author_id, lambda: Membership)

    @property
    def small_size(self) -> tuple[int, int]:
        """The size in which lists show it, so that they know its room beforehand."""
        scale = min(1, LONGEST_SMALL / max(self.width, self.height))
        return max(1, round(self.width * scale)), max(1, round(self.height * scale))

    def delete_on(self, kept_days: int) -> date:
        """The day on which it goes, in a town that keeps photos for so many days."""
        return clock.local(self.taken_at).date() + timedelta(days=kept_days + 1)


class PhotoFile(Scoped, Model):
    """The bytes of a photo, large and small; apart, so that no list ever loads them."""

    __tablename__ = "photo_file"
    __recorded__ = False
    __table_args__ = (*keys_to("photo", "id"),)

    content: Mapped[bytes] = mapped_column(LargeBinary)
    small: Mapped[bytes] = mapped_column(LargeBinary)


def of_incident(incident_id: uuid.UUID) -> Sequence[Photo]:
    """All photos of the incident, the removed ones too, as they were taken."""
    query = (
        select(Photo)
        .where(Photo.incident_id == incident_id)
        .options(joinedload(Photo.author))
        .order_by(Photo.taken_at, Photo.id)
    )
    return db.session.scalars(query).all()


def get(photo_id: uuid.UUID) -> Photo:
    """One photo that is still there, with its incident."""
    query = (
        select(Photo)
        .where(Photo.id == photo_id, Photo.removed_at.is_(None))
        .options(joinedload(Photo.incident).options(*CREW))
    )
    return db.session.scalars(query).one()


def file(photo_id: uuid.UUID) -> PhotoFile:
    """The bytes of a photo."""
    return db.session.scalars(select(PhotoFile).where(PhotoFile.id == photo_id)).one()


def content(photo_id: uuid.UUID) -> bytes:
    """The picture."""
    query = select(PhotoFile.content).where(PhotoFile.id == photo_id)
    return db.session.scalars(query).one()


def small(photo_id: uuid.UUID) -> bytes:
    """The small picture."""
    return db.session.scalars(select(PhotoFile.small).where(PhotoFile.id == photo_id)).one()


def locked_count(incident_id: uuid.UUID) -> int:
    """How many photos the incident has; until the commit nobody else adds one."""
    lock = select(Incident.id).where(Incident.id == incident_id).with_for_update()
    db.session.scalars(lock).one()
    query = select(func.count(Photo.id)).where(
        Photo.incident_id == incident_id, Photo.removed_at.is_(None)
    )
    return db.session.scalar(query) or 0
