"""Every change of needs."""

import uuid
from datetime import date
from typing import Any

from app.accounts.models import Membership
from app.certificates import queries as certificates
from app.certificates.models import Certificate
from app.courses.models import Course
from app.incidents.models import Incident
from app.kernel import clock
from app.kernel.action import action
from app.kernel.db import db
from app.kernel.errors import Refused
from app.kernel.i18n import _
from app.needs import queries
from app.needs.domain import (
    FALLBACK_COMPETENCE,
    NeedStatus,
    Origin,
    competence_for,
    duty_day,
    may_decide,
    may_move,
    urgency_of,
)
from app.needs.models import Need
from app.skills.domain import is_worker


@action
def propose(worker: Membership, *, id: uuid.UUID, by: Membership | None, **values: Any) -> Need:
    """Propose what a person has to learn; what the leader himself proposes waits for a decision."""
    return _raised(worker, id=id, by=by, **values)


@action
def wish(
    *, id: uuid.UUID, competence_id: uuid.UUID, by: Membership, topic: str | None = None
) -> Need:
    """Ask for training; nothing is refused to who asks for himself."""
    told = (topic or "").replace("\n", " ") or None
    facts = {"competence_id": competence_id, "topic": told, "origin": Origin.OWN_WISH}
    return _raised(by, id=id, by=by, **facts)


@action
def from_incident(
    incident: Incident, *, id: uuid.UUID, worker_id: uuid.UUID, by: Membership
) -> Need:
    """R-50: a need by one tap; the kind of the incident says which competence it is."""
    worker = next((p for p in incident.shift.members if p.id == worker_id), None)
    if worker is None or not is_worker(worker):
        raise Refused(_("This person was not on the shift."))
    if earlier := queries.raised_from([incident.id]).get((incident.id, worker.id)):
        told = {"what": earlier.competence.name, "state": earlier.status.label}
        raise Refused(_("The need is here already: %(what)s, %(state)s.", **told))
    competence = queries.competence(competence_for(incident.subcategory))
    if competence is None:
        raise Refused(_("The town has no competences yet. The manager adds them."))
    facts = {"competence_id": competence.id, "origin": Origin.INCIDENT, "incident_id": incident.id}
    return _raised(worker, id=id, by=by, **facts)


@action
def correct(need: Need, *, by: Membership | None, **values: Any) -> Need:
    """Change what it is about and until when; what stands in a plan or is met stays."""
    if need.is_settled:
        raise Refused(_("The need stands in a plan or is met, so it is no longer changed."))
    for name, value in values.items():
        setattr(need, name, value or None)
    return need


@action
def accept(need: Need, *, by: Membership | None) -> Need:
    """Accept it; it can be put into a plan."""
    return _decided(need, NeedStatus.ACCEPTED, by, None)


@action
def postpone(need: Need, *, reason: str, by: Membership | None) -> Need:
    """Put it off; the worker sees why."""
    return _decided(need, NeedStatus.POSTPONED, by, reason)


@action
def reject(need: Need, *, reason: str, by: Membership | None) -> Need:
    """Reject it; the worker sees why."""
    return _decided(need, NeedStatus.REJECTED, by, reason)


@action
def plan(need: Need, *, by: Membership | None) -> Need:
    """It stands in a plan now."""
    if need.status is not NeedStatus.ACCEPTED:
        raise Refused(_("Only an accepted need can be put into a plan."))
    return _moved(need, NeedStatus.PLANNED)


@action
def unplan(need: Need, *, by: Membership | None) -> Need:
    """It stands in no plan any more, and waits for another one."""
    if need.status is not NeedStatus.PLANNED:
        raise Refused(_("The need stands in no plan."))
    return _moved(need, NeedStatus.ACCEPTED)


@action
def meet(need: Need, *, on: date, by: Membership | None) -> Need:
    """R-52: its item in the plan was verified in practice on this day."""
    _moved(need, NeedStatus.MET)
    need.met_on = on
    return need


@action
def unmeet(need: Need, *, by: Membership | None) -> Need:
    """The verification was taken back."""
    if need.status is not NeedStatus.MET:
        raise Refused(_("The need is not met."))
    need.met_on = None
    return _moved(need, NeedStatus.PLANNED)


@action
def raise_due(*, by: Membership | None = None) -> list[Need]:
    """R-53: one need for each certificate that ends and each required course that is missing.

    Once it stands it is never raised again, whatever becomes of it.
    """
    today = clock.today()
    raised = [_renewal(each, today) for each in _unseen(today)]
    db.session.flush()
    known = queries.courses_with_a_need()
    missing = [
        _duty(worker, course, today)
        for worker, course in certificates.missing_required(today)
        if is_worker(worker) and (worker.id, course.id) not in known
    ]
    return [need for need in (*raised, *missing) if need]


def _unseen(today: date) -> list[Certificate]:
    """What ends soon or has ended, and is no need yet; only of people who have a leader."""
    known = queries.certificates_with_a_need()
    found = [*certificates.lapsed(today), *certificates.ending(today)]
    return [each for each in found if each.id not in known and is_worker(each.worker)]


def _renewal(certificate: Certificate, today: date) -> Need | None:
    facts = {
        "certificate_id": certificate.id,
        "course_id": certificate.course_id,
        "topic": certificate.name,
        "origin": Origin.EXPIRY,
        "due_on": certificate.valid_to,
    }
    return _due(certificate.worker, certificate.course, today, facts)


def _duty(worker: Membership, course: Course, today: date) -> Need | None:
    due_on = duty_day(worker.valid_from, course.required_within_days, today)
    facts = {"course_id": course.id, "topic": course.name, "due_on": due_on}
    return _due(worker, course, today, {**facts, "origin": Origin.NEW_TASK})


def _due(
    worker: Membership, course: Course | None, today: date, facts: dict[str, Any]
) -> Need | None:
    """None in a town that has not begun with competences."""
    known = course.competence_id if course else None
    other = None if known else queries.competence(FALLBACK_COMPETENCE)
    competence_id = known or (other.id if other else None)
    if competence_id is None:
        return None
    urgency = urgency_of(facts["due_on"], today)
    return _raised(worker, id=None, by=None, competence_id=competence_id, urgency=urgency, **facts)


def _raised(
    worker: Membership, *, id: uuid.UUID | None, by: Membership | None, **values: Any
) -> Need:
    need = Need(
        id=id, worker_id=worker.id, raised_on=clock.today(), raised_by=by.id if by else None
    )
    for name, value in values.items():
        setattr(need, name, value)
    db.session.add(need)
    return need


def _decided(need: Need, status: NeedStatus, by: Membership | None, reason: str | None) -> Need:
    if not may_decide(need.status, status):
        raise Refused(_("That cannot be decided now: %(state)s.", state=need.status.label))
    need.status, need.reason = status, reason
    need.decided_by, need.decided_at = by.id if by else None, clock.now()
    return need


def _moved(need: Need, status: NeedStatus) -> Need:
    if not may_move(need.status, status):
        raise Refused(_("That cannot be done now: %(state)s.", state=need.status.label))
    need.status = status
    return need
