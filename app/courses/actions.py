"""Every change of courses, of their events and of who came."""

import secrets
import uuid
from collections.abc import Sequence
from typing import Any

from app.accounts.models import Membership
from app.courses import queries
from app.courses.domain import LONGEST_EVENT, Attended, EventStatus, Outcome, free_places
from app.courses.models import Attendance, Course, TrainingEvent
from app.kernel import clock
from app.kernel.action import action
from app.kernel.db import db
from app.kernel.errors import Refused
from app.kernel.i18n import _, day, ngettext

CODE_BYTES = 12


@action
def add(*, id: uuid.UUID, by: Membership | None, **values: Any) -> Course:
    """Put a course into the catalogue; Refused when its name is taken."""
    course = Course(id=id, **_checked(values))
    db.session.add(course)
    return course


@action
def correct(course: Course, *, by: Membership | None, **values: Any) -> Course:
    """Change what is known of the course; events planned before keep their hours."""
    for name, value in _checked(values, besides=course.id).items():
        setattr(course, name, value)
    return course


@action
def retire(course: Course, *, by: Membership | None) -> Course:
    """Put the course out of use; its events and certificates stay, nobody has to have it."""
    if not course.is_active:
        raise Refused(_("The course is already out of use."))
    course.is_active = False
    return course


@action
def restore(course: Course, *, by: Membership | None) -> Course:
    """Offer the course again."""
    if course.is_active:
        raise Refused(_("The course is in use already."))
    course.is_active = True
    return course


@action
def plan_event(
    course: Course, *, id: uuid.UUID, by: Membership | None, **values: Any
) -> TrainingEvent:
    """Plan an event of the course; hours and provider left open are those of the course."""
    if not course.is_active:
        raise Refused(_("The course is out of use. Put it back into use first."))
    event = TrainingEvent(
        id=id, course_id=course.id, check_in_code=secrets.token_urlsafe(CODE_BYTES)
    )
    db.session.add(_filled(event, course, values))
    return event


@action
def correct_event(event: TrainingEvent, *, by: Membership | None, **values: Any) -> TrainingEvent:
    """Change the plan; Refused when fewer people would fit than are invited."""
    _not_cancelled(event)
    capacity, invited = values.get("capacity"), queries.taken(event.id)
    if capacity is not None and capacity < invited:
        raise Refused(
            _("%(n)s people are invited already. Take some invitations back first.", n=invited),
            field="capacity",
        )
    return _filled(event, event.course, values)


@action
def cancel_event(event: TrainingEvent, *, reason: str, by: Membership | None) -> TrainingEvent:
    """Call the event off; it stays in the list with its reason."""
    if not event.is_planned:
        raise Refused(_("Only an event that is still planned can be called off."))
    event.status, event.cancel_note = EventStatus.CANCELLED, reason
    return event


@action
def invite(
    event: TrainingEvent, *, people: Sequence[uuid.UUID], by: Membership | None
) -> TrainingEvent:
    """Invite people; Refused when they would not fit, whoever else is inviting just now."""
    if not event.is_planned:
        raise Refused(_("The event is over or was called off. Plan another one."))
    places = free_places(event.capacity, queries.taken(event.id))
    known = queries.invited_ids(event.id)
    new = [each for each in dict.fromkeys(people) if each not in known]
    if places is not None and len(new) > places:
        raise Refused(_too_many(places), field="people")
    event.attendances.extend(Attendance(worker_id=each, attended=Attended.INVITED) for each in new)
    return event


@action
def uninvite(attendance: Attendance, *, by: Membership | None) -> TrainingEvent:
    """Take an invitation back; who has come or excused himself stays in the list."""
    event = attendance.event
    if not event.is_planned or attendance.attended is not Attended.INVITED:
        raise Refused(_("This invitation can no longer be taken back. Write it in the list."))
    db.session.delete(attendance)
    return event


@action
def check_in(event: TrainingEvent, *, by: Membership) -> Attendance:
    """Say that one has come, by the code on the door; saying it again changes nothing."""
    attendance = event.attendance_of(by)
    if attendance is None:
        raise Refused(_("You are not in the list of those invited. Tell who leads the event."))
    if not event.is_planned:
        raise Refused(_("The list is closed already. Tell who leads the event."))
    if not event.is_on(clock.today()):
        raise Refused(
            _("The event is on %(day)s. Say that you have come on that day.", day=day(event.day))
        )
    attendance.attended = Attended.PRESENT
    attendance.checked_in_at = attendance.checked_in_at or clock.now()
    return attendance


@action
def record_attendance(
    event: TrainingEvent, rows: Sequence[Outcome], *, by: Membership | None
) -> TrainingEvent:
    """Close the event by its list; who was not there has passed nothing."""
    _not_cancelled(event)
    if clock.today() < event.day:
        raise Refused(_("The list can be filled in on the day of the event at the earliest."))
    told = {row.worker_id: row for row in rows}
    for attendance in event.attendances:
        if row := told.get(attendance.worker_id):
            _note(attendance, row)
    if any(each.attended is Attended.INVITED for each in event.attendances):
        raise Refused(_("Say of everybody whether he was there, excused himself or did not come."))
    event.status = EventStatus.HELD
    return event


def _note(attendance: Attendance, row: Outcome) -> None:
    was_there = row.attended is Attended.PRESENT
    attendance.attended = row.attended
    attendance.has_passed = row.has_passed if was_there else None
    attendance.result = (row.result or None) if was_there else None


def _filled(event: TrainingEvent, course: Course, values: dict[str, Any]) -> TrainingEvent:
    for name, value in values.items():
        setattr(event, name, None if value == "" else value)
    event.hours = event.hours or course.hours
    event.provider = event.provider or course.provider
    if event.last_day and not event.day <= event.last_day <= event.day + LONGEST_EVENT:
        raise Refused(
            _("The last day comes after the first one, within a month at most."), field="last_day"
        )
    if event.ends_at <= event.starts_at:
        raise Refused(_("The end comes after the beginning."), field="ends_at")
    return event


def _checked(values: dict[str, Any], *, besides: uuid.UUID | None = None) -> dict[str, Any]:
    if queries.is_name_taken(values["name"], besides=besides):
        raise Refused(_("Another course already has this name."), field="name")
    if values.get("validity_months") and not values.get("gives_certificate"):
        raise Refused(
            _("Only a certificate can end. Say that the course gives one, or leave this empty."),
            field="validity_months",
        )
    roles = frozenset(values.get("required_roles") or ())
    plain = {name: None if value == "" else value for name, value in values.items()}
    return {**plain, "required_roles": roles}


def _not_cancelled(event: TrainingEvent) -> None:
    if event.status is EventStatus.CANCELLED:
        raise Refused(_("The event was called off, so nothing about it changes."))


def _too_many(places: int) -> str:
    if not places:
        return _("The event is full. Raise its capacity or plan another one.")
    return ngettext(
        "Only %(n)s more person fits. Choose fewer people or raise the capacity.",
        "Only %(n)s more people fit. Choose fewer people or raise the capacity.",
        places,
    )
