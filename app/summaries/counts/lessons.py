"""What was held in a quarter: training events with those who came, and supervision; of T10."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, select

from app.accounts.domain import Role
from app.accounts.models import Membership
from app.courses.domain import Attended, EventStatus
from app.courses.models import Attendance, Course, TrainingEvent
from app.kernel.db import built_once, db
from app.kernel.quarter import Quarter
from app.summaries.tables.training import Lesson
from app.supervision import queries as supervision
from app.supervision.domain import SupervisionForm

WORKERS = (Role.APK, Role.DP)


def lessons(quarter: Quarter, known: date) -> tuple[list[Lesson], list[float]]:
    """The events that were held, and by month the hours of assistants and caretakers."""
    present: defaultdict[Any, list[frozenset[Role]]] = defaultdict(list)
    for worker_id, roles, *event in db.session.execute(_held(quarter.first, known)):
        present[tuple(event)] += [roles] if worker_id else []
    told, hours = [], []
    for (key, name, day, length), people in present.items():
        workers = sum(not roles.isdisjoint(WORKERS) for roles in people)
        month = quarter.month_of(day)
        told.append(Lesson(str(key), name, day, month, length, len(people)))
        hours.append((day, length * workers))
    return told, by_month(quarter, hours)


@built_once
def _held(first: date, last: date) -> Select[*tuple[Any, ...]]:
    """A row for each of those who came, one without a person where nobody did."""
    event = TrainingEvent
    came = and_(
        Attendance.event_id == event.id,
        Attendance.municipality_id == event.municipality_id,
        Attendance.attended == Attended.PRESENT,
    )
    person = (Attendance.worker_id, Membership.roles)
    return (
        select(*person, event.id, Course.name, event.day, event.hours)
        .select_from(event)
        .join(event.course)
        .outerjoin(Attendance, came)
        .outerjoin(Attendance.worker)
        .where(event.status == EventStatus.HELD, event.day >= first, event.day <= last)
        .order_by(event.day, event.id)
    )


def meetings(quarter: Quarter, known: date) -> dict[str, Any]:
    """Meetings by their form, their hours and who was there."""
    held = supervision.between(quarter.first, known)

    def months(measure: Callable[[Any], float]) -> list[float]:
        return by_month(quarter, [(each.day, measure(each)) for each in held])

    return {
        "group": months(lambda each: each.form is SupervisionForm.GROUP),
        "individual": months(lambda each: each.form is SupervisionForm.INDIVIDUAL),
        "supervision_hours": months(lambda each: each.hours),
        "supervised": months(lambda each: each.people),
    }


def by_month(quarter: Quarter, figures: Sequence[tuple[date, float]]) -> list[float]:
    months: list[float] = [0, 0, 0]
    for day, figure in figures:
        months[quarter.month_of(day)] += figure
    return months
