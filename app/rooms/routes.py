"""Pages about the room for disputes: its calendar, its opening hours, bookings and invitations."""

import uuid
from collections.abc import Collection, Sequence
from datetime import date, time, timedelta
from io import BytesIO
from types import SimpleNamespace
from typing import Any

from flask import Blueprint, Response, flash, redirect, request, send_file, url_for

from app.disputes import queries as disputes
from app.disputes.models import DisputeCase
from app.kernel import clock
from app.kernel.i18n import _, ngettext
from app.places.models import Place
from app.rooms import actions, ics, policy, queries
from app.rooms.forms import BookForm, HoursForm, MoveForm
from app.rooms.models import Booking
from app.web.fields import FIRST_YEAR, LAST_YEAR, records
from app.web.guard import actor, allow
from app.web.page import page

bp = Blueprint("rooms", __name__, url_prefix="/mistnost")


@bp.get("/")
@allow(policy.browse, on=queries.leads)
def browse(_leads: Collection[uuid.UUID]) -> Any:
    """A week of the chosen room."""
    rooms = queries.shown_rooms()
    asked = _asked_day("tyden")
    monday = asked - timedelta(days=asked.weekday())
    room = _asked_room(rooms)
    week = queries.calendar(room, monday) if room else None
    return page("rooms/browse.html", rooms=rooms, room=room, monday=monday, week=week)


@bp.route("/<uuid:room_id>/hodiny", methods=["GET", "POST"])
@allow(policy.hours, on=queries.get_room)
def hours(room: Place) -> Any:
    """When the room is open."""
    form = HoursForm.from_request(_as_stored(room))
    if form.submit(actions.hours, room, by=actor()):
        flash(_("The opening hours were saved."))
        if count := len(queries.stranded(room, queries.hours_of(room.id))):
            flash(_stranded(count), "warning")
        return redirect(url_for(".browse", mistnost=room.id), 303)
    return page("rooms/hours.html", form=form, room=room)


@bp.route("/spor/<uuid:case_id>", methods=["GET", "POST"])
@allow(policy.book, on=disputes.get)
def book(case: DisputeCase) -> Any:
    """Book the room for a meeting of the case."""
    rooms = queries.rooms()
    form = BookForm.from_request(_asked_time(rooms, case.version), room_id=_names(rooms))
    if booking := form.submit(actions.book, case, by=actor()):
        flash(_("The room is booked. Now send the invitation; what you need for it is below."))
        return redirect(url_for(".read", booking_id=booking.id), 303)
    offers = _offers(rooms, form)
    ahead = queries.upcoming(case.id)
    return page("rooms/book.html", form=form, case=case, rooms=rooms, offers=offers, ahead=ahead)


@bp.get("/rezervace/<uuid:booking_id>")
@allow(policy.read, on=queries.get_booking)
def read(booking: Booking) -> Any:
    """One booking and what comes next."""
    return page("rooms/read.html", booking=booking)


@bp.route("/rezervace/<uuid:booking_id>/presun", methods=["GET", "POST"])
@allow(policy.move, on=queries.get_booking)
def move(booking: Booking) -> Any:
    """Another time or room."""
    rooms = queries.rooms()
    asked = _asked_time(rooms, booking.version) if "den" in request.args else booking
    form = MoveForm.from_request(asked, room_id=_names(rooms))
    if form.submit(actions.move, booking, by=actor()):
        flash(_("The booking was moved. Tell both parties and send them the new invitation."))
        return redirect(url_for(".read", booking_id=booking.id), 303)
    offers = _offers(rooms, form, besides=booking.id)
    return page("rooms/move.html", form=form, booking=booking, rooms=rooms, offers=offers)


@bp.post("/rezervace/<uuid:booking_id>/zrusit")
@allow(policy.cancel, on=queries.get_booking)
def cancel(booking: Booking) -> Any:
    """Give the room free again."""
    actions.cancel(booking, by=actor())
    flash(_("The booking was cancelled. Tell whoever was invited."))
    return redirect(url_for(".read", booking_id=booking.id), 303)


@bp.get("/rezervace/<uuid:booking_id>/schuzka.ics")
@allow(policy.invitation, on=queries.get_booking)
def invitation(booking: Booking) -> Response:
    """The meeting for the calendars of those who come; who they are stands nowhere in it."""
    content = BytesIO(ics.write(booking, _contact(booking)))
    name = ics.file_name(booking.day)
    return send_file(content, "text/calendar", as_attachment=True, download_name=name)


@bp.app_template_global()
def next_meetings(cases: Sequence[DisputeCase]) -> dict[uuid.UUID, Booking]:
    """The next meeting of each of these cases; pages of disputes stand further left."""
    return queries.next_of_each([case.id for case in cases])


@bp.app_template_global()
def meetings_called_off(case: DisputeCase) -> list[Booking]:
    """Of a closed case: the meetings to which somebody may still come in vain."""
    return [] if case.is_open else queries.called_off(case.id)


def _asked_day(name: str) -> date:
    """The day in the address; today when there is none or nobody can mean it."""
    day = request.args.get(name, clock.today(), type=date.fromisoformat)
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else clock.today()


def _asked_room(rooms: Sequence[Place]) -> Place | None:
    """The room in the address, otherwise the first one."""
    asked = request.args.get("mistnost", type=uuid.UUID)
    return next((room for room in rooms if room.id == asked), next(iter(rooms), None))


def _asked_time(rooms: Sequence[Place], version: int) -> SimpleNamespace:
    """What the person has tapped among the free times."""
    room = _asked_room(rooms)
    return SimpleNamespace(
        version=version,
        room_id=room.id if room else None,
        day=_asked_day("den") if "den" in request.args else None,
        begins=request.args.get("od", type=time.fromisoformat),
        ends=None,
    )


def _names(rooms: Sequence[Place]) -> list[Any]:
    return records((room.id, room.name) for room in rooms)


def _offers(rooms: Sequence[Place], form: Any, besides: uuid.UUID | None = None) -> Any:
    """The free times of the room and from the day that stand in the form."""
    room = next((each for each in rooms if each.id == form.room_id.data), next(iter(rooms), None))
    first = form.day.data or clock.today()
    return SimpleNamespace(
        room=room, days=queries.offers(room, first, besides) if room else {}, chosen=form
    )


def _as_stored(room: Place) -> SimpleNamespace:
    """The opening hours under the names of the form's fields."""
    rows = queries.hours_of(room.id).items()
    opens = {f"opens_{weekday}": row.opens_at for weekday, row in rows}
    return SimpleNamespace(**opens, **{f"closes_{day}": row.closes_at for day, row in rows})


def _stranded(count: int) -> str:
    return ngettext(
        "%(n)s booking lies outside these hours. It holds; its lead may have to move it.",
        "%(n)s bookings lie outside these hours. They hold; their leads may have to move them.",
        count,
    )


def _contact(booking: Booking) -> str:
    """The town, and the service number of who leads the case; no name of anybody."""
    town, lead = actor().municipality.full_name, booking.case.lead
    if lead is None or not lead.phone:
        return str(town)
    return _("%(town)s, phone %(number)s", town=town, number=lead.phone)
