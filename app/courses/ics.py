"""An event as a file for a calendar (RFC 5545)."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from icalendar import Alarm, Calendar, Event

from app.courses.domain import EventStatus
from app.courses.models import TrainingEvent
from app.kernel import clock
from app.kernel.i18n import _

REMINDER = timedelta(days=-1)
# Around the event, so that the file holds the last change of summer time but not all of them.
MARGIN = timedelta(days=366)
STATES = {EventStatus.PLANNED: "CONFIRMED", EventStatus.CANCELLED: "CANCELLED"}


def write(event: TrainingEvent) -> bytes:
    """The whole file; a later version of the same event replaces the earlier one."""
    calendar = Calendar()
    calendar.add("prodid", "-//Ponocny//CS")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(_entry(event))
    calendar.add_missing_timezones(event.day - MARGIN, event.ends_on + MARGIN)
    return bytes(calendar.to_ical())


def _entry(event: TrainingEvent) -> Event:
    entry = Event()
    for name, value in _facts(event).items():
        entry.add(name, value)
    if event.last_day:  # the same hours on each of the days
        days = (event.ends_on - event.day).days + 1
        entry.add("rrule", {"freq": "daily", "count": days})
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", event.course.name)
    alarm.add("trigger", REMINDER)
    entry.add_component(alarm)
    return entry


def _facts(event: TrainingEvent) -> dict[str, Any]:
    return {
        "uid": _uid(event.id),
        "dtstamp": clock.now(),
        "sequence": event.version,
        "summary": event.course.name,
        "dtstart": datetime.combine(event.day, event.starts_at, clock.PRAGUE),
        "dtend": datetime.combine(event.day, event.ends_at, clock.PRAGUE),
        "location": event.place,
        "description": _description(event),
        "status": STATES.get(event.status, "CONFIRMED"),
    }


def _description(event: TrainingEvent) -> str:
    provider = _("Led by: %(who)s", who=event.provider) if event.provider else None
    return "\n".join(part for part in (provider, event.course.description, event.note) if part)


def _uid(event_id: UUID) -> str:
    """RFC 7986, 5.3: without the name of a computer or a person."""
    return event_id.urn
