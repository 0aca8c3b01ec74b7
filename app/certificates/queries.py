"""Every SELECT about certificates."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select
from sqlalchemy.orm import aliased, joinedload

from app.accounts import queries as account_queries
from app.accounts.models import Membership
from app.certificates.domain import NOTICE_DAYS, Validity, due_on
from app.certificates.models import Certificate
from app.courses import queries as course_queries
from app.courses.domain import TRAINED
from app.courses.models import Course
from app.kernel.db import built_once, db
from app.kernel.paging import SIZE, Batch, batch
from app.skills.domain import may_know


@dataclass(frozen=True)
class Duty:
    """A course that somebody's role requires and that he still lacks."""

    worker: Membership
    course: Course
    due_on: date | None
    today: date

    @property
    def is_overdue(self) -> bool:
        """Whether the day has passed."""
        return self.due_on is not None and self.due_on < self.today


def get(certificate_id: uuid.UUID) -> Certificate:
    """One certificate of the town."""
    return db.session.scalars(_whole().where(Certificate.id == certificate_id)).one()


def person(worker_id: uuid.UUID) -> Membership:
    """One person of the town, whose hours are asked about."""
    return db.session.scalars(select(Membership).where(Membership.id == worker_id)).one()


def of(worker_id: uuid.UUID) -> list[Certificate]:
    """What the person can show, the one that ends first on top, those for ever at the end."""
    query = _whole().where(Certificate.worker_id == worker_id, Certificate.is_withdrawn.is_(False))
    return list(db.session.scalars(query.order_by(*_by_end())))


def ending(today: date, within: int = NOTICE_DAYS[0]) -> list[Certificate]:
    """R-53: what ends within so many days and nothing newer replaces, the soonest first."""
    last = today + timedelta(days=within)
    return _unrenewed(Certificate.valid_to.between(today, last), today)


def lapsed(today: date) -> list[Certificate]:
    """What has ended and nothing newer replaces, the one that ended first on top."""
    return _unrenewed(Certificate.valid_to < today, today)


def of_attendance(attendance_id: uuid.UUID) -> Certificate | None:
    """The certificate that somebody got for coming, unless it was withdrawn."""
    query = select(Certificate).where(
        Certificate.attendance_id == attendance_id, Certificate.is_withdrawn.is_(False)
    )
    return db.session.scalars(query).first()


def certified(today: date) -> set[tuple[uuid.UUID, uuid.UUID]]:
    """(person, course) of every certificate that holds on this day."""
    query = select(Certificate.worker_id, Certificate.course_id).where(
        Certificate.is_withdrawn.is_(False),
        or_(Certificate.valid_to.is_(None), Certificate.valid_to >= today),
    )
    return {(who, what) for who, what in db.session.execute(query) if what}


def missing_required(today: date) -> list[tuple[Membership, Course]]:
    """Who lacks a course that his role requires and has no valid certificate of it either."""
    return course_queries.missing_required(today, certified(today))


def known_to(actor: Membership) -> list[Membership]:
    """Whose certificates this person sees: his own, of those he leads, the manager all."""
    return [each for each in account_queries.people_with(*TRAINED) if may_know(actor, each)]


def search(
    people: Collection[uuid.UUID],
    *,
    state: Validity | None = None,
    today: date,
    after: str = "",
) -> Batch[Certificate]:
    """Certificates of these people, those issued last on top; withdrawn ones when asked for."""
    query = _whole().where(Certificate.worker_id.in_(people), *_in_state(state, today))
    query = query.where(*_below(after))
    order = query.order_by(Certificate.issued_on.desc(), Certificate.id.desc())
    rows = db.session.scalars(order.limit(SIZE + 1)).all()
    return batch(rows, key=lambda each: f"{each.issued_on.isoformat()}_{each.id.hex}")


def in_need(people: Collection[uuid.UUID], today: date) -> list[Certificate]:
    """What has ended or ends soon, of these people, the one that ended first on top."""
    last = today + timedelta(days=NOTICE_DAYS[0])
    found = _unrenewed(Certificate.valid_to <= last, today)
    return [each for each in found if each.worker_id in people]


def duties(people: Collection[uuid.UUID], today: date) -> list[Duty]:
    """What the roles of these people still ask for, with the day by which it should be done."""
    return [
        Duty(who, course, due_on(who.valid_from, course.required_within_days), today)
        for who, course in missing_required(today)
        if who.id in people
    ]


def trained_between(since: date, until: date) -> list[Membership]:
    """Those who are trained today and those who were in these days, by name."""
    were_there = set(course_queries.hours_by_worker(since, until))
    query = select(Membership).order_by(Membership.sort_text, Membership.id)
    return [
        each
        for each in db.session.scalars(query)
        if each.id in were_there or (each.has(*TRAINED) and each.is_valid_on(until))
    ]


def _unrenewed(condition: ColumnElement[bool], today: date) -> list[Certificate]:
    """Without those withdrawn, replaced by a longer one, or of people who have left."""
    rows = db.session.scalars(_not_replaced().where(condition))
    return [each for each in rows if each.worker.is_valid_on(today)]


@built_once
def _not_replaced() -> Select[Certificate]:
    query = _whole().where(Certificate.is_withdrawn.is_(False), ~_is_replaced())
    return query.order_by(*_by_end())


def _is_replaced() -> ColumnElement[bool]:
    """Whether the same person has one of the same course or name that holds longer."""
    newer = aliased(Certificate)
    return exists(
        select(newer.id).where(
            newer.municipality_id == Certificate.municipality_id,
            newer.worker_id == Certificate.worker_id,
            newer.is_withdrawn.is_(False),
            or_(newer.course_id == Certificate.course_id, newer.name == Certificate.name),
            or_(newer.valid_to.is_(None), newer.valid_to > Certificate.valid_to),
        )
    )


def _in_state(state: Validity | None, today: date) -> tuple[ColumnElement[bool], ...]:
    """`validity` for the database."""
    if state is Validity.WITHDRAWN:
        return (Certificate.is_withdrawn.is_(True),)
    holds = Certificate.is_withdrawn.is_(False)
    end, (first, second) = Certificate.valid_to, (today + timedelta(days=n) for n in NOTICE_DAYS)
    between: dict[Validity | None, ColumnElement[bool]] = {
        Validity.VALID: or_(end.is_(None), end > first),
        Validity.ENDS_IN_60: and_(end > second, end <= first),
        Validity.ENDS_IN_30: and_(end >= today, end <= second),
        Validity.EXPIRED: end < today,
    }
    return (holds, between[state]) if state else (holds,)


def _below(after: str) -> tuple[ColumnElement[bool], ...]:
    """The certificates below the one with this key; a damaged key begins anew."""
    written, _dash, last = after.partition("_")
    try:
        day, known = date.fromisoformat(written), uuid.UUID(last)
    except ValueError:
        return ()
    same_day = and_(Certificate.issued_on == day, Certificate.id < known)
    return (or_(Certificate.issued_on < day, same_day),)


def _by_end() -> tuple[Any, ...]:
    return Certificate.valid_to.is_(None), Certificate.valid_to, Certificate.name, Certificate.id


def _whole() -> Select[Certificate]:
    return select(Certificate).options(
        joinedload(Certificate.worker), joinedload(Certificate.course)
    )
