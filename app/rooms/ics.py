"""A meeting as a file for a calendar (RFC 5545); it says when and where, never why or with whom."""

from datetime import date, timedelta
from typing import Any

from icalendar import Calendar, Event

from app.kernel import clock
from app.kernel.i18n import _
from app.rooms.models import Booking

# Around the meeting, so that the file holds the last change of summer time but not all of them.
MARGIN = timedelta(days=366)


def write(booking: Booking, contact: str) -> bytes:
    """The whole file; of a cancelled meeting one that takes it out of the calendar again."""
    calendar = Calendar()
    calendar.add("prodid", "-//Ponocny//CS")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if booking.is_cancelled else "PUBLISH")
    entry = Event()
    for name, value in _facts(booking, contact).items():
        entry.add(name, value)
    calendar.add_component(entry)
    calendar.add_missing_timezones(booking.day - MARGIN, booking.day + MARGIN)
    return bytes(calendar.to_ical())


def file_name(day: date) -> str:
    """Neutral as the file itself: it stands in folders of downloads and in mails."""
    return f"schuzka-{day}.ics"


def _facts(booking: Booking, contact: str) -> dict[str, Any]:
    return {
        # RFC 7986, 5.3: without the name of a computer or a person.
        "uid": booking.id.urn,
        "dtstamp": clock.now(),
        "sequence": booking.version,
        "summary": _("Appointment"),
        "dtstart": clock.local(booking.starts_at),
        "dtend": clock.local(booking.ends_at),
        "location": booking.room.told_where,
        "description": _("Contact: %(who)s", who=contact),
        "class": "PRIVATE",
        "status": "CANCELLED" if booking.is_cancelled else "CONFIRMED",
    }
