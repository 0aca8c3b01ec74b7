"""Every change of certificates, and the attendance list that issues them."""

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any

from app.accounts.models import Membership
from app.certificates import queries
from app.certificates.domain import last_day
from app.certificates.models import Certificate
from app.courses import actions as course_actions
from app.courses import queries as course_queries
from app.courses.domain import Outcome
from app.courses.models import Attendance, TrainingEvent
from app.kernel import clock
from app.kernel.action import action
from app.kernel.db import db
from app.kernel.errors import Refused
from app.kernel.i18n import _


@action
def add(
    *, id: uuid.UUID, course_id: uuid.UUID | None, by: Membership | None, **values: Any
) -> Certificate:
    """Write down a certificate that the person has brought along."""
    certificate = Certificate(id=id, course_id=course_id)
    db.session.add(_filled(certificate, course_id, values))
    return certificate


@action
def correct(
    certificate: Certificate, *, course_id: uuid.UUID | None, by: Membership | None, **values: Any
) -> Certificate:
    """Change what is known of the certificate."""
    _not_withdrawn(certificate)
    return _filled(certificate, course_id, values)


@action
def withdraw(certificate: Certificate, *, reason: str, by: Membership | None) -> Certificate:
    """Say that it was written by mistake or no longer counts; it stays with its reason."""
    _not_withdrawn(certificate)
    certificate.is_withdrawn, certificate.withdraw_reason = True, reason
    return certificate


@action
def issue(attendance: Attendance, *, by: Membership | None) -> Certificate:
    """Give the person the certificate of the course; one that was given already stays."""
    if certificate := queries.of_attendance(attendance.id):
        return certificate
    event = attendance.event
    certificate = Certificate(
        worker_id=attendance.worker_id,
        course_id=event.course_id,
        attendance_id=attendance.id,
        name=event.course.name,
        issued_on=event.ends_on,
        valid_to=last_day(event.ends_on, event.course.validity_months),
    )
    db.session.add(certificate)
    return certificate


@action
def attend(
    event: TrainingEvent, rows: Sequence[Outcome], *, by: Membership | None
) -> TrainingEvent:
    """Close the event by its list; who passed gets the certificate, who did not has none."""
    course_actions.record_attendance(event, rows, by=by)
    for attendance in event.attendances if event.course.gives_certificate else ():
        if attendance.has_passed:
            issue(attendance, by=by)
        elif certificate := queries.of_attendance(attendance.id):
            withdraw(certificate, reason=_("The attendance list was corrected."), by=by)
    return event


def _filled(
    certificate: Certificate, course_id: uuid.UUID | None, values: dict[str, Any]
) -> Certificate:
    """What the form leaves open is that of the course."""
    course = course_queries.get(course_id) if course_id else None
    certificate.course_id = course_id
    certificate.worker_id = values.get("worker_id", certificate.worker_id)
    certificate.name = values["name"] or (course.name if course else "")
    certificate.number = values["number"] or None
    certificate.issued_on = _issued(values["issued_on"])
    certificate.valid_to = values["valid_to"] or last_day(
        certificate.issued_on, course.validity_months if course else None
    )
    _check(certificate)
    return certificate


def _issued(day: date) -> date:
    if day > clock.today():
        raise Refused(_("The day is still to come."), field="issued_on")
    return day


def _check(certificate: Certificate) -> None:
    if not certificate.name:
        raise Refused(_("Choose the course, or write what the certificate is for."), field="name")
    if certificate.valid_to and certificate.valid_to < certificate.issued_on:
        raise Refused(_("It cannot end before it was issued."), field="valid_to")


def _not_withdrawn(certificate: Certificate) -> None:
    if certificate.is_withdrawn:
        raise Refused(_("The certificate was withdrawn already."))
