"""Every SELECT about supervision."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import joinedload, selectinload

from app.accounts import queries as accounts
from app.accounts.domain import Role
from app.accounts.models import Membership
from app.kernel.db import built_once, db
from app.kernel.paging import SIZE, Batch, batch, earlier, key_of_day
from app.supervision.models import Supervision, SupervisionAttendee

CONDITIONS: dict[str, Callable[[Any], ColumnElement[bool]]] = {
    "since": lambda day: Supervision.day >= day,
    "until": lambda day: Supervision.day <= day,
    "form": lambda form: Supervision.form == form,
}
ATTENDING = (Role.APK, Role.DP, Role.MENTOR, Role.DP_COORDINATOR)


@dataclass(frozen=True)
class Totals:
    """How much supervision there was."""

    meetings: int
    hours: float
    people: int


def get(supervision_id: uuid.UUID) -> Supervision:
    """One meeting with those who were there."""
    return db.session.scalars(_whole().where(Supervision.id == supervision_id)).one()


def between(since: date, until: date) -> Sequence[Any]:
    """Day, hours, form and number of people of each meeting, both days included, by time."""
    return db.session.execute(_meetings(since, until)).all()


@built_once
def _meetings(since: date, until: date) -> Select[*tuple[Any, ...]]:
    there = SupervisionAttendee
    people = select(func.count()).where(
        there.supervision_id == Supervision.id,
        there.municipality_id == Supervision.municipality_id,
    )
    counted = people.correlate(Supervision).scalar_subquery().label("people")
    query = select(Supervision.day, Supervision.hours, Supervision.form, counted)
    return query.where(*_counted(since, until)).order_by(Supervision.day, Supervision.id)


def hours_of(worker_id: uuid.UUID, since: date, until: date) -> float:
    """How many hours of supervision this person had; both days are included."""
    query = (
        select(func.sum(Supervision.hours))
        .select_from(SupervisionAttendee)
        .join(SupervisionAttendee.supervision)
        .where(SupervisionAttendee.person_id == worker_id, *_counted(since, until))
    )
    return db.session.scalar(query) or 0


def search(*, after: str = "", **wanted: Any) -> Batch[Supervision]:
    """The meetings, the newest first, narrowed by what was chosen."""
    query = (
        _whole()
        .where(*_chosen(wanted), *earlier(Supervision.day, Supervision.id, after))
        .order_by(Supervision.day.desc(), Supervision.id.desc())
        .limit(SIZE + 1)
    )
    return batch(db.session.scalars(query).all(), key=lambda row: key_of_day(row.day, row.id))


def totals(**wanted: Any) -> Totals:
    """The whole list in three numbers."""
    chosen = _chosen(wanted)
    query = select(func.count(), func.sum(Supervision.hours)).where(*chosen)
    meetings, hours = db.session.execute(query).one()
    people = select(func.count(SupervisionAttendee.id)).join(SupervisionAttendee.supervision)
    return Totals(meetings, hours or 0, db.session.scalar(people.where(*chosen)) or 0)


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


def _chosen(wanted: dict[str, Any]) -> list[ColumnElement[bool]]:
    chosen = (CONDITIONS[name](value) for name, value in wanted.items())
    return [Supervision.is_withdrawn.is_(False), *chosen]
