"""Every SELECT about rooms, their opening hours and their bookings."""

import uuid
from collections.abc import Collection, Sequence
from datetime import date, time, timedelta

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import joinedload

from app.disputes.domain import Stage
from app.disputes.models import DisputeCase
from app.kernel import clock
from app.kernel.db import db
from app.places.models import Place
from app.rooms.domain import AHEAD, OFFERED_DAYS, Hours, Span, beginnings, free, opened
from app.rooms.models import Booking, RoomHours
from app.rooms.week import DAYS, Week, week


def rooms() -> Sequence[Place]:
    """The rooms that can be booked, by code."""
    query = select(Place).where(Place.is_dispute_room, Place.is_active).order_by(Place.code)
    return db.session.scalars(query).all()


def shown_rooms() -> Sequence[Place]:
    """The same, and rooms no longer offered in which somebody still meets."""
    waiting = select(Booking.room_id).where(_holds(), _ahead())
    is_offered = Place.is_dispute_room & Place.is_active
    query = select(Place).where(or_(is_offered, Place.id.in_(waiting)))
    return db.session.scalars(query.order_by(Place.code)).all()


def get_room(room_id: uuid.UUID) -> Place:
    """One place that is marked as a room."""
    query = select(Place).where(Place.id == room_id, Place.is_dispute_room)
    return db.session.scalars(query).one()


def locked_room(room_id: uuid.UUID) -> Place | None:
    """The room as it stands now; until the commit nobody else books it. None: not offered."""
    query = (
        select(Place)
        .where(Place.id == room_id, Place.is_dispute_room, Place.is_active)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return db.session.scalars(query).one_or_none()


def hours_of(room_id: uuid.UUID) -> dict[int, RoomHours]:
    """The opening hours by day of the week; a day that is missing is closed."""
    query = select(RoomHours).where(RoomHours.room_id == room_id)
    return {row.weekday: row for row in db.session.scalars(query)}


def taken(room_id: uuid.UUID, within: Span, besides: uuid.UUID | None = None) -> Sequence[Booking]:
    """What takes the room then, the earliest first."""
    query = (
        select(Booking)
        .where(Booking.room_id == room_id, _holds())
        .where(Booking.starts_at < within.ends, Booking.ends_at > within.starts)
        .where(Booking.id != besides)
        .options(joinedload(Booking.case))
        .order_by(Booking.starts_at)
    )
    return db.session.scalars(query).all()


def calendar(room: Place, monday: date) -> Week:
    """A week of the room."""
    return week(monday, hours_of(room.id), taken(room.id, days(monday, DAYS)))


def days(first: date, count: int) -> Span:
    """So many whole days from the first one on."""
    midnight = time(0)
    return Span(clock.utc(first, midnight), clock.utc(first + timedelta(days=count), midnight))


def offers(room: Place, first: date, besides: uuid.UUID | None = None) -> dict[date, list[Span]]:
    """The next days on which a meeting of the usual length fits in, with its times."""
    week_hours, first = hours_of(room.id), max(first, clock.today())
    booked = [each.span for each in taken(room.id, days(first, AHEAD.days), besides)]
    found: dict[date, list[Span]] = {}
    for day in (first + timedelta(days=offset) for offset in range(AHEAD.days)):
        left = free(opened(day, week_hours), booked, clock.now())
        if spans := beginnings(left):
            found[day] = spans
        if len(found) == OFFERED_DAYS:
            break
    return found


def get_booking(booking_id: uuid.UUID) -> Booking:
    """One booking with its room and its case."""
    query = (
        select(Booking)
        .where(Booking.id == booking_id)
        .options(
            joinedload(Booking.room),
            joinedload(Booking.case).joinedload(DisputeCase.lead),
        )
    )
    return db.session.scalars(query).one()


def upcoming(case_id: uuid.UUID) -> list[Booking]:
    """The meetings of a case that are ahead, the earliest first; those called off are not."""
    return list(db.session.scalars(_upcoming([case_id])))


def next_of(case_id: uuid.UUID) -> Booking | None:
    """The first of them, or None."""
    return db.session.scalars(_upcoming([case_id]).limit(1)).one_or_none()


def next_of_each(case_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, Booking]:
    """The first meeting of each of these cases, by the case; one that has none is missing."""
    latest_first = reversed(db.session.scalars(_upcoming(case_ids)).all())
    return {each.case_id: each for each in latest_first}


def unbegun(case_id: uuid.UUID) -> list[Booking]:
    """The meetings that would be cancelled if the case ended now."""
    query = _of_cases([case_id]).where(_holds(), Booking.starts_at > clock.now())
    return list(db.session.scalars(query))


def locked_unbegun(case_id: uuid.UUID) -> list[Booking]:
    """The same as they stand now; until the commit nobody else moves or cancels them."""
    query = select(Booking).where(Booking.case_id == case_id, _holds())
    query = query.where(Booking.starts_at > clock.now()).order_by(Booking.starts_at, Booking.id)
    locked = query.with_for_update().execution_options(populate_existing=True)
    return list(db.session.scalars(locked))


def called_off(case_id: uuid.UUID) -> list[Booking]:
    """The meetings cancelled with the case, as long as whoever was invited may still come."""
    query = _of_cases([case_id]).where(Booking.is_called_off, Booking.starts_at > clock.now())
    return list(db.session.scalars(query))


def locked_case(case: DisputeCase) -> DisputeCase:
    """The case as it stands now; until the commit nobody else ends it."""
    query = select(DisputeCase).where(DisputeCase.id == case.id).with_for_update()
    return db.session.scalars(query.execution_options(populate_existing=True)).one()


def leads() -> frozenset[uuid.UUID | None]:
    """Who leads an open case today."""
    query = select(DisputeCase.lead_id).where(DisputeCase.stage != Stage.CLOSED).distinct()
    return frozenset(db.session.scalars(query))


def stranded(room: Place, week_hours: dict[int, Hours]) -> list[Booking]:
    """The bookings ahead that lie outside the opening hours."""
    query = select(Booking).where(Booking.room_id == room.id, _holds(), _ahead())
    return [
        each
        for each in db.session.scalars(query.order_by(Booking.starts_at))
        if not (within := opened(each.day, week_hours)) or not within.holds(each.span)
    ]


def _upcoming(case_ids: Collection[uuid.UUID]) -> Select[tuple[Booking]]:
    return _of_cases(case_ids).where(_holds(), _ahead())


def _of_cases(case_ids: Collection[uuid.UUID]) -> Select[tuple[Booking]]:
    return (
        select(Booking)
        .where(Booking.case_id.in_(case_ids))
        .options(joinedload(Booking.room), joinedload(Booking.case))
        .order_by(Booking.starts_at, Booking.id)
    )


def _holds() -> ColumnElement[bool]:
    """Whether a booking takes the room; the end of its case cancels it."""
    return Booking.is_cancelled.is_(False)


def _ahead() -> ColumnElement[bool]:
    return Booking.ends_at > clock.now()
