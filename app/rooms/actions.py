"""Every change of rooms: when they are open, and who has booked them."""

import uuid
from datetime import date, time

from app.accounts.models import Membership
from app.disputes.models import DisputeCase
from app.kernel.action import action
from app.kernel.db import db
from app.kernel.errors import Refused
from app.kernel.i18n import _
from app.places.models import Place
from app.rooms import queries
from app.rooms.domain import Span, fault, is_shown, opened, spanned
from app.rooms.models import Booking, RoomHours
from app.rooms.week import DAYS


@action
def hours(room: Place, *, by: Membership | None, **times: time | None) -> Place:
    """Say when the room is open on each day of the week; without times it is closed that day."""
    queries.locked_room(room.id)
    known = queries.hours_of(room.id)
    for weekday in range(DAYS):
        opens_at, closes_at = times[f"opens_{weekday}"], times[f"closes_{weekday}"]
        _check_hours(weekday, opens_at, closes_at)
        row = known.get(weekday)
        if opens_at is None or closes_at is None:
            if row:
                db.session.delete(row)
            continue
        if row is None:
            row = RoomHours(room_id=room.id, weekday=weekday)
            db.session.add(row)
        row.opens_at, row.closes_at = opens_at, closes_at
    return room


@action
def book(
    case: DisputeCase,
    *,
    id: uuid.UUID,
    room_id: uuid.UUID,
    day: date,
    begins: time,
    by: Membership | None,
    ends: time | None = None,
) -> Booking:
    """Take the room for a meeting of the case; Refused when it is taken, closed or too late."""
    if not queries.locked_case(case).is_open:
        raise Refused(_("The case has been closed meanwhile. Nobody meets about it any more."))
    span = _bookable(room_id, day, begins, ends)
    booking = Booking(id=id, case_id=case.id, booked_by=by.id if by else None)
    return _put(booking, room_id, span)


@action
def move(
    booking: Booking,
    *,
    room_id: uuid.UUID,
    day: date,
    begins: time,
    by: Membership | None,
    ends: time | None = None,
) -> Booking:
    """Give the meeting another time or room; the invitation sent before is out of date then."""
    _refuse_past(booking)
    return _put(booking, room_id, _bookable(room_id, day, begins, ends, besides=booking.id))


@action
def cancel(booking: Booking, *, by: Membership | None) -> Booking:
    """Give the room free again."""
    _refuse_past(booking)
    booking.is_cancelled = True
    return booking


@action
def call_off(case: DisputeCase, *, by: Membership | None) -> DisputeCase:
    """The case has ended: give its rooms free; a meeting that has begun is left to its end."""
    for booking in queries.locked_unbegun(case.id):
        booking.is_cancelled = booking.is_called_off = True
    return case


def _check_hours(weekday: int, opens_at: time | None, closes_at: time | None) -> None:
    if (opens_at is None) != (closes_at is None):
        lacking = "opens" if opens_at is None else "closes"
        raise Refused(_("Write both times, or neither."), field=f"{lacking}_{weekday}")
    if opens_at and closes_at and closes_at <= opens_at:
        raise Refused(_("The room closes before it opens."), field=f"closes_{weekday}")


def _bookable(
    room_id: uuid.UUID, day: date, begins: time, ends: time | None, besides: uuid.UUID | None = None
) -> Span:
    """The moments of the meeting; whoever asks at the same time waits here for the other's end."""
    if queries.locked_room(room_id) is None:
        raise Refused(_("This room is out of use. Choose another one."), field="room_id")
    for field, at in (("begins", begins), ("ends", ends)):
        if at is not None and not is_shown(day, at):
            raise Refused(_("In this night the clocks skip this hour."), field=field)
    wanted, within = spanned(day, begins, ends), opened(day, queries.hours_of(room_id))
    booked = queries.taken(room_id, queries.days(day, 1), besides)
    if found := fault(wanted, within, [each.span for each in booked]):
        raise Refused(found[1], field=found[0])
    return wanted


def _put(booking: Booking, room_id: uuid.UUID, span: Span) -> Booking:
    booking.room_id, booking.starts_at, booking.ends_at = room_id, span.starts, span.ends
    db.session.add(booking)
    return booking


def _refuse_past(booking: Booking) -> None:
    if booking.is_cancelled:
        raise Refused(_("This booking was cancelled. Book the room anew."))
    if booking.is_over:
        raise Refused(_("The meeting has been already. Book the room for the next one."))
