"""Every SELECT about supervision."""

import uuid
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from app.accounts import queries as accounts
from app.accounts.domain import Role
from app.accounts.models import Membership
from app.kernel import clock
from app.kernel.db import db
from app.kernel.paging import SIZE, Batch, batch
from app.supervision.models import Supervision, SupervisionAttendee

ATTENDING = (Role.APK, Role.DP, Role.MENTOR, Role.DP_COORDINATOR)


@dataclass(frozen=True)
class Totals:
    """How much supervision there was in a year."""

    meetings: int
    hours: float


def get(supervision_id: uuid.UUID) -> Supervision:
    """One meeting with those who were there."""
    return db.session.scalars(_whole().where(Supervision.id == supervision_id)).one()


def between(since: date, until: date) -> list[Supervision]:
    """The meetings from the first day to the last, both included, the oldest first."""
    query = _whole().where(*_counted(since, until))
    return list(db.session.scalars(query.order_by(Supervision.day, Supervision.id)))


def hours_of(worker_id: uuid.UUID, since: date, until: date) -> float:
    """How many hours of supervision this person had; both days are included."""
    query = (
        select(func.sum(Supervision.hours))
        .select_from(SupervisionAttendee)
        .join(SupervisionAttendee.supervision)
        .where(SupervisionAttendee.person_id == worker_id, *_counted(since, until))
    )
    return db.session.scalar(query) or 0


def of_year(year: int, *, after: str = "") -> Batch[Supervision]:
    """The meetings of a year, the newest first."""
    query = (
        _whole()
        .where(*_counted(*_ends(year)), *_older(after))
        .order_by(Supervision.day.desc(), Supervision.id.desc())
        .limit(SIZE + 1)
    )
    return batch(db.session.scalars(query).all(), key=lambda row: f"{row.day}_{row.id.hex}")


def totals(year: int) -> Totals:
    """The whole year in two numbers."""
    query = select(func.count(), func.sum(Supervision.hours)).where(*_counted(*_ends(year)))
    meetings, hours = db.session.execute(query).one()
    return Totals(meetings, hours or 0)


def years() -> list[int]:
    """From this year back to the first one of which there is a record."""
    first = db.session.scalar(select(func.min(Supervision.day)))
    this = clock.today().year
    return list(range(this, min(first.year if first else this, this) - 1, -1))


def attending(supervision: Supervision | None = None) -> list[tuple[uuid.UUID, str]]:
    """(id, name) of those who may have been there; of a record also those who have left since."""
    people = accounts.people_with(*ATTENDING)
    known = {person.id for person in people}
    rows = supervision.attendees if supervision else ()
    gone = [row.person for row in rows if row.person_id not in known]
    return [(person.id, person.display_name) for person in (*people, *gone)]


def _whole() -> Select[Supervision]:
    """Of people only the name is needed."""
    names = joinedload(SupervisionAttendee.person).load_only(
        Membership.display_name, Membership.sort_text
    )
    return select(Supervision).options(selectinload(Supervision.attendees).options(names))


def _counted(since: date, until: date) -> tuple[ColumnElement[bool], ...]:
    return (
        Supervision.day >= since,
        Supervision.day <= until,
        Supervision.is_withdrawn.is_(False),
    )


def _ends(year: int) -> tuple[date, date]:
    return date(year, 1, 1), date(year, 12, 31)


def _older(after: str) -> tuple[ColumnElement[bool], ...]:
    """The rows below the one with this key; a damaged key begins anew."""
    day, _dash, last = after.partition("_")
    try:
        on, known = date.fromisoformat(day), uuid.UUID(last)
    except ValueError:
        return ()
    below = and_(Supervision.day == on, Supervision.id < known)
    return (or_(Supervision.day < on, below),)
