"""The lists of courses and of events, page by page."""

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from app.courses.domain import EventStatus
from app.courses.models import Course, TrainingEvent
from app.courses.queries import with_course
from app.kernel.db import db
from app.kernel.i18n import fold
from app.kernel.paging import SIZE, Batch, batch

# Of the events of a course its own page shows only the last ones.
SHOWN_EVENTS = 20


def search(text: str = "", *, with_retired: bool = False, after: str = "") -> Batch[Course]:
    """Courses by name, found by a part of the name or the provider, without regard to marks."""
    query = select(Course).options(joinedload(Course.competence))
    query = query.where(Course.sort_text > after).order_by(Course.sort_text, Course.id)
    if text:
        query = query.where(Course.search_text.contains(fold(text), autoescape=True))
    if not with_retired:
        query = query.where(Course.is_active)
    rows = db.session.scalars(query.limit(SIZE + 1)).all()
    return batch(rows, key=lambda course: course.sort_text)


def events_of(course: Course) -> Sequence[TrainingEvent]:
    """The last events of the course, the latest first."""
    query = with_course().where(TrainingEvent.course_id == course.id)
    query = query.options(selectinload(TrainingEvent.attendances))
    order = query.order_by(TrainingEvent.day.desc(), TrainingEvent.id).limit(SHOWN_EVENTS)
    return db.session.scalars(order).all()


def coming() -> Sequence[TrainingEvent]:
    """What is planned, the soonest first; what was to be held and has no list yet stands on top."""
    query = with_course().where(TrainingEvent.status == EventStatus.PLANNED)
    query = query.options(selectinload(TrainingEvent.attendances))
    return db.session.scalars(query.order_by(TrainingEvent.day, TrainingEvent.starts_at)).all()


def past(year: int | None = None, *, after: str = "") -> Batch[TrainingEvent]:
    """What was held or called off, the latest first."""
    query = with_course().where(TrainingEvent.status != EventStatus.PLANNED, *_below(after))
    query = query.options(selectinload(TrainingEvent.attendances))
    if year:
        query = query.where(TrainingEvent.day.between(*whole(year)))
    order = query.order_by(TrainingEvent.day.desc(), TrainingEvent.id.desc()).limit(SIZE + 1)
    rows = db.session.scalars(order).all()
    return batch(rows, key=lambda event: f"{event.day.isoformat()}_{event.id.hex}")


def years(today: date) -> list[int]:
    """The years in which something was planned or held, this one first."""
    first = db.session.scalar(select(func.min(TrainingEvent.day)))
    return list(range(today.year, min(first.year if first else today.year, today.year) - 1, -1))


def whole(year: int) -> tuple[date, date]:
    """The first and the last day of a year."""
    return date(year, 1, 1), date(year, 12, 31)


def _below(after: str) -> tuple[ColumnElement[bool], ...]:
    """The events below the one with this key; a damaged key begins anew."""
    written, _dash, last = after.partition("_")
    try:
        day, known = date.fromisoformat(written), uuid.UUID(last)
    except ValueError:
        return ()
    same_day: Any = and_(TrainingEvent.day == day, TrainingEvent.id < known)
    return (or_(TrainingEvent.day < day, same_day),)
