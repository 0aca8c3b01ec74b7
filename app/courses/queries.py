"""Every SELECT about courses, their events and who came."""

import uuid
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from app.accounts import queries as account_queries
from app.accounts.domain import Funding
from app.accounts.models import Membership
from app.courses.domain import TRAINED, Attended, CourseKind, EventStatus
from app.courses.models import Attendance, Course, TrainingEvent
from app.kernel import clock
from app.kernel.db import db
from app.kernel.i18n import day


@dataclass(frozen=True)
class FundingHours:
    """What was held from one source of money."""

    funding: Funding | None
    events: int
    people: int
    person_hours: float
    cost_czk: int


def get(course_id: uuid.UUID) -> Course:
    """One course of the town."""
    query = select(Course).where(Course.id == course_id).options(joinedload(Course.competence))
    return db.session.scalars(query).one()


def is_name_taken(name: str, *, besides: uuid.UUID | None = None) -> bool:
    """Whether another course already has this name."""
    query = select(Course.id).where(Course.name == name, Course.id != besides)
    return db.session.scalars(query).first() is not None


def course_names() -> list[tuple[uuid.UUID, str]]:
    """(id, name) of the courses in use, for lists in forms."""
    query = select(Course.id, Course.name).where(Course.is_active).order_by(Course.sort_text)
    return [(key, name) for key, name in db.session.execute(query)]


def get_event(event_id: uuid.UUID) -> TrainingEvent:
    """One event with its course and those invited."""
    return db.session.scalars(_whole().where(TrainingEvent.id == event_id)).one()


def event_by_code(code: str) -> TrainingEvent:
    """The event whose door shows this code."""
    return db.session.scalars(_whole().where(TrainingEvent.check_in_code == code)).one()


def get_attendance(attendance_id: uuid.UUID) -> Attendance:
    """One line of an attendance list."""
    query = select(Attendance).where(Attendance.id == attendance_id)
    event = joinedload(Attendance.event).joinedload(TrainingEvent.course)
    return db.session.scalars(query.options(event, joinedload(Attendance.worker))).one()


def taken(event_id: uuid.UUID) -> int:
    """How many places are taken; until the end of this step nobody else takes one."""
    lock = select(TrainingEvent.id).where(TrainingEvent.id == event_id).with_for_update()
    db.session.execute(lock)
    query = select(func.count()).where(
        Attendance.event_id == event_id, Attendance.attended != Attended.EXCUSED
    )
    return db.session.scalar(query) or 0


def invited_ids(event_id: uuid.UUID) -> set[uuid.UUID]:
    """Who stands in the list of the event."""
    query = select(Attendance.worker_id).where(Attendance.event_id == event_id)
    return set(db.session.scalars(query))


def upcoming(worker_id: uuid.UUID, today: date, limit: int = 3) -> list[TrainingEvent]:
    """The next events to which this person is invited, the soonest first."""
    query = (
        with_course()
        .join(TrainingEvent.attendances)
        .where(
            Attendance.worker_id == worker_id,
            Attendance.attended.in_((Attended.INVITED, Attended.PRESENT)),
            TrainingEvent.status == EventStatus.PLANNED,
            ends_on() >= today,
        )
        .order_by(TrainingEvent.day, TrainingEvent.starts_at)
        .limit(limit)
    )
    return list(db.session.scalars(query))


def planned_event_names(competence_id: uuid.UUID | None = None) -> list[tuple[uuid.UUID, str]]:
    """(id, "course, day") of the events to come, for lists in forms."""
    query = with_course().where(
        TrainingEvent.status == EventStatus.PLANNED, ends_on() >= clock.today()
    )
    if competence_id is not None:
        query = query.where(Course.competence_id == competence_id)
    events = db.session.scalars(query.order_by(TrainingEvent.day))
    return [(event.id, f"{event.course.name}, {day(event.day)}") for event in events]


def events_between(since: date, until: date) -> list[TrainingEvent]:
    """The events that were held in these days (the last counts), with those who came."""
    query = _whole().where(*_held(since, until))
    return list(db.session.scalars(query.order_by(TrainingEvent.day, TrainingEvent.id)))


def attended(worker_id: uuid.UUID) -> list[Attendance]:
    """Where the person was, the latest first."""
    query = _presences().where(Attendance.worker_id == worker_id)
    return list(db.session.scalars(query.order_by(TrainingEvent.day.desc())))


def attended_between(worker_id: uuid.UUID, since: date, until: date) -> list[Attendance]:
    """Where the person was in these days, in their order."""
    query = _presences().where(Attendance.worker_id == worker_id, *_held(since, until))
    return list(db.session.scalars(query.order_by(TrainingEvent.day)))


def hours_by_worker(since: date, until: date) -> dict[uuid.UUID, float]:
    """Hours of each person at events held in these days; only of those who were there."""
    query = (
        select(Attendance.worker_id, func.sum(TrainingEvent.hours))
        .join(Attendance.event)
        .where(Attendance.attended == Attended.PRESENT, *_held(since, until))
        .group_by(Attendance.worker_id)
    )
    return {worker_id: float(hours) for worker_id, hours in db.session.execute(query)}


def entered_by(on: date) -> dict[uuid.UUID, date]:
    """Who has gone through entry training that began by then, and when it ended."""
    ended = func.max(func.coalesce(TrainingEvent.last_day, TrainingEvent.day))
    query = (
        select(Attendance.worker_id, ended)
        .join(Attendance.event)
        .join(TrainingEvent.course)
        .where(
            Course.kind == CourseKind.ENTRY,
            TrainingEvent.status == EventStatus.HELD,
            TrainingEvent.day <= on,
            Attendance.attended == Attended.PRESENT,
        )
        .group_by(Attendance.worker_id)
    )
    return dict(map(tuple, db.session.execute(query)))


def hours_by_funding(since: date, until: date) -> list[FundingHours]:
    """Events, hours of people and cost by the source of money, in the order of the sources."""
    groups: dict[Funding | None, list[TrainingEvent]] = defaultdict(list)
    for event in events_between(since, until):
        groups[event.funding].append(event)
    return [_sum(source, groups[source]) for source in (*Funding, None) if source in groups]


def missing_required(
    today: date, certified: Collection[tuple[uuid.UUID, uuid.UUID]] = frozenset()
) -> list[tuple[Membership, Course]]:
    """Who lacks a course that his role requires, by name of the person and of the course.

    `certified` are the (person, course) pairs with a certificate that holds; certificates stand
    further right and have a query that brings them along.
    """
    query = select(Course).where(Course.is_active, Course.required_roles != "")
    courses = db.session.scalars(query.order_by(Course.sort_text)).all()
    done = {*certified, *_fulfilled([course.id for course in courses])}
    people = [each for each in account_queries.people_with(*TRAINED) if each.is_valid_on(today)]
    return [
        (person, course)
        for person in people
        for course in courses
        if course.is_required_of(person) and (person.id, course.id) not in done
    ]


def _fulfilled(course_ids: Collection[uuid.UUID]) -> set[tuple[uuid.UUID, uuid.UUID]]:
    query = (
        select(Attendance.worker_id, TrainingEvent.course_id)
        .join(Attendance.event)
        .where(
            TrainingEvent.course_id.in_(course_ids),
            TrainingEvent.status == EventStatus.HELD,
            Attendance.attended == Attended.PRESENT,
            Attendance.has_passed.is_not(False),
        )
    )
    return {(worker_id, course_id) for worker_id, course_id in db.session.execute(query)}


def _sum(source: Funding | None, events: list[TrainingEvent]) -> FundingHours:
    came = [(event.hours, len(event.present)) for event in events]
    return FundingHours(
        funding=source,
        events=len(events),
        people=sum(people for _hours, people in came),
        person_hours=sum(hours * people for hours, people in came),
        cost_czk=sum(event.cost_czk or 0 for event in events),
    )


def with_course() -> Select[TrainingEvent]:
    """Events with their courses."""
    return (
        select(TrainingEvent)
        .join(TrainingEvent.course)
        .options(contains_eager(TrainingEvent.course).joinedload(Course.competence))
    )


def ends_on() -> ColumnElement[date]:
    """TrainingEvent.ends_on for the database."""
    return func.coalesce(TrainingEvent.last_day, TrainingEvent.day)


def _whole() -> Select[TrainingEvent]:
    people = selectinload(TrainingEvent.attendances).joinedload(Attendance.worker)
    return with_course().options(people)


def _presences() -> Select[Attendance]:
    return (
        select(Attendance)
        .join(Attendance.event)
        .join(TrainingEvent.course)
        .where(Attendance.attended == Attended.PRESENT, TrainingEvent.status == EventStatus.HELD)
        .options(contains_eager(Attendance.event).contains_eager(TrainingEvent.course))
    )


def _held(since: date, until: date) -> tuple[ColumnElement[bool], ...]:
    """An event belongs to the period in which it began."""
    return (
        TrainingEvent.status == EventStatus.HELD,
        TrainingEvent.day >= since,
        TrainingEvent.day <= until,
    )
