"""What one person sees of the shift that runs, or between two shifts."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import extract, func, select
from sqlalchemy.orm import joinedload

from app.accounts.models import Membership
from app.desk.domain import Progress, newest_first, offered_contacts
from app.incidents import queries as incidents
from app.incidents.domain import IncidentStatus
from app.kernel import clock
from app.kernel.db import db
from app.outbox import queries as outbox
from app.shifts import queries as shifts
from app.shifts.domain import ShiftStatus, TaskStatus
from app.shifts.models import Shift, ShiftMember, ShiftTask
from app.shifts.queries import UNCOUNTED

MOST_PLANNED = 5


def on_shift(shift: Shift, person: Membership) -> dict[str, Any]:
    """Everything the page shows while a shift runs."""
    visits = shifts.visits(shift)
    written = [i for i in incidents.of_shift(shift.id) if i.status != IncidentStatus.CANCELLED]
    asked = tasks(shift)
    return {
        "shift": shift,
        "notes": shifts.notes_for(person),
        "partners": [member.display_name for member in shift.members if member.id != person.id],
        "progress": Progress.of(shift.begins_at, shift.planned_to, clock.now()),
        "visits": visits,
        "incidents": written,
        "entries": newest_first(visits, written),
        "tallies": offered_contacts(shift.kind, shifts.tallies(shift)),
        "tasks": asked,
        "open_tasks": sum(task.status == TaskStatus.OPEN for task in asked),
        "to_complete": outbox.count_to_complete(person),
    }


def tasks(shift: Shift) -> Sequence[ShiftTask]:
    """The tasks of a shift in their order, with their places and the crew that may answer."""
    query = (
        select(ShiftTask)
        .where(ShiftTask.shift_id == shift.id)
        .options(joinedload(ShiftTask.place), joinedload(ShiftTask.shift))
        .order_by(ShiftTask.position, ShiftTask.id)
    )
    return db.session.scalars(query).all()


def off_shift(person: Membership) -> dict[str, Any]:
    """Everything the page shows between two shifts."""
    today = clock.today()
    planned = coming(person, today)
    returned = [s for s in shifts.unfinished(person.id) if s.status == ShiftStatus.RETURNED]
    return {
        "notes": shifts.notes_for(person),
        "handed": handed_in(person, today),
        "todays": next((shift for shift in planned if shift.day == today), None),
        "planned": [shift for shift in planned if shift.day > today],
        "returned": returned,
        "drafts": incidents.drafts_of(person.id),
        "to_complete": outbox.count_to_complete(person),
        "minutes": minutes_worked(person, today.replace(day=1)),
    }


def coming(person: Membership, first: date) -> Sequence[Shift]:
    """The next planned shifts of this person."""
    query = (
        shifts.visible(person)
        .where(of_person(person), Shift.status == ShiftStatus.PLANNED, Shift.day >= first)
        .order_by(Shift.planned_from, Shift.id)
        .limit(MOST_PLANNED)
    )
    return db.session.scalars(query).all()


def handed_in(person: Membership, day: date) -> Shift | None:
    """The latest shift of this day that the person's crew has handed in."""
    done = (ShiftStatus.HANDED_IN, ShiftStatus.APPROVED)
    query = (
        shifts.visible(person)
        .where(of_person(person), Shift.status.in_(done), Shift.day == day)
        .order_by(Shift.planned_from.desc(), Shift.id)
        .limit(1)
    )
    return db.session.scalars(query).one_or_none()


def minutes_worked(person: Membership, first: date) -> int:
    """The minutes on shift since this day; a shift that has no end yet is not in."""
    seconds = extract("epoch", Shift.real_to) - extract("epoch", Shift.real_from)
    query = select(func.sum(seconds) / 60).where(
        of_person(person),
        Shift.day >= first,
        Shift.status.not_in(UNCOUNTED),
        Shift.real_from.is_not(None),
        Shift.real_to.is_not(None),
    )
    return int(db.session.scalar(query) or 0)


def of_person(person: Membership) -> Any:
    """The shifts in whose crew this person is."""
    mine = select(ShiftMember.shift_id).where(ShiftMember.person_id == person.id)
    return Shift.id.in_(mine)
