"""Courses, events and invitations for tests."""

import uuid
from datetime import date, time
from typing import Any

from app.accounts.models import Membership, Municipality
from app.courses.domain import Attended, CourseKind, EventStatus
from app.courses.models import Attendance, Course, TrainingEvent
from app.kernel import clock
from app.kernel.db import uuid7
from tests.make import Make


def a_course(make: Make, town: Municipality, name: str = "První pomoc", **values: Any) -> Course:
    """A course of four hours in use."""
    own = {"id": uuid7(), "municipality_id": town.id, "required_roles": frozenset()}
    about = {"kind": CourseKind.CONTINUING, "hours": 4.0}
    return make.saved(Course(**{**own, **about, "name": name, **values}))


def an_event(make: Make, course: Course, day: date | None = None, **values: Any) -> TrainingEvent:
    """An event today from nine to one."""
    return make.saved(
        TrainingEvent(
            **{
                "id": uuid7(),
                "municipality_id": course.municipality_id,
                "course_id": course.id,
                "day": day or clock.today(),
                "starts_at": time(9),
                "ends_at": time(13),
                "place": "Zasedací místnost",
                "hours": course.hours,
                "check_in_code": uuid7().hex,
                **values,
            }
        )
    )


def an_attendance(
    make: Make, event: TrainingEvent, worker: Membership, **values: Any
) -> Attendance:
    """An invitation nobody has answered yet."""
    own = {"id": uuid7(), "municipality_id": event.municipality_id, "event_id": event.id}
    return make.saved(Attendance(**{**own, "worker_id": worker.id, **values}))


def held(make: Make, course: Course, day: date, *came: Membership, **values: Any) -> TrainingEvent:
    """An event that was held on the day; these people were there and passed."""
    event = an_event(make, course, day, **{"status": EventStatus.HELD, **values})
    for worker in came:
        an_attendance(make, event, worker, attended=Attended.PRESENT, has_passed=True)
    return event


def for_world(make: Make, town: Municipality, worker: Membership, mark: str) -> dict[str, Any]:
    """A course with an event to which the worker is invited, with `mark` in every text."""
    texts = {"provider": mark or None, "description": mark or None}
    course = a_course(make, town, f"{mark} kurz", **texts)
    code = uuid.uuid4().hex
    event = an_event(
        make, course, place=f"{mark} místo", note=mark or None, provider=mark, check_in_code=code
    )
    attendance = an_attendance(make, event, worker)
    return {
        "course_id": course.id,
        "event_id": event.id,
        "attendance_id": attendance.id,
        "code": code,
    }
