"""Every SELECT about shifts, their crews, rounds, tallies, tasks and notes."""

import uuid
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, false, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from app.accounts.domain import Role
from app.accounts.models import Membership
from app.kernel import clock
from app.kernel.codes import offered
from app.kernel.db import built_once, db
from app.kernel.i18n import fold
from app.places.models import Place
from app.shifts import labour, rota
from app.shifts.domain import UNCOUNTED, ContactKind, ShiftKind, ShiftStatus
from app.shifts.models import ContactTally, NoteRead, Shift, ShiftMember, ShiftTask, Visit

USE_PERIOD = timedelta(days=30)
NOTE_PERIOD = timedelta(days=3)


def get(shift_id: uuid.UUID) -> Shift:
    """One shift with its crew and tasks."""
    tasks = selectinload(Shift.tasks).joinedload(ShiftTask.place)
    query = _with_crew().options(tasks, joinedload(Shift.clerk)).where(Shift.id == shift_id)
    return db.session.scalars(query).one()


def task(task_id: uuid.UUID) -> ShiftTask:
    """One task with its shift."""
    query = select(ShiftTask).where(ShiftTask.id == task_id).options(_crew_of_shift(ShiftTask))
    return db.session.scalars(query).one()


def get_visit(visit_id: uuid.UUID) -> Visit:
    """One stop on the round with its shift and place."""
    options = (_crew_of_shift(Visit), joinedload(Visit.place))
    return db.session.scalars(select(Visit).where(Visit.id == visit_id).options(*options)).one()


def visible(actor: Membership) -> Select[tuple[Shift]]:
    """The shifts that this person may read; the same as the rule `read` says of each."""
    return _with_crew().where(*reach(actor))


def reach(actor: Membership) -> tuple[ColumnElement[bool], ...]:
    """What narrows a list to the shifts that this person may read; nothing for who sees all."""
    if actor.has(Role.MENTOR, Role.MANAGER):
        return ()
    allowed: list[ColumnElement[bool]] = [false()]
    if actor.has(Role.DP_COORDINATOR):
        allowed.append(Shift.kind == ShiftKind.DP_ROUND)
    if actor.has(Role.APK, Role.DP):
        allowed.append(of_person(actor.id))
    if actor.has(Role.APK) and actor.mentor_id:
        allowed.append(_of_crew_led_by(actor.mentor_id))
    return (or_(*allowed),)


def find(actor: Membership, shift_id: uuid.UUID) -> Shift | None:
    """The shift if this person may read it."""
    return db.session.scalars(visible(actor).where(Shift.id == shift_id)).one_or_none()


def week(actor: Membership, monday: date) -> list[rota.RotaDay]:
    """The rota of seven days; gaps are told to those who see every shift."""
    shifts = between(actor, monday - rota.WEEK, monday + timedelta(days=6))
    held = {shift.kind for shift in shifts if shift.status != ShiftStatus.CANCELLED}
    used = held if actor.has(Role.MENTOR, Role.MANAGER) else set()
    days = [monday + timedelta(days=offset) for offset in range(7)]
    return [rota.rota_day(day, [s for s in shifts if s.day == day], used) for day in days]


def between(actor: Membership, first: date, last: date) -> Sequence[Shift]:
    """The visible shifts of a few days, by their beginning."""
    return _in_order(visible(actor).where(Shift.day >= first, Shift.day <= last))


def of_day(day: date) -> Sequence[Shift]:
    """All shifts of one day that were not called off."""
    return _in_order(_with_crew().where(Shift.day == day, Shift.status != ShiftStatus.CANCELLED))


def open_shift(person_id: uuid.UUID) -> Shift | None:
    """The shift in which this person is now: the latest one begun and not handed in.

    What is being copied from paper is over; it must not take what happens today.
    """
    query = _with_crew().where(
        of_person(person_id),
        Shift.status == ShiftStatus.IN_PROGRESS,
        Shift.entered_by.is_(None),
    )
    return db.session.scalars(query.order_by(Shift.planned_from.desc(), Shift.id)).first()


def unfinished(person_id: uuid.UUID) -> Sequence[Shift]:
    """The person's shifts begun and not handed in, or returned, the oldest first."""
    states = (ShiftStatus.IN_PROGRESS, ShiftStatus.RETURNED)
    return _in_order(_with_crew().where(of_person(person_id), Shift.status.in_(states)))


def planned_for(person_id: uuid.UUID, day: date) -> Sequence[Shift]:
    """The person's shifts of the day that have not begun."""
    is_planned = Shift.status == ShiftStatus.PLANNED
    return _in_order(_with_crew().where(of_person(person_id), Shift.day == day, is_planned))


def warnings(shifts: Sequence[Shift]) -> dict[uuid.UUID, list[str]]:
    """R-04 for each of these shifts: what the rota says from the day before to the day after."""
    days = {shift.day + timedelta(days=offset) for shift in shifts for offset in (-1, 0, 1)}
    held = (Shift.day.in_(days), Shift.status != ShiftStatus.CANCELLED)
    near = _in_order(_with_crew().where(*held)) if days else []
    return labour.by_shift(shifts, near)


def of_assistants() -> tuple[ColumnElement[bool], ...]:
    """The shifts that figures are about: caretakers' rounds and training stay out."""
    return (Shift.is_training.is_(False), Shift.kind != ShiftKind.DP_ROUND)


def held() -> tuple[ColumnElement[bool], ...]:
    """Those of them that took place."""
    return (*of_assistants(), Shift.status.not_in(UNCOUNTED))


def visits(shift: Shift) -> Sequence[Visit]:
    """The stops of a shift that were not taken back, in the order of time."""
    query = (
        select(Visit)
        .where(Visit.shift_id == shift.id, Visit.is_withdrawn.is_(False))
        .options(joinedload(Visit.place), joinedload(Visit.author))
        .order_by(Visit.arrived_at, Visit.id)
    )
    return db.session.scalars(query).all()


def tallies(shift: Shift) -> dict[ContactKind, int]:
    """How many contacts of each kind the shift has counted; every kind on offer is there."""
    query = (
        select(ContactTally.kind, func.count())
        .where(ContactTally.shift_id == shift.id, ContactTally.is_withdrawn.is_(False))
        .group_by(ContactTally.kind)
    )
    counts = {row[0]: row[1] for row in db.session.execute(query)}
    return {kind: counts.get(kind, 0) for kind in offered(ContactKind, *counts)}


def last_tally(shift: Shift, kind: ContactKind) -> ContactTally | None:
    """The newest contact of this kind that still counts."""
    query = select(ContactTally).where(ContactTally.shift_id == shift.id)
    query = query.where(ContactTally.kind == kind, ContactTally.is_withdrawn.is_(False))
    return db.session.scalars(query.order_by(ContactTally.at.desc(), ContactTally.id)).first()


def places_by_use(text: str = "") -> Sequence[Place]:
    """Places in use, the ones visited most in the last thirty days first."""
    use = (
        select(Visit.place_id, func.count().label("times"))
        .where(Visit.arrived_at > clock.now() - USE_PERIOD, Visit.is_withdrawn.is_(False))
        .group_by(Visit.place_id)
        .subquery()
    )
    query = select(Place).outerjoin(use, use.c.place_id == Place.id).where(Place.is_active)
    if text:
        query = query.where(Place.search_text.contains(fold(text), autoescape=True))
    return db.session.scalars(
        query.order_by(func.coalesce(use.c.times, 0).desc(), Place.code)
    ).all()


def notes_for(person: Membership) -> Sequence[Shift]:
    """Notes left for the next crew in the last days that this person has not confirmed."""
    if person.mentor_id is None:
        return []
    read = select(NoteRead.shift_id).where(NoteRead.person_id == person.id)
    query = _with_crew().where(
        Shift.next_shift_note != "",
        Shift.day >= clock.today() - NOTE_PERIOD,
        Shift.status.not_in(UNCOUNTED),
        Shift.id.not_in(read),
        ~of_person(person.id),
        _of_crew_led_by(person.mentor_id),
    )
    return db.session.scalars(query.order_by(Shift.planned_from.desc(), Shift.id)).all()


def is_note_read(shift: Shift, person: Membership) -> bool:
    """Whether the person has confirmed the note of this shift."""
    mine = (NoteRead.shift_id == shift.id, NoteRead.person_id == person.id)
    return db.session.scalars(select(NoteRead.id).where(*mine)).first() is not None


def of_person(person_id: uuid.UUID | None) -> ColumnElement[bool]:
    """The shifts on whose crew this person is."""
    return Shift.id.in_(select(ShiftMember.shift_id).where(ShiftMember.person_id == person_id))


@built_once
def _with_crew() -> Select[tuple[Shift]]:
    return select(Shift).options(selectinload(Shift.crew).joinedload(ShiftMember.person))


def _in_order(query: Select[tuple[Shift]]) -> Sequence[Shift]:
    return db.session.scalars(query.order_by(Shift.planned_from, Shift.id)).all()


def _crew_of_shift(owner: Any) -> Any:
    return joinedload(owner.shift).selectinload(Shift.crew).joinedload(ShiftMember.person)


def _of_crew_led_by(mentor_id: uuid.UUID | None) -> Any:
    crew = select(ShiftMember.shift_id).join(ShiftMember.person)
    return Shift.id.in_(crew.where(Membership.mentor_id == mentor_id))
