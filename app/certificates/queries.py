"""Every SELECT about certificates."""

import uuid
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, or_, select
from sqlalchemy.orm import aliased, joinedload

from app.accounts import queries as account_queries
from app.accounts.models import Membership
from app.certificates.domain import NOTICE_DAYS
from app.certificates.models import Certificate
from app.courses import queries as course_queries
from app.courses.domain import TRAINED
from app.courses.models import Course
from app.kernel.db import db
from app.skills.domain import may_know


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


def _unrenewed(condition: ColumnElement[bool], today: date) -> list[Certificate]:
    """Without those withdrawn, replaced by a longer one, or of people who have left."""
    query = _whole().where(condition, Certificate.is_withdrawn.is_(False), ~_is_replaced())
    rows = db.session.scalars(query.order_by(*_by_end()))
    return [each for each in rows if each.worker.is_valid_on(today)]


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


def _by_end() -> tuple[Any, ...]:
    return Certificate.valid_to.is_(None), Certificate.valid_to, Certificate.name, Certificate.id


def _whole() -> Select[Certificate]:
    return select(Certificate).options(
        joinedload(Certificate.worker), joinedload(Certificate.course)
    )
